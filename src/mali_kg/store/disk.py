"""The store on disk of a large built dataset: made beside it, known by its sum, and checked before it is asked."""

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from mali_kg.dataset.built import header_of, pieces
from mali_kg.errors import MaliKgError
from mali_kg.leftovers import making, sweep
from mali_kg.project import Project

#: Bytes of N-Quads from which a store on disk is made. Parsing takes 20 ms a megabyte, opening a store 30 ms.
LARGE = 16_000_000
#: Bytes of N-Quads that the bulk loader takes in one step.
BULK = 8_000_000
#: In the folder of a store on disk: its files, each with its size and SHA-256.
MANIFEST_NAME = "mali-kg.json"
#: How the name of a store begins and ends that is being made.
UNFINISHED = ("store-", ".tmp")


class DamagedStoreError(MaliKgError):
    """A file of a store on disk that is not as it was written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path}: is not as it was written.")


def prepare(project: Project) -> None:
    """Put a large built dataset into a store on disk beside it, so that opening it takes no time; remove stores of older ones, and what killed processes left of
    theirs.

    Does nothing for a small one, which is read as fast, or where the folder cannot be written. A store that is not as it was written is made again.
    """
    import json
    import shutil

    sweep(project.dataset_path.parent, *UNFINISHED)
    folder = on_disk(project)
    for old in project.dataset_path.parent.glob("store-*"):
        if old != folder and re.fullmatch(r"store-[0-9a-f]{16}", old.name):
            shutil.rmtree(old, ignore_errors=True)
    if folder is None:
        return
    if folder.is_dir():
        if not altered_file(folder):
            return
        shutil.rmtree(folder, ignore_errors=True)
    # It may be there already, made by another process, or there is no room: the dataset itself is whole.
    with making(folder.parent, *UNFINISHED) as made, suppress(OSError):
        store = ox.Store(str(made))
        bulk_load(store, pieces(project))
        store.optimize()
        store.flush()
        del store
        (made / MANIFEST_NAME).write_text(json.dumps({path.name: [path.stat().st_size, _sum(path)] for path in made.iterdir()}))
        made.rename(folder)


def verify(project: Project) -> None:
    """Check every byte that answers come from: the built dataset, and the store on disk where there is one.

    :raises MaliKgError: naming what is not as it was written.
    """
    for _ in pieces(project):
        pass
    folder = on_disk(project)
    if folder and folder.is_dir():
        bad = altered_file(folder, fully=True)
        if bad:
            raise DamagedStoreError(folder / bad)


def bulk_load(store: ox.Store, found: Iterable[bytes]) -> None:
    """Load pieces of N-Quads into a store: a part after the other, which takes a third of the memory of all at once, and less time.

    :raises SyntaxError: where they are not N-Quads.
    :raises OSError: where the store cannot be written.
    """
    held: list[bytes] = []
    size = 0
    for piece in found:
        whole, line_feed, rest = piece.rpartition(b"\n")
        held.append(whole + line_feed)
        size += len(piece)
        if line_feed and size >= BULK:
            store.bulk_load(b"".join(held), format=ox.RdfFormat.N_QUADS)
            held, size = [], len(rest)
        held.append(rest)
    store.bulk_load(b"".join(held), format=ox.RdfFormat.N_QUADS)


def on_disk(project: Project) -> Path | None:
    """Where the store of the built dataset is, whether made or not; None for a small dataset or one of another make."""
    told = header_of(project)
    if told is None or told.size < LARGE or told.length + told.size != project.dataset_path.stat().st_size:
        return None
    return project.dataset_path.with_name(f"store-{told.content[:16]}")


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def altered_file(folder: Path, fully: bool = False) -> str:
    """The name of a file of a store on disk that is not as it was written; empty where all are.

    :param fully: compare every byte. Else names and sizes: what is read of the files is checked by sums that RocksDB keeps of each block.
    """
    import json

    try:
        told = json.loads((folder / MANIFEST_NAME).read_bytes())
        there = {entry.name: entry.stat().st_size for entry in os.scandir(folder) if entry.name != MANIFEST_NAME}
        differing = there.keys() ^ told.keys() or {name for name, (size, _) in told.items() if there[name] != size}
        if fully and not differing:
            differing = {name for name, (_, found) in told.items() if _sum(folder / name) != found}
    except (OSError, ValueError, TypeError, AttributeError):
        return MANIFEST_NAME
    return min(differing, default="")
