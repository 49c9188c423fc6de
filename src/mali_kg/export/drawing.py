"""Draws on an SVG picture: texts in lines that fit, links, lines and forms, each with its words in one language or in two.

Where the reader can change the language, both variants are there, with the classes ``in-en`` and ``in-fr``: the other one is hidden, and a page
shows it by its style. So the picture is whole without any page, style or program.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from mali_kg.errors import MaliKgError
from mali_kg.files import printable

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
#: Colours: of text, of what explains it, of faint lines, of the ground of a box.
INK, QUIET, FAINT, WASH = "#1d2730", "#55606a", "#d5dbe0", "#f4f7f9"
#: The voices of an article, by number: a colour, and the form of their edge. The style of the site has the same.
VOICES = (
    ("#6b7780", "solid"),
    ("#1b6ca8", "solid"),
    ("#b0440f", "double"),
    ("#2e7d4f", "dashed"),
    ("#7b3fa0", "dotted"),
    ("#a3185c", "solid"),
    ("#8a6a00", "double"),
    ("#3b4a54", "dashed"),
)
#: Width that a picture may have on a usual screen, and how far it is made smaller to fit: letters of 12 pixels are not below 11.
SCREEN, SMALLEST = 1225, 0.92
#: Height of a line of text for its size, and how much wider bold is.
LEADING, BOLD = 1.25, 1.07
#: Widths of the printable characters of ASCII from the space on, in thousandths of the size of the font (Helvetica).
ASCII = (
    *(278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556),
    *(278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667),
    *(611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833),
    *(556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584),
)
#: Where a line may end: not at spaces that hold words together.
BREAKS = re.compile("[ \t\n]+")
#: Of other characters that are usual in Latin text.
PUNCTUATION = {
    "‘": 222,
    "’": 222,
    "“": 333,
    "”": 333,
    "–": 556,
    "—": 1000,
    "…": 1000,
    "«": 556,
    "»": 556,
    "\u00a0": 278,
    "\u202f": 200,
    "×": 584,
}


class NothingToDrawError(MaliKgError):
    """A part of the dataset that a picture would be empty of.

    :ivar lacks: what is not in it.
    """

    def __init__(self, lacks: str) -> None:
        self.lacks = lacks
        super().__init__(f"{lacks}. Ask for more.")


class Bilingual(NamedTuple):
    """A text in the language of the picture, and in the other one that a reader can choose."""

    first: str
    other: str

    @classmethod
    def same(cls, text: str) -> "Bilingual":
        """Give a text that is the same in both."""
        return cls(text, text)


def joined(words: Sequence[Bilingual]) -> Bilingual:
    """Write several texts after each other."""
    return Bilingual(", ".join(w.first for w in words), ", ".join(w.other for w in words))


class Languages:
    """The words of pictures themselves, in one language or two.

    :param first: the language of the picture; English where pictures have no words in it.
    :param other: the one that a reader can change to; empty for none.
    """

    def __init__(self, first: str, other: str = "") -> None:
        known = _words()
        self.first = first if first in known else "en"
        self.other = other if other in known else self.first

    def say(self, key: str, **values: Any) -> Bilingual:
        """Give words by their key. A value that is `Words` is filled in by language."""
        filled = []
        for n, language in enumerate((self.first, self.other)):
            filled.append(_words()[language][key].format(**{k: v[n] if isinstance(v, Bilingual) else v for k, v in values.items()}))
        return Bilingual(*filled)

    def day(self, date: str) -> Bilingual:
        """Write a year, a month or a day; what is none of them as it stands."""
        return Bilingual(_day(date, _words()[self.first]), _day(date, _words()[self.other]))


@lru_cache(1)
def _words() -> dict[str, dict[str, str]]:
    import yaml

    found: dict[str, dict[str, str]] = yaml.safe_load((files("mali_kg.export") / "pictures.yaml").read_text(encoding="utf-8"))
    return found


def _day(text: str, words: dict[str, str]) -> str:
    parts = text.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return text
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return text
    month = f"{words[f'month-{int(parts[1])}']} " if len(parts) > 1 else ""
    day = "" if len(parts) < 3 else f"{words['first-day'] if parts[2] == '01' else int(parts[2])} "
    return f"{day}{month}{parts[0]}"


def measure(text: str, size: float, bold: bool = False) -> float:
    """Estimate how wide a text is, in pixels."""
    return sum(map(_width, text)) * size * (BOLD if bold else 1) / 1000


@lru_cache(4096)
def _width(character: str) -> int:
    code = ord(character)
    if character in PUNCTUATION:
        return PUNCTUATION[character]
    if 32 <= code < 127:
        return ASCII[code - 32]
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    if code > 0xFFFF or unicodedata.east_asian_width(character) in "WF":
        return 1150
    plain = unicodedata.normalize("NFD", character)[0]
    return _width(plain) if plain != character else 640


def fit(text: str, width: float, size: float, most: int, bold: bool = False) -> list[str]:
    """Break a text into lines that fit, at spaces where that can be; of more lines than there may be the last one ends in “…”."""
    lines, line, used = [""], "", 0.0
    # What does not fit is not read to its end: a text may be very long.
    words = BREAKS.split(printable(text[: most * 400]).strip(" \t\n"))
    for word in words:
        long = measure(word, size, bold)
        space = measure(" ", size, bold)
        if line and used + space + long <= width:
            line, used = f"{line} {word}", used + space + long
        else:
            if line:
                lines.append(line)
            *pieces, line = _pieces(word, width, size, bold) if long > width else [word]
            lines += pieces
            used = measure(line, size, bold)
        if len(lines) > most + 1:
            break
    lines = [*lines[1:], line] if line else lines[1:]
    if len(lines) > most or len(text) > most * 400:
        last = lines[most - 1] if len(lines) >= most else lines[-1]
        while last and measure(f"{last}…", size, bold) > width:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip(' ,;:')}…"]
    return lines


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    """Break a word that is longer than a line."""
    found, piece = [], ""
    for character in word:
        if piece and measure(piece + character, size, bold) > width:
            found.append(piece)
            piece = ""
        piece += character
    return [*found, piece]


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter of a text is of a script that is written from the right."""
    return next((kind != "L" for c in text if (kind := unicodedata.bidirectional(c)) in ("L", "R", "AL")), False)


