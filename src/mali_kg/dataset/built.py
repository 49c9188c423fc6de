"""The built dataset of a project: read whole or in pieces, checked as it is read; where there is none, compiled in memory."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mali_kg.dataset.fingerprint import inputs_sum, program_sum, record
from mali_kg.dataset.header import LONGEST_HEADER, Header, is_whole, read_header
from mali_kg.errors import MaliKgError
from mali_kg.files import read_bytes, replacing
from mali_kg.project import Project
from mali_kg.rdf.namespaces import VOID

if TYPE_CHECKING:
    from mali_kg.dataset.compile import Compiled


class DamagedDatasetError(MaliKgError):
    """A built dataset that is not what was built."""

    def __init__(self, path: Path, found: str) -> None:
        self.path, self.found = path, found
        super().__init__(f"{path}: {found}.")


def read(project: Project) -> bytes:
    """Read the project's dataset as N-Quads: the built file, or compiled in memory where there is none.

    :raises DataError: where it has to be compiled and the sheets are bad.
    :raises MaliKgError: where the built file is not what was built.
    """
    if project.dataset_path.exists():
        return _built(project)
    from mali_kg.dataset.compile import compile_project

    return compile_project(project).data()


def pieces(project: Project, header: bool = False) -> Iterator[bytes]:
    """Read the project's dataset as N-Quads, in order and in pieces: a built one is never whole in memory.

    :param header: whether the comments at the head of a built dataset come, too.
    :raises MaliKgError: at the end, where it is not what was built.
    """
    built = header_of(project)
    if built is None or built.length + built.size != project.dataset_path.stat().st_size:
        # Not built, of another make, or damaged, which reading it whole tells.
        data = read(project)
        found = read_header(data)
        yield data if header or not found else data[found.length :]
        return
    with project.dataset_path.open("rb") as file:
        head, content = file.read(built.length), hashlib.sha256()
        if header:
            yield head
        while piece := file.read(1 << 20):
            content.update(piece)
            yield piece
        if content.hexdigest() != built.content:
            raise DamagedDatasetError(project.dataset_path, "the dataset is damaged: it is not what was built")


def read_fresh(project: Project) -> bytes:
    """Read the project's dataset as its files are now: the built one where it is up to date, else compiled in memory.

    :raises DataError: where the sheets are bad.
    """
    if is_fresh(project):
        return _built(project)
    from mali_kg.dataset.compile import compile_project

    return compile_project(project).data()


def header_of(project: Project) -> Header | None:
    """Read the header of the built dataset; None where there is none."""
    if not project.dataset_path.is_file():
        return None
    with project.dataset_path.open("rb") as file:
        return read_header(file.read(LONGEST_HEADER))


def _built(project: Project) -> bytes:
    data = read_bytes(project.dataset_path, "dataset")
    if not is_whole(data):
        raise DamagedDatasetError(project.dataset_path, "the dataset is damaged: it is not what was built")
    return data


def is_stale(project: Project) -> bool:
    """Tell whether there is a built dataset and the project's files have changed since, by what is in them and not by their times."""
    header = header_of(project)
    return header is not None and header.inputs != inputs_sum(project)


def base(project: Project) -> str:
    """Find the base of the IRIs of the project's dataset: what a built one tells, else what the settings tell."""
    header = header_of(project)
    return header.base if header else project.config.base


def open_quads(project: Project) -> tuple[list[ox.Quad], str]:
    """Read the quads of the project's dataset, to the letter, and the base of its IRIs."""
    data = read(project)
    try:
        return list(ox.parse(data, format=ox.RdfFormat.N_QUADS)), base_of(data, project)
    except SyntaxError as error:
        raise DamagedDatasetError(project.dataset_path, f"not N-Quads: {error.msg} (line {error.lineno})") from None


def base_of(data: bytes, project: Project) -> str:
    """Tell the base of the IRIs of a dataset: what its header tells, else what the settings tell."""
    header = read_header(data)
    return header.base if header else project.config.base


def told_base(quads: Iterable[ox.Quad]) -> str:
    """Find the base that a dataset tells of itself (``void:uriSpace``), where it tells one and only one; else empty."""
    found = quads.quads_for_pattern(None, ox.NamedNode(f"{VOID}uriSpace"), None, None) if isinstance(quads, ox.Store) else quads
    bases = {q.object.value for q in found if q.predicate.value == f"{VOID}uriSpace" and isinstance(q.object, ox.Literal)}
    return bases.pop() if len(bases) == 1 else ""


def is_fresh(project: Project) -> bool:
    """Tell whether there is a built dataset, and compiling again would give the same."""
    header = header_of(project)
    return header is not None and header.inputs == inputs_sum(project) and header.program == program_sum()


def write(compiled: "Compiled") -> None:
    """Write the dataset into the project's ``build/`` folder; the old one stays until the new one is whole."""
    with replacing(compiled.project.dataset_path) as out:
        out.writelines(compiled.pieces())
    record(compiled.project)
