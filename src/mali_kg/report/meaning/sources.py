"""What outside sources are said to say: whether its numbers and dates stand in their words."""

from collections.abc import Iterator

from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.selection import subjects
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import RDF, RDFS
from mali_kg.report.meaning import structure
from mali_kg.report.meaning.accepted import Accepted
from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.names import SharedReading
from mali_kg.report.meaning.numbers import absent
from mali_kg.report.meaning.quantities import kind_of
from mali_kg.report.meaning.reading import ClaimReading, Data
from mali_kg.report.meaning.said import literal

RULES = {
    "source-number": "What the source is said to say has a number or date that does not stand in its quotation; or in the label, where there is no quotation. "
    "Correct it, or quote the words of the source that have it.",
}


def check(backend: QuadBackend, iris: Iris, shared: SharedReading) -> tuple[Accepted, list[Finding]]:
    """Check the claims of outside sources; what is accepted of them, and what was found."""
    data = Data(backend, iris, shared, "", None)
    claims = sorted(subjects(backend.referring((iris.term("SourceClaim"),), (f"{RDF}type",))))
    readings = [ClaimReading(iri, data) for iri in claims]
    return {c.iri: c.accepted for c in readings if c.accepted}, [f for c in readings for f in _claim(c, data, iris, shared)]


def _claim(claim: ClaimReading, data: Data, iris: Iris, shared: SharedReading) -> Iterator[Finding]:
    said = data.said_of(claim.iri)
    text, language = literal(said, iris.term("quotation"))
    if not text:
        text, language = literal(said, f"{RDFS}label")
    yield from structure.described(shared, claim)
    node = claim.says
    named = " ".join(name for entity in node.entities if entity in shared.things for name in shared.things[entity].names)
    for value in node.typed:
        missing = absent(kind_of(value), value, [text, named], shared.lists.of(language))
        if missing:
            yield "source-number", claim.iri, ", ".join(missing)
