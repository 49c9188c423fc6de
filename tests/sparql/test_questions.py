"""The shipped questions as a part of the program: parameters, other engines, the command. Their rows are in ``tests/article``."""

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

import mali_kg
from invented import copied
from mali_kg.claims.names import AmbiguousNameError
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from mali_kg.sparql.engine import ask
from mali_kg.sparql.questions import bind, question, questions
from mali_kg.store.opened import Opened


def test_there_are_twenty_or_more(project):
    assert len(questions(project)) >= 20


def test_each_tells_what_its_parts_do(project):
    for q in questions(project):
        body = q.query[q.query.index("SELECT") :]
        assert re.search(r"\n\s*# ", body), q.name


def test_self_check_finds_a_leak(dataset, project):
    """What somebody claims of the critics and the mission, said of the critics themselves."""
    store = ox.Store()
    store.extend(dataset.store)
    critics, actor, minusma = (ox.NamedNode(f"{dataset.base}{name}") for name in ("id/critics", "ns#affectee", "id/minusma"))
    store.add(ox.Quad(critics, actor, minusma, ox.NamedNode(project.iris.registry_graph)))
    answer = ask(Opened(store, dataset.base), question(project, "self-check").query)
    assert [r["leaks"].value for r in answer] == ["1"]


#: A project of a few claims, in which every shape and rule has something to look at.
SMALL = Path(__file__).parents[1] / "small_project"
#: Those that rdflib answers quickly for a few claims: it takes long for the others.
IN_RDFLIB = (
    *("agents-and-names", "argued-by-nobody-else", "argument-map", "argument-map-explicit", "claims-about", "claims-of-holder"),
    *("claims-of-kind", "dates-and-other-sources", "everything-behind", "for-and-against", "hedged-claims", "open-lists"),
    *("reported-and-narrated", "restated-claims", "self-check", "who-claims-what"),
)


#: Of these, those that it answers quickly for a whole article.
IN_RDFLIB_AT_ONCE = ("argument-map", "argument-map-explicit", "claims-of-holder", "for-and-against", "open-lists", "who-claims-what")


@pytest.mark.parametrize(("root", "names"), [(SMALL, IN_RDFLIB), (None, IN_RDFLIB_AT_ONCE)], ids=["small", "article"])
def test_questions_run_as_they_stand_in_another_engine(compiled, root, names):
    """Each question gives as many rows in rdflib, which knows none of the prefixes.

    Which joins every label with every other one: those of terms, which these questions do not ask for, are left out.
    """
    from mali_kg.rdf.rdflib_graph import to_graph

    compiled = compile_project(Project(root)) if root else compiled
    project = compiled.project
    quads = [q for q in compiled.quads() if not (q.predicate.value.endswith("#label") and q.subject.value.startswith(project.iris.ns))]
    graph = to_graph(quads)
    store = ox.Store()
    store.extend(quads)
    opened = Opened(store, project.config.base)
    for name in names:
        text = question(project, name).query
        assert len(list(graph.query(text, initNs={}))) == len(list(ask(opened, text))), name


def test_a_question_declares_its_prefixes(project):
    from rdflib.plugins.sparql import prepareQuery

    for found in questions(project):
        ox.Store().query(found.query)
        prepareQuery(found.query, initNs={})


@pytest.mark.parametrize(
    "value",
    [
        "x> } . ?a ?b ?c . { <y",
        "critics } UNION { ?x ?y ?z",
        'critics" .',
        "critics\n}",
        "<critics> . }",
        "a b",
        "kg:critics> {",
        "\\u003e",
    ],
)
def test_a_parameter_cannot_inject(project, dataset, value):
    asked = question(project, "claims-of-holder")
    try:
        text = bind(asked, {"holder": value}, dataset.base)
    except MaliKgError:
        return
    answer = ask(dataset, text)
    assert list(answer) == []
    assert text.count("{") == asked.query.count("{")


@pytest.mark.parametrize("value", ["critics", "kg:critics", "https://w3id.org/mali-kg/id/critics", "<https://w3id.org/mali-kg/id/critics>"])
def test_ways_to_name_an_entity(project, dataset, value):
    text = bind(question(project, "claims-of-holder"), {"holder": value}, dataset.base)
    assert len(list(ask(dataset, text))) == 2


