"""The parts of a dataset: what all articles share, and each article by itself."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.rdf.iris import Iris


class Part(NamedTuple):
    """A part of a dataset, and what it names of other parts."""

    quads: list[ox.Quad]
    #: IRIs of entities and kinds.
    names: frozenset[str]


def parts_of(quads: Iterable[ox.Quad], iris: Iris) -> Iterator[Part]:
    """Take a dataset apart by its graphs: what all articles share comes first."""
    heaps: dict[str, list[ox.Quad]] = {"": []}
    for q in quads:
        article = iris.slug("article_graph", q.graph_name.value) if isinstance(q.graph_name, ox.NamedNode) else ""
        heaps.setdefault(article, []).append(q)
    for _, heap in sorted(heaps.items()):
        named = {term.value for q in heap for term in (q.subject, q.object) if isinstance(term, ox.NamedNode)}
        yield Part(heap, frozenset(named - {q.subject.value for q in heap if isinstance(q.subject, ox.NamedNode)}))
