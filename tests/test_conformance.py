"""Test suites of others, as far as they are at hand; and the page that tells how they come out."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from conformance import rdf_canon, rdf_syntax, sparql
from conformance.score import Score, row
from conftest import ROOT

PAGE = ROOT / "docs" / "reference" / "conformance.md"


def suite(name: str) -> Path:
    """The folder of a suite: beside the repository, or where MALI_KG_SUITES says."""
    folder = Path(os.environ.get("MALI_KG_SUITES") or ROOT.parent / "shared" / "suites") / name
    if not folder.is_dir():
        pytest.skip(f"the suite {name} is not at hand: {folder} is no folder. MALI_KG_SUITES names the folder with the suites.")
    return folder


def rows() -> list[str]:
    return PAGE.read_text(encoding="utf-8").splitlines()


def test_every_test_of_rdf_canon_is_passed_and_the_page_says_so():
    folder = suite("rdf-canon")
    kinds = Counter(e["type"] for e in json.loads((folder / "manifest.jsonld").read_bytes())["entries"])
    found = rdf_canon.run(folder)
    assert found.failed == {}
    assert len(found.passed) == sum(kinds.values())
    assert set(kinds) == {"rdfc:RDFC10EvalTest", "rdfc:RDFC10MapTest", "rdfc:RDFC10NegativeEvalTest"}
    assert row("RDF Dataset Canonicalization", "w3c/rdf-canon", found, None) in rows()


@pytest.mark.parametrize("name", sparql.SUITES)
def test_queries_come_out_as_the_page_says(name):
    folder = suite("rdf-tests") / "sparql"
    assert row(name, "w3c/rdf-tests", sparql.run(folder, name), sparql.alone(folder, name)) in rows()


@pytest.mark.parametrize("name", [*rdf_syntax.SYNTAXES, "JSON-LD"])
def test_syntaxes_come_out_as_the_page_says(name):
    source, folder = (
        ("w3c/json-ld-api", suite("json-ld-api") / "tests") if name == "JSON-LD" else ("w3c/rdf-tests", suite("rdf-tests") / "rdf/rdf11")
    )
    assert row(name, source, rdf_syntax.run(folder, name), rdf_syntax.alone(folder, name)) in rows()


def test_a_test_that_fails_is_seen(tmp_path):
    """The page could say anything if what judges a test took everything."""
    (tmp_path / "in.nq").write_text('_:a <x:p> "1" .\n')
    (tmp_path / "right.nq").write_text('_:c14n0 <x:p> "1" .\n')
    (tmp_path / "wrong.nq").write_text('_:c14n0 <x:p> "2" .\n')
    (tmp_path / "right.json").write_text('{"a": "c14n0"}')
    (tmp_path / "wrong.json").write_text('{"a": "c14n1"}')
    kinds = {"right.nq": "EvalTest", "wrong.nq": "EvalTest", "right.json": "MapTest", "wrong.json": "MapTest", "": "NegativeEvalTest"}
    entries = [
        {"id": f"#{kind}{result}", "type": f"rdfc:RDFC10{kind}", "action": "in.nq", "result": result} for result, kind in kinds.items()
    ]
    (tmp_path / "manifest.jsonld").write_text(json.dumps({"entries": entries}))
    found = rdf_canon.run(tmp_path)
    assert found.passed == ["EvalTestright.nq", "MapTestright.json"]
    assert list(found.failed) == ["EvalTestwrong.nq", "MapTestwrong.json", "NegativeEvalTest"]


MANIFEST = """
@prefix mf: <http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#> .
@prefix qt: <http://www.w3.org/2001/sw/DataAccess/tests/test-query#> .
@prefix rdft: <http://www.w3.org/ns/rdftest#> .
<> a mf:Manifest ; mf:entries (<#right> <#wrong> <#refused> <#taken>) .
"""


def test_a_syntax_test_that_fails_is_seen(tmp_path):
    folder = tmp_path / "rdf-turtle"
    folder.mkdir()
    (folder / "in.ttl").write_text("<#a> <#b> [] .")
    (folder / "bad.ttl").write_text("<#a> <#b> .")
    (folder / "right.nt").write_text("<http://x/in.ttl#a> <http://x/in.ttl#b> _:z .\n")
    (folder / "wrong.nt").write_text("<http://x/in.ttl#a> <http://x/in.ttl#c> _:z .\n")
    (folder / "manifest.ttl").write_text(
        MANIFEST
        + """<> mf:assumedTestBase <http://x/> .
        <#right> a rdft:TestTurtleEval ; mf:action <in.ttl> ; mf:result <right.nt> .
        <#wrong> a rdft:TestTurtleEval ; mf:action <in.ttl> ; mf:result <wrong.nt> .
        <#refused> a rdft:TestTurtleNegativeSyntax ; mf:action <bad.ttl> .
        <#taken> a rdft:TestTurtleNegativeSyntax ; mf:action <in.ttl> ."""
    )
    for found in (rdf_syntax.run(tmp_path, "Turtle"), rdf_syntax.alone(tmp_path, "Turtle")):
        assert found.passed == ["rdf-turtle/right", "rdf-turtle/refused"]
        assert list(found.failed) == ["rdf-turtle/wrong", "rdf-turtle/taken"]


def test_a_query_test_that_fails_is_seen(tmp_path, monkeypatch):
    (tmp_path / "q.rq").write_text("SELECT ?o { ?s <x:p> ?o }")
    (tmp_path / "bad.rq").write_text("SELECT ?o { ?s <x:p> }")
    (tmp_path / "d.ttl").write_text("<x:s> <x:p> 01, [] .")
    results = "<sparql xmlns='http://www.w3.org/2005/sparql-results#'><head><variable name='o'/></head><results>{}</results></sparql>"
    one = "<result><binding name='o'>{}</binding></result>"
    number = one.format("<literal datatype='http://www.w3.org/2001/XMLSchema#integer'>{}</literal>")
    blank = one.format("<bnode>any</bnode>")
    (tmp_path / "right.srx").write_text(results.format(blank + number.format(1)))
    (tmp_path / "wrong.srx").write_text(results.format(blank + number.format(2)))
    (tmp_path / "manifest.ttl").write_text(
        MANIFEST
        + """
        <#right> a mf:QueryEvaluationTest ; mf:action [ qt:query <q.rq> ; qt:data <d.ttl> ] ; mf:result <right.srx> .
        <#wrong> a mf:QueryEvaluationTest ; mf:action [ qt:query <q.rq> ; qt:data <d.ttl> ] ; mf:result <wrong.srx> .
        <#refused> a mf:NegativeSyntaxTest11 ; mf:action <bad.rq> .
        <#taken> a mf:NegativeSyntaxTest11 ; mf:action <q.rq> ."""
    )
    monkeypatch.setitem(sparql.SUITES, "mine", ("manifest.ttl",))
    for found in (sparql.run(tmp_path, "mine"), sparql.alone(tmp_path, "mine")):
        assert [name.partition("/")[2] for name in found.passed] == ["right", "refused"]
        assert [name.partition("/")[2] for name in found.failed] == ["wrong", "taken"]


def test_a_score_counts_both():
    assert row("n", "s", Score(["a", "b"], {"c": "why"}), Score(["a"], {})) == "| n | s | 3 | 2 | 1 |"
