"""Validation: SHACL shapes, rules across nodes and graphs, and fidelity to the text, in one report."""
