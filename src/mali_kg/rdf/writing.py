"""Quads in an RDF format as people read it: sorted, with the prefixes that are used, and room between subjects."""

from collections.abc import Iterable

import pyoxigraph as ox

from mali_kg.rdf.curie import write
from mali_kg.rdf.formats import Format
from mali_kg.rdf.order import ordered


def serialize(quads: Iterable[ox.Quad], fmt: Format, base: str) -> bytes:
    """Serialize the dataset in a format, as triples where it holds no named graphs: sorted, so that the same dataset gives the same bytes."""
    found: list[ox.Quad] | list[ox.Triple] = ordered(quads) if fmt.named_graphs else [q.triple for q in ordered(merged(quads))]
    return pretty(write(found, getattr(ox.RdfFormat, fmt.oxigraph), base), fmt)


def merged(quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """Merge the quads into one graph, each triple once."""
    return {ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads}


def pretty(data: bytes, fmt: Format) -> bytes:
    """Write Turtle and TriG with their prefixes in order and an empty line before each subject and graph.

    In what pyoxigraph writes, no literal holds a line feed as it is, so that a full stop at the end of a line ends a statement.
    """
    if fmt.name not in ("turtle", "trig"):
        return data
    end = 0
    while data.startswith(b"@prefix ", end):
        end = data.index(b"\n", end) + 1
    head = b"".join(sorted(data[:end].splitlines(keepends=True)))
    return head + b"\n" + data[end:].replace(b" .\n", b" .\n\n").replace(b"\n\n}\n", b"\n}\n\n")
