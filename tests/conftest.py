"""What tests share: the repository's project, a copy of it to break, and the command as a process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from mali_kg.databases.rdf_lines import lines
from mali_kg.dataset import Compiled, compile_project
from mali_kg.fingerprint import inputs_sum, write_header
from mali_kg.project import Project
from mali_kg.store import Opened, pieces

# A test that fails because the machine is busy says nothing about the program.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

ROOT = Path(__file__).parents[1]
SHEET = "data/articles/minusma-end/claims.yaml"
PARTS = ("mali-kg.toml", "ontology", "shapes", "data")


@pytest.fixture(scope="session")
def project() -> Project:
    return Project(ROOT)


@pytest.fixture(scope="session")
def compiled(project: Project) -> Compiled:
    return compile_project(project)


@pytest.fixture(scope="session")
def dataset(compiled: Compiled) -> Opened:
    import pyoxigraph as ox

    store = ox.Store()
    store.extend(compiled.quads())
    return Opened(store, compiled.project.config.base)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project directory that a test may break."""
    target = tmp_path / "project"
    target.mkdir()
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target / part)
    return target


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``mali-kg`` as a process, in an empty folder unless ``cwd`` is given."""

    def call(*args: str, cwd: Path | None = None, stdin: str | None = None, **env: str) -> "subprocess.CompletedProcess[str]":
        empty = tmp_path / "empty"
        empty.mkdir(exist_ok=True)
        return subprocess.run(
            [sys.executable, "-m", "mali_kg", *args],
            cwd=cwd or empty,
            input=stdin if stdin is not None else "",
            env={**os.environ, **env},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
        )

    return call


def edit(path: Path, old: str, new: str) -> int:
    """Replace the one place of ``old`` in a file; returns its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


#: What is told of the article, or of the propositions that speak of it; and the same of a second one.
OF_FIRST, OF_SECOND = (b"article/minusma-end", b"proposition/article-aims"), (b"article/second-copy", b"proposition/second-aims")


def two_articles(project: Project) -> list[bytes]:
    """The dataset, and beside it a second article that shares its agents and all propositions but those that speak of the article."""
    mine = list(lines(pieces(project)))
    other = {line for line in mine if any(name in line for name in OF_FIRST)}
    for old, new in zip(OF_FIRST, OF_SECOND, strict=True):
        other = {line.replace(old, new) for line in other}
    return sorted({*mine, *other})


def write_two_articles(project: Project) -> None:
    """Put the second article into the project's built dataset."""
    content = b"".join(two_articles(project))
    project.dataset_path.write_bytes(write_header(project.config.base, inputs_sum(project), content) + content)
