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
    """A store in a folder.

    :raises MaliKgError: where it cannot be opened: another program has it, or the folder is something else.
    """

    batch = 100_000
    bulk = True

    def __init__(self, path: str) -> None:
        self.name = f"Oxigraph store {path}"
        try:
            Path(path).mkdir(parents=True, exist_ok=True)
            super().__init__(ox.Store(path))
        except (OSError, RuntimeError, ValueError) as error:
            why = "another program has it open; stop that, or load through its server" if "lock" in str(error).lower() else str(error)
            raise MaliKgError(f"{path}: cannot be opened as an Oxigraph store: {why}.") from None

    def is_empty(self) -> bool:
        """Whether nothing at all is there."""
        return next(iter(self.store), None) is None

    def fill(self, pieces: Callable[[], Iterable[bytes]], path: Path | None) -> None:
        """Add quads by the bulk loader, piece by piece; each of them is added whole or not at all."""
        try:
            bulk_load(self.store, pieces())
        except OSError as error:
            raise self._unwritable(error) from None

    def change(self, add: list[bytes], remove: list[bytes]) -> None:
        """Take quads away and add others, in one transaction."""
        try:
            self.store.update(update(add, remove))
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> MaliKgError:
        return MaliKgError(f"{self.name}: cannot be written: {error}.")

    def close(self) -> None:
        """Write everything to disk."""
        self.store.flush()


def open_disk(to: Connection) -> DiskTarget:
    """The store in the folder of ``oxigraph:folder``."""
    if not to.path:
        raise MaliKgError("give a folder: oxigraph:folder")
    return DiskTarget(to.path)
