"""Databases in a folder or file: what is not ours is refused or left alone, whatever fails; and to look writes nothing."""

import hashlib
import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from mali_kg.databases import quads as rdf
from mali_kg.databases.store_folder import LOADING, StoreFolder
from mali_kg.databases.targets.disk import DiskTarget
from mali_kg.databases.wanted import WantedDataset
from mali_kg.dataset.built import pieces, write
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from mali_kg.rdf.namespaces import RDFS
from tools import small_disk

STRANGER = b"<http://stranger.example/a> <http://www.w3.org/2000/01/rdf-schema#label> 'a stranger' .\n".replace(b"'", b'"')


@pytest.fixture(scope="module")
def built(tmp_path_factory, project) -> Project:
    """A copy of the project with its dataset built."""
    folder = tmp_path_factory.mktemp("built") / "project"
    folder.mkdir()
    for part in ("mali-kg.toml", "ontology", "shapes", "data"):
        source = project.root / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    copied = Project(folder)
    write(compile_project(copied))
    return copied


def seen(folder: Path) -> dict[str, tuple[int, str, str]]:
    """Everything below a folder: date, sort, content."""
    found = {}
    for path in sorted([folder, *folder.rglob("*")]):
        stat = path.lstat()
        if path.is_symlink():
            content = str(path.readlink())
        elif path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            content = ""
        found[str(path.relative_to(folder))] = (stat.st_mtime_ns, oct(stat.st_mode), content)
    return found


def contents(folder: Path) -> dict[str, str]:
    """The files below a folder."""
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def strangers_store(folder: Path) -> None:
    store = ox.Store(str(folder))
    store.bulk_load(STRANGER, format=ox.RdfFormat.N_QUADS)
    del store


def quads(folder: Path) -> set[ox.Quad]:
    return set(ox.Store.read_only(str(folder)))


STRANGERS = set(ox.parse(STRANGER, format=ox.RdfFormat.N_QUADS))


def limited(args: list[str], cwd: Path, size: int | None = None) -> "subprocess.CompletedProcess[str]":
    """A load in a process that may write no file longer than so many bytes."""

    def limit() -> None:
        if size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    command = [sys.executable, "-m", "mali_kg", "load", *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, preexec_fn=limit)


def thesis(path: Path) -> None:
    path.mkdir()
    (path / "thesis.txt").write_text("ten years of work")


def named_like_a_store(path: Path) -> None:
    path.mkdir()
    (path / "CURRENT").write_text("events")


def of_rocksdb_alone(path: Path) -> None:
    path.mkdir()
    (path / "000004.log").write_text("my own log")
    (path / "LOCK").write_text("")


def with_a_lock_of_its_own(path: Path) -> None:
    path.mkdir()
    (path / "LOCK").write_text("held by ann")


def in_a_folder(path: Path) -> None:
    (path / "inner").mkdir(parents=True)


def link_to_thesis(path: Path) -> None:
    thesis(path.with_name("real"))
    path.symlink_to(path.with_name("real"))


def file(path: Path) -> None:
    path.write_text("x")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def circle(path: Path) -> None:
    path.symlink_to(path)


KINDS_OF_STRANGERS = [
    thesis,
    named_like_a_store,
    of_rocksdb_alone,
    with_a_lock_of_its_own,
    in_a_folder,
    link_to_thesis,
    file,
    pipe,
    circle,
]


@pytest.mark.parametrize("flags", [[], ["--dry-run"], ["--remove"], ["--article", "minusma-end"]])
@pytest.mark.parametrize("make", KINDS_OF_STRANGERS)
def test_what_is_no_store_is_refused_and_not_touched(built, tmp_path, make, flags):
    make(tmp_path / "mine")
    before = seen(tmp_path)
    result = limited([f"oxigraph:{tmp_path / 'mine'}", *flags], built.root)
    assert result.returncode == 2, result.stdout
    assert str(tmp_path / "mine") in result.stderr
    assert "unforeseen" not in result.stderr
    assert seen(tmp_path) == before


def test_the_folder_of_the_project_and_the_root_are_refused(built):
    before = contents(built.root)
    for address in ("oxigraph:.", "oxigraph:/", "oxigraph:.."):
        result = limited([address], built.root)
        assert result.returncode == 2
        assert "no Oxigraph store" in result.stderr
    assert contents(built.root) == before


