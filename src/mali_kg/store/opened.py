"""The dataset as a store that can be queried."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from mali_kg.dataset.fingerprint import LONGEST_HEADER, Header, inputs_sum, is_fresh, is_ours, is_whole, read_header
from mali_kg.errors import MaliKgError
from mali_kg.files import read_bytes
from mali_kg.leftovers import making, sweep
from mali_kg.project import Project
from mali_kg.rdf.namespaces import VOID

#: Bytes of N-Quads from which a store on disk is made. Parsing takes 20 ms a megabyte, opening a store 30 ms.
LARGE = 16_000_000
#: Bytes of N-Quads that the bulk loader takes in one step.
BULK = 8_000_000
#: In the folder of a store on disk: its files, each with its size and SHA-256.
MANIFEST_NAME = "mali-kg.json"
#: How the name of a store begins and ends that is being made.
UNFINISHED = ("store-", ".tmp")


def read(project: Project) -> bytes:
    """The project's dataset as N-Quads: the built file, or compiled in memory where there is none.

    :raises DataError: where it has to be compiled and the sheets are bad.
    :raises MaliKgError: where the built file is not what was built.
    """
    if project.dataset_path.exists():
        return _built(project)
    from mali_kg.dataset.compile import compile_project

    return compile_project(project).data()


def pieces(project: Project, header: bool = False) -> Iterator[bytes]:
    """The project's dataset as N-Quads, in order and in pieces: a built one is never whole in memory.

    :param header: whether the comments at the head of a built dataset come, too.
    :raises MaliKgError: at the end, where it is not what was built.
    """
    told = header_of(project)
    if told is None or told.length + told.size != project.dataset_path.stat().st_size:
        # Not built, of another make, or damaged, which reading it whole tells.
        data = read(project)
        found = read_header(data)
        yield data if header or not found else data[found.length :]
        return
    with project.dataset_path.open("rb") as file:
        head, content = file.read(told.length), hashlib.sha256()
        if header:
            yield head
        while piece := file.read(1 << 20):
            content.update(piece)
            yield piece
        if content.hexdigest() != told.content:
            raise _damaged(project)


def read_fresh(project: Project) -> bytes:
    """The project's dataset as its files are now: the built one where it is up to date, else compiled in memory.

    :raises DataError: where the sheets are bad.
    """
    if is_fresh(header_of(project), project):
        return _built(project)
    from mali_kg.dataset.compile import compile_project

    return compile_project(project).data()


def header_of(project: Project) -> Header | None:
    """The header of the built dataset; None where there is none."""
    if not project.dataset_path.is_file():
        return None
    with project.dataset_path.open("rb") as file:
        return read_header(file.read(LONGEST_HEADER))


def _built(project: Project) -> bytes:
    data = read_bytes(project.dataset_path, "dataset")
    if not is_whole(data):
        raise _damaged(project)
    return data


def _damaged(project: Project) -> MaliKgError:
    return MaliKgError(f"{project.dataset_path}: the dataset is damaged: it is not what was built. Run mali-kg build to make it again.")


def is_stale(project: Project) -> bool:
    """Whether there is a built dataset and the project's files have changed since, by what is in them and not by their times."""
    told = header_of(project)
    return told is not None and told.inputs != inputs_sum(project)


def verify(project: Project) -> None:
    """Check every byte that answers come from: the built dataset, and the store on disk where there is one.

    :raises MaliKgError: naming what is not as it was written.
    """
    for _ in pieces(project):
        pass
    folder = _on_disk(project)
    if folder and folder.is_dir():
        bad = _altered(folder, fully=True)
        if bad:
            raise MaliKgError(f"{folder / bad}: is not as it was written. Run mali-kg build to make the store again.")


def base(project: Project) -> str:
    """The base of the IRIs of the project's dataset: what a built one tells, else what the settings tell."""
    told = header_of(project)
    return told.base if told else project.config.base


class Opened:
    """A dataset in a store, with the base of its IRIs.

    ``store`` answers queries. It is no place to export from: Oxigraph keeps every derived integer type as xsd:integer.
    """

    def __init__(self, store: ox.Store, base: str) -> None:
        self.store, self.base = store, base


