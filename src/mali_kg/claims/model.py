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


class Claim(NamedTuple):
    """A claim, with its holder, its modality and its place."""

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
    modality: str
    polarity: str
    cues: tuple[str, ...]
    hedges: tuple[str, ...]
    open_list: tuple[str, ...]
    presupposed: bool
    proposition: str


class Statement(NamedTuple):
    """One triple of what a proposition, or a source, says."""

    graph: str
    number: int
    subject: str
    predicate: str
    #: IRI of the object; empty where it is a literal.
    object: str
    #: Text of a literal; empty where the object is an IRI.
    value: str
    #: IRI of the literal’s datatype.
    datatype: str


class Proposition(NamedTuple):
    """What claims say, whoever says it."""

    iri: str
    label: str
    statements: tuple[Statement, ...]


class Argument(NamedTuple):
    """Premises that support, attack or stand beside a conclusion."""

    iri: str
    article: str
    #: ``support``, ``attack`` or ``concession``.
    kind: str
    premises: tuple[str, ...]
    conclusion: str
    explicitness: str
    cues: tuple[str, ...]
    arguer: str


class Entity(NamedTuple):
    """Who or what the articles speak of."""

    iri: str
    #: Local names of its classes, sorted.
    types: tuple[str, ...]
    label: str
    other_names: tuple[str, ...]
    event_type: str

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
        return "Event" in self.types


class Source(NamedTuple):
    """A source outside the articles and what it says."""

    graph: str
    page: str
    statements: tuple[Statement, ...]
