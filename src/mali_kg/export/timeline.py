"""What is dated, as a picture: an occurrence a row, in the order of time; what articles claim and what other sources say side by side.

A date that somebody says flatly has a full mark; one of what is denied, wanted, possible or only spoken of a hollow one.
"""

from textwrap import wrap
from xml.sax.saxutils import escape

from mali_kg.claims.model import Claim
from mali_kg.claims.reader import Records
from mali_kg.dataset.measures import time
from mali_kg.errors import MaliKgError
from mali_kg.export.dates import Dated, occurrences
from mali_kg.export.material import Material
from mali_kg.files import printable

#: Pixels: of the page, of a line of text, and of the columns’ left edges.
WIDTH, LINE, MARGIN = 980, 18, 30
WHAT, ARTICLES, SOURCES = 20, 320, 650
#: Characters of a line of text in a column.
CHARACTERS = 40
#: Colours of what articles claim, and of what other sources say.
BLUE, BROWN = "#2166ac", "#8c510a"


def when(entry: Dated) -> str:
    """Tell the date of an entry in words."""
    fields = {"at": entry.at, "from": entry.begin, "to": entry.end, "by": entry.by}
    return time({name: date for name, date in fields.items() if date}, "")


def said_by(entry: Dated, records: Records) -> str:
    """Tell who gives the date."""
    if isinstance(entry.claim, Claim):
        return f"claimed by: {', '.join(records.label(holder) for holder in entry.claim.holders)}, {records.name(entry.claim.iri)}"
    return f"according to {entry.source.title or entry.source.page if entry.source else ''}, {records.name(entry.claim.iri)}"


class Picture:
    """An SVG picture that grows downwards."""

    def __init__(self) -> None:
        self.shapes: list[str] = []

    def text(self, x: int, y: int, shown: str, style: str = "") -> int:
        """Write a text in lines that fit; give the height below it."""
        for line in wrap(shown, CHARACTERS, break_long_words=True):
            self.shapes.append(f'<text x="{x}" y="{y}"{style}>{escape(printable(line))}</text>')
            y += LINE
        return y

    def mark(self, x: int, y: int, is_source: bool, is_full: bool) -> None:
        """Draw the mark of a date."""
        colour = BROWN if is_source else BLUE
        look = f'fill="{colour if is_full else "white"}" stroke="{colour}" stroke-width="2"'
        place = f'rect x="{x - 6}" y="{y - 11}" width="12" height="12"' if is_source else f'circle cx="{x}" cy="{y - 5}" r="6"'
        self.shapes.append(f"<{place} {look}/>")

    def dates(self, entries: list[Dated], x: int, y: int, records: Records) -> int:
        """Write dates of one occurrence one below the other; give the height below them."""
        for entry in entries:
            self.mark(x + 6, y, entry.source is not None, entry.is_flat)
            y = self.text(x + 20, y, when(entry), ' font-weight="bold"')
            y = self.text(x + 20, y, entry.claim.label, ' font-size="12"')
            y = self.text(x + 20, y, said_by(entry, records), ' fill="#555555" font-size="12"')
        return y


class NoDatesError(MaliKgError):
    """A part of the dataset in which nobody gives a date."""

    def __init__(self) -> None:
        super().__init__("there is no dated event in this part. Ask for more.")


def write(material: Material) -> bytes:
    """Write the picture, as SVG.

    :raises NoDatesError: where there is nothing to draw.
    """
    records, picture = material.records, Picture()
    found = occurrences(records)
    if not found:
        raise NoDatesError
    y = MARGIN
    for x, is_source, shown in ((ARTICLES, False, "articles claim"), (SOURCES, True, "other sources say")):
        picture.mark(x + 6, y, is_source, is_full=True)
        picture.text(x + 20, y, shown)
    picture.text(WHAT, y, "hollow: denied, wanted, possible, told", ' fill="#555555" font-size="12"')
    y += 2 * LINE
    for entries in found:
        picture.shapes.append(f'<line x1="{WHAT}" y1="{y - LINE}" x2="{WIDTH - WHAT}" y2="{y - LINE}" stroke="#dddddd"/>')
        bottom = picture.text(WHAT, y, entries[0].what)
        bottom = max(bottom, picture.dates([e for e in entries if e.source is None], ARTICLES, y, records))
        bottom = max(bottom, picture.dates([e for e in entries if e.source is not None], SOURCES, y, records))
        y = bottom + LINE
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}"'
        ' font-family="Helvetica, Arial, sans-serif" font-size="14">'
    )
    title = f"<title>{escape(material.project.config.title)}: what is dated</title>"
    body = "\n".join([head, title, '<rect width="100%" height="100%" fill="white"/>', *picture.shapes, "</svg>"])
    return (body + "\n").encode()
