"""Texts of a picture in lines that fit: how wide they are, without the font at hand, where a line ends, and whether it is read from the right."""

import re
import unicodedata
from functools import lru_cache
from typing import Any, NamedTuple

from mali_kg.export.bilingual import Bilingual
from mali_kg.files import printable

#: The colour of text.
INK = "#1d2730"
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
