"""Claim sheets: what people write about one article, as types."""

from pathlib import Path
from typing import NamedTuple

from mali_kg.sheets.content import StatementEntry

Labels = dict[str, tuple[str, ...]]


class ArticleEntry(NamedTuple):
    """The article, as far as its text tells."""

    slug: str
    #: Where the text is: ``article.txt`` beside the sheet.
    path: Path
    sha256: str
    language: str
    headline: str
    copyright_notice: str
    about: tuple[str, ...]
    line: int


class ClaimEntry(NamedTuple):
    """One utterance. Empty ``holders`` stands for the article's own voice."""

    id: str
    quote: str
    occurrence: int | None
    proposition: str
    label: Labels
    holders: tuple[str, ...]
    endorsers: tuple[str, ...]
    cues: tuple[str, ...]
    modality: str
    polarity: str
    hedges: tuple[str, ...]
    open_list: tuple[str, ...]
    presupposed: bool
    note: Labels
    line: int


class Sentence(NamedTuple):
    """A sentence or headline with its claims."""

    id: str
    text: str
    occurrence: int | None
    claims: tuple[ClaimEntry, ...]
    line: int


class PropositionEntry(NamedTuple):
    """What claims say, defined where the first of them stands."""

    slug: str
    label: Labels
    content: tuple[StatementEntry, ...]
    close_to: tuple[str, ...]
    line: int


class ArgumentEntry(NamedTuple):
    """A relation between propositions. Empty ``arguer`` stands for the article's voice (explicit) or the annotator (inferred)."""

    id: str
    type: str
    premises: tuple[str, ...]
    conclusion: str
    explicitness: str
    arguer: str
    sentence: str
    cues: tuple[str, ...]
    note: Labels
    line: int


class Excluded(NamedTuple):
    """A part of the text that carries no claim."""

    id: str
    quote: str
    occurrence: int | None
    reason: str
    note: Labels
    line: int


class Sheet(NamedTuple):
    """One article's claim sheet."""

    #: Path as messages show it.
    file: str
    article: ArticleEntry
    sentences: tuple[Sentence, ...]
    propositions: tuple[PropositionEntry, ...]
    arguments: tuple[ArgumentEntry, ...]
    excluded: tuple[Excluded, ...]

    @property
    def claims(self) -> tuple[ClaimEntry, ...]:
        """All claims, in the order of the text."""
        return tuple(c for s in self.sentences for c in s.claims)

    def local_lines(self) -> dict[str, int]:
        """Local id to line, of every sentence, claim, argument and excluded span."""
        lines = {s.id: s.line for s in self.sentences}
        lines |= {c.id: c.line for c in self.claims}
        lines |= {a.id: a.line for a in self.arguments}
        return lines | {x.id: x.line for x in self.excluded}
