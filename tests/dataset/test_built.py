"""A dataset that is not what was built, or not of the files as they are now, is never served as if it were."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import mali_kg
from conftest import SHEET, edit
from mali_kg.dataset import fingerprint
from mali_kg.dataset.built import is_stale, write
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from mali_kg.store import disk
from mali_kg.store.opened import open_store

#: Every way to read the dataset.
READERS = [
    ["query", "self-check"],
    ["query", "ASK { ?s ?p ?o }"],
    ["show", "mali"],
    ["stats"],
    ["schema"],
    ["export", "trig"],
    ["export", "nquads"],
    ["export", "tables", "-o", "tables"],
    ["load", "oxigraph:loaded"],
]
#: What only asks what it reads, and says so where it is stale.
ASKING = [["query", "self-check"], ["query", "ASK { ?s ?p ?o }"], ["show", "mali"], ["stats"], ["schema"], ["export", "trig"]]


@pytest.fixture
def built(copy: Path) -> Project:
    """A copy of the project with its dataset."""
    project = Project(copy)
    write(compile_project(project))
    return project


def alter(path: Path, old: bytes = b"Republic of Mali", new: bytes = b"Republic of Bali") -> None:
    """Change a piece of a file; its length stays."""
    data = path.read_bytes()
    assert old in data
    assert len(old) == len(new)
    path.write_bytes(data.replace(old, new))


@pytest.mark.parametrize("args", READERS)
def test_an_altered_piece_of_the_same_length_is_refused(run, built, args):
    alter(built.dataset_path, b'"Mali"', b'"Bali"')
    done = run(*args, cwd=built.root)
    assert done.returncode == 2
    assert "is damaged" in done.stderr
    assert "mali-kg build" in done.stderr
    assert "Bali" not in done.stdout
    assert not (built.root / "tables").exists()


def test_the_library_refuses_it_too(built):
    alter(built.dataset_path, b'"Mali"', b'"Bali"')
    for ask in (lambda: mali_kg.load(built.root), lambda: mali_kg.query("self-check", project=built.root)):
        with pytest.raises(MaliKgError, match="is damaged"):
            ask()


def test_a_header_that_was_altered_is_refused(run, built):
    alter(built.dataset_path, b"# content SHA-256 ", b"# content SHA-265 ")
    assert "is damaged" in run("stats", cwd=built.root).stderr


def test_quads_of_another_make_are_read(run, built):
    built.dataset_path.write_text("<http://example.org/s> <http://example.org/p> <http://example.org/o> .\n")
    assert run("query", "SELECT ?s { ?s ?p ?o }", cwd=built.root).stdout == "s\nhttp://example.org/s\n"


def edited_with_an_old_time(root: Path) -> None:
    sheet = root / SHEET
    before = sheet.stat()
    edit(sheet, "label: The era of the UN peacekeeping mission ends in Mali", "label: The era of the UN peacekeeping mission ends in Bali")
    os.utime(sheet, ns=(before.st_atime_ns, before.st_mtime_ns))


def replaced_by_an_old_copy(root: Path) -> None:
    sheet, other = root / SHEET, root / "other.yaml"
    shutil.copy2(sheet, other)
    edit(other, "label: The era of the UN peacekeeping mission ends in Mali", "label: The era of the UN peacekeeping mission ends in Bali")
    os.utime(other, ns=(sheet.stat().st_atime_ns, sheet.stat().st_mtime_ns))
    other.replace(sheet)


def removed(root: Path) -> None:
    min((root / "data/context").iterdir()).unlink()


def added(root: Path) -> None:
    source = min((root / "data/context").iterdir())
    old = root / "data/context/another.yaml"
    shutil.copy2(source, old)


def dated_2040(root: Path) -> None:
    edit(root / "data/registry.yaml", "{en: Mali, fr: Mali}", "{en: Republic of Mali, fr: Mali}")
    later = 2_208_988_800  # the first of January 2040
    os.utime(root / "build/dataset.nq", (later, later))


@pytest.mark.parametrize("change", [edited_with_an_old_time, replaced_by_an_old_copy, removed, added, dated_2040])
@pytest.mark.parametrize("recorded", [True, False])
def test_every_change_is_told(run, built, change: Callable[[Path], None], recorded: bool, monkeypatch):
    """With the record of the files' times, and without it: a project that was copied has times of its own."""
    monkeypatch.setattr(fingerprint, "SETTLED", -1)
    fingerprint.record(built)
    change(built.root)
    if not recorded:
        (built.root / "build/inputs.txt").unlink()
    assert is_stale(built)
    for args in ASKING:
        done = run(*args, cwd=built.root)
        assert done.returncode == 0
        assert "have changed since the dataset was built" in done.stderr, args


