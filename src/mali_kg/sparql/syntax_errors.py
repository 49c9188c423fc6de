"""Where a syntax error stands, and what may have caused it."""

import re

import pyoxigraph as ox

from mali_kg.sparql.lexer import bare, declared_prefixes


def place(query: str, message: str) -> str:
    """Tell where a syntax error stands, with the line of the query and a mark below the column."""
    at = re.search(r"error at (\d+):(\d+)", message)
    lines = query.splitlines()
    if not at or not 0 < int(at[1]) <= len(lines):
        return f": {message}."
    line, column = int(at[1]), int(at[2])
    shown = lines[line - 1].replace("\t", " ")
    start = max(0, column - 60)
    return f", line {line}, column {column}:\n    {shown[start : start + 100]}\n    {' ' * (column - 1 - start)}^"


def hint(query: str, base: str, store: ox.Store | None = None) -> str:
    """Find the likely cause of a syntax error, on a line of its own; empty where none is likely.

    :param store: the data, where it is at hand: the names that occur in it are offered.
    """
    from mali_kg.sparql.names import broken_name

    words = bare(query)
    problem = broken_name(words, base, declared_prefixes(query), store)
    if problem:
        return f"\n{problem}"
    first = re.match(r"\s*(?:(?:prefix|base)\s[^\n]*\n\s*)*(\w+)", query, re.IGNORECASE)
    if first and first.group(1).upper() in {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}:
        return "\nUpdates are refused: a query only reads."
    if words.count("{") != words.count("}"):
        return f"\nIt has {words.count('{')} opening and {words.count('}')} closing braces."
    return ""
