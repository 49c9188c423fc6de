"""A second article, added by the book: an invented one, in which an agent of the first one speaks, too."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

import mali_kg
from checkout import SECOND_NAME, add_second_article, checkout, copy_project, keep_one_article
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.reader import Records
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material
from mali_kg.project import Project
from mali_kg.report.check import validate_project
from mali_kg.sparql.questions import questions

VOICE = "The article’s own voice"


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Compiled:
    """A project of both articles, built."""
    folder = tmp_path_factory.mktemp("two") / "project"
    copy_project(checkout(), folder)
    add_second_article(folder)
    compiled = compile_project(Project(folder))
    write(compiled)
    return compiled


def ask(both: Compiled, name: str, *columns: str, **values: str) -> list[tuple[object, ...]]:
    """The rows of a question; claims of the second article by their ids in it."""
    rows = mali_kg.query(name, values or None, project=both.project.root).dicts()
    within = both.project.iris.part(SECOND_NAME, "")
    return [tuple(str(row[c]).removeprefix(within) for c in columns or row) for row in rows]


def test_with_two_articles_shipped_the_tests_know_one(both, compiled, tmp_path):
    """The entities that only the second one speaks of go with it."""
    folder = tmp_path / "project"
    copy_project(both.project.root, folder)
    keep_one_article(folder)
    assert compile_project(Project(folder)).lines == compiled.lines
    assert validate_project(Project(folder), "pyshacl").problems == []


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_both_conform(both, engine):
    if engine == "shacl":
        pytest.importorskip("shacl", reason="the fast engine is not installed")
    assert validate_project(both.project, engine).problems == []


def test_neither_changes_what_the_other_compiles_to(both, compiled, tmp_path):
    folder = tmp_path / "project"
    copy_project(both.project.root, folder)
    shutil.rmtree(folder / "data/articles/minusma-end")
    for path in (folder / "data/context").iterdir():
        path.unlink()
    alone = compile_project(Project(folder))
    assert set(alone.lines) | set(compiled.lines) == set(both.lines)


def test_an_article_is_asked_by_itself(both):
    assert ask(both, "who-claims-what", "claim", "holder", article=f"article:{SECOND_NAME}") == [
        ("c00-1", VOICE),
        ("c01-1", VOICE),
        ("c02-1", "Critics"),
        ("c03-1", VOICE),
        ("c03-2", VOICE),
    ]


def test_an_agent_speaks_in_both(both):
    """Critics hold two claims of the one, and one of the other."""
    quotes = [quote for (quote,) in ask(both, "claims-of-holder", "quote")]
    assert len(quotes) == 3
    assert "ending the service could lead to isolation of the far bank" in quotes


def test_rows_of_the_second_article(both, dataset):
    """Read in it: who is against what, what is granted, and the year."""
    ending = "Ending the service could lead to isolation of the far bank"
    assert ("by argument, inferred", "Critics", ending, VOICE, "holds") in ask(
        both, "disagreements", "found", "holder", "says", "against", "how"
    )
    assert (
        "is granted, but",
        "The decision raises concerns about isolation of the far bank",
        "While",
    ) in ask(both, "argument-map-explicit", "kind", "conclusion", "cue")
    assert ask(both, "self-check") == [("0",)]


def test_every_question_still_gives_the_rows_of_the_first(both, project):
    """Counts of claims grow; every other row of the one article is there beside those of the two."""
    for q in questions(project):
        if q.name in ("reported-and-narrated", "restated-claims", "factors-considered"):
            continue
        alone, now = mali_kg.query(q.name, project=project.root), mali_kg.query(q.name, project=both.project.root)
        assert set(map(repr, alone.rows)) <= set(map(repr, now.rows)), q.name


def test_every_form_is_written(both, counts):
    base = both.project.config.base
    quads = both.quads()
    material = Material(quads, base, both.project)
    for form in FORMS.values():
        assert form.write(material), form.name
    assert len(Records(QuadBackend(quads), base).claims) == counts.claims + 5
    assert len(Records(QuadBackend(quads), base).articles) == 2


def test_commands_tell_of_both(both, run, counts):
    root = both.project.root
    assert f"{counts.claims + 5}  claims" in run("stats", cwd=root).stdout
    covered = run("coverage", cwd=root)
    assert covered.returncode == 0
    assert SECOND_NAME in covered.stdout
    assert "minusma-end" in covered.stdout
    shown = run("show", f"{both.project.iris.part(SECOND_NAME, 'c02-1')}", cwd=root)
    assert "isolation of the far bank" in shown.stdout
    part = run("export", "nquads", "--article", SECOND_NAME, cwd=root)
    assert part.returncode == 0, part.stderr
    assert "minusma-end" not in part.stdout


def test_an_article_is_loaded_and_removed_beside_the_other(both, run, tmp_path):
    """What remains is what a load of the other one alone makes."""
    address = f"oxigraph:{tmp_path / 'store'}"
    assert run("load", address, cwd=both.project.root).returncode == 0
    whole = stored(tmp_path / "store")
    gone = run("load", address, "--article", SECOND_NAME, "--remove", cwd=both.project.root)
    assert gone.returncode == 0, gone.stderr
    left = stored(tmp_path / "store")
    assert left < whole
    assert not any(SECOND_NAME in str(q) for q in left)
    assert sum(q.predicate.value.endswith("#inSentence") for q in left) > 95
    back = run("load", address, "--article", SECOND_NAME, cwd=both.project.root)
    assert back.returncode == 0, back.stderr
    assert stored(tmp_path / "store") == whole


def stored(folder: Path) -> set[ox.Quad]:
    """What a store on disk holds."""
    return set(ox.Store.read_only(str(folder)))
