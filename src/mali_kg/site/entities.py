"""The pages of whoever and whatever the articles speak of, and of kinds, propositions and outside sources."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from mali_kg.claims.descriptions import by_name
from mali_kg.pages.entity import CLASSES
from mali_kg.rdf.namespaces import OA, OWL, RDFS, SKOS
from mali_kg.site import data
from mali_kg.site.reading import MOST, line, read

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site


def entity_pages(site: "Site", iri: str) -> "Iterator[File]":
    """Write the page of an entity, with its data."""
    records, term = site.records, site.iris.term
    entity = records.entity(iri)
    more: dict[str, int] = {}
    lists = []
    for key, predicate in (("holds", "heldBy"), ("endorses", "endorsedBy"), ("spoken-of", "mentions")):
        groups, total = grouped(site, records.subjects(term(predicate), iri), by_kind=key == "spoken-of")
        lists.append((key, groups, total))
        more[key] = max(0, total - MOST)
    voiced = {claim for hop in records.subjects(term("voice"), iri) for claim in records.subjects(term("via"), hop)}
    groups, total = grouped(site, by_name(voiced), by_kind=False)
    lists.append(("passes-on", groups, total))
    more["passes-on"] = max(0, total - MOST)
    label, other_label = site.labels(iri)
    kinds = [CLASSES.get(t, t.lower()) for t in entity.types if t not in ("Agent", "NamedIndividual")]
    stem = site.places.stem(iri)
    yield site.html(
        f"{stem}.html",
        "entity",
        iri,
        label=label,
        other_label=other_label,
        kinds=", ".join(kinds),
        other_names=_other_names(site, iri),
        kind=site.iris.code("kind", entity.kind) if entity.kind else "",
        names=entity.names,
        same_as=_links(site, iri),
        notes=records.values(iri, f"{SKOS}note"),
        lists=lists,
        more=more,
    )
    yield from data.beside(site, stem, site.whole(iri))


def grouped(site: "Site", iris: list[str], by_kind: bool) -> tuple[list[tuple[str, list[dict[str, Any]]]], int]:
    """Give claims as lists show them, by the kind of what they say or all together; and how many there are."""
    # By their names: nothing is read of the many that are not shown.
    claims = [iri for iri in iris if iri.startswith((site.iris.article(""), site.iris.source("")))]
    found: dict[str, list[dict[str, Any]]] = {}
    for iri in claims[:MOST]:
        claim = read(site, iri)
        kind = site.records.value(claim.says, site.iris.term("kind")) if by_kind else ""
        found.setdefault(kind, []).append(line(site, claim))
    return sorted(found.items(), key=lambda item: site.labels(item[0])[0] if item[0] else ""), len(claims)


def _other_names(site: "Site", iri: str) -> list[tuple[str, list[str]]]:
    """Give all names of a thing but the label that the page has, by language."""
    found: dict[str, list[str]] = {}
    for predicate in (f"{RDFS}label", f"{SKOS}altLabel", site.iris.term("acronym")):
        for name in sorted(site.records.objects(iri, predicate), key=str):
            if isinstance(name, ox.Literal) and name.value not in found.get(name.language or "", ()):
                found.setdefault(name.language or "", []).append(name.value)
    label = site.labels(iri)[0]
    kept = {language: [n for n in names if n != label or language != site.language] for language, names in sorted(found.items())}
    return [(language, names) for language, names in kept.items() if names]


def _links(site: "Site", iri: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give what is the same elsewhere, and how one knows."""
    records = site.records
    notes = {
        body: records.values(link, f"{SKOS}note")
        for link in records.subjects(f"{OA}hasTarget", iri)
        for body in records.values(link, f"{OA}hasBody")
    }
    return [(same, notes.get(same, ())) for same in records.values(iri, f"{OWL}sameAs")]
