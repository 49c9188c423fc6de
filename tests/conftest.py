"""What tests share: the project with the one article that they know, a copy of it to break, and the command as a process."""

import importlib
import os
import re
import shutil
import signal
import site
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings

import mali_kg.project
from checkout import ARTICLE, checkout, copy_project, scratch
from checkout import ROOT as ROOT
from mali_kg.databases.lines import lines
from mali_kg.dataset.built import pieces, write
from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.dataset.fingerprint import inputs_sum
from mali_kg.dataset.header import write_header
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from mali_kg.store.opened import Opened

# A test that fails because the machine is busy says nothing about the program. No examples are kept: the checkout may be read-only.
settings.register_profile("patient", deadline=None, database=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

SHEET = f"data/articles/{ARTICLE}/claims.yaml"
pytest_plugins = ["quad_servers"]

#: Seconds after which a process is taken to hang, on the busiest machine.
HANGS = 600

#: What a user sets for a terminal, a network, other programs and this one: tests start without it.
OF_THE_USER = re.compile(
    r"COLUMNS|LINES|NO_COLOR|FORCE_COLOR|CLICOLOR\w*|\w*PAGER|LESS\w*|XDG_\w+|\w+_PROXY|PG\w+|MALI_KG_(?!(?:NPM|SUITES|JUDGES)$)\w+"
    r"|PYTHON(?!PATH$|HOME$|USERBASE$|HASHSEED$|DONTWRITEBYTECODE$|PYCACHEPREFIX$)\w+",
    re.IGNORECASE,
)


def pytest_configure() -> None:
    """Forget the user's own settings, and let interrupts through: in the background of a shell they are ignored, and so they would be below."""
    # Where packages of the user's own are does not depend on the home folder that the tests get.
    os.environ.setdefault("PYTHONUSERBASE", site.getuserbase())
    for name in list(os.environ):
        if OF_THE_USER.fullmatch(name):
            del os.environ[name]
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_unconfigure() -> None:
    """Remove what was made outside pytest's own folders."""
    if scratch.cache_info().currsize:
        shutil.rmtree(scratch(), ignore_errors=True)


#: The extras, each with the module that is there where it is installed.
EXTRAS = {
    "age": "psycopg",
    "bolt": "neo4j",
    "fast": "shacl",
    "graphs": "networkx",
    "jsonld": "pyld",
    "ladybug": "ladybug",
    "nanopub": "nanopub",
    "pandas": "pandas",
    "polars": "polars",
    "zstd": "zstandard",
}


def missing_extra(message: str) -> str:
    """The extra that a message asks for and that is really not installed; empty where there is none."""
    for extra in re.findall(r"pip install 'mali-kg\[(\w+)\]'", message):
        try:
            importlib.import_module(EXTRAS[extra])
        except ModuleNotFoundError:
            return f"not installed: mali-kg[{extra}]"
    return ""


def skipping_without_extras() -> Generator[None, object, object]:
    """Skip a test that needs an extra which is not installed, whether the test or the program says so."""
    try:
        return (yield)
    except ModuleNotFoundError as error:
        if error.name in EXTRAS.values():
            pytest.skip(f"not installed: {error.name}")
        raise
    except MaliKgError as error:
        if reason := missing_extra(str(error)):
            pytest.skip(reason)
        raise


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Generator[None, object, object]:
    """Fixtures may need an extra."""
    return (yield from skipping_without_extras())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    """Tests may need an extra."""
    return (yield from skipping_without_extras())


@pytest.fixture(scope="session", autouse=True)
def at_home() -> Iterator[None]:
    """The tests' own checkout is the current folder, and the project that comes with the program; the home folder is empty."""
    root, home = checkout(), scratch() / "home"
    home.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(root / "src"), os.environ.get("PYTHONPATH")])))
        patch.setattr(mali_kg.project, "embedded_root", checkout)
        patch.chdir(root)
        yield


