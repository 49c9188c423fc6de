"""Where an export goes: a file, plain or compressed by its ending, or a folder; written beside and renamed, so that nothing is half there."""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from mali_kg.errors import LibraryMissingError
from mali_kg.files import CircularLinksError, PathError, UnwritableError, replacing, resolved
from mali_kg.leftovers import left, making


class NotReplaceableError(PathError):
    """A path at which something stands that is not replaced."""


@contextmanager
def compressing(out: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Open a stream that compresses as the ending of the name says; the same bytes in, the same bytes out.

    :raises LibraryMissingError: where the library for it is not installed.
    """
    if name.lower().endswith(".gz"):
        import gzip

        with gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed:
            yield cast("BinaryIO", packed)
    elif name.lower().endswith(".zst"):
        try:
            import zstandard
        except ModuleNotFoundError:
            raise LibraryMissingError(".zst", "zstandard", "mali-kg[zstd]") from None
        with zstandard.ZstdCompressor(level=10).stream_writer(out, closefd=False) as packed:
            yield cast("BinaryIO", packed)
    else:
        yield out


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file from pieces."""
    with replacing(path) as out, compressing(out, path.name) as packed:
        for piece in pieces:
            packed.write(piece)


def write_folder(path: Path, files: dict[str, bytes]) -> None:
    """Write a folder of files: whole or not at all. An old folder of that name goes once the new one is there.

    :raises UnwritableError: where it cannot be written.
    :raises NotReplaceableError: where another thing than a folder of files has that name.
    """
    if path.exists() and not path.is_dir():
        raise NotReplaceableError(path, "is a file; this form is a folder of files. Give another name.")
    try:
        path = resolved(path)
    except (OSError, RuntimeError):
        raise CircularLinksError(path) from None
    if not path.name:
        raise NotReplaceableError(path, "cannot be replaced. Give the name of a folder.")
    before = f".{path.name}."
    for old in left(path.parent, before, ".old"):
        _let_go(old, path, files)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with making(path.parent, before, ".tmp") as made:
            made.mkdir()
            for name, data in files.items():
                (made / name).write_bytes(data)
            old = made.with_suffix(".old")
            if path.exists():
                # Only what an export wrote is replaced; a folder with anything else in it is not ours to remove.
                strangers = sorted(p.name for p in path.iterdir() if not _is_of_export(p.name, files))
                if strangers:
                    raise NotReplaceableError(path, f"holds {strangers[0]}, which is not of such an export. Give another folder.")
                path.rename(old)
            try:
                made.rename(path)
            finally:
                _let_go(old, path, files)
    except OSError as error:
        raise UnwritableError(path, error.strerror) from None


def _is_of_export(name: str, files: Collection[str]) -> bool:
    return name in files or bool(re.fullmatch(r"(nodes|edges)-\w+\.csv", name))


def _let_go(old: Path, path: Path, files: Collection[str]) -> None:
    """Put an old export back where there is no new one; else remove it, but for what somebody put into it meanwhile."""
    with suppress(OSError):
        if not path.exists():
            old.rename(path)
            return
        for file in old.iterdir():
            if _is_of_export(file.name, files):
                file.unlink()
        old.rmdir()
