"""What is said in passing or taken for granted: whether a claim is put in the background where its words stand there, and no sentence is without a point."""

import re
from collections.abc import Iterator

from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.reading import ClaimReading, Reading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import Lexicon

RULES = {
    "background-unmarked": "The quotation is a relative clause or an apposition, or has nothing but names: the sentence says that in passing. Add `background: not-at-issue`.",
    "background-of-subject": "The quotation is a noun with what goes with it, no clause: the subject of the verb behind it, or what a clause has at its end. What such words say is taken for granted, "
    "or said in passing. Add `background`.",
    "background-of-other-sort": "What a relative clause behind a comma or an apposition says is new, and said in passing; it is not taken for granted. Set `background: not-at-issue`.",
    "background-of-whole": "The quotation is the whole sentence, and the claim is put in its background. Take `background` out, or quote the part.",
    "sentence-without-point": "All claims of the sentence are in its background, and none says what the sentence is there to say. Take `background` out of the one that does, or add it.",
}


def check(reading: Reading, lexicon: Lexicon) -> Iterator[Finding]:
    """Check the backgrounds of the claims of an article."""
    for sentence in reading.sentences:
        if not sentence.whole:
            continue
        if all(c.background for c in sentence.claims):
            yield "sentence-without-point", sentence.claims[0].iri, ", ".join(c.id for c in sentence.claims)
        for claim in sentence.claims:
            if claim.words:
                yield from _background(claim, lexicon)


