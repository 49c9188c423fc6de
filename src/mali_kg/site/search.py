"""The page on which the site is searched, and what it finds: claims, articles, entities, propositions and sources."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from mali_kg.claims.agreement import AnyClaim
from mali_kg.claims.descriptions import local
from mali_kg.claims.model import Claim
from mali_kg.rdf.namespaces import RDFS, SCHEMA, SKOS
from mali_kg.site.index import BESIDE, IN_LABEL, IN_QUOTE, SearchIndex, words_of
from mali_kg.site.reading import MOST, read

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site

#: What is found.
KINDS = ("claim", "article", "entity", "proposition", "source", "outside")
#: Code lists that are facets: how a claim is held.
HOW = ("stance", "strength", "polarity")
#: The id under which the voices of all articles are one value of a facet.
OWN_VOICE = "narrator"
#: Characters of a label or a quotation that a list of results shows at most.
SHOWN = 300


def search(site: "Site", _: list[str]) -> "Iterator[File]":
    """Write the index, one thing after the other, and then the page."""
    records, term = site.records, site.iris.term
    codes = {name: sorted(map(local, _codes(site, name))) for name in HOW}
    index = SearchIndex({"kind": KINDS, "article": (), "holder": (), **codes, "entity": ()})
    index.own(OWN_VOICE)
    found = _Things(site, index)
    yield from found.things("article", records.of_type(f"{SCHEMA}NewsArticle"))
    yield from found.things("entity", (e.iri for e in records.each_entity() if not _is_narrator(site, e.iri)))
    yield from found.things("source", records.of_type(term("Source")))
    yield from found.things("proposition", records.of_type(term("Proposition")))
    index.first = index.number
    for claim in records.each_claim():
        yield from found.claim("claim", claim)
    for iri in records.of_type(term("SourceClaim")):
        yield from found.claim("outside", read(site, iri))
    yield from index.files()
    yield _page(site, found.holders)


class _Things:
    """Adds things of the dataset to an index."""

    def __init__(self, site: "Site", index: SearchIndex) -> None:
        self.site, self.index = site, index
        self.names = lru_cache(20_000)(self._names)
        self.holders: Counter[str] = Counter()

    def things(self, kind: str, iris: Iterable[str]) -> "Iterator[File]":
        """Add what can be the value of a facet, or has a name only."""
        site, records = self.site, self.site.records
        for iri in iris:
            label, other = site.labels(iri)
            about = records.values(iri, f"{SCHEMA}about") if kind == "article" else ()
            notes = ((BESIDE, words_of(note)) for note in records.values(iri, f"{SKOS}note"))
            facets = {"kind": [kind], "entity": map(self.id, about)}
            shown = _shown(kind, site.places.page(iri), label, other)
            yield from self.index.add(shown, ((IN_LABEL, self.names(iri)), *notes), facets, self.id(iri))

    def claim(self, kind: str, claim: AnyClaim) -> "Iterator[File]":
        """Add a claim, which stands with its holders and how they hold it."""
        site, records = self.site, self.site.records
        if isinstance(claim, Claim):
            holders, article = claim.holders, claim.article
            people = (*claim.endorsers, *(hop.voice for hop in claim.via))
            words = (*claim.cues, *claim.modals, *claim.open_list, *claim.notes)
        else:
            holders, article, people, words = (claim.source,), "", (), ()
        self.holders.update(holder for holder in holders if not _is_narrator(site, holder))
        shown = _shown(kind, site.places.page(claim.iri), claim.label) | {
            "holders": [_both(site, holder) for holder in holders],
            "how": [claim.stance, claim.strength, claim.polarity],
        }
        if claim.quote:
            shown["quote"] = _short(claim.quote)
        if article:
            shown["article"] = _short(records.label(article))
        kinds = records.values(claim.says, site.iris.term("kind"))
        found = [
            (IN_LABEL, words_of(claim.label)),
            (IN_QUOTE, words_of(claim.quote)),
            (BESIDE, words_of("\n".join((*words, *claim.hedges)))),
            *((BESIDE, self.names(iri)) for iri in (*holders, *people, *claim.mentions, *kinds)),
        ]
        facets = {"kind": [kind], "article": [self.id(article)], "holder": map(self.id, holders), "entity": map(self.id, claim.mentions)}
        yield from self.index.add(shown, found, facets | {name: [getattr(claim, name)] for name in HOW})

    def id(self, iri: str) -> str:
        """Give the id that a thing has as a value of a facet."""
        return OWN_VOICE if _is_narrator(self.site, iri) else self.site.records.short(iri)

    def _names(self, iri: str) -> frozenset[str]:
        """Give the words of all names of a thing, in whatever language."""
        said = self.site.records.said_of(iri)
        predicates = (f"{RDFS}label", f"{SKOS}prefLabel", f"{SKOS}altLabel", self.site.iris.term("acronym"))
        names = {o.value for predicate in predicates for o in said.get(predicate, ()) if isinstance(o, ox.Literal)}
        return frozenset(words_of("\n".join((*names, self.site.labels(iri)[0]))))


def _page(site: "Site", holders: Counter[str]) -> "File":
    """Write the page: what there is to search, and to browse where nothing can be searched."""
    articles = site.records.of_type(f"{SCHEMA}NewsArticle")
    voices = sorted(holders.items(), key=lambda item: (-item[1], item[0]))
    return site.html(
        "search.html",
        "search",
        facets=("kind", "holder", *HOW, "article", "entity"),
        articles=articles[:MOST],
        more_articles=max(0, len(articles) - MOST),
        voices=voices[:MOST],
        more_voices=max(0, len(voices) - MOST),
    )


def _shown(kind: str, path: str, label: str, other: str = "") -> dict[str, Any]:
    found = {"kind": kind, "path": path, "label": _short(label)}
    return found | {"alt": _short(other)} if other not in ("", label) else found


def _both(site: "Site", iri: str) -> list[str]:
    """Give the labels of somebody: in the language of the interface and, where it differs, in the other one."""
    return [_short(label) for label in dict.fromkeys(site.labels(iri))]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _codes(site: "Site", name: str) -> list[str]:
    return site.records.subjects(f"{SKOS}inScheme", site.iris.scheme(name))


def _is_narrator(site: "Site", iri: str) -> bool:
    return iri.startswith(site.iris.article("")) and iri.endswith("/narrator")
