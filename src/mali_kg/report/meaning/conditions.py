"""Conditions: whether what holds only if something else does is told so, and which of the two is the condition."""

from collections.abc import Iterator

from mali_kg.report.meaning.account import by_hedge, by_text, narrower
from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.reading import ClaimReading, NodeReading, Reading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import Lexicon, Match

RULES = {
    "condition-unaccounted": "The claim holds only if something else does: a word such as if or unless stands in the quotation or right behind it, and nothing that the claim says has a "
    "condition. Add `condition`, and quote the words of it.",
    "condition-turned": "What stands behind the if, unless or because is what the claim says, and its `condition` or `reason` is what follows from that. Turn the two round.",
}


def check(reading: Reading, lexicon: Lexicon) -> Iterator[Finding]:
    """Check the conditions of the claims of an article."""
    for claim in reading.claims:
        conditions = [f.node for n in claim.says.all for f in n.roles.get("condition", ()) if f.node]
        has_one = any("condition" in n.roles for n in claim.says.all)
        marks = [m for m in _marks(claim) if not _asks(claim, m, lexicon) and _has_clause(claim, m)]
        if marks and not has_one:
            open_ = [m for m in marks if not (by_text(claim, m) or by_hedge(claim, m) or any(map(_has_condition, narrower(claim, m))))]
            if open_ and not claim.background:
                yield "condition-unaccounted", claim.iri, _words(claim, open_[0])
        for node in conditions if len(marks) == 1 and len(conditions) == 1 else ():
            if _is_turned(reading, claim, node, marks[0].end, lexicon):
                yield "condition-turned", claim.iri, _words(claim, marks[0])
        yield from _reasons(reading, claim, lexicon)


def _reasons(reading: Reading, claim: ClaimReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find a “because” behind which stands what the claim says, and not its reason."""
    tokens, numbers = claim.sentence.tokens, claim.sentence.tokens.within(claim.start, claim.end)
    nodes = [f.node for role in ("reason", "cause") for f in claim.says.roles.get(role, ()) if f.node and f.node.kind]
    marks = [i for i in numbers if lexicon.starts_at("because", tokens, i)]
    if len(nodes) == len(marks) == 1 and _is_turned(reading, claim, nodes[0], tokens.ends[marks[0]], lexicon):
        yield "condition-turned", claim.iri, tokens.raw(marks[0])


def _words(claim: ClaimReading, match: Match) -> str:
    return claim.sentence.text[match.start : match.end]


def _has_condition(claim: ClaimReading) -> bool:
    return any("condition" in n.roles for n in claim.says.all)


def _marks(claim: ClaimReading) -> list[Match]:
    """Give the words that begin a condition, in the quotation and right before or behind it."""
    text = claim.sentence.text
    found = [m for m in claim.quoted if "condition" in m.senses and "no-condition" not in m.senses]
    if not claim.sentence.whole:
        return found
    for match in claim.sentence.matches:
        if "condition" not in match.senses or "no-condition" in match.senses:
            continue
        # “It closes if it rains”, and “If it rains, it closes”, where the condition begins the sentence.
        behind = claim.end <= match.start and not text[claim.end : match.start].strip(" ,")
        before = not text[: match.start].strip() and match.end < claim.start and text[match.end : claim.start].count(",") == 1
        if behind or (before and text[: claim.start].rstrip().endswith(",")):
            found.append(match)
    return found


def _asks(claim: ClaimReading, match: Match, lexicon: Lexicon) -> bool:
    """Tell whether an “if” is a “whether”: behind a verb of asking or knowing, or its object."""
    tokens = claim.sentence.tokens
    before = tokens.words[max(0, match.first - 3) : match.first]
    return not lexicon.single("asks-whether").isdisjoint(before) and not tokens.gap(match.first - 1).strip()


def _has_clause(claim: ClaimReading, match: Match) -> bool:
    """Tell whether a clause stands behind a word, and not one word alone: “rare, if unpleasant”, “if needed”."""
    tokens = claim.sentence.tokens
    return match.after + 1 < len(tokens.words) and not tokens.gap(match.after).strip(" ’'")


def _is_turned(reading: Reading, claim: ClaimReading, node: NodeReading, place: int, lexicon: Lexicon) -> bool:
    """Tell whether the clause behind a place has the verb of what the claim says, and not that of its condition."""
    text = claim.sentence.text
    comma = text.find(",", place)
    clause = claim.sentence.tokens.within(place, comma if comma >= 0 else len(text))
    inside = set(claim.sentence.stems[clause.start : clause.stop])
    outside = {s for i, s in enumerate(claim.sentence.stems) if i not in clause}
    own, other = (
        {lexicon.stem(w) for name in _names(reading, kind) for w in words_of(name) if w not in lexicon.light}
        for kind in (claim.says.kind, node.kind)
    )
    return bool(own & inside) and not own & outside and bool(other & outside) and not other & inside


def _names(reading: Reading, kind: str) -> tuple[str, ...]:
    return (kind.replace("-", " "), *(reading.shared.kinds[kind].names if kind in reading.shared.kinds else ()))
