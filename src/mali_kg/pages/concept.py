"""Kinds, roles, codes and terms: what they mean, and the claims that use them."""

from collections import Counter
from collections.abc import Iterator

from mali_kg.claims.backends import to_text
from mali_kg.claims.descriptions import local
from mali_kg.pages.argument import whole
from mali_kg.pages.entity import spoken_of
from mali_kg.pages.lines import Line, counted, each, joined
from mali_kg.pages.telling import MOST, Telling, more
from mali_kg.rdf.namespaces import RDF, SKOS

#: Codes of claims, by the name of their list: the property that gives them.
OF_CLAIMS = ("stance", "strength", "polarity", "background", "explicitness")


def kind_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell a kind of situation."""
    records, term = telling.records, telling.iris.term
    yield from _head(telling, "kind", iri)
    yield from joined("expects", [records.label(role) for role in records.mk(iri, "expectsRole")])
    opposites = {*records.mk(iri, "opposite"), *records.subjects(term("opposite"), iri)}
    yield from joined("opposite", map(telling.called, sorted(opposites)))
    yield from joined("PropBank", records.mk(iri, "propbank"))
    yield from joined("PLOVER", records.mk(iri, "plover"))
    said = [d for d in records.subjects(term("kind"), iri) if records.is_a(d, "Description")]
    yield from each("event", [telling.called(e) for e in records.subjects(term("kind"), iri) if records.is_a(e, "Eventuality")])
    claims = [claim for description in said for claim in records.subjects(term("says"), description)]
    for line in spoken_of(telling, "said in", claims):
        # All are of this kind: what stands below it is told at once.
        yield from (Line(line.key, f"{below.key}: {below.value}") for below in line.below) if line.below else (line,)
    within = sorted({claim for d in said for claim in owners(telling, d)} - set(claims))
    yield from each("within", [telling.claim(records.claim(c), always=True) for c in within[:MOST] if records.is_a(c, "Claim")])
    yield from more("within", len(within))


def role_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell a role of descriptions."""
    records = telling.records
    yield from _head(telling, "role", iri)
    yield from joined("expected by", map(records.label, records.subjects(telling.iris.term("expectsRole"), iri)))
    fillers = Counter(to_text(filler) for _, filler in records.backend.pairs(iri))
    yield Line("filled", counted(sum(fillers.values()), "time"))
    things = [(thing, number) for thing, number in fillers.items() if "/says/" not in thing]
    for thing, number in sorted(things, key=lambda item: (-item[1], item[0]))[:MOST]:
        words = telling.called(thing) if records.exists(thing) else f"“{thing}”"
        yield Line("filled by", f"{words}, {number} times" if number > 1 else words)
    yield from more("filled by", len(things))


def concept_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell a code of a list."""
    records = telling.records
    scheme = local(records.value(iri, f"{SKOS}inScheme"))
    yield from _head(telling, scheme.replace("-", " ") or "code", iri)
    yield from each("example", telling.texts(iri, f"{SKOS}example"))
    if scheme in OF_CLAIMS:
        found = records.subjects(telling.iris.term(scheme), iri)
        of = "argument" if scheme == "explicitness" else "claim"
        key = f"{of}s"
        yield Line("in", counted(len(found), of))
        for one in found[:MOST]:
            if records.is_a(one, "Argument"):
                yield whole(telling, key, records.argument(one))
            elif records.is_a(one, "Claim"):
                yield Line(key, telling.claim(records.claim(one)))
        yield from more(key, len(found))


def term_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell a term of the vocabulary, or a list of codes."""
    records = telling.records
    yield from _head(telling, "term", iri)
    yield from each("codes", map(telling.called, records.subjects(f"{SKOS}inScheme", iri)))
    yield from joined("is a", [records.name(t) for t in records.values(iri, f"{RDF}type")])


def owners(telling: Telling, description: str) -> list[str]:
    """Give the IRIs of the claims, or propositions, that say what a description stands in."""
    above = description
    while "/says/" in above:
        above = above.rpartition("/")[0]
    return telling.records.subjects(telling.iris.term("says"), above)


def _head(telling: Telling, key: str, iri: str) -> Iterator[Line]:
    records = telling.records
    yield Line(key, telling.label(iri))
    yield Line("id", records.name(iri))
    yield from each("meaning", telling.texts(iri, f"{SKOS}definition"))
    yield from each("note", telling.texts(iri, f"{SKOS}scopeNote"))
    yield from telling.notes(iri)
    yield from joined("narrower than", map(telling.called, records.values(iri, f"{SKOS}broader")))
    yield from joined("wider than", map(telling.called, records.subjects(f"{SKOS}broader", iri)))
    yield from joined("close to", map(records.name, records.values(iri, f"{SKOS}closeMatch")))
