"""What tests share: the repository's project, a copy of it to break, and the command as a process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mali_kg.dataset import Compiled, compile_project
from mali_kg.project import Project
from mali_kg.store import Opened

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
