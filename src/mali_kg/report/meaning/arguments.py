"""Arguments: whether each is given once, and whether its words lead the way that it does."""

from collections.abc import Iterator

from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.reading import ArgumentReading, ClaimReading, Reading
from mali_kg.report.meaning.tokens import Tokens, words_of
from mali_kg.report.meaning.words import Lexicon

RULES = {
    "argument-twice": "Another argument has the same type, premises and conclusion. Keep one of them.",
    "argument-against-cue": "The words that mark the argument mark one of another type. Correct `type` or `cue`.",
    "argument-without-cue": "None of the words that mark the argument marks any. Correct `cue`, or make the argument inferred.",
    "argument-turned": "The words that mark the argument stand on the wrong side of its premise: what follows “because” or “although” is the premise, what follows “therefore” "
    "the conclusion. Turn premise and conclusion round.",
    "argument-marked": "The argument is inferred, and a word such as because stands between its conclusion and its premise in one sentence: the text draws it. Make it "
    "explicit, with `cue` and `sentence`.",
    "argument-elsewhere": "An explicit argument whose premise and conclusion both stand in other sentences than its cue. Correct `sentence`, premise or conclusion.",
    "scope-not-in-premise": "The words that the argument depends on stand neither in the sentence of a premise nor in that of the conclusion. Copy them from there.",
}
_TYPES = ("support", "attack", "concession")


def check(reading: Reading, lexicon: Lexicon | None) -> Iterator[Finding]:
    """Check the arguments of an article."""
    seen: dict[object, ArgumentReading] = {}
    for argument in reading.arguments:
        first = seen.setdefault((argument.type, argument.premises, argument.conclusion), argument)
        if first is not argument:
            yield "argument-twice", argument.iri, first.iri.rpartition("/")[2]
        if lexicon:
            yield from _cue(reading, argument, lexicon)
            yield from _scope(reading, argument, lexicon)


def _cue(reading: Reading, argument: ArgumentReading, lexicon: Lexicon) -> Iterator[Finding]:
    if argument.explicitness == "inferred":
        yield from _marked(reading, argument, lexicon)
    if argument.explicitness != "explicit" or not argument.cues:
        return
    marked = {type_ for type_ in _TYPES for cue in argument.cues if lexicon.has(f"cue-{type_}", cue)}
    if marked and argument.type not in marked:
        yield "argument-against-cue", argument.iri, f"{'; '.join(argument.cues)}, expected {' or '.join(sorted(marked))}"
    elif not marked:
        yield "argument-without-cue", argument.iri, "; ".join(argument.cues)
    claims = [reading.by_iri[c] for c in (*argument.premises, argument.conclusion) if c in reading.by_iri]
    if argument.sentence and claims and not any(c.sentence.iri == argument.sentence for c in claims):
        yield "argument-elsewhere", argument.iri, "; ".join(argument.cues)
    premises = [reading.by_iri[p] for p in argument.premises if p in reading.by_iri]
    conclusion = reading.by_iri.get(argument.conclusion)
    if conclusion is None or any(c.sentence.iri != argument.sentence or not c.sentence.whole for c in (*premises, conclusion)):
        return
    for cue in argument.cues:
        place = conclusion.sentence.text.find(cue)
        words = Tokens(cue)
        after, before = (
            any(lexicon.starts_at(name, words, i) for i in range(len(words.words))) for name in ("premise-after", "premise-before")
        )
        if place < 0 or after == before:
            continue
        # What stands next behind the cue: the premise after “because”, the conclusion after “therefore”. Where one quotation holds the other, nothing is told.
        for premise in premises:
            expected, other = (premise, conclusion) if after else (conclusion, premise)
            if (premise.end <= conclusion.start or conclusion.end <= premise.start) and _distance(other, place, cue) < _distance(
                expected, place, cue
            ):
                yield "argument-turned", argument.iri, cue


def _marked(reading: Reading, argument: ArgumentReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find an inferred support that the sentence marks: its premise right behind a word such as “because”, and its conclusion before that."""
    conclusion = reading.by_iri.get(argument.conclusion)
    for premise in filter(None, map(reading.by_iri.get, argument.premises)):
        if (
            argument.type != "support"
            or conclusion is None
            or premise.sentence is not conclusion.sentence
            or conclusion.end > premise.start
        ):
            continue
        tokens = premise.sentence.tokens
        first = tokens.within(premise.start, premise.end).start
        if lexicon.ends_before("because", tokens, first):
            yield "argument-marked", argument.iri, premise.sentence.text[conclusion.end : premise.start].strip(" ,")


def _distance(claim: ClaimReading, place: int, cue: str) -> int:
    """Give how far behind a cue a quotation begins; one that holds the cue begins with it, one before it is farther than any."""
    if claim.end <= place + len(cue) - 1:
        return len(claim.sentence.text)
    return max(0, claim.start - place)


def _scope(reading: Reading, argument: ArgumentReading, lexicon: Lexicon) -> Iterator[Finding]:
    claims = [reading.by_iri[c] for c in (*argument.premises, argument.conclusion) if c in reading.by_iri]
    for scope in argument.scope if claims else ():
        # “Premature” stands there as “prematurely”.
        there = {stem[:6] for c in claims for stem in c.sentence.stems}
        if not all(lexicon.stem(w)[:6] in there for w in words_of(scope) if w not in lexicon.single("function-word")):
            yield "scope-not-in-premise", argument.iri, scope
