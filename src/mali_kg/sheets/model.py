"""Claim sheets: what people write about one article, as types."""

from pathlib import Path
from typing import NamedTuple

Labels = dict[str, tuple[str, ...]]


class EntityFiller(NamedTuple):
    """An entity of the registry, or the article itself, in a role."""

    #: Slug, or ``article/{slug}``.
    slug: str
    line: int


class WordsFiller(NamedTuple):
    """Words in a role that takes nothing else."""

    text: str
    #: Language tag; empty for that of the article.
    language: str
    line: int


class FieldsFiller(NamedTuple):
    """A quantity or a time: its fields, typed where the text gives a number or a date, in words where it does not."""

    #: ``quantity`` or ``time``.
    type: str
    #: Name and value of each field but `text`, in the order of the table.
    fields: tuple[tuple[str, str], ...]
    text: str
    language: str
    line: int


class NodeFiller(NamedTuple):
    """A description, which has a kind; or a participant, which has none: an entity, a part of a group, or what the text only words."""

    #: Slug of the kind; empty for a participant.
    kind: str
    #: Slug of the entity that it is, or is some of; of a description: the same occurrence as others speak of. Else empty.
    of: str
    #: Words of a participant, and their language; empty for none, and for that of the article.
    text: str
    language: str
    #: Slugs of the entities that the words settle.
    names: tuple[str, ...]
    #: Notations; empty for none.
    phase: str
    polarity: str
    strength: str
    roles: "tuple[tuple[str, tuple[Filler, ...]], ...]"
    line: int


Filler = EntityFiller | WordsFiller | FieldsFiller | NodeFiller


class Stance(NamedTuple):
    """How a voice stands to what is said, by notations: what a claim says of itself, and no description does."""

    stance: str = "asserted"
    strength: str = "full"
    polarity: str = "affirmative"
    #: Role of the description that the claim is about, where the rest is taken for granted; empty for none.
    focus: str = ""


class HopEntry(NamedTuple):
    """Somebody who passes a claim on."""

    who: str
    stance: str
    cues: tuple[str, ...]
    line: int


class ArticleEntry(NamedTuple):
    """The article, as far as its text tells."""

    slug: str
    #: Where the text is: ``article.txt`` beside the sheet.
    path: Path
    sha256: str
    language: str
    headline: str
    #: Where it is on the web; empty where that is not known.
    url: str
    copyright_notice: str
    about: tuple[str, ...]
    line: int


class ClaimEntry(NamedTuple):
    """One utterance. Empty ``holders`` stands for the article's own voice."""

    id: str
    quote: str
    occurrence: int | None
    label: Labels
    holders: tuple[str, ...]
    endorsers: tuple[str, ...]
    #: Who passes it on, the outermost voice first.
    via: tuple[HopEntry, ...]
    cues: tuple[str, ...]
    stance: Stance
    #: Words of the sentence that carry the stance, and words that weaken what is said.
    modals: tuple[str, ...]
    hedges: tuple[str, ...]
    open_list: tuple[str, ...]
    #: Notation: how the sentence puts it in the background; empty for what it is there to say.
    background: str
    says: NodeFiller
    #: Id of the claim of this article that has written the description: its own, or the one that it repeats.
    says_of: str
    close_to: tuple[str, ...]
    note: Labels
    #: Rule to the reason why its warning is accepted.
    accepted: dict[str, str]
    line: int


class Sentence(NamedTuple):
    """A sentence or headline with its claims."""

    id: str
    text: str
    occurrence: int | None
    claims: tuple[ClaimEntry, ...]
    line: int


class ArgumentEntry(NamedTuple):
    """A relation between claims of one article."""

    id: str
    type: str
    #: Ids of claims.
    premises: tuple[str, ...]
    conclusion: str
    explicitness: str
    #: Slugs of who argues; of an explicit argument without any it is the article's own voice, of an inferred one nobody.
    arguers: tuple[str, ...]
    #: Words that the argument depends on.
    scope: tuple[str, ...]
    sentence: str
    cues: tuple[str, ...]
    note: Labels
    #: Rule to the reason why its warning is accepted.
    accepted: dict[str, str]
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
    arguments: tuple[ArgumentEntry, ...]
    excluded: tuple[Excluded, ...]

    @property
    def claims(self) -> tuple[ClaimEntry, ...]:
        """All claims, in the order of the text."""
        return tuple(c for s in self.sentences for c in s.claims)

    def local_lines(self) -> dict[str, int]:
        """Map local id to line, for every sentence, claim, argument and excluded span."""
        lines = {s.id: s.line for s in self.sentences}
        lines |= {c.id: c.line for c in self.claims}
        lines |= {a.id: a.line for a in self.arguments}
        return lines | {x.id: x.line for x in self.excluded}