def open_quads(project: Project) -> tuple[list[ox.Quad], str]:
    """The quads of the project's dataset, to the letter, and the base of its IRIs."""
    data = read(project)
    try:
        return list(ox.parse(data, format=ox.RdfFormat.N_QUADS)), _base_of(data, project)
    except SyntaxError as error:
        raise _broken(project, error) from None


def _base_of(data: bytes, project: Project) -> str:
    told = read_header(data)
    return told.base if told else project.config.base


def _broken(project: Project, error: SyntaxError) -> MaliKgError:
    return MaliKgError(f"{project.dataset_path}: not N-Quads: {error.msg} (line {error.lineno}). Run mali-kg build to make it again.")


def prepare(project: Project) -> None:
    """Put a large built dataset into a store on disk beside it, so that opening it takes no time; remove stores of older ones, and what killed processes left of
    theirs.

    Does nothing for a small one, which is read as fast, or where the folder cannot be written. A store that is not as it was written is made again.
    """
    import json
    import shutil

    sweep(project.dataset_path.parent, *UNFINISHED)
    folder = _on_disk(project)
    for old in project.dataset_path.parent.glob("store-*"):
        if old != folder and re.fullmatch(r"store-[0-9a-f]{16}", old.name):
            shutil.rmtree(old, ignore_errors=True)
    if folder is None:
        return
    if folder.is_dir():
        if not _altered(folder):
            return
        shutil.rmtree(folder, ignore_errors=True)
    # It may be there already, made by another process, or there is no room: the dataset itself is whole.
    with making(folder.parent, *UNFINISHED) as beside, suppress(OSError):
        store = ox.Store(str(beside))
        bulk_load(store, pieces(project))
        store.optimize()
        store.flush()
        del store
        (beside / MANIFEST_NAME).write_text(json.dumps({path.name: [path.stat().st_size, _sum(path)] for path in beside.iterdir()}))
        beside.rename(folder)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _altered(folder: Path, fully: bool = False) -> str:
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


def _on_disk(project: Project) -> Path | None:
    """Where the store of the built dataset is, whether made or not; None for a small dataset or one of another make."""
    told = header_of(project)
    if told is None or told.size < LARGE or told.length + told.size != project.dataset_path.stat().st_size:
        return None
    return project.dataset_path.with_name(f"store-{told.content[:16]}")


def open_store(project: Project) -> Opened:
    """The project's dataset in a store: in memory, or the one that `prepare` has put on disk.

    :raises MaliKgError: where the built file is not N-Quads.
    """
    folder = _on_disk(project)
    if folder and folder.is_dir() and not _altered(folder):
        with suppress(OSError, RuntimeError):
            return Opened(ox.Store.read_only(str(folder)), base(project))
    data = read(project)
    store = ox.Store()
    try:
        # What we wrote, and is whole, needs no second look at its IRIs: a quarter of the time.
        store.bulk_load(data, format=ox.RdfFormat.N_QUADS, lenient=is_ours(data))
    except SyntaxError as error:
        raise _broken(project, error) from None
    return Opened(store, _base_of(data, project))


def open_files(paths: list[Path], project: Project) -> Opened:
    """RDF files or folders of anybody's in a store in memory; the base of its prefixes is the one they tell, else the project's.

    :raises DataError: with file and line, where one does not parse.
    """
    from mali_kg.rdf.files import read_rdf

    store = ox.Store()
    store.extend(read_rdf(*paths))
    return Opened(store, told_base(store) or project.config.base)


def told_base(quads: Iterable[ox.Quad]) -> str:
    """The base that a dataset tells of itself (``void:uriSpace``), where it tells one and only one; else empty."""
    found = quads.quads_for_pattern(None, ox.NamedNode(f"{VOID}uriSpace"), None, None) if isinstance(quads, ox.Store) else quads
    told = {q.object.value for q in found if q.predicate.value == f"{VOID}uriSpace" and isinstance(q.object, ox.Literal)}
    return told.pop() if len(told) == 1 else ""


def with_union(opened: Opened) -> Opened:
    """The same dataset, its default graph the union of all graphs.

    Each triple stands in it once, however many graphs hold it. Oxigraph's own union default graph counts it once a graph.
    """
    store = ox.Store()
    store.extend(opened.store)
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in opened.store)
    return Opened(store, opened.base)
