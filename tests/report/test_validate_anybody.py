"""Validation of anybody's data with anybody's shapes: nothing of a report is lost, and nothing of ours gets into it."""

import json
import re
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from mali_kg.cli.validate import refuse_views
from mali_kg.errors import DataError, MaliKgError, UnsupportedError
from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material
from mali_kg.rdf.namespaces import DCT, RDF, SHACL
from mali_kg.rdf.quads import serialize
from mali_kg.report.check import validate_files
from mali_kg.report.engines import run as run_engine
from mali_kg.report.forms import render
from mali_kg.report.results import Result, by_subject, read_report, report_turtle

EX = "http://example.org/"
PREFIXES = """@prefix ex: <http://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture(params=("pyshacl", "shacl"))
def engine(request) -> str:
    if request.param == "shacl":
        pytest.importorskip("shacl", reason="the fast engine is not installed: pip install 'mali-kg[fast]'")
    return request.param


@pytest.fixture
def check(tmp_path, project, engine):
    """Validate Turtle with shapes in Turtle."""

    def validated(data: str, shapes: str):
        (tmp_path / "data.ttl").write_text(PREFIXES + data)
        (tmp_path / "shapes.ttl").write_text(PREFIXES + shapes)
        return validate_files([tmp_path / "data.ttl"], [tmp_path / "shapes.ttl"], project, engine)

    return validated


def told(report, project) -> dict[str, list[str]]:
    """What a report in Turtle says, by SHACL's names of its properties."""
    found: dict[str, list[str]] = {}
    for q in ox.parse(render(report, "turtle", project.iris), format=ox.RdfFormat.TURTLE):
        found.setdefault(q.predicate.value.removeprefix(SHACL), []).append(str(q.object))
    return found


# --- severities


SEVERE = "ex:s a sh:NodeShape ; sh:targetNode ex:x ; sh:property [ sh:path ex:p ; sh:minCount 1 ; sh:message 'no p' ; sh:severity %s ] ."


@pytest.mark.parametrize(
    ("severity", "level", "sarif_level", "counted"),
    [
        ("sh:Violation", "error", "error", "1 error"),
        ("sh:Warning", "warning", "warning", "1 warning"),
        ("sh:Info", "info", "note", "1 info"),
        ("ex:Own", "error", "error", "1 error"),
    ],
)
def test_data_with_a_result_does_not_conform_whatever_its_severity(check, project, severity, level, sarif_level, counted):
    report = check("ex:x ex:q 1 .", SEVERE % severity)
    assert not report.conforms
    said = told(report, project)
    assert said["conforms"] == ['"false"^^<http://www.w3.org/2001/XMLSchema#boolean>']
    assert said["resultSeverity"] == ["<" + severity.replace("sh:", SHACL).replace("ex:", EX) + ">"]
    assert render(report, "text", project.iris).decode().splitlines()[-1] == counted
    found = json.loads(render(report, "json", project.iris))
    assert (found["conforms"], [p["severity"] for p in found["problems"]]) == (False, [level])
    (result,) = json.loads(render(report, "sarif", project.iris))["runs"][0]["results"]
    assert result["level"] == sarif_level
    suite = ET.fromstring(render(report, "junit", project.iris))
    assert suite.get("failures") == ("1" if level == "error" else "0")


@pytest.mark.parametrize(
    ("severity", "codes"),
    [("sh:Violation", "0111"), ("ex:Own", "0111"), ("sh:Warning", "0011"), ("sh:Info", "0001")],
)
def test_the_exit_code_is_a_matter_of_fail_on(run, tmp_path, severity, codes):
    (tmp_path / "d.ttl").write_text(PREFIXES + "ex:x ex:q 1 .")
    (tmp_path / "s.ttl").write_text(PREFIXES + SEVERE % severity)
    for on, code in zip(("never", "error", "warning", "info"), codes, strict=True):
        done = run("validate", "--data", str(tmp_path / "d.ttl"), "--shapes", str(tmp_path / "s.ttl"), "--fail-on", on)
        assert done.returncode == int(code), (on, done.stderr)


# --- results


COMPONENT = """ex:component a sh:ConstraintComponent ; sh:parameter [ sh:path ex:must ] ;
  sh:validator [ a sh:SPARQLAskValidator ; sh:message "not it" ; sh:ask "ASK { FILTER ($value = $must) }" ] .
ex:s a sh:NodeShape ; sh:targetNode ex:x ; ex:must ex:y ."""