def _background(claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    whole = len(claim.sentence.text.strip(" .!?"))
    if claim.background and len(claim.quote.strip(" .!?")) >= whole and not claim.cues:
        yield "background-of-whole", claim.iri, claim.background
    passing = _relative(claim, lexicon) or _apposition(claim, lexicon)
    if claim.background:
        if passing and claim.background == "presupposed":
            yield "background-of-other-sort", claim.iri, passing
    elif passing or (passing := _names_alone(claim, lexicon)):
        yield "background-unmarked", claim.iri, passing
    elif granted := _subject(claim, lexicon) or _defined(claim, lexicon):
        yield "background-of-subject", claim.iri, granted


def _relative(claim: ClaimReading, lexicon: Lexicon) -> str:
    """Give the words of a relative clause that ends the quotation: “Otto, who leads it”, or the clause alone; empty for none."""
    start = max(0, claim.start - 2) if claim.sentence.text[: claim.start].endswith(", ") else claim.start
    quote = claim.sentence.text[start : claim.end]
    match = re.search(r",\s+(\w+)\s[^,;:]*$", quote)
    if match and match[1].lower() in lexicon.single("relative") and "," not in quote[: match.start()]:
        return quote[match.start(1) :]
    return ""


def _apposition(claim: ClaimReading, lexicon: Lexicon) -> str:
    """Give the words that explain a name between two commas, with the name or without: “Otto, the head of it,”; empty for none."""
    sentence = claim.sentence
    name = next(
        ((start, end) for start, end, _ in sentence.named if _is_from(sentence.text, start, claim.start, lexicon) and end <= claim.end),
        None,
    )
    begin = name[1] if name else claim.start
    behind = sentence.text[begin : claim.end].lstrip(" ,")
    marked = sentence.text[begin:].startswith(",") if name else sentence.text[: claim.start].rstrip().endswith(",")
    if not name and marked:
        comma = sentence.text[: claim.start].rstrip().rstrip(",")
        marked = any(end == len(comma) for _, end, _ in sentence.named)
    closed = sentence.text[claim.end :].lstrip()[:1] in (",", ".", "", ";", ")", "—", "–")
    words = behind.split()
    if not marked or not closed or not words or "," in behind or len(words) > 12:
        return ""
    first = words[0].lower()
    # “Otto, head of it,” has no article: its verb is “be”, which is not there.
    bare = name and len(words) < 8 and sentence.text[claim.end :].startswith(",") and _is_light(claim, lexicon)
    if first not in lexicon.single("determiner") and first[:2] not in ("l’", "l'") and not bare:
        return ""
    number = sentence.tokens.within(claim.end - len(behind), claim.end)
    tokens = sentence.tokens.words[number.start : number.stop]
    return "" if not lexicon.single("finite").isdisjoint(tokens) else behind


def _is_light(claim: ClaimReading, lexicon: Lexicon) -> bool:
    """Tell whether what a claim says has no verb but “be” or “have”."""
    names = claim.sentence.shared.kinds[claim.says.kind].names if claim.says.kind in claim.sentence.shared.kinds else ()
    light = {lexicon.stem(w) for w in lexicon.light}
    return any(all(lexicon.stem(w) in light for w in words_of(name)) for name in names)


def _is_from(text: str, start: int, begin: int, lexicon: Lexicon) -> bool:
    """Tell whether nothing but an article stands between where a quotation begins and a name."""
    between = text[begin:start].strip().lower().rstrip("’'")
    return start >= begin and (not between or between in lexicon.single("determiner"))


def _names_alone(claim: ClaimReading, lexicon: Lexicon) -> str:
    """Give a quotation of names and words of closed classes alone, which has no verb; empty for any other."""
    tokens = claim.sentence.tokens
    named = [(start, end) for start, end, _ in claim.sentence.named]
    numbers = tokens.within(claim.start, claim.end)
    rest = [i for i in numbers if not any(a <= tokens.starts[i] < b for a, b in named)]
    plain = lexicon.single("function-word") - lexicon.single("auxiliary") - lexicon.single("pronoun")
    within = [1 for a, b in named if claim.start <= a and b <= claim.end]
    whole = len(claim.quote.strip(" .!?")) >= len(claim.sentence.text.strip(" .!?"))
    return claim.quote if within and not whole and all(tokens.words[i] in plain for i in rest) else ""


def _subject(claim: ClaimReading, lexicon: Lexicon) -> str:
    """Give the verb right behind a quotation that is its subject, with a definite article before its noun; empty for none."""
    tokens = claim.sentence.tokens
    numbers = tokens.within(claim.start, claim.end)
    first, last = numbers[0], numbers[-1]
    if tokens.words[first] not in lexicon.single("definite") or last + 1 >= len(tokens.words) or tokens.gap(last).strip():
        return ""
    if first and tokens.words[first - 1] in lexicon.single("complementizer"):
        return ""
    finite = lexicon.single("finite")
    inside = tokens.words[numbers.start : numbers.stop]
    behind = tokens.words[last + 1]
    is_verb = behind in finite or behind.endswith(tuple(lexicon.single("past-ending")) or ("\0",))
    return tokens.raw(last + 1) if is_verb and finite.isdisjoint(inside) and not _has_past(inside, lexicon) else ""


def _has_past(words: list[str], lexicon: Lexicon) -> bool:
    """Tell whether one of some words may be a verb in the past."""
    endings = tuple(lexicon.single("past-ending"))
    return any((endings and w.endswith(endings)) or w in lexicon.lemmas for w in words[2:])


def _defined(claim: ClaimReading, lexicon: Lexicon) -> str:
    """Give the clause without a comma that defines the noun of a quotation, which stands within another clause: “(paid) the grants that it promised”; empty for none."""
    tokens = claim.sentence.tokens
    numbers = tokens.within(claim.start, claim.end)
    first = numbers[0]
    if len(numbers) < 4 or not first or tokens.gap(first - 1).strip() or tokens.words[first] not in lexicon.single("definite"):
        return ""
    before = tokens.words[first - 1]
    if before in lexicon.single("complementizer") | lexicon.single("scope-end") | lexicon.single("number-joiner") | lexicon.single(
        "relative"
    ):
        return ""
    if any(
        lexicon.ends_before(name, tokens, first)
        for name in ("premise-after", "premise-before", "condition", "order-later", "order-earlier")
    ):
        return ""
    clause = tokens.words[first + 2] in lexicon.single("relative") | lexicon.single("complementizer") and not tokens.gap(first + 1).strip()
    # What goes on behind the quotation may be the verb of the noun.
    closed = numbers[-1] + 1 >= len(tokens.words) or bool(tokens.gap(numbers[-1]).strip())
    return " ".join(tokens.raw(i) for i in range(first + 1, first + 4)) if clause and closed else ""
