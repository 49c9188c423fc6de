"""Run a SPARQL query over a dataset in memory."""

import re

import pyoxigraph as ox

from mali_kg.errors import MaliKgError, UnsupportedError
from mali_kg.namespaces import prefixes

#: Rows, a yes or no, or a graph.
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | list[ox.Triple]


#: Deeper braces and brackets than any query needs; the parser would crash on far deeper ones.
DEEPEST = 100
_QUOTED = r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*'


def bare(query: str) -> str:
    """A query without its strings, IRIs and comments: what is left are keywords, names and punctuation."""
    return re.sub(_QUOTED, " ", query)


def refuse_unsafe(query: str, name: str, service: bool = False) -> None:
    """Refuse a query that would ask another endpoint, or that is nested so deeply that it would crash the parser.

    :param service: whether asking other endpoints is allowed.
    :raises UnsupportedError: for SERVICE where it is not allowed.
    """
    if "service" not in query.lower() and sum(query.count(mark) for mark in "{([") <= DEEPEST:
        return
    words = bare(query)
    if not service and re.search(r"(?<![\w?$:-])SERVICE(?![\w:-])", words, re.IGNORECASE):
        raise UnsupportedError(
            f"{name}: SERVICE asks another endpoint, which is refused. Allow it with service = true below [query] in mali-kg.toml."
        )
    depth = deepest = 0
    for mark in re.findall(r"[{(\[\])}]", words):
        depth = depth + 1 if mark in "{([" else max(0, depth - 1)
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise MaliKgError(f"{name}: nested {deepest} deep, at most {DEEPEST} is read.")


def refuse_outside(store: ox.Store, query: str, base: str, name: str) -> None:
    """Refuse ``FROM`` and ``FROM NAMED`` of what is no graph of the dataset: nothing is fetched, and an empty graph would mislead.

    :raises UnsupportedError: naming the graph.
    """
    known = prefixes(base) | dict(re.findall(r"\bprefix\s+([\w-]*):\s*<([^<>]*)>", query, re.IGNORECASE))
    for iri in from_clauses(query, known):
        if next(store.quads_for_pattern(None, None, None, ox.NamedNode(iri)), None) is None:
            raise UnsupportedError(
                f"{name}: FROM <{iri}>: the dataset has no such graph, and nothing is fetched. Ask a file with --data FILE."
            )


def from_clauses(query: str, known: dict[str, str]) -> list[str]:
    """The IRIs after ``FROM`` and ``FROM NAMED``, prefixed names written out with the prefixes that are known."""
    found = []
    pattern = rf"{_QUOTED}|(?<![\w?$:-])FROM\s+(?:NAMED\s+)?(?:<(?P<iri>[a-z][^<>\s]*)>|(?P<prefix>[\w-]*):(?P<local>[\w./-]*))"
    for clause in re.finditer(pattern, query, re.IGNORECASE):
        if clause["iri"]:
            found.append(clause["iri"])
        elif clause["prefix"] in known:
            found.append(known[clause["prefix"]] + clause["local"])
    return found


def ask(store: ox.Store, query: str, base: str, name: str = "query", service: bool = False) -> Answer:
    """Run a query in which the prefixes of the project are known.

    :param base: the project's base IRI.
    :param name: what messages call the query: a file, or a question's name.
    :param service: whether the query may ask other endpoints.
    :raises MaliKgError: for a syntax error, with line and column, or an evaluation error.
    """
    refuse_unsafe(query, name, service)
    if "from" in query.lower():
        refuse_outside(store, query, base, name)
    try:
        return store.query(query, prefixes=prefixes(base))
    except SyntaxError as error:
        raise MaliKgError(f"{name}: not a SPARQL query{place(query, str(error))}{hint(query, base)}") from None
    except (RuntimeError, OSError, ValueError) as error:
        raise MaliKgError(f"{name}: cannot be answered: {error}.") from None


def place(query: str, message: str) -> str:
    """Where a syntax error stands, with the line of the query and a mark below the column."""
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
    from mali_kg.errors import did_you_mean

    known = prefixes(base)
    declared = set(re.findall(r"\bprefix\s+([\w-]*):", query, re.IGNORECASE))
    words = bare(query)
    for prefix in re.findall(r"(?<![\w?$:-])([A-Za-z][\w-]*):", words):
        if prefix not in known and prefix not in declared:
            return f"\nThe prefix {prefix}: is not declared. {did_you_mean(prefix, known)}"
    first = re.match(r"\s*(?:(?:prefix|base)\s[^\n]*\n\s*)*(\w+)", query, re.IGNORECASE)
    if first and first.group(1).upper() in {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}:
        return "\nUpdates are refused: a query only reads."
    if words.count("{") != words.count("}"):
        return f"\nIt has {words.count('{')} opening and {words.count('}')} closing braces."
    return ""