def test_a_component_of_ones_own_keeps_its_iri(check, project):
    report = check("ex:x ex:q 1 .", COMPONENT)
    assert [r.component for r in report.results] == [f"{EX}component"]
    assert told(report, project)["sourceConstraintComponent"] == [f"<{EX}component>"]


def test_a_result_that_comes_twice_is_two(check, project):
    """A shape that two others hold finds the same fault by either way."""
    report = check(
        "ex:x ex:p ex:y ; ex:q ex:y . ex:y ex:r 1 .",
        "ex:s a sh:NodeShape ; sh:targetNode ex:x ; sh:property [ sh:path ex:p ; sh:property ex:t ] , [ sh:path ex:q ; sh:property ex:t ] . "
        "ex:t sh:path ex:r ; sh:nodeKind sh:IRI ; sh:message 'm' .",
    )
    first, second = report.results
    assert first == second
    assert len(report.problems) == len(told(report, project)["result"]) == 2


def test_a_shape_without_a_name_is_part_of_the_nearest_with_one(check, project):
    report = check(
        "ex:x ex:p ex:y .",
        "ex:s a sh:NodeShape ; sh:targetNode ex:x ; sh:property [ sh:path ex:p ; sh:property [ sh:path ex:q ; sh:minCount 1 ] ] .",
    )
    (result,) = report.results
    assert result.shape == f"{EX}s"
    graph = by_subject(q.triple for q in ox.parse(render(report, "turtle", project.iris), format=ox.RdfFormat.TURTLE))
    (shape,) = (about[f"{SHACL}sourceShape"][0] for about in graph.values() if f"{SHACL}sourceShape" in about)
    assert isinstance(shape, ox.BlankNode)
    assert graph[shape] == {f"{DCT}isPartOf": [ox.NamedNode(f"{EX}s")]}


def test_blank_nodes_of_data_and_shapes_are_not_one_whatever_they_are_called(check, project):
    report = check("ex:x ex:p _:n .", "ex:s sh:targetNode ex:x ; sh:property _:n . _:n sh:path ex:p ; sh:nodeKind sh:IRI .")
    said = told(report, project)
    assert said["value"][0].startswith("_:")
    assert said["sourceShape"][0].startswith("_:")
    assert said["value"] != said["sourceShape"]


def test_a_blank_focus_node_is_the_same_in_all_its_results(check, project):
    report = check("[] a ex:C .", "ex:s sh:targetClass ex:C ; sh:nodeKind sh:IRI ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .")
    first, second = told(report, project)["focusNode"]
    assert first == second
    assert {p.file for p in report.problems} == {next(iter(report.problems)).file} != {""}


def test_a_literal_keeps_its_digits(check, project, caplog):
    """01 is no other number than 1, and is another literal; what is no number is told as it stands, and by nobody else."""
    report = check(
        "ex:x ex:p '01'^^xsd:integer , 'one'^^xsd:integer .",
        "ex:s a sh:NodeShape ; sh:targetNode ex:x ; sh:property [ sh:path ex:p ; sh:datatype xsd:string ] .",
    )
    integer = "^^<http://www.w3.org/2001/XMLSchema#integer>"
    assert sorted(r.value for r in report.results) == [f'"01"{integer}', f'"one"{integer}']
    assert caplog.records == []


def test_messages_keep_their_languages_and_people_read_the_english_one(check, project):
    report = check("ex:x ex:q 1 .", "ex:s sh:targetNode ex:x ; sh:nodeKind sh:Literal ; sh:message 'nein'@de , 'no'@en , 'non'@fr .")
    assert sorted(told(report, project)["resultMessage"]) == ['"nein"@de', '"no"@en', '"non"@fr']
    assert report.problems[0].message.startswith(f"<{EX}x>: no")


def test_a_shape_without_a_message_is_told_by_its_constraint(check):
    report = check("ex:x ex:q 1 .", "ex:s sh:targetNode ex:x ; sh:nodeKind sh:Literal .")
    assert report.problems[0].rule == f"{EX}s"
    assert len(report.problems[0].message) > len(f"<{EX}x>: ")


