"""What a dataset was made from, as sums: where they are the same, compiling again would give the same bytes."""

import hashlib
import os
import time
from functools import cache
from pathlib import Path

from mali_kg.files import read_bytes, replacing
from mali_kg.project import CONFIG_NAME, Project

#: The sums of the input files as they were when the dataset was built, beside it.
RECORD_NAME = "inputs.txt"
#: Nanoseconds before now in which a file may change once more without a change of its times being seen.
SETTLED = 2_000_000_000

#: Size, time of the last change of content, and of any change, and number of a file. No program can set the time of any change.
Stamp = list[int]


def input_paths(project: Project) -> list[Path]:
    """List every file that compiling reads."""
    sheets = [path for sheet in project.sheet_paths() for path in (sheet, project.text_path(sheet.parent.name))]
    data = [
        project.registry_path,
        project.kinds_path,
        project.propositions_path,
        project.links_path,
        project.retired_path,
        project.reviews_path,
    ]
    single = [project.root / CONFIG_NAME, *data]
    return [path for path in (*single, *project.ontology_paths(), *sheets, *project.context_paths()) if path.is_file()]


def inputs_sum(project: Project) -> str:
    """Compute the SHA-256 over the names and sums of the input files; a file that is as it was when the dataset was built is not read again."""
    known = _read_record(project)
    total = hashlib.sha256()
    for path in input_paths(project):
        name = project.within(path)
        stamp, recorded = known.get(name, ([], ""))
        found = recorded if stamp and stamp == _stamp(path) else hashlib.sha256(read_bytes(path)).hexdigest()
        total.update(f"{name}\n{found}\n".encode())
    return total.hexdigest()


@cache
def program_sum() -> str:
    """Compute the SHA-256 over the names and bytes of the program that compiles."""
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
                out.write(f"{numbers} {found} {project.within(path)}\n".encode(errors="surrogateescape"))


def _read_record(project: Project) -> dict[str, tuple[Stamp, str]]:
    """Read the sums that were written down; none where there is no such file, or it is none."""
    try:
        lines = project.dataset_path.with_name(RECORD_NAME).read_bytes().decode(errors="surrogateescape").split("\n")
        records = (line.split(" ", 5) for line in lines if line)
        return {name: (list(map(int, numbers)), found) for *numbers, found, name in records}
    except (OSError, ValueError):
        return {}


def _stamp(path: Path) -> Stamp:
    found = os.stat(path)  # noqa: PTH116
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
