"""Reading and writing files so that nothing is lost and every failure says which file."""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mali_kg.errors import DataError, LibraryMissingError, MaliKgError, Problem
from mali_kg.leftovers import making


class NotTextError(MaliKgError):
    """Bytes that are no text, and nothing for a terminal."""

    def __init__(self) -> None:
        super().__init__("this form is not text, and nothing for a terminal.")


class PathError(MaliKgError):
    """A file or folder that is not what it should be, or cannot be used.

    :param reason: what is wrong with it, and what to do.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class NoFileError(PathError):
    """A path at which there is nothing.

    :param what: what should be there, in words.
    """

    def __init__(self, path: Path, what: str) -> None:
        self.what = what
        super().__init__(path, f"no such {what}. Check the path.")


class UnreadableError(PathError):
    """A file or folder that cannot be read.

    :param error: why, as the system tells it.
    """

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(path, f"cannot be read: {error.strerror}. Give yourself the right to read it, or move it away.")


class UnwritableError(PathError):
    """A file or folder that cannot be written.

    :param said: why, in words.
    """

    def __init__(self, path: Path, said: str | None, advice: str = "Choose another place or make room.") -> None:
        super().__init__(path, f"cannot be written: {said}. {advice}")


class CircularLinksError(UnwritableError):
    """A path whose links lead in a circle."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "its links lead in a circle", "Choose another place.")


def read_bytes(path: Path, what: str = "file", pipe: bool = False) -> bytes:
    """Read the bytes of a file.

    :param pipe: whether it may be a pipe or device, as somebody gives one in a command. Where a file of a project should be, it would be waited for, for
        ever.
    :raises PathError: with the path and what was expected there.
    """
    if not pipe and is_device(path):
        raise PathError(path, f"is a pipe or device, expected a {what}. Put a file there.")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NoFileError(path, what) from None
    except IsADirectoryError:
        raise PathError(path, f"is a directory, expected a {what}.") from None
    except OSError as error:
        raise UnreadableError(path, error) from None


def listed(folder: Path, pattern: str = "*") -> list[Path]:
    """List the entries of a folder whose names fit a pattern, sorted; none where there is no such folder.

    :raises UnreadableError: where the folder cannot be read: what is in it would be missing silently.
    """
    from fnmatch import fnmatchcase

    try:
        return sorted(folder / name for name in os.listdir(folder) if fnmatchcase(name, pattern))  # noqa: PTH208
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise UnreadableError(folder, error) from None


def below(folder: Path) -> list[Path]:
    """List every file below a folder, sorted; links to folders are not followed.

    :raises UnreadableError: where a folder cannot be read: what is in it would be missing silently.
    """

    def stop(error: OSError) -> None:
        raise UnreadableError(Path(error.filename), error) from None

    return sorted(Path(where) / name for where, _, names in os.walk(folder, onerror=stop) for name in names)


def decode(data: bytes, path: Path) -> str:
    """Decode UTF-8 bytes, code point for code point (no newline is translated).

    :raises DataError: with the line of the first byte that is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02x} at offset {error.start} is not UTF-8"
        raise DataError([Problem("not-utf-8", found, "Save the file as UTF-8.", str(path), line)]) from None


def read_text(path: Path, what: str = "file", pipe: bool = False) -> str:
    """Read the text of a UTF-8 file, code point for code point; see `read_bytes`."""
    return decode(read_bytes(path, what, pipe), path)


def resolved(path: Path) -> Path:
    """Resolve the links of a path; what is not there may be a part of it.

    :raises OSError, RuntimeError: where links lead in a circle.
    """
    found = path.resolve()
    if found.is_symlink():
        # Python 3.13 takes a circle for a path.
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return found


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write a file beside its final name and rename it into place when the block ends well.

    The old file stays as it was until then, and for good when the block fails or the process dies.

    A device or pipe (``/dev/stdout``) is written to directly: it holds nothing to lose.

    :raises UnwritableError: where it cannot be written.
    """
    if is_device(path):
        with path.open("ab") as out:
            yield out
        return
    try:
        path = resolved(path)
    except (OSError, RuntimeError):
        raise CircularLinksError(path) from None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with making(path.parent, f".{path.name}.", ".tmp") as temporary:
            with temporary.open("wb") as out:
                if path.is_file():
                    temporary.chmod(stat.S_IMODE(path.stat().st_mode))
                yield out
                out.flush()
                os.fsync(out.fileno())
            os.replace(temporary, path)
    except OSError as error:
        raise UnwritableError(path, error.strerror) from None


def is_device(path: Path) -> bool:
    """Tell whether a path is a device, pipe or socket: it is written to, and never replaced; and read only where somebody has asked for it."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode) or stat.S_ISBLK(mode)


class Readable:
    """Pieces of bytes as a file that is read, for libraries that want one."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._left, self._rest = iter(pieces), b""

    def read(self, size: int = -1) -> bytes:
        """Read the next bytes, at most ``size``; none at the end."""
        while not self._rest:
            piece = next(self._left, None)
            if piece is None:
                return b""
            self._rest = piece
        given, self._rest = (self._rest, b"") if size < 0 else (self._rest[:size], self._rest[size:])
        return given


def printable(text: str) -> str:
    """Leave out the characters by which data could command a terminal, or turn what is shown around; line feeds stay."""
    return "".join(c if c == "\n" or c.isprintable() or _is_harmless(c) else "�" for c in text)


def _is_harmless(character: str) -> bool:
    """Tell whether a character that Python does not call printable is one that texts have: a space, one that joins or parts letters."""
    import unicodedata

    return unicodedata.category(character) in ("Zs", "Co") or character in "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def for_terminal(data: bytes) -> bytes:
    """Make what a terminal is given: text that commands nothing, its tabs and ends of lines kept.

    :raises NotTextError: for what is no text.
    """
    if b"\0" in data:
        raise NotTextError
    text = data.decode(errors="replace").replace("\r\n", "\n")
    return "\t".join(printable(piece) for piece in text.split("\t")).encode()


#: Endings of compressed files.
COMPRESSED = (".gz", ".zst")


def plain_name(name: str) -> str:
    """Give the name of a file without the ending of its compression."""
    return next((name[: -len(e)] for e in COMPRESSED if name.lower().endswith(e)), name)


def unpacked(data: bytes, path: Path) -> bytes:
    """Decompress the bytes of a file, by its ending.

    :raises LibraryMissingError: where what unpacks them is not installed.
    :raises DataError: where they are no such thing.
    """
    try:
        if path.name.lower().endswith(".gz"):
            import gzip

            return gzip.decompress(data)
        import io

        import zstandard

        unpacked: bytes = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)).read()
        return unpacked
    except ModuleNotFoundError:
        raise LibraryMissingError(".zst", "zstandard", "mali-kg[zstd]") from None
    except Exception as error:
        raise DataError([Problem("broken-file", f"cannot be unpacked: {error}.", "Get the file again.", str(path))]) from None
