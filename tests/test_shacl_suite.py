"""The W3C SHACL test suite: what an engine passes by itself, passes with mali-kg; what it fails is known, and why."""

import os
from pathlib import Path

import pytest

from conformance import shacl
from conftest import ROOT

FOLDER = Path(os.environ.get("MALI_KG_SUITES") or ROOT.parent / "shared" / "suites") / "shacl"
if not (FOLDER / "manifest.ttl").is_file():
    pytest.skip(f"the W3C SHACL suite is not at {FOLDER}: set MALI_KG_SUITES", allow_module_level=True)

ENGINES = ("pyshacl", "shacl")


@pytest.fixture(params=ENGINES)
def engine(request) -> str:
    if request.param == "shacl":
        pytest.importorskip("shacl", reason="the fast engine is not installed: pip install 'mali-kg[fast]'")
    return request.param


def test_the_suite_is_whole():
    """98 tests of SHACL Core and 23 of SHACL-SPARQL, each once."""
    names = [case.name for case in shacl.cases(FOLDER.resolve())]
    assert len(names) == len(set(names)) == 121
    assert sum(name.startswith("core/") for name in names) == 98


def test_what_an_engine_passes_alone_passes_here_and_what_it_fails_is_known(engine):
    passed, failed = shacl.run(FOLDER, engine)
    alone, _ = shacl.alone(FOLDER, engine)
    assert set(alone) <= set(passed), "the program loses what the engine can do"
    assert set(failed) == {name for of, name in shacl.REASONS if of == engine}


def test_reports_are_compared_by_all_that_counts():
    """The comparison itself: a report is not the expected one with another value, severity, path, shape or count of results."""
    text = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        [ a sh:ValidationReport ; sh:conforms false ; sh:result
          [ sh:focusNode ex:a ; sh:value 1 ; sh:sourceShape _:s ; sh:resultPath [ sh:inversePath ex:p ] ; sh:resultSeverity sh:Info ; sh:resultMessage "x" ] ,
          [ sh:focusNode ex:b ; sh:sourceShape _:s ; sh:resultPath ( ex:p ex:q ) ; sh:sourceConstraintComponent sh:MinCountConstraintComponent ] ] ."""
    report = shacl.read_report(text)
    renamed = text.replace("_:s", "_:t")
    assert shacl.same(shacl.read_report(renamed), report)
    for old, new in (
        ("sh:value 1", "sh:value 2"),
        ("sh:value 1", "sh:value '1'"),
        ("sh:Info", "ex:Own"),
        ("sh:inversePath", "sh:zeroOrMorePath"),
        ("( ex:p ex:q )", "( ex:q ex:p )"),
        ("( ex:p ex:q )", "ex:p"),
        ("ex:b ; sh:sourceShape _:s", "ex:b ; sh:sourceShape _:other"),
        ("false", "true"),
        ("MinCount", "MaxCount"),
        ('"x"', '"y"'),
    ):
        assert old in text
        assert not shacl.same(shacl.read_report(text.replace(old, new, 1)), report), (old, new)
    unsaid = [t for t in report if t.predicate.value != shacl.MESSAGE]
    assert shacl.same(report, unsaid), "a message counts only where the expected report has one"
    assert not shacl.same(unsaid, report)
    assert not shacl.same(None, report)
    assert shacl.same(None, None)


@pytest.mark.parametrize(
    "name", ["core/node/and-001", "core/path/path-complex-001", "core/misc/severity-002", "sparql/component/validator-001"]
)
def test_the_command_gives_the_report_of_the_suite(run, engine, name):
    (case,) = [c for c in shacl.cases(FOLDER.resolve()) if c.name == name]
    done = run("validate", "--data", str(case.data), "--shapes", str(case.shapes), "--engine", engine, "--format", "turtle")
    assert (done.returncode, done.stderr) == (1, "")
    assert shacl.same(shacl.read_report(done.stdout), case.report)
