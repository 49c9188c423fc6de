"""SPARQL: questions asked of a dataset, and their results."""
