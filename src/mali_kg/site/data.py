"""The data of one thing: Turtle for people, compact JSON-LD, and the claim card."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from mali_kg.export.jsonld import Compacting
from mali_kg.rdf.formats import RDF_FORMATS
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.writing import serialize

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site


def turtle(iris: Iris, quads: list[ox.Quad]) -> bytes:
    """Write the triples of a thing."""
    return serialize(quads, RDF_FORMATS["turtle"], iris.base)


def jsonld(compacting: Compacting, quads: list[ox.Quad]) -> bytes:
    """Write the triples of a thing as one document, with what its keys mean."""
    context, parts = compacting.document([ox.Quad(q.subject, q.predicate, q.object) for q in quads])
    return (json.dumps({"@context": context, "@graph": parts}, ensure_ascii=False) + "\n").encode()


def beside(site: "Site", stem: str, quads: list[ox.Quad]) -> "Iterator[File]":
    """Write the triples of a page into the files beside it.

    :param stem: path of the page without its ending.
    """
    yield f"{stem}.ttl", turtle(site.iris, quads)
    yield f"{stem}.jsonld", site.jsonld(quads)


def card(value: dict[str, Any]) -> bytes:
    """Write a card."""
    return (json.dumps(value, ensure_ascii=False) + "\n").encode()
