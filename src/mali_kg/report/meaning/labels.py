"""Whether a claim says what its label says: the entities that label and quotation name, and those that the description reaches."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from mali_kg.report.meaning.account import by_kind
from mali_kg.report.meaning.holders import Finding, tells
from mali_kg.report.meaning.reading import ClaimReading, Reading, SentenceReading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import SENSES, STANCES, STRENGTHS, Lexicon

RULES = {
    "name-not-said": "The label names an entity of the registry that what the claim says does not reach. Say it in a role, by `of`, or by `names` beside the "
    "words that settle it; or correct `label`.",
    "name-unfounded": "What the claim says reaches an entity that neither its label, its sentence nor a pronoun names. Correct what it says, or name it in the label.",
    "label-word-not-said": "The label has a word for how, how far or in which phase, and nothing that the claim says has it. Say it, as `manner`, `degree` or `phase`, or "
    "take it out of the label.",
    "phase-against-words": "The words tell another phase than what the claim says: that something begins, goes on or ends. Correct `phase`.",
    "quantifier-lost": "The quotation says that something holds of some, most or several, and neither the label nor what the claim says has a word for how many. Say it, as `quantity`, and in the label.",
    "conditional-lost": "The verb of the quotation is in the conditional, which only tells what is said or what would be, and the claim is certain. Set `strength`, with the verb as `hedge`.",
    "label-without-only": "The quotation has a word such as only, and neither the label nor what the claim says has it: they say less. Add it to both.",
    "label-quantifier": "The label has a word for how many, such as all or several, that neither its sentence nor what the claim says has. Take it out of the label, or quote "
    "and say it.",
    "label-word-unfounded": "The label has a word that stands nowhere: not in the sentence, not in what the claim says, and in no name of its kinds and entities. Use the words "
    "of the text or of the kind.",
    "label-strength": "The label has a word that makes the claim less than certain, or carries a stance, and the claim has neither; or the reverse. Correct "
    "`label`, or `strength` and `stance`.",
}


def check(reading: Reading, lexicon: Lexicon) -> Iterator[Finding]:
    """Check the labels of the claims of an article."""
    for claim in reading.claims:
        yield from _names(reading, claim, lexicon)
        yield from _modals(reading, claim)
        yield from _words(reading, claim)
        yield from _unfounded(reading, claim)
        yield from _phase(claim)
        yield from _only(claim, lexicon)
        yield from _quantifiers(claim, lexicon)
        yield from _conditional(claim, lexicon)


def _names(reading: Reading, claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    shared, label = reading.shared, claim.label_sentence
    reached = claim.mentions | claim.says.entities
    for _, _, entities in label.named:
        if reached.isdisjoint(entities) and not set(claim.holders).intersection(entities):
            yield "name-not-said", claim.iri, shared.name(entities[0])
    words = label.tokens.words
    # What the claim itself tells of, as “tested” tells of the trial, needs no name.
    told = {n.of for n in claim.says.all if n.kind}
    for entity in sorted(claim.says.entities - told):
        if entity not in shared.things or shared.is_named(entity, words, label.lexicon or lexicon):
            continue
        quoted = claim.sentence.tokens.words
        if not shared.is_named(entity, quoted, lexicon):
            yield "name-unfounded", claim.iri, shared.name(entity)


def _words(reading: Reading, claim: ClaimReading) -> Iterator[Finding]:
    """Find adverbs, degrees and words of phase in the label that nothing in the claim has."""
    label = claim.label_sentence
    if not label.lexicon or not claim.label:
        return
    endings = tuple(label.lexicon.single("adverb-ending"))
    degrees, phases = label.lexicon.single("degree-word"), label.lexicon.single("phase-word")
    for number, word in enumerate(label.tokens.words):
        is_phase = word in phases
        if not (is_phase or word in degrees or (endings and word.endswith(endings) and len(word) > 5)):
            continue
        if is_phase and any(n.phase for n in claim.says.all):
            continue
        if not _is_told(reading, claim, label, label.lexicon, number):
            yield "label-word-not-said", claim.iri, label.tokens.raw(number)


def _phase(claim: ClaimReading) -> Iterator[Finding]:
    """Find a phase for which the label has no word, where beside its verb stands the word of another one: “continues to face”."""
    label, said = claim.label_sentence, claim.says
    if not said.phase or not label.lexicon:
        return
    phases, shared = label.lexicon.lists["phase-word"], label.shared
    told = {number: phases[(word,)] for number, word in enumerate(label.tokens.words) if (word,) in phases}
    if said.phase in told.values():
        return
    for number, phase in told.items():
        near = range(max(0, number - 3), min(number + 4, len(label.stems)))
        verb = any(label.stems[i] in shared.kind_stems(said.kind, label.lexicon) for i in near if i != number)
        if verb or (said.of and shared.is_named(said.of, [label.tokens.words[i] for i in near], label.lexicon)):
            yield "phase-against-words", claim.iri, f"{said.phase}, expected {phase} ({label.tokens.raw(number)})"
            return


def _only(claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find an “only” of the quotation that the label has not."""
    label = claim.label_sentence
    if not label.lexicon or label.lexicon is not lexicon or claim.says_of != claim.iri:
        return
    only = lexicon.single("restrictor")
    words = claim.words
    word = next((w for i, w in enumerate(words) if w in only and (not i or words[i - 1] not in ("not", "non", "pas"))), "")
    inside = [
        c for c in claim.sentence.claims if c is not claim and claim.start <= c.start and c.end <= claim.end and word in words_of(c.quote)
    ]
    if word and only.isdisjoint(label.tokens.words) and not claim.says.text_words & only and not inside:
        yield "label-without-only", claim.iri, word


