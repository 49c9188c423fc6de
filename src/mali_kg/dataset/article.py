"""One article, the unit of compiling: its sheet, its text, and what it may name go in; quads, problems and an index come out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mali_kg.dataset.article_document import article_documents
from mali_kg.dataset.jsonld import quads
from mali_kg.dataset.parts import Part
from mali_kg.errors import DataError, Problem
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.quads import lines
from mali_kg.sheets.anchor import anchor
from mali_kg.sheets.description import Known, entities, nodes
from mali_kg.sheets.model import NodeFiller, Sheet
from mali_kg.sheets.reader import read_sheet
from mali_kg.sheets.registry import Registry, settled

#: IRI to the file and line where people wrote it; of the empty IRI, where what has no IRI was written.
Places = dict[str, tuple[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What an article tells the others of itself: all that is needed to find what no sheet sees alone, and where things were written."""

    article: str
    file: str
    line: int
    #: How many claims it has.
    claims: int
    #: Slugs of the entities of the registry that it names, and of the kinds.
    entities: frozenset[str]
    kinds: frozenset[str]
    #: Local ids of sentences, claims, arguments and excluded spans, each with its line; and IRIs of descriptions and what is nested in them.
    parts: dict[str, int]
    described: dict[str, int]

    def names(self, iris: Iris) -> frozenset[str]:
        """Give the IRIs of what the article names and all articles share: entities and kinds."""
        return frozenset((iris.annotator, *map(iris.entity, self.entities), *(iris.code("kind", kind) for kind in self.kinds)))

    def places(self, iris: Iris) -> Iterator[tuple[str, tuple[str, int]]]:
        """Give the IRIs of what was written in the sheet, each with its file and line."""
        yield iris.article(self.article), (self.file, self.line)
        for local, line in self.parts.items():
            yield iris.part(self.article, local), (self.file, line)
        for iri, line in self.described.items():
            yield iri, (self.file, line)


@dataclass(frozen=True, slots=True)
class CompiledArticle:
    """One article, compiled; where there are problems, nothing but them."""

    problems: tuple[Problem, ...]
    part: Part
    #: The quads as sorted lines of N-Quads.
    lines: list[str]
    index: Index | None


def compile_article(path: Path, known: Known) -> CompiledArticle:
    """Compile one article: read its sheet, find its quotes in its text, make its quads. Needs nothing else, and no other article.

    :param path: its claim sheet.
    """
    try:
        anchored = anchor(read_sheet(path, known))
        found = [quad for document in article_documents(anchored, known) for quad in quads(document)]
    except DataError as error:
        return CompiledArticle(tuple(error.problems), Part([], frozenset()), [], None)
    iris = known.vocabulary.project.iris
    index = index_of(anchored.sheet, known.registry, iris)
    return CompiledArticle((), Part(found, index.names(iris)), lines(found), index)


def index_of(sheet: Sheet, registry: Registry, iris: Iris) -> Index:
    """Make the index of a sheet."""
    named = {slug for c in sheet.claims for slug in (*c.holders, *c.endorsers, *(hop.who for hop in c.via))}
    named.update(sheet.article.about, (slug for argument in sheet.arguments for slug in argument.arguers))
    described = [c for c in sheet.claims if c.says_of == c.id]
    for claim in described:
        named.update(name for slug in entities(claim.says) for name in settled(slug, registry))
    found: dict[str, int] = {}
    for claim in described:
        found.update(_lines(claim.says, iris.description(iris.part(sheet.article.slug, claim.id)), iris))
    of_events = {registry[slug].kind for slug in named if slug in registry}
    return Index(
        article=sheet.article.slug,
        file=sheet.file,
        line=sheet.article.line,
        claims=len(sheet.claims),
        entities=frozenset(slug for slug in named if slug in registry),
        kinds=frozenset((of_events | {node.kind for c in described for node in nodes(c.says)}) - {""}),
        parts=sheet.local_lines(),
        described=found,
    )


def _lines(node: NodeFiller, iri: str, iris: Iris) -> Iterator[tuple[str, int]]:
    """Give the lines of a description and of what is nested in it, by IRI."""
    yield iri, node.line
    for role, fillers in node.roles:
        for number, filler in enumerate(fillers, 1):
            below = iris.filler(iri, role, number)
            if isinstance(filler, NodeFiller):
                yield from _lines(filler, below, iris)
            else:
                yield below, filler.line
