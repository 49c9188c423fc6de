"""The pages of what is outside the articles: sources, propositions that people named, the verdicts of fact-checkers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mali_kg.claims.agreement import AnyClaim
from mali_kg.claims.reviews import named_proposition, reviews
from mali_kg.rdf.namespaces import PROV, SKOS
from mali_kg.site import data
from mali_kg.site.reading import MOST, line, others, read
from mali_kg.site.retired import of_page

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site

#: How what is said stands to a named proposition, in this order.
STANDS = ("affirmed", "weaker", "open", "denied", "apart")
#: The family of stances that say that something is so, or is not.
EPISTEMIC = "epistemic"


def source_pages(site: "Site", iris: list[str]) -> "Iterator[File]":
    """Write the pages of outside sources: what each says, as far as it was read."""
    records, term = site.records, site.iris.term
    for iri in iris:
        said = [claim for claim in records.subjects(term("heldBy"), iri) if records.is_a(claim, "SourceClaim")]
        stem = site.places.stem(iri)
        yield site.html(
            f"{stem}.html",
            "source",
            iri,
            page=records.value(iri, f"{PROV}hadPrimarySource"),
            read=records.value(iri, term("dateRead")),
            notes=records.values(iri, f"{SKOS}note"),
            claims=[_of_source(site, claim) for claim in said],
            retired=of_page(site, iri),
        )
        yield from data.beside(site, stem, [quad for thing in (iri, *said) for quad in site.whole(thing)])


def _of_source(site: "Site", iri: str) -> dict[str, Any]:
    claim = read(site, iri)
    return {
        **line(site, claim),
        "iri": iri,
        "label": claim.label,
        "quote": claim.quote,
        "hedges": claim.hedges,
        "focus": claim.focus,
        "said": site.cards.description(site.records.description(claim.says)),
        "says": claim.says,
        "notes": site.records.values(iri, f"{SKOS}note"),
        "others": others(site, claim),
    }


def proposition_pages(site: "Site", iris: list[str]) -> "Iterator[File]":
    """Write the pages of propositions that have a name: who affirms, denies or weakens each."""
    records = site.records
    for iri in iris:
        named = named_proposition(records, iri)
        saying = site.cards.agreement.saying(named.fingerprint).claims
        found: dict[str, list[dict[str, Any]]] = {}
        for claim in saying[:MOST]:
            found.setdefault(stands(site, claim), []).append(line(site, claim))
        stem = site.places.stem(iri)
        yield site.html(
            f"{stem}.html",
            "proposition",
            iri,
            said=site.cards.description(records.description(named.says)),
            says=named.says,
            notes=records.values(iri, f"{SKOS}note"),
            groups=[(key, found[key]) for key in STANDS if key in found],
            more=max(0, len(saying) - MOST),
        )
        yield from data.beside(site, stem, site.whole(iri))


def stands(site: "Site", claim: AnyClaim) -> str:
    """Tell how a claim stands to what it describes: whether it affirms, weakens, leaves open or denies that, or wants or plans it."""
    if site.cards.agreement.family(claim.stance) != site.iris.code("stance-family", EPISTEMIC):
        return "apart"
    if claim.strength == "uncommitted":
        return "open"
    return "denied" if claim.polarity == "negative" else "affirmed" if claim.strength == "full" else "weaker"


def review_page(site: "Site") -> "Iterator[File]":
    """Write the verdicts of fact-checkers, each in its words and beside the claim that it is of."""
    records = site.records
    found = reviews(records)
    told = [
        {
            **review._asdict(),
            "anchor": site.places.stem_and_anchor(review.iri)[1],
            "of": line(site, read(site, review.claim)),
            "notes": records.values(review.iri, f"{SKOS}note"),
        }
        for review in found
    ]
    yield site.html("reviews.html", "reviews", reviews=told)
    yield from data.beside(site, "reviews", [quad for review in found for quad in site.whole(review.iri)])
