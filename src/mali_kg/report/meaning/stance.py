"""How a claim is made: words such as “could”, “should”, “believed” against its stance and strength, and the reverse."""

from collections.abc import Iterator

from mali_kg.report.meaning.account import by_hedge, by_kind, by_text, carriers, narrower
from mali_kg.report.meaning.holders import Finding, tells
from mali_kg.report.meaning.reading import ClaimReading, Reading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import STANCES, STRENGTHS, Lexicon, Match

RULES = {
    "strength-unaccounted": "The quotation, or the cue, has a word that makes the claim less than certain, and no strength accounts for it. Set `strength` "
    "(could, may, might: neutral; likely, probably: partial; unclear, whether: uncommitted), on the claim or on the description within that it belongs to, and "
    "keep the word as `hedge`; or `stance: permitted` where it gives leave.",
    "permission-as-doubt": "Somebody may do it, and a rule that gives leave stands beside “may”: it is a permission, and no doubt. Set `stance: permitted` with the word as `modal`, and "
    "take `strength` and `hedge` out.",
    "strength-without-words": "The strength of the claim is less than full, and no word of its quotation, its hedge or its cue makes it so. Set it to what the "
    "words say, or quote them.",
    "hedge-unaccounted": "The quotation has a word that weakens a phrase, such as potential, and neither a strength nor a text of what the claim says has it. Set "
    "`strength: neutral` on the description that it belongs to, and keep the word as `hedge`.",
    "hedge-without-weight": "The hedge has no word that weakens anything. Take it out, or move it to `cue` or `modal`.",
    "stance-unaccounted": "The quotation has a word that carries a stance, and neither the claim’s stance nor a kind of what it says accounts for it. Set "
    "`stance` and keep the word as `modal`, or say it with a kind.",
    "stance-without-words": "No word of the quotation, the cue or the modal carries the stance of the claim. Set `stance` to what the words say, or quote them.",
    "stance-said-twice": "The one word that carries the stance is a kind of what the claim says: the stance is that of somebody within, and not the holder’s. Take `stance` "
    "and `modal` out, or say what is wanted, demanded or believed, without that kind.",
    "evaluation-unmarked": "What the claim says of something is how somebody finds it, such as crucial or fragile, and the claim is asserted. Set `stance: evaluative`.",
    "stance-against-cue": "The verb that attributes the claim carries a stance, and the claim has another one, for which no word stands in its quotation. Set "
    "`stance` to what the verb says.",
}
_EPISTEMIC = frozenset(("asserted", "evaluative"))


def check(reading: Reading, lexicon: Lexicon) -> Iterator[Finding]:
    """Check the stances and strengths of the claims of an article."""
    for claim in reading.claims:
        yield from _strength(claim, lexicon)
        yield from _permission(claim)
        yield from _hedges(claim, lexicon)
        yield from _evaluation(claim, lexicon)
        yield from _stance(reading, claim, lexicon)


