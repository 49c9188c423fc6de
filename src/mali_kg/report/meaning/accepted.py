"""Warnings that somebody accepted, with a reason."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mali_kg.report.meaning.holders import Finding

RULES = {
    "accepted-unknown": "No rule has this name, so nothing is accepted. Copy the rule’s name from its warning.",
    "accepted-error": "This rule tells what is certainly wrong, and cannot be accepted. Mend it.",
    "accepted-unneeded": "The rule has nothing to tell of this any more. Take it out of `accepted`, so that it tells the next time.",
}


#: IRI of a claim or argument to the rules that are accepted for it, each with the reason.
Accepted = Mapping[str, Mapping[str, str]]


class Severities(NamedTuple):
    """The rules that can be named."""

    #: Rules on meaning that warn, and rules that tell what is certain.
    warnings: frozenset[str]
    errors: frozenset[str]
    #: Rules that are checked elsewhere.
    others: frozenset[str]


def accept(accepted: Accepted, found: Iterable[Finding], rules: Severities, complete: bool) -> Iterator[Finding]:
    """Give the findings that nobody accepted, and what is wrong with what was accepted.

    :param accepted: claims and arguments, each with the rules that are accepted for it.
    :param complete: whether all that the rules could tell is among the findings: without a text, and without words, it is not known what there would be.
    """
    told = set(found)
    yield from (f for f in told if f[0] in rules.errors or f[0] not in accepted.get(f[1], ()))
    for iri, names in accepted.items():
        for name in names:
            if name in rules.errors:
                yield "accepted-error", iri, name
            elif name in rules.warnings:
                if complete and not any(f[0] == name and f[1] == iri for f in told):
                    yield "accepted-unneeded", iri, name
            elif name not in rules.others:
                yield "accepted-unknown", iri, name
