"""Databases of quads to load into, and the project that is loaded: fixtures and helpers."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from checkout import copy_project
from conftest import SHEET, edit, write_two_articles
from mali_kg.databases import quads as rdf
from mali_kg.databases.address import parse_address
from mali_kg.databases.connection import Connection, open_target
from mali_kg.databases.lines import counts
from mali_kg.databases.rdf_target import RdfTarget
from mali_kg.databases.wanted import WantedDataset
from mali_kg.dataset.built import pieces, write
from mali_kg.dataset.compile import compile_project
from mali_kg.http import Credentials
from mali_kg.project import Project
from servers import answers, free_port, oxigraph, started

#: In the default graph, which holds nothing of ours, and in graphs that are none of ours, of whatever it speaks and by whatever words.
STRANGER = """
<http://stranger.example/a> <http://www.w3.org/2000/01/rdf-schema#label> "a stranger" .
<https://w3id.org/mali-kg/id/critics> <http://www.w3.org/2000/01/rdf-schema#label> "of ours, in the default graph" .
<http://stranger.example/a> <http://stranger.example/p> "x" <http://stranger.example/graph> .
<https://w3id.org/mali-kg/id/critics> <http://www.w3.org/2000/01/rdf-schema#comment> "of ours, in their graph" <http://stranger.example/graph> .
<https://w3id.org/mali-kg/id/critics> <http://www.w3.org/2000/01/rdf-schema#comment> "nearly called as ours" <https://w3id.org/mali-kg/graphs-of-mine> .
"""
#: The label of a claim, and another.
LABEL, NEW_LABEL = "The era of the UN peacekeeping mission ends in Mali", "The era is over"


@pytest.fixture(scope="module")
def built(tmp_path_factory, project) -> Project:
    """A copy of the project with its dataset built."""
    folder = tmp_path_factory.mktemp("built") / "project"
    copy_project(project.root, folder)
    copied = Project(folder)
    write(compile_project(copied))
    return copied


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory) -> Iterator[str]:
    """A Virtuoso server; gives its address."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed (apt install virtuoso-opensource-7-bin)")
    folder = tmp_path_factory.mktemp("virtuoso")
    web = 0

    def start() -> tuple[subprocess.Popen[bytes], Callable[[], bool]]:
        nonlocal web
        sql, web = free_port(), free_port()
        (folder / "virtuoso.ini").write_text(
            "[Database]\nDatabaseFile = v.db\nErrorLogFile = v.log\nLockFile = v.lck\nTransactionFile = v.trx\nxa_persistent_file = v.pxa\n"
            "[TempDatabase]\nDatabaseFile = t.db\nTransactionFile = t.trx\n"
            f"[Parameters]\nServerPort = 127.0.0.1:{sql}\nNumberOfBuffers = 20000\nMaxDirtyBuffers = 15000\nDirsAllowed = .\nServerThreads = 10\n"
            f"[HTTPServer]\nServerPort = 127.0.0.1:{web}\nServerRoot = .\n[SPARQL]\nResultSetMaxRows = 1000\n"
        )
        command = [program, "+configfile", "virtuoso.ini", "+wait", "+foreground"]
        server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return server, lambda: answers(f"http://127.0.0.1:{web}/sparql?query=ASK%7B%7D")

    with started(start):
        yield f"virtuoso+http://127.0.0.1:{web}"


@pytest.fixture
def server(tmp_path) -> Iterator[str]:
    """A fresh Oxigraph server that holds a stranger's data."""
    (tmp_path / "stranger.nq").write_text(STRANGER)
    with oxigraph(tmp_path, tmp_path / "stranger.nq") as url:
        yield f"oxigraph+{url}"


def dump(address: str) -> list[ox.Quad]:
    """Everything that an Oxigraph server holds."""
    import urllib.request

    with urllib.request.urlopen(
        urllib.request.Request(f"{address.partition('+')[2]}/store", headers={"Accept": "application/n-quads"})
    ) as found:
        return list(ox.parse(found.read(), format=ox.RdfFormat.N_QUADS))


def strangers() -> set[ox.Quad]:
    return set(ox.parse(STRANGER, format=ox.RdfFormat.N_QUADS))


def opened(address: str, project: Project, said=None, user: str = "", password: str = "") -> RdfTarget:
    to = Connection(
        parse_address(address), Credentials(user, password), 20, said.append if said is not None else print, project.config.base
    )
    return open_target(to)  # type: ignore[return-value]


def shipped(project: Project) -> WantedDataset:
    return WantedDataset(lambda: pieces(project), project.config.base)


def graphs(project: Project) -> dict[str, int]:
    """The graphs of a built dataset, with their quads."""
    return counts(pieces(project))


def relabel(folder: Path) -> None:
    """Give a claim another label, and build."""
    edit(folder / SHEET, f"label: {LABEL}", f"label: {NEW_LABEL}")
    write(compile_project(Project(folder)))


def is_whole(found: rdf.Loaded) -> bool:
    return all(held.is_good() for held in found.graphs.values())


@pytest.fixture
def corpus(built, tmp_path) -> Path:
    """A project whose dataset has the second article, too."""
    folder = tmp_path / "corpus"
    shutil.copytree(built.root, folder)
    write_two_articles(Project(folder))
    return folder


def canonical_integers(line: bytes) -> bytes:
    """A line as Oxigraph gives it back."""
    store = ox.Store()
    store.load(line, format=ox.RdfFormat.N_QUADS)
    return str_line(next(iter(store)))


def str_line(quad: ox.Quad) -> bytes:
    from mali_kg.rdf.quads import lines as to_lines

    return to_lines([quad])[0].encode()
