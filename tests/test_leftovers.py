"""What a killed process has left beside its files goes, and nothing else does."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mali_kg import leftovers
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import compile_project
from mali_kg.files import replacing
from mali_kg.output import write_folder
from mali_kg.project import Project
from mali_kg.store import disk


@pytest.fixture
def gone() -> int:
    """The number of a process that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return ended.pid


@pytest.fixture
def alive() -> int:
    """The number of a process that is at work, and not this one."""
    return os.getppid()


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_what_a_process_that_is_gone_left_beside_a_file_goes(tmp_path, gone, alive):
    mine = [f".a.txt.{alive}.tmp", f".b.txt.{gone}.tmp", f".a.txt.{gone}.tmp~", f"a.txt.{gone}.tmp", ".a.txt.0.tmp", ".a.txt.mine.tmp"]
    for name in (*mine, f".a.txt.{gone}.tmp", f".a.txt.{gone}-2.tmp"):
        (tmp_path / name).write_text("half")
    (tmp_path / ".a.txt.99999999.tmp").symlink_to(tmp_path / "elsewhere")
    with replacing(tmp_path / "a.txt") as out:
        out.write(b"new")
    assert names(tmp_path) == sorted([*mine, ".a.txt.99999999.tmp", "a.txt"])


def test_a_killed_write_is_swept_by_the_next(tmp_path):
    """Killed for good while it writes."""
    code = (
        "import sys, pathlib; from mali_kg.files import replacing\n"
        "with replacing(pathlib.Path(sys.argv[1])) as out: out.write(b'half'); out.flush(); print('on', flush=True); sys.stdin.read()"
    )
    path = tmp_path / "a.txt"
    path.write_text("old")
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdin=pipe, stdout=pipe) as work:
        assert work.stdout is not None
        assert work.stdout.readline() == b"on\n"
        # Somebody else writes the same file meanwhile, and leaves what the first one has made alone.
        with replacing(path) as out:
            out.write(b"other")
        assert names(tmp_path) == [f".a.txt.{work.pid}.tmp", "a.txt"]
        work.send_signal(signal.SIGKILL)
        work.wait()
    with replacing(path) as out:
        out.write(b"new")
    assert names(tmp_path) == ["a.txt"]
    assert path.read_text() == "new"


def test_threads_have_a_place_of_their_own(tmp_path):
    path, done = tmp_path / "a.txt", threading.Event()

    def other():
        with replacing(path) as out:
            out.write(b"other")
        done.set()

    with replacing(path) as out:
        out.write(b"mi")
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        assert done.is_set()
        out.write(b"ne")
    assert path.read_text() == "mine"
    assert names(tmp_path) == ["a.txt"]


def test_a_number_that_another_process_has_by_now_stays(tmp_path, alive, gone):
    """It cannot be told whose it is, and is left alone."""
    for number in (alive, gone):
        (tmp_path / f"x-{number}.tmp").mkdir()
    assert [p.name for p in leftovers.left(tmp_path, "x-", ".tmp")] == [f"x-{gone}.tmp"]
    # Our own number: of a process that had it before, unless we are at it.
    with leftovers.making(tmp_path, "x-", ".tmp") as path:
        path.mkdir()
        assert path.name == f"x-{os.getpid()}.tmp"
        assert leftovers.left(tmp_path, "x-", ".tmp") == []
    path.mkdir()
    assert leftovers.left(tmp_path, "x-", ".tmp") == [path]


def test_stores_that_were_never_finished_go_with_the_next_build(copy, gone, alive):
    project = Project(copy)
    write(compile_project(project))
    for name in (f"store-{gone}.tmp", f"store-{alive}.tmp", "store-mine.tmp", f"store-{gone}.tmp.mine"):
        (copy / "build" / name).mkdir()
        (copy / "build" / name / "CURRENT").write_text("x")
    disk.prepare(project)
    assert {n for n in names(copy / "build") if n.startswith("store")} == {
        f"store-{alive}.tmp",
        "store-mine.tmp",
        f"store-{gone}.tmp.mine",
    }


def test_an_old_export_whose_new_one_never_came_is_put_back(tmp_path, gone):
    """Killed between the two renames; the next export fails, too, and the old one is there all the same."""
    old = tmp_path / f".out.{gone}.old"
    old.mkdir()
    (old / "a.csv").write_text("old")
    (tmp_path / f".out.{gone}.tmp").mkdir()
    with pytest.raises(TypeError):
        write_folder(tmp_path / "out", {"a.csv": None})  # type: ignore[dict-item]
    assert names(tmp_path) == ["out"]
    assert (tmp_path / "out" / "a.csv").read_text() == "old"


def test_an_old_export_goes_where_the_new_one_is_there(tmp_path, gone):
    """But for what somebody has put into it."""
    write_folder(tmp_path / "out", {"a.csv": b"new"})
    for number, more in ((gone, []), (f"{gone}-2", ["mine.txt"])):
        old = tmp_path / f".out.{number}.old"
        old.mkdir()
        for name in ("a.csv", "nodes-1.csv", *more):
            (old / name).write_text("old")
    write_folder(tmp_path / "out", {"a.csv": b"newer"})
    assert names(tmp_path) == [f".out.{gone}-2.old", "out"]
    assert names(tmp_path / f".out.{gone}-2.old") == ["mine.txt"]
    assert (tmp_path / "out" / "a.csv").read_text() == "newer"
    assert names(tmp_path / "out") == ["a.csv"]
