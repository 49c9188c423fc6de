"""Whether a quotation is the evidence that it should be: not cut, not too short, with the words that the claim takes from it."""

import re
from collections.abc import Iterator

from mali_kg.report.meaning.account import by_text
from mali_kg.report.meaning.holders import Finding, tells
from mali_kg.report.meaning.reading import ClaimReading, NodeReading, Reading
from mali_kg.report.meaning.tokens import Tokens, words_of
from mali_kg.report.meaning.words import STANCES, Lexicon

RULES = {
    "quote-one-word": "The quotation is one word, which says nothing by itself. Quote the phrase or clause that it stands in.",
    "quote-in-word": "The quotation begins or ends within a word. Quote whole words.",
    "quote-cut": "The quotation is cut where its sense is not whole: right behind a negation or a modal that belongs to it, or before what its last word leads "
    "to. Quote more words.",
    "words-outside-quote": "The claim says words, or keeps a hedge, modal or open-list word, that stand neither in its quotation nor in its cue. Quote them, or "
    "take them out.",
    "name-outside-quote": "What the claim says names an entity that its sentence names outside the quotation alone. Quote the words that name it, or correct "
    "what the claim says.",
    "value-not-in-quote": "A name, acronym or other string that the claim says stands not in its quotation, letter for letter. Correct `value`, or quote it.",
    "open-list-unmarked": "What the claim names stands in the quotation behind words that open a list, such as “such as” or “including”. Keep them as `openList`: "
    "the list may go on.",
    "open-list-without-words": "The words of `openList` open no list. Take them out.",
    "quote-holds-cue": "The quotation takes in the words that attribute the claim, at its end or up to their “that”: what somebody says is one thing, and that he says it another. End it before them, "
    "or begin it behind.",
    "quote-too-long": "The quotation takes in a clause that another claim says, and this one says nothing of it: it begins behind a word such as because, although or but. End the quotation before "
    "it, or begin it behind.",
}


def check(reading: Reading, lexicon: Lexicon) -> Iterator[Finding]:
    """Check the quotations of the claims of an article."""
    for claim in reading.claims:
        tokens = claim.sentence.tokens
        numbers = tokens.within(claim.start, claim.end)
        if not numbers:
            continue
        if len(numbers) == 1:
            yield "quote-one-word", claim.iri, claim.quote
        if claim.sentence.whole:
            yield from _cut(claim, numbers, lexicon)
            yield from _too_long(claim, lexicon)
            yield from _holds_cue(reading, claim, lexicon)
        yield from _words(claim, lexicon)
        yield from _names(reading, claim, lexicon)
        yield from _open_list(reading, claim, lexicon)


def _cut(claim: ClaimReading, numbers: range, lexicon: Lexicon) -> Iterator[Finding]:
    tokens, text = claim.sentence.tokens, claim.sentence.text
    first, last = numbers[0], numbers[-1]
    if _is_in_word(text[max(0, claim.start - 1) : claim.start + 1]) or _is_in_word(text[claim.end - 1 : claim.end + 1]):
        yield "quote-in-word", claim.iri, claim.quote
        return
    if len(numbers) > 1 and tokens.words[last] in lexicon.single("not-last") and not _ends_clause(tokens, last):
        yield "quote-cut", claim.iri, f"… {tokens.raw(last)}"
    elif len(numbers) > 1 and tokens.words[first] in lexicon.single("not-first") and first and not tokens.gap(first - 1).strip():
        yield "quote-cut", claim.iri, f"{tokens.raw(first)} …"
    else:
        yield from _behind_modal(claim, first, lexicon)


def _is_in_word(beside: str) -> bool:
    """Tell whether a place between two characters is within a word."""
    return len(beside) == 2 and all(c.isalnum() or c == "_" for c in beside)