class TextBlock(NamedTuple):
    """A text that has been broken into lines, in each language."""

    first: list[str]
    other: list[str]
    size: float
    bold: bool
    colour: str
    #: Whether some of it had to be left out.
    is_cut: bool

    @property
    def height(self) -> float:
        """How high it is, in whichever language it is higher."""
        return max(len(self.first), len(self.other)) * self.size * LEADING


def broken(words: Bilingual | str, width: float, size: float = 13, most: int = 6, bold: bool = False, colour: str = INK) -> TextBlock:
    """Break words into lines that fit into a width."""
    first, other = words if isinstance(words, Bilingual) else (words, words)
    lines = fit(first, width, size, most, bold)
    return TextBlock(
        lines,
        lines if other == first else fit(other, width, size, most, bold),
        size,
        bold,
        colour,
        lines[-1:] != [] and lines[-1].endswith("…"),
    )


def length(line: str, size: float, bold: bool) -> dict[str, Any]:
    """Hold a line to its width where that is known, so that it stays in its box whatever font there is."""
    if len(line) < 2 or not all(_is_latin(character) for character in line):
        return {}
    return {"textLength": measure(line, size, bold), "lengthAdjust": "spacingAndGlyphs"}


@lru_cache(4096)
def _is_latin(character: str) -> bool:
    return character in PUNCTUATION or " " <= unicodedata.normalize("NFD", character)[0] <= "~"


def number(value: float) -> str:
    """Write a number of pixels, with a digit behind the point at most."""
    return f"{round(value, 1):g}" if abs(value) < 99999 else f"{value:.0f}"


