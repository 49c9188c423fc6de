"""LadybugDB, a property graph in a file, in this process. It wants tables with typed columns, which are made of what is loaded."""

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Protocol, cast

import ladybug

from mali_kg.databases.connection import Connection
from mali_kg.databases.cypher import Rows
from mali_kg.databases.elements import StoredThing
from mali_kg.databases.errors import CannotOpenError, DatabaseError, InUseError, LoadError, NotADatabaseError, short
from mali_kg.databases.node_comparison import NodePlan
from mali_kg.databases.swap import Stamp, change, stamp
from mali_kg.databases.targets.ladybug_statements import changes, copies
from mali_kg.errors import MaliKgError
from mali_kg.files import resolved

#: Bytes that it may take for its pages, where the database is small; twice its size, where it is large.
MEMORY = 128 << 20
#: New nodes and edges in one transaction, and in one statement.
STEP, BATCH = 10_000, 1_000
#: Columns, by the kind of the values.
COLUMNS = {"boolean": "BOOLEAN", "integer": "INT64", "list": "STRING[]", "text": "STRING"}
#: A value in a row of an answer.
Cell = str | int | None


class Answer(Protocol):
    """The answer to one statement, as LadybugDB gives it."""

    def has_next(self) -> bool:
        """Tell whether there is another row."""

    def get_next(self) -> list[Cell]:
        """Give the next row."""

    def close(self) -> None:
        """Let go of it."""


class LadybugConnection(Protocol):
    """A connection of LadybugDB, as far as it is used."""

    def execute(self, query: object, parameters: Mapping[str, str | Rows] | None = None) -> Answer:
        """Run a statement, as text or prepared."""

    def prepare(self, query: str, parameters: Mapping[str, str | Rows]) -> object:
        """Prepare a statement."""

    def close(self) -> None:
        """Close it."""


