"""LadybugDB, a property graph in a folder, in this process. It wants tables with typed columns, which are made of what is loaded."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

import ladybug

from mali_kg.databases.cypher import Rows, batches, properties
from mali_kg.databases.graph_plan import GraphPlan
from mali_kg.databases.target import Connection
from mali_kg.errors import MaliKgError
from mali_kg.export.property_graph import Edge, Node
from mali_kg.files import printable

#: Bytes that it may take for its pages, where the database is small; twice its size, where it is large.
MEMORY = 128 << 20
#: New nodes and edges in one transaction, and in one statement.
STEP, BATCH = 10_000, 1_000
#: Columns, by the kind of the values.
COLUMNS = {"boolean": "BOOLEAN", "integer": "INT64", "list": "STRING[]", "text": "STRING"}


class LadybugTarget:
    """A database in a folder (LadybugDB keeps it in files of that name).

    :raises MaliKgError: where it cannot be opened.
    """

    def __init__(self, path: str) -> None:
        self.name = f"LadybugDB {path}"
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            size = Path(path).stat().st_size if Path(path).is_file() else 0
            self.database = ladybug.Database(path, buffer_pool_size=max(MEMORY, 2 * size))
            self.connection = ladybug.Connection(self.database)
        except (RuntimeError, OSError) as error:
            why = "another program has it open" if "lock" in str(error).lower() else short(error)
            raise MaliKgError(f"{path}: cannot be opened as a LadybugDB database: {why}.") from None

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except RuntimeError as error:
            raise MaliKgError(f"{self.name}: {short(error)}") from None

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
        return [
            row[1] for row in self._rows("CALL show_tables() RETURN *") if row[2] == kind and {"kg", "sum"} <= self._columns(row[1]).keys()
        ]

    def nodes(self, base: str) -> Iterator[tuple[str, str]]:
        """The nodes of the dataset that are there: id and sum."""
        return self._pairs("NODE", "MATCH (n:{}) WHERE n.kg = $base RETURN n.id, n.sum", base)

    def edges(self, base: str) -> Iterator[tuple[str, str]]:
        """The edges of the dataset that are there: key and sum."""
        return self._pairs("REL", "MATCH ()-[e:{}]->() WHERE e.kg = $base RETURN e.key, e.sum", base)

    def _pairs(self, kind: str, query: str, base: str) -> Iterator[tuple[str, str]]:
        with self._told():
            for table in self._tables(kind):
                yield from (tuple(row) for row in self._each(query.format(table), base=base))

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

    def _define(self, plan: GraphPlan) -> None:
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

    def apply(self, plan: GraphPlan, base: str, progress: Callable[[int], None], batch: int = 0) -> None:
        """Make a change: what is new first, in transactions of `STEP`, since LadybugDB holds what is not committed in memory; all else in the last one.

        Where it fails, what is new is taken away again (the tables that were made stay, empty).
        """
        size = batch or BATCH
        done = committed = 0
        with self._told():
            self._define(plan)
            try:
                self._rows("BEGIN TRANSACTION")
                for run, statements in ((self._once, self._copies(plan, base, size)), (self._rows, self._changes(plan, base, size))):
                    for query, rows in statements:
                        if run == self._once and done - committed >= STEP:
                            self._rows("COMMIT")
                            self._rows("BEGIN TRANSACTION")
                            committed = done
                        run(query, rows)
                        done += len(rows)
                        progress(done)
                self._rows("COMMIT")
            except BaseException:
                with suppress(RuntimeError):
                    self._rows("ROLLBACK")
                if committed:
                    self._take_back(plan)
                raise

    def _take_back(self, plan: GraphPlan) -> None:
        """Take away what is new, as far as it is there."""
        for query, rows in (
            *batches(
                plan.new_edges(),
                lambda e: f"UNWIND $rows AS row MATCH ()-[e:{e.edge.type} {{key: row}}]->() DELETE e",
                attrgetter("key"),
                BATCH,
            ),
            *batches(
                plan.new_nodes(), lambda n: f"UNWIND $rows AS row MATCH (n:{n.label} {{id: row}}) DETACH DELETE n", attrgetter("id"), BATCH
            ),
        ):
            self._rows(query, rows)

    def _changes(self, plan: GraphPlan, base: str, size: int) -> Iterator[tuple[str, Rows]]:
        """What goes and what changes, as statements, each with its rows; within a statement every row has the same columns."""
        yield from batches(
            plan.gone_edges(), lambda e: f"UNWIND $rows AS row MATCH ()-[e:{e[0]} {{key: row}}]->() DELETE e", itemgetter(1), size
        )
        yield from batches(plan.gone_nodes(), lambda _: "UNWIND $rows AS row MATCH (n {id: row}) DETACH DELETE n", str, size)
        columns = {label: self._columns(label).keys() - {"id", "kg", "sum"} for label in plan.labels()}

        def changing(n: Node) -> str:
            gone = [f"n.`{c}` = NULL" for c in sorted(columns[n.label] - n.properties.keys())]
            return f"UNWIND $rows AS row MATCH (n:{n.label} {{id: row.id}}) SET {', '.join([listed(n, 'n.`{}` = row.`{}`'), *gone])}"

        yield from batches(plan.changed_nodes(), changing, lambda n: {"id": n.id, **properties(n, base)}, size)
        yield from batches(
            plan.changed_edges(),
            lambda e: f"UNWIND $rows AS row MATCH ()-[e:{e.edge.type} {{key: row.key}}]->() SET {listed(e.edge, 'e.`{}` = row.`{}`')}",
            lambda e: {"key": e.key, **properties(e.edge, base)},
            size,
        )

    def _copies(self, plan: GraphPlan, base: str, size: int) -> Iterator[tuple[str, Rows]]:
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

    def _once(self, query: str, rows: Rows) -> None:
        """Run a statement that may run only once: LadybugDB (0.22) ends the process where a prepared COPY, which `execute` keeps, runs again."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            answer: Any = self.connection.execute(self.connection.prepare(query, {"rows": rows}), {"rows": rows})
        answer.close()

    def close(self) -> None:
        """Close the database."""
        self.connection.close()
        self.database.close()


def listed(thing: Node | Edge, form: str, *first: str) -> str:
    """The columns of a node or edge, each in a form."""
    return ", ".join(form.replace("{}", name) for name in (*first, *sorted(thing.properties), "kg", "sum"))


def short(error: BaseException) -> str:
    """The first line of an error."""
    return printable(str(error)).split("\n")[0][:300].rstrip(".")


def open_ladybug(to: Connection) -> LadybugTarget:
    """The database at ``ladybug:folder``."""
    if not to.path:
        raise MaliKgError("give a folder: ladybug:folder")
    return LadybugTarget(to.path)
