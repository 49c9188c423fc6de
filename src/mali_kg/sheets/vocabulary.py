"""What sheets may say: the keys that the JSON-LD context knows, the roles of descriptions, the notations of the code lists.

All are data (``ontology/context.jsonld``, ``roles.yaml``, ``codes.ttl``); this module only reads them.
"""

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

import pyoxigraph as ox

from mali_kg.errors import DataError, Problem
from mali_kg.project import Project
from mali_kg.rdf.namespaces import SKOS, prefixes
from mali_kg.sheets.roles import Roles, read_roles

#: The ontology: what is written by hand, and what is made of the table of roles.
ONTOLOGY = ("mali.ttl", "roles.ttl")
#: The code lists.
CODES = "codes.ttl"

#: A JSON-LD 1.1 context as JSON: keys to their definitions.
Context = dict[str, Any]


class WrittenContext(NamedTuple):
    """A context for documents in which codes are written as whole IRIs.

    pyoxigraph 0.5.13 reads the vocabulary of a key anew at each use of it, which takes half the time of a whole article.
    """

    context: Context
    #: Key to what the IRIs of its codes begin with, where its values are codes: what the context gives it as a vocabulary of its own.
    code_namespaces: dict[str, str]

    @classmethod
    def of(cls, context: Context) -> "WrittenContext":
        """Take the vocabularies of codes out of a context."""
        scoped = {key: term["@context"] for key, term in context.items() if isinstance(term, dict) and "@context" in term}
        namespaces = {key: scope["@vocab"] for key, scope in scoped.items() if isinstance(scope, dict) and "@vocab" in scope}
        plain = {key: {k: v for k, v in context[key].items() if k != "@context"} for key in namespaces}
        return cls(context | plain, namespaces)


class Vocabulary:
    """The context, roles and code lists of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project

    @cached_property
    def context(self) -> list[Context]:
        """The JSON-LD 1.1 context that maps the keys of sheets to predicates: first the keys of sheets, then those of descriptions.

        They are two because a key may mean something else in a description: its `source` is a role.

        :raises DataError: where the file is not JSON or holds no such context.
        """
        path = self.project.ontology_path("context.jsonld")
        try:
            sheet, description = json.loads(self.project.text(path, "JSON-LD context"))["@context"]
            return [dict(sheet), dict(description)]
        except (ValueError, KeyError, TypeError) as error:
            message = f"not a JSON-LD context in two parts, for sheets and for descriptions ({error})."
            raise DataError([Problem("broken-context", message, "", str(path), getattr(error, "lineno", 0))]) from None

    @cached_property
    def sheet_context(self) -> "WrittenContext":
        """The context of documents with articles, claims, entities."""
        return WrittenContext.of(self.context[0])

    @cached_property
    def description_context(self) -> "WrittenContext":
        """The context of documents with descriptions."""
        return WrittenContext.of(self.context[0] | self.context[1])

    @cached_property
    def roles(self) -> Roles:
        """The roles of descriptions."""
        path = self.project.ontology_path("roles.yaml")
        return read_roles(path, self.project.display(path))

    @cached_property
    def terms(self) -> frozenset[str]:
        """The IRIs of all terms that the context knows: properties, classes, datatypes."""
        names = prefixes(self.project.iris.base)

        def within(value: object) -> Iterator[str]:
            if isinstance(value, dict | list):
                for part in value.values() if isinstance(value, dict) else value:
                    yield from within(part)
            elif isinstance(value, str):
                prefix, colon, local = value.partition(":")
                if colon and prefix in names and not local.startswith("//"):
                    yield names[prefix] + local

        return frozenset(within(self.context))

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
        return turtle(self.project, CODES)

    @cached_property
    def ontology_quads(self) -> list[ox.Quad]:
        """The ontology as quads of the default graph."""
        return [quad for name in ONTOLOGY for quad in turtle(self.project, name)]


def turtle(project: Project, name: str) -> list[ox.Quad]:
    """Parse a file of ``ontology/``.

    :raises DataError: with the line of a syntax error.
    """
    path = project.ontology_path(name)
    text = project.text(path, "Turtle file")
    try:
        return list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    except SyntaxError as error:
        raise DataError([Problem("broken-turtle", f"not Turtle: {error.msg}.", "", str(path), error.lineno or 0)]) from None
