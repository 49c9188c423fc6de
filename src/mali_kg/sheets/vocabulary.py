"""What sheets may say: the keys that the JSON-LD context knows and the notations of the code lists.

Both are data (``ontology/context.jsonld``, ``ontology/codes.ttl``); this module only reads them.
"""

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from mali_kg.errors import DataError, Problem
from mali_kg.project import Project
from mali_kg.rdf.namespaces import SKOS, prefixes


class Vocabulary:
    """The context and code lists of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def context(self) -> list[dict[str, Any]]:
        """The JSON-LD 1.1 context that maps the keys of sheets to predicates: first the keys of sheets, then those of content.

        The two lie side by side, and not one in the other's scope, because pyoxigraph 0.5.13 loses the content of a
        graph container that has a scoped context.

        :raises DataError: where the file is not JSON or holds no such context.
        """
        path = self.project.root / "ontology" / "context.jsonld"
        try:
            sheet, content = json.loads(self.project.text(path, "JSON-LD context"))["@context"]
            return [dict(sheet), dict(content)]
        except (ValueError, KeyError, TypeError) as error:
            message = f"not a JSON-LD context in two parts, for sheets and for content ({error})."
            raise DataError([Problem("broken-context", message, "", str(path), getattr(error, "lineno", 0))]) from None

    @cached_property
    def code_namespaces(self) -> dict[str, str]:
        """Key to what the IRIs of its codes begin with, where its values are codes: what the context gives it as a vocabulary of its own."""
        scoped = {key: term["@context"] for key, term in self.context[0].items() if isinstance(term, dict) and "@context" in term}
        return {key: scope["@vocab"] for key, scope in scoped.items() if isinstance(scope, dict) and "@vocab" in scope}

    @cached_property
    def written_context(self) -> list[dict[str, Any]]:
        """The context for documents in which codes are written as whole IRIs.

        pyoxigraph 0.5.13 reads the vocabulary of a key anew at each use of it, which takes half the time of a whole article.
        """
        sheet, content = self.context
        plain = {key: {k: v for k, v in sheet[key].items() if k != "@context"} for key in self.code_namespaces}
        return [sheet | plain, content]

    @cached_property
    def terms(self) -> frozenset[str]:
        """The IRIs of all terms that the context knows: properties, classes, datatypes."""
        names = prefixes(self.project.iris.base)

        def within(value: Any) -> Iterator[str]:
            if isinstance(value, dict | list):
                for part in value.values() if isinstance(value, dict) else value:
                    yield from within(part)
            elif isinstance(value, str):
                prefix, colon, local = value.partition(":")
                if colon and prefix in names and not local.startswith("//"):
                    yield names[prefix] + local

        return frozenset(within(self.context))

    @property
    def content_context(self) -> dict[str, Any]:
        """The part of the context that gives the keys of content."""
        return self.context[1]

    @cached_property
    def content_keys(self) -> frozenset[str]:
        """The keys that content may use."""
        return frozenset(self.content_context)

    def is_reference(self, key: str) -> bool:
        """Whether a content key takes an entity (and not text or a date)."""
        term = self.content_context[key]
        return isinstance(term, dict) and term.get("@type") == "@id"

    def datatype(self, key: str) -> str:
        """The datatype of a content key's values, as the context writes it; empty where it has none."""
        term = self.content_context[key]
        return str(term.get("@type", "")) if isinstance(term, dict) else ""

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
            if (
                quad.predicate.value == f"{SKOS}inScheme"
                and isinstance(quad.object, ox.NamedNode)
                and isinstance(quad.subject, ox.NamedNode)
            ):
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
