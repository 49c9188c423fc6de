"""Exports: the dataset in forms that other tools read."""
