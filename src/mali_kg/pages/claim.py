"""Claims: in their sentence, who holds them and how, what they say, who says the same, denies it or argues with it."""

from collections.abc import Iterator

from mali_kg.claims.agreement import AnyClaim, Relation
from mali_kg.claims.descriptions import by_name
from mali_kg.claims.model import Claim, SourceClaim, TextPosition
from mali_kg.claims.wording import STRENGTHS, listed
from mali_kg.dataset.measures import day
from mali_kg.pages.argument import ARGUMENTS, from_end
from mali_kg.pages.lines import IncompleteError, Line, each, joined
from mali_kg.pages.sentence import in_sentence
from mali_kg.pages.telling import MOST, Telling, more
from mali_kg.rdf.namespaces import PROV, SCHEMA, SKOS

#: How a sentence keeps a claim in the background, by notation.
BACKGROUNDS = {
    "": "none: it is what the sentence is there to say",
    "presupposed": "presupposed: the sentence takes it for granted",
    "not-at-issue": "not at issue: the sentence says it in passing",
}
#: How a claim is held, by the notation of its stance.
STANCES = {
    "asserted": "asserted",
    "evaluative": "as a judgement (evaluative)",
    "believed": "as a belief (believed)",
    "normative": "as what should be (normative)",
    "directive": "as a demand (directive)",
    "permitted": "as what is allowed (permitted)",
    "intended": "as an aim (intended)",
    "committed": "as a promise (committed)",
    "desired": "as a wish (desired)",
}
POLARITIES = {"affirmative": "affirmed", "negative": "denied"}
#: How a relation to another claim is told, where this one affirms and where it denies.
RELATIONS = {
    Relation.SAME: ("also said by", "also denied by"),
    Relation.STRONGER: ("more strongly by", "more strongly by"),
    Relation.WEAKER: ("more weakly by", "more weakly by"),
    Relation.DENIED: ("denied by", "affirmed by"),
    Relation.OPEN: ("left open by", "left open by"),
    Relation.APART: ("in another way by", "in another way by"),
}


def claim_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell a claim of an article.

    :raises IncompleteError: where the dataset lacks something of it.
    """
    claim = telling.records.claim(iri)
    if not (claim.article and claim.quote and claim.says) or min(claim.start, claim.end) < 0:
        raise IncompleteError(iri)
    yield Line("claim", claim.label)
    yield Line("id", telling.records.name(iri))
    yield Line("in the text", in_sentence(telling, iri, claim.article, claim.quote, TextPosition(claim.start, claim.end)))
    yield Line("held by", telling.who(claim))
    yield from joined("endorsed by", map(telling.label, claim.endorsers))
    yield Line("how", how(claim))
    yield from cues(telling, claim)
    if claim.background in BACKGROUNDS:
        yield Line("background", BACKGROUNDS[claim.background])
    yield from joined("open list", [f"“{words}”: there is more than what is listed" for words in claim.open_list])
    yield from content(telling, claim)
    yield from arguments(telling, claim)
    # It is written on one of the two.
    close = by_name((*claim.close_to, *telling.records.subjects(telling.iris.term("closeTo"), iri)))
    yield from each("close to", [telling.claim(telling.records.claim(other), always=True) for other in close])
    yield from reviews(telling, iri)
    yield from telling.notes(iri)
    yield from each("accepted", telling.records.mk(iri, "accepted"))


def source_claim_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell a claim of an outside source."""
    records, claim = telling.records, telling.agreement.read(iri)
    yield Line("claim", claim.label)
    yield Line("id", records.name(iri))
    yield Line("held by", telling.who(claim))
    yield from joined("in its words", [f"“{claim.quote}”"] if claim.quote else [])
    assert isinstance(claim, SourceClaim)
    yield from each("page", records.values(claim.source, f"{PROV}hadPrimarySource"))
    yield Line("how", how(claim))
    yield from content(telling, claim)
    yield from telling.notes(iri)
    yield from each("accepted", records.mk(iri, "accepted"))


