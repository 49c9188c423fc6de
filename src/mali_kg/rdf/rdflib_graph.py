"""Terms and quads of pyoxigraph as those of rdflib.

A plain string has no datatype on the rdflib side, however it was read, so that terms from different files compare equal.
"""

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib

from mali_kg.errors import MaliKgError
from mali_kg.rdf.namespaces import XSD

Found = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph


class NotRdf11Error(MaliKgError):
    """A term that RDF 1.1 does not have.

    :param term: the term, as N-Triples 1.2 write it.
    """

    def __init__(self, term: str) -> None:
        self.term = term
        super().__init__(f"RDF 1.1 has no {term}; rdflib cannot read it.")


class Terms:
    """Turns terms into rdflib's, each once."""

    def __init__(self) -> None:
        self.known: dict[Found, rdflib.IdentifiedNode | rdflib.Literal] = {}

    def __call__(self, found: Found) -> rdflib.IdentifiedNode | rdflib.Literal:
        """Give the rdflib term.

        :raises NotRdf11Error: for a triple term, which RDF 1.1 and rdflib do not have.
        """
        if found not in self.known:
            self.known[found] = _term(found)
        return self.known[found]


def _term(found: Found) -> rdflib.IdentifiedNode | rdflib.Literal:
    if isinstance(found, ox.NamedNode):
        return rdflib.URIRef(found.value)
    if isinstance(found, ox.BlankNode):
        return rdflib.BNode(found.value)
    if not isinstance(found, ox.Literal):
        raise NotRdf11Error(str(found))
    if found.language:
        return rdflib.Literal(found.value, lang=found.language)
    datatype = found.datatype.value
    if datatype == f"{XSD}string":
        return rdflib.Literal(found.value)
    # Not normalized: 01 stays 01, because RDF tells literals apart by their digits (RDF 1.1 Concepts, 3.3).
    return rdflib.Literal(found.value, datatype=rdflib.URIRef(datatype), normalize=False)


def from_graph(graph: rdflib.Graph) -> list[ox.Triple]:
    """Read the triples of a graph of rdflib."""
    return [ox.Triple(_back(s), _back(p), _back(o)) for s, p, o in graph]  # type: ignore[arg-type]


def _back(term: rdflib.term.Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or f"{XSD}string")))


def to_graph(triples: Iterable[ox.Quad]) -> rdflib.Graph:
    """Make one graph of the triples of quads, whatever graph they stand in."""
    term = Terms()
    graph = rdflib.Graph(bind_namespaces="none")
    graph.addN((term(q.subject), term(q.predicate), term(q.object), graph) for q in triples)
    return graph


def to_dataset(quads: Iterable[ox.Quad], prefixes: dict[str, str]) -> rdflib.Dataset:
    """Make a dataset of quads, whose default graph is the union of all."""
    term = Terms()
    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in prefixes.items():
        dataset.bind(prefix, namespace, replace=True)
    graphs: dict[Found, rdflib.Graph] = {}
    for q in quads:
        if q.graph_name not in graphs:
            default = isinstance(q.graph_name, ox.DefaultGraph)
            graphs[q.graph_name] = dataset.default_graph if default else dataset.graph(term(q.graph_name))
        graphs[q.graph_name].add((term(q.subject), term(q.predicate), term(q.object)))
    return dataset