def _ends_clause(tokens: Tokens, last: int) -> bool:
    """Tell whether a mark of the sentence stands behind a word, as in “the task that it was set up for.”."""
    return bool(set(tokens.gap(last)) & set(".,;:!?)”"))


#: The lists whose words need what stands behind them.
_NEED_MORE = frozenset(("negation", "strength-neutral", "strength-partial", "stance-normative", "stance-of-quote"))


def _behind_modal(claim: ClaimReading, first: int, lexicon: Lexicon) -> Iterator[Finding]:
    """Find a negation or modal right before the quotation, with nothing but auxiliaries between, that is no part of the cue."""
    tokens, at = claim.sentence.tokens, first
    while (
        at > 0
        and first - at < 4
        and not tokens.gap(at - 1).strip()
        and tokens.words[at - 1] in lexicon.single("auxiliary") | lexicon.single("degrees")
    ):
        at -= 1
    for match in claim.sentence.matches:
        names = match.senses.keys() & {"negation", "strength-neutral", "stance-normative", "stance-of-quote", "strength-partial"}
        is_before = names and first >= match.after >= at and match.end <= claim.start
        if (
            not is_before
            or set(tokens.text[match.end : claim.start]) & set(".,;:!?(")
            or _is_behind_determiner(tokens, match.first, lexicon)
        ):
            continue
        if not claim.is_attributed_by(match.start, match.end):
            yield "quote-cut", claim.iri, f"{tokens.text[match.start : match.end]} | {claim.quote[:30]}"
            return


def _is_behind_determiner(tokens: Tokens, number: int, lexicon: Lexicon) -> bool:
    return number > 0 and tokens.words[number - 1] in lexicon.single("determiner")


