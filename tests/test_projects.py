"""Invented articles on other topics, each a project of ``mali-kg.toml`` and ``data/`` alone: what was read in them by hand is what is found."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

import mali_kg
from checkout import ROOT, scratch
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.project import Project
from mali_kg.report.check import validate_project
from mali_kg.sparql.engine import ask
from mali_kg.store.opened import Opened

PROJECTS = ROOT / "tests" / "projects"
NAMES = sorted(path.parent.name for path in PROJECTS.glob("*/mali-kg.toml"))


def copy_of(name: str) -> Path:
    """A copy of a project that may be written, without what the tests expect of it."""
    import shutil

    target = scratch() / "projects" / name
    if not target.exists():
        shutil.copytree(PROJECTS / name, target, ignore=shutil.ignore_patterns("expected.yaml", "build"))
    return target


@pytest.fixture(scope="module", params=NAMES)
def built(request) -> Compiled:
    """One of the projects, built."""
    compiled = compile_project(Project(copy_of(request.param)))
    write(compiled)
    return compiled


@pytest.fixture(scope="module")
def expected(built) -> dict[str, Any]:
    """What a person read in its articles."""
    return dict(yaml.safe_load((PROJECTS / built.project.root.name / "expected.yaml").read_text(encoding="utf-8")))


def rows(built: Compiled, query: str) -> list[tuple[str, ...]]:
    """The rows of a query; claims as they are named in what is expected."""
    store = ox.Store()
    store.extend(built.quads())
    answer = ask(Opened(store, built.project.config.base), query)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(short(built, "" if term is None else term.value) for term in row) for row in answer]


def short(built: Compiled, value: str) -> str:
    """A value as the lists of what is expected write it."""
    return value.removeprefix(f"{built.project.config.base}id/").removeprefix("article/")


def test_there_are_five_articles_on_four_topics():
    assert NAMES == ["climate", "company", "election", "medicine"]
    assert len(list(PROJECTS.glob("*/data/articles/*/article.txt"))) == 5


@pytest.mark.parametrize("name", NAMES)
def test_a_new_topic_needs_data_alone(name):
    there = {path.name for path in (PROJECTS / name).iterdir()} - {"build"}
    assert there == {"mali-kg.toml", "data", "expected.yaml"}
    assert not (PROJECTS / name / "data" / "queries").exists()


@pytest.mark.parametrize("name", NAMES)
def test_each_says_that_it_is_invented(name):
    assert "invented" in (PROJECTS / name / "mali-kg.toml").read_text(encoding="utf-8").lower()
    for path in (PROJECTS / name).glob("data/articles/*/article.txt"):
        assert "invented" in path.read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_each_conforms(built, engine):
    if engine == "shacl":
        pytest.importorskip("shacl", reason="the fast engine is not installed")
    assert [p for p in validate_project(built.project, engine).problems if p.severity == "error"] == []


def test_equal_descriptions(built, expected):
    groups: dict[str, set[str]] = defaultdict(set)
    for said, fingerprint in rows(built, "SELECT ?said ?f { ?said mk:says/mk:fingerprint ?f }"):
        groups[fingerprint].add(said)
    assert {frozenset(g) for g in groups.values() if len(g) > 1} == {frozenset(g) for g in expected["equal"]}


def test_claims_about(built, expected):
    for entity, claims in expected["claims-about"].items():
        found = rows(built, f"SELECT ?c {{ ?c mk:mentions <{built.project.iris.entity(entity)}> ; mk:heldBy ?holder }}")
        assert sorted(c for (c,) in found) == sorted(claims), entity


def test_quoted_chain(built, expected):
    found = rows(
        built,
        """SELECT ?c ?voice ?holder { ?c a mk:Claim ; mk:via ?hop ; mk:heldBy ?holder . ?hop mk:voice ?voice ; schema:position ?n } ORDER BY ?c ?n""",
    )
    chains: dict[str, list[str]] = {}
    for claim, voice, holder in found:
        chains[claim] = [*chains.get(claim, [])[:-1], voice, holder]
    assert chains == {entry["claim"]: entry["chain"] for entry in expected.get("quoted-chain", [])}


def test_the_shipped_questions_are_answered(built):
    from mali_kg.sparql.questions import questions

    for q in questions(built.project):
        needed = {p.name: "" for p in q.parameters if p.name == ""}
        assert mali_kg.query(q.name, needed or None, project=built.project.root) is not None
