"""What a dataset was made from, as sums: where they are the same, compiling again would give the same bytes."""

import hashlib
import os
import re
import time
from functools import cache
from pathlib import Path
from typing import NamedTuple

from mali_kg.files import read_bytes, replacing
from mali_kg.project import CONFIG_NAME, Project
from mali_kg.rdf.namespaces import CONTENT_HEADER, DATASET_HEADER, INPUTS_HEADER

#: The sums of the input files as they were when the dataset was built, beside it.
RECORD_NAME = "inputs.txt"
#: Nanoseconds before now in which a file may change once more without a change of its times being seen.
SETTLED = 2_000_000_000

#: Size, time of the last change of content, and of any change, and number of a file. No program can set the time of any change.
Stamp = list[int]


def input_paths(project: Project) -> list[Path]:
    """Every file that compiling reads."""
    sheets = [path for sheet in project.sheet_paths() for path in (sheet, project.text_path(sheet.parent.name))]
    single = [project.root / CONFIG_NAME, project.registry_path, project.links_path]
    return [path for path in (*single, *project.ontology_paths(), *sheets, *project.context_paths()) if path.is_file()]


def inputs_sum(project: Project) -> str:
    """SHA-256 over the names and sums of the input files; a file that is as it was when the dataset was built is not read again."""
    known = _read_record(project)
    total = hashlib.sha256()
    for path in input_paths(project):
        name = str(path.relative_to(project.root))
        stamp, told = known.get(name, ([], ""))
        found = told if stamp and stamp == _stamp(path) else hashlib.sha256(read_bytes(path)).hexdigest()
        total.update(f"{name}\n{found}\n".encode())
    return total.hexdigest()


@cache
def program_sum() -> str:
    """SHA-256 over the names and bytes of the program that compiles."""
    total = hashlib.sha256()
    package = Path(__file__).parents[1]
    for path in sorted(package.rglob("*.py")):
        total.update(f"{path.relative_to(package)}\n".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def record(project: Project) -> None:
    """Write down the sums of the input files beside the dataset, with what tells that a file has changed.

    A file that has changed just now is left out: it could change again within the same tick of the clock.
    """
    now = time.time_ns()
    with replacing(project.dataset_path.with_name(RECORD_NAME)) as out:
        for path in input_paths(project):
            stamp = _stamp(path)
            if stamp[2] < now - SETTLED:
                numbers, found = " ".join(map(str, stamp)), hashlib.sha256(read_bytes(path)).hexdigest()
                out.write(f"{numbers} {found} {path.relative_to(project.root)}\n".encode(errors="surrogateescape"))


def _read_record(project: Project) -> dict[str, tuple[Stamp, str]]:
    """The sums that were written down; none where there is no such file, or it is none."""
    try:
        lines = project.dataset_path.with_name(RECORD_NAME).read_bytes().decode(errors="surrogateescape").split("\n")
        told = (line.split(" ", 5) for line in lines if line)
        return {name: (list(map(int, numbers)), found) for *numbers, found, name in told}
    except (OSError, ValueError):
        return {}


def _stamp(path: Path) -> Stamp:
    found = os.stat(path)  # noqa: PTH116
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


class Header(NamedTuple):
    """What the first lines of a built dataset tell, comments in N-Quads."""

    base: str
    #: Sums of the input files and of the program; the latter is empty in a dataset of an older program.
    inputs: str
    program: str
    #: SHA-256 of what follows the header, and its length in bytes.
    content: str
    size: int
    #: Length of the header in bytes.
    length: int


def write_header(base: str, inputs: str, content: bytes) -> bytes:
    """The header of a dataset.

    :param inputs: the sum of the input files, taken before they were read.
    :param content: what follows.
    """
    lines = (
        f"{DATASET_HEADER}{base}",
        f"{INPUTS_HEADER}{inputs} by program {program_sum()}",
        f"{CONTENT_HEADER}{hashlib.sha256(content).hexdigest()} of {len(content)} bytes",
    )
    return "".join(f"{line}\n" for line in lines).encode()


_HEADER = re.compile(
    rf"{DATASET_HEADER}(\S+)\n{INPUTS_HEADER}([0-9a-f]{{64}})(?: by program ([0-9a-f]{{64}}))?\n"
    rf"{CONTENT_HEADER}([0-9a-f]{{64}}) of (\d+) bytes\n".encode()
)
#: Bytes that a header has at most.
LONGEST_HEADER = 2000


def read_header(data: bytes) -> Header | None:
    """The header at the start of a dataset; None for N-Quads of another make."""
    told = _HEADER.match(data, 0, LONGEST_HEADER)
    if told is None:
        return None
    base, inputs, program, content, size = (part.decode() for part in told.groups(b""))
    return Header(base, inputs, program, content, int(size), told.end())


def is_ours(data: bytes) -> bool:
    """Whether data claims to be a built dataset, whole or not."""
    return data.startswith(DATASET_HEADER.encode())


def is_whole(data: bytes) -> bool:
    """Whether a dataset is as it was written, byte for byte; N-Quads of another make need only not be empty."""
    told = read_header(data)
    if told is None:
        return not is_ours(data) and bool(data.strip())
    return told.length + told.size == len(data) and hashlib.sha256(memoryview(data)[told.length :]).hexdigest() == told.content


def is_fresh(told: Header | None, project: Project) -> bool:
    """Whether compiling again would give the dataset with this header."""
    return told is not None and told.inputs == inputs_sum(project) and told.program == program_sum()
