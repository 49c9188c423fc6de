"""Who or what fills which role: whether a label has the fillers in the order of their roles, and behind the prepositions that go with them."""

from collections.abc import Iterator

from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.names import SharedReading, head
from mali_kg.report.meaning.reading import ClaimReading, FillerReading, NodeReading, SentenceReading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import Lexicon

RULES = {
    "roles-turned": "The label names who or what fills the second of two roles before the first, and its verb is not in the passive. Turn the two fillers round, "
    "or word the label in the order of the roles.",
    "role-against-preposition": "The label names who or what fills a role of coming or going behind a preposition of the other direction: what stands behind “from” is no "
    "goal, what stands behind “into” no source. Correct the role.",
    "correlation-as-cause": "The text tells that two things go together, by words such as linked to or associated with, and the claim that one of them causes the other. Take a kind such as "
    "be-associated, without `cause`.",
    "possessor-turned": "A name in the genitive is that of the possessor, and the claim has it in another role beside its possessor. Turn the two round.",
    "order-against-words": "The label or the quotation tells which of two came first, by a word such as “preceded by”, “followed by” or “after”, and what fills `after` is the later of them. "
    "Turn the two round.",
}
#: Pairs of roles whose first comes before the second in a sentence that is not in the passive, where a kind names no edge.
_DOERS = tuple(
    (first, second)
    for first in ("actor", "experiencer", "cause")
    for second in ("undergoer", "theme", "recipient", "result", "affectee", "stimulus")
)
_ORDER = (*_DOERS, *((first, "comparedTo") for first in ("actor", "experiencer", "undergoer", "theme", "affectee", "possessor", "place")))
#: Role to the list of prepositions that no filler of it stands behind.
_AGAINST = {"source": "preposition-to", "goal": "preposition-from"}


def check(shared: SharedReading, claim: ClaimReading, node: NodeReading) -> Iterator[Finding]:
    """Check the roles of a description against the label of its claim."""
    label = claim.label_sentence
    if label.lexicon:
        kind = shared.kinds.get(node.kind)
        edge = [(kind.edge[0], kind.edge[1])] if kind and len(kind.edge) == 2 else []
        yield from _order(shared, claim, node, label, label.lexicon, (*edge, *_ORDER))
        quote = claim.quote_sentence
        if quote.lexicon is label.lexicon and claim.says_of == claim.iri:
            # A text may tell of a group before what belongs to it, but hardly of what is done before who does it.
            yield from _order(shared, claim, node, quote, label.lexicon, _DOERS)
            yield from _compared(shared, claim, node, quote, label.lexicon)
            yield from _agent(shared, claim, node, quote, label.lexicon)
            yield from _together(shared, claim, node, quote, label.lexicon)
            yield from _sequence(shared, claim, node, quote, label.lexicon)
        yield from _genitive(shared, claim, node, label)
        yield from _direction(shared, claim, node, label, label.lexicon)
        yield from _sequence(shared, claim, node, label, label.lexicon)


def _order(
    shared: SharedReading,
    claim: ClaimReading,
    node: NodeReading,
    label: SentenceReading,
    lexicon: Lexicon,
    pairs: tuple[tuple[str, str], ...],
) -> Iterator[Finding]:
    """Find two roles of a description whose entities stand in the label the other way round."""
    single = {role: fillers[0] for role, fillers in node.roles.items() if len(fillers) == 1}
    for first, second in pairs if len(single) > 1 else ():
        if first not in single or second not in single or _name(shared, single[first]) == _name(shared, single[second]):
            continue
        one, other = (_place(shared, label, single[role], lexicon) for role in (first, second))
        if first in ("actor", "cause"):
            # Who does it stands before what is done, be they named or not.
            one, other = (_of_words(label, single[r], p) for r, p in ((first, one), (second, other)))
        if one > other >= 0 and not _is_turned(label, one, other, lexicon):
            yield "roles-turned", claim.iri, f"{first} {_name(shared, single[first])}, {second} {_name(shared, single[second])}"
            return


def _name(shared: SharedReading, filler: FillerReading) -> str:
    """Give how a filler is called: the name of an entity, words, or the kind of a description."""
    node = filler.node
    entity = filler.entity or (node.of if node else "")
    return shared.name(entity) if entity else (node.text or node.kind if node else filler.words)


