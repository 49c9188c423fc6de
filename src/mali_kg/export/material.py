"""What is to be exported: a dataset, or a part of it, as quads and as records."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.model import Claim
from mali_kg.claims.reader import Records
from mali_kg.claims.selection import Selection, claims_of, rebase, select
from mali_kg.dataset.built import open_quads
from mali_kg.project import Project, check_base


class Material:
    """Quads with the base of their IRIs, and the project that they belong to.

    :param key: to sign with, where there is one.
    :param created: date of publication (``2026-11-23T12:00:00Z``), where there is one: none is made up.
    """

    def __init__(self, quads: Iterable[ox.Quad], base: str, project: Project, key: Path | None = None, created: str = "") -> None:
        self.quads, self.base, self.project, self.key, self.created = list(quads), base, project, key, created
        #: The claims that were asked for, where these are not all: the others are there to explain them.
        self.chosen: frozenset[str] | None = None

    @classmethod
    def of(cls, project: Project, wanted: Selection, base: str = "", key: Path | None = None, created: str = "") -> Self:
        """Select what is to be exported of the dataset of a project.

        :param wanted: the part.
        :param base: another base for its IRIs; empty for its own.
        :raises BaseIriError: where that is none.
        :raises MaliKgError: where there is no such part, or no dataset and it cannot be compiled.
        """
        if base:
            check_base(base)
        quads, own = open_quads(project)
        claims = claims_of(quads, own, wanted)
        quads = select(quads, own, wanted)
        new = base or own
        found = cls(rebase(quads, own, new) if new != own else quads, new, project, key, created)
        found.chosen = None if claims is None else frozenset(new + iri[len(own) :] for iri in claims)
        return found

    @property
    def claims(self) -> list[Claim]:
        """The claims that were asked for."""
        return [c for c in self.records.claims if self.chosen is None or c.iri in self.chosen]

    @cached_property
    def records(self) -> Records:
        """The quads as records, labels in the project's language."""
        return Records(QuadBackend(self.quads), self.base, self.project.config.language)
