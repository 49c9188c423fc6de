"""The store on disk of a large dataset."""

import pyoxigraph as ox
import pytest

from conftest import SHEET, edit
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from mali_kg.store import disk
from mali_kg.store.opened import open_store


def test_a_small_dataset_has_none(copy):
    project = Project(copy)
    write(compile_project(project))
    disk.prepare(project)
    assert not list((copy / "build").glob("store-*"))


def test_a_large_dataset_is_asked_on_disk_and_follows_it(copy, monkeypatch, dataset):
    monkeypatch.setattr(disk, "LARGE", 1)
    project = Project(copy)
    write(compile_project(project))
    assert len(open_store(project).store) == len(dataset.store)
    disk.prepare(project)
    (folder,) = (copy / "build").glob("store-*")
    opened = open_store(project)
    assert opened.base == dataset.base
    assert set(opened.store) == set(dataset.store)
    # Another dataset: the old store is not asked, and goes when the new one is made.
    edit(copy / SHEET, "label: The era of the UN peacekeeping mission ends in Mali", "label: The era is over")
    write(compile_project(project))
    assert ox.Literal("The era is over", language="en") in {q.object for q in open_store(project).store}
    disk.prepare(project)
    (new,) = (copy / "build").glob("store-*")
    assert new != folder
    # A dataset that is not what was built is not hidden behind its store.
    data = project.dataset_path.read_bytes()
    project.dataset_path.write_bytes(data[:-100])
    with pytest.raises(MaliKgError, match="damaged"):
        open_store(project)
