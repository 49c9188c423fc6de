"""What is made beside its final name, and what of that a killed process left: known by names that hold the number of the process."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: What this process is making.
_AT_WORK: set[Path] = set()


@contextmanager
def making(folder: Path, before: str, after: str = "", more: str = "") -> Iterator[Path]:
    """Give a path in a folder for what is being made: the block makes it, and renames it when it is whole.

    What is there when the block ends is removed, and before it begins what processes that are gone have left.

    :param before: how its name begins; the number of this process follows.
    :param after: how its name ends.
    :param more: a pattern for what may follow, where a library makes files beside it.
    """
    sweep(folder, before, after, more)
    path = _new(folder, before, after)
    try:
        yield path
    finally:
        for found, made in _found(folder, before, after, more):
            if made == path:
                remove(found)
        _AT_WORK.discard(path)


def _new(folder: Path, before: str, after: str) -> Path:
    """Give a path that no other thread is at."""
    pid = os.getpid()
    path = folder / f"{before}{pid}{after}"
    turn = 1
    while path in _AT_WORK:
        turn += 1
        path = folder / f"{before}{pid}-{turn}{after}"
    _AT_WORK.add(path)
    return path


def sweep(folder: Path, before: str, after: str = "", more: str = "") -> None:
    """Remove what is left in a folder, see `left`."""
    for path in left(folder, before, after, more):
        remove(path)


def left(folder: Path, before: str, after: str = "", more: str = "") -> list[Path]:
    """List what stands in a folder under such a name, and whose process is gone.

    Where another process has got its number, it is taken for being at work, and stays until that one has ended, too.
    """
    return [found for found, made in _found(folder, before, after, more) if not _is_at_work(made, before)]


def named(folder: Path, before: str, after: str = "", more: str = "") -> list[Path]:
    """List what stands in a folder under such a name, of whatever process."""
    return [found for found, _ in _found(folder, before, after, more)]


def _found(folder: Path, before: str, after: str, more: str) -> list[tuple[Path, Path]]:
    """List what is named so, each with the path that it belongs to."""
    try:
        names = sorted(os.listdir(folder))  # noqa: PTH208
    except OSError:
        return []
    form = re.compile(rf"({re.escape(before)}[1-9]\d{{0,9}}(?:-\d+)?{re.escape(after)})(?:{more})")
    return [(folder / name, folder / match[1]) for name in names if (match := form.fullmatch(name)) and not (folder / name).is_symlink()]


def _is_at_work(made: Path, before: str) -> bool:
    number = int(re.split(r"\D", made.name.removeprefix(before), maxsplit=1)[0])
    # Ours it may have been before, as where each run has a container of its own.
    return made in _AT_WORK if number == os.getpid() else is_running(number)


def is_running(number: int) -> bool:
    """Tell whether a process of that number is there; on Windows, where asking would end it, it is taken for running."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def remove(path: Path) -> None:
    """Remove a file or folder of ours, as far as that is possible."""
    if path.is_dir() and not path.is_symlink():
        import shutil

        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)
