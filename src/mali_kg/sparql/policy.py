"""What a query may do: ask this dataset and nothing else, unless that is allowed; and not crash the process that it is asked in."""

import re

import pyoxigraph as ox

from mali_kg.errors import ServiceRefusedError, UnsupportedError
from mali_kg.rdf.curie import expand, known
from mali_kg.sparql.lexer import declared_prefixes, tokens

#: Characters, and opening braces and brackets, of a query that the engine takes whatever it says; longer or deeper ones can crash it, which parses
#: and plans by recursion (measured on 30 kinds of long queries: tests/sparql/test_worker.py).
SHORT, SHALLOW = 4_000, 100


class NoGraphError(UnsupportedError):
    """A query asks, by ``FROM``, for a graph that the dataset does not have."""

    def __init__(self, name: str, iri: str) -> None:
        self.name, self.iri = name, iri
        super().__init__(f"{name}: FROM <{iri}>: the dataset has no such graph, and nothing is fetched.")


def is_safe_here(query: str) -> bool:
    """Tell whether a query cannot crash the process that it is asked in; else it is asked in one of its own, see `mali_kg.sparql.worker`."""
    return len(query) <= SHORT and sum(query.count(mark) for mark in "{([") <= SHALLOW


def refuse_service(query: str, name: str, base: str) -> None:
    """Refuse a query that would ask another endpoint.

    :raises ServiceRefusedError: for SERVICE.
    """
    if asks_elsewhere(query, base):
        raise ServiceRefusedError(f"{name}: SERVICE asks another endpoint, which is refused unless “service” allows it.")


def asks_elsewhere(query: str, base: str) -> bool:
    """Tell whether a query has the keyword SERVICE.

    The parser itself is the judge: with another word in its place, a query that has the keyword is a query no more, and one that has it
    only in texts, names and comments still is.
    """
    plain = re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", lambda m: chr(min(int(m[1] or m[2], 16), 0x10FFFF)), query)
    if "service" not in plain.lower():
        return False
    in_doubt = any("SERVICE" in token.word for token in tokens(plain) if token.text[0] not in "\"'<")
    return in_doubt and not is_query(re.sub("service", "sxrvxce", plain, flags=re.IGNORECASE), base)


def is_query(query: str, base: str) -> bool:
    """Tell whether a text is a query, by the parser; it is asked of an empty store."""
    try:
        ox.Store().query(query, prefixes=known(query, base))
    except SyntaxError:
        return False
    except (RuntimeError, OSError, ValueError):
        return True
    return True


def refuse_outside(store: ox.Store, query: str, base: str, name: str) -> bool:
    """Refuse ``FROM`` and ``FROM NAMED`` of what is no graph of the dataset: nothing is fetched, and an empty graph would mislead.

    :return: whether the query chooses its graphs in this way.
    :raises UnsupportedError: naming the graph.
    """
    chosen = from_clauses(query, base)
    for iri in chosen:
        try:
            graph = ox.NamedNode(iri)
        except ValueError:
            continue  # the parser tells it
        if next(store.quads_for_pattern(None, None, None, graph), None) is None:
            raise NoGraphError(name, iri)
    return bool(chosen)


def from_clauses(query: str, base: str) -> list[str]:
    """Find the IRIs after ``FROM`` and ``FROM NAMED``, written out whole."""
    from urllib.parse import urljoin

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
