"""The dataset in an RDF format.

Turtle, N-Triples and RDF/XML have no named graphs. In them, what holders and outside sources say travels reified
(RDF Schema 1.1, 5.3: ``rdf:Statement``), so that no content is ever a bare triple.
"""

from collections.abc import Iterable

import pyoxigraph as ox

from mali_kg.formats import Format
from mali_kg.iris import Iris
from mali_kg.namespaces import RDF
from mali_kg.quads import serialize as write
from mali_kg.quads import used_prefixes

_TYPE = ox.NamedNode(f"{RDF}type")


def order(quad: ox.Quad) -> tuple[str, str, bool, str, str]:
    """Sort key that groups quads by graph and subject, the types of a subject first."""
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), quad.predicate != _TYPE, str(quad.predicate), str(quad.object)


def flatten(quads: Iterable[ox.Quad], iris: Iris) -> list[ox.Triple]:
    """Quads as triples that assert nothing which only holders or sources say.

    Quads of the default graph and of our own graphs (links, catalog, ontology) become triples; those of propositions
    and context graphs become ``rdf:Statement`` nodes with ``mk:inGraph``.
    """
    subject, predicate, object_, statement = (ox.NamedNode(RDF + n) for n in ("subject", "predicate", "object", "Statement"))
    in_graph = ox.NamedNode(iris.term("inGraph"))
    triples: list[ox.Triple] = []
    numbers: dict[str, int] = {}
    for q in sorted(quads, key=order):
        if not isinstance(q.graph_name, ox.NamedNode) or not iris.is_told_by_others(q.graph_name.value):
            triples.append(q.triple)
            continue
        graph = q.graph_name.value
        numbers[graph] = numbers.get(graph, 0) + 1
        node = ox.NamedNode(iris.statement(graph, numbers[graph]))
        triples += [
            ox.Triple(node, _TYPE, statement),
            ox.Triple(node, subject, q.subject),
            ox.Triple(node, predicate, q.predicate),
            ox.Triple(node, object_, q.object),
            ox.Triple(node, in_graph, q.graph_name),
        ]
    return list(dict.fromkeys(triples))


def serialize(quads: Iterable[ox.Quad], fmt: Format, base: str) -> bytes:
    """The dataset in a format: sorted, so that the same dataset gives the same bytes."""
    found: list[ox.Quad] | list[ox.Triple] = sorted(quads, key=order) if fmt.named_graphs else flatten(quads, Iris(base))
    return write(found, getattr(ox.RdfFormat, fmt.oxigraph), used_prefixes(found, base))
