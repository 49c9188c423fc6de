"""Validation: the good data conforms, and reports say where a fault is mended."""

import json
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from conftest import SHEET, edit
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import DataError, MaliKgError
from mali_kg.project import Project
from mali_kg.rdf.formats import RDF_FORMATS
from mali_kg.rdf.writing import serialize
from mali_kg.report.check import read_shapes, validate_data, validate_files, validate_project
from mali_kg.report.engines import run
from mali_kg.report.forms import render


def test_the_good_data_conforms(project):
    report = validate_project(project)
    assert report.conforms
    assert report.problems == []
    assert report.skipped == ()


def test_shapes_conform_to_shacl_shacl(project):
    import pyshacl

    from mali_kg.rdf.rdflib_graph import to_graph

    shapes = read_shapes(project, project.shape_paths())
    # With meta_shacl, pyshacl validates the shapes with SHACL-SHACL first, and raises where they do not conform.
    conforms, _, _ = pyshacl.validate(to_graph([]), shacl_graph=to_graph(shapes), meta_shacl=True)
    assert conforms


CUE = "    holder: critics\n    cue: Critics argue that\n    strength: neutral\n    hedge: could\n"


def broken(copy) -> Project:
    edit(copy / SHEET, CUE, CUE.replace("    cue: Critics argue that\n", ""))
    return Project(copy)


def test_a_reported_claim_without_its_cue_is_found(copy):
    report = validate_project(broken(copy))
    (problem,) = report.problems
    assert not report.conforms
    assert problem.rule == "claim-attributed"
    assert problem.file.endswith(SHEET)
    line = (copy / SHEET).read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert line.strip() == "- id: c15-1"
    assert "cue" in problem.message


def test_reports_say_the_same_in_every_form(copy):
    project = broken(copy)
    report = validate_project(project)
    (problem,) = report.problems
    found = json.loads(render(report, "json", project.iris))
    assert found["conforms"] is False
    assert found["problems"] == [problem._asdict()]
    quads = list(ox.parse(render(report, "turtle", project.iris), format=ox.RdfFormat.TURTLE))
    sh = "http://www.w3.org/ns/shacl#"
    assert [q.object.value for q in quads if q.predicate.value == f"{sh}conforms"] == ["false"]
    assert [q.object.value for q in quads if q.predicate.value == f"{sh}focusNode"] == [project.iris.part("minusma-end", "c15-1")]
    text = render(report, "text", project.iris).decode().splitlines()
    assert text[0] == problem.file
    assert text[1].startswith(f"  line {problem.line}: error: ")
    assert text[-1] == "1 error"
    sarif = json.loads(render(report, "sarif", project.iris))
    (result,) = sarif["runs"][0]["results"]
    assert sarif["version"] == "2.1.0"
    assert result["ruleId"] == sarif["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "claim-attributed"
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == problem.line
    junit = ET.fromstring(render(report, "junit", project.iris))
    assert (junit.get("tests"), junit.get("failures")) == ("1", "1")
    failure = junit.find("testcase/failure")
    assert failure is not None
    assert failure.get("type") == "claim-attributed"


def test_reports_of_good_data(project):
    report = validate_project(project)
    assert render(report, "text", project.iris) == b"conforms\n"
    junit = ET.fromstring(render(report, "junit", project.iris))
    assert (junit.get("tests"), junit.get("failures")) == ("1", "0")
    assert json.loads(render(report, "sarif", project.iris))["runs"][0]["results"] == []


def test_a_turtle_report_is_a_shacl_report(copy):
    """The SHACL-SHACL shapes do not cover reports; what a reader needs of each result is there (SHACL 3.6.2)."""
    project = broken(copy)
    quads = list(ox.parse(render(validate_project(project), "turtle", project.iris), format=ox.RdfFormat.TURTLE))
    (result,) = [q.subject for q in quads if q.object.value == "http://www.w3.org/ns/shacl#ValidationResult"]
    has = {q.predicate.value.rpartition("#")[2] for q in quads if q.subject == result}
    assert {"focusNode", "sourceShape", "sourceConstraintComponent", "resultMessage", "resultSeverity"} <= has


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_broken_shapes_are_told_with_file_and_line(copy, engine):
    line = edit(
        copy / "shapes/claim.ttl",
        "sh:targetClass mk:Claim , mk:SourceClaim ;\n  sh:nodeKind",
        "sh:targetClass mk:Claim , mk:SourceClaim ;;;\n  ] sh:nodeKind",
    )
    with pytest.raises(DataError) as caught:
        validate_project(Project(copy), engine)
    (problem,) = caught.value.problems
    assert problem.file.endswith("shapes/claim.ttl")
    assert abs(problem.line - line) <= 1


def test_a_rule_that_is_no_query_is_told(copy):
    (copy / "shapes/rules/bad.rq").write_text("# message: x\nSELECT ?s { ?s ?p ?o }\n")
    with pytest.raises(DataError, match="gives \\?focus"):
        validate_project(Project(copy), "shacl")


def test_no_shapes_is_no_pass(copy):
    for path in (copy / "shapes").glob("*.ttl"):
        path.unlink()
    with pytest.raises(MaliKgError, match="no shapes"):
        validate_project(Project(copy), "shacl")


def test_unknown_engine():
    with pytest.raises(MaliKgError, match="Did you mean pyshacl"):
        run("pyshac", [], [])


def test_an_engine_that_is_not_installed_says_how_to_install_it(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "shacl", None)
    with pytest.raises(MaliKgError, match="pip install 'mali-kg\\[fast\\]'"):
        run("shacl", [], [])


def test_the_built_dataset_is_validated_only_where_it_is_up_to_date(copy):
    """A dataset that was built from other files is compiled again, so that no fault hides behind it."""
    from mali_kg.dataset.built import write

    write(compile_project(Project(copy)))
    assert validate_project(Project(copy), "shacl").conforms
    assert not validate_project(broken(copy), "shacl").conforms


def test_a_dataset_that_was_tampered_with_is_found_out(copy):
    project = Project(copy)
    data = compile_project(project).data()
    changed = data.replace(b'"2013"^^', b'"2012"^^')
    assert changed != data
    found = {p.rule for p in validate_data(changed, project, "shacl").problems}
    assert found == {"number-in-evidence", "label-number", "number-not-in-label"}


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
def test_rdf_of_a_users_own_is_validated_with_everything(compiled, project, tmp_path, name):
    path = tmp_path / f"x{RDF_FORMATS[name].endings[0]}"
    path.write_bytes(serialize(compiled.quads(), RDF_FORMATS[name], project.config.base))
    report = validate_files([path], [], project, "shacl")
    assert report.problems == []
    assert report.skipped == ()


def test_rdf_without_named_graphs_is_validated_with_the_shapes_and_says_so(compiled, project, tmp_path):
    path = tmp_path / "x.ttl"
    path.write_bytes(serialize(compiled.quads(), RDF_FORMATS["turtle"], project.config.base))
    report = validate_files([path], [], project, "shacl")
    assert report.problems == []
    assert "no named graphs" in report.skipped[0].reason


def test_a_users_own_data_with_a_fault(tmp_path, project):
    path = tmp_path / "mine.ttl"
    path.write_text("@prefix mk: <https://w3id.org/mali-kg/ns#> . <https://example.org/c> a mk:Claim .")
    report = validate_files([path], [], project, "shacl")
    assert "claim-holder" in {p.rule for p in report.problems}
    assert {p.file for p in report.problems} == {str(path)}


def test_a_users_own_shapes(tmp_path, compiled, project):
    data, shapes = tmp_path / "d.nq", tmp_path / "s.ttl"
    data.write_bytes(serialize(compiled.quads(), RDF_FORMATS["nquads"], project.config.base))
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mk: <https://w3id.org/mali-kg/ns#> . <https://example.org/none> a sh:NodeShape ; sh:targetClass mk:Attack ; sh:message 'no attacks' ; sh:not [ sh:class mk:Attack ] ."
    )
    report = validate_files([data], [shapes], project, "shacl")
    assert not report.conforms
    assert {p.rule for p in report.problems} == {"https://example.org/none"}


