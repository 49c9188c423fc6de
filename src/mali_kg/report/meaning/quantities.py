"""Quantities and times: whether their words stand beside the numbers, and whether they agree with one another."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.numbers import Number, absent, numbers_in
from mali_kg.report.meaning.reading import ClaimReading, NodeReading, Reading
from mali_kg.report.meaning.tokens import Tokens, words_of
from mali_kg.report.meaning.words import Lexicon

RULES = {
    "bound-against-words": "The words before a number in the quotation make it a least, a most or a limit, and the quantity says otherwise. Use the field that "
    "fits: atLeast, moreThan, atMost, lessThan; or number, where nothing bounds it.",
    "bound-without-words": "A quantity or time is bounded, and no word of the quotation bounds it. Use number, or the bare date.",
    "number-of-other-unit": "The quotation has this number with other words behind it than the unit, or what is counted. Give each number its own unit.",
    "number-scaled": "The quotation has the number with a word such as million behind it, and the quantity has it without. Write it out, or put the word into the unit.",
    "approximation-lost": "A word such as about or almost stands right before the number or the word for how many, and the claim keeps it nowhere. Keep it as `hedge`, or in the text of the quantity.",
    "number-of-other-role": "What stands behind “from” is where a number comes from, behind “to” where it goes, and behind “by” how far: `source`, `goal`, `extent`. Correct the role.",
    "per-missing": "The words behind the number tell for how long, or for each of what, it holds, such as a year or per tonne, and nothing that the claim says has them. Add `per`.",
    "quantity-contradicts": "The fields of a quantity or time contradict each other: a least above the most, a part above the whole, an end before the begin.",
    "date-of-two": "Two claims of the sentence date different things by one phrase that stands there once. Keep the date where the grammar puts it.",
    "date-of-words": "The quotation has the date behind “of”, as a part of words that fill a role, and the claim dates what it says. Put the date where the words are: "
    "{text: the elections, time: 2022}.",
    "words-not-in-article": "The article does not have these words. Copy headline and copyright line from its text, or take them out.",
    "label-number": "The label has a number that what the claim says does not have. Correct `label`, or say it.",
    "number-not-in-label": "What the claim says has a number or date that its label does not have. Correct `label`, or take out what the sentence says of "
    "something else.",
}
_BOUNDS = ("atLeast", "moreThan", "atMost", "lessThan")
_FIELDS = ("number", "outOf", *_BOUNDS, "times")


def check(reading: Reading, lexicon: Lexicon) -> Iterator[Finding]:
    """Check the quantities and times of the claims of an article."""
    for claim in reading.claims:
        numbers = numbers_in(claim.quote, lexicon) if any(c.isalnum() for c in claim.quote) else ()
        if claim.says_of == claim.iri:
            for node in claim.says.all:
                if node.type == "quantity":
                    yield from _quantity(claim, node, numbers, lexicon)
                elif node.type == "time":
                    yield from _time(claim, node, lexicon)
                elif node.kind:
                    yield from _date_of_words(claim, node, lexicon)
                    yield from _direction(claim, node, numbers, lexicon)
            yield from _approximate(claim, numbers, lexicon)
        yield from _label(claim)
    yield from _dates(reading)


def check_article(reading: Reading) -> Iterator[Finding]:
    """Check what is said of the article as a whole."""
    if reading.text is None:
        return
    for words in (reading.headline, reading.copyright_notice):
        if words and words not in reading.text:
            yield "words-not-in-article", reading.iri, words


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _quantity(claim: ClaimReading, node: NodeReading, numbers: tuple[Number, ...], lexicon: Lexicon) -> Iterator[Finding]:
    fields = {name: number for name in _FIELDS if (number := _decimal(node.field(name))) is not None}
    low = max((fields[n] for n in ("atLeast", "moreThan") if n in fields), default=None)
    high = min((fields[n] for n in ("atMost", "lessThan") if n in fields), default=None)
    if (low is not None and high is not None and low > high) or (
        "outOf" in fields and "number" in fields and fields["number"] > fields["outOf"]
    ):
        yield "quantity-contradicts", claim.iri, ", ".join(f"{name} {value}" for name, value in fields.items())
    unit = words_of(node.field("unit") or node.text)
    for name, wanted in fields.items():
        places = [n for n in numbers if abs(wanted) in n.values]
        if not places:
            continue
        if name in ("number", *_BOUNDS):
            yield from _bound(claim, name, wanted, places, lexicon)
        if max(max(n.values) for n in places) > abs(wanted) and not any(w in lexicon.scales for w in unit):
            yield "number-scaled", claim.iri, f"{wanted}, expected {max(max(n.values) for n in places):f}"
        if name in ("number", *_BOUNDS) and node.field("unit"):
            yield from _unit(claim, node.field("unit"), wanted, places, numbers, lexicon)
        if name in ("number", *_BOUNDS) and not node.field("per"):
            yield from _per(claim, wanted, places, lexicon)


_DIRECTION = {"source": "number-from", "goal": "number-to", "extent": "number-by"}


def _direction(claim: ClaimReading, node: NodeReading, numbers: tuple[Number, ...], lexicon: Lexicon) -> Iterator[Finding]:
    """Find a number that fills another of three roles than the preposition right before it tells."""
    if not numbers or _DIRECTION.keys().isdisjoint(node.roles):
        return
    tokens = Tokens(claim.quote)
    for role in _DIRECTION:
        nodes = (n for f in node.roles.get(role, ()) if f.node for n in f.node.all if n.type == "quantity")
        for value in filter(None, (_decimal(n.field("number")) for n in nodes)):
            places = [n for n in numbers if value in n.values]
            at = tokens.within(places[0].start, places[0].end).start if len(places) == 1 else 0
            found = [r for r, name in _DIRECTION.items() if lexicon.ends_before(name, tokens, at)]
            # “From 40 to 30 million” has the one right behind the other; “to 30 people” is no change.
            if found and found != [role] and {"source", "goal", "extent"} & node.roles.keys():
                yield "number-of-other-role", claim.iri, f"{role} {value}, expected {found[0]}"


def _approximate(claim: ClaimReading, numbers: tuple[Number, ...], lexicon: Lexicon) -> Iterator[Finding]:
    """Find a word that makes a number, or a word for how many, less than exact, and that is lost."""
    inside = claim.sentence.tokens.within(claim.start, claim.end)
    if not any(lexicon.starts_at("approximate", claim.sentence.tokens, i) for i in inside):
        return
    tokens, said = Tokens(claim.quote), claim.says
    starts = {tokens.within(n.start, n.end).start for n in numbers} | {
        i for i, w in enumerate(tokens.words) if w in lexicon.single("quantifier")
    }
    bounded = any(n.field(name) for n in said.all for name in _BOUNDS if n.type == "quantity")
    told = said.text_words.union(w for h in (*claim.hedges, *claim.modals) for w in words_of(h))
    label = claim.label_sentence
    for at in sorted(starts):
        phrase = next(
            (
                p
                for p in lexicon.lists["approximate"]
                if tuple(tokens.words[max(0, at - len(p)) : at]) == p and lexicon.ends_before("approximate", tokens, at)
            ),
            (),
        )
        if not phrase or bounded or told.issuperset(phrase) or (label.lexicon is lexicon and lexicon.has("approximate", claim.label)):
            continue
        # The number must be one that this claim says.
        is_said = any(_decimal(v) in n.values for n in numbers if tokens.within(n.start, n.end).start == at for v in said.typed)
        if is_said or (tokens.words[at] in lexicon.single("quantifier") and tokens.words[at] in label.tokens.words):
            yield "approximation-lost", claim.iri, " ".join((*phrase, tokens.words[at]))


def _per(claim: ClaimReading, wanted: Decimal, places: list[Number], lexicon: Lexicon) -> Iterator[Finding]:
    """Find words such as “a year” behind a number that nothing accounts for."""
    tokens, said = Tokens(claim.quote), claim.says
    if len(places) != 1 or any(n.roles.get(role) for n in said.all for role in ("per", "frequency")):
        return
    first = tokens.within(places[0].end, len(claim.quote)).start
    for at in range(first, min(first + 3, len(tokens.words))):
        if at and tokens.gap(at - 1).strip(" %$€£\u00a0\u202f"):
            return
        if lexicon.starts_at("per-phrase", tokens, at):
            behind = tokens.words[at : at + 2]
            if not said.text_words.issuperset(behind):
                yield "per-missing", claim.iri, f"{wanted} {' '.join(behind)}"
            return


def _bound(claim: ClaimReading, name: str, wanted: Decimal, places: list[Number], lexicon: Lexicon) -> Iterator[Finding]:
    found = {_bound_before(claim.quote, n, lexicon) for n in places}
    if name == "number" and len(found) == 1 and "" not in found:
        yield "bound-against-words", claim.iri, f"number {wanted}, expected {', '.join(found)}"
    elif name != "number" and found - {"", name} and name not in found:
        yield "bound-against-words", claim.iri, f"{name} {wanted}, expected {', '.join(sorted(found - {''}))}"
    elif name != "number" and name not in found and not any(map(_list(_KEBAB[name], lexicon).__contains__, _phrases(claim.quote))):
        yield "bound-without-words", claim.iri, f"{name} {wanted}"


_KEBAB = {"atLeast": "at-least", "moreThan": "more-than", "atMost": "at-most", "lessThan": "less-than"}


def _bound_before(quote: str, number: Number, lexicon: Lexicon) -> str:
    """Give the field of a quantity whose words stand right before a number; empty for none."""
    tokens = Tokens(quote)
    at = tokens.within(number.start, number.end).start
    found = [name for name in _BOUNDS if lexicon.ends_before(f"bound-{name}", tokens, at)]
    # “No more than” ends in “more than”: the longer phrase counts.
    sizes = {
        name: max(len(p) for p in lexicon.lists[f"bound-{name}"] if tuple(tokens.words[max(0, at - len(p)) : at]) == p) for name in found
    }
    return max(found, key=lambda name: sizes[name], default="")


@lru_cache(64)
def _list(name: str, lexicon: Lexicon) -> frozenset[tuple[str, ...]]:
    return frozenset(lexicon.lists[name])


def _phrases(text: str) -> Iterator[tuple[str, ...]]:
    """Give the phrases of a text of up to four words."""
    words = words_of(text)
    for i in range(len(words)):
        for size in range(1, 5):
            yield words[i : i + size]


def _unit(
    claim: ClaimReading, unit: str, wanted: Decimal, places: list[Number], numbers: tuple[Number, ...], lexicon: Lexicon
) -> Iterator[Finding]:
    """Compare a unit with the words behind the number, as far as the next number but one."""
    stems = {lexicon.stem(w) for w in words_of(unit)} - {lexicon.stem(w) for w in lexicon.scales}
    if not stems or any(not w.isalpha() for w in stems):
        return
    tokens = Tokens(claim.quote)
    for n in places:
        ends = [other.start for other in numbers if other.start >= n.end]
        end = ends[1] if len(ends) > 1 else len(claim.quote)
        behind = {lexicon.stem(tokens.words[i]) for i in tokens.within(n.end, end)}
        before = {lexicon.stem(tokens.words[i]) for i in list(tokens.within(0, n.start))[-1:]}
        if not stems.isdisjoint(behind | before) or (unit[:2] and _percent(claim.quote[n.end : n.end + 2], stems)):
            return
    if not stems.isdisjoint(map(lexicon.stem, tokens.words)) or claim.sentence.whole:
        yield "number-of-other-unit", claim.iri, f"{wanted} {unit}"


def _percent(behind: str, stems: set[str]) -> bool:
    return "%" in behind and any(s.startswith(("per", "pour")) for s in stems)


def _time(claim: ClaimReading, node: NodeReading, lexicon: Lexicon) -> Iterator[Finding]:
    fields = {name: node.field(name) for name in ("at", "from", "to", "by") if node.field(name)}
    begin, end = fields.get("from", ""), fields.get("to", "")
    size = min(len(begin), len(end))
    if begin and end and begin[:size] > end[:size]:
        yield "quantity-contradicts", claim.iri, f"from {begin} to {end}"
    phrases = set(_phrases(claim.quote))
    for name in ("by", "from", "to"):
        if name in fields and phrases.isdisjoint(_list(f"time-{name}", lexicon)):
            yield "bound-without-words", claim.iri, f"{name} {fields[name]}"
    year = fields.get("at", "")[:4]
    if year:
        tokens = Tokens(claim.quote)
        for i, word in enumerate(tokens.words):
            if word == year and (phrase := _before_date(tokens, i, lexicon)):
                yield "bound-against-words", claim.iri, f"{fields['at']}, expected {phrase}"


def _before_date(tokens: Tokens, number: int, lexicon: Lexicon) -> str:
    """Give `by` where words that make a date the latest one stand before it."""
    return "by" if lexicon.ends_before("date-by", tokens, _date_start(tokens, number, lexicon)) else ""


def _date_start(tokens: Tokens, number: int, lexicon: Lexicon) -> int:
    """Give the first word of the date that ends with a year: its day and month may stand before it."""
    while number > 0 and (tokens.words[number - 1] in lexicon.months or tokens.words[number - 1].isdecimal()):
        number -= 1
    return number


def _date_of_words(claim: ClaimReading, node: NodeReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find the date of a situation that stands behind “of”, right behind words or a name that fill a role of it: “the elections of 2022”."""
    for at in (filler.node.field("at") for filler in node.roles.get("time", ()) if filler.node):
        tokens = claim.sentence.tokens
        quoted = tokens.within(claim.start, claim.end)
        years = [i for i in quoted if at and tokens.words[i] == at[:4]]
        first = _date_start(tokens, years[0], lexicon) if len(years) == 1 else 0
        if not lexicon.ends_before("date-of", tokens, first):
            continue
        end = tokens.ends[first - 2] if first > 1 else 0
        for start, words in _fillers_before(claim, node, end):
            # “The meeting of ministers of 14 May”: the date may be that of the noun before.
            before = tokens.within(start, end).start
            before -= before > 0 and tokens.words[before - 1] in lexicon.single("determiner")
            if not lexicon.ends_before("date-of", tokens, before) and not _is_dated_by(claim, node, words, lexicon):
                yield "date-of-words", claim.iri, f"{at}: {words}"


