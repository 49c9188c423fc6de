"""The picture by which an article is shown where somebody links to it (Open Graph): its headline, and how many claims each voice has."""

import io
from collections.abc import Sequence
from textwrap import wrap

from mali_kg.export.drawing import VOICES

#: Pixels, as platforms want them.
WIDTH, HEIGHT, MARGIN = 1200, 630, 64
INK, PAPER, QUIET, HEAD = "#1d2730", "#ffffff", "#55606a", "#14425c"
#: Lines of the headline at most, and characters of one.
LINES, CHARACTERS = 5, 34


def can_draw(text: str) -> bool:
    """Tell whether the font has the characters of a text: it has Latin letters and common punctuation."""
    return all(" " <= c < "\u0250" or "\u2010" <= c <= "\u2026" for c in text)


def preview(headline: str, figures: str, voices: Sequence[tuple[int, int]], title: str) -> bytes | None:
    """Draw a picture as PNG.

    :param figures: how many claims, sentences and arguments there are, in words.
    :param voices: the mark of each voice, and how many claims it has.
    :return: None where what draws is not installed (``mali-kg[preview]``), or has no such letters.
    """
    try:
        from PIL import Image, ImageDraw, ImageFont
    except ModuleNotFoundError:
        return None
    if not can_draw(headline + figures + title):
        return None
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 18), fill=HEAD)
    *shown, last = wrap(headline, CHARACTERS)[:LINES] or [""]
    cut = len(wrap(headline, CHARACTERS)) > LINES
    y = MARGIN
    for line in (*shown, f"{last} …" if cut else last):
        draw.text((MARGIN, y), line, fill=INK, font=ImageFont.load_default(60))
        y += 74
    draw.text((MARGIN, HEIGHT - 178), figures, fill=QUIET, font=ImageFont.load_default(32))
    total, x = sum(number for _, number in voices) or 1, float(MARGIN)
    for mark, number in voices:
        width = (WIDTH - 2 * MARGIN) * number / total
        draw.rectangle((x, HEIGHT - 122, x + width - 3, HEIGHT - 94), fill=VOICES[mark][0])
        x += width
    draw.text((MARGIN, HEIGHT - 74), title, fill=HEAD, font=ImageFont.load_default(32))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