@pytest.mark.parametrize("size", [1000, 20_000, 80_000])
@pytest.mark.parametrize("make", [None, Path.mkdir])
def test_a_first_load_that_fails_leaves_the_folder_as_it_was(built, tmp_path, make, size):
    folder = tmp_path / "some" / "store"
    if make:
        folder.mkdir(parents=True)
    before = contents(tmp_path), [p.name for p in tmp_path.rglob("*")]
    result = limited([f"oxigraph:{folder}"], built.root, size)
    assert result.returncode == 2, result.stdout
    assert "Traceback" not in result.stderr
    assert "as it was before" in result.stderr
    assert (contents(tmp_path), [p.name for p in tmp_path.rglob("*")]) == before


@pytest.mark.parametrize("size", [1000, 20_000, 80_000])
def test_a_change_that_fails_leaves_the_store_and_what_is_beside_it(built, tmp_path, size, counts):
    """A store in which somebody keeps other files, too."""
    folder = tmp_path / "store"
    strangers_store(folder)
    (folder / "README").write_text("mine")
    (folder / "more").mkdir()
    (folder / "more" / "000001.sst").write_text("mine")
    before = contents(folder)
    result = limited([f"oxigraph:{folder}"], built.root, size)
    assert result.returncode == 2, result.stdout
    assert "as it was before" in result.stderr
    assert contents(folder) == before
    assert [p.name for p in tmp_path.iterdir()] == ["store"]
    whole = limited([f"oxigraph:{folder}"], built.root)
    assert whole.returncode == 0, whole.stderr
    assert (folder / "README").read_text() == "mine"
    assert (folder / "more" / "000001.sst").read_text() == "mine"
    assert len(quads(folder)) == counts.quads + 1
    assert [p.name for p in folder.iterdir() if p.name.startswith(LOADING)] == []


def test_a_full_disk_deletes_nothing(built, tmp_path):
    with small_disk(tmp_path / "disk", 1_000_000) as disk:
        (disk / "docs").mkdir()
        (disk / "empty").mkdir()
        thesis(disk / "thesis")
        for name in ("docs", "empty", "new"):
            result = limited([f"oxigraph:{disk / name}"], built.root)
            assert result.returncode == 2
            assert "No space left" in result.stderr
        assert limited([f"oxigraph:{disk / 'thesis'}"], built.root).returncode == 2
        assert sorted(str(p.relative_to(disk)) for p in disk.rglob("*")) == ["docs", "empty", "thesis", "thesis/thesis.txt"]


def test_the_current_folder_and_a_link_become_a_store(built, tmp_path, counts):
    """In place: whoever stands in the folder stays there."""
    here, linked = tmp_path / "here", tmp_path / "linked"
    here.mkdir(mode=0o750)
    linked.mkdir()
    (tmp_path / "link").symlink_to(linked)
    number = here.stat().st_ino
    first = limited(["oxigraph:.", "--project", str(built.root)], here)
    assert first.returncode == 0, first.stderr
    assert "verified" in first.stdout
    assert (here.stat().st_ino, oct(here.stat().st_mode)[-3:]) == (number, "750")
    assert limited([f"oxigraph:{tmp_path / 'link'}"], built.root).returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert len(quads(linked)) == len(quads(here)) == counts.quads
    # Changed in place, too.
    assert limited(["oxigraph:.", "--remove", "--project", str(built.root)], here).returncode == 0
    assert here.stat().st_ino == number
    assert quads(here) == set()


