"""What claims say, compared with the kinds, the registry and one another."""

import re
from collections.abc import Iterator
from functools import lru_cache

from mali_kg.report.meaning import roles
from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.names import SharedReading
from mali_kg.report.meaning.reading import ClaimReading, FillerReading, NodeReading, Reading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import Lexicon

RULES = {
    "said-twice": "Another claim of the sentence says the same, by the same holder, in the same way. Keep one of them.",
    "said-nearly-alike": "Another claim of the article says nearly the same: its description differs in the writing of words alone, or in words where the other "
    "has the entity that they name. Write both alike, so that they join; or add `closeTo` where they differ in meaning.",
    "kind-against-words": "The label has the verb of another kind, and no word of this one. Correct `kind`.",
    "kind-of-event": "The registry has another kind for this occurrence, neither the same nor broader or narrower. Correct `kind` or `of`.",
    "focus-not-added": "The focus is a role that another claim of the sentence fills alike, and this one adds another role to what that says. Set `focus` to the role that is "
    "added.",
    "part-of-person": "A person has no members. Turn `memberOf` round, or use another role.",
    "name-of-other-year": "The name that the registry gives the occurrence has a year, and no claim of the article that dates it has that year. Correct the name, or `time`.",
    "about-unmentioned": "No claim of the article mentions what the article is said to be about. Correct `about`, or add the claim.",
}


def check(reading: Reading, lexicon: Lexicon | None) -> Iterator[Finding]:
    """Check what the claims of an article say."""
    yield from _twice(reading)
    for claim in reading.described():
        yield from described(reading.shared, claim)
        yield from _focus(reading, claim, lexicon)
    yield from _nearly(reading, lexicon)
    yield from _years(reading)
    mentioned = (
        frozenset[str]().union(*(c.mentions for c in reading.claims), *(c.holders for c in reading.claims))
        if reading.claims
        else frozenset[str]()
    )
    for entity in reading.about if reading.claims else ():
        if entity not in mentioned:
            yield "about-unmentioned", reading.iri, reading.shared.name(entity)


_YEAR = re.compile(r"(?<![\d.,])(?:1\d|20)\d\d(?![\d.,]*\d)")


def _years(reading: Reading) -> Iterator[Finding]:
    """Find occurrences whose names have a year that none of the claims that date them has."""
    dated: dict[str, list[tuple[ClaimReading, set[int]]]] = {}
    for claim in reading.claims:
        said = claim.says
        words = " ".join(v for f in said.roles.get("time", ()) for v in ((f.words, *f.node.typed, *f.node.texts) if f.node else (f.words,)))
        if said.of and said.kind and claim.polarity != "negative" and (years := {int(y) for y in _YEAR.findall(words)}):
            dated.setdefault(said.of, []).append((claim, years))
    for event, found in dated.items():
        told = set().union(*(years for _, years in found))
        names = reading.shared.things[event].names if event in reading.shared.things else ()
        wrong = [n for n in names if (own := {int(y) for y in _YEAR.findall(n)}) and not any(min(told) <= y <= max(told) for y in own)]
        if wrong:
            yield "name-of-other-year", found[0][0].iri, f"{wrong[0]}, dated {', '.join(map(str, sorted(told)))}"


def described(shared: SharedReading, claim: ClaimReading) -> Iterator[Finding]:
    """Check what one claim says, be it of an article or of an outside source."""
    for node in claim.says.all:
        if node.kind:
            yield from _kind(shared, claim, node)
            yield from roles.check(shared, claim, node)
        for filler in node.roles.get("memberOf", ()):
            thing = shared.things.get(filler.entity or (filler.node.of if filler.node else ""))
            if thing and "Person" in thing.types:
                yield "part-of-person", claim.iri, shared.name(thing.iri)


