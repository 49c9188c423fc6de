"""The folder of an Oxigraph store, which is a database of RocksDB: what in it is the store, its lock, and a change that is whole or not at all.

A change is made in a copy, in a folder within the folder. What RocksDB never writes to again is a link there, which takes no room. The new files of the copy
go beside the old ones, where nothing reads them yet; then its file ``CURRENT``, which says what belongs to the database, takes the place of the old one. So
the store is as it was, or whole, even where the process is killed; and whatever else is in the folder stays where and as it is.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from mali_kg.databases.errors import CannotOpenError, ChangedMeanwhileError, NotADatabaseError
from mali_kg.files import resolved
from mali_kg.leftovers import left, making, named, remove

#: How the name of a copy begins.
LOADING = "mali-kg.loading-"
#: The files of RocksDB by which a database is what it is; those that it writes once; and what is in the others, too, once they are flushed.
CONTENT = re.compile(r"\d+\.(?:sst|blob|log)|MANIFEST-\d+|OPTIONS-\d+|IDENTITY|CURRENT")
ONCE = re.compile(r"\d+\.(?:sst|blob)")
FLUSHED = re.compile(r"\d+\.log")
#: Its lock, and the file that says which manifest holds; that lists the others.
LOCK, CURRENT, MANIFEST = "LOCK", "CURRENT", "MANIFEST-"


class StoreFolder:
    """A folder that is a store, or may become one: it is empty, or not there.

    :raises NotADatabaseError: where it is something else; nothing of it has been touched then.
    :raises CannotOpenError: where it cannot be looked at.
    """

    def __init__(self, path: str) -> None:
        self.given_path = path
        self._lock: BinaryIO | None = None
        self._made: list[Path] = []
        try:
            # Links are followed.
            self.path = resolved(Path(path))
            if self.path.exists():
                self._refuse_strangers()
        except (OSError, RuntimeError, ValueError) as error:
            raise CannotOpenError(path, "an Oxigraph store", str(getattr(error, "strerror", "") or error)) from None

    def _refuse_strangers(self) -> None:
        if not self.path.is_dir():
            raise NotADatabaseError(self.given_path, "is a file, and an Oxigraph store is a folder. Give the name of a folder.")
        copies = [path.name for path in named(self.path, LOADING)]
        if not self.is_store():
            # Where there are copies, files of RocksDB are what a load has put in place that was killed before CURRENT was.
            ours = {*copies, *(_content(self.path) if copies else ())}
            if (self.path / LOCK).is_file() and not (self.path / LOCK).stat().st_size:
                ours.add(LOCK)
            stranger = next((name for name in sorted(os.listdir(self.path)) if name not in ours), None)  # noqa: PTH208
            if stranger:
                reason = f"is no Oxigraph store, and not empty: it holds {stranger}. Give a new folder, an empty one, or a store."
                raise NotADatabaseError(self.given_path, reason)

    def is_store(self) -> bool:
        """Tell whether it holds a database of RocksDB."""
        return (self.path / CURRENT).is_file()

    def acquire(self) -> None:
        """Keep others from changing the store until `release`; and tidy up what loads that were killed have left.

        :raises BlockingIOError: where another program has it open.
        :raises OSError: where it cannot be written.
        """
        if self._lock:
            return
        self._made = [path for path in (self.path / LOCK, self.path, *self.path.parents) if not path.exists()]
        self.path.mkdir(parents=True, exist_ok=True)
        self._lock = (self.path / LOCK).open("ab")
        try:
            _lock(self._lock, self.path / LOCK)
        except BaseException:
            self._lock.close()
            self._lock = None
            raise
        for copy in left(self.path, LOADING):
            if not self.is_store() and _content(self.path) and (copy / CURRENT).exists():
                self._install(copy)
            remove(copy)

    def release(self) -> None:
        """Let others change it. Where there is no store after all, nothing of ours stays."""
        if not self._lock:
            return
        if not self.is_store():
            with suppress(OSError):
                for path in self._made:
                    # A folder is removed only where nothing is in it.
                    path.unlink() if path == self.path / LOCK else path.rmdir()
        self._lock.close()
        self._lock = None

    @contextmanager
    def changing(self, was_store: bool) -> Iterator[Path]:
        """Make a folder with a copy of the store, which becomes the store when the block ends well. Nothing may have it open then.

        :param was_store: whether there was a store when the change was planned.
        :raises BlockingIOError: where another program has it open.
        :raises ChangedMeanwhileError: where somebody else has made one meanwhile.
        :raises OSError: where it cannot be written.
        """
        self.acquire()
        self._refuse_strangers()
        if self.is_store() != was_store:
            raise ChangedMeanwhileError(f"Oxigraph store {self.given_path}", "made")
        with making(self.path, LOADING) as copy:
            copy.mkdir()
            before = _content(self.path) if was_store else []
            for name in before:
                _copy(self.path / name, copy / name)
            yield copy
            # What RocksDB has given up in the copy.
            gone = set(before) - set(_content(copy))
            self._install(copy)
            for name in gone:
                remove(self.path / name)

    def _install(self, copy: Path) -> None:
        """Put the files of a copy in place; until the last one they are read by nobody."""
        names = [name for name in _content(copy) if not FLUSHED.fullmatch(name)]
        names.sort(key=lambda name: (name == CURRENT, name.startswith(MANIFEST)))
        was_store, done = self.is_store(), []
        try:
            for name in names:
                if name == CURRENT:
                    _sync(self.path)
                os.replace(copy / name, self.path / name)
                done.append(name)
        except BaseException:
            if not was_store and CURRENT not in done:
                for name in done:
                    remove(self.path / name)
            raise
        _sync(self.path)


def _lock(file: BinaryIO, path: Path) -> None:
    """Take the lock that RocksDB takes. To open and close the file once more would give it up."""
    if sys.platform != "win32":
        import fcntl

        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if not os.path.samestat(os.fstat(file.fileno()), path.stat()):
        raise BlockingIOError


def _content(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if CONTENT.fullmatch(name)]  # noqa: PTH208


def _copy(file: Path, copy: Path) -> None:
    """Copy a file; one that is never written to again, by a link where that can be."""
    if ONCE.fullmatch(file.name):
        with suppress(OSError):
            os.link(file, copy)
            return
    shutil.copyfile(file, copy)


def _sync(folder: Path) -> None:
    """Have the names in a folder written to disk, where that can be asked for."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
