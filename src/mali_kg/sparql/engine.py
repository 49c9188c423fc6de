"""Run a SPARQL query over a dataset in memory."""

import re

import pyoxigraph as ox

from mali_kg.errors import MaliKgError, ServiceRefusedError, UnsupportedError
from mali_kg.rdf.curie import expand, known

#: Rows, a yes or no, or a graph.
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | list[ox.Triple]


#: Characters, and opening braces and brackets, of a query that the engine takes whatever it says; longer or deeper ones can crash it, which parses
#: and plans by recursion (measured on 30 kinds of long queries: tests/test_worker.py).
SHORT, SHALLOW = 4_000, 100
_QUOTED = r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*'


class NoGraphError(UnsupportedError):
    """A query asks, by ``FROM``, for a graph that the dataset does not have."""

    def __init__(self, name: str, iri: str) -> None:
        self.name, self.iri = name, iri
        super().__init__(f"{name}: FROM <{iri}>: the dataset has no such graph, and nothing is fetched.")


def bare(query: str) -> str:
    """A query without its strings, IRIs and comments: what is left are keywords, names and punctuation."""
    return re.sub(_QUOTED, " ", query)


def is_safe_here(query: str) -> bool:
    """Whether a query cannot crash the process that it is asked in; else it is asked in one of its own, see `mali_kg.sparql.worker`."""
    return len(query) <= SHORT and sum(query.count(mark) for mark in "{([") <= SHALLOW


def refuse_service(query: str, name: str, base: str) -> None:
    """Refuse a query that would ask another endpoint.

    :raises ServiceRefusedError: for SERVICE.
    """
    if asks_elsewhere(query, base):
        raise ServiceRefusedError(f"{name}: SERVICE asks another endpoint, which is refused unless “service” allows it.")


def asks_elsewhere(query: str, base: str) -> bool:
    """Whether a query has the keyword SERVICE.

    The parser itself is the judge: with another word in its place, a query that has the keyword is a query no more, and one that has it
    only in texts, names and comments still is.
    """
    plain = re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)
    if "service" not in plain.lower():
        return False
    from mali_kg.sparql.parts import tokens

    in_doubt = any("SERVICE" in token.word for token in tokens(plain) if token.text[0] not in "\"'<")
    return in_doubt and not is_query(re.sub("service", "sxrvxce", plain, flags=re.IGNORECASE), base)


def is_query(query: str, base: str) -> bool:
    """Whether a text is a query, by the parser; it is asked of an empty store."""
    try:
        ox.Store().query(query, prefixes=known(query, base))
    except SyntaxError:
        return False
    except (RuntimeError, OSError, ValueError):
        return True
    return True


def refuse_outside(store: ox.Store, query: str, base: str, name: str) -> None:
    """Refuse ``FROM`` and ``FROM NAMED`` of what is no graph of the dataset: nothing is fetched, and an empty graph would mislead.

    :raises UnsupportedError: naming the graph.
    """
    for iri in from_clauses(query, base):
        try:
            graph = ox.NamedNode(iri)
        except ValueError:
            continue  # the parser tells it
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            raise NoGraphError(name, iri)


def declared_prefixes(query: str) -> dict[str, str]:
    """The prefixes that a query declares, with their namespaces."""
    from mali_kg.sparql.parts import tokens

    found = tokens(query)
    return {
        found[i + 1].text.removesuffix(":"): found[i + 2].text.strip("<>")
        for i in range(len(found) - 2)
        if found[i].word == "PREFIX" and found[i + 1].text.endswith(":")
    }


def from_clauses(query: str, base: str) -> list[str]:
    """The IRIs after ``FROM`` and ``FROM NAMED``, written out whole."""
    from urllib.parse import urljoin

    from mali_kg.sparql.parts import tokens

    found = tokens(query)
    declared = declared_prefixes(query)
    start = next((found[i + 1].text.strip("<>") for i in range(len(found) - 1) if found[i].word == "BASE"), "")
    iris = []
    for i, token in enumerate(found[:-1]):
        if token.word == "FROM":
            named = found[i + 1].word == "NAMED" and i + 2 < len(found)
            term = found[i + 2 if named else i + 1].text
            if iri := expand(term, base, declared):
                iris.append(urljoin(start, iri) if start and term.startswith("<") else iri)
    return iris


def ask(store: ox.Store, query: str, base: str, name: str = "query", service: bool = False) -> Answer:
    """Run a query in which the prefixes of the project are known.

    :param base: the project's base IRI.
    :param name: what messages call the query: a file, or a question's name.
    :param service: whether the query may ask other endpoints.
    :raises MaliKgError: for a syntax error, with line and column, or an evaluation error.
    """
    if not service:
        refuse_service(query, name, base)
    if "from" in query.lower():
        refuse_outside(store, query, base, name)
    try:
        return store.query(query, prefixes=known(query, base))
    except SyntaxError as error:
        raise MaliKgError(f"{name}: not a SPARQL query{place(query, str(error))}{hint(query, base, store)}") from None
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


def hint(query: str, base: str, store: ox.Store | None = None) -> str:
    """The likely cause of a syntax error, on a line of its own; empty where none is likely.

    :param store: the data, where it is at hand: the names that occur in it are offered.
    """
    from mali_kg.sparql.names import broken_name

    words = bare(query)
    told = broken_name(words, base, declared_prefixes(query), store)
    if told:
        return f"\n{told}"
    first = re.match(r"\s*(?:(?:prefix|base)\s[^\n]*\n\s*)*(\w+)", query, re.IGNORECASE)
    if first and first.group(1).upper() in {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}:
        return "\nUpdates are refused: a query only reads."
    if words.count("{") != words.count("}"):
        return f"\nIt has {words.count('{')} opening and {words.count('}')} closing braces."
    return ""