def _twice(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        seen: dict[object, ClaimReading] = {}
        for claim in sentence.claims:
            key = (claim.says.fingerprint, frozenset(claim.holders), claim.stance, claim.strength, claim.polarity, claim.focus)
            first = seen.setdefault(key, claim)
            if first is not claim and claim.says.fingerprint:
                yield "said-twice", claim.iri, first.id


def _focus(reading: Reading, claim: ClaimReading, lexicon: Lexicon | None) -> Iterator[Finding]:
    """Find a focus that another claim of the sentence says already, with all but the role that this one adds."""
    if not claim.focus or claim.polarity == "negative":
        return
    skipped = lexicon.single("function-word") if lexicon else frozenset[str]()
    roles = _roles(reading, claim.says, skipped)
    for other in claim.sentence.claims:
        said = other.says
        if (said.kind, said.of, said.phase) != (claim.says.kind, claim.says.of, claim.says.phase) or other.holders != claim.holders:
            continue
        less = _roles(reading, said, skipped)
        added = roles.keys() - less.keys()
        # “Only the Council did it” adds a degree, and is about the Council.
        if claim.focus in less and added - {"degree"} and less.items() <= roles.items() and other.polarity != "negative":
            yield "focus-not-added", claim.iri, f"{claim.focus}, as in {other.id}; expected {', '.join(sorted(added))}"
            return


def _kind(shared: SharedReading, claim: ClaimReading, node: NodeReading) -> Iterator[Finding]:
    """Compare a kind with the words of its opposite, and with that of the named occurrence."""
    label = claim.label_sentence
    kind = shared.kinds.get(node.kind)
    thing = shared.things.get(node.of)
    if thing and thing.kind and not _related(shared, node.kind, thing.kind):
        yield "kind-of-event", claim.iri, f"{node.kind}, expected {thing.kind}"
    if node is claim.says and kind and label.lexicon:
        kinds = [shared.kind_stems(k, label.lexicon) for k in claim.says.kinds]
        if all(stems.isdisjoint(label.stems) for stems in kinds):
            # Words of names and of texts are no verbs of the claim.
            texts = {label.lexicon.stem(w) for text in claim.says.texts for w in words_of(text)}
            named = {label.lexicon.stem(w) for e in claim.mentions for w in shared.significant(e, label.lexicon)}
            verbs = shared.verbs(label.lexicon)
            others = [verbs[stem] for stem in label.stems if stem in verbs and stem not in texts and stem not in named]
            if others and all(stems.isdisjoint(texts) for stems in kinds):
                yield "kind-against-words", claim.iri, f"{node.kind}, expected {others[0]}"


def _related(shared: SharedReading, one: str, other: str) -> bool:
    return one in _broader(shared, other) or other in _broader(shared, one)


def _broader(shared: SharedReading, kind: str) -> set[str]:
    found: set[str] = set()
    while kind and kind not in found:
        found.add(kind)
        kind = shared.kinds[kind].broader if kind in shared.kinds else ""
    return found


def _nearly(reading: Reading, lexicon: Lexicon | None) -> Iterator[Finding]:
    """Find descriptions that differ in the writing of words alone, and those of which one has words for an entity of the other."""
    names = lexicon.single("function-word") if lexicon else frozenset[str]()
    seen: dict[object, ClaimReading] = {}
    for claim in reading.described():
        first = seen.setdefault(_form(reading, claim.says, names), claim)
        close = claim.iri in first.close_to or first.iri in claim.close_to
        if first is not claim and first.says.fingerprint != claim.says.fingerprint and not close:
            yield "said-nearly-alike", claim.iri, first.id


def _form(reading: Reading, node: NodeReading, skipped: frozenset[str]) -> str:
    """Give what is compared of a node: as its fingerprint is made, with words without articles, capitals and plurals, and names for entities."""
    roles = sorted([f"{role}:{form}" for role, form in _roles(reading, node, skipped).items()])
    if node.kind:
        return f"({node.kind} {node.of} {node.phase} {node.polarity} {node.strength} {' '.join(roles)})"
    if not roles:
        return _plain(reading.shared.name(node.of) if node.of else node.text, skipped)
    return f"({node.of} {_plain(node.text, skipped)} {' '.join(roles)})"


def _roles(reading: Reading, node: NodeReading, skipped: frozenset[str]) -> dict[str, str]:
    return {role: "|".join(sorted([_filler(reading, f, skipped) for f in fillers])) for role, fillers in node.roles.items()}


def _filler(reading: Reading, filler: FillerReading, skipped: frozenset[str]) -> str:
    if filler.node:
        return _form(reading, filler.node, skipped)
    # An entity by its first name, and words as they are: so the words that are its name equal it.
    return _plain(reading.shared.name(filler.entity) if filler.entity else filler.words, skipped)


@lru_cache(4096)
def _plain(text: str, skipped: frozenset[str]) -> str:
    return " ".join([w.removesuffix("s") for w in words_of(text) if w not in skipped])
