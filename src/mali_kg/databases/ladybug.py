"""LadybugDB, a property graph in a folder, in this process. It wants tables with typed columns, which are made of what is loaded."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ladybug

from mali_kg.databases.graph import Change, Sums, sum_of
from mali_kg.databases.target import Connection
from mali_kg.errors import MaliKgError
from mali_kg.export.property_graph import Edge, Node, Value
from mali_kg.files import printable

#: Nodes or edges in one statement.
BATCH = 2_000


def column_type(value: Value) -> str:
    """The type of the column that holds a value."""
    return (
        "BOOLEAN"
        if isinstance(value, bool)
        else "INT64"
        if isinstance(value, int)
        else "STRING[]"
        if isinstance(value, tuple)
        else "STRING"
    )


class LadybugTarget:
    """A database in a folder (LadybugDB keeps it in files of that name).

    :raises MaliKgError: where it cannot be opened.
    """

    def __init__(self, path: str) -> None:
        self.name = f"LadybugDB {path}"
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            self.database = ladybug.Database(path)
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

    def _rows(self, query: str, values: dict[str, Any] | None = None) -> list[list[Any]]:
        answer: Any = self.connection.execute(query, values) if values else self.connection.execute(query)
        found: list[list[Any]] = []
        while answer.has_next():
            found.append(answer.get_next())
        answer.close()
        return found

    def _columns(self, table: str) -> dict[str, str]:
        return {row[1]: row[2] for row in self._rows(f"CALL table_info('{table}') RETURN *")}

    def _tables(self, kind: str) -> list[str]:
        """The tables of nodes (``NODE``) or edges (``REL``) that can hold ours."""
        return [
            row[1] for row in self._rows("CALL show_tables() RETURN *") if row[2] == kind and {"kg", "sum"} <= self._columns(row[1]).keys()
        ]

    def sums(self, base: str) -> Sums:
        """What of the dataset is there."""
        nodes: dict[str, str] = {}
        edges: dict[str, str] = {}
        with self._told():
            for table in self._tables("NODE"):
                rows = self._rows(f"MATCH (n:{table}) WHERE n.kg = $base RETURN n.id, n.sum", {"base": base})
                nodes.update((i, s) for i, s in rows)
            for table in self._tables("REL"):
                rows = self._rows(f"MATCH ()-[e:{table}]->() WHERE e.kg = $base RETURN e.key, e.sum", {"base": base})
                edges.update((k, s) for k, s in rows)
        return Sums(nodes, edges)

    def counts(self, base: str) -> dict[str, int]:
        """Nodes by label and edges by type."""
        found: dict[str, int] = {}
        with self._told():
            for kind, pattern in (("NODE", "(n:{})"), ("REL", "()-[n:{}]->()")):
                for table in self._tables(kind):
                    ((number,),) = self._rows(f"MATCH {pattern.format(table)} WHERE n.kg = $base RETURN count(*)", {"base": base})
                    if number:
                        found[table] = number
        return found

    def _define(self, change: Change, labels: dict[str, str]) -> None:
        """Make the tables and columns that a change needs and that are not there."""
        columns: dict[str, dict[str, str]] = {}
        for n in (*change.new_nodes, *change.changed_nodes):
            columns.setdefault(n.label, {}).update((k, column_type(v)) for k, v in n.properties.items())
        for label in {*columns, *labels.values()}:
            self._rows(f"CREATE NODE TABLE IF NOT EXISTS {label}(id STRING PRIMARY KEY, kg STRING, sum STRING)")
            self._extend(label, columns.get(label, {}))
        pairs: dict[str, set[tuple[str, str]]] = {}
        of_edges: dict[str, dict[str, str]] = {}
        for _, e in change.new_edges:
            pairs.setdefault(e.type, set()).add((labels[e.start], labels[e.end]))
            of_edges.setdefault(e.type, {}).update((k, column_type(v)) for k, v in e.properties.items())
        there = {row[1] for row in self._rows("CALL show_tables() RETURN *") if row[2] == "REL"}
        for kind, joined in sorted(pairs.items()):
            ends = [f"FROM {a} TO {b}" for a, b in sorted(joined)]
            if kind not in there:
                self._rows(f"CREATE REL TABLE {kind}({', '.join(ends)}, key STRING, kg STRING, sum STRING)")
            else:
                for end in ends:
                    self._rows(f"ALTER TABLE {kind} ADD IF NOT EXISTS {end}")
            self._extend(kind, of_edges[kind])

    def _extend(self, table: str, columns: dict[str, str]) -> None:
        held = self._columns(table)
        for name, kind in columns.items():
            if name not in held:
                self._rows(f"ALTER TABLE {table} ADD `{name}` {kind}")

    def apply(self, change: Change, labels: dict[str, str], base: str, progress: Callable[[int], None]) -> None:
        """Make a change, in one transaction (the tables it needs stay, empty, where it fails)."""
        with self._told():
            self._define(change, labels)
            self._rows("BEGIN TRANSACTION")
            try:
                done = 0
                for query, rows in self._statements(change, labels, base):
                    for at in range(0, len(rows), BATCH):
                        self._rows(query, {"rows": rows[at : at + BATCH]})
                        done += len(rows[at : at + BATCH])
                        progress(done)
                self._rows("COMMIT")
            except RuntimeError:
                self._rows("ROLLBACK")
                raise

    def _statements(self, change: Change, labels: dict[str, str], base: str) -> Iterator[tuple[str, list[Any]]]:
        """The statements of a change, each with its rows."""
        for kind in dict.fromkeys(k.split("|")[1] for k in change.drop_edges):
            yield (
                f"UNWIND $rows AS row MATCH ()-[e:{kind} {{key: row}}]->() DELETE e",
                [k for k in change.drop_edges if k.split("|")[1] == kind],
            )
        if change.drop_nodes:
            yield "UNWIND $rows AS row MATCH (n {id: row}) DETACH DELETE n", change.drop_nodes
        for (label, names), nodes in grouped((n.label, n) for n in change.new_nodes):
            yield (
                f"UNWIND $rows AS row CREATE (n:{label} {{id: row.id, {assigned(names, ': ')}}})",
                [row_of(n, base, id=n.id) for n in nodes],
            )
        for (label, names), nodes in grouped((n.label, n) for n in change.changed_nodes):
            gone = [f"n.`{c}` = NULL" for c in self._columns(label) if c not in (*names, "id", "kg", "sum")]
            setting = ", ".join([assigned(names, " = ", "n."), *gone])
            yield f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET {setting}", [row_of(n, base, id=n.id) for n in nodes]
        edges = [((labels[e.start], e.type, labels[e.end]), k, e) for k, e in change.new_edges]
        keys = {id(e): k for _, k, e in edges}
        for ((start, kind, end), names), found in grouped((ends, e) for ends, _, e in edges):
            yield (
                f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}), (b:{end} {{id: row.b}})"
                f" CREATE (a)-[e:{kind} {{key: row.key, {assigned(names, ': ')}}}]->(b)",
                [row_of(e, base, a=e.start, b=e.end, key=keys[id(e)]) for e in found],
            )

    def close(self) -> None:
        """Close the database."""
        self.connection.close()
        self.database.close()


def grouped(things: Iterable[tuple[Any, Any]]) -> Iterator[tuple[tuple[Any, tuple[str, ...]], list[Any]]]:
    """Nodes or edges by table and by the properties that they have: within a statement every row has the same."""
    found: dict[tuple[Any, tuple[str, ...]], list[Any]] = {}
    for table, thing in things:
        found.setdefault((table, tuple(sorted(thing.properties))), []).append(thing)
    yield from found.items()


def assigned(names: tuple[str, ...], between: str, before: str = "") -> str:
    """Columns, each with the field of the row that it takes."""
    return ", ".join(f"{before}`{name}`{between}row.`{name}`" for name in (*names, "kg", "sum"))


def row_of(thing: Node | Edge, base: str, **more: str) -> dict[str, Any]:
    """A node or edge as a row of values."""
    return {**{k: list(v) if isinstance(v, tuple) else v for k, v in thing.properties.items()}, "kg": base, "sum": sum_of(thing), **more}


def short(error: BaseException) -> str:
    """The first line of an error."""
    return printable(str(error)).split("\n")[0][:300].rstrip(".")


def open_ladybug(to: Connection) -> LadybugTarget:
    """The database at ``ladybug:folder``."""
    if not to.path:
        raise MaliKgError("give a folder: ladybug:folder")
    return LadybugTarget(to.path)
