"""The invented projects below ``tests/projects``, each compiled once, and what a person read in their articles."""

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from checkout import ROOT, scratch
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.reader import Records
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.project import Project

PROJECTS = ROOT / "tests" / "projects"
NAMES = sorted(path.parent.name for path in PROJECTS.glob("*/mali-kg.toml"))


@cache
def compiled(name: str) -> Compiled:
    """A project, compiled, and its dataset written; in a copy, which is not to be changed."""
    target = copied(name, scratch() / "read" / name)
    found = compile_project(Project(target))
    write(found)
    return found


def copied(name: str, target: Path) -> Path:
    """A copy of a project that a test may change, without what the tests expect of it."""
    return shutil.copytree(PROJECTS / name, target, ignore=shutil.ignore_patterns("expected.yaml", "build"))


@cache
def records(name: str) -> Records:
    """The records of a project."""
    found = compiled(name)
    return Records(QuadBackend(found.quads()), found.project.config.base)


@cache
def expected(name: str) -> dict[str, Any]:
    """What a person read in the articles of a project."""
    return dict(yaml.safe_load((PROJECTS / name / "expected.yaml").read_text(encoding="utf-8")))


def short(name: str, iri: str) -> str:
    """A claim as the lists of what is expected write it."""
    return iri.removeprefix(records(name).iris.entity("")).removeprefix("article/")
