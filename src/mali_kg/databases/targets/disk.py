"""An Oxigraph store, in this process."""

import errno
import gc
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pyoxigraph as ox

from mali_kg.claims.sparql_backend import UnexpectedAnswerError
from mali_kg.databases.connection import Connection
from mali_kg.databases.errors import CannotOpenError, DamagedLinesError, InUseError, NoSpaceError, NotReadableError, NotWritableError, short
from mali_kg.databases.lines import update
from mali_kg.databases.rdf_target import RdfTarget
from mali_kg.databases.store_folder import StoreFolder
from mali_kg.store.disk import bulk_load


class DiskTarget(RdfTarget):
    """A store in a folder, which is made when something is put into it. It is read as it is; nothing of it is written for that, not even a date.

    :param read_only: whether it is not to be changed; else nobody else may change it until it is closed.
    :raises InUseError: where another program has it open.
    :raises NotADatabaseError: where the folder holds something else.
    :raises CannotOpenError: where it cannot be read.
    """

    batch = 100_000
    bulk = True
    rolls_back = True

    def __init__(self, path: str, read_only: bool = False) -> None:
        self.name = f"Oxigraph store {path}"
        self.folder = StoreFolder(path)
        self.store = self._open()
        if not read_only and self.folder.path.exists():
            with self._translated():
                self.folder.acquire()
            # As it is now that nobody else can change it.
            self.store = self._open()
        self.is_made = self.folder.is_store()

    def _open(self) -> ox.Store:
        if not self.folder.is_store():
            return ox.Store()
        try:
            return ox.Store.read_only(str(self.folder.path))
        except (OSError, RuntimeError, ValueError) as error:
            raise CannotOpenError(self.folder.given_path, "an Oxigraph store", short(error)) from None

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except BlockingIOError:
            raise InUseError(self.name, "; stop that, or load through its server") from None
        except OSError as error:
            full = error.errno == errno.ENOSPC
            raise (NoSpaceError if full else NotWritableError)(self.name, short(error)) from None

    def rows(self, query: str) -> Iterator[ox.QuerySolution]:
        """Ask a SELECT query."""
        try:
            answer = self.store.query(query)
            if not isinstance(answer, ox.QuerySolutions):
                raise UnexpectedAnswerError(self.name, query)
            yield from answer
        except (OSError, RuntimeError) as error:
            raise NotReadableError(self.name, short(error)) from None

    def fill(self, pieces: Callable[[], Iterable[bytes]]) -> None:
        """Add quads by the bulk loader, part by part; within `transaction`."""
        try:
            bulk_load(self.store, pieces())
        except SyntaxError as error:
            raise DamagedLinesError(str(error.msg)) from None

    def change(self, add: list[bytes], remove: list[bytes]) -> None:
        """Take quads away and add others, in one transaction; within `transaction`."""
        self.store.update(update(add, remove))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Change a copy of the store, which takes its place at the end; where anything fails, nothing of it is in the store."""
        try:
            with self._translated(), self.folder.changing(self.is_made) as copy:
                self.store = ox.Store(str(copy))
                try:
                    yield
                    self.store.flush()
                except BaseException as error:
                    self.store = ox.Store()
                    _release(error)
                    raise
                self.store = ox.Store()
                _release(None)
        finally:
            self.is_made = self.folder.is_store()
            self.store = self._open()

    def close(self) -> None:
        """Let go of the store."""
        self.store, self.is_made = ox.Store(), False
        self.folder.release()


def _release(error: BaseException | None) -> None:
    """Have a store closed that nothing holds any more, not even the frames of an error and of those that led to it: left open it would go on writing."""
    while error:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__
    gc.collect()


def open_disk(to: Connection) -> DiskTarget:
    """Open the store in the folder of ``oxigraph:folder``."""
    return DiskTarget(to.address.path, to.read_only)
