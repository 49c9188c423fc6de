"""Warnings that somebody accepted, with a reason."""

from collections.abc import Iterator
from typing import NamedTuple

from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.reading import Reading

RULES = {
    "accepted-unknown": "No rule has this name, so nothing is accepted. Copy the rule’s name from its warning.",
    "accepted-error": "This rule tells what is certainly wrong, and cannot be accepted. Mend it.",
    "accepted-unneeded": "The rule has nothing to tell of this any more. Take it out of `accepted`, so that it tells the next time.",
}


class Severities(NamedTuple):
    """The rules that can be named."""

    #: Rules on meaning that warn, and rules that tell what is certain.
    warnings: frozenset[str]
    errors: frozenset[str]
    #: Rules that are checked elsewhere.
    others: frozenset[str]


def accept(reading: Reading, found: set[Finding], rules: Severities) -> Iterator[Finding]:
    """Give the findings of one article that nobody accepted, and what is wrong with what was accepted."""
    accepted = {c.iri: c.accepted for c in reading.annotated() if c.accepted}
    yield from (f for f in found if f[0] in rules.errors or f[0] not in accepted.get(f[1], ()))
    for iri, names in accepted.items():
        for name in names:
            if name in rules.errors:
                yield "accepted-error", iri, name
            elif name in rules.warnings:
                # Without the text, and without words, it is not known what there would be to tell.
                if reading.text is not None and reading.lexicon and not any(f[0] == name and f[1] == iri for f in found):
                    yield "accepted-unneeded", iri, name
            elif name not in rules.others:
                yield "accepted-unknown", iri, name