paths = st.recursive(
    st.sampled_from(["<http://example.org/p>", "<http://example.org/q>"]),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"]), inner).map(
            lambda p: f"[ <{SHACL}{p[0]}> {p[1]} ]"
        ),
        st.lists(inner, min_size=2, max_size=3).map(lambda p: f"( {' '.join(p)} )"),
        st.lists(inner, min_size=2, max_size=3).map(lambda p: f"[ <{SHACL}alternativePath> ( {' '.join(p)} ) ]"),
    ),
    max_leaves=6,
)
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
#: Some results, as engines give them.
found = st.lists(
    st.builds(
        Result,
        st.sampled_from(["<http://example.org/x>", "_:b1", "_:b2"]),
        st.one_of(st.just(""), paths),
        st.one_of(st.just(""), texts.map(lambda t: str(ox.Literal(t, language="de"))), st.just("_:b2")),
        st.sampled_from(["MinCountConstraintComponent", "http://example.org/component"]),
        st.just("http://example.org/s"),
        texts.filter(bool),
        st.sampled_from(["Violation", "Info", "http://example.org/Own"]),
        st.just(""),
        st.just(""),
    ),
    max_size=4,
)


@given(found)
def test_a_report_that_is_written_is_read_back(results):
    turtle = report_turtle(results, EX)
    back = read_report(q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE))

    def unlabelled(r: Result) -> Result:
        return r._replace(focus=r.focus[:2], value=r.value[:2] if r.value.startswith("_:") else r.value)

    assert sorted(map(unlabelled, back)) == sorted(map(unlabelled, results))
    assert report_turtle(results, EX) == turtle, "the same results give the same bytes"


def test_a_path_that_holds_itself_ends():
    node, report, result = ox.BlankNode("p"), ox.BlankNode("r"), ox.BlankNode("one")
    triples = [
        ox.Triple(report, ox.NamedNode(f"{SHACL}result"), result),
        ox.Triple(result, ox.NamedNode(f"{SHACL}resultPath"), node),
        ox.Triple(node, ox.NamedNode(f"{RDF}first"), node),
        ox.Triple(node, ox.NamedNode(f"{RDF}rest"), node),
    ]
    assert read_report(triples)[0].path == "( _:p )"


# --- files


SHAPES = "ex:s a sh:NodeShape ; sh:targetNode <x> ; sh:message 'no p' ; sh:property [ sh:path <#p> ; sh:minCount 1 ; sh:message 'no p' ] ."


@pytest.mark.parametrize(
    ("name", "ending"), [("TURTLE", "ttl"), ("JSON_LD", "jsonld"), ("RDF_XML", "rdf"), ("N_TRIPLES", "nt"), ("TRIG", "trig")]
)
def test_shapes_are_of_any_syntax(tmp_path, project, engine, name, ending):
    quads = list(ox.parse(PREFIXES + SHAPES, format=ox.RdfFormat.TURTLE, base_iri=EX))
    shapes = tmp_path / f"s.{ending}"
    shapes.write_bytes(serialize([q.triple for q in quads], getattr(ox.RdfFormat, name)))
    (tmp_path / "d.ttl").write_text(PREFIXES + "ex:x ex:q 1 .")
    (problem,) = validate_files([tmp_path / "d.ttl"], [shapes], project, engine).problems
    assert problem.rule == f"{EX}s"


def test_shapes_whose_ending_names_no_format_are_turtle(run, tmp_path):
    """A pipe has no ending."""
    (tmp_path / "d.ttl").write_text(PREFIXES + "ex:x ex:q 1 .")
    shapes = PREFIXES + SEVERE % "sh:Violation"
    done = run("validate", "--data", str(tmp_path / "d.ttl"), "--shapes", "/dev/stdin", stdin=shapes)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "1 error"), done.stderr
    (tmp_path / "s.shacl").write_text(shapes)
    done = run("validate", "--data", str(tmp_path / "d.ttl"), "--shapes", str(tmp_path / "s.shacl"))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (1, "1 error"), done.stderr


def test_relative_iris_are_those_of_the_file(tmp_path, project, engine):
    """One file with data and shapes, which names itself and what lies beside it."""
    file = tmp_path / "both.ttl"
    file.write_text(PREFIXES + SHAPES + " <x> <#q> 1 . <> rdfs:label 'this file' .")
    report = validate_files([file], [file], project, engine)
    assert [(r.focus, r.path) for r in report.results] == [(f"<{(tmp_path / 'x').as_uri()}>", f"<{file.as_uri()}#p>")]


