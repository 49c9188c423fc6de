"""Loading a dataset into databases: what is there is compared with what should be, and the difference is sent."""
