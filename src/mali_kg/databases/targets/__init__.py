"""The databases, a module a product or protocol; each is imported when it is opened."""
