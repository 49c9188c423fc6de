"""An Oxigraph store, in this process."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from mali_kg.databases.rdf_lines import update
from mali_kg.databases.rdf_target import Queried, RdfTarget
from mali_kg.databases.target import Connection
from mali_kg.errors import MaliKgError
from mali_kg.store import bulk_load


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

    :raises MaliKgError: where it cannot be opened: another program has it, or the folder is something else.
    """

    batch = 100_000
    bulk = True

    def __init__(self, path: str) -> None:
        self.name, self.path = f"Oxigraph store {path}", Path(path)
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
                self.path.mkdir(parents=True, exist_ok=True)
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

    def close(self) -> None:
        """Write everything to disk."""
        if self.is_made:
            try:
                self.store.flush()
            except OSError as error:
                raise self._unwritable(error) from None


def open_disk(to: Connection) -> DiskTarget:
    """The store in the folder of ``oxigraph:folder``."""
    if not to.path:
        raise MaliKgError("give a folder: oxigraph:folder")
    return DiskTarget(to.path)
