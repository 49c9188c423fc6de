"""Quads and triples as bytes, lines and terms: what every part does with pyoxigraph."""

from collections.abc import Iterable

import pyoxigraph as ox

Statements = Iterable[ox.Quad] | Iterable[ox.Triple]


def serialize(found: Statements, fmt: ox.RdfFormat, names: dict[str, str] | None = None) -> bytes:
    """Serialize quads or triples in a format, in their order.

    :param names: prefixes that the document declares.
    """
    data = ox.serialize(found, format=fmt, prefixes=names or {})
    assert data is not None  # it is None only where an output is given
    return data


def lines(found: Statements) -> list[str]:
    """Write quads as sorted lines of N-Quads, each once, each with its newline."""
    # Only a line feed ends a line of N-Quads; str.splitlines would split at U+2028 and others within a literal.
    return sorted({f"{line}\n" for line in serialize(found, ox.RdfFormat.N_QUADS).decode().split("\n") if line})


def in_graph(found: Iterable[ox.Quad], graph: str) -> list[ox.Quad]:
    """Put the triples in another graph."""
    name = ox.NamedNode(graph)
    return [ox.Quad(q.subject, q.predicate, q.object, name) for q in found]
