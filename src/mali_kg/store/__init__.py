"""The built dataset, files or a union of graphs as something that can be queried."""