@pytest.mark.parametrize("recorded", ["as it was", "gone", "broken"])
def test_a_project_that_was_copied_is_not_stale(run, built, tmp_path, recorded):
    other = tmp_path / "other"
    shutil.copytree(built.root, other)
    if recorded == "gone":
        (other / "build/inputs.txt").unlink()
    if recorded == "broken":
        (other / "build/inputs.txt").write_text("7 data/registry.yaml\n")
    for args in ASKING:
        assert run(*args, cwd=other).stderr == ""


def test_a_file_that_changed_just_now_is_not_recorded(built, monkeypatch):
    monkeypatch.setattr(fingerprint, "SETTLED", 10**18)
    fingerprint.record(built)
    assert fingerprint._read_record(built) == {}
    monkeypatch.setattr(fingerprint, "SETTLED", -1)
    fingerprint.record(built)
    assert SHEET in fingerprint._read_record(built)
    assert not is_stale(built)


def test_a_file_that_is_as_recorded_is_not_read_again(built, monkeypatch):
    monkeypatch.setattr(fingerprint, "SETTLED", -1)
    fingerprint.record(built)

    def refuse(*_: object) -> bytes:
        raise AssertionError("read again")

    monkeypatch.setattr(fingerprint, "read_bytes", refuse)
    assert not is_stale(built)


def test_a_file_that_changes_while_it_is_compiled_makes_the_dataset_stale(built, monkeypatch):
    import mali_kg.dataset.shared

    real = mali_kg.dataset.shared.read_known

    def changing(project: Project) -> object:
        found = real(project)
        edit(project.registry_path, "{en: Mali, fr: Mali}", "{en: Republic of Mali, fr: Mali}")
        return found

    monkeypatch.setattr(mali_kg.dataset.shared, "read_known", changing)
    write(compile_project(built))
    assert is_stale(built)


@pytest.fixture
def on_disk(built: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The store of a dataset that counts as large."""
    monkeypatch.setattr(disk, "LARGE", 1)
    disk.prepare(built)
    (folder,) = (built.root / "build").glob("store-*")
    return folder


def is_on_disk(folder: Path) -> bool:
    """Whether this process has files of a folder open."""
    return any(str(folder) in str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink())


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells the open files of a process")
@pytest.mark.parametrize("name", ["a file more", "a file less", "a shorter file", "no manifest"])
def test_a_store_that_is_not_as_it_was_written_is_not_asked(built, on_disk, name):
    opened = open_store(built)
    assert is_on_disk(on_disk)
    whole = set(opened.store)
    del opened
    largest = max(on_disk.glob("*.sst"), key=lambda p: p.stat().st_size)
    if name == "a file more":
        (on_disk / "999999.sst").write_bytes(largest.read_bytes())
    elif name == "a file less":
        largest.unlink()
    elif name == "a shorter file":
        largest.write_bytes(largest.read_bytes()[:-1])
    else:
        (on_disk / disk.MANIFEST_NAME).unlink()
    opened = open_store(built)
    assert not is_on_disk(on_disk)
    assert set(opened.store) == whole
    with pytest.raises(MaliKgError, match="not as it was written"):
        disk.verify(built)
    disk.prepare(built)
    disk.verify(built)


def test_a_byte_of_a_store_that_was_altered_is_found_by_verify(built, on_disk):
    disk.verify(built)
    largest = max(on_disk.glob("*.sst"), key=lambda p: p.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 1
    largest.write_bytes(data)
    with pytest.raises(MaliKgError, match=f"{largest.name}: is not as it was written"):
        disk.verify(built)


@pytest.mark.parametrize("args", [["query", "self-check"], ["show", "mali"], ["stats"], ["schema"]])
def test_verify_finds_what_was_altered(run, built, args):
    assert run(*args, "--verify", cwd=built.root).returncode == 0
    alter(built.dataset_path, b'"Mali"', b'"Bali"')
    done = run(*args, "--verify", cwd=built.root)
    assert done.returncode == 2
    assert "is damaged" in done.stderr


def test_verify_is_for_the_dataset_of_the_project(run, tmp_path):
    (tmp_path / "a.nt").write_text("")
    assert run("query", "ASK {}", "--data", str(tmp_path / "a.nt"), "--verify").returncode == 2


def test_without_a_dataset_both_ways_to_export_give_the_same(run, copy):
    assert run("export", "-o", "a.nq", cwd=copy).returncode == 0
    assert run("export", "nquads", cwd=copy).stdout == (copy / "a.nq").read_text(encoding="utf-8")
    assert not (copy / "a.nq").read_text(encoding="utf-8").startswith("#")
