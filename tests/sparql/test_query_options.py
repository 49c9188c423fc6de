"""What else ``mali-kg query`` and ``mali_kg.query`` do: rows at most, FROM, frames."""

import sys
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mali_kg
from mali_kg.errors import MaliKgError, UnsupportedError
from mali_kg.sparql.engine import ask
from mali_kg.sparql.rows import first
from mali_kg.sparql.table import to_python, to_table


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))), max_size=8), st.integers(1, 10))
def test_the_first_rows_are_the_rows(texts, rows):
    store = ox.Store()
    store.extend([ox.Quad(ox.NamedNode("http://s"), ox.NamedNode("http://p"), ox.Literal(t)) for t in texts])
    query = "SELECT ?o ?none { ?s ?p ?o } ORDER BY ?o"
    whole = [r["o"] for r in store.query(query)]
    kept, cut = first(store.query(query), rows)
    found = list(kept)
    assert [r["o"] for r in found] == whole[:rows]
    assert all(r["none"] is None for r in found)
    assert cut == (len(whole) > rows)


def test_the_rest_is_not_computed(dataset):
    """Four billion rows; without an end to it this would not come back."""
    kept, cut = first(ask(dataset, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"), 5)
    assert len(list(kept)) == 5
    assert cut


def test_the_first_triples(dataset):
    kept, cut = first(ask(dataset, "CONSTRUCT WHERE { ?s ?p ?o }"), 5)
    assert isinstance(kept, list)
    assert len(kept) == 5
    assert cut


def test_max_rows_says_when_it_cut(run):
    cut = run("query", "who-claims-what", "--max-rows", "2", "--format", "tsv")
    assert cut.stdout.count("\n") == 3
    assert "only the first 2" in cut.stderr
    # As many as there are, and no more: the coup is in two claims of the article.
    coup = ("query", "claims-about", "--param", "entity=military-coup-2020", "--param", "article=minusma-end")
    whole = run(*coup, "--max-rows", "2")
    assert whole.stderr == ""
    assert whole.stdout == run(*coup).stdout


@pytest.mark.parametrize(
    "clause",
    [
        "FROM <file:///etc/passwd>",
        "FROM<http://nowhere.example/g>",
        "FROM# a comment\n<http://nowhere.example/g>",
        "FROM NAMED<http://nowhere.example/g>",
        "FROM NAMED # a comment\n <http://nowhere.example/g>",
        "FROM NAMED <http://nowhere.example/x.ttl>",
        "from\n  graph:nothing",
        "FROM kg:minusma",
    ],
)
def test_from_reads_nothing_from_outside(dataset, clause):
    with pytest.raises(UnsupportedError, match="nothing is fetched"):
        ask(dataset, f"SELECT * {clause} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:ok { ?a ?b ?c } }",
        "SELECT * { OPTIONAL { ?s ?p 1SERVICE <http://127.0.0.1:9/ok> { ?a ?b ?c } } }",
        "SELECT * { OPTIONAL { ?s kg:a\\#b ?o } SERVICE <http://127.0.0.1:9/ok> { ?a ?b ?c } }",
        "ASK { service silent <http://127.0.0.1:9/ok> { ?a ?b ?c } }",
        "ASK { \\u0053ERVICE <http://127.0.0.1:9/ok> { ?a ?b ?c } }",
    ],
)
def test_service_is_refused_however_it_is_written(dataset, query):
    with pytest.raises(MaliKgError, match=r"SERVICE|not a SPARQL query"):
        ask(dataset, query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s rdfs:label 'SERVICE <http://x> { }' }",
        "ASK { ?service a mk:Claim } # SERVICE",
        "ASK { ?s a <http://x/service> ; kg:service ?x }",
    ],
)
def test_the_word_alone_is_no_service(dataset, query):
    ask(dataset, query)


@pytest.mark.parametrize(
    "clause",
    [
        "FROM graph:article\\/minusma-end",
        "FROM NAMED graph:links",
        "FROM <https://w3id.org/mali-kg/graph/links>",
    ],
)
def test_from_a_graph_in_every_notation(dataset, clause):
    ask(dataset, f"SELECT * {clause} {{ ?s ?p ?o }}")