def _fillers_before(claim: ClaimReading, node: NodeReading, end: int) -> Iterator[tuple[int, str]]:
    """Give the words and names that fill roles of a situation and end at a place of the sentence, each with where it begins."""
    text = claim.sentence.text
    for fillers in node.roles.values():
        for filler in fillers:
            entity = filler.entity or (filler.node.of if filler.node and not filler.node.kind else "")
            words = filler.node.text if filler.node and filler.node.type == "participant" else ""
            if words and text[:end].endswith(words):
                yield end - len(words), words
            elif entity:
                yield from ((a, text[a:b]) for a, b, entities in claim.sentence.named if b == end and entity in entities)


def _is_dated_by(claim: ClaimReading, node: NodeReading, words: str, lexicon: Lexicon) -> bool:
    """Tell whether words name the situation itself: “the flood of 2019” dates a flood."""
    stems = {lexicon.stem(word) for word in words_of(words)}
    shared = claim.sentence.shared
    named = {lexicon.stem(word) for word in shared.significant(node.of, lexicon)} if node.of else set()
    return not stems.isdisjoint(shared.kind_stems(node.kind, lexicon) | named)


def _label(claim: ClaimReading) -> Iterator[Finding]:
    """Compare the numbers and dates of a label with those of what the claim says."""
    label = claim.label_sentence
    if not label.lexicon or not claim.label:
        return
    typed = claim.says.typed
    if _DIGIT.search(claim.label):
        text = " ".join((*claim.says.texts, *(label.shared.name(e) for e in sorted(claim.mentions))))
        there = {v for n in numbers_in(text, label.lexicon) for v in n.values} | {v for t in typed for v in _parts(t)}
        for number in numbers_in(claim.label, label.lexicon):
            if claim.label[number.start].isdigit() and there.isdisjoint(number.values):
                yield "label-number", claim.iri, claim.label[number.start : number.end]
    named = frozenset(word for e in claim.mentions for word in words_of(label.shared.name(e))) if typed else frozenset[str]()
    for value in typed:
        missing = [part for part in absent(kind_of(value), value, [claim.label], label.lexicon) if part.lower() not in named]
        if missing:
            yield "number-not-in-label", claim.iri, ", ".join(missing)


