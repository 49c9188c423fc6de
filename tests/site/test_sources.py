"""The pages of outside sources, named propositions, verdicts of fact-checkers, and ids that are not used any more."""

import re
import shutil

from sites import page, site_of

from checkout import ROOT
from mali_kg.project import Project
from mali_kg.site.site import Options
from mali_kg.site.write import write_site


def test_a_source_tells_its_page_the_day_it_was_read_and_each_claim(site_folder):
    written = page(site_folder, "id/source/un-press-6952.html")
    # Of data/context/un-press-6952.yaml, by hand.
    assert "https://reliefweb.int/report/mali/un-send-peacekeepers-risky-mali-conflict" in written.links
    assert "Read on 2026-11-23" in written.text
    assert {f"c{n}" for n in range(1, 7)} <= set(written.ids)
    assert "unanimously adopting resolution 2100 (2013)" in written.text
    assert "A ceiling, not a strength that was reached." in written.text
    assert "outside the articles" in written.text


def test_what_is_nested_in_what_a_source_says_has_its_place():
    ids = page(site_of("small"), "id/source/port-office.html").ids
    assert {"c1", "c1/says", "c1/says/theme", "c1/says/theme/quantity", "c1/says/purpose", "c2/says/time"} <= set(ids)


def test_a_proposition_tells_who_affirms_weakens_and_denies_it():
    # Of tests/projects/election/expected.yaml: the first report affirms it twice, the second holds it as likely.
    wins = page(site_of("election"), "id/proposition/maranto-wins.html").text
    assert re.search(r"Affirmed by 2 .*wins.*Held less than flatly by 1 .*has likely won", wins)
    soldiers = page(site_of("election"), "id/proposition/soldiers-entered-polling-station.html").text
    assert re.search(r"Affirmed by 1 Mayor of Tarnoe.*Denied by 1 Army of Velmara", soldiers)
    # The islanders demand that the bridge be reopened, which does not say that it is.
    reopens = page(site_of("small"), "id/proposition/bridge-reopens.html").text
    assert "Affirmed by" not in reopens
    assert "Wanted, demanded, allowed or planned by 1 Islanders: The bridge is to be reopened demanded" in reopens


def test_verdicts_stand_in_the_words_of_who_gave_them(site_folder):
    written = page(site_of("small"), "reviews.html")
    assert "r1" in written.ids
    assert "Islanders’ union: “Too early to tell” On the claim of Mayor of Ardvik: The ferry did not sink asserted, denied" in written.text
    assert "https://example.org/review" in written.links
    assert "No claim of this dataset has been reviewed." in page(site_folder, "reviews.html").text


def test_a_retired_id_says_so_and_what_replaced_it_tells_of_it():
    written = page(site_of("small"), "id/article/ardvik-bridge/c05-9.html")
    assert "Retired on 2026-11-24 Because It was said twice. Take instead The ferry did not sink" in written.text
    assert "id/article/ardvik-bridge/c05-1.html" in written.links
    claim = page(site_of("small"), "id/article/ardvik-bridge/c05-1.html")
    assert "What changed 2026-11-24: It took the place of article/ardvik-bridge/c05-9. It was said twice." in claim.text
    assert "id/article/ardvik-bridge/c05-9.html" in claim.links
    assert "What changed" not in page(site_of("small"), "id/article/ardvik-bridge/c04-1.html").text


def test_retired_ids_of_every_kind_have_their_place(tmp_path):
    root = tmp_path / "project"
    shutil.copytree(ROOT / "tests/small_project", root, ignore=shutil.ignore_patterns("build"))
    with (root / "data/retired.yaml").open("a") as retired:
        retired.write("- {id: old-club, date: 2026-11-20, reason: {en: It was the union., fr: C’était le syndicat.}, replacedBy: union}\n")
        retired.write("- {id: article/ardvik-bridge/s09, date: 2026-11-21, reason: It is no sentence.}\n")
        retired.write("- {id: source/port-office/c9, date: 2026-11-22, reason: It said nothing.}\n")
    site = tmp_path / "site"
    write_site(Project(root), site, Options(), jobs=1)
    club = (site / "id/old-club.html").read_text()
    assert "It was the union." in club
    assert 'data-alt="C’était le syndicat."' in club
    assert "id/union.html" in page(site, "id/old-club.html").links
    article = page(site, "id/article/ardvik-bridge.html")
    assert "s09" in article.ids
    assert "article/ardvik-bridge/s09: Retired on 2026-11-21. It is no sentence." in article.text
    source = page(site, "id/source/port-office.html")
    assert "c9" in source.ids
    assert "Retired on 2026-11-22. It said nothing." in source.text
    assert not (site / "id/article/ardvik-bridge/s09.html").exists()
