"""One article as the rules on meaning look at it: its claims in their sentences, what they say, its arguments.

`mali_kg.claims.reader` tells more of a claim than is needed here, and takes four times as long.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import QuadBackend, Term
from mali_kg.claims.descriptions import local
from mali_kg.claims.reader import OWN_PREDICATES
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import OA, RDF, RDFS, SCHEMA
from mali_kg.rdf.order import natural
from mali_kg.report.meaning.names import Shared
from mali_kg.report.meaning.tokens import Tokens
from mali_kg.report.meaning.words import Lexicon, Match

Said = Mapping[str, Sequence[Term]]
_TYPE, _LABEL = f"{RDF}type", f"{RDFS}label"


def values(said: Said, predicate: str) -> tuple[str, ...]:
    """Give the values of a predicate as text."""
    found = said.get(predicate)
    return tuple([t.value for t in found if not isinstance(t, ox.Triple)]) if found else ()


def value(said: Said, predicate: str) -> str:
    """Give the first value of a predicate as text; empty for none."""
    found = said.get(predicate)
    return found[0].value if found and not isinstance(found[0], ox.Triple) else ""


def notation(said: Said, predicate: str) -> str:
    """Give the last part of the first IRI of a predicate: the notation of a code, or the name of a term."""
    iri = value(said, predicate)
    return iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]


def literal(said: Said, predicate: str) -> tuple[str, str]:
    """Give the first literal of a predicate, and its language; empty for none."""
    found = next((t for t in said.get(predicate, ()) if isinstance(t, ox.Literal)), None)
    return (found.value, found.language or "") if found else ("", "")


class Filler(NamedTuple):
    """What fills a role: an entity, a node, or words."""

    entity: str
    node: "Node | None"
    words: str


class Node:
    """A description, participant, quantity or time, with all that is nested in it."""

    def __init__(self, iri: str, data: "Data") -> None:
        said, terms = data.said_of(iri), data.terms
        self.iri, self.type = iri, ""
        for found in values(said, _TYPE):
            if found.startswith(data.iris.ns):
                self.type = found[len(data.iris.ns) :].lower()
        #: Notation of its kind; empty for what is no situation.
        self.kind = notation(said, terms["kind"])
        self.of, self.text = value(said, terms["of"]), value(said, terms["text"])
        self.names = values(said, terms["names"])
        self.phase = notation(said, terms["phase"])
        self.polarity, self.strength = notation(said, terms["innerPolarity"]), notation(said, terms["innerStrength"])
        self.fingerprint = value(said, terms["fingerprint"])
        #: Of a description or participant: role to what fills it. Of a quantity or time: field to its value, as words.
        self.roles: dict[str, list[Filler]] = {}
        ns, own, below = data.iris.ns, data.own, f"{iri}/"
        for predicate, found_terms in said.items():
            if predicate in own or not predicate.startswith(ns):
                continue
            fillers = []
            for term in found_terms:
                if isinstance(term, ox.Literal):
                    fillers.append(Filler("", None, term.value))
                elif isinstance(term, ox.NamedNode):
                    nested = term.value.startswith(below)
                    fillers.append(Filler("", Node(term.value, data), "") if nested else Filler(term.value, None, ""))
            self.roles[predicate[len(ns) :]] = fillers

    def field(self, name: str) -> str:
        """Give a field of a quantity or time; empty where it has none."""
        return next((f.words for f in self.roles.get(name, ())), "")

    @cached_property
    def all(self) -> tuple["Node", ...]:
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


class Sentence:
    """A sentence of the article, or a quotation alone where the text is not at hand."""

    def __init__(self, iri: str, text: str, lexicon: Lexicon | None, shared: Shared) -> None:
        self.iri, self.text, self.lexicon, self.shared = iri, text, lexicon, shared
        self.claims: list[Claim] = []
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


class Claim:
    """A claim in its sentence."""

    def __init__(self, iri: str, data: "Data") -> None:
        said, terms, iris = data.said_of(iri), data.terms, data.iris
        self.iri = iri
        self.id = iri[iri.rfind("/") + 1 :]
        self.label, self.label_language = literal(said, _LABEL)
        self.quote = value(data.said_of(iris.quote(iri)), f"{OA}exact")
        self.holders, self.endorsers = values(said, terms["heldBy"]), values(said, terms["endorsedBy"])
        self.stance, self.strength = notation(said, terms["stance"]), notation(said, terms["strength"])
        self.polarity, self.focus = notation(said, terms["polarity"]), notation(said, terms["focus"])
        self.background = notation(said, terms["background"])
        self.cues, self.modals = values(said, terms["attributionCue"]), values(said, terms["modalCue"])
        self.hedges, self.open_list = values(said, terms["hedge"]), values(said, terms["openListCue"])
        #: Who passes it on, and in which words.
        self.via = [
            (value(hop, terms["voice"]), values(hop, terms["attributionCue"])) for hop in map(data.said_of, values(said, terms["via"]))
        ]
        self.mentions, self.close_to = frozenset(values(said, terms["mentions"])), values(said, terms["closeTo"])
        self.accepted = dict(_accepted(values(said, terms["accepted"])))
        self.says = data.node_of(said)
        #: The IRI of the claim that wrote the description.
        self.says_of = self.says.iri.rpartition("/")[0]
        self.sentence = data.sentence(value(said, terms["inSentence"]), self.quote)
        #: Its place in the sentence.
        self.start = data.start(iri) - data.start(self.sentence.iri) if self.sentence.whole else 0
        if self.sentence.text[self.start : self.start + len(self.quote)] != self.quote:
            self.sentence, self.start = Sentence(self.sentence.iri, self.quote, data.lexicon, data.shared), 0
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
    def label_sentence(self) -> Sentence:
        """Its label, read as a sentence."""
        return self._data.labelled(self.label, self.label_language)

    def is_attributed_by(self, start: int, end: int) -> bool:
        """Tell whether a place of the sentence lies in words that attribute the claim, or right behind them: a cue may be the speaker alone."""
        text = self.sentence.text
        return any((start < b and a < end) or (b <= start and not text[b:start].strip(" ,")) for a, b in self.attributed)


class Argument(NamedTuple):
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


def _accepted(found: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in found:
        rule, _, reason = text.partition(": ")
        yield rule, reason


_TERMS = (
    *(
        "kind",
        "of",
        "text",
        "names",
        "phase",
        "innerPolarity",
        "innerStrength",
        "fingerprint",
        "heldBy",
        "endorsedBy",
        "stance",
        "strength",
    ),
    *(
        "polarity",
        "focus",
        "background",
        "attributionCue",
        "modalCue",
        "hedge",
        "openListCue",
        "via",
        "voice",
        "mentions",
        "closeTo",
        "accepted",
    ),
    *("says", "inSentence", "premise", "conclusion", "explicitness", "cue", "scope", "inArticle"),
)


class Data:
    """What the reading of one article needs of a dataset.

    :param article: IRI of the article.
    :param text: its text; None where it is not at hand.
    """

    def __init__(self, backend: QuadBackend, iris: Iris, shared: Shared, article: str, text: str | None) -> None:
        self.said_of, self.iris, self.shared, self.article, self.text = backend.said_of, iris, shared, article, text
        self.terms = {name: iris.term(name) for name in _TERMS}
        #: Terms that a description has beside its roles.
        self.own = frozenset(map(iris.term, OWN_PREDICATES))
        self.language = value(self.said_of(article), f"{SCHEMA}inLanguage")
        self.lexicon = shared.lists.of(self.language)
        self._nodes: dict[str, Node] = {}
        self._sentences: dict[str, Sentence] = {}
        self._labels: dict[tuple[str, str], Sentence] = {}

    def node(self, iri: str) -> Node:
        """Give the description with an IRI, read once."""
        if iri not in self._nodes:
            self._nodes[iri] = Node(iri, self)
        return self._nodes[iri]

    def node_of(self, said: Said) -> Node:
        """Give the description that a claim says."""
        return self.node(value(said, self.terms["says"]))

    def start(self, owner: str) -> int:
        """Give where something begins in the text."""
        found = value(self.said_of(self.iris.position(owner)), f"{OA}start")
        return int(found) if found.isdecimal() else 0

    def sentence(self, iri: str, quote: str) -> Sentence:
        """Give a sentence, read once; where the text is not at hand, a quotation in its place."""
        if iri not in self._sentences:
            end = value(self.said_of(self.iris.position(iri)), f"{OA}end") if self.text is not None else ""
            if self.text is None or not end.isdecimal():
                alone = Sentence(iri, quote, self.lexicon, self.shared)
                alone.whole = False
                return alone
            self._sentences[iri] = Sentence(iri, self.text[self.start(iri) : int(end)], self.lexicon, self.shared)
        return self._sentences[iri]

    def labelled(self, text: str, language: str) -> Sentence:
        """Give a label, read once."""
        key = text, language
        if key not in self._labels:
            self._labels[key] = Sentence("", text, self.shared.lists.of(language), self.shared)
        return self._labels[key]


class Reading:
    """One article, read.

    :param claims: IRIs of its claims.
    :param arguments: IRIs of its arguments.
    """

    def __init__(self, data: Data, claims: Iterable[str], arguments: Iterable[str]) -> None:
        self.iri, self.text, self.lexicon, self.shared, self.iris = data.article, data.text, data.lexicon, data.shared, data.iris
        said, terms = data.said_of(data.article), data.terms
        self.headline, self.copyright_notice = value(said, f"{SCHEMA}headline"), value(said, f"{SCHEMA}copyrightNotice")
        self.about = values(said, f"{SCHEMA}about")
        self.claims = sorted((Claim(iri, data) for iri in claims), key=lambda c: natural(c.iri))
        self.by_iri = {claim.iri: claim for claim in self.claims}
        #: The sentences that have claims, in the order of the claims.
        self.sentences = list({id(c.sentence): c.sentence for c in self.claims}.values())
        self.arguments = [self._argument(iri, data.said_of(iri), terms) for iri in sorted(arguments, key=natural)]

    def _argument(self, iri: str, said: Said, terms: Mapping[str, str]) -> Argument:
        types = {local(t).lower() for t in values(said, _TYPE)}
        return Argument(
            iri,
            next((t for t in ("support", "attack", "concession") if t in types), ""),
            tuple(sorted(values(said, terms["premise"]))),
            value(said, terms["conclusion"]),
            notation(said, terms["explicitness"]),
            values(said, terms["cue"]),
            values(said, terms["scope"]),
            value(said, terms["inSentence"]),
            dict(_accepted(values(said, terms["accepted"]))),
        )

    def described(self) -> Iterator[Claim]:
        """Give the claims that wrote their own description."""
        return (claim for claim in self.claims if claim.says_of == claim.iri)

    def annotated(self) -> "Iterator[Claim | Argument]":
        """Give the claims and arguments: what warnings are told of, and may be accepted for."""
        yield from self.claims
        yield from self.arguments
