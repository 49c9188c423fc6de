"""Argument maps on the site: every argument is in the picture and in the list, and every link leads to a page."""

import re
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from links import broken_links

from checkout import ROOT, checkout
from mali_kg.export.argument_map import MapOf, MapPicture
from mali_kg.export.bilingual import Bilingual, Languages
from mali_kg.project import Project
from mali_kg.site import maps
from mali_kg.site.maps import DEEPEST, map_files, trees
from mali_kg.site.site import Options, Site, open_site
from mali_kg.store.opened import Opened

ARTICLE = "https://w3id.org/mali-kg/id/article/minusma-end"


@pytest.fixture(scope="session")
def site():
    return open_site(Project(checkout()), Options())


@pytest.fixture(scope="session")
def page(site_folder):
    return (site_folder / "maps/minusma-end.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def drawn(site) -> MapPicture:
    records = site.records
    shown = MapOf(
        Bilingual.same("x"), records.claims, records.arguments, lambda i: maps.both(site, i), lambda c: maps.how(site, c), lambda i: i
    )
    return MapPicture(shown, Languages("en", "fr"))


def picture(text: str) -> str:
    return re.search(r"<svg .*?</svg>", text, re.DOTALL)[0]


def test_every_argument_is_in_the_picture_and_once_in_the_list(page, site):
    """The article has 33: 24 supports, 5 attacks and 4 concessions."""
    links = [f"../id/article/minusma-end/{a.iri.rpartition('/')[2]}.html" for a in site.records.arguments]
    assert len(links) == 33
    svg, listed = picture(page), page[page.index('<ul class="tree">') :]
    for link in links:
        assert svg.count(f'href="{link}"') == 1, link
        assert listed.count(f'href="{link}"') == 1, link
    claims = {c for a in site.records.arguments for c in (*a.premises, a.conclusion)}
    for claim in claims:
        link = f'href="../id/article/minusma-end/{claim.rpartition("/")[2]}.html"'
        assert svg.count(link) == 1
        assert link in listed


def test_the_kinds_and_what_is_inferred_are_told_in_words(page):
    for key, number in (("support", 24), ("attack", 5), ("concession", 4)):
        assert re.search(rf'data-t="map-count-{key}"[^>]*>[^<]*: {number}<', page)
        assert page.count(f'data-t="tree-{key}"') == number
    listed = page[page.index('<ul class="tree">') :]
    assert listed.count('data-t="inferred"') == 26
    assert listed.count('data-t="explicit"') == 7


def test_the_form_and_the_line_tell_apart_as_well_as_the_colour(page):
    """Of each kind one argument: a05 supports and is marked, a11 attacks and is inferred, a01 is a concession and is marked."""
    svg = picture(page)
    box = {name: re.search(rf'<a href="[^"]*/{name}\.html">\n(.*?)\n<', svg, re.DOTALL)[1] for name in ("a05", "a08", "a11", "a01")}
    assert box["a05"].startswith("<rect")
    assert box["a11"].startswith("<polygon")
    assert box["a01"].startswith("<polygon")
    assert len({len(re.search(r'points="([^"]*)"', box[name])[1].split()) for name in ("a11", "a01")}) == 2
    assert ["dasharray" in box[name] for name in ("a05", "a08", "a11", "a01")] == [False, True, True, False]
    (cue,) = re.findall(r'<a href="[^"]*/a05\.html">(.*?)</a>', svg, re.DOTALL)
    assert "".join(re.findall(r">([^<>\n]+)<", cue)) == "+ supports+ soutient“as the mission”"


def test_no_two_boxes_overlap_and_the_form_is_neither_tall_nor_long(drawn):
    boxes = [(*drawn.layout.at[name], *drawn.sizes[name]) for name in drawn.layout.at]
    assert len(boxes) == len(drawn.boxes) + 33 + 1
    for n, (x, y, w, h) in enumerate(boxes):
        for x2, y2, w2, h2 in boxes[n + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 + 0.01 or y2 + h2 <= y + 0.01
    root = ElementTree.fromstring(drawn.svg())
    width, height = float(root.get("width")), float(root.get("height"))
    assert 1 <= width / height <= 2


def test_its_text_is_readable_where_the_window_is_1280_wide(page):
    root = ElementTree.fromstring(picture(page))
    scale = float(root.get("width")) / float(root.get("viewBox").split()[2])
    sizes = {float(e.get("font-size")) for e in root.iter() if e.get("font-size")}
    assert min(sizes) * scale >= 11
    assert float(root.get("width")) <= 1233


def test_a_picture_has_title_description_and_legend(page, site_folder):
    root = ElementTree.fromstring(picture(page))
    told = {element.get("id"): element.text for element in root if element.get("id")}
    assert root.get("aria-labelledby").split() == list(told) == ["map-title", "map-desc"]
    assert told["map-title"].startswith("Argument map: Closing Chapter")
    assert told["map-desc"].startswith("32 claims and 33 arguments.")
    for words in ("How to read this", "inferred by the annotator", "the text marks it, in these words", "Critics"):
        assert f">{words}" in picture(page)
    alone = (site_folder / "maps/minusma-end.svg").read_text(encoding="utf-8")
    assert alone == picture(page) + "\n"


def test_every_link_leads_to_something(site_folder):
    assert broken_links(site_folder, "maps/minusma-end.html") == []


def test_it_is_in_both_languages(page):
    assert re.search(r'class="in-fr" display="none"[^>]*><tspan[^>]*>\+ soutient<', page)
    style = (ROOT / "src/mali_kg/site/assets/style.css").read_text(encoding="utf-8")
    assert ":root:lang(fr) .in-fr { display: inline; }" in style


def test_the_same_dataset_gives_the_same_bytes(site):
    claims = sorted(site.records.claims, key=lambda c: c.start)
    first, again = (list(map_files(site, ARTICLE, claims, site.records.arguments)) for _ in range(2))
    assert first == again


# ---------------------------------------------------------------------- other articles


def changed(project: Project, find: str, put: str) -> Site:
    """The site of a project with other words in the place of some label."""
    site = open_site(project, Options())
    store = ox.Store()
    for quad in site.store:
        is_it = isinstance(quad.object, ox.Literal) and quad.object.value == find
        store.add(ox.Quad(quad.subject, quad.predicate, ox.Literal(put, language="en"), quad.graph_name) if is_it else quad)
    return Site(project, Opened(store, site.iris.base), Options())


@pytest.mark.parametrize(
    "odd", ['</svg><script>alert("1")</script> & <b>', "مالي بعثة الأمم المتحدة", "👩‍👩‍👧 🇲🇱", "z" * 10_000, "\x1b[31m \u202e"]
)
def test_whatever_a_label_holds_the_picture_is_well_formed(odd):
    site = changed(Project(checkout()), "The mission should end", odd)
    claims = site.records.claims
    files = dict(map_files(site, ARTICLE, claims, site.records.arguments))
    root = ElementTree.fromstring(files["maps/minusma-end.svg"])
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert b'<script>alert("1")' not in files["maps/minusma-end.html"]
    assert len([element for element in root.iter() if element.tag.endswith("}a")]) == 32 + 33


def test_arguments_in_a_circle_and_long_chains_stand_in_the_list_once(site):
    claims = site.records.claims[:12]
    one = site.records.arguments[0]

    def argument(n: int, premise: int, conclusion: int):
        return one._replace(iri=f"{ARTICLE}/a{n}", premises=(claims[premise].iri,), conclusion=claims[conclusion].iri, kind="support")

    circle = [argument(1, 0, 1), argument(2, 1, 2), argument(3, 2, 0)]
    chain = [argument(10 + n, n + 1, n) for n in range(11)]
    assert len(chain) > DEEPEST
    for arguments in (circle, chain, [argument(20, 3, 3)]):
        found: list[str] = []
        todo = list(trees(site, claims, arguments))
        roots = {node["iri"] for node in todo}
        elsewhere = set()
        expanded = set()
        while todo:
            node = todo.pop()
            if node["elsewhere"]:
                elsewhere.add(node["iri"])
            if node["arguments"]:
                expanded.add(node["iri"])
            for a in node["arguments"]:
                found.append(a["how"]["id"])
                todo += a["premises"]
        assert sorted(found) == sorted(site.records.short(a.iri) for a in arguments)
        assert elsewhere <= expanded
        assert roots <= expanded
        shown = MapOf(Bilingual.same("x"), claims, arguments, lambda i: Bilingual.same(i), lambda c: Bilingual("", ""), lambda i: i)
        drawn = MapPicture(shown, Languages("en"))
        assert drawn.svg() == drawn.svg()
        ElementTree.fromstring(drawn.svg())
        assert drawn.svg().count("<a href") == len(arguments) + len({c for a in arguments for c in (*a.premises, a.conclusion)})


def test_an_article_without_arguments_says_so(site):
    files = dict(map_files(site, ARTICLE, site.records.claims, []))
    assert list(files) == ["maps/minusma-end.html"]
    assert b'data-t="map-empty"' in files["maps/minusma-end.html"]


def test_one_article_has_one_map_and_several_have_a_list(site, site_folder, monkeypatch):
    assert dict(site.navigation)["maps"] == "maps/minusma-end.html"
    assert not (site_folder / "maps.html").exists()
    several = open_site(Project(checkout()), Options())
    monkeypatch.setattr(several.records, "of_type", lambda iri: [ARTICLE, f"{ARTICLE}-2", f"{ARTICLE}-3"])
    monkeypatch.setattr(maps, "ON_A_PAGE", 2)
    files = dict(maps.maps(several, []))
    assert list(files) == ["maps.html", "maps-2.html"]
    assert b'href="maps/minusma-end.html"' in files["maps.html"]
    assert b'href="maps-2.html"' in files["maps.html"]
    assert b'href="maps/minusma-end-3.html"' in files["maps-2.html"]
    assert dict(several.navigation)["maps"] == "maps.html"