@pytest.fixture
def of_parts(tmp_path):
    """A project with two articles, and a question about a part of one, which may be of an article."""
    root = copied("election", tmp_path / "project")
    (root / "data/queries").mkdir()
    (root / "data/queries/who.rq").write_text(
        "# title: Who holds it\n# description: x\n# param claim: which claim\n# param article: of which article\n"
        "PREFIX mk: <https://w3id.org/mali-kg/ns#>\nPREFIX schema: <https://schema.org/>\n"
        "SELECT ?claim ?who {\n  VALUES ?claim { UNDEF }\n  VALUES ?article { UNDEF }\n  # x\n"
        "  ?claim a mk:Claim ; mk:heldBy ?who ; schema:appearance ?article\n}\n"
    )
    return root


@pytest.mark.parametrize(
    "value",
    ["article-second-report:c04-1", "article/second-report/c04-1", "https://example.org/election/id/article/second-report/c04-1"],
)
def test_ways_to_name_a_claim(of_parts, value):
    assert [row["who"].rpartition("/")[2] for row in mali_kg.query("who", {"claim": value}, project=of_parts)] == ["army"]


def test_an_id_that_several_articles_have_is_told(of_parts):
    with pytest.raises(
        AmbiguousNameError, match="claim 'c04-1' is in several articles: article-first-report:c04-1, article-second-report:c04-1"
    ):
        mali_kg.query("who", {"claim": "c04-1"}, project=of_parts)
    for article in ("second-report", "article:second-report", "article/second-report"):
        found = mali_kg.query("who", {"claim": "c04-1", "article": article}, project=of_parts)
        assert [row["who"].rpartition("/")[2] for row in found] == ["army"], article
    # c05-3 is in the first report alone.
    assert [row["who"].rpartition("/")[2] for row in mali_kg.query("who", {"claim": "c05-3"}, project=of_parts)] == ["narrator"]
    assert not mali_kg.query("who", {"claim": "c99-1"}, project=of_parts)
    # Whatever stands for anything gives all.
    assert len(mali_kg.query("who", project=of_parts)) == 32


def test_the_command_tells_an_ambiguous_id(run, of_parts):
    result = run("query", "who", "--param", "claim=c04-1", cwd=of_parts)
    assert result.returncode == 2
    assert "in several articles" in result.stderr
    assert (
        run("query", "who", "--param", "claim=c04-1", "--param", "article=first-report", cwd=of_parts).stdout.count("election-commission")
        == 1
    )


def test_unknown_parameters_are_told(project, dataset):
    with pytest.raises(MaliKgError, match="Did you mean holder"):
        bind(question(project, "claims-of-holder"), {"holdr": "x"}, dataset.base)
    with pytest.raises(MaliKgError, match="has no parameters"):
        bind(question(project, "self-check"), {"holder": "x"}, dataset.base)


def test_a_parameter_without_a_place_is_told(copy):
    (copy / "data/queries/bad.rq").write_text("# title: x\n# param who: someone\nSELECT * { ?s ?p ?o }\n")
    with pytest.raises(MaliKgError, match="needs one VALUES"):
        question(Project(copy), "bad")


def test_command(run):
    assert run("query", "claims-of-holder", "-p", "holder=transitional-government").stdout.count("c08-") == 3
    assert "VALUES ?holder" in run("query", "--explain", "claims-of-holder").stdout
    listed = json.loads(run("query", "--list", "--format", "json").stdout)
    assert {q["name"]: q for q in listed}["claims-of-holder"]["parameters"][0]["default"] == "kg:critics"
    for args, words in [
        (("self-check", "-p", "x=y"), "has no parameters"),
        (("claims-of-holder", "-p", "holder"), "NAME=VALUE"),
        (("claims-of-holder", "-p", "holder=a", "-p", "holder=b"), "twice"),
        (("SELECT * {}", "-p", "a=b"), "shipped question"),
        (("--explain",), "give the name"),
    ]:
        result = run("query", *args)
        assert result.returncode == 2
        assert words in result.stderr
