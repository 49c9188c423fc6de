"""The verdicts of fact-checkers on claims, and the propositions that have a name."""

from typing import NamedTuple

from mali_kg.claims.reader import Records
from mali_kg.rdf.namespaces import PROV, SCHEMA


class Review(NamedTuple):
    """What a fact-checker says of a claim, in its words; never a verdict of ours."""

    iri: str
    claim: str
    #: IRIs of who says it.
    by: tuple[str, ...]
    verdict: str
    published: str
    page: str
    #: Day on which it was read.
    read: str


class NamedProposition(NamedTuple):
    """What people gave a name to, to cite it across articles; that it has one does not make it so."""

    iri: str
    label: str
    says: str
    fingerprint: str


def reviews(records: Records) -> list[Review]:
    """Read the verdicts, by name."""
    return [review(records, iri) for iri in records.of_type(records.iris.term("Review"))]


def reviews_of(records: Records, claim: str) -> list[Review]:
    """Read the verdicts on a claim, by name."""
    return [review(records, iri) for iri in records.subjects(f"{SCHEMA}itemReviewed", claim)]


def review(records: Records, iri: str) -> Review:
    """Read a verdict."""
    term = records.iris.term
    return Review(
        iri=iri,
        claim=records.value(iri, f"{SCHEMA}itemReviewed"),
        by=records.mk(iri, "heldBy"),
        verdict=records.value(iri, term("verdict")),
        published=records.value(iri, f"{SCHEMA}datePublished"),
        page=records.value(iri, f"{PROV}hadPrimarySource"),
        read=records.value(iri, term("dateRead")),
    )


def named_propositions(records: Records) -> list[NamedProposition]:
    """Read the propositions that have a name, by name."""
    return [named_proposition(records, iri) for iri in records.of_type(records.iris.term("Proposition"))]


def named_proposition(records: Records, iri: str) -> NamedProposition:
    """Read a proposition that has a name."""
    term = records.iris.term
    says = records.value(iri, term("says"))
    return NamedProposition(iri, records.label(iri), says, records.value(says, term("fingerprint")))
