"""The dataset as a store that can be queried."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.files import read_bytes
from mali_kg.namespaces import CONTENT_HEADER, DATASET_HEADER, VOID
from mali_kg.project import Project

#: Bytes of N-Quads from which a store on disk is made. Parsing takes 20 ms a megabyte, opening a store 30 ms.
LARGE = 16_000_000
#: Bytes of N-Quads that the bulk loader takes in one step.
BULK = 8_000_000


def read(project: Project) -> bytes:
    """The project's dataset as N-Quads: the built file, or compiled in memory where there is none.

    :raises DataError: where it has to be compiled and the sheets are bad.
    """
    if project.dataset_path.exists():
        return _built(project)
    from mali_kg.dataset import compile_project

    return compile_project(project).data()


def pieces(project: Project, header: bool = False) -> Iterator[bytes]:
    """The project's dataset as N-Quads, in order and in pieces: a built one is never whole in memory.

    :param header: whether the comments at the head of a built dataset come, too.
    :raises MaliKgError: at the end, where it is not what was built.
    """
    path = project.dataset_path
    if not path.is_file():
        yield read(project)
        return
    with path.open("rb") as file:
        told = _sum_and_size(file.read(2000))
        if told is None or told[1] + told[2] != path.stat().st_size:
            # Of another make, or damaged, which reading it whole tells.
            yield _built(project)
            return
        file.seek(0)
        head, content = file.read(told[1]), hashlib.sha256()
        if header:
            yield head
        while piece := file.read(1 << 20):
            content.update(piece)
            yield piece
        if not content.hexdigest().startswith(told[0]):
            raise _damaged(project)


def read_fresh(project: Project) -> bytes:
    """The project's dataset as its files are now: the built one where it is up to date, else compiled in memory.

    :raises DataError: where the sheets are bad.
    """
    from mali_kg.fingerprint import is_fresh

    if project.dataset_path.is_file():
        data = _built(project)
        if is_fresh(data, project):
            return data
    from mali_kg.dataset import compile_project

    return compile_project(project).data()


def _built(project: Project) -> bytes:
    from mali_kg.fingerprint import is_whole

    data = read_bytes(project.dataset_path, "dataset")
    if not is_whole(data):
        raise _damaged(project)
    return data


def _damaged(project: Project) -> MaliKgError:
    return MaliKgError(f"{project.dataset_path}: the dataset is damaged: it is not what was built. Run mali-kg build to make it again.")


def is_stale(project: Project) -> bool:
    """Whether there is a built dataset and the project's files have changed since."""
    from mali_kg.fingerprint import has_newer_input, is_fresh

    if not project.dataset_path.is_file() or not has_newer_input(project):
        return False
    return not is_fresh(read_bytes(project.dataset_path), project)


def base_of(data: bytes) -> str:
    """The base IRI that the first line of a built dataset tells; empty where it tells none."""
    head = data.partition(b"\n")[0].decode(errors="replace")
    return head.removeprefix(DATASET_HEADER) if head.startswith(DATASET_HEADER) else ""


def base(project: Project) -> str:
    """The base of the IRIs of the project's dataset: what a built one tells, else what the settings tell."""
    if not project.dataset_path.is_file():
        return project.config.base
    with project.dataset_path.open("rb") as file:
        return base_of(file.read(2000)) or project.config.base


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
        return list(ox.parse(data, format=ox.RdfFormat.N_QUADS)), base_of(data) or project.config.base
    except SyntaxError as error:
        raise _broken(project, error) from None


def _broken(project: Project, error: SyntaxError) -> MaliKgError:
    return MaliKgError(f"{project.dataset_path}: not N-Quads: {error.msg} (line {error.lineno}). Run mali-kg build to make it again.")


def prepare(project: Project) -> None:
    """Put a large built dataset into a store on disk beside it, so that opening it takes no time; remove stores of older ones.

    Does nothing for a small one, which is read as fast, or where the folder cannot be written.
    """
    import shutil

    folder = _on_disk(project)
    for old in project.dataset_path.parent.glob("store-*"):
        if old != folder and re.fullmatch(r"store-[0-9a-f]{16}", old.name):
            shutil.rmtree(old, ignore_errors=True)
    if folder is None or folder.is_dir():
        return
    beside = folder.with_name(f"store-{os.getpid()}.tmp")
    try:
        store = ox.Store(str(beside))
        bulk_load(store, pieces(project))
        store.optimize()
        store.flush()
        del store
        beside.rename(folder)
    except OSError:
        pass  # it is there already, made by another process, or there is no room: the dataset itself is whole
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def bulk_load(store: ox.Store, found: Iterable[bytes]) -> None:
    """Load pieces of N-Quads into a store: a part after the other, which takes a third of the memory of all at once, and less time.

    :raises SyntaxError: where they are not N-Quads.
    :raises OSError: where the store cannot be written.
    """
    held: list[bytes] = []
    for piece in found:
        whole, line_feed, rest = piece.rpartition(b"\n")
        held.append(whole + line_feed)
        if line_feed and sum(map(len, held)) >= BULK:
            store.bulk_load(b"".join(held), format=ox.RdfFormat.N_QUADS)
            held = []
        held.append(rest)
    store.bulk_load(b"".join(held), format=ox.RdfFormat.N_QUADS)


def _on_disk(project: Project) -> Path | None:
    """Where the store of the built dataset is, whether made or not; None for a small dataset or one of another make."""
    path = project.dataset_path
    if not path.is_file() or path.stat().st_size < LARGE:
        return None
    with path.open("rb") as file:
        head = file.read(2000)
    told = _sum_and_size(head)
    if told is None or told[1] + told[2] != path.stat().st_size:
        return None
    return path.with_name(f"store-{told[0]}")


def _sum_and_size(head: bytes) -> tuple[str, int, int] | None:
    """What the header of a built dataset tells of what follows: the start of its SHA-256, where it begins, and how long it is."""
    told = re.search(rf"^{CONTENT_HEADER}([0-9a-f]{{16}})[0-9a-f]* of (\d+) bytes\n".encode(), head, re.MULTILINE)
    return (told[1].decode(), told.end(), int(told[2])) if told else None


def open_store(project: Project) -> Opened:
    """The project's dataset in a store: in memory, or the one that `prepare` has put on disk.

    :raises MaliKgError: where the built file is not N-Quads.
    """
    folder = _on_disk(project)
    if folder and folder.is_dir():
        with suppress(OSError, RuntimeError):
            return Opened(ox.Store.read_only(str(folder)), base(project))
    data = read(project)
    store = ox.Store()
    try:
        # What we wrote, and is whole, needs no second look at its IRIs: a quarter of the time.
        store.bulk_load(data, format=ox.RdfFormat.N_QUADS, lenient=bool(base_of(data)))
    except SyntaxError as error:
        raise _broken(project, error) from None
    return Opened(store, base_of(data) or project.config.base)


def open_files(paths: list[Path], project: Project) -> Opened:
    """RDF files or folders of anybody's in a store in memory; the base of its prefixes is the one they tell, else the project's.

    :raises DataError: with file and line, where one does not parse.
    """
    from mali_kg.rdf_files import read_rdf

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
