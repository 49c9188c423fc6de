"""The pictures by which links are shown."""

import io

import pytest

from mali_kg.export.drawing import VOICES
from mali_kg.site.preview import HEIGHT, WIDTH, can_draw, preview

Image = pytest.importorskip("PIL.Image", reason="Pillow is not installed: pip install 'mali-kg[preview]'")


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def colours(image):
    return {"#{:02x}{:02x}{:02x}".format(*colour) for _, colour in image.getcolors(WIDTH * HEIGHT)}


def test_an_article_has_one_and_its_pages_name_it(site_folder):
    image = opened((site_folder / "previews/minusma-end.png").read_bytes())
    assert image.size == (WIDTH, HEIGHT)
    for page in ("id/article/minusma-end.html", "id/article/minusma-end/c15-1.html"):
        text = (site_folder / page).read_text(encoding="utf-8")
        assert '<meta property="og:image" content="https://w3id.org/mali-kg/previews/minusma-end.png">' in text
    assert "og:image" not in (site_folder / "about.html").read_text(encoding="utf-8")


def test_each_voice_has_its_part_of_the_bar():
    image = opened(preview("A headline", "4 claims", [(0, 3), (2, 1)], "site"))
    bar = [image.getpixel((x, HEIGHT - 100)) for x in range(WIDTH)]
    first, second = ("#{:02x}{:02x}{:02x}".format(*c) for c in (bar[70], bar[1100]))
    assert (first, second) == (VOICES[0][0], VOICES[2][0])
    counts = [sum("#{:02x}{:02x}{:02x}".format(*c) == colour for c in bar) for colour in (VOICES[0][0], VOICES[2][0])]
    assert 2.8 < counts[0] / counts[1] < 3.2
    assert VOICES[1][0] not in colours(image)


@pytest.mark.parametrize(
    ("text", "can"), [("Élections à Mali – “what next?” …", True), ("مالي", False), ("😀", False), ("Мали", False), ("a\nb", False)]
)
def test_what_the_font_lacks_is_not_drawn(text, can):
    assert can_draw(text) is can
    assert (preview(text, "", [], "") is not None) is can


def test_a_long_headline_stays_within():
    image = opened(preview("word " * 500, "1 claim", [(0, 1)], "site"))
    assert {image.getpixel((x, HEIGHT - 2)) for x in range(WIDTH)} == {(255, 255, 255)}
    assert preview("x", "y", [(0, 1)], "z") == preview("x", "y", [(0, 1)], "z")
