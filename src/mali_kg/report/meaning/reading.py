"""One article as the rules on meaning look at it: its claims in their sentences, what they say, its arguments.

`mali_kg.claims.reader` tells more of a claim than is needed here, and takes four times as long.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.descriptions import local
from mali_kg.claims.reader import OWN_PREDICATES
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import OA, RDF, RDFS, SCHEMA
from mali_kg.rdf.order import natural
from mali_kg.report.meaning.names import SharedReading
from mali_kg.report.meaning.said import Said, ToldReading, literal, value, values
from mali_kg.report.meaning.tokens import Tokens
from mali_kg.report.meaning.words import Lexicon, Match

_TYPE, _LABEL = f"{RDF}type", f"{RDFS}label"


class FillerReading(NamedTuple):
    """What fills a role: an entity, a node, or words."""

    entity: str
    node: "NodeReading | None"
    words: str


class NodeReading:
    """A description, participant, quantity or time, with all that is nested in it."""

    def __init__(self, iri: str, data: "Data") -> None:
        said, ns = data.said_of(iri), data.iris.ns
        told = data.told(said)
        self.iri, self.type = iri, ""
        for found in said.get(_TYPE, ()):
            if isinstance(found, ox.NamedNode) and found.value.startswith(ns):
                self.type = found.value[len(ns) :].lower()
        #: Notation of its kind; empty for what is no situation.
        self.kind = told.notation("kind")
        self.of, self.text, self.fingerprint = told.one("of"), told.one("text"), told.one("fingerprint")
        self.names = told.all("names")
        self.phase, self.polarity, self.strength = told.notation("phase"), told.notation("innerPolarity"), told.notation("innerStrength")
        #: Of a description or participant: role to what fills it. Of a quantity or time: field to its value, as words.
        self.roles: dict[str, list[FillerReading]] = {}
        below = f"{iri}/"
        for role, terms in told.terms():
            if role in OWN_PREDICATES:
                continue
            fillers = self.roles[role] = []
            for term in terms:
                if isinstance(term, ox.Literal):
                    fillers.append(FillerReading("", None, term.value))
                elif isinstance(term, ox.NamedNode):
                    nested = term.value.startswith(below)
                    fillers.append(FillerReading("", NodeReading(term.value, data), "") if nested else FillerReading(term.value, None, ""))

    def field(self, name: str) -> str:
        """Give a field of a quantity or time; empty where it has none."""
        return next((f.words for f in self.roles.get(name, ())), "")

    @cached_property
    def all(self) -> tuple["NodeReading", ...]:
        """Itself and all that is nested in it, itself first."""
        return (self, *chain.from_iterable(f.node.all for fillers in self.roles.values() for f in fillers if f.node))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The notations of the kinds in it."""
        return frozenset(n.kind for n in self.all if n.kind)

    @cached_property
    def strengths(self) -> frozenset[str]:
        """The strengths of nested descriptions."""
        return frozenset(n.strength for n in self.all if n.strength)

    @cached_property
    def negatives(self) -> int:
        """How many nested descriptions are negative."""
        return sum(n.polarity == "negative" for n in self.all)

    @cached_property
    def typed(self) -> tuple[str, ...]:
        """The numbers and dates in it, as they are written."""
        nodes = (n for n in self.all if n.type in ("quantity", "time"))
        return tuple(f.words for n in nodes for role, fillers in n.roles.items() if role not in ("unit", "per") for f in fillers)

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All words in it: of participants, of roles that take words, of quantities and times; not their typed fields."""
        return tuple(
            text
            for n in self.all
            for text in (
                n.text,
                *(
                    f.words
                    for role, fillers in n.roles.items()
                    if n.type in ("description", "participant") or role in ("unit", "per")
                    for f in fillers
                ),
            )
            if text
        )

    @cached_property
    def text_words(self) -> frozenset[str]:
        """The words of its texts."""
        return frozenset(word for text in self.texts for word in Tokens(text).words)

    @cached_property
    def entities(self) -> frozenset[str]:
        """The entities that it reaches, by roles, `of` and `names`, without what the names of events settle."""
        return frozenset(
            entity for n in self.all for entity in (n.of, *n.names, *(f.entity for fillers in n.roles.values() for f in fillers)) if entity
        )


class SentenceReading:
    """A sentence of the article, or a quotation alone where the text is not at hand."""

    def __init__(self, iri: str, text: str, lexicon: Lexicon | None, shared: SharedReading) -> None:
        self.iri, self.text, self.lexicon, self.shared = iri, text, lexicon, shared
        self.claims: list[ClaimReading] = []
        #: Where it begins in the text.
        self.begin = 0
        #: Whether it is known what stands around the quotations.
        self.whole = True

    @cached_property
    def tokens(self) -> Tokens:
        """Its words."""
        return Tokens(self.text)

    @cached_property
    def stems(self) -> list[str]:
        """The stems of its words, in their order."""
        return [self.lexicon.stem(word) for word in self.tokens.words] if self.lexicon else []

    @cached_property
    def matches(self) -> list[Match]:
        """The phrases of the word lists in it."""
        return self.lexicon.find(self.tokens) if self.lexicon else []

    @cached_property
    def named(self) -> list["tuple[int, int, tuple[str, ...]]"]:
        """The names of entities in it: start, end, and the entities that have the name."""
        return self.shared.named_in(self.tokens)

    def find(self, words: str, near: int = 0) -> tuple[int, int] | None:
        """Find words in it: the last place that ends before a place, else the first one."""
        at = self.text.rfind(words, 0, near) if near else -1
        at = at if at >= 0 else self.text.find(words)
        return (at, at + len(words)) if at >= 0 else None


class ClaimReading:
    """A claim in its sentence."""

    def __init__(self, iri: str, data: "Data") -> None:
        said = data.said_of(iri)
        told = data.told(said)
        self.iri = iri
        self.id = iri[iri.rfind("/") + 1 :]
        self.label, self.label_language = literal(said, _LABEL)
        self.quote = value(data.said_of(data.iris.quote(iri)), f"{OA}exact")
        self.holders, self.endorsers = told.all("heldBy"), told.all("endorsedBy")
        self.stance, self.strength, self.polarity = told.notation("stance"), told.notation("strength"), told.notation("polarity")
        self.focus, self.background = told.notation("focus"), told.notation("background")
        self.cues, self.modals = told.all("attributionCue"), told.all("modalCue")
        self.hedges, self.open_list = told.all("hedge"), told.all("openListCue")
        #: Who passes it on, and in which words.
        self.via = [(hop.one("voice"), hop.all("attributionCue")) for hop in map(data.told, map(data.said_of, told.all("via")))]
        self.mentions, self.close_to = frozenset(told.all("mentions")), told.all("closeTo")
        self.accepted = accepted(told)
        self.says = data.node(told.one("says"))
        #: The IRI of the claim that wrote the description.
        self.says_of = self.says.iri.rpartition("/")[0]
        self.sentence = data.sentence(told.one("inSentence"), self.quote)
        #: Its place in the sentence.
        self.start = data.start(iri) - self.sentence.begin if self.sentence.whole else 0
        if self.sentence.text[self.start : self.start + len(self.quote)] != self.quote:
            self.sentence, self.start = SentenceReading(self.sentence.iri, self.quote, data.lexicon, data.shared), 0
            self.sentence.whole = False
        self.end = self.start + len(self.quote)
        self.sentence.claims.append(self)
        self._data = data

    @property
    def is_narrated(self) -> bool:
        """Whether the article’s own voice holds it."""
        return all(holder.endswith("/narrator") for holder in self.holders)

    @cached_property
    def cue_spans(self) -> list[tuple[int, int]]:
        """The places of the words that attribute it."""
        return self._places(self.cues)

    @cached_property
    def attributed(self) -> list[tuple[int, int]]:
        """The places of the words that attribute it, to whoever holds it or passes it on."""
        return [*self.cue_spans, *self._places(chain.from_iterable(cues for _, cues in self.via))]

    def _places(self, words: Iterable[str]) -> list[tuple[int, int]]:
        found = (self.sentence.find(w, self.start) or self.sentence.find(w) for w in words)
        return [span for span in found if span]

    @cached_property
    def quoted(self) -> list[Match]:
        """The phrases of the word lists in its quotation."""
        return [m for m in self.sentence.matches if m.start >= self.start and m.end <= self.end]

    @cached_property
    def cued(self) -> list[Match]:
        """The phrases of the word lists in its cue, and not in its quotation."""
        spans = self.cue_spans
        outside = (m for m in self.sentence.matches if not (m.start >= self.start and m.end <= self.end))
        return [m for m in outside if any(a <= m.start and m.end <= b for a, b in spans)]

    @cached_property
    def leading(self) -> list[Match]:
        """The phrases right before its quotation, behind its cue and the last mark, that no other quotation holds: “it is unlikely that …”."""
        text, matches = self.sentence.text, self.sentence.matches
        if not self.sentence.whole or not self.start:
            return []
        begin = max((text.rfind(mark, 0, self.start) for mark in ",;:—“”«»("), default=-1)
        begin = max((begin, *(b for _, b in self.attributed if b <= self.start)))
        others = [c for c in self.sentence.claims if c.start < self.start]
        return [
            m
            for m in matches
            if begin <= m.start and m.end <= self.start and not any(c.start <= m.start and m.end <= c.end for c in others)
        ]

    @cached_property
    def label_sentence(self) -> SentenceReading:
        """Its label, read as a sentence."""
        return self._data.labelled(self.label, self.label_language)

    @cached_property
    def words(self) -> list[str]:
        """The words of its quotation."""
        inside = self.sentence.tokens.within(self.start, self.end)
        return self.sentence.tokens.words[inside.start : inside.stop]

    @cached_property
    def quote_sentence(self) -> SentenceReading:
        """Its quotation, read as a sentence."""
        return self._data.labelled(self.quote, self._data.language)

    def is_attributed_by(self, start: int, end: int) -> bool:
        """Tell whether a place of the sentence lies in words that attribute the claim, or right behind them: a cue may be the speaker alone."""
        text = self.sentence.text
        return any((start < b and a < end) or (b <= start and not text[b:start].strip(" ,")) for a, b in self.attributed)


class ArgumentReading(NamedTuple):
    """An argument."""

    iri: str
    #: ``support``, ``attack`` or ``concession``.
    type: str
    premises: tuple[str, ...]
    conclusion: str
    explicitness: str
    cues: tuple[str, ...]
    scope: tuple[str, ...]
    sentence: str
    accepted: dict[str, str]


def accepted(told: ToldReading) -> dict[str, str]:
    """Give what was accepted of a claim or argument: rule to reason."""
    return {rule: reason for rule, _, reason in (text.partition(": ") for text in told.all("accepted"))}


class Data:
    """What the reading of one article needs of a dataset.

    :param article: IRI of the article.
    :param text: its text; None where it is not at hand.
    """

    def __init__(self, backend: QuadBackend, iris: Iris, shared: SharedReading, article: str, text: str | None) -> None:
        self.said_of, self.iris, self.shared, self.article, self.text = backend.said_of, iris, shared, article, text
        self.language = value(self.said_of(article), f"{SCHEMA}inLanguage")
        self.lexicon = shared.lists.of(self.language)
        self._nodes: dict[str, NodeReading] = {}
        self._sentences: dict[str, SentenceReading] = {}
        self._labels: dict[tuple[str, str], SentenceReading] = {}

    def told(self, said: Said) -> ToldReading:
        """Give what our vocabulary says of something."""
        return ToldReading(said, self.iris.ns)

    def node(self, iri: str) -> NodeReading:
        """Give the description with an IRI, read once."""
        if iri not in self._nodes:
            self._nodes[iri] = NodeReading(iri, self)
        return self._nodes[iri]

    def start(self, owner: str) -> int:
        """Give where something begins in the text."""
        found = value(self.said_of(self.iris.position(owner)), f"{OA}start")
        return int(found) if found.isdecimal() else 0

    def sentence(self, iri: str, quote: str) -> SentenceReading:
        """Give a sentence, read once; where the text is not at hand, a quotation in its place."""
        if iri not in self._sentences:
            end = value(self.said_of(self.iris.position(iri)), f"{OA}end") if self.text is not None else ""
            if self.text is None or not end.isdecimal():
                alone = SentenceReading(iri, quote, self.lexicon, self.shared)
                alone.whole = False
                return alone
            begin = self.start(iri)
            found = self._sentences[iri] = SentenceReading(iri, self.text[begin : int(end)], self.lexicon, self.shared)
            found.begin = begin
        return self._sentences[iri]

    def labelled(self, text: str, language: str) -> SentenceReading:
        """Give a label, read once."""
        key = text, language
        if key not in self._labels:
            self._labels[key] = SentenceReading("", text, self.shared.lists.of(language), self.shared)
        return self._labels[key]


class Reading:
    """One article, read.

    :param claims: IRIs of its claims.
    :param arguments: IRIs of its arguments.
    """

    def __init__(self, data: Data, claims: Iterable[str], arguments: Iterable[str]) -> None:
        self.iri, self.text, self.lexicon, self.shared, self.iris = data.article, data.text, data.lexicon, data.shared, data.iris
        said = data.said_of(data.article)
        self.headline, self.copyright_notice = value(said, f"{SCHEMA}headline"), value(said, f"{SCHEMA}copyrightNotice")
        self.about = values(said, f"{SCHEMA}about")
        self.claims = [ClaimReading(iri, data) for iri in sorted(claims, key=natural)]
        self.by_iri = {claim.iri: claim for claim in self.claims}
        #: The sentences that have claims, in the order of the claims.
        self.sentences = list({id(c.sentence): c.sentence for c in self.claims}.values())
        self.arguments = [self._argument(iri, data) for iri in sorted(arguments, key=natural)]

    def _argument(self, iri: str, data: Data) -> ArgumentReading:
        said = data.said_of(iri)
        told, types = data.told(said), {local(t).lower() for t in values(said, _TYPE)}
        return ArgumentReading(
            iri,
            next((t for t in ("support", "attack", "concession") if t in types), ""),
            tuple(sorted(told.all("premise"))),
            told.one("conclusion"),
            told.notation("explicitness"),
            told.all("cue"),
            told.all("scope"),
            told.one("inSentence"),
            accepted(told),
        )

    def described(self) -> Iterator[ClaimReading]:
        """Give the claims that wrote their own description."""
        return (claim for claim in self.claims if claim.says_of == claim.iri)

    def annotated(self) -> "Iterator[ClaimReading | ArgumentReading]":
        """Give the claims and arguments: what warnings are told of, and may be accepted for."""
        yield from self.claims
        yield from self.arguments
