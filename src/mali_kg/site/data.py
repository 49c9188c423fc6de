"""The data of one thing: Turtle for people, compact JSON-LD, and the claim card."""

import json
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from mali_kg.export.context import Keys, read_context
from mali_kg.export.jsonld import Compacting
from mali_kg.export.turtle import TurtleWriter
from mali_kg.project import Project
from mali_kg.rdf.iris import Iris


def turtle(iris: Iris, quads: list[ox.Quad]) -> bytes:
    """Write the triples of a thing."""
    return TurtleWriter(iris.base).turtle(quads)


def jsonld(project: Project, iris: Iris, quads: list[ox.Quad]) -> bytes:
    """Write the triples of a thing as one document, with what its keys mean."""
    in_one_graph = [ox.Quad(q.subject, q.predicate, q.object) for q in quads]
    context, parts = Compacting(_keys(project, iris.base), iris.base).document(in_one_graph)
    return (json.dumps({"@context": context, "@graph": parts}, indent=1, ensure_ascii=False) + "\n").encode()


def card(value: dict[str, Any]) -> bytes:
    """Write a card."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


@lru_cache(1)
def _keys(project: Project, base: str) -> Keys:
    return Keys(read_context(project, base))
