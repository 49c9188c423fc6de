"""The dataset in an RDF format.

Turtle, N-Triples and RDF/XML have no named graphs. In them, what holders and outside sources say travels reified
(RDF Schema 1.1, 5.3: ``rdf:Statement``), so that no content is ever a bare triple. The RDF 1.2 forms say the same with
``rdf:reifies`` and a triple term (RDF 1.2 Concepts, 3.5: a triple term is not asserted).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import pyoxigraph as ox

from mali_kg.curie import write
from mali_kg.errors import UnsupportedError
from mali_kg.export.material import Material
from mali_kg.export.records import natural
from mali_kg.formats import RDF_FORMATS, Format
from mali_kg.iris import Iris
from mali_kg.namespaces import RDF
from mali_kg.quads import lines

_TYPE, _STATEMENT, _SUBJECT, _PREDICATE, _OBJECT, _REIFIES = (
    ox.NamedNode(RDF + n) for n in ("type", "Statement", "subject", "predicate", "object", "reifies")
)


def ordered(quads: Iterable[ox.Quad]) -> list[ox.Quad]:
    """Quads by graph and subject in natural order, so that claims stand as in the article; the types of a subject first."""
    key = lru_cache(maxsize=None)(natural)

    def order(quad: ox.Quad) -> tuple[object, ...]:
        subject, predicate = quad.subject, quad.predicate
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        return key(graph), key(str(subject)), predicate != _TYPE, predicate.value, str(quad.object)

    return sorted(quads, key=order)


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


def serialize(quads: Iterable[ox.Quad], fmt: Format, base: str) -> bytes:
    """The dataset in a format: sorted, so that the same dataset gives the same bytes."""
    found: list[ox.Quad] | list[ox.Triple] = ordered(quads) if fmt.named_graphs else flatten(quads, Iris(base))
    return pretty(write(found, getattr(ox.RdfFormat, fmt.oxigraph), base), fmt)


def pretty(data: bytes, fmt: Format) -> bytes:
    """Turtle and TriG with their prefixes in order and an empty line before each subject and graph.

    In what pyoxigraph writes, no literal holds a line feed as it is, so that a full stop at the end of a line ends a statement.
    """
    if fmt.name not in ("turtle", "trig"):
        return data
    end = 0
    while data.startswith(b"@prefix ", end):
        end = data.index(b"\n", end) + 1
    head = b"".join(sorted(data[:end].splitlines(keepends=True)))
    return head + b"\n" + data[end:].replace(b" .\n", b" .\n\n").replace(b"\n\n}\n", b"\n}\n\n")


def write_turtle(material: Material) -> bytes:
    """Turtle 1.1."""
    return serialize(material.quads, RDF_FORMATS["turtle"], material.base)


def write_trig(material: Material) -> bytes:
    """TriG 1.1."""
    return serialize(material.quads, RDF_FORMATS["trig"], material.base)


def write_ntriples(material: Material) -> bytes:
    """N-Triples 1.1."""
    return serialize(material.quads, RDF_FORMATS["ntriples"], material.base)


def write_nquads(material: Material) -> bytes:
    """N-Quads 1.1, its lines in the order of a built dataset."""
    return "".join(lines(material.quads)).encode()


def write_rdfxml(material: Material) -> bytes:
    """RDF/XML 1.1.

    :raises UnsupportedError: for control characters, which XML 1.0 cannot hold.
    """
    data = serialize(material.quads, RDF_FORMATS["rdfxml"], material.base)
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]", data):
        raise UnsupportedError("the data has control characters, which RDF/XML cannot hold. Take another form, for example turtle.")
    return data


def write_jsonld(material: Material) -> bytes:
    """JSON-LD 1.1, expanded."""
    return serialize(material.quads, RDF_FORMATS["jsonld"], material.base)


def write_turtle12(material: Material) -> bytes:
    """Turtle 1.2 with triple terms."""
    triples = flatten(material.quads, Iris(material.base), triple_terms=True)
    return pretty(write(triples, ox.RdfFormat.TURTLE, material.base), RDF_FORMATS["turtle"])


def write_trig12(material: Material) -> bytes:
    """TriG 1.2: our own graphs as graphs, what others say as triple terms in the default graph."""
    iris = Iris(material.base)
    told = [q for q in material.quads if isinstance(q.graph_name, ox.NamedNode) and iris.is_told_by_others(q.graph_name.value)]
    kept = set(told)
    quads = [q for q in material.quads if q not in kept] + [
        ox.Quad(t.subject, t.predicate, t.object) for t in flatten(told, iris, triple_terms=True)
    ]
    found = ordered(quads)
    return pretty(write(found, ox.RdfFormat.TRIG, material.base), RDF_FORMATS["trig"])
