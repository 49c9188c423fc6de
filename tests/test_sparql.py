"""Queries and their results."""

import json

import pyoxigraph as ox
import pytest

from mali_kg.errors import MaliKgError, UnsupportedError
from mali_kg.formats import RESULT_FORMATS
from mali_kg.sparql.questions import question, questions
from mali_kg.sparql.results import format_for, serialize, shorten, table
from mali_kg.sparql.run import ask


def test_prefixes_need_not_be_declared(dataset):
    assert ask(dataset.store, "ASK { kg:minusma a mk:PeacekeepingMission }", dataset.base)


def test_every_question_has_a_title_and_answers(dataset, project):
    found = questions(project)
    assert len(found) >= 5
    for q in found:
        assert q.title != q.name
        assert q.description
        answer = ask(dataset.store, q.query, dataset.base, q.name)
        assert isinstance(answer, ox.QuerySolutions)
        assert list(answer), q.name


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?x { ?x mkk:heldBy ?y }", "The prefix mkk: is not declared. Did you mean mk?"),
        ("SELECT ?x { ?x mk:heldBy ?y", "1 opening and 0 closing"),
        ("INSERT DATA { kg:a kg:b kg:c }", "Updates are refused"),
        ("SELECT ?x\n{ ?x mk:heldBy }", "line 2, column"),
        ("", "not a SPARQL query"),
    ],
)
def test_syntax_errors_say_where_and_why(dataset, query, words):
    with pytest.raises(MaliKgError) as caught:
        ask(dataset.store, query, dataset.base)
    assert words in str(caught.value)


def test_unknown_question_offers_the_nearest(project):
    with pytest.raises(MaliKgError, match="Did you mean who-claims-what"):
        question(project, "who-claim-what")


@pytest.mark.parametrize("name", [n for n in RESULT_FORMATS if n != "table"])
def test_results_are_read_back_the_same(dataset, name):
    query = 'SELECT ?claim ?h { ?claim mk:heldBy kg:critics OPTIONAL { ?claim mk:hedge ?h FILTER (?h = "potential"@en) } } ORDER BY ?claim'
    data = serialize(ask(dataset.store, query, dataset.base), RESULT_FORMATS[name], dataset.base)
    if name == "csv":
        lines = data.decode().split("\r\n")
        assert lines[0] == "claim,h"
        assert lines[1].endswith("c15-1,")
        assert lines[2].endswith("c15-2,potential")
        return
    found = ox.parse_query_results(data, format=getattr(ox.QueryResultsFormat, RESULT_FORMATS[name].oxigraph))
    rows = [(r["claim"].value[-5:], r["h"].value if r["h"] else None) for r in found]
    assert rows == [("c15-1", None), ("c15-2", "potential")]


def test_ask_in_json(dataset):
    data = serialize(ask(dataset.store, "ASK { kg:critics a mk:VagueGroup }", dataset.base), RESULT_FORMATS["json"], dataset.base)
    assert json.loads(data)["boolean"] is True


def test_a_graph_cannot_be_rows_and_rows_cannot_be_a_graph(dataset):
    graph = ask(dataset.store, "CONSTRUCT WHERE { kg:critics ?p ?o }", dataset.base)
    rows = ask(dataset.store, "SELECT * { kg:critics ?p ?o }", dataset.base)
    with pytest.raises(UnsupportedError):
        format_for(graph, "csv", False)
    with pytest.raises(UnsupportedError):
        format_for(rows, "turtle", False)


def test_graphs_are_sorted_and_declare_only_used_prefixes(dataset):
    graph = ask(dataset.store, "CONSTRUCT { kg:critics ?p ?o } WHERE { kg:critics ?p ?o }", dataset.base)
    text = serialize(graph, format_for(graph, "", True), dataset.base).decode()
    assert "@prefix mk:" in text
    assert "@prefix void:" not in text


def test_tables_fit_the_width_and_cannot_command_the_terminal():
    shown = table(["a", "b"], [["x" * 100, "y " * 60], ["\x1b[31mred", "2"]], 60)
    assert max(map(len, shown.splitlines())) <= 60
    assert "\x1b" not in shown
    assert shown.endswith("2 rows\n")


def test_shorten_takes_the_longest_prefix(dataset):
    assert shorten(f"{dataset.base}id/article/minusma-end/c15-1", dataset.base) == "article:minusma-end/c15-1"
    assert shorten("http://nowhere.example/x", dataset.base) == "<http://nowhere.example/x>"
