"""Which entity the words mean: words in place of the entity that they name, and one phrase that is read as two entities."""

from collections.abc import Iterator

from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.names import SharedReading, first_part, head
from mali_kg.report.meaning.reading import Reading, SentenceReading
from mali_kg.report.meaning.tokens import words_of
from mali_kg.report.meaning.words import Lexicon

RULES = {
    "words-for-entity": "The words of a participant are a name of the entity that they settle, or a shorter form of it with an article. Fill in the entity itself, so that "
    "this joins with all else that is said of it.",
    "phrase-of-two": "Another claim of the sentence takes the same words for another entity of the registry. Correct the one that is wrong.",
}


def check(reading: Reading, lexicon: Lexicon) -> Iterator[Finding]:
    """Check the entities of what the claims of an article say."""
    for claim in reading.described():
        for node in claim.says.all:
            if (
                node.type == "participant"
                and node.text
                and len(node.names) == 1
                and is_name(reading.shared, *node.names, node.text, lexicon)
            ):
                yield "words-for-entity", claim.iri, f"{node.text}, expected {reading.shared.name(node.names[0])}"
    for sentence in reading.sentences:
        yield from _twofold(reading.shared, sentence, lexicon)


def is_name(shared: SharedReading, entity: str, text: str, lexicon: Lexicon) -> bool:
    """Tell whether words are a name of an entity but for articles and capitals, or such a name cut short behind a definite article: “the mission”."""
    words, plain = words_of(text), lexicon.single("function-word")
    if len(words) > 1 and words[0] in lexicon.single("pronoun") and words[1] in lexicon.single("date-of"):
        # “Those of Ostreby” are not Ostreby.
        return False
    own = [w for w in words if w not in plain]
    definite = bool(words) and words[0] in lexicon.single("definite")
    for name in shared.things[entity].names if own and entity in shared.things else ():
        parts = words_of(name)
        if own == [w for w in parts if w not in plain]:
            return True
        noun = head(parts, lexicon)
        if definite and not noun.isdisjoint(own) and set(own) <= set(first_part(parts, plain)):
            return True
    return False


def _twofold(shared: SharedReading, sentence: SentenceReading, lexicon: Lexicon) -> Iterator[Finding]:
    """Find words that two claims quote, and read as different entities of one class that neither distinguishes."""
    tokens = sentence.tokens
    claims = [c for c in sentence.claims if c.says_of == c.iri] if sentence.whole else []
    together = [c.says.entities for c in claims]
    told: set[tuple[str, str]] = set()
    for number, later in enumerate(claims):
        for earlier in claims[:number]:
            common = tokens.within(max(earlier.start, later.start), min(earlier.end, later.end))
            words = list(enumerate(tokens.words[common.start : common.stop]))
            for one in sorted(earlier.says.entities - later.says.entities) if words else ():
                for other in sorted(later.says.entities - earlier.says.entities):
                    if (one, other) in told or any({one, other} <= entities for entities in together) or not _alike(shared, one, other):
                        continue
                    places = {i for i, w in words if shared.is_named(one, (w,), lexicon)}
                    if places and places == {i for i, w in words if shared.is_named(other, (w,), lexicon)}:
                        told.add((one, other))
                        yield "phrase-of-two", later.iri, f"{shared.name(other)}, {earlier.id} has {shared.name(one)}"


def _alike(shared: SharedReading, one: str, other: str) -> bool:
    return one in shared.things and other in shared.things and shared.things[one].types == shared.things[other].types