def test_shapes_may_stand_in_several_files_and_folders(tmp_path, project, engine):
    folder = tmp_path / "shapes"
    folder.mkdir()
    for number in (1, 2):
        text = f"ex:s{number} sh:targetNode ex:x ; sh:property _:b . _:b sh:path ex:p{number} ; sh:minCount 1 ; sh:message 'no p{number}' ."
        (folder / f"{number}.ttl").write_text(PREFIXES + text)
    (tmp_path / "d.ttl").write_text(PREFIXES + "ex:x ex:p1 1 .")
    for given_shapes in ([folder], [folder / "1.ttl", folder / "2.ttl"]):
        (problem,) = validate_files([tmp_path / "d.ttl"], given_shapes, project, engine).problems
        assert (problem.rule, "no p2" in problem.message) == (f"{EX}s2", True)


def test_their_shapes_see_their_data_and_nothing_of_ours(check):
    """Every class of our ontology would be found otherwise."""
    report = check("ex:C a owl:Class .", "ex:s sh:targetClass owl:Class ; sh:property [ sh:path ex:p ; sh:minCount 1 ] .")
    assert [r.focus for r in report.results] == [f"<{EX}C>"]


def test_imports_are_not_followed_and_that_is_said(check, tmp_path):
    there = "sh:targetNode ex:x ; sh:nodeKind sh:IRI . <http://example.org/more> a owl:Ontology ."
    report = check("ex:x ex:q 1 .", f"<> owl:imports <http://example.org/shapes> , <http://example.org/more> , <> . ex:s {there}")
    assert report.conforms
    (note,) = [skipped.reason for skipped in report.skipped if skipped.kind == "imports"]
    assert "<http://example.org/shapes> is not followed" in note
    assert str(tmp_path / "shapes.ttl") in note


def test_a_query_may_use_prefixes_that_are_declared_where_its_shapes_import_them(check):
    """SHACL 5.2.1; and a circle of imports ends."""
    shapes = """ex:mine owl:imports ex:theirs . ex:theirs owl:imports ex:mine , ex:farther .
    ex:farther sh:declare [ sh:prefix "far" ; sh:namespace "http://example.org/"^^xsd:anyURI ] .
    ex:s sh:targetNode ex:x ; sh:sparql [ sh:prefixes ex:mine ; sh:message "q" ; sh:select "SELECT $this ?value { $this far:q ?value }" ] ."""
    assert len(check("ex:x ex:q 1 .", shapes).results) == 1


@pytest.mark.parametrize("text", ["", "ex:x ex:q 1 ."])
def test_shapes_without_a_shape_are_no_pass(check, text):
    with pytest.raises(MaliKgError, match="no shapes to validate with"):
        check("ex:x ex:q 1 .", text)


def test_shapes_that_do_not_parse_are_told_with_their_line(check, tmp_path):
    with pytest.raises(DataError) as caught:
        check("ex:x ex:q 1 .", "\n\nex:s sh:targetNode ; .")
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == (str(tmp_path / "shapes.ttl"), PREFIXES.count("\n") + 3)


def test_the_example_of_the_guide_runs(run, tmp_path, engine):
    page = (ROOT / "docs/guides/validate.md").read_text(encoding="utf-8")
    files = re.findall(r"^```turtle\n# (\S+)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert [name for name, _ in files] == ["people.ttl", "person.ttl"]
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    (block,) = re.findall(r"^```text\n\$ mali-kg (.*?)\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    done = run(*block[0].split(), "--engine", engine, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, block[1])


# --- our own exports in other forms


@pytest.fixture(scope="module")
def material(compiled):
    return Material(compiled.quads(), compiled.project.config.base, compiled.project)


def written(material, tmp_path, form: str):
    path = tmp_path / f"x{FORMS[form].endings[0]}"
    path.write_bytes(FORMS[form].write(material))
    return path


def test_trig_is_validated_with_everything(material, tmp_path, project):
    pytest.importorskip("shacl")
    path = written(material, tmp_path, "trig")
    report = validate_files([path], [], project, "shacl")
    assert (report.problems, report.skipped) == ([], ())
    text = path.read_text(encoding="utf-8")
    assert text.count('"2013"^^') >= 1
    path.write_text(text.replace('"2013"^^', '"2012"^^'), encoding="utf-8")
    assert "number-in-evidence" in {p.rule for p in validate_files([path], [], project, "shacl").problems}


@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml"])
def test_what_is_told_is_validated_in_forms_without_named_graphs(material, tmp_path, project, form):
    """A year that is none stands in what a claim says."""
    pytest.importorskip("shacl")
    path = written(material, tmp_path, form)
    assert validate_files([path], [], project, "shacl").problems == []
    text = path.read_text(encoding="utf-8")
    year = next(mark for mark in ('"2013"^^', ">2013<") if mark in text)
    path.write_text(text.replace(year, year.replace("2013", "13")), encoding="utf-8")
    report = validate_files([path], [], project, "shacl")
    assert {p.rule for p in report.problems} == {"time-at"}
    assert "no named graphs" in report.skipped[0].reason


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x.cards.json", "{}", "claim cards"),
        ("x.aif.json", "{}", "argument map"),
        ("x.svg", "<svg/>", "argument map"),
        ("x.page.jsonld", '{"@context": "https://schema.org", "@type": "NewsArticle"}', "markup for web pages"),
        (
            "x.trig",
            "<http://example.org/h> { <http://example.org/n> a <http://www.nanopub.org/nschema#Nanopublication> }",
            "nanopublications",
        ),
        (
            "x.ttl",
            "<http://example.org/r> <http://example.org/p> <<( <http://example.org/a> <http://example.org/b> 1 )>> .",
            "RDF 1.2 with triple terms",
        ),
    ],
)
def test_what_cannot_be_validated_is_told_for_what_it_is(run, tmp_path, name, text, words):
    (tmp_path / name).write_text(text)
    done = run("validate", "--data", str(tmp_path / name))
    assert (done.returncode, done.stdout) == (3, "")
    assert str(tmp_path / name) in done.stderr
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_exports_are_those_that_are_refused(material, tmp_path, project):
    def validate(path):
        refuse_views([path])
        validate_files([path], [], project)

    for form in ("page", "nanopubs", "cards"):
        try:
            path = written(material, tmp_path, form)
        except MaliKgError:
            continue  # what it needs is not installed
        with pytest.raises(UnsupportedError):
            validate(path)