_DIGIT = re.compile(r"\d")
_LIKE_A_YEAR = re.compile(r"\d{4}")


def kind_of(value: str) -> str:
    """Tell whether the value of a field is a number or a date; four digits are taken for a year, which is told in the same digits."""
    return "decimal" if _decimal(value) is not None and not _LIKE_A_YEAR.fullmatch(value) else "date"


def _parts(value: str) -> Iterator[Decimal]:
    """Give the numbers in a typed value: a decimal, or the year, month and day of a date."""
    yield from (Decimal(part) for part in re.findall(r"\d+(?:\.\d+)?", value))
    yield from (Decimal(part) for part in re.findall(r"\d+", value))


def _dates(reading: Reading) -> Iterator[Finding]:
    """Find dates that stand once in a sentence, and date descriptions of different kinds in its claims."""
    for sentence in reading.sentences:
        dated: dict[str, dict[str, tuple[ClaimReading, NodeReading]]] = {}
        for claim in sentence.claims:
            if claim.says_of != claim.iri:
                continue
            for node in claim.says.all:
                for filler in node.roles.get("time", ()):
                    if filler.node and (at := filler.node.field("at")):
                        dated.setdefault(at, {}).setdefault(node.of or node.kind or node.text, (claim, node))
        for at, things in dated.items():
            if len(things) > 1 and len(re.findall(rf"(?<!\d){at[:4]}(?!\d)", sentence.text)) == 1:
                told = list(things.values())
                for claim, _ in told[1:]:
                    yield "date-of-two", claim.iri, f"{at}, also of {told[0][0].id}"
