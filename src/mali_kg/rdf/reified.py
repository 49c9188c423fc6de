"""What others say, in forms without named graphs: reified, so that no content is ever a bare triple.

Turtle, N-Triples and RDF/XML take ``rdf:Statement`` (RDF Schema 1.1, 5.3); the RDF 1.2 forms take ``rdf:reifies`` and a triple term
(RDF 1.2 Concepts, 3.5: a triple term is not asserted).
"""

from collections.abc import Iterable

import pyoxigraph as ox

from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import RDF
from mali_kg.rdf.order import ordered

_TYPE, _STATEMENT, _SUBJECT, _PREDICATE, _OBJECT, _REIFIES = (
    ox.NamedNode(RDF + n) for n in ("type", "Statement", "subject", "predicate", "object", "reifies")
)


def flatten(quads: Iterable[ox.Quad], iris: Iris, triple_terms: bool = False) -> list[ox.Triple]:
    """Quads as triples that assert nothing which only holders or sources say.

    Quads of the default graph and of our own graphs (links, catalog, ontology) become triples; those of propositions
    and context graphs become nodes with ``mk:inGraph`` that reify them.

    :param triple_terms: reify with triple terms, as RDF 1.2 does, instead of ``rdf:Statement``.
    """
    in_graph = ox.NamedNode(iris.term("inGraph"))
    triples: list[ox.Triple] = []
    numbers: dict[str, int] = {}
    for q in ordered(quads):
        if not isinstance(q.graph_name, ox.NamedNode) or not iris.is_told_by_others(q.graph_name.value):
            triples.append(q.triple)
            continue
        graph = q.graph_name.value
        numbers[graph] = numbers.get(graph, 0) + 1
        node = ox.NamedNode(iris.statement(graph, numbers[graph]))
        if triple_terms:
            triples.append(ox.Triple(node, _REIFIES, q.triple))
        else:
            triples += [
                ox.Triple(node, _TYPE, _STATEMENT),
                ox.Triple(node, _SUBJECT, q.subject),
                ox.Triple(node, _PREDICATE, q.predicate),
                ox.Triple(node, _OBJECT, q.object),
            ]
        triples.append(ox.Triple(node, in_graph, q.graph_name))
    return list(dict.fromkeys(triples))


def unflatten(statements: Iterable[ox.Triple] | Iterable[ox.Quad], iris: Iris) -> list[ox.Quad]:
    """The told statements of a form without named graphs back in their graphs; the rest as it stands. What `flatten` did, undone."""
    quads = [s if isinstance(s, ox.Quad) else ox.Quad(s.subject, s.predicate, s.object) for s in statements]
    nodes: dict[object, dict[ox.NamedNode, object]] = {q.subject: {} for q in quads if q.predicate.value == iris.term("inGraph")}
    for q in quads:
        if q.subject in nodes:
            nodes[q.subject][q.predicate] = q.object
    told = {node: quad for node, about in nodes.items() if (quad := _told(about, about[ox.NamedNode(iris.term("inGraph"))]))}
    return [*dict.fromkeys(told.get(q.subject, q) for q in quads)]


def _told(about: dict[ox.NamedNode, object], graph: object) -> ox.Quad | None:
    """What a node reifies, in its graph; None where it does not reify a statement."""
    triple = about.get(_REIFIES)
    parts = (
        (triple.subject, triple.predicate, triple.object)
        if isinstance(triple, ox.Triple)
        else (about.get(_SUBJECT), about.get(_PREDICATE), about.get(_OBJECT))
    )
    try:
        return ox.Quad(*parts, graph)  # type: ignore[arg-type]
    except TypeError:  # a part is missing, or is no term that may stand there
        return None
