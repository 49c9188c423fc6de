"""The order of what people read: natural, so that c2-10 comes after c2-9."""

import re
from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph as ox

from mali_kg.rdf.namespaces import RDF

_TYPE = ox.NamedNode(f"{RDF}type")


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Give a sort key in which c2-10 comes after c2-9."""
    return tuple((0, int(piece), "") if piece.isdigit() else (1, 0, piece) for piece in re.split(r"(\d+)", text) if piece)


def ordered(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Sort quads by graph and subject in natural order, so that claims stand as in the article; the types of a subject first."""
    key = lru_cache(maxsize=None)(natural)

    def order(quad: ox.Quad) -> tuple[object, ...]:
        subject, predicate = quad.subject, quad.predicate
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        return key(graph), key(str(subject)), predicate != _TYPE, predicate.value, str(quad.object)

    return sorted(quads, key=order)