def test_their_shapes_may_be_for_nanopublications(tmp_path, project, engine):
    (tmp_path / "n.trig").write_text("<http://example.org/h> { <http://example.org/n> a <http://www.nanopub.org/nschema#Nanopublication> }")
    (tmp_path / "s.ttl").write_text(PREFIXES + "ex:s sh:targetNode ex:n ; sh:nodeKind sh:IRI .")
    assert validate_files([tmp_path / "n.trig"], [tmp_path / "s.ttl"], project, engine).conforms


def test_data_of_another_kind_is_not_simply_good(tmp_path, project):
    """The project's shapes have nothing to say of it, and that is told."""
    (tmp_path / "d.ttl").write_text("<http://example.org/x> a <http://example.org/C> .")
    report = validate_files([tmp_path / "d.ttl"], [], project)
    assert "it uses no term of" in report.skipped[-1].reason


def test_both_engines_give_the_same_report(tmp_path, project):
    """Of shapes that have messages: what counts of each result is the same, blank nodes aside."""
    pytest.importorskip("shacl")
    (tmp_path / "d.ttl").write_text(PREFIXES + "ex:x ex:p 1 , [] ; ex:q 'a'@en , 'b'@en .")
    text = """ex:s sh:targetNode ex:x ; sh:message "m"@en ; sh:property [ sh:path [ sh:alternativePath ( ex:p [ sh:inversePath ex:r ] ) ] ; sh:nodeKind sh:IRI ;
      sh:severity ex:Own ; sh:message "n" ] , [ sh:path ex:q ; sh:uniqueLang true ; sh:message "o"@en , "p"@de ] ."""
    (tmp_path / "s.ttl").write_text(PREFIXES + text)
    one, two = (validate_files([tmp_path / "d.ttl"], [tmp_path / "s.ttl"], project, name).results for name in ("pyshacl", "shacl"))

    def unlabelled(results):
        return [tuple("_:" if part.startswith("_:") else part for part in r) for r in results]

    assert len(one) == 3
    assert unlabelled(one) == unlabelled(two)


def test_results_do_not_change_their_order_with_the_labels_of_blank_nodes(engine):
    def parsed(text: str) -> list[ox.Quad]:
        return list(ox.parse(PREFIXES + text, format=ox.RdfFormat.TURTLE))

    shapes = parsed("ex:s sh:targetClass ex:C ; sh:property [ sh:path ex:p ; sh:maxCount 0 ; sh:message 'm' ; sh:nodeKind sh:Literal ] .")
    orders = set()
    for first, second in (("a", "z"), ("z", "a")):
        data = parsed(f"_:{first} a ex:C ; ex:p ex:one . _:{second} a ex:C ; ex:p ex:two .")
        orders.add(tuple((r.component, r.value) for r in run_engine(engine, data, shapes)))
    assert len(orders) == 1
