"""An Oxigraph store, in this process."""

import gc
import os
import shutil
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

from mali_kg.databases.beside import leftovers
from mali_kg.databases.rdf_lines import update
from mali_kg.databases.rdf_target import Queried, RdfTarget
from mali_kg.databases.target import Connection
from mali_kg.errors import MaliKgError
from mali_kg.store import bulk_load

#: What follows the name of the folder beside it: as it was before a change, and a change that failed.
BEFORE, FAILED = ".before-", ".failed-"


class InStore(Queried):
    """A store that answers questions."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def rows(self, query: str) -> Iterator[ox.QuerySolution]:
        """The rows of a SELECT query."""
        answer = self.store.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        return answer


class DiskTarget(InStore, RdfTarget):
    """A store in a folder, which is made when something is put into it.

    While it is changed, its files as they were stand beside it, as links that take no room; where the change fails, they are put back.

    :raises MaliKgError: where it cannot be opened: another program has it, or the folder is something else.
    """

    batch = 100_000
    bulk = True
    undoes = True

    def __init__(self, path: str) -> None:
        self.name, self.path = f"Oxigraph store {path}", Path(path)
        self._sweep()
        self.is_made = self.path.exists()
        super().__init__(self._open() if self.is_made else ox.Store())

    def _open(self) -> ox.Store:
        try:
            return ox.Store(str(self.path))
        except (OSError, RuntimeError, ValueError) as error:
            why = "another program has it open; stop that, or load through its server" if "lock" in str(error).lower() else str(error)
            raise MaliKgError(f"{self.path}: cannot be opened as an Oxigraph store: {why}.") from None

    def _make(self) -> None:
        if not self.is_made:
            try:
                self.path.mkdir(parents=True)
            except FileExistsError:
                raise MaliKgError(f"{self.name} was made by somebody else meanwhile. Load again.") from None
            except OSError as error:
                raise self._unwritable(error) from None
            self.store, self.is_made = self._open(), True

    def is_empty(self) -> bool:
        """Whether nothing at all is there."""
        return next(iter(self.store), None) is None

    def fill(self, pieces: Callable[[], Iterable[bytes]]) -> None:
        """Add quads by the bulk loader, part by part; each of them is added whole or not at all."""
        self._make()
        try:
            bulk_load(self.store, pieces())
        except OSError as error:
            raise self._unwritable(error) from None
        except SyntaxError as error:
            raise MaliKgError(f"the dataset is damaged: {error.msg}. Run mali-kg build to make it again.") from None

    def change(self, add: list[bytes], remove: list[bytes]) -> None:
        """Take quads away and add others, in one transaction."""
        self._make()
        try:
            self.store.update(update(add, remove))
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> MaliKgError:
        return MaliKgError(f"{self.name}: cannot be written: {error}.")

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is done within is written to disk at its end; where anything fails, the folder is as it was."""
        before = self.path.with_name(f"{self.path.name}{BEFORE}{os.getpid()}")
        was_made = self.is_made
        try:
            if was_made:
                self.store.backup(str(before))
        except OSError as error:
            self._sweep()
            raise self._unwritable(error) from None
        try:
            yield
            if self.is_made:
                self.store.flush()
        except BaseException as error:
            # It is closed when nothing holds it any more, and has to be: left open it would go on removing files by their names.
            made_now, self.store, self.is_made = self.is_made and not was_made, ox.Store(), was_made
            _let_go(error)
            if was_made:
                self.path.rename(self.path.with_name(f"{self.path.name}{FAILED}{os.getpid()}"))
                before.rename(self.path)
                self.store = ox.Store.read_only(str(self.path))
            elif made_now:
                shutil.rmtree(self.path, ignore_errors=True)
            if isinstance(error, OSError):
                raise self._unwritable(error) from None
            raise
        finally:
            self._sweep()

    def close(self) -> None:
        """Let go of the store."""
        self.store, self.is_made = ox.Store(), False

    def _sweep(self) -> None:
        """Remove what loads that have ended left beside the folder. One that was killed while it put the folder back has that done first."""
        for left in leftovers(self.path, BEFORE):
            if self.path.exists():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.rename(self.path)
        for left in leftovers(self.path, FAILED):
            shutil.rmtree(left, ignore_errors=True)


def _let_go(error: BaseException | None) -> None:
    """Clear what the frames of an error, and of those that led to it, hold."""
    while error:
        traceback.clear_frames(error.__traceback__)
        error = error.__context__
    gc.collect()


def open_disk(to: Connection) -> DiskTarget:
    """The store in the folder of ``oxigraph:folder``."""
    return DiskTarget(to.path)
