"""Entities: their names, the claims that they hold, and those that speak of them, by kind and holder."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from mali_kg.claims.agreement import place
from mali_kg.claims.descriptions import by_name, local
from mali_kg.claims.model import Claim
from mali_kg.pages.argument import whole
from mali_kg.pages.lines import Line, each, joined
from mali_kg.pages.telling import MOST, Telling, more
from mali_kg.rdf.namespaces import OA, OWL, RDF, RDFS, SCHEMA, SKOS

#: Classes in words, where their names are none.
CLASSES = {
    "Eventuality": "named event",
    "Feature": "place",
    "Narrator": "narrator",
    "VagueGroup": "vague group",
}


def entity_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell an entity."""
    records, term = telling.records, telling.iris.term
    yield Line(kinds_of_thing(telling, iri), telling.label(iri))
    yield Line("id", records.name(iri))
    yield from names(telling, iri)
    yield from joined("kind", map(telling.called, records.mk(iri, "kind")))
    yield from joined("its name names", map(telling.called, records.mk(iri, "names")))
    yield from joined("narrates", map(telling.called, records.mk(iri, "narrates")))
    yield from telling.notes(iri)
    yield from links(telling, iri)
    yield from each("topic of", map(telling.called, records.subjects(f"{SCHEMA}about", iri)))
    for key, predicate in (("holds", "heldBy"), ("endorses", "endorsedBy"), ("argues", "arguer")):
        yield from of_agent(telling, key, predicate, iri)
    yield from passed_on(telling, iri)
    yield from spoken_of(telling, "spoken of", records.subjects(term("mentions"), iri))


def kinds_of_thing(telling: Telling, iri: str) -> str:
    """Tell the classes of a thing; that it is an agent goes without saying where there is another."""
    types = [local(t) for t in telling.records.values(iri, f"{RDF}type")]
    if "Polity" in types:
        types.remove("Feature") if "Feature" in types else None
    told = [CLASSES.get(t, t.lower()) for t in types if t not in ("Agent", "NamedIndividual")]
    return ", ".join(told) or ("agent" if types else "thing")


def names(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell every name, in every language: in each the label first."""
    predicates = (f"{RDFS}label", f"{SKOS}altLabel", telling.iris.term("acronym"))
    found = {
        (name.language or "", place, name.value)
        for place, predicate in enumerate(predicates)
        for name in telling.records.objects(iri, predicate)
        if isinstance(name, ox.Literal)
    }
    for language, _, name in sorted(found):
        yield Line(f"name ({language})" if language else "name", name)


def links(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell what is the same elsewhere, and how one knows."""
    records = telling.records
    notes = {
        body: telling.texts(link, f"{SKOS}note")
        for link in records.subjects(f"{OA}hasTarget", iri)
        for body in records.values(link, f"{OA}hasBody")
    }
    for same in records.values(iri, f"{OWL}sameAs"):
        yield Line("same as", same, tuple(each("evidence", notes.get(same, []))))


def of_agent(telling: Telling, key: str, predicate: str, iri: str) -> Iterator[Line]:
    """Tell the claims or arguments of an agent."""
    records = telling.records
    found = records.subjects(telling.iris.term(predicate), iri)
    for one in found[:MOST]:
        if records.is_a(one, "Argument"):
            yield whole(telling, key, records.argument(one))
        elif not records.is_a(one, "Review"):
            yield Line(key, f"{telling.label(one)} ({telling.name(one)})")
    yield from more(key, len(found))


def passed_on(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell the claims that an agent passes on."""
    records, term = telling.records, telling.iris.term
    claims = {claim for hop in records.subjects(term("voice"), iri) for claim in records.subjects(term("via"), hop)}
    yield from each("passes on", sorted(telling.claim(records.claim(claim), always=True) for claim in claims))


def spoken_of(telling: Telling, key: str, iris: Iterable[str]) -> Iterator[Line]:
    """Tell claims by the kind of what they say, and who holds them.

    :param iris: of claims, of articles and of outside sources, and of propositions.
    """
    records, found = telling.records, list(iris)
    # By their names: nothing is read of the many that are not told.
    of_articles = [iri for iri in found if iri.startswith(telling.iris.article(""))]
    by_kind: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(map(records.claim, of_articles[:MOST]), key=place):
        by_kind[records.value(claim.says, telling.iris.term("kind"))].append(claim)
    for kind, some in sorted(by_kind.items(), key=lambda item: telling.label(item[0])):
        by_holder: dict[str, list[Claim]] = defaultdict(list)
        for claim in some:
            by_holder[telling.who(claim)].append(claim)
        lines = [Line(who, f"{c.label} ({telling.name(c.iri)})") for who, held in sorted(by_holder.items()) for c in held]
        yield Line(key, telling.label(kind), tuple(lines))
    yield from more(key, len(of_articles))
    for iri in by_name({*found} - {*of_articles}):
        if records.is_a(iri, "SourceClaim"):
            yield Line("other sources", telling.claim(telling.agreement.read(iri)))
        elif records.is_a(iri, "Proposition"):
            yield Line("named", telling.called(iri))