def codes(telling: Telling, iri: str) -> dict[str, str]:
    """Give the codes of a claim, by name."""
    names = ("stance", "strength", "polarity", "focus", "background")
    return {name: code for name in names if (code := telling.records.code(iri, name))}


def how(claim: AnyClaim) -> str:
    """Tell how a claim is held: stance, strength with the words that carry it, polarity."""
    hedges = listed([f"“{hedge}”" for hedge in claim.hedges])
    strength = STRENGTHS.get(claim.strength, claim.strength)
    told = f"{STANCES.get(claim.stance, claim.stance)}, {strength}{f' ({claim.strength})' if claim.strength != 'full' else ''}"
    is_open, is_denied = claim.strength == "uncommitted", claim.polarity == "negative"
    polarity = f"whether it is {'not ' if is_denied else ''}so" if is_open else POLARITIES.get(claim.polarity, claim.polarity)
    return f"{told}, {polarity}{f'; in the words {hedges}' if hedges else ''}"


def cues(telling: Telling, claim: Claim) -> Iterator[Line]:
    """Tell the words that attribute a claim: to its holder, and to each voice that passes it on."""
    yield from joined("attributed by", [f"“{cue}”" for cue in claim.cues])
    for hop in claim.via:
        words = listed([f"“{cue}”" for cue in hop.cues])
        yield Line("passed on by", f"{telling.label(hop.voice)} ({hop.stance}{f': {words}' if words else ''})")


def content(telling: Telling, claim: AnyClaim) -> Iterator[Line]:
    """Tell what a claim says, who says so too, and who denies it."""
    yield telling.said("says", claim.says, "not " if claim.polarity == "negative" else "", claim.focus)
    if claim.focus:
        yield Line("about", f"the {telling.label(telling.iris.term(claim.focus))}; all else is taken for granted")
    yield from joined("speaks of", map(telling.called, claim.mentions))
    yield from each("named", map(telling.called, telling.agreement.saying(claim.fingerprint).named))
    yield from others(telling, claim)
    yield from each("the opposite by", [told(telling, other, claim) for other in telling.agreement.opposite(claim)])


def others(telling: Telling, claim: AnyClaim) -> Iterator[Line]:
    """Tell what others say of an equal description, by how it stands to what a claim says."""
    for relation, claims in telling.agreement.alike(claim).items():
        key = RELATIONS[relation][claim.polarity == "negative"]
        yield from each(key, [told(telling, other, claim) for other in claims[:MOST]])
        yield from more(key, len(claims))


def told(telling: Telling, other: AnyClaim, claim: AnyClaim) -> str:
    """Tell another claim in a line, and where its stance or strength differs."""
    differs = [mark for mark, of in ((other.stance, claim.stance), (other.strength, claim.strength)) if mark != of]
    return telling.claim(other, always=True) + (f" [{', '.join(differs)}]" if differs else "")


def arguments(telling: Telling, claim: Claim) -> Iterator[Line]:
    """Tell what speaks for and against a claim, and what it speaks for and against."""
    records, term = telling.records, telling.iris.term
    for_it = [records.argument(iri) for iri in records.subjects(term("conclusion"), claim.iri)]
    with_it = [records.argument(iri) for iri in records.subjects(term("premise"), claim.iri)]
    for kind, (of_conclusion, of_premise) in ARGUMENTS.items():
        yield from (from_end(telling, of_conclusion, a.premises, a) for a in for_it if a.kind == kind)
        yield from (from_end(telling, of_premise, (a.conclusion,), a) for a in with_it if a.kind == kind)


def reviews(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell the verdicts of fact-checkers on a claim, in their words."""
    records = telling.records
    for review in records.subjects(f"{SCHEMA}itemReviewed", iri):
        who = telling.labels(records.mk(review, "heldBy"))
        verdict = listed([f"“{words}”" for words in records.mk(review, "verdict")])
        date = records.value(review, f"{SCHEMA}datePublished")
        page = records.value(review, f"{PROV}hadPrimarySource")
        yield Line("reviewed by", f"{who}: {verdict}{f', {day(date)}' if date else ''}{f' <{page}>' if page else ''}")
        yield from each("", telling.texts(review, f"{SKOS}note"))
