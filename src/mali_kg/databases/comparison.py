"""What of the quads is in a database and what should be, compared in a temporary file: this takes the same memory however much there is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from mali_kg.databases.lines import counts, key
from mali_kg.databases.temporary import temporary_database, writing

#: What was there when a change was planned, what should be there, and what is there afterwards.
Table = Literal["present", "wanted", "afterwards"]
TABLES: tuple[Table, ...] = ("present", "wanted", "afterwards")


class GraphCount(NamedTuple):
    """How many quads a graph has, and should have."""

    there: int
    sent: int
    #: How many of those that should be there are known to be missing, or cannot be there for want of numbers.
    missing: int

    def is_good(self, more: bool = False) -> bool:
        """Tell whether it is as it should be.

        :param more: whether more may be there than was sent.
        """
        return not self.missing and (more or self.there == self.sent)


class LineComparison:
    """Tables of lines of N-Quads, told apart by their keys (see `mali_kg.databases.lines.key`)."""

    def __init__(self) -> None:
        self.database = temporary_database()
        for table in TABLES:
            self.database.execute(f"CREATE TABLE {table} (key INTEGER NOT NULL, line BLOB NOT NULL)")

    def insert(self, table: Table, lines: Iterable[bytes]) -> int:
        """Insert all the lines of a table, in one go, and count them.

        :raises TemporaryFileError: where there is no room for them.
        """
        with writing(self.database):
            number = self.database.executemany(f"INSERT INTO {table} VALUES (?, ?)", ((key(line), line) for line in lines)).rowcount
            # Made afterwards it is sorted once: five times as fast as one that grows with the table.
            self.database.execute(f"CREATE INDEX {table}_key ON {table} (key)")
        return max(number, 0)

    def difference(self, table: Table, other: Table) -> Iterator[bytes]:
        """Give the lines that are in one table and not in the other, always in the same order."""
        return (line for (line,) in self.database.execute(f"SELECT line {_difference(table, other)} ORDER BY rowid"))

    def count_difference(self, table: Table, other: Table) -> int:
        """Count the lines that are in one table and not in the other."""
        return self._number(f"SELECT count(*) {_difference(table, other)}")

    def count_common(self) -> int:
        """Count the lines that are there and should be."""
        return self._number("SELECT count(*) FROM present WHERE key IN (SELECT key FROM wanted)")

    def close(self) -> None:
        """Delete the temporary file."""
        self.database.close()

    def _number(self, query: str) -> int:
        ((number,),) = self.database.execute(query)
        return int(number)


def _difference(table: Table, other: Table) -> str:
    return f"FROM {table} WHERE key NOT IN (SELECT key FROM {other})"


class QuadPlan:
    """What is there and what should be, compared: the change that makes one of the other. To be closed by ``with``.

    :param read: reads the lines that are there, each time it is called.
    :param wanted: the lines that should be there.
    :param remove: whether what is there and should not be is taken away.
    :raises TemporaryFileError: where there is no room to compare.
    """

    def __init__(self, read: Callable[[], Iterable[bytes]], wanted: Iterable[bytes], remove: bool = True) -> None:
        self.tables, self.read = LineComparison(), read
        try:
            #: How many quads are there, are to be added, are there as they should be, and are to be removed.
            self.present = self.tables.insert("present", read())
            self.tables.insert("wanted", wanted)
            self.added, self.kept = self.tables.count_difference("wanted", "present"), self.tables.count_common()
            self.removed = self.tables.count_difference("present", "wanted") if remove else 0
        except BaseException:
            self.tables.close()
            raise

    def __enter__(self) -> "QuadPlan":
        return self

    def __exit__(self, *_: object) -> None:
        self.tables.close()

    def additions(self) -> Iterator[bytes]:
        """Give the lines to add, in the same order each time."""
        return self.tables.difference("wanted", "present")

    def removals(self) -> Iterator[bytes]:
        """Give the lines to take away, in the same order each time."""
        return self.tables.difference("present", "wanted") if self.removed else iter(())

    def is_undone(self) -> bool:
        """Read again, and tell whether there is now what was there at first. To be asked once."""
        self.tables.insert("afterwards", self.read())
        return not self.tables.count_difference("afterwards", "present") and not self.tables.count_difference("present", "afterwards")


def graph_counts(wanted: Mapping[str, int], there: Mapping[str, int]) -> dict[str, GraphCount]:
    """Compare numbers of quads by graph: what a load has sent is not compared anew, but counted.

    :param wanted: how many quads should be there, by graph.
    :param there: how many are.
    """
    graphs = sorted(there.keys() | wanted.keys())
    found = {g: (there.get(g, 0), wanted.get(g, 0)) for g in graphs if there.get(g) or g in wanted}
    return {g: GraphCount(number, should, max(should - number, 0)) for g, (number, should) in found.items()}


def differences(compared: QuadPlan, wanted: Mapping[str, int]) -> dict[str, GraphCount]:
    """Count what differs, quad by quad, by graph.

    :param compared: what is there and what should be, all that differs to be removed.
    :param wanted: how many quads should be there, by graph.
    """
    missing, more = counts(compared.additions()), counts(compared.removals())
    return {
        g: GraphCount(wanted.get(g, 0) - missing.get(g, 0) + more.get(g, 0), wanted.get(g, 0), missing.get(g, 0))
        for g in sorted(wanted.keys() | more.keys())
    }