class LadybugTarget:
    """A database in a file. It is changed beside its name and renamed, so that it is as it was or whole, whatever happens meanwhile.

    :param read_only: whether nothing is to be written.
    :raises NotADatabaseError: where the path is no place for a database.
    :raises CannotOpenError: where it cannot be read.
    """

    def __init__(self, path: str, read_only: bool = False) -> None:
        self.name, self.read_only = f"LadybugDB {path}", read_only
        self.database: ladybug.Database | None = None
        self.seen: Stamp | None = None
        self.connection: LadybugConnection | None = None
        try:
            self.path = resolved(Path(path))
            self._refuse_strangers(path)
            self._read()
        except (RuntimeError, OSError, ValueError) as error:
            raise CannotOpenError(path, "a LadybugDB database", short(error)) from None

    def _refuse_strangers(self, shown: str) -> None:
        if self.path.exists() and not self.path.is_file():
            raise NotADatabaseError(shown, "is a folder or device, and a LadybugDB database is a file. Give the name of a file.")
        if not self.path.exists() and self._log.exists():
            # It would be taken for what a database has not yet written to its file, and removed.
            raise NotADatabaseError(shown, f"is not there, and {self._log.name} is: of what database? Move it away, or give another name.")

    @property
    def _log(self) -> Path:
        """Where LadybugDB keeps what is not yet in its file."""
        return self.path.with_name(f"{self.path.name}.wal")

    def _open(self, path: Path, read_only: bool = False) -> None:
        size = path.stat().st_size if path.is_file() else 0
        self.database = ladybug.Database(str(path), buffer_pool_size=max(MEMORY, 2 * size), read_only=read_only)
        self.connection = cast("LadybugConnection", ladybug.Connection(self.database))

    def _read(self) -> None:
        """Open the database to read, where there is one: so nothing of it changes, not even its date."""
        if self._log.exists() and not self.read_only:
            # Somebody was interrupted: what they had committed goes into the file.
            self._open(self.path)
            self._rows("CHECKPOINT")
            self.close()
        self.seen = stamp(self.path)
        if self.seen:
            self._open(self.path, read_only=True)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (RuntimeError, OSError) as error:
            if isinstance(error, BlockingIOError):
                raise InUseError(self.name) from None
            raise DatabaseError(self.name, f"{short(error)}.") from None

    @property
    def _connected(self) -> LadybugConnection:
        if self.connection is None:
            raise DatabaseError(self.name, "is not open.")
        return self.connection

    def _rows(self, query: str, **values: str | Rows) -> list[list[Cell]]:
        return list(self._each(query, **values))

    def _each(self, query: str, **values: str | Rows) -> Iterator[list[Cell]]:
        answer = self._connected.execute(query, values) if values else self._connected.execute(query)
        try:
            while answer.has_next():
                yield answer.get_next()
        finally:
            answer.close()

    def _columns(self, table: str) -> dict[str, str]:
        return {str(row[1]): str(row[2]) for row in self._rows(f"CALL table_info('{table}') RETURN *")}

    def _tables(self, kind: str) -> list[str]:
        """List the tables of nodes (``NODE``) or edges (``REL``) that can hold ours."""
        if self.connection is None:
            return []
        return [
            table
            for table in (str(row[1]) for row in self._rows("CALL show_tables() RETURN *") if row[2] == kind)
            if {"kg", "sum"} <= self._columns(table).keys()
        ]

    def nodes(self, base: str) -> Iterator[StoredThing]:
        """Read the nodes of the dataset that are there."""
        return self._stored("NODE", "MATCH (n:{}) WHERE n.kg = $base RETURN n.id, n.sum", base)

    def edges(self, base: str) -> Iterator[StoredThing]:
        """Read the edges of the dataset that are there."""
        return self._stored("REL", "MATCH ()-[e:{}]->() WHERE e.kg = $base RETURN e.key, e.sum", base)

    def _stored(self, kind: str, query: str, base: str) -> Iterator[StoredThing]:
        with self._translated():
            for table in self._tables(kind):
                yield from (StoredThing._make((key, table, hash_)) for key, hash_ in self._each(query.format(table), base=base))

    def counts(self, base: str) -> dict[str, int]:
        """Count nodes by label and edges by type."""
        found: dict[str, int] = {}
        with self._translated():
            for kind, pattern in (("NODE", "(n:{})"), ("REL", "()-[n:{}]->()")):
                for table in self._tables(kind):
                    ((number,),) = self._rows(f"MATCH {pattern.format(table)} WHERE n.kg = $base RETURN count(*)", base=base)
                    if isinstance(number, int) and number:
                        found[table] = number
        return found

    def _define(self, compared: NodePlan) -> None:
        """Make the tables and columns that a change needs and that are not there."""
        for label, fields in compared.labels().items():
            self._rows(f"CREATE NODE TABLE IF NOT EXISTS {label}(id STRING PRIMARY KEY, kg STRING, sum STRING)")
            self._extend(label, fields)
        there = {row[1] for row in self._rows("CALL show_tables() RETURN *") if row[2] == "REL"}
        for kind, pairs in groupby(compared.pairs(), itemgetter(0)):
            ends = [f"FROM {a} TO {b}" for _, a, b in pairs]
            if kind not in there:
                self._rows(f"CREATE REL TABLE {kind}({', '.join(ends)}, key STRING, kg STRING, sum STRING)")
            else:
                for end in ends:
                    self._rows(f"ALTER TABLE {kind} ADD IF NOT EXISTS {end}")
        for kind, fields in compared.types().items():
            self._extend(kind, fields)

    def _extend(self, table: str, fields: dict[str, str]) -> None:
        held = self._columns(table)
        for name, kind in fields.items():
            if name not in held:
                self._rows(f"ALTER TABLE {table} ADD `{name}` {COLUMNS[kind]}")

    def apply(self, compared: NodePlan, base: str, progress: Callable[[int], None], batch: int = 0) -> None:
        """Make a change: all of it, or nothing."""

        def make(path: Path) -> None:
            try:
                self._open(path)
                self._make(compared, base, progress, batch or BATCH)
            finally:
                self.close()

        self.close()
        try:
            with self._translated():
                change(self.name, self.path, self.seen, make)
        except MaliKgError as error:
            raise LoadError(error, "The database is as it was before.") from None
        with self._translated():
            self._read()

    def _make(self, compared: NodePlan, base: str, progress: Callable[[int], None], size: int) -> None:
        """Make a change, in transactions of `STEP`: LadybugDB holds what is not committed in memory."""
        self._define(compared)
        done = committed = 0
        self._rows("BEGIN TRANSACTION")
        columns = {label: self._columns(label).keys() - {"id", "kg", "sum"} for label in compared.labels()}
        for run, statements in ((self._once, copies(compared, base, size)), (self._rows, changes(compared, base, columns, size))):
            for query, rows in statements:
                if done - committed >= STEP:
                    self._rows("COMMIT")
                    self._rows("BEGIN TRANSACTION")
                    committed = done
                run(query, rows=rows, **({"base": base} if "$base" in query else {}))
                done += len(rows)
                progress(done)
        self._rows("COMMIT")
        self._rows("CHECKPOINT")

    def _once(self, query: str, **values: str | Rows) -> None:
        """Run a statement that may run only once: LadybugDB (0.22) ends the process where a prepared COPY, which `execute` keeps, runs again."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            answer = self._connected.execute(self._connected.prepare(query, values), values)
        answer.close()

    def close(self) -> None:
        """Close the database."""
        if self.connection and self.database:
            self.connection.close()
            self.database.close()
        self.database = self.connection = None


def open_ladybug(to: Connection) -> LadybugTarget:
    """Open the database at ``ladybug:file``."""
    return LadybugTarget(to.address.path, to.read_only)
