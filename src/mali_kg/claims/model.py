"""The records that the forms which are not RDF are made of: plain values, in the words of the field."""

from typing import NamedTuple


class TextPosition(NamedTuple):
    """A place in a text, in code points from 0; the end is not included."""

    start: int
    end: int


class Article(NamedTuple):
    """An article."""

    iri: str
    headline: str
    language: str
    sha256: str
    length: int
    about: tuple[str, ...]


class Hop(NamedTuple):
    """Somebody who passes a claim on."""

    voice: str
    stance: str
    cues: tuple[str, ...]


class Claim(NamedTuple):
    """A claim: who says what, how, and where."""

    iri: str
    article: str
    sentence: int
    label: str
    quote: str
    #: Code points of the article’s text, the end not included.
    start: int
    end: int
    holders: tuple[str, ...]
    endorsers: tuple[str, ...]
    #: Who passes it on, the outermost voice first.
    via: tuple[Hop, ...]
    #: Notations of the code lists.
    stance: str
    strength: str
    polarity: str
    #: Name of the role that the claim is about; empty where it is about the whole.
    focus: str
    #: Words of the sentence: that attribute it, that carry its stance, that weaken it, that leave its list open.
    cues: tuple[str, ...]
    modals: tuple[str, ...]
    hedges: tuple[str, ...]
    open_list: tuple[str, ...]
    #: Notation: how the sentence puts it in the background; empty for what it is there to say.
    background: str
    #: IRI of the description of what it says, and the description’s fingerprint.
    says: str
    fingerprint: str
    #: IRIs of the entities that it speaks of.
    mentions: tuple[str, ...]
    close_to: tuple[str, ...]
    notes: tuple[str, ...]


class Filler(NamedTuple):
    """What fills a role of a description, or a field of a quantity or time."""

    role: str
    #: IRI of an entity, or of a node below; empty for a literal.
    object: str
    value: str
    #: IRI of the literal’s datatype, and its language.
    datatype: str
    language: str


class Description(NamedTuple):
    """A situation of a kind, a participant, a quantity or a time: with what fills its roles."""

    iri: str
    #: ``description``, ``participant``, ``quantity`` or ``time``.
    type: str
    label: str
    #: Notation of its kind; empty for what is no situation.
    kind: str
    #: IRI of the entity that it is, or is some of; empty for none.
    of: str
    text: str
    #: IRIs of the entities that the words settle.
    names: tuple[str, ...]
    fingerprint: str
    #: Notations; empty for none.
    phase: str
    polarity: str
    strength: str
    fillers: tuple[Filler, ...]


class Argument(NamedTuple):
    """Premises that support, attack or stand beside a conclusion: all of them claims."""

    iri: str
    article: str
    #: ``support``, ``attack`` or ``concession``.
    kind: str
    premises: tuple[str, ...]
    conclusion: str
    explicitness: str
    cues: tuple[str, ...]
    #: IRIs of who argues so; nobody for what the annotator inferred.
    arguers: tuple[str, ...]
    #: Words that the argument depends on.
    scope: tuple[str, ...]
    notes: tuple[str, ...]


class Kind(NamedTuple):
    """A kind of situation."""

    iri: str
    notation: str
    label: str
    #: Notations of kinds; empty for none.
    opposite: str
    broader: str
    #: Names of the two roles that the flat view joins; empty where the usual ones serve.
    edge: tuple[str, ...]


class Entity(NamedTuple):
    """Who or what the articles speak of."""

    iri: str
    #: Local names of its classes, sorted.
    types: tuple[str, ...]
    label: str
    other_names: tuple[str, ...]
    #: Of an event: notation of its kind, and IRIs of the entities that its name settles.
    kind: str
    names: tuple[str, ...]

    @property
    def is_agent(self) -> bool:
        """Whether it can hold a claim."""
        return "Agent" in self.types

    @property
    def is_vague(self) -> bool:
        """Whether the text does not say who belongs to it."""
        return "VagueGroup" in self.types

    @property
    def is_event(self) -> bool:
        """Whether it is an event."""
        return "Eventuality" in self.types


class SourceClaim(NamedTuple):
    """What an outside source says."""

    iri: str
    source: str
    label: str
    #: Its words, where they are known.
    quote: str
    stance: str
    strength: str
    polarity: str
    focus: str
    hedges: tuple[str, ...]
    says: str
    fingerprint: str
    mentions: tuple[str, ...]


class Source(NamedTuple):
    """A source outside the articles and what it says."""

    iri: str
    title: str
    page: str
    #: Day on which it was read.
    read: str
    claims: tuple[SourceClaim, ...]
