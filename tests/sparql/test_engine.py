"""Queries and their results."""

import json

import pyoxigraph as ox
import pytest

from mali_kg.errors import MaliKgError, UnsupportedError
from mali_kg.rdf.formats import RESULT_FORMATS
from mali_kg.sparql.engine import ask
from mali_kg.sparql.questions import question, questions
from mali_kg.sparql.results import format_for, serialize, table


def test_prefixes_need_not_be_declared(dataset):
    assert ask(dataset, "ASK { kg:minusma a org:Organization ; ^mk:undergoer/mk:kind code-kind:end }")


def test_every_question_has_a_title_and_answers(dataset, project):
    found = questions(project)
    assert len(found) >= 5
    for q in found:
        assert q.title != q.name
        assert q.description
        answer = ask(dataset, q.query, q.name)
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
        ask(dataset, query)
    assert words in str(caught.value)


def test_unknown_question_offers_the_nearest(project):
    with pytest.raises(MaliKgError, match="Did you mean who-claims-what"):
        question(project, "who-claim-what")


@pytest.mark.parametrize("name", [n for n, f in RESULT_FORMATS.items() if f.oxigraph])
def test_results_are_read_back_the_same(dataset, name):
    query = 'SELECT ?claim ?h { ?claim mk:heldBy kg:critics OPTIONAL { ?claim mk:hedge ?h FILTER (?h = "potential"@en) } } ORDER BY ?claim'
    data = serialize(ask(dataset, query), RESULT_FORMATS[name], dataset.base)
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
    data = serialize(ask(dataset, "ASK { kg:critics a mk:VagueGroup }"), RESULT_FORMATS["json"], dataset.base)
    assert json.loads(data)["boolean"] is True


def test_a_graph_cannot_be_rows_and_rows_cannot_be_a_graph(dataset):
    graph = ask(dataset, "CONSTRUCT WHERE { kg:critics ?p ?o }")
    rows = ask(dataset, "SELECT * { kg:critics ?p ?o }")
    with pytest.raises(UnsupportedError):
        format_for(graph, "csv", False)
    with pytest.raises(UnsupportedError):
        format_for(rows, "turtle", False)


def test_graphs_are_sorted_and_declare_only_used_prefixes(dataset):
    graph = ask(dataset, "CONSTRUCT { kg:critics ?p ?o } WHERE { kg:critics ?p ?o }")
    text = serialize(graph, format_for(graph, "", True), dataset.base).decode()
    assert "@prefix mk:" in text
    assert "@prefix void:" not in text


def test_tables_fit_the_width_and_cannot_command_the_terminal():
    shown = table(["a", "b"], [["x" * 100, "y " * 60], ["\x1b[31mred", "2"]], 60)
    assert max(map(len, shown.splitlines())) <= 60
    assert "\x1b" not in shown
    assert shown.endswith("2 rows\n")


def quad(subject: str, graph: str | None = None) -> ox.Quad:
    node = ox.NamedNode(f"http://example.org/{subject}")
    return ox.Quad(node, node, node, ox.NamedNode(graph) if graph else ox.DefaultGraph())


COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def number(answer) -> int:
    (row,) = answer
    return int(row["n"].value)


def test_the_default_graph_is_the_union_of_all_graphs(dataset, counts):
    """No triple stands in two graphs, so that Oxigraph’s own union, which counts one once a graph, is right; the last assertion tells when that is mended."""
    assert number(ask(dataset, COUNT)) == counts.quads
    assert number(ask(dataset, "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }")) == counts.graphs
    assert ask(dataset, "ASK { ?claim mk:heldBy/rdfs:label 'Critics'@en ; mk:stance/skos:broader code-stance-family:epistemic }")
    store = ox.Store()
    store.extend([quad("a", "http://g/1"), quad("a", "http://g/2")])
    assert number(store.query(COUNT, use_default_graph_as_union=True)) == 2


def test_of_data_of_anybody_each_triple_counts_once(run, tmp_path):
    """Whichever graphs it stands in, and how many."""
    (tmp_path / "some.nq").write_text(
        "<http://x/a> <http://x/p> <http://x/b> <http://g/1> .\n<http://x/a> <http://x/p> <http://x/b> <http://g/2> .\n"
        "<http://x/a> <http://x/p> <http://x/b> .\n<http://x/b> <http://x/p> <http://x/c> <http://g/1> .\n"
    )
    assert run("query", COUNT, "--data", str(tmp_path)).stdout.split() == ["n", "2"]
    assert run("query", "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", "--data", str(tmp_path)).stdout.split() == ["n", "3"]


def test_a_query_may_choose_one_graph(dataset, counts):
    assert not ask(dataset, "ASK { GRAPH graph:links { ?claim a mk:Claim } }")
    assert number(ask(dataset, "SELECT (COUNT(*) AS ?n) { GRAPH graph-article:minusma-end { ?claim a mk:Claim } }")) == counts.claims
    assert number(ask(dataset, "SELECT (COUNT(*) AS ?n) FROM graph-article:minusma-end { ?claim a mk:Claim }")) == counts.claims
    assert not ask(dataset, "ASK FROM graph:links { ?claim a mk:Claim }")


def test_files_and_folders_are_asked_with_the_same_options(run, tmp_path):
    (tmp_path / "a.ttl").write_text("<http://x/a> <http://x/p> 1 .")
    (tmp_path / "b.nq").write_text("<http://x/b> <http://x/p> <http://x/c> <http://x/g> .")
    count = "SELECT (COUNT(*) AS ?n) { ?s <http://x/p> ?o }"
    assert run("query", count, "--data", str(tmp_path)).stdout.split() == ["n", "2"]
    assert run("query", count, "--data", str(tmp_path / "a.ttl"), "--format", "tsv").stdout.split() == ["?n", "1"]
    for path, words in ((tmp_path / "none.ttl", "no such"), (tmp_path / "x.doc", "")):
        result = run("query", count, "--data", str(path))
        assert result.returncode == 2
        assert words in result.stderr


def test_a_cell_of_markdown_is_one_line_and_no_longer_than_its_text():
    from mali_kg.sparql.results import markdown

    long = "y" * 5000
    rows = [["a\nb\n|c", "\\"], ["x", long]]
    assert markdown(["n", "m"], rows).splitlines() == ["| n | m |", "| --- | --- |", "| a b \\|c | \\\\ |", f"| x | {long} |"]


def test_html_keeps_the_line_feeds_of_a_text_and_no_control_character():
    from mali_kg.sparql.results import html

    shown = html(["n"], [["a\nb|<br>\x1b"]])
    assert "<td>a\nb|&lt;br&gt;\N{REPLACEMENT CHARACTER}</td>" in shown


def test_markdown_and_html_hold_any_text():
    from mali_kg.sparql.results import html, markdown

    rows = [["a|b\n<script>", "\x1b"], ["“c”", ""]]
    assert markdown(["x", "y"], rows) == "| x | y |\n| --- | --- |\n| a\\|b &lt;script> | � |\n| “c” |  |\n"
    shown = html(["x", "y"], rows)
    assert "<script>" not in shown
    assert shown.count("<tr>") == 3