def _entities(fillers: list[FillerReading]) -> list[str]:
    return [e for f in fillers if (e := f.entity or (f.node.of if f.node and not f.node.kind else ""))]


def _place(shared: SharedReading, label: SentenceReading, filler: FillerReading, lexicon: Lexicon) -> int:
    """Give where the label has a filler: the first full name of an entity, the noun that the name of an event is built on, the one word for a kind; -1 for nowhere."""
    node = filler.node
    entity = filler.entity or (node.of if node else "")
    named = next((start for start, _, entities in label.named if entity in entities), -1)
    if named >= 0:
        return named
    kind = node.kind if node else ""
    if kind and (found := _verb(shared, label, kind, lexicon)) >= 0:
        return found
    thing = shared.things.get(entity)
    nouns = {noun for name in thing.names for noun in head(words_of(name), lexicon)} if thing and thing.kind else set()
    places = [i for i, word in enumerate(label.tokens.words) if word in nouns]
    return label.tokens.starts[places[0]] if len(places) == 1 else -1


def _of_words(label: SentenceReading, filler: FillerReading, place: int) -> int:
    """Give a place, or where the label has the words of a participant that has no entity."""
    words = filler.node.text if filler.node and not filler.node.of and not filler.node.kind else filler.words
    return place if place >= 0 else next(iter(_starts(label, words)), -1)


def _verb(shared: SharedReading, label: SentenceReading, kind: str, lexicon: Lexicon) -> int:
    """Give where the label has a word of a kind’s own names, if it has one such word; -1 for nowhere."""
    names = (kind.replace("-", " "), *(shared.kinds[kind].names if kind in shared.kinds else ()))
    stems = {lexicon.stem(w) for name in names for w in words_of(name) if w not in lexicon.light}
    found = [i for i, stem in enumerate(label.stems) if stem in stems]
    return label.tokens.starts[found[0]] if len(found) == 1 else -1


def _is_turned(label: SentenceReading, one: int, other: int, lexicon: Lexicon) -> bool:
    """Tell whether the first role may stand behind the second: behind “by” or another preposition, or in a clause of its own."""
    tokens = label.tokens
    between = tokens.words[slice(tokens.within(other, one).start, tokens.within(other, one).stop)]
    return any(w in lexicon.single("turning") for w in between)


def _direction(
    shared: SharedReading, claim: ClaimReading, node: NodeReading, label: SentenceReading, lexicon: Lexicon
) -> Iterator[Finding]:
    """Find sources and goals that the label has behind a preposition of the other direction, wherever it names them."""
    for role, prepositions in _AGAINST.items():
        for filler in node.roles.get(role, ()):
            entity = filler.entity or (filler.node.of if filler.node else "")
            words = filler.node.text if filler.node else ""
            places = [start for start, _, entities in label.named if entity in entities] if entity else _starts(label, words)
            if places and all(_is_behind(label, at, prepositions, lexicon) for at in places):
                yield "role-against-preposition", claim.iri, f"{role} {shared.name(entity) if entity else words}"


