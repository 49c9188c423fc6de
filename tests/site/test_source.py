"""A link to the words of a claim where its article is on the web, and where that address comes from."""

import pyoxigraph as ox
import pytest

from conftest import SHEET, edit
from mali_kg.dataset.compile import compile_project
from mali_kg.project import Project
from mali_kg.site.site import Options
from mali_kg.site.source import text_fragment
from mali_kg.site.write import write_site


@pytest.mark.parametrize(
    ("url", "quotation", "found"),
    [
        ("https://example.org/a", "ends in Mali", "https://example.org/a#:~:text=ends%20in%20Mali"),
        # What means something in a fragment is told apart from what is quoted.
        ("https://example.org/a", "so-called, 50 % & more", "https://example.org/a#:~:text=so%2Dcalled%2C%2050%20%25%20%26%20more"),
        ("https://example.org/a#part", "l’État", "https://example.org/a#part:~:text=l%E2%80%99%C3%89tat"),
        ("https://example.org/a", "a\n b", "https://example.org/a#:~:text=a%20b"),
        (
            "https://example.org/a",
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "https://example.org/a#:~:text=one%20two%20three%20four%20five%20six,eight%20nine%20ten%20eleven%20twelve%20thirteen",
        ),
    ],
)
def test_words_are_told_by_a_fragment(url, quotation, found):
    assert text_fragment(url, quotation) == found


def test_an_article_with_an_address_leads_readers_to_its_words(copy, tmp_path):
    edit(copy / SHEET, "  about: [minusma,", "  url: https://example.org/invented?a=1&b=2\n  about: [minusma,")
    project = Project(copy)
    iris = project.iris
    triple = (
        ox.NamedNode(iris.article("minusma-end")),
        ox.NamedNode("https://schema.org/url"),
        ox.NamedNode("https://example.org/invented?a=1&b=2"),
    )
    assert triple in {(q.subject, q.predicate, q.object) for q in compile_project(project).quads()}
    write_site(project, tmp_path / "site", Options())
    claim = (tmp_path / "site/id/article/minusma-end/c15-1.html").read_text(encoding="utf-8")
    assert (
        'href="https://example.org/invented?a=1&amp;b=2#:~:text=prematurely%20ending%20the%20peacekeeping%20mission%20could%20lead' in claim
    )
    assert 'href="https://example.org/invented?a=1&amp;b=2"' in (tmp_path / "site/id/article/minusma-end.html").read_text(encoding="utf-8")


def test_an_article_without_an_address_leads_nowhere(site_folder):
    assert ":~:text=" not in (site_folder / "id/article/minusma-end/c15-1.html").read_text(encoding="utf-8")
