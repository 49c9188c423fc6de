"""One article, the unit of compiling: its sheet, its text, the registry and the vocabulary go in; quads, problems and an index come out."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from mali_kg.dataset.article_document import article_document
from mali_kg.dataset.jsonld import quads
from mali_kg.dataset.parts import Part
from mali_kg.errors import DataError, Problem
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.quads import lines
from mali_kg.sheets.anchor import anchor
from mali_kg.sheets.model import Sheet
from mali_kg.sheets.reader import read_sheet
from mali_kg.sheets.registry import Registry
from mali_kg.sheets.vocabulary import Vocabulary


class Mention(NamedTuple):
    """A proposition that a claim, a proposition or an argument of an article names."""

    proposition: str
    #: What names it, as messages call it.
    where: str
    line: int


class Said(NamedTuple):
    """A statement of a proposition that an article defines."""

    #: Subject, key, value and language, as in the sheet.
    statement: tuple[str, str, str, str]
    proposition: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What an article tells the others of itself: all that is needed to find what no sheet sees alone, and where things were written."""

    article: str
    file: str
    line: int
    #: How many claims it has.
    claims: int
    #: The propositions that it defines, each with its line.
    propositions: dict[str, int]
    said: tuple[Said, ...]
    mentions: tuple[Mention, ...]
    #: Slugs of the entities of the registry that it names.
    entities: frozenset[str]
    #: Local ids of sentences, claims, arguments and excluded spans, each with its line.
    parts: dict[str, int]

    def names(self, iris: Iris) -> frozenset[str]:
        """Give the IRIs of what the article names and does not define: entities, and propositions of other articles."""
        others = {mention.proposition for mention in self.mentions} - self.propositions.keys()
        return frozenset((iris.annotator, *map(iris.entity, self.entities), *map(iris.proposition, others)))

    def places(self, iris: Iris) -> Iterator[tuple[str, tuple[str, int]]]:
        """Give the IRIs of what was written in the sheet, each with its file and line."""
        yield iris.article(self.article), (self.file, self.line)
        for local, line in self.parts.items():
            yield iris.part(self.article, local), (self.file, line)
        for slug, line in self.propositions.items():
            yield iris.proposition(slug), (self.file, line)
            yield iris.proposition_graph(slug), (self.file, line)


@dataclass(frozen=True, slots=True)
class CompiledArticle:
    """One article, compiled; where there are problems, nothing but them."""

    problems: tuple[Problem, ...]
    part: Part
    #: The quads as sorted lines of N-Quads.
    lines: list[str]
    index: Index | None


def compile_article(path: Path, registry: Registry, vocabulary: Vocabulary) -> CompiledArticle:
    """Compile one article: read its sheet, find its quotes in its text, make its quads. Needs nothing else, and no other article.

    :param path: its claim sheet.
    """
    try:
        anchored = anchor(read_sheet(path, registry, vocabulary))
        found = quads(article_document(anchored, vocabulary))
    except DataError as error:
        return CompiledArticle(tuple(error.problems), Part([], frozenset()), [], None)
    index = index_of(anchored.sheet, registry)
    return CompiledArticle((), Part(found, index.names(vocabulary.project.iris)), lines(found), index)


def index_of(sheet: Sheet, registry: Registry) -> Index:
    """Make the index of a sheet."""
    mentions = [Mention(claim.proposition, f"claim {claim.id}", claim.line) for claim in sheet.claims]
    mentions += [Mention(slug, f"closeTo of {p.slug!r}", p.line) for p in sheet.propositions for slug in p.close_to]
    mentions += [Mention(slug, f"argument {a.id}", a.line) for a in sheet.arguments for slug in (*a.premises, a.conclusion)]
    named = {slug for claim in sheet.claims for slug in (*claim.holders, *claim.endorsers)} | {a.arguer for a in sheet.arguments}
    named.update(sheet.article.about, (word for p in sheet.propositions for s in p.content for word in (s.subject, s.value)))
    return Index(
        article=sheet.article.slug,
        file=sheet.file,
        line=sheet.article.line,
        claims=len(sheet.claims),
        propositions={p.slug: p.line for p in sheet.propositions},
        said=tuple(Said((s.subject, s.key, s.value, s.language), p.slug, s.line) for p in sheet.propositions for s in p.content),
        mentions=tuple(mentions),
        entities=frozenset(slug for slug in named if slug in registry),
        parts=sheet.local_lines(),
    )
