"""A pipe where a file should be: of a project it is refused, as nobody may ever write to it; given in a command it is read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from mali_kg.errors import MaliKgError
from mali_kg.files import read_bytes
from mali_kg.project import Project
from mali_kg.report.check import read_shapes

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")

ONE = "<http://a.example/s> <http://a.example/p> <http://a.example/o> .\n"
SHAPE = "<http://a.example/s> a <http://www.w3.org/ns/shacl#NodeShape> .\n"


@pytest.mark.parametrize(
    "name",
    [
        "mali-kg.toml",
        "data/articles/minusma-end/claims.yaml",
        "data/articles/minusma-end/article.txt",
        "data/registry.yaml",
        "data/kinds.yaml",
        "data/links.yaml",
        "data/context/wikipedia-minusma.yaml",
        "ontology/context.jsonld",
        "ontology/codes.ttl",
        "shapes/claim.ttl",
    ],
)
def test_in_a_project_it_is_refused(run, copy, name):
    path = copy / name
    path.unlink()
    os.mkfifo(path)
    result = run("validate", cwd=copy)
    assert result.returncode == 2, result.stderr
    assert path.name in result.stderr
    assert "pipe or device" in result.stderr


def test_a_device_is_refused(tmp_path):
    with pytest.raises(MaliKgError, match="pipe or device, expected a claim sheet"):
        read_bytes(Path(os.devnull), "claim sheet")


def piped(path: Path, text: str) -> "subprocess.Popen[bytes]":
    """Somebody who writes to a pipe."""
    os.mkfifo(path)
    return subprocess.Popen([sys.executable, "-c", "import sys; open(sys.argv[1], 'w').write(sys.argv[2])", str(path), text])


def test_as_data_it_is_read(run, tmp_path):
    with piped(tmp_path / "some.nt", ONE):
        result = run("query", "SELECT ?o { ?s ?p ?o }", "--data", str(tmp_path / "some.nt"), "--format", "csv")
    assert "http://a.example/o" in result.stdout, result.stderr


def test_as_a_query_it_is_read(run, tmp_path):
    (tmp_path / "some.nt").write_text(ONE)
    with piped(tmp_path / "some.rq", "SELECT ?o { ?s ?p ?o }"):
        result = run("query", "--file", str(tmp_path / "some.rq"), "--data", str(tmp_path / "some.nt"), "--format", "csv")
    assert "http://a.example/o" in result.stdout, result.stderr


def test_as_shapes_it_is_read(tmp_path):
    with piped(tmp_path / "some.ttl", SHAPE):
        assert len(read_shapes(Project(ROOT), [tmp_path / "some.ttl"])) == 1


def test_in_a_folder_of_data_it_is_refused(run, tmp_path):
    folder = tmp_path / "some"
    folder.mkdir()
    os.mkfifo(folder / "some.nt")
    (folder / "more.nt").write_text(ONE)
    result = run("query", "SELECT ?o { ?s ?p ?o }", "--data", str(folder))
    assert result.returncode == 2
    assert "some.nt: is a pipe or device" in result.stderr