class Canvas:
    """An SVG picture that is being drawn.

    :param languages: those of its texts.
    :param name: begins the ids in it, so that a page can hold several pictures.
    """

    def __init__(self, languages: Languages, name: str) -> None:
        self.languages, self.name = languages, name
        self.shapes: list[str] = []

    def add(self, element: str, **attributes: Any) -> None:
        """Draw a form. The names of attributes have ``_`` for a hyphen."""
        self.shapes.append(f"<{element}{written(attributes)}/>")

    def text(self, text: TextBlock, x: float, y: float, width: float = 0, anchor: str = "start") -> float:
        """Write a text below a height, and give the height below it.

        :param width: of the column, at whose right edge a text of a script from the right begins.
        """
        if text.first == text.other:
            self._lines(text.first, text, x, y, width, anchor, {})
        else:
            self._lines(text.first, text, x, y, width, anchor, {"class": f"in-{self.languages.first}"})
            self._lines(text.other, text, x, y, width, anchor, {"class": f"in-{self.languages.other}", "display": "none"})
        return y + text.height

    def _lines(self, lines: Sequence[str], text: TextBlock, x: float, y: float, width: float, anchor: str, more: dict[str, str]) -> None:
        if not lines:
            return
        look: dict[str, Any] = dict(more)
        if text.size != 13:
            look["font_size"] = number(text.size)
        if text.bold:
            look["font_weight"] = "bold"
        if text.colour != INK:
            look["fill"] = text.colour
        if anchor != "start":
            look["text_anchor"] = anchor
        elif width and is_right_to_left("".join(lines)):
            x += width
            look["direction"] = "rtl"
        spans = []
        for n, line in enumerate(lines):
            place = written({"x": x, "y": y + text.size * (0.95 + n * LEADING)} | length(line, text.size, text.bold))
            # The space parts the lines for who hears or copies them.
            spans.append(f"<tspan{place}>{escape(line)}{' ' if n < len(lines) - 1 else ''}</tspan>")
        self.shapes.append(f"<text{written(look)}>{''.join(spans)}</text>")

    @contextmanager
    def link(self, href: str, title: str = "") -> Iterator[None]:
        """Make what is drawn within the block a link; to nowhere it is none.

        :param title: what shows beside the pointer, where the texts had no room for all.
        """
        if href:
            self.shapes.append(f"<a href={quoteattr(printable(href))}>")
        if href and title:
            self.shapes.append(f"<title>{escape(printable(title))}</title>")
        yield
        if href:
            self.shapes.append("</a>")

    @contextmanager
    def part(self, **attributes: Any) -> Iterator[None]:
        """Group what is drawn within the block."""
        self.shapes.append(f"<g{written(attributes)}>")
        yield
        self.shapes.append("</g>")

    def band(self, x: float, y: float, height: float, voice: int) -> None:
        """Draw the edge of a box by which voices are told apart: a colour, and a form."""
        colour, form = VOICES[voice]
        if form == "double":
            self.add("path", d=f"M{number(x + 1)} {number(y)}v{number(height)}m4 0v{number(-height)}", stroke=colour, stroke_width=2)
            return
        dashes = {"dashed": "9 4", "dotted": "3.5 3.5"}.get(form, "")
        more = {"stroke_dasharray": dashes} if dashes else {}
        self.add("path", d=f"M{number(x + 3)} {number(y)}v{number(height)}", stroke=colour, stroke_width=6, **more)

    def svg(self, width: float, height: float, title: Bilingual, description: Bilingual) -> str:
        """Give the picture, whole."""
        scale = min(1.0, max(SMALLEST, SCREEN / width))
        size = {"width": width * scale, "height": height * scale, "viewBox": f"0 0 {number(width)} {number(height)}"}
        ids = {key: f"{self.name}-{key}" for key in ("title", "desc")}
        about = {"role": "group", "aria-labelledby": " ".join(ids.values()), "xml:lang": self.languages.first}
        head = f'<svg xmlns="http://www.w3.org/2000/svg"{written({**size, **about, "font_family": FONT, "font_size": 13, "fill": INK})}>'
        told = [f'<{key} id="{ids[key]}">{escape(printable(w.first))}</{key}>' for key, w in (("title", title), ("desc", description))]
        ground = '<rect width="100%" height="100%" fill="#fff"/>'
        return "\n".join([head, *told, ground, *self.shapes, "</svg>"])


def written(attributes: dict[str, Any]) -> str:
    """Write the attributes of an element."""
    return "".join(
        f" {key.replace('_', '-')}={quoteattr(number(value) if isinstance(value, (int, float)) else value)}"
        for key, value in attributes.items()
    )
