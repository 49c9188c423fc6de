"""Validation: the good data conforms, and reports say where a fault is mended."""

import json

import pyoxigraph as ox
import pytest

from conftest import SHEET, edit
from mali_kg.dataset import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from mali_kg.validate import read_shapes, union, validate
from mali_kg.validate.engines import run
from mali_kg.validate.report import render


def test_the_good_data_conforms(compiled):
    report = validate(compiled)
    assert report.conforms
    assert report.problems == []


def test_shapes_conform_to_shacl_shacl(compiled):
    import pyshacl

    from mali_kg.rdflib_graph import to_graph

    shapes = read_shapes(compiled.project)
    # meta_shacl makes pyshacl validate the shapes with SHACL-SHACL first; it raises where they do not conform.
    conforms, _, _ = pyshacl.validate(to_graph([]), shacl_graph=to_graph(shapes), meta_shacl=True)
    assert conforms


def broken(copy) -> Project:
    edit(
        copy / SHEET,
        "    holder: critics\n    cue: Critics argue that\n    modality: possible\n    hedge: [could, prematurely]\n",
        "    holder: critics\n    modality: possible\n    hedge: [could, prematurely]\n",
    )
    return Project(copy)


def test_a_reported_claim_without_its_cue_is_found(copy):
    report = validate(compile_project(broken(copy)))
    (problem,) = report.problems
    assert not report.conforms
    assert problem.rule == "claim-attributed"
    assert problem.file.endswith(SHEET)
    line = (copy / SHEET).read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line.strip() == "- id: c15-1"
    assert "cue" in problem.message


def test_reports_say_the_same_in_every_form(copy):
    compiled = compile_project(broken(copy))
    report = validate(compiled)
    iris = compiled.project.iris
    found = json.loads(render(report, "json", iris))
    assert found["conforms"] is False
    assert found["problems"][0]["rule"] == "claim-attributed"
    quads = list(ox.parse(render(report, "turtle", iris), format=ox.RdfFormat.TURTLE))
    sh = "http://www.w3.org/ns/shacl#"
    assert [q.object.value for q in quads if q.predicate.value == f"{sh}conforms"] == ["false"]
    assert [q.object.value for q in quads if q.predicate.value == f"{sh}focusNode"] == [iris.part("minusma-end", "c15-1")]
    assert b"1 problem" in render(report, "text", iris)


def test_unknown_engine(compiled):
    with pytest.raises(MaliKgError, match="Did you mean pyshacl"):
        run("pyshac", [], [])


def test_union_holds_each_triple_once():
    s, p, o = (ox.NamedNode(f"http://example.org/{x}") for x in "spo")
    assert len(union([ox.Quad(s, p, o), ox.Quad(s, p, o, ox.NamedNode("http://example.org/g"))])) == 1
