"""What all articles share: links to other datasets, and the days on which sources were read."""

import datetime
import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from mali_kg.claims.backends import QuadBackend
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import OWL, RDFS, SKOS
from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.names import SharedReading
from mali_kg.report.meaning.tokens import words_of

RULES = {
    "item-of-two": "Another entity of the registry is linked to the same item. Take one of the links out, or make the two entities one.",
    "name-of-two": "Another entity of the registry has the same name of several words in the same language, so nobody can tell which of them the name means. Take the name out of one of them, or "
    "add to both what tells them apart.",
    "item-form": "The link leads to a known site, and not to an entity of it: the form of its IRI is another one. Copy the entity’s IRI, such as "
    "http://www.wikidata.org/entity/Q42 or https://sws.geonames.org/2453866/.",
    "read-in-future": "The day on which it was read is yet to come. Correct `read`.",
}
#: Host of a site, without www, to the IRIs of its entities.
FORMS = {
    "wikidata.org": re.compile(r"http://www\.wikidata\.org/entity/[QPL][1-9][0-9]*"),
    "geonames.org": re.compile(r"https://sws\.geonames\.org/[1-9][0-9]*/"),
    "dbpedia.org": re.compile(r"http://([a-z]{2,3}\.)?dbpedia\.org/resource/[^\s/?#]+"),
    "viaf.org": re.compile(r"http://viaf\.org/viaf/[1-9][0-9]*"),
    "isni.org": re.compile(r"https?://(www\.)?isni\.org/isni/[0-9]{15}[0-9X]"),
    "orcid.org": re.compile(r"https://orcid\.org/([0-9]{4}-){3}[0-9]{3}[0-9X]"),
    "d-nb.info": re.compile(r"https://d-nb\.info/gnd/[0-9X-]+"),
    "id.loc.gov": re.compile(r"http://id\.loc\.gov/authorities/[a-z]+/[a-z]+[0-9]+"),
    "ror.org": re.compile(r"https://ror\.org/0[0-9a-z]{8}"),
}
_HOST = re.compile(
    r"https?://(?:[a-z0-9-]+\.)*?((?:wikidata|geonames|dbpedia|viaf|isni|orcid|ror)\.org|d-nb\.info|id\.loc\.gov)(?:[/:?#]|$)",
    re.IGNORECASE,
)


def check(backend: QuadBackend, iris: Iris, shared: SharedReading, today: datetime.date | None = None) -> Iterator[Finding]:
    """Check what all articles share."""
    yield from _names(backend, iris, shared)
    first: dict[str, str] = {}
    links = sorted({(s, o.value) for s, o in backend.pairs(f"{OWL}sameAs") if isinstance(o, ox.NamedNode)})
    for entity, item in links:
        host = _HOST.match(item)
        if host and not FORMS[host[1].lower()].fullmatch(item):
            yield "item-form", entity, item
        if first.setdefault(item, entity) != entity:
            yield "item-of-two", entity, f"{item}, also of {iris.in_sheets(first[item])}"
    yield from _future(backend.pairs(iris.term("dateRead")), today or datetime.datetime.now(datetime.UTC).date())


def _names(backend: QuadBackend, iris: Iris, shared: SharedReading) -> Iterator[Finding]:
    """Find names of several words that two entities have; people may share a title, and “the board” is any board."""
    first: dict[tuple[str, tuple[str, ...]], str] = {}
    for entity, thing in shared.things.items():
        said = backend.said_of(entity)
        for term in (t for p in (f"{RDFS}label", f"{SKOS}altLabel") for t in said.get(p, ()) if isinstance(t, ox.Literal)):
            lexicon = shared.lists.of(term.language or "")
            plain = lexicon.single("function-word") if lexicon else frozenset[str]()
            words = words_of(term.value)
            content = [w for w in words if w not in plain]
            key = term.language or "", words
            if len(content) > 1 and "Person" not in thing.types and first.setdefault(key, entity) != entity:
                yield "name-of-two", entity, f"{term.value}, also of {iris.in_sheets(first[key])}"


def _future(read: Iterable[tuple[str, object]], today: datetime.date) -> Iterator[Finding]:
    # Where somebody reads, it may be a day later than where it is checked.
    last = (today + datetime.timedelta(days=1)).isoformat()
    for subject, term in read:
        if isinstance(term, ox.Literal) and term.value[:10] > last:
            yield "read-in-future", subject, term.value
