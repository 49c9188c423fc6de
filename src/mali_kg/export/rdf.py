"""The dataset in an RDF format. Those with named graphs keep the graphs; the others hold all triples as they stand."""

import re

from mali_kg.errors import UnsupportedError
from mali_kg.export.material import Material
from mali_kg.export.turtle import TurtleWriter
from mali_kg.rdf.formats import RDF_FORMATS
from mali_kg.rdf.quads import lines
from mali_kg.rdf.writing import serialize


def write_turtle(material: Material) -> bytes:
    """Write Turtle 1.1."""
    return TurtleWriter(material.base).turtle(material.quads)


def write_trig(material: Material) -> bytes:
    """Write TriG 1.1."""
    return TurtleWriter(material.base).trig(material.quads)


def write_ntriples(material: Material) -> bytes:
    """Write N-Triples 1.1."""
    return serialize(material.quads, RDF_FORMATS["ntriples"], material.base)


def write_nquads(material: Material) -> bytes:
    """Write N-Quads 1.1, its lines in the order of a built dataset."""
    return "".join(lines(material.quads)).encode()


def write_rdfxml(material: Material) -> bytes:
    """Write RDF/XML 1.1.

    :raises UnsupportedError: for control characters, which XML 1.0 cannot hold.
    """
    data = serialize(material.quads, RDF_FORMATS["rdfxml"], material.base)
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]", data):
        raise UnsupportedError("the data has control characters, which RDF/XML cannot hold. Take another form, for example turtle.")
    return data


def write_jsonld(material: Material) -> bytes:
    """Write JSON-LD 1.1, expanded."""
    return serialize(material.quads, RDF_FORMATS["jsonld"], material.base)
