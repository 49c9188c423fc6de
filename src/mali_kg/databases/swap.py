"""A database in one file, changed beside its name and renamed: as it was, or whole, whatever happens meanwhile."""

import errno
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mali_kg import leftovers
from mali_kg.databases.errors import ChangedMeanwhileError, NoSpaceError
from mali_kg.leftovers import making

#: What follows the name of the file beside the database.
LOADING = ".loading-"
#: A pattern for the names of what a library makes beside its file: .wal, .shadow, .tmp.
MORE = r"(?:\.[a-z]+)*"
#: Bytes that are free on a disk that is full.
FULL = 1 << 16

Stamp = tuple[int, int, int]


def stamp(path: Path) -> Stamp | None:
    """Read by what a change of a file is seen: inode, bytes, nanoseconds; None where there is no file."""
    found = path.stat() if path.exists() else None
    return (found.st_ino, found.st_size, found.st_mtime_ns) if found else None


def change(name: str, path: Path, seen: Stamp | None, make: Callable[[Path], None]) -> None:
    """Change a copy of a file and put it into the file's place.

    :param name: what messages call the database.
    :param seen: the file as it was when the change was planned.
    :param make: changes the copy; where there is no file, it makes one.
    :raises NoSpaceError: where its disk is full.
    :raises BlockingIOError: where another program has it open.
    :raises ChangedMeanwhileError: where the file is not as it was seen.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path) as file, making(path.parent, path.name + LOADING, more=MORE) as copy, _full_disk_reported(name, path):
        if stamp(path) != seen:
            raise ChangedMeanwhileError(name)
        if file:
            with copy.open("xb") as target:
                shutil.copyfileobj(file, target)
            shutil.copymode(path, copy)
        make(copy)
        if stamp(path) != seen:
            raise ChangedMeanwhileError(name)
        copy.replace(path)


@contextmanager
def _full_disk_reported(name: str, path: Path) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        if getattr(error, "errno", 0) == errno.ENOSPC or is_full(path):
            raise NoSpaceError(name) from error
        raise


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO | None]:
    """Open the file, where there is one, with the lock that databases take: opening and closing it once more would give it up."""
    if not path.exists():
        yield None
        return
    with path.open("rb+") as file:
        if sys.platform != "win32":
            import fcntl

            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield file


def sweep(path: Path) -> None:
    """Remove what loads that were killed have left beside a file."""
    leftovers.sweep(path.parent, path.name + LOADING, more=MORE)


def free(path: Path) -> int:
    """Tell how many bytes are free on the disk of a file that may not be there yet."""
    return _usage(path).free


def is_full(path: Path) -> bool:
    """Tell whether that disk is full; what has no size at all, such as /proc, is none."""
    usage = _usage(path)
    return usage.total > 0 and usage.free < FULL


def _usage(path: Path) -> "shutil._ntuple_diskusage":
    return shutil.disk_usage(next(p for p in path.parents if p.exists()))
