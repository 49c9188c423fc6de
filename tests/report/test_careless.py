"""Faults of a careless annotator, drawn up by somebody who had not seen the rules: which of them are told, at the claim that is wrong."""

import shutil
from functools import cache
from pathlib import Path

import pytest
import yaml

from checkout import ROOT, checkout, copy_project
from mali_kg.errors import DataError
from mali_kg.project import Project
from mali_kg.report.check import compile_checked

pytest.importorskip("shacl", reason="the fast engine is not installed")

#: Three sets, drawn up one after the other by people who had not seen the rules. When they were new, 39 of 52, 32 of 48 and 37 of 48 were told;
#: the rules have learned from the first two.
FAULTS = [
    fault
    for name in ("careless.yaml", "careless-second.yaml", "careless-third.yaml")
    for fault in yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), yaml.BaseLoader)
]
#: What nothing tells: a person has to see it. Where a rule learns to, it goes from this list.
UNTOLD = frozenset(["h03", "h05", "h19", "h25", "h29", "h31", "h33", "h38", "h42", "h47", "h48"])


def problems(root: Path) -> frozenset[tuple[str, str, str]]:
    """What is wrong with a project: rule, subject and message of each problem."""
    try:
        found = compile_checked(Project(root), "shacl")[1].problems
    except DataError as error:
        found = error.problems
    return frozenset((p.rule, p.subject, p.message) for p in found)


def copied(project: str, target: Path) -> Path:
    if project == ".":
        copy_project(checkout(), target)
    else:
        shutil.copytree(ROOT / project, target, ignore=shutil.ignore_patterns("build", "expected.yaml"))
    return target


@cache
def before(project: str) -> frozenset[tuple[str, str, str]]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return problems(copied(project, Path(folder) / "project"))


def test_they_are_as_many_as_were_drawn_up():
    assert len(FAULTS) == len({f["id"] for f in FAULTS}) == 52 + 48 + 48
    assert {f["id"] for f in FAULTS} > UNTOLD


@pytest.mark.parametrize("fault", FAULTS, ids=[f["id"] for f in FAULTS])
def test_what_is_told_of_a_careless_sheet(tmp_path, fault):
    root = copied(fault["project"], tmp_path / "project")
    path = root / fault["file"]
    text = path.read_text(encoding="utf-8")
    assert text.count(fault["old"]) == 1
    path.write_text(text.replace(fault["old"], fault["new"]), encoding="utf-8")
    name = fault["claim"].rpartition("/")[2]
    told = {rule for rule, subject, message in problems(root) - before(fault["project"]) if name in subject or name in message}
    assert bool(told) != (fault["id"] in UNTOLD), (fault["what"], told)
