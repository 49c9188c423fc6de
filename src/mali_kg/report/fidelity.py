"""Fidelity: what SHACL cannot see, because it needs the text of the article.

Each check looks at the dataset alone and the text, not at the sheet, so that it holds for data from anywhere.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.descriptions import Descriptions
from mali_kg.claims.model import TextPosition
from mali_kg.claims.selection import subjects
from mali_kg.project import embedded_root
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import OA, RDF, SCHEMA, XSD
from mali_kg.report.meaning.numbers import absent
from mali_kg.report.meaning.words import Lexicon, WordLists
from mali_kg.report.results import Result

#: Rule to message.
RULES: dict[str, str] = {
    "text-sum": "The text of the article is not the one that was annotated: its SHA-256 or its length differs. Put the text back, or check every quote.",
    "quote-at-position": "The quotation does not stand at its position in the text. Check `quote` and `occurrence`, and build again.",
    "quote-surroundings": "The prefix or suffix is not what stands around the quotation in the text. Build again.",
    "quote-in-sentence": "The claim’s quotation does not lie in the claim’s sentence. Move the claim to the sentence that holds it.",
    "quote-from-excluded": "The claim quotes from an excluded span. Quote from the article’s own text, or make the span a sentence.",
    "words-in-sentence": "A cue, hedge or open-list word of the claim or argument does not stand in its sentence. Copy it from the text.",
    "number-in-evidence": "A year, month, day or number in what is said does not stand in the quotation of any claim that says it. Quote the words that give it, or take it out.",
    "sentence-covered": "The sentence has no claims, and too few sentences have. Add its claims, or exclude it with a reason.",
    "sentences-overlap": "The sentence overlaps another.",
    "text-unaccounted": "A part of the text lies in no sentence and no excluded span. Add the sentence, or exclude the part with a reason.",
    "one-sentence": "The span seems to hold more than one sentence. Split it.",
}
#: Rules that warn: they may be wrong.
WARNINGS = frozenset(("one-sentence",))
#: Datatypes of what a text must have the words of.
TYPED = frozenset(f"{XSD}{name}" for name in ("gYear", "gYearMonth", "date", "decimal"))
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[A-ZÀ-Ý“‘\"(])")


class Parts(NamedTuple):
    """The IRIs of what belongs to one article, each list sorted."""

    sentences: list[str]
    excluded: list[str]
    claims: list[str]
    arguments: list[str]


class LiteralReading:
    """A dataset read to the letter, to be compared with texts: its parts by article, and values as often as they stand there.

    What blank nodes say is left out: nobody could be told where it stands.

    :param backend: the quads of a dataset, or of one article alone.
    """

    def __init__(self, backend: QuadBackend, iris: Iris) -> None:
        self.iris = iris
        self.dataset = Descriptions(backend, iris.base)
        self.articles = self._instances(f"{SCHEMA}NewsArticle")
        self._sentences = self._by_article("Sentence", f"{OA}hasSource")
        self._excluded = self._by_article("ExcludedSpan", f"{OA}hasSource")
        self._claims = self._by_article("Claim", f"{SCHEMA}appearance")
        self._arguments = self._by_article("Argument", iris.term("inArticle"))
        #: The sentences that have claims.
        self.covered = {s for claim in self._instances(iris.term("Claim")) for s in self.all(claim, iris.term("inSentence"))}

    def _instances(self, iri: str) -> list[str]:
        return sorted(subjects(self.dataset.backend.referring((iri,), (f"{RDF}type",))))

    def _by_article(self, kind: str, predicate: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for iri in self._instances(self.iris.term(kind)):
            found.setdefault(self.one(iri, predicate), []).append(iri)
        return found

    def parts(self, article: str) -> Parts:
        """What belongs to an article."""
        return Parts(*(found.get(article, []) for found in (self._sentences, self._excluded, self._claims, self._arguments)))

    def all(self, subject: str, predicate: str) -> list[str]:
        """The values of a predicate, as often as they stand there."""
        return [term.value for term in self.dataset.objects(subject, predicate) if not isinstance(term, ox.Triple)]

    def one(self, subject: str, predicate: str) -> str:
        """The only value of a predicate; empty where there is none or more than one (a shape tells that)."""
        found = self.all(subject, predicate)
        return found[0] if len(found) == 1 else ""

    def mk(self, subject: str, term: str) -> list[str]:
        """The values of a term of our vocabulary, as often as they stand there."""
        return self.all(subject, self.iris.term(term))

    def only(self, subject: str, term: str) -> str:
        """The only value of a term of our vocabulary; empty where there is none or more than one."""
        return self.one(subject, self.iris.term(term))

    def selectors(self, owner: str) -> list[str]:
        """The selectors of a sentence, an excluded span, or the evidence of a claim."""
        return self.all(owner, f"{OA}hasSelector")

    def position(self, owner: str) -> TextPosition | None:
        """The position that the selectors of something give; None where they give none or more than one."""
        return next(filter(None, map(self.dataset.position, self.selectors(owner))), None)


def check(
    backend: QuadBackend, iris: Iris, text_of: Callable[[str], bytes | None], share: float = 1.0, lists: WordLists | None = None
) -> tuple[list[Result], list[str]]:
    """Compare a dataset with the texts of its articles; what is wrong, sorted, and the articles whose text is not at hand.

    Each article is read once and alone: the results for a dataset are those for the quads of each of its articles.

    :param backend: the quads of a dataset, or of one article alone.
    :param text_of: gives the bytes of an article's text for its IRI, or None where the text is not at hand; what needs
        the text is then not checked.
    :param share: the share of each article's sentences that must have claims, from 0 to 1.
    :param lists: the words for numbers and months, by language; those that come with this package where there are none.
    """
    lists = lists or WordLists(embedded_root() / "ontology" / "words")
    data = LiteralReading(backend, iris)
    found: set[Result] = set()
    without_text: list[str] = []
    for article in data.articles:
        parts = data.parts(article)
        found.update(result(iris, "sentence-covered", sentence) for sentence in _uncovered(data, parts, share))
        content = text_of(article)
        if content is None:
            without_text.append(article)
        else:
            lexicon = lists.of(data.one(article, f"{SCHEMA}inLanguage"))
            found.update(result(iris, *fault) for fault in _article(data, article, parts, content, lexicon))
    return sorted(found), without_text


def result(iris: Iris, rule: str, focus: str, value: str = "") -> Result:
    """A finding of a rule about a node."""
    severity = "Warning" if rule in WARNINGS else "Violation"
    shown = str(ox.Literal(value)) if value else ""
    return Result(f"<{focus}>", "", shown, iris.rule("TextConstraintComponent"), iris.rule(rule), RULES[rule], severity)


def _uncovered(data: LiteralReading, parts: Parts, share: float) -> list[str]:
    """The sentences without claims, where fewer than the share have any."""
    bare = [s for s in parts.sentences if s not in data.covered]
    return bare if len(parts.sentences) - len(bare) < share * len(parts.sentences) else []


Fault = tuple[str, str, str]


def _article(data: LiteralReading, article: str, parts: Parts, content: bytes, lexicon: Lexicon | None) -> Iterator[Fault]:
    text = content.decode("utf-8", errors="replace")
    if hashlib.sha256(content).hexdigest() != data.only(article, "textSha256") or str(len(text)) != data.only(article, "textLength"):
        yield "text-sum", article, ""
        return
    spans = {part: span for part in (*parts.sentences, *parts.excluded) if (span := data.position(part))}
    excluded = [spans[x] for x in parts.excluded if x in spans]
    yield from _coverage(text, article, [(s, spans[s]) for s in parts.sentences if s in spans], excluded)
    for claim in parts.claims:
        yield from _claim(data, claim, text, spans, excluded)
    for argument in parts.arguments:
        if span := spans.get(data.only(argument, "inSentence")):
            yield from (("words-in-sentence", argument, w) for w in data.mk(argument, "cue") if w not in text[span.start : span.end])
    yield from _numbers(data, parts.claims, lexicon)


def _coverage(text: str, article: str, sentences: list[tuple[str, TextPosition]], excluded: list[TextPosition]) -> Iterator[Fault]:
    covered = bytearray(len(text))
    for sentence, (start, end) in sorted(sentences, key=lambda s: s[1]):
        if any(covered[start:end]):
            yield "sentences-overlap", sentence, ""
        covered[start:end] = b"\1" * (min(end, len(text)) - start)
        if _SENTENCE_END.search(text[start:end]):
            yield "one-sentence", sentence, ""
    for start, end in excluded:
        covered[start:end] = b"\1" * (min(end, len(text)) - start)
    for match in re.finditer(rb"\0+", bytes(covered)):
        left = text[match.start() : match.end()].strip()
        if left:
            yield "text-unaccounted", article, left[:80]


def _claim(data: LiteralReading, claim: str, text: str, spans: dict[str, TextPosition], excluded: list[TextPosition]) -> Iterator[Fault]:
    evidence = data.only(claim, "hasEvidence")
    span = data.position(evidence)
    sentence = spans.get(data.only(claim, "inSentence"))
    if sentence:
        inside = text[sentence.start : sentence.end]
        words = [w for term in ("modalCue", "hedge", "attributionCue", "openListCue") for w in data.mk(claim, term)]
        yield from (("words-in-sentence", claim, w) for w in words if w not in inside)
    if span is None:
        return
    start, end = span
    for selector in data.selectors(evidence):
        for exact in data.all(selector, f"{OA}exact"):
            if text[start:end] != exact:
                yield "quote-at-position", claim, exact
                return
            before, after = data.one(selector, f"{OA}prefix"), data.one(selector, f"{OA}suffix")
            if not text[:start].endswith(before) or not text[end:].startswith(after):
                yield "quote-surroundings", claim, ""
    if sentence and not (sentence.start <= start and end <= sentence.end):
        yield "quote-in-sentence", claim, ""
    if any(start < b and a < end for a, b in excluded):
        yield "quote-from-excluded", claim, ""


def _numbers(data: LiteralReading, claims: list[str], lexicon: Lexicon | None) -> Iterator[Fault]:
    """Each year, month, day and number in what a claim says stands in the quotation of a claim that says it, in digits or in words."""
    quotes: dict[str, list[str]] = {}
    for claim in claims:
        for selector in data.selectors(data.only(claim, "hasEvidence")):
            quotes.setdefault(data.only(claim, "says"), []).extend(data.all(selector, f"{OA}exact"))
    for says, said in sorted(quotes.items()):
        for literal in _typed(data, says):
            missing = absent(literal.datatype.value.rpartition("#")[2], literal.value, said, lexicon)
            if missing:
                yield "number-in-evidence", says, ", ".join(missing)


def _typed(data: LiteralReading, node: str) -> Iterator[ox.Literal]:
    """The numbers and dates of a description and of all that is nested in it."""
    for predicate, terms in sorted(data.dataset.said_of(node).items()):
        for term in terms if predicate.startswith(data.iris.ns) else ():
            if isinstance(term, ox.NamedNode) and term.value.startswith(f"{node}/"):
                yield from _typed(data, term.value)
            elif isinstance(term, ox.Literal) and not term.language and term.datatype.value in TYPED:
                yield term
