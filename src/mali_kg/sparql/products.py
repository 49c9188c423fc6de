"""The table of products behind SPARQL endpoints: how an answer tells which one it is, and how its default graph becomes the union of all graphs.

What the default graph is where a request names none, the SPARQL 1.1 Protocol leaves to the server. RDF4J, GraphDB, Virtuoso, Neptune and QLever take the
union by themselves.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Product(NamedTuple):
    """A product that answers SPARQL queries over HTTP."""

    name: str
    #: Header of its answers by which it is known, and a word in small letters that the header’s value holds; empty where any value will do.
    header: str
    word: str
    #: What is sent beside a query, so that its default graph is the union of all graphs; empty where it is that without.
    union: Mapping[str, str]
    #: Whether GRAPH finds the named graphs also then.
    keeps_graphs: bool = True


#: Seen to be so: Oxigraph 0.5, Virtuoso 7.2. What a server that is none of these makes of a parameter of Oxigraph is: nothing.
OXIGRAPH = Product("Oxigraph", "Server", "oxigraph", {"union-default-graph": ""})
VIRTUOSO = Product("Virtuoso", "Server", "virtuoso", {})
#: Releases send no ``Server``. A request that names a default graph and no named ones has none of these (seen with Jena 4.5).
FUSEKI = Product("Fuseki", "Fuseki-Request-Id", "", {"default-graph-uri": "urn:x-arq:UnionGraph"}, keeps_graphs=False)
PRODUCTS = (OXIGRAPH, VIRTUOSO, FUSEKI)


def product_of(headers: Mapping[str, str]) -> Product | None:
    """Tell a product by the headers of its answer; None where they tell none of these, as behind a proxy.

    :param headers: names without regard to their case.
    """
    return next((p for p in PRODUCTS if p.header in headers and p.word in headers[p.header].lower()), None)
