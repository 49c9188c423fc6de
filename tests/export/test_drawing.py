"""Texts in pictures: in lines that fit, in both languages, and never read as markup."""

import re
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checkout import ROOT
from mali_kg.export.bilingual import Bilingual, Languages
from mali_kg.export.drawing import VOICES, Canvas
from mali_kg.export.lettering import ASCII, broken, fit, is_right_to_left, measure


@given(st.text(max_size=300), st.integers(40, 300), st.integers(1, 6))
def test_lines_fit_and_are_not_too_many(text, width, most):
    lines = fit(text, width, 13, most)
    assert len(lines) <= most
    for line in lines:
        assert measure(line, 13) <= width or len(line) <= 2


def test_a_text_is_broken_at_spaces_and_cut_with_a_mark():
    assert fit("The mission should end", 100, 13, 5) == ["The mission", "should end"]
    assert fit("The mission should end", 100, 13, 1) == ["The mission…"]
    assert fit("x" * 40, 100, 13, 2)[-1].endswith("…")
    assert fit("", 100, 13, 2) == []
    assert fit("dépend de «\u00a0premature\u00a0»", 100, 13, 5) == ["dépend de", "«\u00a0premature\u00a0»"]
    long = fit("word " * 2000, 150, 13, 6)
    assert len(long) == 6
    assert long[-1].endswith("…")


def test_widths_are_those_of_helvetica():
    """As the metrics of the font have them: a space 278, “A” 667, “i” 222, “m” 833, “W” 944."""
    assert len(ASCII) == 95
    assert [measure(c, 1000) for c in " AimW"] == [278, 667, 222, 833, 944]
    assert measure("é", 1000) == measure("e", 1000)
    assert measure("あ", 1000) > 1000


ODD = [
    '</text></svg><script>alert("1")</script>',
    "a & b < c > \"d\" 'e'",
    "&lt;b&gt; ]]> <!-- --> <?x?>",
    "مالي وبعثة الأمم المتحدة",
    "بعثة <b> & MINUSMA",
    "👩‍👩‍👧‍👦 🇲🇱 family",
    "control \x01 \x1b[31m and \u202e turned",
    "z" * 10_000,
]


@pytest.mark.parametrize("odd", ODD)
def test_a_picture_is_well_formed_whatever_it_shows(odd):
    canvas = Canvas(Languages("en", "fr"), "odd")
    with canvas.link(f"page.html?{odd}", odd):
        canvas.text(broken(Bilingual(odd, f"fr {odd}"), 150), 10, 10, 150)
    text = canvas.svg(200, 200, Bilingual.same(odd), Bilingual.same(odd))
    root = ElementTree.fromstring(text)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names <= {"svg", "title", "desc", "rect", "a", "text", "tspan"}
    assert "\u202e" not in text


def test_a_text_from_the_right_begins_at_the_right():
    assert is_right_to_left("123 مالي")
    assert not is_right_to_left("Mali مالي")
    canvas = Canvas(Languages("en"), "x")
    canvas.text(broken("مالي", 150), 10, 0, 150)
    assert canvas.shapes[0].startswith('<text direction="rtl"><tspan x="160"')


def test_both_languages_are_there_and_one_is_hidden():
    languages = Languages("fr", "en")
    canvas = Canvas(languages, "x")
    canvas.text(broken(languages.say("inferred-short"), 150), 0, 0)
    canvas.text(broken("the same", 150), 0, 20)
    shown, hidden, same = canvas.shapes
    assert '<text class="in-fr"><tspan' in shown
    assert "inféré" in shown
    assert 'class="in-en" display="none"' in hidden
    assert "inferred" in hidden
    assert "class" not in same


def test_languages_have_the_same_words_with_the_same_gaps():
    words = yaml.safe_load((ROOT / "src/mali_kg/export/pictures.yaml").read_text(encoding="utf-8"))
    assert words["en"].keys() == words["fr"].keys()
    for key, text in words["en"].items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", words["fr"][key])), key
    assert Languages("de", "it").say("legend") == Bilingual("How to read this", "How to read this")


def test_days():
    languages = Languages("en", "fr")
    assert languages.day("2013") == Bilingual.same("2013")
    assert languages.day("2020-08") == Bilingual("August 2020", "août 2020")
    assert languages.day("2013-07-01") == Bilingual("1 July 2013", "1er juillet 2013")
    assert languages.day("2020-08-18") == Bilingual("18 August 2020", "18 août 2020")
    assert languages.day("soon") == Bilingual.same("soon")
    assert languages.day("2020-13") == Bilingual.same("2020-13")


def test_voices_look_as_the_style_of_the_site_has_them():
    style = (ROOT / "src/mali_kg/site/assets/style.css").read_text(encoding="utf-8")
    assert [colour for colour, _ in VOICES] == [re.search(rf"--v{n}: (#\w+)", style)[1] for n in range(len(VOICES))]
    for n, (_, form) in enumerate(VOICES):
        found = re.search(rf"li\.voice-{n} {{[^}}]*border-left-style: (\w+)", style)
        assert (found[1] if found else "solid") == form
