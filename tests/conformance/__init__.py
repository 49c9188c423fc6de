"""Suites of the W3C that tests and `docs/conformance.py` run; their files are read from where they lie, and nothing of them is kept here."""
