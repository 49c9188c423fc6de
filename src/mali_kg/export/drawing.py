"""Draws on an SVG picture: texts in lines that fit, links, lines and forms, each with its words in one language or in two.

Where the reader can change the language, both variants are there, with the classes ``in-en`` and ``in-fr``: the other one is hidden, and a page
shows it by its style. So the picture is whole without any page, style or program.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from mali_kg.errors import MaliKgError
from mali_kg.export.bilingual import Bilingual, Languages
from mali_kg.export.lettering import INK, LEADING, TextBlock, is_right_to_left, length
from mali_kg.files import printable

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"
#: Colours: of what explains a text, of faint lines, of the ground of a box.
QUIET, FAINT, WASH = "#55606a", "#d5dbe0", "#f4f7f9"
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


class NothingToDrawError(MaliKgError):
    """A part of the dataset that a picture would be empty of.

    :ivar lacks: what is not in it.
    """

    def __init__(self, lacks: str) -> None:
        self.lacks = lacks
        super().__init__(f"{lacks}. Ask for more.")


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
