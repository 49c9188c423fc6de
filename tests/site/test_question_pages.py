"""The pages of questions, of disagreements, and what the home page answers."""

import json
import re
import shutil

import pyoxigraph as ox
import pytest
from sites import page, project_of, site_of

from checkout import ROOT, checkout
from mali_kg.limits import Limits
from mali_kg.project import Project
from mali_kg.rdf.formats import RESULT_FORMATS
from mali_kg.site import home, questions
from mali_kg.site.site import Options, open_site
from mali_kg.site.write import write_site
from mali_kg.sparql.engine import ask
from mali_kg.sparql.questions import questions as shipped
from mali_kg.sparql.results import serialize
from mali_kg.store.opened import open_store


def claims(links: list[str]) -> list[str]:
    """The claims that links lead to, in their order, each as article/claim."""
    return [f"{found[1]}/{found[2]}" for link in links if (found := re.search(r"article/([a-z-]+)/(c[0-9]+-[0-9]+)\.html$", link))]


def pairs(links: list[str]) -> list[tuple[str, str]]:
    found = claims(links)
    return list(zip(found[::2], found[1::2], strict=True))


# ---------------------------------------------------------------------- questions


def test_every_question_has_a_page_with_its_result_as_the_command_gives_it(site_folder):
    project = Project(checkout())
    opened = open_store(project)
    listed = page(site_folder, "questions.html")
    found = shipped(project)
    assert len(found) > 20
    for question in found:
        written = page(site_folder, f"questions/{question.name}.html")
        assert question.title in written.text
        assert question.title in listed.text
        assert f"mali-kg query {question.name}" in written.text
        assert f"questions/{question.name}.html" in listed.links
        csv = (site_folder / f"questions/{question.name}.csv").read_bytes()
        assert csv == serialize(ask(opened, question.query), RESULT_FORMATS["csv"], opened.base)
        rows = json.loads((site_folder / f"questions/{question.name}.json").read_bytes())["results"]["bindings"]
        assert f"rows: {len(rows)}" in written.text
        assert (site_folder / f"questions/{question.name}.rq").read_text() == question.query


def test_a_result_is_a_table_of_names_that_lead_to_pages(site_folder):
    written = page(site_folder, "questions/for-and-against.html")
    # Of the sheet: who demands that the mission end, and who stands behind it.
    assert ["1 held by", "Transitional Government of Mali", "", "", "The mission should end"] in written.cells
    assert ["2 endorsed by", "Several segments of Malian society", "", "", "The mission should end"] in written.cells
    # The row has the name of the claim already, so that its cell has the id.
    assert [
        "5 attacked by",
        "Ending the mission prematurely could lead to a deterioration of security",
        "inferred",
        "a11",
        "c15-1",
    ] in written.cells
    assert "id/article/minusma-end/a11.html" in written.links


