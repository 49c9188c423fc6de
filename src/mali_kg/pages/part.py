"""What stands within something else: a sentence, an excluded span, what fills a role, a piece of evidence; and whatever has no view of its own."""

from collections.abc import Iterator

from mali_kg.claims.backends import Term, to_text
from mali_kg.pages.argument import whole
from mali_kg.pages.concept import owners
from mali_kg.pages.entity import kinds_of_thing
from mali_kg.pages.lines import Line, each
from mali_kg.pages.sentence import stretch
from mali_kg.pages.telling import Telling
from mali_kg.rdf.namespaces import OA, OWL, RDF, SKOS

DEFINITION = f"{SKOS}definition"


def span_lines(telling: Telling, iri: str, key: str) -> Iterator[Line]:
    """Tell a sentence, or a span that is excluded."""
    records = telling.records
    yield Line(key, stretch(telling, iri, records.value(iri, f"{OA}hasSource")))
    yield Line("id", records.name(iri))
    for reason in records.mk(iri, "exclusionReason"):
        yield Line("excluded as", f"{telling.label(reason)}: {' '.join(telling.texts(reason, DEFINITION))}")
    for one in records.subjects(telling.iris.term("inSentence"), iri):
        if records.is_a(one, "Claim"):
            yield Line("claims", telling.claim(records.claim(one)))
        else:
            yield whole(telling, "arguments", records.argument(one))
    yield from telling.notes(iri)


def description_lines(telling: Telling, iri: str, key: str) -> Iterator[Line]:
    """Tell a description, or what fills a role of one."""
    yield telling.said(key, iri)
    yield Line("id", telling.records.name(iri))
    yield from each("in", map(telling.called, owners(telling, iri)))


def retired_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell an id that is not used any more."""
    records = telling.records
    yield Line("retired id", records.name(iri))
    yield from each("retired on", records.mk(iri, "retiredOn"))
    yield from each("because", telling.texts(iri, telling.iris.term("retiredBecause")))
    yield from each("take", map(telling.called, records.values(iri, "http://purl.org/dc/terms/isReplacedBy")))


def is_retired(telling: Telling, iri: str) -> bool:
    """Tell whether an id was published once and names nothing any more."""
    return "true" in telling.records.values(iri, f"{OWL}deprecated")


def thing_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell whatever has no view of its own: what is said of it, one statement a line."""
    records = telling.records
    yield Line(kinds_of_thing(telling, iri), telling.label(iri))
    yield Line("id", records.name(iri))
    said = records.said_of(iri)
    for predicate in sorted(said, key=lambda p: (p != f"{RDF}type", p)):
        yield from each(records.name(predicate), sorted(_words(telling, value) for value in said[predicate]))


def _words(telling: Telling, value: Term) -> str:
    text = to_text(value)
    return telling.called(text) if telling.records.labelled(text) else telling.records.name(text) if "://" in text else text
