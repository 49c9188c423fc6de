"""The timeline: what is dated, as a picture to scale, and the same as a table."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from mali_kg.claims.model import Claim, Source
from mali_kg.export.bilingual import Bilingual
from mali_kg.export.dates import Told, occurrences
from mali_kg.export.timeline import Timeline, TimelineOf, voices, what, when
from mali_kg.site.maps import both, languages
from mali_kg.site.places import relative

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site

PATH = "timeline.html"
#: Dates that a timeline shows at most, and those of one event where there are more.
MOST_DATES, MOST_OF_EVENT = 240, 24


def timeline(site: "Site", _: list[str]) -> "Iterator[File]":
    """Write the timeline: the page, and the picture alone."""
    chosen, number = dated_claims(site)
    groups = occurrences(site.records, told(site, chosen))
    shown = TimelineOf(
        title=both_titles(site),
        groups=groups,
        name=lambda iri: both(site, iri),
        href=lambda iri: relative(site.places.page(iri), PATH),
    )
    picture = Timeline(shown, languages(site)).svg() if groups else ""
    if picture:
        yield "timeline.svg", f"{picture}\n".encode()
    rows = [
        {
            "first": n == 0,
            "span": len(group),
            "date": when(entry, languages(site)),
            "what": what(entry, languages(site), shown.name),
            "event": entry.event,
            "who": entry.claim.holders if isinstance(entry.claim, Claim) else (entry.claim.source,),
            "voices": voices(entry, shown.name),
            "claim": entry.claim.iri,
            "flat": entry.is_flat,
        }
        for group in groups
        for n, entry in enumerate(group)
    ]
    yield site.html(PATH, "timeline", picture=Markup(picture), rows=rows, number=number)


def dated_claims(site: "Site") -> tuple[list[str], int]:
    """Choose the claims that date something, so many as a timeline shows: those of the events with the most dates first; and count all dates."""
    records, term = site.records, site.iris.term
    dates = {time: tuple(records.mk(time, field) for field in ("at", "from", "to", "by")) for time in records.of_type(term("Time"))}
    owners = {time: time.partition("/says")[0] for time, told in dates.items() if "/says" in time and any(told)}
    if len(owners) <= MOST_DATES:
        return list(dict.fromkeys(owners.values())), len(owners)
    events: dict[str, list[str]] = defaultdict(list)
    for time in owners:
        events[records.value(time.rpartition("/")[0], term("of"))].append(time)
    unnamed = events.pop("", [])
    found: dict[str, None] = {}
    for _, times in sorted(events.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(found) >= MOST_DATES:
            break
        found |= dict.fromkeys(owners[time] for time in _varied(times, dates)[:MOST_OF_EVENT])
    found |= dict.fromkeys(owners[time] for time in unnamed[: max(0, MOST_DATES - len(found))])
    return list(found)[:MOST_DATES], len(owners)


def _varied(times: list[str], dates: dict[str, tuple[tuple[str, ...], ...]]) -> list[str]:
    """Put the first of each date before the second of any, so that rivals are not left out."""
    seen: Counter[object] = Counter()
    places = []
    for time in times:
        places.append(seen[dates[time]])
        seen[dates[time]] += 1
    return [time for _, time in sorted(zip(places, times, strict=True), key=lambda pair: pair[0])]


def told(site: "Site", iris: Iterable[str]) -> Iterator[Told]:
    """Read claims of articles and of outside sources, each with its source."""
    records = site.records
    for iri in iris:
        if records.is_a(iri, "SourceClaim"):
            source = records.value(iri, site.iris.term("heldBy"))
            yield records.source_claim(iri, source), Source(source, records.label(source), "", "", ())
        elif records.is_a(iri, "Claim"):
            yield records.claim(iri), None


def both_titles(site: "Site") -> Bilingual:
    """Give the title of the dataset, which it has in one language."""
    return Bilingual.same(site.short_title)