@pytest.mark.parametrize(
    "flags", [["--dry-run"], ["--verify-only"], ["--dry-run", "--remove"], ["--verify-only", "--article", "minusma-end"]]
)
def test_to_look_at_a_store_writes_nothing(built, tmp_path, flags, counts):
    """A store that was changed last by others and left as a killed program leaves it: with a log that is not yet in its files."""
    address = f"oxigraph:{tmp_path / 'store'}"
    assert limited([address], built.root).returncode == 0
    code = (
        "import os, sys, pyoxigraph as ox; s = ox.Store(sys.argv[1]);"
        f"s.add(ox.Quad(ox.NamedNode('{built.iris.entity('critics')}'), ox.NamedNode('{RDFS}label'), ox.Literal('x'),"
        f" ox.NamedNode('{built.iris.registry_graph}')));"
        "os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "store")], check=True)
    before = seen(tmp_path)
    result = limited([address, *flags], built.root)
    assert result.returncode in (0, 1), result.stderr
    assert seen(tmp_path) == before
    if flags == ["--dry-run"]:
        assert f"0 quads would be added, 1 removed, {counts.quads} kept" in result.stdout
    # Somebody else has it open.
    other = ox.Store(str(tmp_path / "store"))
    try:
        assert limited([address, *flags], built.root).returncode in (0, 1)
        assert "another program has it open" in limited([address], built.root).stderr
    finally:
        del other


@pytest.mark.parametrize("flags", [["--dry-run"], ["--verify-only"], ["--dry-run", "--remove"]])
@pytest.mark.parametrize("kind", ["oxigraph", "ladybug"])
def test_to_look_at_nothing_makes_nothing(built, tmp_path, kind, flags):
    if kind == "ladybug":
        pytest.importorskip("ladybug", reason="ladybug is not installed")
    (tmp_path / "empty").mkdir()
    before = seen(tmp_path)
    for name in ("empty", "none", "empty/deep/er") if kind == "oxigraph" else ("none", "empty/deep/er"):
        assert limited([f"{kind}:{tmp_path / name}", *flags], built.root).returncode in (0, 1)
    assert seen(tmp_path) == before


def test_nothing_to_change_changes_nothing(built, tmp_path):
    address = f"oxigraph:{tmp_path / 'store'}"
    assert limited([address], built.root).returncode == 0
    before = contents(tmp_path)
    again = limited([address], built.root)
    assert "0 quads added, 0 removed" in again.stdout
    assert contents(tmp_path) == before


def grown(built: Project, number: int) -> WantedDataset:
    """The dataset and so many quads more."""
    base = built.config.base
    more = b"".join(f'<{base}id/{n}> <{RDFS}label> "{n}"@en <{base}graph/{n % 7}> .\n'.encode() for n in range(number))
    return WantedDataset(lambda: [*pieces(built), more], base)


def test_a_store_is_whole_after_many_changes(built, tmp_path, counts):
    """In bulk and in batches, more and less, each followed by a look at every quad from outside, and by RocksDB's own check."""
    folder = tmp_path / "store"
    strangers_store(folder)
    for number, batch in ((0, 0), (9000, 0), (200, 1000), (5000, 500), (0, 7000), (3000, 0)):
        target = DiskTarget(str(folder))
        loaded = rdf.load(target, grown(built, number), "replace", batch=batch)
        target.close()
        assert all(held.is_good() for held in loaded.graphs.values())
        assert len(quads(folder)) == counts.quads + number + 1
        assert [p.name for p in folder.iterdir() if p.name.startswith(LOADING)] == []
    # Files of versions that are gone do not pile up.
    assert len(list(folder.glob("MANIFEST-*"))) == 1
    assert len(ox.Store(str(folder))) == counts.quads + 3000 + 1


def test_a_change_that_is_not_put_in_place_is_not_half_there(tmp_path, monkeypatch):
    """Half of it is in a file of its own, half in a log, which an old manifest would replay."""
    path = tmp_path / "store"
    strangers_store(path)
    found, real = StoreFolder(str(path)), os.replace

    def replace(old: Path, new: Path) -> None:
        if new.name == "CURRENT":
            raise KeyboardInterrupt
        real(old, new)

    def change() -> None:
        with found.changing(True) as copy:
            store = ox.Store(str(copy))
            store.bulk_load(b"<http://a.example/s> <http://a.example/p> <http://a.example/1> .\n", format=ox.RdfFormat.N_QUADS)
            store.update("INSERT DATA { <http://a.example/s> <http://a.example/p> <http://a.example/2> }")
            store.flush()
            del store
            monkeypatch.setattr(os, "replace", replace)

    with pytest.raises(KeyboardInterrupt):
        change()
    monkeypatch.undo()
    found.release()
    assert quads(path) == STRANGERS
    assert set(ox.Store(str(path))) == STRANGERS


#: Ends the process at the n-th call of a function of os for something of the store.
KILLED = """
import os, sys
from pathlib import Path
name, n = sys.argv[1], int(sys.argv[2])
real, left = getattr(os, name), [n]
def counted(*args, **more):
    if 'store' in str(args[0]):
        left[0] -= 1
        if left[0] < 0:
            os._exit(9)
    return real(*args, **more)
setattr(os, name, counted)
sys.argv = ['mali-kg', 'load', 'oxigraph:' + sys.argv[3]]
from mali_kg.__main__ import main
main()
"""


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("at", range(0, 20, 3))
def test_a_load_that_is_killed_while_it_puts_files_in_place(built, tmp_path, is_there, at, counts):
    """The store is as it was, or whole; and the next load ends well and leaves nothing beside it."""
    folder = tmp_path / "store"
    if is_there:
        strangers_store(folder)
        (folder / "README").write_text("mine")
    killed = subprocess.run([sys.executable, "-c", KILLED, "replace", str(at), str(folder)], cwd=built.root, capture_output=True, text=True)
    assert killed.returncode in (0, 9), killed.stderr
    strangers = STRANGERS if is_there else set()
    if (folder / "CURRENT").exists():
        assert len(quads(folder) - strangers) in (0, counts.quads)
        assert quads(folder) >= strangers
        # Nor is it another one once somebody has opened it to write.
        copied = tmp_path / "copied"
        shutil.copytree(folder, copied)
        assert set(ox.Store(str(copied))) == quads(folder)
    looked = limited([f"oxigraph:{folder}", "--dry-run"], built.root)
    assert looked.returncode == 0, looked.stderr
    finished = limited([f"oxigraph:{folder}"], built.root)
    assert finished.returncode == 0, finished.stderr
    assert f"verified: {counts.graphs} graphs, {counts.quads} quads" in finished.stdout
    assert quads(folder) >= strangers
    assert len(quads(folder)) == counts.quads + len(strangers)
    assert [p.name for p in folder.iterdir() if p.name.startswith(LOADING)] == []
    assert not is_there or (folder / "README").read_text() == "mine"


def test_an_interrupt_leaves_a_folder_as_it_was(built, tmp_path):
    """Ctrl-C, wherever it comes: here within the bulk load, and where files are put in place."""
    folder, store = tmp_path / "store", tmp_path / "other"
    strangers_store(store)
    before = contents(store)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    for path in (folder, store):
        target = DiskTarget(str(path))
        with pytest.raises(KeyboardInterrupt):
            rdf.load(target, grown(built, 1000), "replace", progress=interrupted)
        target.close()
    assert not folder.exists()
    assert contents(store) == before
    assert quads(store) == STRANGERS


@pytest.mark.parametrize("at", [0, 2, 5])
def test_an_interrupt_between_two_files(built, tmp_path, monkeypatch, at):
    folder = tmp_path / "store"
    real, left = os.replace, [at]

    def replace(*args: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        real(*args)

    target = DiskTarget(str(folder))
    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        rdf.load(target, grown(built, 1000), "replace")
    monkeypatch.undo()
    target.close()
    assert not folder.exists()


def test_two_loads_at_once_end_well(built, tmp_path, counts):
    """Each is whole, or is told that another one is at work."""
    command = [sys.executable, "-m", "mali_kg", "load", f"oxigraph:{tmp_path / 'store'}"]
    running = [subprocess.Popen(command, cwd=built.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [(work.communicate()[1], work.returncode) for work in running]
    assert 0 in {code for _, code in told}
    for message, code in told:
        assert code == 0 or "made by somebody else" in message or "another program has it open" in message, message
    assert len(quads(tmp_path / "store")) == counts.quads
    assert [p.name for p in (tmp_path / "store").iterdir() if p.name.startswith(LOADING)] == []


def test_what_strangers_put_there_meanwhile_is_theirs(built, tmp_path):
    """Planned for an empty folder, which is none any more."""
    target = DiskTarget(str(tmp_path / "store"))
    thesis(tmp_path / "store")
    with pytest.raises(MaliKgError, match="it holds thesis"):
        rdf.load(target, grown(built, 0), "replace")
    target.close()
    assert contents(tmp_path).keys() == {"store/thesis.txt"}


def test_what_strangers_put_there_during_a_load_that_fails_stays(built, tmp_path):
    target = DiskTarget(str(tmp_path / "store"))

    def fails() -> list[bytes]:
        if (tmp_path / "store").is_dir():
            (tmp_path / "store" / "thesis.txt").write_text("ten years of work")
            (tmp_path / "store" / "000001.sst").write_text("more of it")
        return [b"<http://a.example/s> <http://a.example/p> no quad .\n"]

    sent = WantedDataset(fails, built.config.base)
    assert sent.size == 1  # it has been counted, beside the load, while there was no folder yet
    with pytest.raises(MaliKgError, match="damaged"):
        rdf.load(target, sent, "replace")
    target.close()
    assert contents(tmp_path).keys() == {"store/thesis.txt", "store/000001.sst"}


def test_a_database_of_rocksdb_that_is_no_oxigraph_store_is_refused(built, tmp_path):
    """As other programs have them: a manifest that says nothing of Oxigraph's."""
    folder = tmp_path / "store"
    strangers_store(folder)
    (manifest,) = folder.glob("MANIFEST-*")
    manifest.write_bytes(b"")
    before = seen(tmp_path)
    result = limited([f"oxigraph:{folder}"], built.root)
    assert result.returncode == 2
    assert "cannot be opened as an Oxigraph store" in result.stderr
    assert seen(tmp_path) == before


def test_copies_of_loads_that_are_at_work_stay(built, tmp_path):
    folder = tmp_path / "store"
    strangers_store(folder)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for name in (f"{LOADING}{os.getppid()}", f"{LOADING}{ended.pid}", f"{LOADING}mine"):
        (folder / name).mkdir()
    found = StoreFolder(str(folder))
    found.acquire()
    found.release()
    assert {p.name for p in folder.glob(f"{LOADING}*")} == {f"{LOADING}{os.getppid()}", f"{LOADING}mine"}


@pytest.fixture
def ladybug(tmp_path):
    """A LadybugDB file of somebody's; asks it, and may leave what was committed in its log, as where a program was killed."""
    module = pytest.importorskip("ladybug", reason="ladybug is not installed")
    path = tmp_path / "bugs" / "kg"
    path.parent.mkdir()

    def ask(*queries: str, killed: bool = False) -> list[list[object]]:
        if killed:
            code = "import os, sys, ladybug; c = ladybug.Connection(ladybug.Database(sys.argv[1])); [c.execute(q) for q in sys.argv[2:]]; os._exit(0)"
            subprocess.run([sys.executable, "-c", code, str(path), *queries], check=True)
            return []
        database = module.Database(str(path))
        connection = module.Connection(database)
        found = []
        for query in queries:
            answer = connection.execute(query)
            while answer.has_next():
                found.append(answer.get_next())
            answer.close()
        connection.close()
        database.close()
        return found

    ask.path = path  # type: ignore[attr-defined]
    return ask


THEIRS = ("CREATE NODE TABLE Theirs(id STRING PRIMARY KEY)", "CREATE (:Theirs {id: '1'})")


@pytest.mark.parametrize("flags", [["--dry-run"], ["--verify-only"], ["--dry-run", "--remove"]])
def test_to_look_at_a_ladybug_writes_nothing(built, ladybug, flags):
    ladybug(*THEIRS, killed=True)
    assert ladybug.path.with_name("kg.wal").exists()
    before = seen(ladybug.path.parent)
    result = limited([f"ladybug:{ladybug.path}", *flags], built.root)
    assert result.returncode in (0, 1), result.stderr
    assert seen(ladybug.path.parent) == before


def test_what_was_committed_to_the_log_of_a_ladybug_is_kept(built, ladybug):
    ladybug(*THEIRS, killed=True)
    loaded = limited([f"ladybug:{ladybug.path}"], built.root)
    assert loaded.returncode == 0, loaded.stderr
    assert ladybug("MATCH (t:Theirs) RETURN t.id") == [["1"]]
    assert [p.name for p in ladybug.path.parent.iterdir()] == ["kg"]


@pytest.mark.parametrize("flags", [[], ["--dry-run"], ["--remove"]])
@pytest.mark.parametrize("make", [file, in_a_folder, pipe, circle])
def test_what_is_no_ladybug_is_refused_and_not_touched(built, ladybug, tmp_path, make, flags):
    make(tmp_path / "bugs" / "mine")
    (tmp_path / "bugs" / "none.wal").write_text("")
    (tmp_path / "bugs" / "mine.wal").write_text("not yours")
    before = seen(tmp_path)
    for name in ("mine", "none"):
        result = limited([f"ladybug:{tmp_path / 'bugs' / name}", *flags], built.root)
        assert result.returncode == 2, result.stdout
        assert str(tmp_path / "bugs" / name) in result.stderr
        assert "unforeseen" not in result.stderr
        assert seen(tmp_path) == before


def test_a_ladybug_that_cannot_grow_is_as_it_was(built, ladybug):
    ladybug(*THEIRS)
    before = contents(ladybug.path.parent)
    result = limited([f"ladybug:{ladybug.path}"], built.root, ladybug.path.stat().st_size + 100_000)
    assert result.returncode == 2, result.stdout
    assert contents(ladybug.path.parent) == before
