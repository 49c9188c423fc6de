"""The timeline of the site: every date with who gives it, in the picture and in the table."""

import re
from xml.etree import ElementTree

import pytest
from links import broken_links

import invented
from checkout import checkout
from mali_kg.export.bilingual import Bilingual, Languages
from mali_kg.export.dates import dated, occurrences
from mali_kg.export.timeline import Timeline, TimelineOf, days
from mali_kg.project import Project
from mali_kg.site import timeline as timelines
from mali_kg.site.site import Options, open_site
from mali_kg.site.timeline import dated_claims, timeline


@pytest.fixture(scope="module")
def site():
    return open_site(Project(checkout()), Options())


@pytest.fixture(scope="module")
def page(site_folder):
    return (site_folder / "timeline.html").read_text(encoding="utf-8")


def rows(page: str) -> list[str]:
    return re.findall(r"<tr.*?</tr>", page[page.index("<tbody>") :], re.DOTALL)


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", text)).strip()


def test_every_date_is_in_the_table_and_in_the_picture(page, site):
    """Ten dates: two of the article, eight of other sources."""
    claims = [site.places.page(entry.claim.iri) for entry in dated(site.records)]
    assert len(claims) == 10
    picture, table = page.split('<table class="dates">')
    for link in claims:
        assert f'<a href="{link}">' in picture
        assert f'<a href="{link}"' in table
    assert len(rows(page)) == 10


def test_the_two_dates_of_one_event_stand_together_with_the_titles_of_sources(page):
    """Read in the sheets: the article dates the coup to August 2020, the ministry’s press release to the 18th."""
    (first,) = [n for n, row in enumerate(rows(page)) if "Military coup of August 2020" in row and "rowspan" in row]
    own, other = rows(page)[first : first + 2]
    assert 'rowspan="2"' in own
    assert "August 2020 said flatly The article’s own voice There was a military coup in August 2020" in plain(own)
    assert plain(other).startswith("18 August 2020 said flatly Turkish Ministry of Foreign Affairs, press release no. 177")


def test_what_is_not_said_flatly_is_told_in_words(page):
    assert sum("not said flatly" in plain(row) for row in rows(page)) == 4


def test_nothing_is_told_by_the_name_of_a_role(page):
    picture = page[page.index("<svg") : page.index("</svg>")]
    assert "possessor" not in plain(picture)


def test_every_link_leads_to_something(site_folder):
    assert broken_links(site_folder, "timeline.html") == []


def test_dates_are_in_both_languages(page):
    assert 'data-alt="18 août 2020">18 August 2020<' in page
    assert re.search(r'class="in-fr" display="none" font-weight="bold"><tspan[^>]*>18 août 2020<', page)


def test_it_is_well_formed_and_the_same_each_time(site, site_folder):
    first, again = dict(timeline(site, [])), dict(timeline(site, []))
    assert first == again
    assert (site_folder / "timeline.svg").read_bytes() == first["timeline.svg"]
    ElementTree.fromstring(first["timeline.svg"])


def test_of_many_dates_those_of_the_events_with_the_most_are_shown(site, monkeypatch):
    """The coup is the only event with two."""
    monkeypatch.setattr(timelines, "MOST_DATES", 2)
    chosen, number = dated_claims(site)
    assert number == 10
    assert sorted(iri.rpartition("/")[2] for iri in chosen) == ["c07-4", "c1"]
    page = dict(timeline(site, []))["timeline.html"].decode()
    assert re.search(r'data-t="dates-more"[^>]*>Shown are 2 of 10 dates', page)


def test_of_one_event_each_date_is_shown_before_the_second_of_any(site):
    dates = {"a1": (("2020",),), "a2": (("2020",),), "a3": (("2021",),), "a4": (("2020",),)}
    assert timelines._varied(list(dates), dates) == ["a1", "a3", "a2", "a4"]


def test_claims_of_the_same_date_are_drawn_once_and_counted(site):
    """The coup as five articles would date it."""
    (coup,) = [group for group in occurrences(site.records) if len(group) > 1]
    group = [*[coup[0]] * 5, coup[1]]
    drawn = Timeline(TimelineOf(Bilingual.same("x"), [group], lambda i: Bilingual.same(site.labels(i)[0]), lambda i: i), Languages("en"))
    assert "and 2 more give the same date" in plain(drawn.svg())
    assert drawn.svg().count("There was a military coup in August") == 3


@pytest.mark.parametrize("name", invented.NAMES)
def test_timelines_of_invented_projects(name):
    found = open_site(Project(invented.compiled(name).project.root), Options())
    files = dict(timeline(found, []))
    root = ElementTree.fromstring(files["timeline.svg"])
    assert len(rows(files["timeline.html"].decode())) == len(dated(found.records))
    width = float(root.get("viewBox").split()[2])
    for circle in root.iter("{http://www.w3.org/2000/svg}circle"):
        assert 0 <= float(circle.get("cx")) <= width


def test_days_of_dates():
    """Day 1 is 1 January of the year 1: 1970-01-01 is day 719,163."""
    assert days("1970-01-01") == (719163, 719163)
    assert days("1970-01") == (719163, 719163 + 30)
    assert days("1970") == (719163, 719163 + 364)
    assert days("9999-12") is not None
    for odd in ("", "soon", "-0044", "2020-13", "2020-02-30", "0000", "10000", "2020-01-01-01"):
        assert days(odd) is None, odd
