"""What claims say, compared with the kinds, the registry and one another."""

from collections.abc import Iterator
from functools import lru_cache

from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.reading import ClaimReading, FillerReading, NodeReading, Reading, SentenceReading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import Lexicon

RULES = {
    "said-twice": "Another claim of the sentence says the same, by the same holder, in the same way. Keep one of them.",
    "said-nearly-alike": "Another claim of the article says nearly the same: its description differs in the writing of words alone, or in words where the other "
    "has the entity that they name. Write both alike, so that they join; or add `closeTo` where they differ in meaning.",
    "kind-against-words": "The label has the verb of another kind, and no word of this one. Correct `kind`.",
    "kind-of-event": "The registry has another kind for this occurrence, neither the same nor broader or narrower. Correct `kind` or `of`.",
    "roles-turned": "The label names who or what fills the second of two roles before the first, and its verb is not in the passive. Turn the two fillers round, "
    "or word the label in the order of the roles.",
    "part-of-person": "A person has no members. Turn `memberOf` round, or use another role.",
    "about-unmentioned": "No claim of the article mentions what the article is said to be about. Correct `about`, or add the claim.",
}
#: Pairs of roles whose first comes before the second in a sentence that is not in the passive, where a kind names no edge.
_ORDER = (
    *(
        (first, second)
        for first in ("actor", "experiencer", "cause")
        for second in ("undergoer", "theme", "recipient", "result", "affectee", "stimulus")
    ),
    *((first, "comparedTo") for first in ("actor", "experiencer", "undergoer", "theme", "affectee", "possessor", "place")),
)


def check(reading: Reading, lexicon: Lexicon | None) -> Iterator[Finding]:
    """Check what the claims of an article say."""
    yield from _twice(reading)
    for claim in reading.described():
        for node in claim.says.all:
            if node.kind:
                yield from _kind(reading, claim, node)
                yield from _order(reading, claim, node)
            for filler in node.roles.get("memberOf", ()):
                thing = reading.shared.things.get(filler.entity or (filler.node.of if filler.node else ""))
                if thing and "Person" in thing.types:
                    yield "part-of-person", claim.iri, reading.shared.name(thing.iri)
    yield from _nearly(reading, lexicon)
    mentioned = (
        frozenset[str]().union(*(c.mentions for c in reading.claims), *(c.holders for c in reading.claims))
        if reading.claims
        else frozenset[str]()
    )
    for entity in reading.about if reading.claims else ():
        if entity not in mentioned:
            yield "about-unmentioned", reading.iri, reading.shared.name(entity)


def _twice(reading: Reading) -> Iterator[Finding]:
    for sentence in reading.sentences:
        seen: dict[object, ClaimReading] = {}
        for claim in sentence.claims:
            key = (claim.says.fingerprint, frozenset(claim.holders), claim.stance, claim.strength, claim.polarity, claim.focus)
            first = seen.setdefault(key, claim)
            if first is not claim and claim.says.fingerprint:
                yield "said-twice", claim.iri, first.id


def _kind(reading: Reading, claim: ClaimReading, node: NodeReading) -> Iterator[Finding]:
    """Compare a kind with the words of its opposite, and with that of the named occurrence."""
    label = claim.label_sentence
    kind = reading.shared.kinds.get(node.kind)
    thing = reading.shared.things.get(node.of)
    if thing and thing.kind and not _related(reading, node.kind, thing.kind):
        yield "kind-of-event", claim.iri, f"{node.kind}, expected {thing.kind}"
    if node is claim.says and kind and label.lexicon:
        kinds = [reading.shared.kind_stems(k, label.lexicon) for k in claim.says.kinds]
        if all(stems.isdisjoint(label.stems) for stems in kinds):
            # Words of names and of texts are no verbs of the claim.
            texts = {label.lexicon.stem(w) for text in claim.says.texts for w in words_of(text)}
            named = {label.lexicon.stem(w) for e in claim.mentions for w in reading.shared.significant(e, label.lexicon)}
            verbs = reading.shared.verbs(label.lexicon)
            others = [verbs[stem] for stem in label.stems if stem in verbs and stem not in texts and stem not in named]
            if others and all(stems.isdisjoint(texts) for stems in kinds):
                yield "kind-against-words", claim.iri, f"{node.kind}, expected {others[0]}"


def _related(reading: Reading, one: str, other: str) -> bool:
    return one in _broader(reading, other) or other in _broader(reading, one)


def _broader(reading: Reading, kind: str) -> set[str]:
    found: set[str] = set()
    while kind and kind not in found:
        found.add(kind)
        kind = reading.shared.kinds[kind].broader if kind in reading.shared.kinds else ""
    return found


def _order(reading: Reading, claim: ClaimReading, node: NodeReading) -> Iterator[Finding]:
    """Find two roles of a description whose entities stand in the label the other way round."""
    kind, label = reading.shared.kinds.get(node.kind), claim.label_sentence
    if not label.lexicon:
        return
    entities = {role: found[0] for role, fillers in node.roles.items() if len(found := _entities(fillers)) == 1}
    edge = [(kind.edge[0], kind.edge[1])] if kind and len(kind.edge) == 2 else []
    for first, second in (*edge, *_ORDER) if len(entities) > 1 else ():
        if first not in entities or second not in entities or entities[first] == entities[second]:
            continue
        one, other = _place(label, entities[first]), _place(label, entities[second])
        if one > other >= 0 and not _is_turned(label, one, other, label.lexicon):
            yield (
                "roles-turned",
                claim.iri,
                f"{first} {reading.shared.name(entities[first])}, {second} {reading.shared.name(entities[second])}",
            )
            return


def _entities(fillers: list[FillerReading]) -> list[str]:
    return [e for f in fillers if (e := f.entity or (f.node.of if f.node and not f.node.kind else ""))]


def _place(label: SentenceReading, entity: str) -> int:
    """Give where the label has the first full name of an entity; -1 for nowhere."""
    return next((start for start, _, entities in label.named if entity in entities), -1)


def _is_turned(label: SentenceReading, one: int, other: int, lexicon: Lexicon) -> bool:
    """Tell whether the first role may stand behind the second: behind “by” or another preposition, or in a clause of its own."""
    tokens = label.tokens
    between = tokens.words[slice(tokens.within(other, one).start, tokens.within(other, one).stop)]
    return any(w in lexicon.single("turning") for w in between)


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
    roles = [f"{role}:{'|'.join(sorted([_filler(reading, f, skipped) for f in fillers]))}" for role, fillers in node.roles.items()]
    roles.sort()
    if node.kind:
        return f"({node.kind} {node.of} {node.phase} {node.polarity} {node.strength} {' '.join(roles)})"
    if not roles:
        return _plain(reading.shared.name(node.of) if node.of else node.text, skipped)
    return f"({node.of} {_plain(node.text, skipped)} {' '.join(roles)})"


def _filler(reading: Reading, filler: FillerReading, skipped: frozenset[str]) -> str:
    if filler.node:
        return _form(reading, filler.node, skipped)
    # An entity by its first name, and words as they are: so the words that are its name equal it.
    return _plain(reading.shared.name(filler.entity) if filler.entity else filler.words, skipped)


@lru_cache(4096)
def _plain(text: str, skipped: frozenset[str]) -> str:
    return " ".join([w.removesuffix("s") for w in words_of(text) if w not in skipped])
