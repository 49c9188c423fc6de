"""Ids that were published once and name nothing any more: a page for each that says so, and what the claim that took its place tells of it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from mali_kg.claims.backends import to_text
from mali_kg.rdf.namespaces import DCT, OWL
from mali_kg.site import data

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site


def retired(site: "Site") -> list[str]:
    """Find the ids that are not used any more."""
    return sorted(iri for iri, said in site.backend.pairs(f"{OWL}deprecated") if to_text(said) == "true")


def retired_pages(site: "Site", iris: list[str]) -> "Iterator[File]":
    """Write the pages of retired ids; what had a place on the page of something else is told there."""
    for iri in iris:
        stem = site.places.stem(iri)
        if stem:
            yield site.html(f"{stem}.html", "retired", iri, change=change(site, iri), name=site.records.short(iri))
            yield from data.beside(site, stem, site.whole(iri))


def change(site: "Site", iri: str) -> dict[str, Any]:
    """Tell of a retired id: when and why it was retired, by language, and what is to be used in its place."""
    records = site.records
    return {
        "iri": iri,
        "id": records.short(iri),
        "date": records.value(iri, site.iris.term("retiredOn")),
        "reason": site.text(iri, site.iris.term("retiredBecause")),
        "replaced_by": records.values(iri, f"{DCT}isReplacedBy"),
    }


def replaced_by(site: "Site", iri: str) -> list[dict[str, Any]]:
    """Tell of the retired ids whose place a thing has taken, the latest first."""
    found = [change(site, old) for old in site.records.subjects(f"{DCT}isReplacedBy", iri)]
    return sorted(found, key=lambda told: told["date"], reverse=True)


def of_page(site: "Site", iri: str) -> list[dict[str, Any]]:
    """Tell of the retired ids that had a place on the page of a thing: sentences of an article, claims of a source."""
    return [change(site, old) for old in _by_page(site).get(site.places.stem(iri), ())]


@lru_cache(1)
def _by_page(site: "Site") -> dict[str, list[str]]:
    """Find the retired ids without a page of their own, by the page that they had a place on."""
    found: dict[str, list[str]] = {}
    for iri in retired(site):
        stem, anchor = site.places.stem_and_anchor(iri)
        if anchor:
            found.setdefault(stem, []).append(iri)
    return found
