"""Every planted fault is found, by exactly the rules that see it, and both engines give the same report."""

import re

import pytest

import faults
from checkout import SECOND_NAME, add_second_article
from faults import BASE, CONSEQUENCES, OTHER_FAULTS, Fault, Good, all_faults, constraints
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import DataError
from mali_kg.project import Project
from mali_kg.rdf.rdflib_graph import to_graph
from mali_kg.report import checks, fidelity, terms
from mali_kg.report.check import compile_checked, validate_quads
from mali_kg.report.engines import validator
from mali_kg.report.meaning import check as meaning
from mali_kg.report.rules import read_rules
from mali_kg.report.shapes import read_shapes
from mali_kg.sheets.vocabulary import Vocabulary

PROJECT = Project(faults.PROJECT)
COMPILED = compile_project(PROJECT)
SHAPES = read_shapes(PROJECT, PROJECT.shape_paths())
GOOD = Good(COMPILED.quads(), to_graph(SHAPES), Vocabulary(PROJECT).ontology_quads)
FAULTS = all_faults(GOOD)
#: The reference engine, which reads the shapes once.
REFERENCE = validator("pyshacl", SHAPES)

pytest.importorskip("shacl", reason="the fast engine is not installed: pip install 'mali-kg[fast]'")


def fired(quads, monkeypatch) -> set[str]:
    """The rules that fire, the fast engine doing the shapes. Rules on meaning have planted faults of their own.

    The same is found part by part: in what the article shares with others, and in the article, each checked by itself.
    """
    whole = {(p.rule, p.subject, p.message) for p in validate_quads(quads, PROJECT, "shacl", dict).problems}
    with monkeypatch.context() as patch:
        patch.setattr(checks, "BATCH", 1)
        assert {(p.rule, p.subject, p.message) for p in validate_quads(quads, PROJECT, "shacl", dict).problems} == whole
    return {rule for rule, _, _ in whole} - meaning.RULES.keys()


def test_none_fires_on_the_good_data():
    for engine in ("pyshacl", "shacl"):
        assert validate_quads(list(GOOD.quads), PROJECT, engine, dict).problems == []


def test_there_is_a_fault_for_every_constraint_of_every_shape():
    assert constraints(GOOD.shapes) == {(f.rule, f.component) for f in FAULTS}
    assert len(FAULTS) >= 60


def test_there_is_a_fault_for_every_other_rule():
    assert {rule for rule, _, _ in OTHER_FAULTS} == {*(r.name for r in read_rules(PROJECT)), *fidelity.RULES, terms.RULE}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.rule}-{f.component.removesuffix('ConstraintComponent')}")
def test_a_broken_constraint_is_found_by_both_engines_alike(fault: Fault, monkeypatch):
    quads = list(fault.plant(GOOD.quads))
    reference, fast = REFERENCE(quads), validator("shacl", SHAPES)(quads)
    named = [r for r in reference if r.shape == BASE + f"shape/{fault.rule}" and r.component == fault.component]
    assert named, "the fault is not found"
    assert without_labels(fast) == without_labels(reference)
    expected = {fault.rule} | CONSEQUENCES.get((fault.rule, fault.component.removesuffix("ConstraintComponent")), set())
    assert fired(quads, monkeypatch) == expected


def without_labels(results) -> list[tuple[str, ...]]:
    """Results with every blank node called the same: its label is each engine's own. As many as there are."""
    return sorted(tuple("_:b" if part.startswith("_:") else part for part in r) for r in results)


@pytest.mark.parametrize(("rule", "plant", "more"), OTHER_FAULTS, ids=[f"{f[0]}-{i}" for i, f in enumerate(OTHER_FAULTS)])
def test_a_broken_rule_is_found(rule, plant, more, monkeypatch):
    assert fired(list(plant(GOOD.quads)), monkeypatch) == {rule} | more


def test_a_slug_that_is_none_is_told_in_a_corpus_too(copy, monkeypatch):
    """Each part is a batch of its own, and is checked before the last one is read."""
    monkeypatch.setattr(checks, "BATCH", 1)
    add_second_article(copy)
    sheet = copy / "data/articles" / SECOND_NAME / "claims.yaml"
    text, times = re.subn(r"conclusion: [a-z0-9-]+", 'conclusion: "no slug"', sheet.read_text(encoding="utf-8"), count=1)
    assert times == 1
    sheet.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="no slug"):
        compile_checked(Project(copy), "shacl")