def _sequence(shared: SharedReading, claim: ClaimReading, node: NodeReading, label: SentenceReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find a filler of `after` that comes later, by the words of a text."""
    if "after" not in node.roles:
        return
    marks = [m for m in label.matches if "order-later" in m.senses or "order-earlier" in m.senses]
    for filler in node.roles.get("after", ()) if len(marks) == 1 else ():
        own = _place(shared, label, FillerReading("", node, ""), lexicon)
        words = filler.node.text if filler.node else ""
        first, mark = next(iter(_starts(label, words)), _place(shared, label, filler, lexicon)), marks[0].start
        is_later = "order-later" in marks[0].senses
        # “A after B”, and “After B, A”: what stands right behind the mark is what it measures from.
        if min(own, first) < 0 or own == first:
            continue
        if min(own, first) < mark < max(own, first):
            turned = (first < own) == is_later
        else:
            turned = not label.text[:mark].strip() and (first < own) != is_later
        if turned:
            yield "order-against-words", claim.iri, f"after {_name(shared, filler)}"


def _compared(shared: SharedReading, claim: ClaimReading, node: NodeReading, quote: SentenceReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find the side of a comparison that stands behind “than”, and fills another role than `comparedTo`."""
    (other,) = (
        _entities(node.roles.get("comparedTo", []))
        if len(node.roles.get("comparedTo", [])) == 1 and _entities(node.roles["comparedTo"])
        else ("",)
    )
    for role in ("actor", "experiencer", "undergoer", "theme", "affectee", "possessor") if other else ():
        for entity in _entities(node.roles.get(role, [])):
            one, two = (_named(quote, e) for e in (entity, other))
            between = quote.tokens.within(two, one) if 0 <= two < one else range(0)
            if any(quote.tokens.words[i] in lexicon.single("comparison") for i in between):
                yield "roles-turned", claim.iri, f"{role} {shared.name(entity)}, comparedTo {shared.name(other)}"


def _named(quote: SentenceReading, entity: str) -> int:
    return next((start for start, _, entities in quote.named if entity in entities), -1)


def _agent(shared: SharedReading, claim: ClaimReading, node: NodeReading, quote: SentenceReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find who stands behind the “by” of a passive, and does not do it: another does, who stands before it."""
    doers = [e for role in ("actor", "cause") for e in _entities(node.roles.get(role, []))]
    tokens, endings = quote.tokens, tuple(lexicon.single("past-ending"))
    for role in ("undergoer", "theme", "affectee", "recipient") if len(doers) == 1 else ():
        for entity in _entities(node.roles.get(role, [])):
            doer, other = _named(quote, doers[0]), _named(quote, entity)
            at = tokens.within(other, len(quote.text)).start
            at -= at > 0 and tokens.words[at - 1] in lexicon.single("determiner")
            if not (0 <= doer < other and at > 1 and tokens.words[at - 1] in lexicon.single("passive-agent")):
                continue
            before = tokens.words[at - 2]
            if not endings or before.endswith(endings) or before in lexicon.lemmas:
                yield "roles-turned", claim.iri, f"{role} {shared.name(entity)}, behind {tokens.raw(at - 1)}"


def _together(shared: SharedReading, claim: ClaimReading, node: NodeReading, quote: SentenceReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find a cause where the text tells that things go together."""
    if node is not claim.says or "cause" not in node.roles:
        return
    stems = shared.kind_stems(node.kind, lexicon)
    for at in range(len(quote.tokens.words)):
        if lexicon.starts_at("together", quote.tokens, at) and quote.stems[at] not in stems:
            yield "correlation-as-cause", claim.iri, " ".join(quote.tokens.words[at : at + 2])
            return


def _genitive(shared: SharedReading, claim: ClaimReading, node: NodeReading, label: SentenceReading) -> Iterator[Finding]:
    """Find a possession whose possessor is not the name that the label has in the genitive."""
    owners = _entities(node.roles.get("possessor", []))
    for role in ("theme", "undergoer", "part") if len(owners) == 1 else ():
        for entity in _entities(node.roles.get(role, [])):
            ends = {e: [end for _, end, entities in label.named if e in entities] for e in (owners[0], entity)}
            genitive = {e: any(label.text[end : end + 2].lower() in ("’s", "'s", "’", "'") for end in found) for e, found in ends.items()}
            if genitive[entity] and not genitive[owners[0]] and owners[0] != entity:
                yield "possessor-turned", claim.iri, f"{role} {shared.name(entity)}, possessor {shared.name(owners[0])}"


def _starts(label: SentenceReading, words: str) -> list[int]:
    """Give where the label has some words, if it has them once."""
    return [label.text.index(words)] if words and label.text.count(words) == 1 else []


def _is_behind(label: SentenceReading, start: int, prepositions: str, lexicon: Lexicon) -> bool:
    """Tell whether a preposition of a list stands right before a place, with no more than an article between."""
    tokens = label.tokens
    at = tokens.within(start, len(label.text)).start
    if at and tokens.words[at - 1] in lexicon.single("determiner"):
        at -= 1
    return lexicon.ends_before(prepositions, tokens, at)
