"""The dataset in an RDF format.

Turtle, N-Triples and RDF/XML have no named graphs. In them, what holders and outside sources say travels reified
(RDF Schema 1.1, 5.3: ``rdf:Statement``), so that no content is ever a bare triple. The RDF 1.2 forms say the same with
``rdf:reifies`` and a triple term (RDF 1.2 Concepts, 3.5: a triple term is not asserted).
"""

import re

import pyoxigraph as ox

from mali_kg.errors import UnsupportedError
from mali_kg.export.material import Material
from mali_kg.rdf.curie import write
from mali_kg.rdf.formats import RDF_FORMATS
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.order import ordered
from mali_kg.rdf.quads import lines
from mali_kg.rdf.reified import flatten
from mali_kg.rdf.writing import pretty, serialize


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
