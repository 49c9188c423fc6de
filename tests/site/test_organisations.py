"""The organisations of the site: nothing is said of anybody without who says so."""

import re
from xml.etree import ElementTree

import pytest
from links import broken_links

import invented
from checkout import checkout
from mali_kg.claims.flat_view import FlatView
from mali_kg.export.agents import Agents, AgentsOf, bundled
from mali_kg.export.bilingual import Bilingual, Languages
from mali_kg.project import Project
from mali_kg.site import organisations as pages
from mali_kg.site.organisations import is_agent, organisations
from mali_kg.site.site import Options, open_site


@pytest.fixture(scope="module")
def site():
    return open_site(Project(checkout()), Options())


@pytest.fixture(scope="module")
def page(site_folder):
    return (site_folder / "organisations.html").read_text(encoding="utf-8")


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text)).strip()


def rows(page: str) -> list[str]:
    return [plain(row) for row in re.findall(r"<tr>.*?</tr>", page[page.index("</thead>") :], re.DOTALL)]


def test_what_is_said_of_whom_with_who_says_so(page):
    """Read in the article: c07-1; c09-4, denied as to its degree; c17-1, a should. And in the sources: the press release of the 6952nd meeting."""
    found = rows(page)
    own = "The article’s own voice"
    decision = "Decision of the UN to end its peacekeeping mission in Mali"
    assert any(row.startswith(f"{own} Transitional Government of Mali initiate {decision}") for row in found)
    assert any(
        row.startswith("Several segments of Malian society Foreign troops resolve ( believed, denied, as to degree ) Mali") for row in found
    )
    assert any(row.startswith(f"{own} United Nations work together ( what should be )") for row in found)
    assert any(
        row.startswith("Press release of the 6952nd meeting of the UN Security Council, as on ReliefWeb UN Security Council adopt")
        for row in found
    )


def test_each_bundle_in_the_picture_names_its_holders_and_leads_to_its_rows(page):
    picture = page[page.index("<svg") : page.index("</svg>")]
    bundles = re.findall(r'<a href="#(pair-\d+)">(.*?)</a>', picture, re.DOTALL)
    assert bundles
    assert len({anchor for anchor, _ in bundles}) == len(bundles) == len(re.findall(r'<tbody id="pair-', page))
    for anchor, drawn in bundles:
        assert re.search(r"says: [^ ]", plain(drawn)), anchor
        assert f'id="{anchor}"' in page
    for odd in ("bearer", "concerns", "possessor"):
        assert odd not in plain(picture)


def test_every_agent_of_the_flat_view_is_in_the_picture(page, site):
    edges = list(FlatView(site.records).edges())
    agents = {end for edge in edges for end in (edge.start, edge.end) if is_agent(site, end)}
    assert len(agents) > 10
    picture = page[page.index("<svg") : page.index("</svg>")]
    for agent in agents:
        assert picture.count(f'<a href="{site.places.page(agent)}">') == 1


def test_no_two_boxes_overlap_and_the_form_is_neither_tall_nor_long(page, site):
    bundles = bundled(FlatView(site.records).edges(), [e.iri for e in site.records.entities if e.is_agent])
    shown = AgentsOf(
        Bilingual.same("x"),
        bundles,
        {},
        lambda i: Bilingual(*site.labels(i)),
        lambda e: Bilingual.same(e.kind),
        lambda e: Bilingual("", ""),
        lambda i: i,
        lambda b: "#",
    )
    drawn = Agents(shown, Languages("en", "fr"))
    boxes = [(*drawn.layout.at[name], *drawn.sizes[name]) for name in drawn.layout.at]
    for n, (x, y, w, h) in enumerate(boxes):
        for x2, y2, w2, h2 in boxes[n + 1 :]:
            assert x + w <= x2 or x2 + w2 <= x or y + h <= y2 + 0.01 or y2 + h2 <= y + 0.01
    root = ElementTree.fromstring(re.search(r"<svg .*?</svg>", page, re.DOTALL)[0])
    width, height = float(root.get("width")), float(root.get("height"))
    assert 1 <= width / height <= 2
    scale = width / float(root.get("viewBox").split()[2])
    assert min(float(e.get("font-size")) for e in root.iter() if e.get("font-size")) * scale >= 11


def test_every_link_leads_to_something(site_folder):
    assert broken_links(site_folder, "organisations.html") == []


def test_it_is_the_same_each_time(site, site_folder):
    first = dict(organisations(site, []))
    assert first == dict(organisations(site, []))
    assert (site_folder / "organisations.svg").read_bytes() == first["organisations.svg"]


def test_of_many_it_shows_those_that_most_claims_speak_of(site, monkeypatch):
    monkeypatch.setattr(pages, "MOST_AGENTS", 2)
    monkeypatch.setattr(pages, "MOST_BUNDLES", 3)
    page = dict(organisations(site, []))["organisations.html"].decode()
    assert re.search(r'data-t="organisations-more"[^>]*>Shown are 2 of \d+ ', page)
    assert re.search(r'data-t="bundles-more"[^>]*>Left out are \d+ bundles', page)
    assert len(re.findall(r'<tbody id="pair-', page)) == 3
    assert all("UN Multidimensional" in row or "United Nations" in row for row in rows(page))


@pytest.mark.parametrize("name", invented.NAMES)
def test_organisations_of_invented_projects(name):
    found = open_site(Project(invented.compiled(name).project.root), Options())
    files = dict(organisations(found, []))
    ElementTree.fromstring(files["organisations.svg"])
    assert files["organisations.html"].count(b"<tbody id=") == len(set(re.findall(rb'href="#(pair-\d+)"', files["organisations.html"])))
