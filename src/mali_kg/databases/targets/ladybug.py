"""LadybugDB, a property graph in a file, in this process. It wants tables with typed columns, which are made of what is loaded."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import ladybug

from mali_kg.claims.property_graph import Edge, Node
from mali_kg.databases.connection import Connection
from mali_kg.databases.cypher import Rows, batches, properties
from mali_kg.databases.errors import short
from mali_kg.databases.node_comparison import NodePlan, StoredThing
from mali_kg.databases.swap import ChangedMeanwhileError, Stamp, change, stamp
from mali_kg.errors import MaliKgError

#: Bytes that it may take for its pages, where the database is small; twice its size, where it is large.
MEMORY = 128 << 20
#: New nodes and edges in one transaction, and in one statement.
STEP, BATCH = 10_000, 1_000
#: Columns, by the kind of the values.
COLUMNS = {"boolean": "BOOLEAN", "integer": "INT64", "list": "STRING[]", "text": "STRING"}


class LadybugTarget:
    """A database in a file. It is changed beside its name and renamed, so that it is as it was or whole, whatever happens meanwhile.

    :param read_only: whether nothing is to be written.
    :raises MaliKgError: where it cannot be opened.
    """

    def __init__(self, path: str, read_only: bool = False) -> None:
        self.name, self.read_only = f"LadybugDB {path}", read_only
        self.database: Any = None
        self.seen: Stamp | None = None
        self.connection: Any = None
        try:
            self.path = Path(path).resolve()
            self._refuse_strangers(path)
            self._read()
        except (RuntimeError, OSError, ValueError) as error:
            raise MaliKgError(f"{path}: cannot be opened as a LadybugDB database: {short(error)}.") from None

    def _refuse_strangers(self, shown: str) -> None:
        if self.path.exists() and not self.path.is_file():
            raise MaliKgError(f"{shown}: is a folder or device, and a LadybugDB database is a file. Give the name of a file.")
        if not self.path.exists() and self._log.exists():
            # It would be taken for what a database has not yet written to its file, and removed.
            raise MaliKgError(f"{shown}: is not there, and {self._log.name} is: of what database? Move it away, or give another name.")

    @property
    def _log(self) -> Path:
        """Where LadybugDB keeps what is not yet in its file."""
        return self.path.with_name(f"{self.path.name}.wal")

    def _open(self, path: Path, read_only: bool = False) -> None:
        size = path.stat().st_size if path.is_file() else 0
        self.database = ladybug.Database(str(path), buffer_pool_size=max(MEMORY, 2 * size), read_only=read_only)
        self.connection = ladybug.Connection(self.database)

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
    def _told(self) -> Iterator[None]:
        try:
            yield
        except (RuntimeError, OSError) as error:
            why = "another program has it open" if isinstance(error, BlockingIOError) else short(error)
            raise MaliKgError(f"{self.name}: {why}.") from None
        except ChangedMeanwhileError:
            raise MaliKgError(f"{self.name} was changed by somebody else meanwhile. Load again.") from None

    def _rows(self, query: str, rows: Rows | None = None, **values: Any) -> list[list[Any]]:
        return list(self._each(query, **values, **({"rows": rows} if rows else {})))

    def _each(self, query: str, **values: Any) -> Iterator[list[Any]]:
        answer: Any = self.connection.execute(query, values) if values else self.connection.execute(query)
        try:
            while answer.has_next():
                yield answer.get_next()
        finally:
            answer.close()

    def _columns(self, table: str) -> dict[str, str]:
        return {row[1]: row[2] for row in self._rows(f"CALL table_info('{table}') RETURN *")}

    def _tables(self, kind: str) -> list[str]:
        """The tables of nodes (``NODE``) or edges (``REL``) that can hold ours."""
        if self.connection is None:
            return []
        return [
            row[1] for row in self._rows("CALL show_tables() RETURN *") if row[2] == kind and {"kg", "sum"} <= self._columns(row[1]).keys()
        ]

    def nodes(self, base: str) -> Iterator[StoredThing]:
        """The nodes of the dataset that are there: id, label and sum."""
        return self._held("NODE", "MATCH (n:{}) WHERE n.kg = $base RETURN n.id, n.sum", base)

    def edges(self, base: str) -> Iterator[StoredThing]:
        """The edges of the dataset that are there: key, type and sum."""
        return self._held("REL", "MATCH ()-[e:{}]->() WHERE e.kg = $base RETURN e.key, e.sum", base)

    def _held(self, kind: str, query: str, base: str) -> Iterator[StoredThing]:
        with self._told():
            for table in self._tables(kind):
                yield from ((key, table, sum_) for key, sum_ in self._each(query.format(table), base=base))

    def counts(self, base: str) -> dict[str, int]:
        """Nodes by label and edges by type."""
        found: dict[str, int] = {}
        with self._told():
            for kind, pattern in (("NODE", "(n:{})"), ("REL", "()-[n:{}]->()")):
                for table in self._tables(kind):
                    ((number,),) = self._rows(f"MATCH {pattern.format(table)} WHERE n.kg = $base RETURN count(*)", base=base)
                    if number:
                        found[table] = number
        return found

    def _define(self, plan: NodePlan) -> None:
        """Make the tables and columns that a change needs and that are not there."""
        for label, fields in plan.labels().items():
            self._rows(f"CREATE NODE TABLE IF NOT EXISTS {label}(id STRING PRIMARY KEY, kg STRING, sum STRING)")
            self._extend(label, fields)
        there = {row[1] for row in self._rows("CALL show_tables() RETURN *") if row[2] == "REL"}
        for kind, pairs in groupby(plan.pairs(), itemgetter(0)):
            ends = [f"FROM {a} TO {b}" for _, a, b in pairs]
            if kind not in there:
                self._rows(f"CREATE REL TABLE {kind}({', '.join(ends)}, key STRING, kg STRING, sum STRING)")
            else:
                for end in ends:
                    self._rows(f"ALTER TABLE {kind} ADD IF NOT EXISTS {end}")
        for kind, fields in plan.types().items():
            self._extend(kind, fields)

    def _extend(self, table: str, fields: dict[str, str]) -> None:
        held = self._columns(table)
        for name, kind in fields.items():
            if name not in held:
                self._rows(f"ALTER TABLE {table} ADD `{name}` {COLUMNS[kind]}")

    def apply(self, plan: NodePlan, base: str, progress: Callable[[int], None], batch: int = 0) -> None:
        """Make a change: all of it, or nothing."""

        def make(path: Path) -> None:
            try:
                self._open(path)
                self._make(plan, base, progress, batch or BATCH)
            finally:
                self.close()

        self.close()
        try:
            with self._told():
                change(self.path, self.seen, make)
        except MaliKgError as error:
            raise MaliKgError(f"{error}\nThe database is as it was before.") from None
        with self._told():
            self._read()

    def _make(self, plan: NodePlan, base: str, progress: Callable[[int], None], size: int) -> None:
        """Make a change, in transactions of `STEP`: LadybugDB holds what is not committed in memory."""
        self._define(plan)
        done = committed = 0
        self._rows("BEGIN TRANSACTION")
        for run, statements in ((self._once, self._copies(plan, base, size)), (self._rows, self._changes(plan, base, size))):
            for query, rows in statements:
                if done - committed >= STEP:
                    self._rows("COMMIT")
                    self._rows("BEGIN TRANSACTION")
                    committed = done
                run(query, rows, **({"base": base} if "$base" in query else {}))
                done += len(rows)
                progress(done)
        self._rows("COMMIT")
        self._rows("CHECKPOINT")

    def _changes(self, plan: NodePlan, base: str, size: int) -> Iterator[tuple[str, Rows]]:
        """What goes and what changes, as statements, each with its rows; within a statement every row has the same columns."""
        yield from batches(
            plan.gone_edges(),
            lambda e: f"UNWIND $rows AS row MATCH (a:{e.label} {{id: row.tail, kg: $base}})-[e:{e.type} {{key: row.key}}]->() DELETE e",
            lambda e: {"tail": e.tail, "key": e.key},
            size,
        )
        yield from batches(
            plan.gone_nodes(), lambda n: f"UNWIND $rows AS row MATCH (n:{n[0]} {{id: row, kg: $base}}) DETACH DELETE n", itemgetter(1), size
        )
        columns = {label: self._columns(label).keys() - {"id", "kg", "sum"} for label in plan.labels()}

        def changing(n: Node) -> str:
            gone = [f"n.`{c}` = NULL" for c in sorted(columns[n.label] - n.properties.keys())]
            return f"UNWIND $rows AS row MATCH (n:{n.label} {{id: row.id, kg: row.kg}}) SET {', '.join([listed(n, 'n.`{}` = row.`{}`'), *gone])}"

        yield from batches(plan.changed_nodes(), changing, lambda n: {"id": n.id, **properties(n, base)}, size)
        yield from batches(
            plan.changed_edges(),
            lambda e: (
                f"UNWIND $rows AS row MATCH (a:{e.tail} {{id: row.tail, kg: row.kg}})-[e:{e.edge.type} {{key: row.key}}]->()"
                f" SET {listed(e.edge, 'e.`{}` = row.`{}`')}"
            ),
            lambda e: {"tail": e.edge.start, "key": e.key, **properties(e.edge, base)},
            size,
        )

    def _copies(self, plan: NodePlan, base: str, size: int) -> Iterator[tuple[str, Rows]]:
        """What is new, as statements of COPY, which takes a hundredth of the time of CREATE; each with its rows."""
        yield from batches(
            plan.new_nodes(),
            lambda n: f"COPY {n.label}({listed(n, '`{}`', 'id')}) FROM (UNWIND $rows AS row RETURN {listed(n, 'row.`{}`', 'id')})",
            lambda n: {"id": n.id, **properties(n, base)},
            size,
        )
        yield from batches(
            plan.new_edges(),
            lambda e: (
                f"COPY {e.edge.type}({listed(e.edge, '`{}`', 'key')}) FROM"
                f" (UNWIND $rows AS row RETURN row.a, row.b, {listed(e.edge, 'row.`{}`', 'key')}) (FROM='{e.tail}', TO='{e.head}')"
            ),
            lambda e: {"a": e.edge.start, "b": e.edge.end, "key": e.key, **properties(e.edge, base)},
            size,
        )

    def _once(self, query: str, rows: Rows, **_: Any) -> None:
        """Run a statement that may run only once: LadybugDB (0.22) ends the process where a prepared COPY, which `execute` keeps, runs again."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            answer: Any = self.connection.execute(self.connection.prepare(query, {"rows": rows}), {"rows": rows})
        answer.close()

    def close(self) -> None:
        """Close the database."""
        if self.connection:
            self.connection.close()
            self.database.close()
        self.database = self.connection = None


def listed(thing: Node | Edge, form: str, *first: str) -> str:
    """The columns of a node or edge, each in a form."""
    return ", ".join(form.replace("{}", name) for name in (*first, *sorted(thing.properties), "kg", "sum"))


def open_ladybug(to: Connection) -> LadybugTarget:
    """The database at ``ladybug:file``."""
    return LadybugTarget(to.address.path, to.read_only)
