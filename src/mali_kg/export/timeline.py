"""The dated events as a picture: a line a date, in the order of time, with who says so. What an article claims and what other sources say differ in shape."""

from textwrap import wrap
from typing import NamedTuple
from xml.sax.saxutils import escape

from mali_kg.errors import MaliKgError
from mali_kg.export.material import Material
from mali_kg.export.model import Statement
from mali_kg.export.records import Records, local
from mali_kg.files import printable

#: Pixels: of the page, of a line of text, and of the columns’ left edges.
WIDTH, LINE, DATE, AXIS, TEXT = 760, 18, 20, 190, 220
MARGIN = 30
#: Characters of a line of text.
CHARACTERS = 76
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


class Dated(NamedTuple):
    """One date of one event, as somebody gives it."""

    #: As the data has it: 2013, 2020-08, 2020-08-18.
    date: str
    event: str
    said_by: str
    claimed: bool


def dated(records: Records) -> list[Dated]:
    """Every date that a claim or a source gives an event, in the order of time."""
    found = []

    def take(statements: tuple[Statement, ...], said_by: str, claimed: bool) -> None:
        for s in statements:
            if local(s.predicate) in ("hasTimeStamp", "hasBeginTimeStamp", "hasEndTimeStamp") and s.value:
                note = {"hasBeginTimeStamp": " (begins)", "hasEndTimeStamp": " (ends by)"}.get(local(s.predicate), "")
                found.append(Dated(s.value, records.label(s.subject) + note, said_by, claimed))

    for proposition in records.propositions:
        for claim in records.claims_of[proposition.iri]:
            take(
                proposition.statements,
                f"claimed by: {', '.join(records.label(h) for h in claim.holders)}, {records.short(claim.iri)}",
                True,
            )
    for source in records.sources:
        take(source.statements, f"according to {source.page}", False)
    return sorted(set(found), key=lambda d: (d.date, d.event, d.said_by))


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

    entries = dated(material.records)
    if not entries:
        raise MaliKgError("there is no dated event in this part. Ask for more.")
    first = y
    for entry in entries:
        text(DATE, y + 5, words(entry.date), ' font-weight="bold"')
        colour, shape = ("#2166ac", "circle") if entry.claimed else ("#8c510a", "rect")
        mark = f'cx="{AXIS}" cy="{y}" r="7"' if entry.claimed else f'x="{AXIS - 6}" y="{y - 6}" width="12" height="12"'
        shapes.append(f'<{shape} {mark} fill="{colour}"/>')
        for line in wrap(entry.event, CHARACTERS):
            text(TEXT, y + 5, line)
            y += LINE
        for line in wrap(entry.said_by, CHARACTERS, break_long_words=True):
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