def _strength(claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    strengths = claim.says.strengths | {claim.strength}
    for match in (*claim.leading, *claim.quoted, *claim.cued):
        carried = match.lists(STRENGTHS)
        if not carried or carried & strengths or by_text(claim, match):
            continue
        stances = match.lists(STANCES)
        if claim.stance in stances or ("permitted" in stances and claim.stance == "permitted"):
            continue
        if any((carried & (other.says.strengths | {other.strength})) or other.stance in stances for other in narrower(claim, match)):
            continue
        yield "strength-unaccounted", claim.iri, f"{_words(claim, match)}, expected strength {' or '.join(sorted(carried))}"
    if claim.strength not in ("", "full") and not any(claim.strength in m.lists(STRENGTHS) | _soft(m) for m in carriers(claim, lexicon)):
        yield "strength-without-words", claim.iri, claim.strength


def _permission(claim: ClaimReading) -> Iterator[Finding]:
    """Find a “may” beside the rule that gives leave, of what somebody does, that is taken for doubt."""
    if claim.strength != "neutral" or claim.stance == "permitted" or "actor" not in claim.says.roles:
        return
    leave = STANCES["permitted"]
    weak = [m for m in claim.quoted if STRENGTHS["neutral"] in m.senses or "softener" in m.senses or leave in m.senses]
    rule = next((m for m in claim.quoted if "by-rule" in m.senses), None)
    if rule and weak and all(leave in m.senses for m in weak):
        yield "permission-as-doubt", claim.iri, f"{_words(claim, rule)} … {_words(claim, weak[0])}"


def _soft(match: Match) -> set[str]:
    """Give the strengths that a softer word may carry."""
    return (
        {"partial", "neutral"} if "softener" in match.senses or "weakener" in match.senses or "stance-believed" in match.senses else set()
    )


def _hedges(claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    weak = ("softener", "weakener", "negation", "may-deny", "stance-believed", *STRENGTHS.values())
    for hedge in claim.hedges:
        found = lexicon.find_in(hedge)
        if not any(name in match.senses for match in found for name in weak):
            yield "hedge-without-weight", claim.iri, hedge
    certain = claim.strength == "full" and not claim.says.strengths
    # “Could lead to a potential loss” is weakened twice: what “could” accounts for is not what “potential” does.
    others = any(match.lists(STRENGTHS) for match in claim.quoted)
    for match in claim.quoted if certain or others else ():
        if "softener" not in match.senses or match.lists(STRENGTHS) or by_text(claim, match) or narrower(claim, match):
            continue
        if certain or not (by_hedge(claim, match) or claim.says.strengths):
            yield "hedge-unaccounted", claim.iri, _words(claim, match)


def _evaluation(claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find what is said to be as somebody finds it, that is asserted as a fact: in the attribute of what the claim itself says."""
    if claim.stance not in ("", "asserted") or claim.says_of != claim.iri or claim.focus not in ("", "attribute"):
        return
    said = (f.words or (f.node.text if f.node else "") for f in claim.says.roles.get("attribute", ()))
    word = next((w for text in said for w in words_of(text) if w in lexicon.single("evaluative")), "")
    if word:
        yield "evaluation-unmarked", claim.iri, word


def _stance(reading: Reading, claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    found = carriers(claim, lexicon)
    carried = {stance for match in found for stance in match.lists(STANCES)}
    if claim.stance not in ("", *_EPISTEMIC) and claim.stance not in carried and not _is_own_future(claim, lexicon):
        yield "stance-without-words", claim.iri, claim.stance
    elif claim.stance not in ("", *_EPISTEMIC) and (kind := _kind_of_stance(reading, claim, found, lexicon)):
        yield "stance-said-twice", claim.iri, f"{claim.stance}: {kind}"
    spoken = None
    for match in claim.quoted:
        stances = match.lists(STANCES)
        if "stance-of-quote" not in match.senses or claim.stance in stances or _is_noun(claim, match, lexicon) or by_text(claim, match):
            continue
        if claim.is_attributed_by(match.start, match.end) and claim.stance not in ("", "asserted"):
            continue
        if by_kind(reading, claim, {match.senses[name] for name in STANCES.values() if name in match.senses}, lexicon):
            continue
        if any(
            other.stance in stances or by_kind(reading, other, {match.senses[n] for n in STANCES.values() if n in match.senses}, lexicon)
            for other in narrower(claim, match)
        ):
            continue
        # What somebody is told to do, or says that he will, has no stance of its own within a description.
        spoken = tells(reading, claim, lexicon) if spoken is None else spoken
        if not spoken:
            yield "stance-unaccounted", claim.iri, f"{_words(claim, match)}, expected stance {' or '.join(sorted(stances))}"
    # What is taken for granted is not what is promised, demanded or believed.
    for match in claim.cued if claim.background != "presupposed" else ():
        stances = match.lists(STANCES)
        if "stance-of-cue" not in match.senses or claim.stance in stances or _is_noun(claim, match, lexicon):
            continue
        if _is_behind_because(claim, match, lexicon) or _is_aside(claim, stances):
            continue
        own = {stance for m in claim.quoted for stance in m.lists(STANCES)}
        if claim.stance in _EPISTEMIC or claim.stance not in own:
            yield "stance-against-cue", claim.iri, f"{_words(claim, match)}, expected stance {' or '.join(sorted(stances))}"


def _kind_of_stance(reading: Reading, claim: ClaimReading, found: list[Match], lexicon: Lexicon) -> str:
    """Give the kind of what a claim says that is named by the one verb that carries the claim’s stance; empty where another word carries it, or the verb comes twice."""
    name = STANCES[claim.stance]
    lemmas = {words_of(match.senses[name]) for match in found if name in match.senses}
    (lemma,) = lemmas if len(lemmas) == 1 else ((),)
    kind = reading.shared.verbs(lexicon).get(lexicon.stem(lemma[0]), "") if len(lemma) == 1 else ""
    # Words that attribute it, or that it repeats, carry it by themselves.
    words = [i for i, stem in enumerate(claim.sentence.stems) if stem == lexicon.stem(lemma[0])] if kind else []
    return kind if kind in claim.says.kinds and len(words) == 1 else ""


def _is_aside(claim: ClaimReading, stances: set[str]) -> bool:
    """Tell whether a claim is said in passing, within another one that the same words attribute and that has the stance of their verb."""
    around = (o for o in claim.sentence.claims if o.start <= claim.start and claim.end <= o.end and not o.background)
    return claim.background == "not-at-issue" and any(o.stance in stances and o.cues == claim.cues for o in around)


def _is_behind_because(claim: ClaimReading, match: Match, lexicon: Lexicon) -> bool:
    """Tell whether a word such as “because” stands between a verb and the quotation: what is given as a reason is not what is demanded or hoped."""
    tokens = claim.sentence.tokens
    between = range(match.after, tokens.within(claim.start, claim.end).start)
    return any(lexicon.starts_at("premise-after", tokens, i) for i in between)


def _is_own_future(claim: ClaimReading, lexicon: Lexicon) -> bool:
    """Tell whether a claim says of its holder that he will do something."""
    words = claim.sentence.tokens.words
    inside = claim.sentence.tokens.within(claim.start, claim.end)
    will = not lexicon.single("own-future").isdisjoint(words[inside.start : inside.stop])
    return claim.stance in ("intended", "committed") and will and not claim.mentions.isdisjoint(claim.holders)


def _is_noun(claim: ClaimReading, match: Match, lexicon: Lexicon) -> bool:
    """Tell whether a phrase stands behind an article, and is no verb."""
    tokens = claim.sentence.tokens
    return match.first > 0 and tokens.words[match.first - 1] in lexicon.single("determiner") and not tokens.gap(match.first - 1).strip()


def _words(claim: ClaimReading, match: Match) -> str:
    return claim.sentence.text[match.start : match.end]
