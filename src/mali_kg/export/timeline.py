"""What is dated, as a picture: a scale of time, an occurrence a row; what articles claim and what other sources say side by side.

A date is as wide on the scale as it is exact. One that somebody says flatly has a full mark; one of what is denied, wanted, possible or only spoken
of a hollow one.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from mali_kg.claims.model import Claim
from mali_kg.export.bilingual import Bilingual, Languages, joined
from mali_kg.export.dates import Dated, occurrences
from mali_kg.export.drawing import FAINT, QUIET, WASH, Canvas, NothingToDrawError, number
from mali_kg.export.lettering import TextBlock, broken
from mali_kg.export.material import Material

#: Left edges and widths of the columns: what, the scale, what articles claim, what other sources say; the width of the whole.
WHAT, SCALE, ARTICLES, SOURCES = (12, 190), (226, 440), (694, 250), (968, 250)
WIDTH = 1230
#: Room for the mark of a date before its text, height of a lane of the scale, room between rows, height of the head.
MARK, LANE, BETWEEN, HEAD = 20, 17, 22, 112
#: Claims that are drawn of those that give the same date.
MOST_ALIKE = 3
#: Colours of what articles claim, and of what other sources say.
BLUE, BROWN = "#1b6ca8", "#8c510a"
#: Years between the marks of the scale: the first that gives no more than so many.
STEPS, MOST_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000), 13
MONTHS = 12


class TimelineOf(NamedTuple):
    """What a timeline is made of; ``name`` gives what a thing is called, ``href`` where a link to it leads."""

    title: Bilingual
    groups: Sequence[Sequence[Dated]]
    name: Callable[[str], Bilingual]
    href: Callable[[str], str]


class Interval(NamedTuple):
    """Days that a date can mean, as ordinals; a bound that is not told is None."""

    first: int | None
    last: int | None


def days(text: str) -> tuple[int, int] | None:
    """Give the first and the last day of a year, a month or a day; None for what is none of these."""
    try:
        parts = [int(part) for part in text.split("-") if part.isascii() and part.isdigit()]
        if len(parts) != text.count("-") + 1 or len(parts) > 3:
            return None
        year, month, day = (*parts, 0, 0)[:3]
        if day:
            return (date(year, month, day).toordinal(),) * 2
        if month:
            following = date(year + month // MONTHS, month % MONTHS + 1, 1) if (year, month) < (9999, MONTHS) else date.max
            return date(year, month, 1).toordinal(), following.toordinal() - 1
        return date(year, 1, 1).toordinal(), date(year, MONTHS, 31).toordinal()
    except ValueError:
        return None


def span(entry: Dated) -> Interval | None:
    """Give the days that an entry can mean; None where its dates are none of the calendar."""
    at, begin, end, by = (days(text) for text in (entry.at, entry.begin, entry.end, entry.by))
    if at:
        return Interval(*at)
    first, last = (begin[0] if begin else None), (end[1] if end else by[1] if by else None)
    return Interval(first, last) if first is not None or last is not None else None


def when(entry: Dated, languages: Languages) -> Bilingual:
    """Tell the date of an entry in words."""
    fields = (("at", entry.at), ("from", entry.begin), ("to", entry.end), ("by", entry.by))
    told = [languages.say(key, date=languages.day(text)) for key, text in fields if text]
    return Bilingual(" ".join(w.first for w in told), " ".join(w.other for w in told))


def what(entry: Dated, languages: Languages, name: Callable[[str], Bilingual]) -> Bilingual:
    """Tell what is dated: an event by its name, else what a claim says of it."""
    if entry.event:
        named = name(entry.event)
    else:
        parts = joined([name(thing) if thing else Bilingual.same(words) for thing, words in entry.parts if thing or words])
        kind = name(entry.kind) if entry.kind else Bilingual("", "")
        named = languages.say("kind-of", kind=kind, parts=parts) if kind.first and parts.first else kind if kind.first else parts
    return languages.say(entry.phase, what=named) if entry.phase in ("begins", "continues", "ends") else named


def voices(entry: Dated, name: Callable[[str], Bilingual]) -> Bilingual:
    """Tell who gives a date: the holders of a claim, or the title of a source."""
    if isinstance(entry.claim, Claim):
        return joined([name(holder) for holder in entry.claim.holders])
    return name(entry.claim.source)


def alike(entries: Sequence[Dated]) -> list[list[Dated]]:
    """Group the entries of an occurrence that give the same date in the same way."""
    found: dict[tuple[object, ...], list[Dated]] = {}
    for entry in entries:
        found.setdefault((entry.at, entry.begin, entry.end, entry.by, entry.is_flat), []).append(entry)
    return list(found.values())


class Timeline:
    """The picture of what is dated.

    :param identifier: begins the ids of the picture.
    """

    def __init__(self, shown: TimelineOf, languages: Languages, identifier: str = "timeline") -> None:
        self.shown, self.languages = shown, languages
        self.canvas = Canvas(languages, identifier)
        bounds = [day for group in shown.groups for entry in group if (s := span(entry)) for day in s if day is not None]
        self.first, self.last = self._bounds(bounds)

    def _bounds(self, bounds: list[int]) -> tuple[int, int]:
        """Give the days at which the scale begins and ends: a year before and after, where it is of years."""
        if not bounds:
            return 0, 1
        first, last = date.fromordinal(min(bounds)), date.fromordinal(max(bounds))
        return date(first.year, 1, 1).toordinal(), date(min(last.year + 1, 9999), 1, 1).toordinal()

    def x(self, day: float) -> float:
        """Give the place of a day on the scale."""
        return SCALE[0] + SCALE[1] * (day - self.first) / max(self.last - self.first, 1)

    def svg(self) -> str:
        """Draw the picture."""
        self.canvas.shapes.clear()
        canvas, say = self.canvas, self.languages.say
        self._legend()
        y = float(HEAD)
        for (x, width), key in ((WHAT, "what"), (ARTICLES, "articles-claim"), (SOURCES, "sources-say")):
            canvas.text(broken(say(key), width, 14, 1, bold=True), x, y - 22)
        grid = len(canvas.shapes)
        for group in self.shown.groups:
            y = self._row(group, y + BETWEEN / 2) + BETWEEN / 2
            canvas.add("path", d=f"M{WHAT[0]} {number(y)}H{WIDTH - WHAT[0]}", stroke=FAINT)
        below = canvas.shapes[grid:]
        del canvas.shapes[grid:]
        self._scale(y)
        canvas.shapes += below
        total = sum(map(len, self.shown.groups))
        return canvas.svg(WIDTH, y + 12, say("timeline-title", name=self.shown.title), say("timeline-description", number=total))

    def _scale(self, bottom: float) -> None:
        """Draw the scale behind the rows."""
        canvas = self.canvas
        first, last = date.fromordinal(max(self.first, 1)).year, date.fromordinal(max(self.last, 1)).year
        step = next((step for step in STEPS if (last - first) / step <= MOST_STEPS), STEPS[-1])
        canvas.add("rect", x=SCALE[0], y=HEAD, width=SCALE[1], height=bottom - HEAD, fill=WASH)
        years = [year for year in range(first, last + 1) if year % step == 0 or last - first < step]
        for year in years:
            x = self.x(date(year, 1, 1).toordinal())
            canvas.add("path", d=f"M{number(x)} {HEAD - 4}V{number(bottom)}", stroke=FAINT)
            if SCALE[0] <= x <= SCALE[0] + SCALE[1]:
                canvas.text(broken(str(year), 60, 12, 1, colour=QUIET), x, HEAD - 21, anchor="middle")
        if last - first <= 2:
            for year in range(first, last):
                for month in range(2, MONTHS + 1):
                    canvas.add("path", d=f"M{number(self.x(date(year, month, 1).toordinal()))} {HEAD}V{number(bottom)}", stroke="#e6eaed")

    def _row(self, group: Sequence[Dated], top: float) -> float:
        """Draw an occurrence, and give the height below it."""
        canvas, entry = self.canvas, group[0]
        label = broken(what(entry, self.languages, self.shown.name), WHAT[1], 13, 5, bold=True)
        with canvas.link(self.shown.href(entry.event) if entry.event else "", entry.what[:2000] if label.is_cut else ""):
            bottom = canvas.text(label, WHAT[0], top, WHAT[1])
        lanes = []
        sides = ([e for e in group if e.source is None], [e for e in group if e.source is not None])
        for (x, width), entries in zip((ARTICLES, SOURCES), sides, strict=True):
            y = top
            for same in alike(entries):
                lanes.append(same[0])
                for each in same[:MOST_ALIKE]:
                    self.mark(x + 6, y + 8, each.source is not None, each.is_flat)
                    y = self._told(each, x + MARK, y, width - MARK) + 8
                if len(same) > MOST_ALIKE:
                    more = self.languages.say("more-alike", number=len(same) - MOST_ALIKE)
                    y = canvas.text(broken(more, width - MARK, 12, 2, colour=QUIET), x + MARK, y, width - MARK) + 8
            bottom = max(bottom, y - 8)
        for n, each in enumerate(lanes):
            self._dated(each, top + 8 + n * LANE)
        if len(lanes) > 1:
            self._together(lanes, top + 8)
        return max(bottom, top + len(lanes) * LANE)

    def _told(self, entry: Dated, x: float, y: float, width: float) -> float:
        """Write a date, who gives it, and its claim."""
        canvas, name = self.canvas, self.shown.name
        who = self.languages.say("said-by", names=voices(entry, name))
        label = broken(name(entry.claim.iri), width, 12.5, 5)
        texts: list[TextBlock] = [broken(when(entry, self.languages), width, 13, 2, bold=True)]
        texts.append(broken(who, width, 12, 3, colour=BROWN if entry.source else BLUE))
        with canvas.link(self.shown.href(entry.claim.iri), entry.claim.label[:2000] if label.is_cut else ""):
            for text in (*texts, label):
                y = canvas.text(text, x, y, width)
        return y

    def _dated(self, entry: Dated, y: float) -> None:
        """Draw a date on the scale: a bar for what it can mean, with its mark; an arrow where a bound is not told."""
        found = span(entry)
        if not found:
            return
        colour = BROWN if entry.source else BLUE
        first, last = found
        left, right = (self.x(first) if first is not None else None), (self.x(last + 1) if last is not None else None)
        look = {"stroke": colour, "stroke_width": 1.5, "fill": colour, "fill_opacity": 0.22}
        if left is not None and right is not None:
            if right - left > 10:
                self.canvas.add("rect", x=left, y=y - 5, width=right - left, height=10, rx=2, **look)
            place = (left + right) / 2
        else:
            place = right if right is not None else left if left is not None else 0.0
            away = -1 if left is None else 1
            self.canvas.add(
                "path",
                d=f"M{number(place)} {number(y)}h{26 * away}m{-6 * away} -4l{6 * away} 4l{-6 * away} 4",
                stroke=colour,
                fill="none",
                stroke_width=1.5,
            )
        self.mark(place, y, entry.source is not None, entry.is_flat)

    def _together(self, lanes: list[Dated], top: float) -> None:
        """Draw a bracket beside the marks of one occurrence."""
        places = [self.x(s.first if s.first is not None else s.last or 0) for e in lanes if (s := span(e))]
        if len(places) > 1:
            x = min(places) - 14
            self.canvas.add(
                "path", d=f"M{number(x + 4)} {number(top - 6)}h-4v{number((len(lanes) - 1) * LANE + 12)}h4", stroke=QUIET, fill="none"
            )

    def mark(self, x: float, y: float, is_source: bool, is_full: bool) -> None:
        """Draw the mark of a date."""
        look = {"fill": (BROWN if is_source else BLUE) if is_full else "#fff", "stroke": BROWN if is_source else BLUE, "stroke_width": 2}
        if is_source:
            self.canvas.add("rect", x=x - 5, y=y - 5, width=10, height=10, **look)
        else:
            self.canvas.add("circle", cx=x, cy=y, r=5.5, **look)

    def _legend(self) -> None:
        canvas, say = self.canvas, self.languages.say
        canvas.text(broken(say("legend"), 300, 13, 1, bold=True), WHAT[0], 12)
        self.mark(SCALE[0] + 6, 20, is_source=False, is_full=True)
        canvas.text(broken(say("legend-article"), 200, 12, 1), SCALE[0] + MARK, 13)
        self.mark(SCALE[0] + 6, 44, is_source=True, is_full=True)
        canvas.text(broken(say("legend-source"), 200, 12, 1), SCALE[0] + MARK, 37)
        self.mark(SCALE[0] + 232, 20, is_source=False, is_full=False)
        self.mark(SCALE[0] + 247, 20, is_source=True, is_full=False)
        canvas.text(broken(say("legend-hollow"), 600, 12, 1), SCALE[0] + 262, 13)
        canvas.add("rect", x=SCALE[0] + 226, y=39, width=28, height=10, rx=2, fill=BLUE, fill_opacity=0.22, stroke=BLUE, stroke_width=1.5)
        canvas.text(broken(say("legend-span"), 600, 12, 1), SCALE[0] + 262, 37)


def write(material: Material) -> bytes:
    """Write the picture as SVG; links lead to the IRIs."""
    records = material.records
    found = occurrences(records)
    if not found:
        raise NothingToDrawError("there is no dated event in this part")
    shown = TimelineOf(
        title=Bilingual.same(material.project.config.title),
        groups=found,
        name=lambda iri: Bilingual.same(records.label(iri)),
        href=lambda iri: iri,
    )
    return (Timeline(shown, Languages(records.language)).svg() + "\n").encode()
