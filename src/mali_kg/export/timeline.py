"""The dated events as a picture: a line a date, in the order of time, with who says so. What an article claims and what other sources say differ in shape."""

from textwrap import wrap
from typing import NamedTuple
from xml.sax.saxutils import escape

from mali_kg.claims.model import Claim, Source, Statement
from mali_kg.claims.reader import Records
from mali_kg.errors import MaliKgError
from mali_kg.export.material import Material
from mali_kg.files import printable
from mali_kg.rdf.namespaces import SEM

#: Pixels: of the page, of a line of text, and of the columns’ left edges.
WIDTH, LINE, DATE, AXIS, TEXT = 760, 18, 20, 190, 220
MARGIN = 30
#: Characters of a line of text.
CHARACTERS = 76
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class Dated(NamedTuple):
    """One date of one event, as somebody gives it: in a claim, or in a source outside the articles."""

    #: As the data has it: 2013, 2020-08, 2020-08-18.
    date: str
    #: IRI of the event.
    event: str
    #: Whether the date is that of the event (``at``), of its beginning (``begins``) or the latest of its end (``ends by``).
    sense: str
    claim: Claim | None
    source: Source | None


#: Properties that give an event a date, and what the date then is.
SENSES = {f"{SEM}hasTimeStamp": "at", f"{SEM}hasBeginTimeStamp": "begins", f"{SEM}hasEndTimeStamp": "ends by"}


def dated(records: Records) -> list[Dated]:
    """Every date that a claim or a source gives an event, in the order of time."""
    found: list[Dated] = []

    def take(statements: tuple[Statement, ...], claim: Claim | None, source: Source | None) -> None:
        found.extend(Dated(s.value, s.subject, SENSES[s.predicate], claim, source) for s in statements if s.predicate in SENSES and s.value)

    for proposition in records.propositions:
        for claim in records.claims_of[proposition.iri]:
            take(proposition.statements, claim, None)
    for source in records.sources:
        take(source.statements, None, source)
    return sorted(set(found), key=lambda d: (d.date, shown_event(d, records), said_by(d, records), d.event))


def shown_event(entry: Dated, records: Records) -> str:
    """The event, and what the date is of it."""
    return records.label(entry.event) + ("" if entry.sense == "at" else f" ({entry.sense})")


def said_by(entry: Dated, records: Records) -> str:
    """Who gives the date, in words."""
    if entry.claim is None:
        return f"according to {entry.source.page if entry.source else ''}"
    return f"claimed by: {', '.join(records.label(h) for h in entry.claim.holders)}, {records.name(entry.claim.iri)}"


def words(date: str) -> str:
    """A date as people write it, no more precise than it is."""
    year, *rest = date.split("-")
    month = MONTHS[int(rest[0]) - 1] if rest and rest[0].isdigit() and 0 < int(rest[0]) < 13 else ""
    day = str(int(rest[1])) if len(rest) > 1 and rest[1].isdigit() else ""
    return " ".join(part for part in (day, month, year) if part)


def write(material: Material) -> bytes:
    """The picture, as SVG."""
    shapes: list[str] = []
    y = MARGIN + 40

    def text(x: int, at: int, shown: str, style: str = "") -> None:
        shapes.append(f'<text x="{x}" y="{at}"{style}>{escape(printable(shown))}</text>')

    records = material.records
    entries = dated(records)
    if not entries:
        raise MaliKgError("there is no dated event in this part. Ask for more.")
    first = y
    for entry in entries:
        text(DATE, y + 5, words(entry.date), ' font-weight="bold"')
        colour, shape = ("#2166ac", "circle") if entry.claim else ("#8c510a", "rect")
        mark = f'cx="{AXIS}" cy="{y}" r="7"' if entry.claim else f'x="{AXIS - 6}" y="{y - 6}" width="12" height="12"'
        shapes.append(f'<{shape} {mark} fill="{colour}"/>')
        for line in wrap(shown_event(entry, records), CHARACTERS):
            text(TEXT, y + 5, line)
            y += LINE
        for line in wrap(said_by(entry, records), CHARACTERS, break_long_words=True):
            text(TEXT, y + 5, line, ' fill="#555555" font-size="12"')
            y += LINE
        y += LINE
    last = max(first, y - LINE)
    axis = f'<line x1="{AXIS}" y1="{first - 15}" x2="{AXIS}" y2="{last}" stroke="#bbbbbb" stroke-width="2"/>'
    legend = (
        f'<circle cx="{DATE + 7}" cy="{MARGIN}" r="7" fill="#2166ac"/><text x="{DATE + 22}" y="{MARGIN + 5}">an article claims</text>'
        f'<rect x="{AXIS + 24}" y="{MARGIN - 6}" width="12" height="12" fill="#8c510a"/><text x="{AXIS + 44}" y="{MARGIN + 5}">another source says</text>'
    )
    height = last + MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" font-family="Helvetica, Arial, sans-serif" font-size="14">'
    title = f"<title>{escape(material.project.config.title)}: dated events</title>"
    body = "\n".join([head, title, '<rect width="100%" height="100%" fill="white"/>', legend, axis, *shapes, "</svg>"])
    return (body + "\n").encode()
