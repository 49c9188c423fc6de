"""What is to be exported: a dataset, or a part of it, as quads and as records."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.model import Claim
from mali_kg.claims.reader import Records
from mali_kg.project import Project


class Material:
    """Quads with the base of their IRIs, and the project that they belong to.

    :param key: to sign with, where there is one.
    :param created: date of publication (``2026-11-23T12:00:00Z``), where there is one: none is made up.
    """

    def __init__(self, quads: Iterable[ox.Quad], base: str, project: Project, key: Path | None = None, created: str = "") -> None:
        self.quads, self.base, self.project, self.key, self.created = list(quads), base, project, key, created
        #: The claims that were asked for, where these are not all: the others are there to explain them.
        self.chosen: frozenset[str] | None = None

    @property
    def claims(self) -> list[Claim]:
        """The claims that were asked for."""
        return [c for c in self.records.claims if self.chosen is None or c.iri in self.chosen]

    @cached_property
    def records(self) -> Records:
        """The quads as records, labels in the project's language."""
        return Records(QuadBackend(self.quads), self.base, self.project.config.language)
