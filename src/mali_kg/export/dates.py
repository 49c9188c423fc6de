"""What claims and sources date: each date as somebody gives it, with those of the same occurrence together.

That two dates are of the same occurrence is known where it has a name (`of`). What has none is taken to be the same where all of it is, the date
too: emissions that rose in 2023 and in 2025 rose twice.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mali_kg.claims.model import Claim, Description, Filler, Source, SourceClaim
from mali_kg.claims.reader import Records
from mali_kg.claims.wording import PHASES, Wording
from mali_kg.rdf.order import natural


class Dated(NamedTuple):
    """A date of something, as somebody gives it: in a claim of an article, or of an outside source."""

    #: What is dated, in words, and IRI of the entity that it is; empty for what has no name.
    what: str
    event: str
    #: Notation of the part of it that is meant, such as ``begins``; empty for none.
    phase: str
    #: What is dated where it has no name: IRI of its kind, and what takes part, each a thing (its IRI) or words; empty for a part without words.
    kind: str
    parts: tuple[tuple[str, str], ...]
    #: As the data has them: 2013, 2020-08, 2020-08-18; empty for none.
    at: str
    begin: str
    end: str
    #: The latest that it can be.
    by: str
    #: IRI of the description that has the date.
    description: str
    claim: Claim | SourceClaim
    #: The outside source; None for a claim of an article.
    source: Source | None
    #: Whether the claim says flatly that this was so: of what is denied, wanted, possible or only spoken of it does not.
    is_flat: bool

    @property
    def first(self) -> str:
        """The date by which it is put in order."""
        return self.at or self.begin or self.by or self.end


#: A claim, with the outside source that says it; None for a claim of an article.
Told = tuple[Claim | SourceClaim, Source | None]


def dated(records: Records) -> list[Dated]:
    """Give every date, in the order of time; those of the same occurrence one after the other, by the earliest of them."""
    return [entry for entries in occurrences(records) for entry in entries]


def occurrences(records: Records, claims: Iterable[Told] | None = None) -> list[list[Dated]]:
    """Find the dates of each occurrence, in the order of time.

    :param claims: those whose dates are wanted; all where none are given.
    """
    found: dict[tuple[str, ...], list[Dated]] = {}
    reading = _Reading(records)
    for claim, source in _each(records) if claims is None else claims:
        for key, entry in reading.of_claim(claim, source):
            found.setdefault(key, []).append(entry)

    def order(entry: Dated) -> tuple[object, ...]:
        return entry.first, entry.source is not None, natural(entry.claim.iri), natural(entry.description)

    groups = [sorted(entries, key=order) for entries in found.values()]
    return sorted(groups, key=lambda entries: (entries[0].first, entries[0].what, order(entries[0])))


def _each(records: Records) -> Iterator[Told]:
    for claim in records.claims:
        yield claim, None
    for source in records.sources:
        for told in source.claims:
            yield told, source


class _Reading:
    """Reads the dates of claims."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.wording = Wording(records)

    def of_claim(self, claim: Claim | SourceClaim, source: Source | None) -> Iterator[tuple[tuple[str, ...], Dated]]:
        """Find the dates that a claim gives, each with what tells one occurrence from another."""
        within = list(self.records.within(claim.says)) if claim.says else []
        times = {node.iri: {f.role: f.value for f in node.fillers} for node in within if node.type == "time"}
        is_plain = (claim.stance, claim.strength, claim.polarity) == ("asserted", "full", "affirmative")
        for said in within:
            for filler in said.fillers:
                time = times.get(filler.object, {}) if filler.role == "time" else {}
                if time.keys() & {"at", "from", "to", "by"}:
                    dates = tuple(time.get(field, "") for field in ("at", "from", "to", "by"))
                    entry = Dated(
                        what=self.what(said),
                        event=said.of,
                        phase=said.phase,
                        kind=self.records.iris.code("kind", said.kind) if said.kind else "",
                        parts=tuple(self.part(said, f) for f in said.fillers if f.role != "time"),
                        at=dates[0],
                        begin=dates[1],
                        end=dates[2],
                        by=dates[3],
                        description=said.iri,
                        claim=claim,
                        source=source,
                        is_flat=is_plain and said.iri == claim.says,
                    )
                    named = (said.of, said.phase)
                    yield named if said.of else (said.kind, said.phase, said.polarity, *self.rest(said), *dates), entry

    def what(self, said: Description) -> str:
        """Tell what is dated, in words."""
        if said.of:
            phase = f" ({PHASES.get(said.phase, said.phase)})" if said.phase else ""
            return f"{self.records.label(said.of)}{phase}"
        return ": ".join(part for part in (self.wording.head(said), "; ".join(self.rest(said))) if part)

    def part(self, said: Description, filler: Filler) -> tuple[str, str]:
        """Tell what fills a role, in short: the thing that it is or is some of, else words."""
        if not filler.object.startswith(f"{said.iri}/"):
            return filler.object, filler.value
        nested = self.records.description(filler.object)
        thing = nested.of or (self.records.iris.code("kind", nested.kind) if nested.kind else "")
        return (thing, "") if thing and not nested.text else ("", nested.text or nested.label)

    def rest(self, said: Description) -> list[str]:
        """Tell what takes part, in words and in the order of the roles; without the time."""
        return [self.filler(filler) for filler in said.fillers if filler.role != "time"]

    def filler(self, filler: Filler) -> str:
        """Tell what fills a role, in words."""
        return self.records.label(filler.object) if filler.object else filler.value
