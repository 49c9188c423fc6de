"""What sheets may say: the keys that the JSON-LD context knows and the notations of the code lists.

Both are data (``ontology/context.jsonld``, ``ontology/codes.ttl``); this module only reads them.
"""

import json
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from mali_kg.errors import DataError, Problem
from mali_kg.namespaces import SKOS
from mali_kg.project import Project


class Vocabulary:
    """The context and code lists of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def context(self) -> dict[str, Any]:
        """The JSON-LD 1.1 context that maps the keys of sheets to predicates.

        :raises DataError: where the file is not JSON or holds no context.
        """
        path = self.project.root / "ontology" / "context.jsonld"
        try:
            context = json.loads(self.project.text(path, "JSON-LD context"))["@context"]
            if not isinstance(context["content"]["@context"], dict):
                raise TypeError
        except (ValueError, KeyError, TypeError) as error:
            message = f"not a JSON-LD context with a scoped context for content ({error})."
            raise DataError([Problem("broken-context", message, "", str(path), getattr(error, "lineno", 0))]) from None
        return dict(context)

    @cached_property
    def content_context(self) -> dict[str, Any]:
        """The scoped context of content, which gives its keys."""
        return dict(self.context["content"]["@context"])

    @cached_property
    def content_keys(self) -> frozenset[str]:
        """The keys that content may use."""
        return frozenset(k for k in self.content_context if not k.startswith("@"))

    def is_reference(self, key: str) -> bool:
        """Whether a content key takes an entity (and not text or a date)."""
        term = self.content_context[key]
        return isinstance(term, dict) and term.get("@type") == "@id"

    def by_language(self, key: str) -> bool:
        """Whether a content key takes text by language."""
        term = self.content_context[key]
        return isinstance(term, dict) and term.get("@container") == "@language"

    @cached_property
    def codes(self) -> dict[str, frozenset[str]]:
        """Scheme (``modality``) to its notations."""
        root = f"{self.project.iris.base}code/"
        found: dict[str, set[str]] = {}
        for quad in self.code_quads:
            if quad.predicate.value == f"{SKOS}inScheme" and isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
                scheme = quad.object.value.removeprefix(root)
                found.setdefault(scheme, set()).add(quad.subject.value.removeprefix(f"{root}{scheme}/"))
        return {scheme: frozenset(notations) for scheme, notations in found.items()}

    @cached_property
    def code_quads(self) -> list[ox.Quad]:
        """The code lists as quads of the default graph."""
        return turtle(self.project, "codes.ttl")

    @cached_property
    def ontology_quads(self) -> list[ox.Quad]:
        """The ontology as quads of the default graph."""
        return turtle(self.project, "mali.ttl")


def turtle(project: Project, name: str) -> list[ox.Quad]:
    """Parse a file of ``ontology/``.

    :raises DataError: with the line of a syntax error.
    """
    path = project.root / "ontology" / name
    text = project.text(path, "Turtle file")
    try:
        return list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise DataError([Problem("broken-turtle", f"not Turtle: {error.msg}.", "", str(path), error.lineno or 0)]) from None
