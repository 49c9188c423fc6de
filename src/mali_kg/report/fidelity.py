"""Fidelity: what SHACL cannot see, because it needs the text of the article.

Each check looks at the dataset alone and the text, not at the sheet, so that it holds for data from anywhere.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import OA, RDF, SCHEMA
from mali_kg.report.results import Result

#: Rule to message.
RULES: dict[str, str] = {
    "text-sum": "The text of the article is not the one that was annotated: its SHA-256 or its length differs. Put the text back, or check every quote.",
    "quote-at-position": "The quotation does not stand at its position in the text. Check `quote` and `occurrence`, and build again.",
    "quote-surroundings": "The prefix or suffix is not what stands around the quotation in the text. Build again.",
    "quote-in-sentence": "The claim’s quotation does not lie in the claim’s sentence. Move the claim to the sentence that holds it.",
    "quote-from-excluded": "The claim quotes from an excluded span. Quote from the article’s own text, or make the span a sentence.",
    "words-in-sentence": "A cue, hedge or open-list word of the claim or argument does not stand in its sentence. Copy it from the text.",
    "number-in-evidence": "A year, month, day or number in the content does not stand in the quotation of any claim that says it. Quote the words that give it, or take it out.",
    "sentence-covered": "The sentence has no claims, and too few sentences have. Add its claims, or exclude it with a reason.",
    "sentences-overlap": "The sentence overlaps another.",
    "text-unaccounted": "A part of the text lies in no sentence and no excluded span. Add the sentence, or exclude the part with a reason.",
    "one-sentence": "The span seems to hold more than one sentence. Split it.",
}
#: Rules that warn: they may be wrong.
WARNINGS = frozenset(("one-sentence",))
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[A-ZÀ-Ý“‘\"(])")


class Facts:
    """The dataset by subject and predicate; the default graph apart from the contents."""

    def __init__(self, quads: Iterable[ox.Quad], iris: Iris) -> None:
        self.iris = iris
        self.values: dict[tuple[str, str], list[str]] = {}
        self.by_type: dict[str, list[str]] = {}
        self.contents: dict[str, list[ox.Quad]] = {}
        type_ = f"{RDF}type"
        for q in quads:
            if isinstance(q.graph_name, ox.NamedNode):
                self.contents.setdefault(q.graph_name.value, []).append(q)
            elif isinstance(q.subject, ox.NamedNode) and not isinstance(q.object, ox.Triple):
                self.values.setdefault((q.subject.value, q.predicate.value), []).append(q.object.value)
                if q.predicate.value == type_:
                    self.by_type.setdefault(q.object.value, []).append(q.subject.value)

    def all(self, subject: str, predicate: str) -> list[str]:
        """The values of a predicate (a whole IRI, or a term of our vocabulary)."""
        return self.values.get((subject, predicate if ":" in predicate else self.iris.term(predicate)), [])

    def one(self, subject: str, predicate: str) -> str:
        """The only value; empty where there is none or more than one (a shape tells that)."""
        found = self.all(subject, predicate)
        return found[0] if len(found) == 1 else ""

    def instances(self, term: str) -> list[str]:
        """The instances of a class, sorted."""
        return sorted(self.by_type.get(term if ":" in term else self.iris.term(term), []))

    def span(self, owner: str) -> tuple[int, int] | None:
        """The position that the selectors of something give; None where they give none or more than one."""
        for selector in self.all(owner, f"{OA}hasSelector"):
            start, end = self.one(selector, f"{OA}start"), self.one(selector, f"{OA}end")
            if start.isascii() and start.isdigit() and end.isascii() and end.isdigit():
                return int(start), int(end)
        return None


def check(
    quads: Iterable[ox.Quad], iris: Iris, text_of: Callable[[str], bytes | None], share: float = 1.0
) -> tuple[list[Result], list[str]]:
    """Check a dataset against the texts of its articles; what is wrong, and the articles whose text is not at hand.

    :param text_of: gives the bytes of an article's text for its IRI, or None where the text is not at hand; what needs
        the text is then not checked.
    :param share: the share of each article's sentences that must have claims, from 0 to 1.
    """
    facts = Facts(quads, iris)
    found: list[Result] = []
    without_text: list[str] = []
    for article in facts.instances(f"{SCHEMA}NewsArticle"):
        found += [result(iris, "sentence-covered", sentence) for sentence in _uncovered(facts, article, share)]
        data = text_of(article)
        if data is None:
            without_text.append(article)
        else:
            found += [result(iris, *fault) for fault in _article(facts, article, data)]
    return sorted(set(found)), without_text


def result(iris: Iris, rule: str, focus: str, value: str = "") -> Result:
    """A finding of a rule about a node."""
    severity = "Warning" if rule in WARNINGS else "Violation"
    shown = str(ox.Literal(value)) if value else ""
    return Result(f"<{focus}>", "", shown, iris.rule("TextConstraintComponent"), iris.rule(rule), RULES[rule], severity)


def _uncovered(facts: Facts, article: str, share: float) -> list[str]:
    """The sentences without claims, where fewer than the share have any."""
    sentences = [s for s in facts.instances("Sentence") if facts.one(s, f"{OA}hasSource") == article]
    covered = {s for claim in facts.instances("Claim") for s in facts.all(claim, "inSentence")}
    bare = [s for s in sentences if s not in covered]
    return bare if len(sentences) - len(bare) < share * len(sentences) else []


Fault = tuple[str, str, str]


def _article(facts: Facts, article: str, data: bytes) -> Iterator[Fault]:
    text = data.decode("utf-8", errors="replace")
    if hashlib.sha256(data).hexdigest() != facts.one(article, "textSha256") or str(len(text)) != facts.one(article, "textLength"):
        yield "text-sum", article, ""
        return
    source = f"{OA}hasSource"
    sentences = [s for s in facts.instances("Sentence") if facts.one(s, source) == article]
    excluded = [x for x in facts.instances("ExcludedSpan") if facts.one(x, source) == article]
    spans = {part: span for part in (*sentences, *excluded) if (span := facts.span(part))}
    yield from _coverage(text, article, [(s, spans[s]) for s in sentences if s in spans], [spans[x] for x in excluded if x in spans])
    for claim in facts.instances("Claim"):
        if facts.one(claim, f"{SCHEMA}appearance") == article:
            yield from _claim(facts, claim, text, spans, [spans[x] for x in excluded if x in spans])
    for argument in facts.instances("Argument"):
        span = spans.get(facts.one(argument, "inSentence"))
        if span and facts.one(argument, f"{SCHEMA}appearance") == article:
            yield from (("words-in-sentence", argument, w) for w in facts.all(argument, "cue") if w not in text[span[0] : span[1]])
    yield from _numbers(facts, article)


def _coverage(text: str, article: str, sentences: list[tuple[str, tuple[int, int]]], excluded: list[tuple[int, int]]) -> Iterator[Fault]:
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


def _claim(facts: Facts, claim: str, text: str, spans: dict[str, tuple[int, int]], excluded: list[tuple[int, int]]) -> Iterator[Fault]:
    evidence = facts.one(claim, "hasEvidence")
    span = facts.span(evidence)
    sentence = spans.get(facts.one(claim, "inSentence"))
    if sentence:
        inside = text[sentence[0] : sentence[1]]
        words = [w for term in ("hedge", "attributionCue", "openListCue") for w in facts.all(claim, term)]
        yield from (("words-in-sentence", claim, w) for w in words if w not in inside)
    if span is None:
        return
    start, end = span
    for selector in facts.all(evidence, f"{OA}hasSelector"):
        for exact in facts.all(selector, f"{OA}exact"):
            if text[start:end] != exact:
                yield "quote-at-position", claim, exact
                return
            before, after = facts.one(selector, f"{OA}prefix"), facts.one(selector, f"{OA}suffix")
            if not text[:start].endswith(before) or not text[end:].startswith(after):
                yield "quote-surroundings", claim, ""
    if sentence and not (sentence[0] <= start and end <= sentence[1]):
        yield "quote-in-sentence", claim, ""
    if any(start < b and a < end for a, b in excluded):
        yield "quote-from-excluded", claim, ""


def _numbers(facts: Facts, article: str) -> Iterator[Fault]:
    """Each year, month, day and number in a content stands in the quotation of a claim that says it."""
    quotes: dict[str, list[str]] = {}
    for claim in facts.instances("Claim"):
        if facts.one(claim, f"{SCHEMA}appearance") == article:
            for selector in facts.all(facts.one(claim, "hasEvidence"), f"{OA}hasSelector"):
                quotes.setdefault(facts.one(claim, "expresses"), []).extend(facts.all(selector, f"{OA}exact"))
    for proposition, said in sorted(quotes.items()):
        for q in facts.contents.get(facts.one(proposition, "contentGraph"), []):
            if isinstance(q.object, ox.Literal):
                missing = [
                    w for w in number_words(q.object) if not any(re.search(rf"(?<!\w){re.escape(w)}(?!\w)", quote) for quote in said)
                ]
                if missing:
                    yield "number-in-evidence", proposition, ", ".join(missing)


def number_words(literal: ox.Literal) -> list[str]:
    """The words that a text must have for a literal to be in it: the year, the month's name, the day, each number."""
    kind = literal.datatype.value.rpartition("#")[2]
    if kind in ("gYear", "gYearMonth", "date", "dateTime"):
        parts = re.findall(r"\d+", literal.value)
        month = [_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 and 1 <= int(parts[1]) <= 12 else []
        return [parts[0], *month, *(str(int(day)) for day in parts[2:3])]
    return re.findall(r"\d+(?:[.,]\d+)*", literal.value)