def _quantifiers(claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find a word for how many, at the beginning of the quotation, that is lost with what it counts still there."""
    label, quoted, said = claim.label_sentence, claim.words, claim.says
    if not label.lexicon or label.lexicon is not lexicon or claim.says_of != claim.iri:
        return
    quantifiers = lexicon.single("quantifier")
    if not quoted or quoted[0] not in quantifiers:
        return
    if not quoted or quoted[0] not in quantifiers:
        return
    words = label.tokens.words
    told = not quantifiers.isdisjoint(words) or any(
        w in lexicon.numbers or w[0].isdecimal() for w in words if w not in lexicon.single("determiner")
    )
    counted = any("quantity" in n.roles or n.type == "quantity" for n in said.all) or not said.text_words.isdisjoint(quantifiers)
    named = any(
        not quantifiers.isdisjoint(words_of(n)) for e in said.entities if e in label.shared.things for n in label.shared.things[e].names
    )
    if told or counted or named:
        return
    behind = [w for w in quoted[1:5] if w not in lexicon.single("function-word")][:1]
    if behind and lexicon.stem(behind[0]) in label.stems:
        yield "quantifier-lost", claim.iri, f"{quoted[0]} … {behind[0]}"


def _conditional(claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find a verb in the conditional, outside indirect speech and what holds under a condition, of a claim and a label that are certain."""
    endings = tuple(lexicon.single("conditional-ending"))
    label = claim.label_sentence
    if (
        not endings
        or label.lexicon is not lexicon
        or claim.strength not in ("", "full")
        or claim.says.strengths
        or claim.stance not in ("", "asserted")
    ):
        return
    under = any("condition" in n.roles for n in claim.says.all) or any(lexicon.has("complementizer", cue) for cue in claim.cues)
    known = {n for m in claim.quote_sentence.matches if m.lists(STRENGTHS) or m.lists(STANCES) for n in range(m.first, m.after)}
    words = [w for n, w in enumerate(claim.quote_sentence.tokens.words) if w.endswith(endings) and len(w) > 5 and n not in known]
    if words and not under and not any(w.endswith(endings) for w in label.tokens.words):
        yield "conditional-lost", claim.iri, words[0]


def _unfounded(reading: Reading, claim: ClaimReading) -> Iterator[Finding]:
    """Find words of the label that neither the sentence, nor what the claim says, nor a name of a kind or an entity of it has."""
    label, shared, lexicon = claim.label_sentence, reading.shared, claim.label_sentence.lexicon
    # What is worded anew in another language than the text has other words.
    if not lexicon or not claim.sentence.whole or lexicon is not claim.sentence.lexicon:
        return
    # A verb of speech or thought is founded by the stance that it carries, or as all other words are.
    known = {
        n
        for match in label.matches
        if "speech" not in match.senses or claim.stance in match.lists(STANCES) or match.after - match.first > 1
        for n in range(match.first, match.after)
    }
    there: set[str] = set()
    for number, word in enumerate(label.tokens.words):
        stem = label.stems[number]
        # “Some of them” is how a label tells that something is one of a group.
        quantifier = word in lexicon.single("quantifier") and not any("memberOf" in n.roles for n in claim.says.all)
        is_number = word[0].isdecimal() or word in lexicon.numbers or word in lexicon.scales
        if not quantifier and (number in known or word in lexicon.grammar or len(stem) < 3 or is_number):
            continue
        if stem in claim.sentence.stems:
            continue
        entities = claim.mentions.union(claim.says.entities, claim.holders)
        there = there or _there(reading, claim, entities, lexicon)
        if not any(stem == other or (not quantifier and _is_cognate(stem, other)) for other in there) and not any(
            shared.is_named(entity, (word,), lexicon) for entity in entities
        ):
            yield "label-quantifier" if quantifier else "label-word-unfounded", claim.iri, label.tokens.raw(number)


@lru_cache(8192)
def _is_cognate(one: str, other: str) -> bool:
    """Tell whether two stems may be of one word: “defence” and “defensive”, “labour” and “labor”."""
    return one[:5] == other[:5] or (one[:4] == other[:4] and SequenceMatcher(None, one, other).ratio() >= 0.8)


def _there(reading: Reading, claim: ClaimReading, entities: frozenset[str], lexicon: Lexicon) -> set[str]:
    """Give the stems that the sentence, the texts, the kinds and the entities of a claim have."""
    names = (
        lexicon.stem(word) for e in entities if e in reading.shared.things for n in reading.shared.things[e].names for word in words_of(n)
    )
    texts = (lexicon.stem(word) for text in claim.says.texts for word in words_of(text))
    kinds = (stem for kind in claim.says.kinds for stem in reading.shared.kind_stems(kind, lexicon))
    return {stem for stems in (claim.sentence.stems, texts, kinds, names) for stem in stems if len(stem) > 2}


#: The lists whose phrases other rules look for, and those of the bounds of quantities.
_BY_OTHERS = frozenset(SENSES) - {"weakener", "softener"}
_BOUNDS = ("at-least", "at-most", "more-than", "less-than")


def _is_told(reading: Reading, claim: ClaimReading, label: SentenceReading, lexicon: Lexicon, number: int) -> bool:
    """Tell whether a claim has a word of its label: in its texts and kinds, as a name, or where other rules look for it."""
    if any(m.first <= number < m.after and not _BY_OTHERS.isdisjoint(m.senses) for m in label.matches):
        return True
    if any(lexicon.starts_at(name, label.tokens, at) for name in _BOUNDS for at in (number - 1, number) if at >= 0):
        return True
    if any(start <= label.tokens.starts[number] < end for start, end, _ in label.named):
        return True
    stem = label.stems[number]
    texts = (*claim.says.texts, *claim.hedges, *claim.modals, *claim.cues)
    told = any(lexicon.stem(w) == stem for text in texts for w in words_of(text))
    return told or any(stem in reading.shared.kind_stems(kind, lexicon) for kind in claim.says.kinds)


def _modals(reading: Reading, claim: ClaimReading) -> Iterator[Finding]:
    label = claim.label_sentence
    if not label.lexicon or not claim.label:
        return
    strengths = claim.says.strengths | {claim.strength}
    texts = claim.says.text_words
    spoken = None
    carried: set[str] = set()
    stances: set[str] = set()
    for match in label.matches:
        found, of_stance = match.lists(STRENGTHS), match.lists(STANCES)
        carried |= found | ({"neutral", "partial"} if "softener" in match.senses else set())
        stances |= of_stance
        if texts.issuperset(label.tokens.words[match.first : match.after]):
            continue
        words = label.text[match.start : match.end]
        if found and not found & strengths and claim.stance not in of_stance:
            yield "label-strength", claim.iri, words
        elif "stance-of-quote" in match.senses and not found and claim.stance not in of_stance:
            lemmas = {match.senses[name] for name in STANCES.values() if name in match.senses}
            if by_kind(reading, claim, lemmas, label.lexicon) or claim.stance not in ("asserted", "evaluative"):
                continue
            spoken = tells(reading, claim, label.lexicon) if spoken is None else spoken
            if not spoken and not (match.first and label.tokens.words[match.first - 1] in label.lexicon.single("determiner")):
                yield "label-strength", claim.iri, words
    if claim.strength not in ("", "full") and not carried & {claim.strength} and not (carried and claim.strength != "uncommitted"):
        yield "label-strength", claim.iri, f"{claim.strength}: {claim.label}"
    elif claim.stance not in ("", "asserted", "evaluative", "believed") and not stances and not _is_future(claim, label):
        yield "label-strength", claim.iri, f"{claim.stance}: {claim.label}"


def _is_future(claim: ClaimReading, label: SentenceReading) -> bool:
    """Tell whether a label tells by its tense what somebody intends or promises."""
    will = label.lexicon.single("own-future") if label.lexicon else frozenset[str]()
    return claim.stance in ("intended", "committed") and not will.isdisjoint(label.tokens.words)
