"""Arguments: whether each is given once, and whether its words lead the way that it does."""

from collections.abc import Iterator

from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.reading import ArgumentReading, ClaimReading, Reading, SentenceReading
from mali_kg.report.meaning.tokens import Tokens, words_of
from mali_kg.report.meaning.words import Lexicon

RULES = {
    "argument-twice": "Another argument has the same type, premises and conclusion. Keep one of them.",
    "argument-against-cue": "The words that mark the argument mark one of another type. Correct `type` or `cue`.",
    "argument-without-cue": "None of the words that mark the argument marks any. Correct `cue`, or make the argument inferred.",
    "argument-turned": "The words that mark the argument stand on the wrong side of its premise: what follows “because” or “although” is the premise, what follows “therefore” "
    "the conclusion. Turn premise and conclusion round.",
    "argument-marked": "The argument is inferred, and a word such as because, although or therefore stands between its conclusion and its premise in one sentence, or before both: the text "
    "draws it. Make it explicit, with `cue` and `sentence`.",
    "argument-of-other": "Another claim’s quotation begins right behind the words that mark the argument: that claim is the premise of a because or an although, and the conclusion of a "
    "therefore. Correct `premise` or `conclusion`.",
    "argument-missing": "The quotation stands right behind a word such as because or although, beside another claim of the sentence, and no argument has the claim as its premise: the text draws "
    "one. Add it, with its `cue`; or say the reason in the claim that it is given for.",
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
    for sentence in reading.sentences if lexicon else ():
        if sentence.whole and lexicon:
            yield from _missing(reading, sentence, lexicon)


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
        for premise in premises:
            if (
                premise.start <= conclusion.start
                and conclusion.end <= premise.end
                and conclusion.end - conclusion.start < premise.end - premise.start
            ):
                yield "argument-of-other", argument.iri, f"{cue}: {conclusion.id} lies within {premise.id}"
        yield from _of_other(argument, premises if after else [conclusion], place, cue)
        # What stands next behind the cue: the premise after “because”, the conclusion after “therefore”. Where one quotation holds the other, nothing is told.
        for premise in premises:
            expected, other = (premise, conclusion) if after else (conclusion, premise)
            if (premise.end <= conclusion.start or conclusion.end <= premise.start) and _distance(other, place, cue) < _distance(
                expected, place, cue
            ):
                yield "argument-turned", argument.iri, cue


def _of_other(argument: ArgumentReading, own: list[ClaimReading], place: int, cue: str) -> Iterator[Finding]:
    """Find a claim right behind the words that mark an argument, where the claim that should stand there stands elsewhere."""
    if not own:
        return
    sentence = own[0].sentence
    behind = [
        c
        for c in sentence.claims
        if c.background != "presupposed" and place <= c.start and not sentence.text[place + len(cue) : c.start].strip(" ,")
    ]
    # What stands farther behind may be part of the same clause: one quotation within another.
    if behind and not any(c.start < other.end and other.start < c.end for c in own for other in behind):
        yield "argument-of-other", argument.iri, f"{cue}, expected {behind[0].id}"


def _marked(reading: Reading, argument: ArgumentReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find an inferred argument that the sentence marks: its premise right behind a word such as “because” or “although”, or its conclusion behind “therefore”."""
    conclusion = reading.by_iri.get(argument.conclusion)
    if conclusion is None:
        return
    lists = {"support": ("because", "while"), "concession": ("although", "while"), "attack": ("although", "while")}.get(argument.type, ())
    for premise in filter(None, map(reading.by_iri.get, argument.premises)):
        if premise.sentence is not conclusion.sentence or (conclusion.end > premise.start and premise.end > conclusion.start):
            continue
        sentence = premise.sentence
        follows = argument.type == "support" and conclusion.start >= premise.end and _follows(conclusion, lexicon)
        if follows or any(_begins_behind(name, premise, lexicon) for name in lists):
            between = sentence.text[min(premise.end, conclusion.end) : max(premise.start, conclusion.start)]
            yield "argument-marked", argument.iri, between.strip(" ,") or premise.quote


def _begins_behind(name: str, claim: ClaimReading, lexicon: Lexicon) -> bool:
    """Tell whether the quotation of a claim begins right behind a phrase of a list."""
    tokens = claim.sentence.tokens
    return lexicon.ends_before(name, tokens, tokens.within(claim.start, claim.end).start)


def _follows(claim: ClaimReading, lexicon: Lexicon) -> bool:
    """Tell whether a word such as “therefore” stands right before a quotation, or near its beginning."""
    tokens = claim.sentence.tokens
    first = tokens.within(claim.start, claim.end).start
    inside = range(first, min(first + 4, tokens.within(claim.start, claim.end).stop))
    # “So”, inside a clause, tells how far.
    return _begins_behind("premise-before", claim, lexicon) or any(
        len(tokens.words[i]) > 3 and lexicon.starts_at("premise-before", tokens, i) for i in inside
    )


def _missing(reading: Reading, sentence: SentenceReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find a claim behind a word such as “because” or “although”, beside another claim, that is a premise of nothing."""
    points = [c for c in sentence.claims if not c.background]
    here = {c.iri for c in sentence.claims}
    premises = {p for a in reading.arguments if a.conclusion in here for p in a.premises}
    for claim in points:
        if claim.iri in premises or not any(_begins_behind(name, claim, lexicon) for name in ("because", "although")):
            continue
        # Another claim may begin behind the same word, or hold the reason within what it says.
        same = [c for c in points if c.start < claim.end and claim.start < c.end]
        others = [c for c in points if c not in same]
        told = any(n.kind and n.kind == claim.says.kind for c in sentence.claims if c is not claim for n in c.says.all[1:])
        if others and not told and not premises.intersection(c.iri for c in same):
            yield "argument-missing", claim.iri, sentence.text[max(0, claim.start - 20) : claim.start].strip(" ,")


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
