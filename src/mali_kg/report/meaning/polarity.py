"""What a claim denies: negating words against its polarity, its focus and the polarity of descriptions within."""

from collections.abc import Iterator

from mali_kg.report.meaning.account import by_hedge, by_kind, by_text, carriers, narrower
from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.reading import ClaimReading, Reading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import STRENGTHS, Lexicon, Match

RULES = {
    "negation-unaccounted": "The quotation, or the cue, denies something, and no polarity accounts for it. Set `polarity: negative`, on the claim or on the "
    "description within that is denied; or say it with a kind.",
    "negation-without-words": "The claim, or a description in it, is negative, and no word of the quotation or the cue denies anything. Set `polarity` to what "
    "the words say, or quote the word that denies.",
    "negation-twice": "The one word that denies stands among the words of what the claim says, or is its kind, and a polarity is negative besides: together they deny the denial. "
    "Take the word out of the description, or the polarity.",
    "label-negation": "The label denies something and what the claim says does not, or the reverse. Correct `label` or `polarity`.",
    "focus-missing": "What is denied is how far, how often or in which manner, and the claim denies the whole. Add `focus`: the role of what is denied.",
    "focus-against-words": "What is denied is a word right behind the negation, and it fills another role than the focus. Set `focus` to the role that has the word.",
    "event-denied": "The claim is negative about an occurrence that has a name, and so denies that it happened. Add `focus` where only a part is denied, or take "
    "`of` out: what did not happen has no name.",
}


def check(reading: Reading, lexicon: Lexicon) -> Iterator[Finding]:
    """Check the polarities of the claims of an article."""
    for claim in reading.claims:
        negatives = claim.says.negatives + (claim.polarity == "negative")
        words = _once(claim, [m for m in (*claim.leading, *claim.quoted, *claim.cued) if _denies(reading, claim, m, lexicon)], lexicon)
        own = [m for m in words if not any(_is_negative(other) for other in narrower(claim, m))]
        if len(own) > negatives:
            yield "negation-unaccounted", claim.iri, ", ".join(claim.sentence.text[m.start : m.end] for m in own)
        elif negatives and not words and not _may_deny(claim, lexicon):
            yield "negation-without-words", claim.iri, claim.quote
        elif negatives and (twice := _twice(reading, claim, negatives, lexicon)):
            yield "negation-twice", claim.iri, twice
        yield from _label(reading, claim, negatives)
        if claim.polarity == "negative" and not claim.focus:
            yield from _focus(claim, words, lexicon)
        elif claim.polarity == "negative":
            yield from _denied(claim, words, lexicon)


def _once(claim: ClaimReading, matches: list[Match], lexicon: Lexicon) -> list[Match]:
    """Leave out what goes with a negation before it: “neither … nor”."""
    again, tokens = lexicon.single("negation-again"), claim.sentence.tokens
    firsts = sorted(m.first for m in matches)
    return [m for m in matches if tokens.words[m.first] not in again or m.first == firsts[0]]


def _is_negative(claim: ClaimReading) -> bool:
    return claim.polarity == "negative" or claim.says.negatives > 0


def _denies(reading: Reading, claim: ClaimReading, match: Match, lexicon: Lexicon) -> bool:
    """Tell whether a phrase denies something that neither a text, a kind nor a strength of the claim says."""
    if "negation" in match.senses:
        return not (
            by_text(claim, match)
            or (by_hedge(claim, match) and claim.strength != "full")
            or (claim.says.phase == "ends" and match.after - match.first > 1)
        )
    if "denial" in match.senses and "no-denial" not in match.senses:
        return not (by_text(claim, match) or by_kind(reading, claim, {match.senses["denial"]}, lexicon))
    return False


def _may_deny(claim: ClaimReading, lexicon: Lexicon) -> bool:
    """Tell whether a word may carry a negative polarity: one of the lists, or one that begins with what denies."""
    names = ("negation", "denial", "may-deny", STRENGTHS["uncommitted"])
    return any(name in m.senses for m in carriers(claim, lexicon) for name in names)


def _twice(reading: Reading, claim: ClaimReading, negatives: int, lexicon: Lexicon) -> str:
    """Give the words of a description that deny what its polarity denies already; empty where the quotation has a denial for each."""
    lists = {"negation", "denial", "may-deny", STRENGTHS["uncommitted"]}
    there = [m for m in (*claim.leading, *carriers(claim, lexicon)) if lists & m.senses.keys() and "no-denial" not in m.senses]
    texts = [f"{t[m.start : m.end]}" for t in claim.says.texts for m in lexicon.find_in(t) if "negation" in m.senses]
    kinds = [m.senses["denial"] for m in there if "denial" in m.senses and by_kind(reading, claim, {m.senses["denial"]}, lexicon)]
    words = [*texts, *kinds]
    return ", ".join(words) if len({(m.start, m.end) for m in there}) < negatives + len(words) else ""


def _label(reading: Reading, claim: ClaimReading, negatives: int) -> Iterator[Finding]:
    label = claim.label_sentence
    if not label.lexicon or not claim.label:
        return
    denied = {"negation", "denial", "may-deny", "strength-uncommitted"}
    certain = [
        m
        for m in label.matches
        if "negation" in m.senses or ("denial" in m.senses and not by_kind(reading, claim, {m.senses["denial"]}, label.lexicon))
    ]
    in_text = claim.says.text_words
    certain = [m for m in certain if not in_text.issuperset(label.tokens.words[m.first : m.after])]
    alone = certain and not negatives and claim.says.phase != "ends" and claim.strength != "uncommitted"
    if alone or (negatives and not any(denied & m.senses.keys() for m in label.matches)):
        yield "label-negation", claim.iri, claim.label


#: Roles that tell how far, how often or how much.
_MEASURES = ("degree", "manner", "frequency", "quantity", "extent", "duration")


def _denied(claim: ClaimReading, words: list[Match], lexicon: Lexicon) -> Iterator[Finding]:
    """Find a degree right behind a negation that fills another role than the focus of the claim."""
    tokens, degrees = claim.sentence.tokens, lexicon.single("degrees")
    for match in words:
        word = tokens.words[match.after] if match.after < len(tokens.words) else ""
        if "negation" not in match.senses or word not in degrees:
            continue
        roles = [
            role
            for role in _MEASURES
            for f in claim.says.roles.get(role, ())
            if word in words_of(f.words or (f.node.text if f.node else ""))
        ]
        if roles and claim.focus not in roles:
            yield "focus-against-words", claim.iri, f"{word}, expected focus {roles[0]}"


def _focus(claim: ClaimReading, words: list[Match], lexicon: Lexicon) -> Iterator[Finding]:
    tokens = claim.sentence.tokens
    degrees = lexicon.single("degrees")
    for match in words:
        behind = next((w for w in tokens.words[match.after : match.after + 2] if w in degrees), "")
        if "negation" in match.senses and behind and not match.after - match.first > 1:
            yield "focus-missing", claim.iri, f"{claim.sentence.text[match.start : match.end]} … {behind}"
            return
    parts = [f.words for role in ("manner", "degree") for f in claim.says.roles.get(role, ()) if f.words]
    if parts:
        yield "focus-missing", claim.iri, ", ".join(parts)
    elif claim.says.of:
        yield "event-denied", claim.iri, claim.label