def _holds_cue(reading: Reading, claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find the words that attribute a claim at the end of its quotation, behind a comma, or at its beginning, with the “that” behind them."""
    text = claim.sentence.text
    for start, end in claim.attributed:
        at_end = claim.start < start and not text[end : claim.end].strip(' ,.!?”»"') and text[:start].rstrip()[-1:] in (",", "”", "»")
        at_begin = claim.start >= start and claim.start < end < claim.end and lexicon.ends_with("complementizer", text[start:end])
        # “Denied that”, “demand that”: the verb is part of what a denial or demand is quoted by.
        inside = [m for m in claim.sentence.matches if start <= m.start and m.end <= end]
        denies = any("denial" in m.senses or m.lists(STANCES) for m in inside)
        if start < claim.end and (at_end or (at_begin and not denies)) and not tells(reading, claim, lexicon):
            yield "quote-holds-cue", claim.iri, text[start:end]
            return


def _too_long(claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find a clause in the quotation that is all of another claim’s, and that what the claim says has nothing of."""
    tokens, said = claim.sentence.tokens, claim.says
    for other in claim.sentence.claims:
        inside = claim.start <= other.start and other.end <= claim.end and other.end - other.start < claim.end - claim.start
        if not inside or other.background or other.says.kind in said.kinds or other.says_of != other.iri:
            continue
        first = tokens.within(other.start, other.end).start
        behind = any(lexicon.ends_before(name, tokens, first) for name in ("premise-after", "scope-end"))
        mark = next(
            (
                at
                for at in range(first - 1, max(first - 4, -1), -1)
                if any(lexicon.starts_at(n, tokens, at) for n in ("premise-after", "scope-end"))
            ),
            first,
        )
        # What stands before the clause, or behind it, must be the claim’s own.
        if behind and (tokens.starts[mark] > claim.start or claim.end > other.end + 1):
            yield "quote-too-long", claim.iri, claim.sentence.text[tokens.starts[mark] : other.end]
            return


def _words(claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    text, said = claim.sentence.text, claim.says
    inside = set(claim.sentence.stems[_slice(claim)])
    for cue in (*claim.cues, *claim.modals, *claim.hedges):
        inside.update(map(lexicon.stem, words_of(cue)))
    for words in (*claim.hedges, *claim.modals, *claim.open_list):
        places = [m.start() for m in re.finditer(re.escape(words), text)]
        if (
            claim.sentence.whole
            and places
            and not any(claim.start <= at < claim.end for at in places)
            and not any(words in cue for cue in claim.cues)
        ):
            yield "words-outside-quote", claim.iri, words
    # A claim that repeats another one says it in the other’s words.
    if claim.says_of != claim.iri:
        return
    skipped = lexicon.single("function-word")
    for node in said.all:
        for role, words in _literal(node):
            if role == "value":
                if not re.search(rf"(?<!\w){re.escape(words)}(?!\w)", claim.quote):
                    yield "value-not-in-quote", claim.iri, words
                continue
            missing = [w for w in words_of(words) if w not in skipped and lexicon.stem(w) not in inside]
            told = claim.background and claim.sentence.whole and words in text
            if missing and not told:
                yield "words-outside-quote", claim.iri, words


def _places(text: str, words: str) -> list[int]:
    """Give where words begin in a text."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _slice(claim: ClaimReading) -> slice:
    numbers = claim.sentence.tokens.within(claim.start, claim.end)
    return slice(numbers.start, numbers.stop)


def _literal(node: NodeReading) -> Iterator[tuple[str, str]]:
    """Give the words of a node, each with the role that has them."""
    if node.text:
        yield "text", node.text
    for role, fillers in node.roles.items():
        if node.type in ("description", "participant") or role in ("unit", "per"):
            yield from ((role, f.words) for f in fillers if f.words)


def _names(reading: Reading, claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find entities that the sentence names by a full name, and outside the quotation and the cue alone."""
    if not claim.sentence.whole or claim.says_of != claim.iri:
        return
    words = claim.sentence.tokens.words[_slice(claim)]
    if not lexicon.single("anaphor").isdisjoint(words):
        return
    # A pronoun stands for what was named before.
    stands_for = not lexicon.single("pronoun").isdisjoint(words)
    if stands_for and any(start >= claim.end for start, _ in claim.cue_spans):
        # “We were offered nothing,” said the driver.
        return
    near = [*words, *(w for cue in claim.cues for w in words_of(cue))]
    before = {e for _, end, names in claim.sentence.named if end <= claim.start for e in names}
    behind = {e for start, _, names in claim.sentence.named if start >= claim.end for e in names}
    for entity in sorted(claim.says.entities & (behind - before if stands_for else behind | before)):
        if not reading.shared.is_named(entity, near, lexicon):
            yield "name-outside-quote", claim.iri, reading.shared.name(entity)


def _open_list(reading: Reading, claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    for words in claim.open_list:
        if not lexicon.has("open-list", words):
            yield "open-list-without-words", claim.iri, words
    if claim.open_list or claim.stance == "evaluative":
        return
    tokens, ends = claim.sentence.tokens, lexicon.single("open-list-end")
    for match in claim.quoted:
        if "open-list-before" not in match.senses or by_text(claim, match):
            continue
        before = {lexicon.stem(w) for w in tokens.words[_slice(claim).start : match.first]}
        places = range(match.after, _slice(claim).stop)
        stop = next((i for i in places if ";" in tokens.gap(i - 1) or tokens.words[i] in ends), places.stop)
        behind = tokens.words[match.after : stop]
        texts = [[lexicon.stem(w) for w in words_of(t) if w not in lexicon.single("function-word")] for t in claim.says.texts]
        stems = {lexicon.stem(w) for w in behind}
        listed = any(t and stems.issuperset(t) and not before.issuperset(t) for t in texts)
        listed = listed or any(
            reading.shared.is_named(e, behind, lexicon)
            and not reading.shared.is_named(e, tokens.words[_slice(claim).start : match.first], lexicon)
            for e in claim.says.entities
        )
        if listed:
            yield "open-list-unmarked", claim.iri, tokens.text[match.start : match.end]