@pytest.mark.parametrize(
    ("content", "name", "words"), [("x", "a.doc", "Known endings"), ("<a", "a.ttl", "not turtle"), ("{", "a.jsonld", "not jsonld")]
)
def test_data_that_cannot_be_read(tmp_path, project, content, name, words):
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(MaliKgError, match=words):
        validate_files([path], [], project)


def test_sentences_without_claims_count_against_the_threshold(copy):
    """With a lower threshold in mali-kg.toml a sentence may go without claims."""
    text = (copy / SHEET).read_text(encoding="utf-8")
    start = text.index("  claims:\n  - id: c00-1")
    end = text.index("# ----", start)
    (copy / SHEET).write_text(text[:start] + "\n" + text[end:], encoding="utf-8")
    assert {p.rule for p in validate_project(Project(copy), "shacl").problems} == {"sentence-covered"}
    edit(copy / "mali-kg.toml", "sentences = 1.0", "sentences = 0.9")
    assert validate_project(Project(copy), "shacl").conforms


@pytest.mark.parametrize(
    "shape",
    [
        "sh:property [ sh:path rdfs:label ; sh:pattern '(' ; sh:message 'x' ]",
        "sh:sparql [ a sh:SPARQLConstraint ; sh:select 'SELECT nonsense' ; sh:message 'x' ]",
    ],
)
def test_shapes_that_the_engine_cannot_use_are_told(tmp_path, compiled, project, shape):
    data, shapes = tmp_path / "d.nq", tmp_path / "s.ttl"
    data.write_bytes(serialize(compiled.quads(), RDF_FORMATS["nquads"], project.config.base))
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix mk: <https://w3id.org/mali-kg/ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        f"<https://example.org/s> a sh:NodeShape ; sh:targetClass mk:Claim ; {shape} ."
    )
    with pytest.raises(MaliKgError, match="cannot use these shapes"):
        validate_files([data], [shapes], project, "pyshacl")


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_a_shape_without_a_name_is_reported_under_the_one_that_holds_it(tmp_path, project, engine):
    data, shapes = tmp_path / "d.ttl", tmp_path / "s.ttl"
    data.write_text(
        '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix ex: <https://example.org/> . ex:x a ex:C ; rdfs:label "a\\nb" .'
    )
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
        "ex:s a sh:NodeShape ; sh:targetClass ex:C ; sh:property [ sh:path rdfs:label ; sh:maxLength 1 ; sh:message 'too long' ] ."
    )
    report = validate_files([data], [shapes], project, engine)
    (problem,) = report.problems
    assert problem.rule == "https://example.org/s"
    assert b"ex:s" in render(report, "turtle", project.iris) or b"example.org/s" in render(report, "turtle", project.iris)


def test_a_rule_without_focus_in_a_row_is_told(copy):
    (copy / "shapes/rules/bad.rq").write_text("# message: x\nSELECT ?focus { BIND (1 AS ?x) }\n")
    with pytest.raises(DataError, match="no \\?focus"):
        validate_project(Project(copy), "shacl")