@pytest.fixture
def own_questions(tmp_path):
    """A project with questions of its own alone."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "tests/small_project", root, ignore=shutil.ignore_patterns("build"))
    folder = root / "data/queries"
    folder.mkdir()
    texts = {
        "endless": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
        "graph": "CONSTRUCT { ?claim mk:heldBy ?holder } WHERE { ?claim mk:heldBy ?holder }",
        "many": "SELECT ?n { VALUES ?n { 1 2 3 4 5 6 7 8 9 } } ORDER BY ?n",
        "markup": 'SELECT ?text { BIND ("<script>alert(1)</script> & “” \u202eabc" AS ?text) }',
        "no": "ASK { ?claim a mk:Nothing }",
        "nothing": "SELECT ?claim { VALUES ?holder { kg:critics } ?claim mk:heldBy ?holder ; mk:nothing ?x }",
        "outside": "SELECT ?where { VALUES ?where { <http://www.wikidata.org/entity/Q912> } }",
        "yes": "ASK { ?claim a mk:Claim }",
    }
    prefixes = "PREFIX mk: <https://w3id.org/mali-kg/ns#>\nPREFIX kg: <https://w3id.org/mali-kg/id/>\n"
    for name, text in texts.items():
        given = "# param holder: who holds it\n" if name == "nothing" else ""
        (folder / f"{name}.rq").write_text(f"# title: The question {name}\n# description: Invented.\n{given}{prefixes}{text}\n")
    return Project(root)


def test_results_are_bounded_in_rows_and_in_time_and_the_page_says_so(own_questions, tmp_path, monkeypatch):
    monkeypatch.setattr(questions, "LIMITS", Limits(seconds=1, memory=400, quiet=True))
    monkeypatch.setattr(questions, "ROWS", 5)
    monkeypatch.setattr(questions, "MOST", 3)
    site = tmp_path / "site"
    write_site(own_questions, site, Options(), jobs=1)
    endless = page(site, "questions/endless.html")
    assert "more than 1 seconds" in endless.text
    assert not (site / "questions/endless.csv").exists()
    many = page(site, "questions/many.html")
    assert many.cells[:4] == [["n"], ["1"], ["2"], ["3"]]
    assert "… and 2 more" in many.text
    assert "The files hold the first 5 rows; there are more." in many.text
    assert (site / "questions/many.csv").read_text().split() == ["n", "1", "2", "3", "4", "5"]


def test_answers_of_every_form_and_of_any_text_have_pages(own_questions, tmp_path, monkeypatch):
    monkeypatch.setattr(questions, "LIMITS", Limits(seconds=5, memory=400, quiet=True))
    (own_questions.root / "data/queries/endless.rq").unlink()
    site = tmp_path / "site"
    write_site(own_questions, site, Options(), jobs=1)
    assert "Yes." in page(site, "questions/yes.html").text
    assert "No." in page(site, "questions/no.html").text
    assert "Its default may be something that is not in them" in page(site, "questions/nothing.html").text
    assert page(site, "questions/markup.html").cells[1] == ["<script>alert(1)</script> & “” \u202eabc"]
    assert "http://www.wikidata.org/entity/Q912" in page(site, "questions/outside.html").links
    told = {t.predicate.value for t in ox.parse(path=str(site / "questions/graph.ttl"), format=ox.RdfFormat.TURTLE)}
    assert told == {"https://example.org/ardvik/ns#heldBy"}
    assert "mk:heldBy" in page(site, "questions/graph.html").text
    # Who disagrees is asked with the question that comes with the package.
    assert pairs(page(site, "disagreements.html").links) == [("ardvik-bridge/c02-1", "ardvik-bridge/c04-1")]


def test_another_base_is_that_of_the_results_too(tmp_path):
    write_site(project_of("small"), tmp_path / "site", Options(base_iri="https://example.org/other/"), jobs=1)
    text = (tmp_path / "site/questions/disagreements.csv").read_text()
    assert "https://example.org/other/id/article/ardvik-bridge/c02-1" in text
    assert "https://example.org/ardvik/" not in text
    assert "https://example.org/other/ns#" in (tmp_path / "site/questions/disagreements.rq").read_text()
    assert "id/article/ardvik-bridge/c02-1.html" in page(tmp_path / "site", "questions/disagreements.html").links


def test_a_site_in_french_asks_for_french_labels():
    site = open_site(project_of("small"), Options())
    site.language = "fr"
    with questions.asking(site) as asked:
        result = asked.named("who-claims-what")
        assert result.values == {"language": "fr"}
        assert 'VALUES ?language { "fr" }' in result.text
        # A question that has no language is asked as it is.
        assert asked.named("self-check").values == {}


# ---------------------------------------------------------------------- who disagrees


def test_disagreements_stand_side_by_side_by_how_they_are_found():
    written = page(site_of("election"), "disagreements.html")
    # Of tests/projects/election/expected.yaml: by denial, then by inferred argument.
    assert set(pairs(written.links)[:2]) == {("second-report/c03-1", "first-report/c04-1"), ("second-report/c04-1", "first-report/c05-1")}
    assert set(pairs(written.links)[2:]) == {("first-report/c07-3", "first-report/c02-1"), ("second-report/c03-1", "second-report/c02-1")}
    assert "One denies what another affirms 2" in written.text
    assert "One speaks against another, as the annotator reads it 2" in written.text
    assert "Army of Velmara: Soldiers did not enter the polling station in Tarnoe asserted, denied" in written.text


def test_who_endorses_what_is_argued_against_is_named(site_folder):
    written = page(site_folder, "disagreements.html")
    assert "Endorsed by Several segments of Malian society" in written.text
    assert "minusma-end/c15-1" in claims(written.links)


# ---------------------------------------------------------------------- the home page


def test_the_home_page_answers_what_is_argued_about_most(site_folder):
    written = page(site_folder, "index.html")
    # Of the sheet: the demand that the mission end, what supports it (a08 to a10), and what attacks it (a11, a12, a29 to a31).
    for_it, against = ["c08-1", "c08-2", "c08-3", "c09-4"], ["c15-1", "c15-2", "c13-2", "c13-3", "c16-1", "c16-4"]
    assert claims(written.links) == [f"minusma-end/{c}" for c in ["c09-3", *for_it, *against, "c09-3"]]
    assert "What supports it 3" in written.text
    assert "What attacks it 5" in written.text
    # Each with who holds it, and how.
    assert "Critics: Ending the mission prematurely could lead to a deterioration of security asserted, as possible" in written.text
    assert "could” into a “will" not in written.text
    assert (site_folder / "index.html").stat().st_size < 100_000
    for path in ("questions.html", "disagreements.html", "about.html", "ns.html", "dataset.html", "id/article/minusma-end.html"):
        assert path in written.links


def test_the_home_page_of_several_articles_tells_who_turned_a_could_into_a_will():
    written = page(site_of("election"), "index.html")
    drifted = [
        ("first-report/c00-1", "second-report/c02-1"),
        ("first-report/c02-1", "second-report/c02-1"),
        ("first-report/c06-1", "second-report/c05-1"),
        ("first-report/c09-1", "second-report/c09-1"),
    ]
    found = claims(written.links)
    flat = [claim for pair in drifted for claim in pair]
    assert any(found[start : start + len(flat)] == flat for start in range(len(found)))
    assert written.text.count("is said more weakly in") == 3
    assert written.text.count("is said more strongly in") == 1


def test_too_many_articles_for_the_home_page_have_a_list(tmp_path, monkeypatch):
    monkeypatch.setattr(home, "ARTICLES", 1)
    monkeypatch.setattr(home, "ARTICLES_A_PAGE", 1)
    site = open_site(project_of("election"), Options())
    files = dict(home.home(site))
    assert set(files) == {"index.html", "articles.html", "articles/2.html"}
    assert b"first-report" in files["articles.html"]
    assert b"second-report" in files["articles/2.html"]
    assert b"articles.html" in files["index.html"]


def test_where_nothing_is_argued_nothing_is_central(tmp_path):
    root = tmp_path / "project"
    shutil.copytree(ROOT / "tests/small_project", root, ignore=shutil.ignore_patterns("build"))
    sheet = root / "data/articles/ardvik-bridge/claims.yaml"
    sheet.write_text(re.sub(r"arguments:\n(- .*\n)+", "", sheet.read_text()))
    site = open_site(Project(root), Options())
    assert home.central(site) is None
    assert b"What is argued about most" not in dict(home.home(site))["index.html"]


def test_the_figures_count_the_voices_of_articles(site_folder):
    """Read in the article: its own voice, the Transitional Government, the critics, the segments of society. What other sources say is none of it."""
    assert '<strong>4</strong> <span data-t="holders">voices</span>' in (site_folder / "index.html").read_text(encoding="utf-8")
