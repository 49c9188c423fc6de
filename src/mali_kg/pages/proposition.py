"""Named propositions and outside sources: what they say, and who says the same."""

from collections.abc import Iterator

from mali_kg.claims.wording import STRENGTHS
from mali_kg.dataset.measures import day
from mali_kg.pages.claim import POLARITIES
from mali_kg.pages.lines import Line, each, joined
from mali_kg.pages.telling import Telling
from mali_kg.rdf.namespaces import PROV


def proposition_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell a proposition that people named."""
    records = telling.records
    yield Line("proposition", telling.label(iri))
    yield Line("id", records.name(iri))
    says = records.value(iri, telling.iris.term("says"))
    if says:
        yield telling.said("says", says)
    yield from joined("speaks of", map(telling.called, records.mk(iri, "mentions")))
    saying = telling.agreement.saying(records.value(says, telling.iris.term("fingerprint")))
    for claim in saying.claims:
        key = f"{POLARITIES.get(claim.polarity, claim.polarity)} by"
        yield Line(key, f"{telling.claim(claim, always=True)} [{claim.stance}, {STRENGTHS.get(claim.strength, claim.strength)}]")
    yield from telling.notes(iri)


def source_lines(telling: Telling, iri: str) -> Iterator[Line]:
    """Tell an outside source."""
    records = telling.records
    yield Line("source", telling.label(iri))
    yield Line("id", records.name(iri))
    yield from each("page", records.values(iri, f"{PROV}hadPrimarySource"))
    yield from each("read on", map(day, records.mk(iri, "dateRead")))
    for one in records.subjects(telling.iris.term("heldBy"), iri):
        claim = records.source_claim(one, iri)
        words = f"“{claim.quote}”" if claim.quote else ""
        yield Line("says", f"{claim.label} ({telling.name(one)}){f': {words}' if words else ''}")
    yield from telling.notes(iri)
