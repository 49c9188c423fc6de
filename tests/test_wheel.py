"""The installed package carries the project and its dataset: it works in an empty folder, offline."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from checkout import ROOT, checkout, copy_project
from conftest import HANGS


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    copy_project(checkout(), source)
    shutil.copytree(ROOT / "src", source / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, source / name)
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--disable-pip-version-check",
        "-w",
        str(folder),
        str(source),
    ]
    subprocess.run(build, check=True, capture_output=True, timeout=HANGS)
    (wheel,) = folder.glob("*.whl")
    site = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def call(installed, tmp_path, *args):
    env = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run([sys.executable, *args], cwd=tmp_path, env=env, capture_output=True, text=True, encoding="utf-8", timeout=HANGS)


def test_the_wheel_is_what_runs(installed, tmp_path):
    result = call(installed, tmp_path, "-c", "import mali_kg; print(mali_kg.__file__)")
    assert result.stdout.startswith(str(installed))


def test_it_carries_the_built_dataset_and_everything_to_build_it_again(installed):
    for name in (
        "mali-kg.toml",
        "build/dataset.nq",
        "ontology/context.jsonld",
        "shapes/claim.ttl",
        "shapes/rules/blank-node.rq",
        "data/articles/minusma-end/article.txt",
        "data/queries/who-claims-what.rq",
    ):
        assert (installed / "mali_kg/embedded" / name).is_file(), name
    assert (installed / "mali_kg/sparql/queries/stats-dataset.rq").is_file()
    assert (installed / "mali_kg/py.typed").is_file()


@pytest.mark.parametrize(
    "args",
    [
        ("query", "who-claims-what"),
        ("show", "c15-1"),
        ("export", "trig"),
        ("stats",),
        ("validate",),
        ("build", "-o", "out.nq"),
        ("site", "-o", "site"),
    ],
)
def test_commands_work_in_an_empty_folder(installed, tmp_path, args):
    result = call(installed, tmp_path, "-m", "mali_kg", *args)
    assert result.returncode == 0, result.stderr
    assert result.stdout or args[0] == "build"


def test_build_does_not_write_into_the_installation(installed, tmp_path):
    result = call(installed, tmp_path, "-m", "mali_kg", "build")
    assert result.returncode == 2
    assert "--output" in result.stderr


def test_python_api(installed, tmp_path):
    result = call(installed, tmp_path, "-c", "import mali_kg; print(len(mali_kg.load()))")
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) > 1000
