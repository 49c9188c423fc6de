"""Run a SPARQL query over a dataset in memory."""

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.namespaces import prefixes

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def ask(store: ox.Store, query: str, base: str, name: str = "query") -> Answer:
    """Run a query in which the prefixes of the project are known.

    :param base: the project's base IRI.
    :param name: what messages call the query: a file, or a question's name.
    :raises MaliKgError: for a syntax error, with line and column, or an evaluation error.
    """
    try:
        return store.query(query, prefixes=prefixes(base))
    except SyntaxError as error:
        raise MaliKgError(f"{name}: not a SPARQL query{place(query, str(error))}{hint(query, base)}") from None
    except (RuntimeError, OSError, ValueError) as error:
        raise MaliKgError(f"{name}: cannot be answered: {error}.") from None


def place(query: str, message: str) -> str:
    """Where a syntax error stands, with the line of the query and a mark below the column."""
    import re

    at = re.search(r"error at (\d+):(\d+)", message)
    lines = query.splitlines()
    if not at or not 0 < int(at[1]) <= len(lines):
        return f": {message}."
    line, column = int(at[1]), int(at[2])
    shown = lines[line - 1].replace("\t", " ")
    start = max(0, column - 60)
    return f", line {line}, column {column}:\n    {shown[start : start + 100]}\n    {' ' * (column - 1 - start)}^"


def hint(query: str, base: str) -> str:
    """The likely cause of a syntax error, on a line of its own; empty where none is likely."""
    import re

    from mali_kg.errors import did_you_mean

    known = prefixes(base)
    declared = set(re.findall(r"\bprefix\s+([\w-]*):", query, re.IGNORECASE))
    bare = re.sub(r'"[^"\n]*"|\'[^\'\n]*\'|<[^>\s]*>|#[^\n]*', " ", query)
    for prefix in re.findall(r"(?<![\w?$:-])([A-Za-z][\w-]*):", bare):
        if prefix not in known and prefix not in declared:
            return f"\nThe prefix {prefix}: is not declared. {did_you_mean(prefix, known)}"
    first = re.match(r"\s*(?:(?:prefix|base)\s[^\n]*\n\s*)*(\w+)", query, re.IGNORECASE)
    if first and first.group(1).upper() in {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}:
        return "\nUpdates are refused: a query only reads."
    if bare.count("{") != bare.count("}"):
        return f"\nIt has {bare.count('{')} opening and {bare.count('}')} closing braces."
    return ""
