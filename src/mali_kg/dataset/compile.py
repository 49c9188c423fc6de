"""The dataset of a project: compiled from what people wrote, and built to a file."""

from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.dataset.documents import links_document, registry_document, source_document
from mali_kg.dataset.documents_of_article import article_document
from mali_kg.dataset.fingerprint import inputs_sum, record, write_header
from mali_kg.dataset.jsonld import part_quads, quads
from mali_kg.errors import DataError, Problem, did_you_mean
from mali_kg.files import replacing
from mali_kg.project import Project
from mali_kg.rdf.quads import lines
from mali_kg.sheets.anchor import Anchored, anchor
from mali_kg.sheets.context import ContextSource, Link, read_links, read_source
from mali_kg.sheets.model import Sheet
from mali_kg.sheets.reader import read_sheet
from mali_kg.sheets.registry import Registry, read_registry
from mali_kg.sheets.vocabulary import Vocabulary


class Compiled(NamedTuple):
    """A compiled project: what was read, and its quads."""

    project: Project
    vocabulary: Vocabulary
    registry: Registry
    sheets: tuple[Sheet, ...]
    sources: tuple[ContextSource, ...]
    links: tuple[Link, ...]
    #: Sorted lines of N-Quads.
    lines: list[str]
    #: Sum of the files that were read, taken before: where one changes meanwhile, the dataset is stale.
    inputs: str

    def data(self) -> bytes:
        """The dataset as it is written to a file."""
        content = "".join(self.lines).encode()
        return write_header(self.project.config.base, self.inputs, content) + content

    def quads(self) -> list[ox.Quad]:
        """The quads, in their order."""
        return list(ox.parse("".join(self.lines), format=ox.RdfFormat.N_QUADS))


def compile_project(project: Project) -> Compiled:
    """Read, anchor and compile everything.

    :raises DataError: with the problems of every file, not of the first alone.
    """
    inputs = inputs_sum(project)
    vocabulary = Vocabulary(project)
    registry = read_registry(project, vocabulary)
    found: set[str] = set(lines(part_quads(project, vocabulary)))
    found.update(lines(quads(registry_document(registry, vocabulary))))
    sheets, problems = _anchored(project, vocabulary, registry)
    problems += [
        Problem(
            "unread-file", f"{project.display(path)} is not read: {why}.", "Complete it, rename it or move it away.", project.display(path)
        )
        for path, why in project.unread_paths()
    ]
    for anchored in sheets:
        found.update(lines(quads(article_document(anchored, vocabulary))))
    sources: list[ContextSource] = []
    for path in project.context_paths():
        try:
            source = read_source(path, project, vocabulary, registry)
            sources.append(source)
            found.update(lines(quads(source_document(source, vocabulary))))
        except DataError as error:
            problems += error.problems
    links: tuple[Link, ...] = ()
    try:
        links = read_links(project, registry)
        found.update(lines(quads(links_document(links, vocabulary))))
    except DataError as error:
        problems += error.problems
    if not problems:
        problems = check_across([a.sheet for a in sheets])
    if problems:
        raise DataError(problems)
    return Compiled(project, vocabulary, registry, tuple(a.sheet for a in sheets), tuple(sources), links, sorted(found), inputs)


def anchored_sheets(project: Project) -> list[Anchored]:
    """The claim sheets of a project, every quote at its place.

    :raises DataError: with the problems of every sheet.
    """
    vocabulary = Vocabulary(project)
    sheets, problems = _anchored(project, vocabulary, read_registry(project, vocabulary))
    if problems:
        raise DataError(problems)
    return sheets


def _anchored(project: Project, vocabulary: Vocabulary, registry: Registry) -> tuple[list[Anchored], list[Problem]]:
    sheets: list[Anchored] = []
    problems: list[Problem] = []
    for path in project.sheet_paths():
        try:
            sheets.append(anchor(read_sheet(path, project, vocabulary, registry)))
        except DataError as error:
            problems += error.problems
    return sheets, problems


def check_across(sheets: list[Sheet]) -> list[Problem]:
    """What no sheet can see alone: articles and propositions defined once, and every proposition defined somewhere."""
    problems: list[Problem] = []
    articles: dict[str, str] = {}
    home: dict[str, tuple[str, int]] = {}
    statements: dict[tuple[str, ...], str] = {}
    for sheet in sheets:
        slug = sheet.article.slug
        if slug in articles:
            problems.append(
                Problem(
                    "duplicate-id", f"article {slug!r} is also in {articles[slug]}.", "Choose another id.", sheet.file, sheet.article.line
                )
            )
        articles.setdefault(slug, sheet.file)
        for p in sheet.propositions:
            if p.slug in home:
                file, line = home[p.slug]
                problems.append(
                    Problem(
                        "duplicate-id",
                        f"proposition {p.slug!r} is also defined in {file}:{line}.",
                        "Drop the content here to say the same.",
                        sheet.file,
                        p.line,
                    )
                )
            home.setdefault(p.slug, (sheet.file, p.line))
            for s in p.content:
                other = statements.setdefault(s[:4], p.slug)
                if other != p.slug:
                    problems.append(
                        Problem(
                            "shared-statement",
                            f"“{s.subject} {s.key} {s.value}” stands in {other!r} too.",
                            "A statement stands in one proposition: express that one as well.",
                            sheet.file,
                            s.line,
                        )
                    )
    for sheet in sheets:

        def known(slug: str, where: str, line: int, file: str = sheet.file) -> None:
            if slug not in home:
                problems.append(
                    Problem(
                        "unknown-proposition",
                        f"{where} names proposition {slug!r}, which no claim defines.",
                        did_you_mean(slug, home) or "Add content to the claim.",
                        file,
                        line,
                    )
                )

        for claim in sheet.claims:
            known(claim.proposition, f"claim {claim.id}", claim.line)
        for p in sheet.propositions:
            for slug in p.close_to:
                known(slug, f"closeTo of {p.slug!r}", p.line)
        for a in sheet.arguments:
            for slug in (*a.premises, a.conclusion):
                known(slug, f"argument {a.id}", a.line)
    return problems


def write(compiled: Compiled) -> None:
    """Write the dataset into the project's ``build/`` folder; the old one stays until the new one is whole."""
    with replacing(compiled.project.dataset_path) as out:
        out.write(compiled.data())
    record(compiled.project)