def test_from_against_a_base(dataset):
    base = "BASE <https://w3id.org/mali-kg/graph/>"
    assert list(ask(dataset, f"{base} SELECT * FROM <links> {{ ?s ?p ?o }}"))
    with pytest.raises(UnsupportedError):
        ask(dataset, f"{base} SELECT * FROM <nothing> {{ ?s ?p ?o }}")


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e18", "-1"])
def test_a_time_that_is_none_is_refused(run, seconds):
    result = run("query", "self-check", f"--timeout={seconds}")
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_from_a_graph_of_the_dataset_is_answered(dataset):
    query = "SELECT (COUNT(*) AS ?n) FROM graph:links { ?s ?p ?o } # FROM <http://x/>"
    assert next(int(r["n"].value) for r in ask(dataset, query)) > 10
    assert ask(dataset, "ASK { ?s rdfs:label ?o FILTER (?o != ' FROM <http://x/> ') }")


def test_load_is_refused(run):
    result = run("query", "LOAD <file:///etc/passwd>")
    assert result.returncode == 2
    assert "Updates are refused" in result.stderr


def test_values_of_python(dataset):
    xsd = "http://www.w3.org/2001/XMLSchema#"
    for text, datatype, value in (
        ("3", "integer", 3),
        ("1.50", "decimal", Decimal("1.50")),
        ("1e3", "double", 1000.0),
        ("true", "boolean", True),
        ("2020-08-18", "date", date(2020, 8, 18)),
        ("2020-08", "gYearMonth", "2020-08"),
        ("no date", "date", "no date"),
        ("x", "decimal", "x"),
    ):
        assert to_python(ox.Literal(text, datatype=ox.NamedNode(xsd + datatype))) == value
    assert to_python(None) is None
    assert to_table(ask(dataset, "ASK {}")).rows == [(True,)]
    graph = to_table(ask(dataset, "CONSTRUCT WHERE { kg:critics rdfs:label ?l }"))
    assert graph.columns == ("subject", "predicate", "object")
    assert {row[2] for row in graph.rows} == {"Critics", "Détracteurs"}


def test_frames():
    table = mali_kg.query("claims-about", {"entity": "military-coup-2020", "article": "minusma-end"})
    for frame in (table.pandas(), table.polars()):
        assert {"claim", "says", "holder", "start", "end"} <= set(frame.columns)
        assert len(frame) == 2
        assert all(start < end for start, end in zip(list(frame["start"]), list(frame["end"]), strict=True))
    assert mali_kg.query("SELECT ?x ?y { VALUES (?x ?y) { (1 2) ('a' UNDEF) } }").polars()["x"].to_list() == ["1", "a"]
    assert mali_kg.query("SELECT ?x { ?x mk:nothing ?y }").pandas().empty


def test_a_missing_library_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    monkeypatch.setitem(sys.modules, "pandas", None)
    table = mali_kg.query("self-check")
    for library in ("pandas", "polars"):
        with pytest.raises(MaliKgError, match=rf"pip install 'mali-kg\[{library}\]'"):
            getattr(table, library)()


def test_the_function_asks_files_and_refuses_what_does_not_fit(tmp_path):
    (tmp_path / "a.ttl").write_text("<http://x/a> <http://x/p> 1 .")
    assert mali_kg.query("SELECT ?o { ?s ?p ?o }", data=[tmp_path]).rows == [(1,)]
    with pytest.raises(MaliKgError, match="shipped question"):
        mali_kg.query("SELECT ?o { ?s ?p ?o }", {"a": "b"})
    with pytest.raises(MaliKgError, match="Did you mean"):
        mali_kg.query("self-chek")
    assert mali_kg.query("SELECT ?o { ?s ?p ?o }", data=str(tmp_path / "a.ttl")).rows == [(1,)]
    with pytest.raises(MaliKgError, match="not both"):
        mali_kg.query("ASK {}", data=tmp_path, endpoint="http://x/")


def test_explain_tells_parts_and_terms(run):
    text = run("query", "--explain", "argued-by-nobody-else").stdout
    assert "# Reported: not in the article’s own voice." in text
    assert "mk:premise" in text.split("Terms of the vocabulary in it:")[1]
    assert "# title" not in text


def test_the_functions_of_the_package_are_no_modules():
    """A module of the same name would take the place of a function once it is imported."""
    import importlib
    import pkgutil

    for module in pkgutil.iter_modules(mali_kg.__path__):
        assert module.name not in mali_kg.__all__
        importlib.import_module(f"mali_kg.{module.name}") if module.name != "__main__" else None
    assert callable(mali_kg.load)
    assert callable(mali_kg.query)