@pytest.fixture(scope="session")
def project(compiled: Compiled) -> Project:
    """The project with the one article, its dataset built; not to be changed."""
    write(compiled)
    return compiled.project


@pytest.fixture(scope="session")
def compiled() -> Compiled:
    return compile_project(Project(checkout()))


@pytest.fixture(scope="session")
def dataset(compiled: Compiled) -> Opened:
    import pyoxigraph as ox

    store = ox.Store()
    store.extend(compiled.quads())
    return Opened(store, compiled.project.config.base)


class Counts(NamedTuple):
    """How much of what there is in the dataset. What a person counted is in ``tests/article/test_counts.py``."""

    quads: int
    graphs: int
    claims: int
    #: Descriptions that have a kind, nested ones among them.
    descriptions: int
    sentences: int
    supports: int
    attacks: int
    concessions: int
    entities: int
    #: Of the property graph.
    nodes: int
    edges: int
    kinds: int

    @property
    def things(self) -> int:
        """Nodes and edges."""
        return self.nodes + self.edges


@pytest.fixture(scope="session")
def counts(compiled: Compiled) -> Counts:
    from mali_kg.claims.backends import QuadBackend
    from mali_kg.claims.property_graph import property_graph
    from mali_kg.claims.reader import Records

    base = compiled.project.config.base
    quads = compiled.quads()
    graphs = Counter(getattr(q.graph_name, "value", "") for q in quads)
    types = Counter(q.object.value.removeprefix(f"{base}ns#") for q in quads if q.predicate.value.endswith("#type"))
    graph = property_graph(Records(QuadBackend(quads), base))
    return Counts(
        quads=len(quads),
        graphs=len(graphs),
        claims=types["Claim"],
        descriptions=types["Description"],
        sentences=types["Sentence"],
        supports=types["Support"],
        attacks=types["Attack"],
        concessions=types["Concession"],
        entities=len(compiled.shared.known.registry),
        nodes=len(graph.nodes),
        edges=len(graph.edges),
        kinds=len({n.label for n in graph.nodes} | {e.type for e in graph.edges}),
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project directory that a test may break, without a built dataset."""
    target = tmp_path / "project"
    copy_project(checkout(), target)
    return target


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path, project: Project) -> Run:
    """Run ``mali-kg`` as a process, in an empty folder unless ``cwd`` is given; `project` is the one that comes with it."""

    def call(*args: str, cwd: Path | None = None, stdin: str | None = None, **env: str) -> "subprocess.CompletedProcess[str]":
        empty = tmp_path / "empty"
        empty.mkdir(exist_ok=True)
        result = subprocess.run(
            [sys.executable, "-m", "mali_kg", *args],
            cwd=cwd or empty,
            input=stdin if stdin is not None else "",
            env={**os.environ, **env},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=HANGS,
        )
        if result.returncode and (reason := missing_extra(result.stderr)):
            pytest.skip(reason)
        return result

    return call


def edit(path: Path, old: str, new: str) -> int:
    """Replace the one place of ``old`` in a file; returns its line."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def two_articles(project: Project) -> list[bytes]:
    """The dataset, and beside it a second article that says all that the first one says."""
    mine = list(lines(pieces(project)))
    first, second = b"article/minusma-end", b"article/second-copy"
    return sorted({*mine, *(line.replace(first, second) for line in mine if first in line)})


def write_two_articles(project: Project) -> None:
    """Put the second article into the project's built dataset."""
    content = b"".join(two_articles(project))
    project.dataset_path.write_bytes(
        write_header(project.config.base, inputs_sum(project), sha256(content).hexdigest(), len(content)) + content
    )


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    """The site of the real article, written once for the tests that only read it."""
    from mali_kg.site.site import Options
    from mali_kg.site.write import write_site

    folder = tmp_path_factory.mktemp("site") / "site"
    write_site(Project(checkout()), folder, Options())
    return folder
