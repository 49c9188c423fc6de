"""Who or what fills which role: whether a label has the fillers in the order of their roles, and behind the prepositions that go with them."""

from collections.abc import Iterator

from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.names import SharedReading
from mali_kg.report.meaning.reading import ClaimReading, FillerReading, NodeReading, SentenceReading
from mali_kg.report.meaning.words import Lexicon

RULES = {
    "roles-turned": "The label names who or what fills the second of two roles before the first, and its verb is not in the passive. Turn the two fillers round, "
    "or word the label in the order of the roles.",
    "role-against-preposition": "The label names who or what fills a role of coming or going behind a preposition of the other direction: what stands behind “from” is no "
    "goal, what stands behind “into” no source. Correct the role.",
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
#: Role to the list of prepositions that no filler of it stands behind.
_AGAINST = {"source": "preposition-to", "goal": "preposition-from"}


def check(shared: SharedReading, claim: ClaimReading, node: NodeReading) -> Iterator[Finding]:
    """Check the roles of a description against the label of its claim."""
    label = claim.label_sentence
    if label.lexicon:
        yield from _order(shared, claim, node, label, label.lexicon)
        yield from _direction(shared, claim, node, label, label.lexicon)


def _order(shared: SharedReading, claim: ClaimReading, node: NodeReading, label: SentenceReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find two roles of a description whose entities stand in the label the other way round."""
    kind = shared.kinds.get(node.kind)
    entities = {role: found[0] for role, fillers in node.roles.items() if len(found := _entities(fillers)) == 1}
    edge = [(kind.edge[0], kind.edge[1])] if kind and len(kind.edge) == 2 else []
    for first, second in (*edge, *_ORDER) if len(entities) > 1 else ():
        if first not in entities or second not in entities or entities[first] == entities[second]:
            continue
        one, other = _place(label, entities[first]), _place(label, entities[second])
        if one > other >= 0 and not _is_turned(label, one, other, lexicon):
            yield "roles-turned", claim.iri, f"{first} {shared.name(entities[first])}, {second} {shared.name(entities[second])}"
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
