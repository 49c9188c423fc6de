"""The dataset of a project, compiled: what all articles share, and each article by itself."""

import hashlib
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.dataset.across import across
from mali_kg.dataset.article import Index, Places, compile_article
from mali_kg.dataset.documents import shared_documents
from mali_kg.dataset.fingerprint import inputs_sum
from mali_kg.dataset.header import write_header
from mali_kg.dataset.jsonld import quads
from mali_kg.dataset.parts import Part
from mali_kg.dataset.shared import Shared, of_shared, read_shared, shared_places
from mali_kg.errors import DataError, Problem
from mali_kg.project import Project
from mali_kg.rdf.quads import in_graph, lines
from mali_kg.sheets.anchor import Anchored, anchor
from mali_kg.sheets.description import read_known
from mali_kg.sheets.reader import read_sheet

#: Lines that are encoded at a time.
LINES = 20_000
#: Is given each part of a dataset, once: what all articles share, then each article.
SeePart = Callable[[Part], None]


class Compiled(NamedTuple):
    """A compiled project: what was read, and its quads."""

    project: Project
    shared: Shared
    articles: tuple[Index, ...]
    #: Sorted lines of N-Quads.
    lines: list[str]
    #: Sum of the files that were read, taken before: where one changes meanwhile, the dataset is stale.
    inputs: str

    def content(self) -> Iterator[bytes]:
        """Give the lines as UTF-8, many at a time."""
        for start in range(0, len(self.lines), LINES):
            yield "".join(self.lines[start : start + LINES]).encode()

    def sum(self) -> tuple[str, int]:
        """Give the SHA-256 of the lines, and their length in bytes."""
        total, size = hashlib.sha256(), 0
        for piece in self.content():
            total.update(piece)
            size += len(piece)
        return total.hexdigest(), size

    def pieces(self) -> Iterator[bytes]:
        """Give the dataset as it is written to a file: its header, and its lines."""
        yield write_header(self.project.config.base, self.inputs, *self.sum())
        yield from self.content()

    def data(self) -> bytes:
        """Give the dataset as it is written to a file, whole."""
        return b"".join(self.pieces())

    def quads(self) -> list[ox.Quad]:
        """Parse the lines: the quads, in their order."""
        return list(ox.parse("".join(self.lines), format=ox.RdfFormat.N_QUADS))

    def has_blank_nodes(self) -> bool:
        """Tell whether a line names a blank node, which N-Quads does by ``_:``; a literal that holds these letters counts, too."""
        return any(line.startswith("_:") or " _:" in line for line in self.lines)

    def places(self) -> Places:
        """Give the file and line where people wrote what the dataset holds, by IRI."""
        places = shared_places(self.project, self.shared)
        for index in self.articles:
            places.update(index.places(self.project.iris))
        return places


def compile_project(project: Project, see: SeePart | None = None) -> Compiled:
    """Read, anchor and compile everything, one article after the other.

    :param see: is given each part as it comes, so that they need not be kept or parsed again.
    :raises DataError: with the problems of every file, not of the first alone.
    """
    inputs = inputs_sum(project)
    problems: list[Problem] = []
    shared = read_shared(project, problems)
    vocabulary = shared.known.vocabulary
    first = [
        *in_graph([*vocabulary.ontology_quads, *vocabulary.code_quads], project.iris.vocabulary_graph),
        *(quad for document in shared_documents(shared) for quad in quads(document)),
    ]
    found = lines(first)
    if see:
        see(Part(first, frozenset()))
    indexes: list[Index] = []
    for path in project.sheet_paths():
        article = compile_article(path, shared.known)
        problems += article.problems
        if article.index:
            indexes.append(article.index)
            found += article.lines
            if see:
                see(article.part)
    problems = problems or [*across(indexes), *of_shared(shared, indexes, project)]
    if problems:
        raise DataError(problems)
    return Compiled(project=project, shared=shared, articles=tuple(indexes), lines=sorted(set(found)), inputs=inputs)


def anchored_sheets(project: Project) -> list[Anchored]:
    """Read the claim sheets of a project, every quote at its place.

    :raises DataError: with the problems of every sheet.
    """
    known = read_known(project)
    sheets: list[Anchored] = []
    problems: list[Problem] = []
    for path in project.sheet_paths():
        try:
            sheets.append(anchor(read_sheet(path, known)))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return sheets
