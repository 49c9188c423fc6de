"""What several kinds of pages read of the dataset: claims in a line, the text of an article where it may be shown."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from mali_kg.claims.agreement import AnyClaim
from mali_kg.claims.model import Claim
from mali_kg.pages.sentence import annotated_text
from mali_kg.rdf.namespaces import SCHEMA

if TYPE_CHECKING:
    from mali_kg.site.site import Site

#: Claims that a page lists at most of one kind; and those of the same content, in each relation, that the page and the card of a claim tell.
MOST, MOST_ALIKE = 200, 20


def line(site: "Site", claim: AnyClaim) -> dict[str, Any]:
    """Give a claim as a list shows it: id, name, holders by name, and how it is held."""
    return site.cards.other(claim)


def lines(site: "Site", iris: Iterable[str]) -> list[dict[str, Any]]:
    """Give claims of articles and of outside sources as lists show them."""
    return [line(site, read(site, iri)) for iri in iris]


def read(site: "Site", iri: str) -> AnyClaim:
    """Read a claim of an article, or of an outside source."""
    return site.cards.agreement.read(iri)


def claim_with_words(site: "Site", iri: str) -> dict[str, Any]:
    """Give a claim as it stands beside another one: with its words, and where these are; no more than that where there is one article alone."""
    claim = read(site, iri)
    where = claim.article if isinstance(claim, Claim) else claim.source
    language = site.records.value(where, f"{SCHEMA}inLanguage") if isinstance(claim, Claim) else ""
    told = "" if isinstance(claim, Claim) and site.is_one_article else where
    return {**line(site, claim), "quote": claim.quote, "language": language, "where": told}


def others(site: "Site", claim: AnyClaim) -> list[tuple[str, list[dict[str, Any]], int]]:
    """Give who says the same, by how what they say stands to a claim, and how many more do; and who says the opposite."""
    found = {relation.name.lower(): claims for relation, claims in site.cards.agreement.alike(claim).items()}
    found["opposite"] = site.cards.agreement.opposite(claim)
    return [
        (name, [line(site, other) for other in claims[:MOST_ALIKE]], max(0, len(claims) - MOST_ALIKE))
        for name, claims in found.items()
        if claims
    ]


def text_of(site: "Site", article: str) -> str | None:
    """Give the text of an article where the project says that it may be shown, and has the one that was annotated."""
    return annotated_text(site.project, site.records, article) if site.project.config.text else None
