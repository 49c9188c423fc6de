"""What is there and what should be, side by side in a temporary file: the comparison takes the same memory however much there is."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from mali_kg.databases.lines import key
from mali_kg.errors import MaliKgError

SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"


def temporary() -> sqlite3.Connection:
    """A database of SQLite in a file that nobody else sees and that goes with it (it is made only when memory for its cache is used up)."""
    database = sqlite3.connect("", isolation_level=None)
    database.executescript(SETTINGS)
    return database


@contextmanager
def room() -> Iterator[None]:
    """Tell where a temporary file cannot be written."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise MaliKgError(
            f"the comparison needs a temporary file, and that cannot be written: {error}. Make room, or set TMPDIR."
        ) from None


class LineComparison:
    """Heaps of lines of N-Quads, told apart by their keys (see `mali_kg.databases.lines.key`): what was ``there``, what is ``sent``, and what is
    there ``now``.
    """

    def __init__(self) -> None:
        self.database = temporary()
        for heap in ("there", "sent", "now"):
            self.database.execute(f"CREATE TABLE {heap} (key INTEGER NOT NULL, line BLOB NOT NULL)")

    def put(self, heap: str, lines: Iterable[bytes]) -> int:
        """Put the lines of a heap on it, in one go; how many there were.

        :raises MaliKgError: where there is no room for them.
        """
        with room():
            self.database.execute("BEGIN")
            number = self.database.executemany(f"INSERT INTO {heap} VALUES (?, ?)", ((key(line), line) for line in lines)).rowcount
            # Made afterwards it is sorted once: five times as fast as one that grows with the heap.
            self.database.execute(f"CREATE INDEX {heap}_key ON {heap} (key)")
            self.database.execute("COMMIT")
        return max(number, 0)

    def only(self, heap: str, other: str) -> Iterator[bytes]:
        """The lines that are on one heap and not on the other, always in the same order."""
        return (line for (line,) in self.database.execute(f"SELECT line {_only(heap, other)} ORDER BY rowid"))

    def count_only(self, heap: str, other: str) -> int:
        """How many lines are on one heap and not on the other."""
        return self._number(f"SELECT count(*) {_only(heap, other)}")

    def count_both(self) -> int:
        """How many lines are on both heaps."""
        return self._number("SELECT count(*) FROM there WHERE key IN (SELECT key FROM sent)")

    def _number(self, query: str) -> int:
        ((number,),) = self.database.execute(query)
        return int(number)


def _only(heap: str, other: str) -> str:
    return f"FROM {heap} WHERE key NOT IN (SELECT key FROM {other})"
