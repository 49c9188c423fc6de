"""What of a property graph is in a database and what should be, side by side in a temporary file; and the difference, in order and in pieces."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from mali_kg.claims.property_graph import Edge, Node, Value
from mali_kg.databases.comparison import room, temporary
from mali_kg.databases.lines import chunks

#: Nodes and edges that go into the file in one step.
STEP = 10_000
TABLES = """
CREATE TABLE there (key TEXT PRIMARY KEY, is_edge INTEGER, kind TEXT, sum TEXT, tail TEXT, head TEXT, may_go INTEGER DEFAULT 0) WITHOUT ROWID;
CREATE TABLE relabelled (key TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID;
CREATE TABLE node (key TEXT PRIMARY KEY, label TEXT, fields TEXT, sum TEXT, properties TEXT) WITHOUT ROWID;
CREATE TABLE edge (key TEXT PRIMARY KEY, tail TEXT, type TEXT, head TEXT, fields TEXT, sum TEXT, properties TEXT) WITHOUT ROWID;
"""
_ENDS = "edge JOIN node a ON a.key = edge.tail JOIN node b ON b.key = edge.head"
_NEW_NODES = "FROM node WHERE key NOT IN (SELECT key FROM there)"
_NEW_EDGES = f"FROM {_ENDS} WHERE edge.key NOT IN (SELECT key FROM there)"
_CHANGED_NODES = "FROM node JOIN there USING (key) WHERE node.sum != there.sum"
_CHANGED_EDGES = f"FROM {_ENDS} JOIN there ON there.key = edge.key WHERE edge.sum != there.sum"
_GONE_NODES = """FROM (
    SELECT kind, key FROM there WHERE NOT is_edge AND may_go AND key NOT IN (SELECT key FROM node) UNION ALL SELECT kind, key FROM relabelled
)"""
_GONE_EDGES = "FROM there WHERE is_edge AND may_go AND key NOT IN (SELECT key FROM edge)"


#: A node or edge that is in a database: id or key, label or type, sum.
StoredThing = tuple[str, str, str]


class LooseEdge(NamedTuple):
    """An edge to take away between nodes that stay: its type and key, and the node that it starts at, with its label."""

    type: str
    key: str
    label: str
    tail: str


class JoinedEdge(NamedTuple):
    """An edge with its key and the labels of the nodes that it joins."""

    key: str
    tail: str
    edge: Edge
    head: str


def key(edge: Edge) -> str:
    """What tells an edge from every other."""
    return f"{edge.start}|{edge.type}|{edge.end}"


def sum_of(thing: Node | Edge) -> str:
    """A hash of the label or type and the properties."""
    shown = json.dumps([thing.label if isinstance(thing, Node) else thing.type, thing.properties], sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(shown.encode(), digest_size=8).hexdigest()


def fields(properties: dict[str, Value]) -> str:
    """The names of properties, each with the kind of its value: things of the same fields go into one statement."""
    kinds = {bool: "boolean", int: "integer", tuple: "list", str: "text"}
    return " ".join(f"{name}:{kinds[type(value)]}" for name, value in sorted(properties.items()))


class NodePlan:
    """What of a dataset is there and what should be, compared. To be closed by ``with``."""

    def __init__(self) -> None:
        self.database = temporary()
        self.database.executescript(TABLES)

    def __enter__(self) -> "NodePlan":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the temporary file."""
        self.database.close()

    # Filling it

    def put_there(self, nodes: Iterable[StoredThing], edges: Iterable[StoredThing]) -> None:
        """Note what is there."""
        for is_edge, found in enumerate((nodes, edges)):
            for some in chunks(found, STEP):
                rows = [(is_edge, key, kind, sum_, *(_ends(key) if is_edge else (None, None))) for key, kind, sum_ in some]
                self._insert("there (is_edge, key, kind, sum, tail, head)", rows)

    def put_wanted(self, things: Iterable[Node | Edge]) -> None:
        """Note what should be there."""
        for some in chunks(things, STEP):
            nodes, edges = [t for t in some if isinstance(t, Node)], [t for t in some if isinstance(t, Edge)]
            self._insert("node", [(n.id, n.label, fields(n.properties), sum_of(n), _json(n.properties)) for n in nodes])
            self._insert("edge", [(key(e), e.start, e.type, e.end, fields(e.properties), sum_of(e), _json(e.properties)) for e in edges])

        # A node whose label has changed is another one: it is made anew, with its edges.
        self.database.execute("INSERT INTO relabelled SELECT key, kind FROM there JOIN node USING (key) WHERE label != kind")
        for column in ("key", "tail", "head"):
            self.database.execute(f"DELETE FROM there WHERE {column} IN (SELECT key FROM relabelled)")

    def let_go(self, keys: Iterable[str] | None = None) -> None:
        """Note that these may be taken away, where they should not be there; without any, all that is there."""
        if keys is None:
            self.database.execute("UPDATE there SET may_go = 1")
            return
        for some in chunks(keys, STEP):
            self.database.executemany("UPDATE there SET may_go = 1 WHERE key = ?", [(k,) for k in some])

    def _insert(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            with room():
                self.database.execute("BEGIN")
                self.database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
                self.database.execute("COMMIT")

    # What is there

    def nodes_there(self, prefix: str = "") -> Iterator[str]:
        """The ids of nodes that are there and begin so."""
        last = prefix + "\U0010ffff"
        return self._first("SELECT key FROM there WHERE NOT is_edge AND key BETWEEN ? AND ?", prefix, last)

    def edges_there(self) -> Iterator[tuple[str, str, str]]:
        """The edges that are there: from, type, to."""
        yield from self.database.execute("SELECT tail, kind, head FROM there WHERE is_edge")

    def is_there(self, iri: str) -> bool:
        """Whether a node is there."""
        return bool(self._number("SELECT count(*) FROM there WHERE key = ? AND NOT is_edge", iri))

    # The difference

    def overlap(self) -> int:
        """How many of the wanted nodes are there."""
        return self._number("SELECT count(*) FROM node JOIN there USING (key)")

    @property
    def added(self) -> int:
        """How many nodes and edges are new."""
        return self._number(f"SELECT count(*) {_NEW_NODES}") + self._number(f"SELECT count(*) {_NEW_EDGES}")

    @property
    def changed(self) -> int:
        """How many nodes and edges change."""
        return self._number(f"SELECT count(*) {_CHANGED_NODES}") + self._number(f"SELECT count(*) {_CHANGED_EDGES}")

    @property
    def removed(self) -> int:
        """How many nodes and edges go."""
        return self._number(f"SELECT count(*) {_GONE_NODES}") + self._number(f"SELECT count(*) {_GONE_EDGES}")

    def gone_edges(self) -> Iterator[LooseEdge]:
        """Edges to take away, by type and label: those between nodes that stay; the others go with their nodes."""
        query = f"""
            WITH gone AS MATERIALIZED (SELECT key {_GONE_NODES})
            SELECT e.kind, e.key, n.kind, n.key FROM (SELECT * {_GONE_EDGES}) e JOIN there n ON n.key = e.tail
            WHERE e.tail NOT IN (SELECT key FROM gone) AND e.head NOT IN (SELECT key FROM gone) ORDER BY e.kind, n.kind"""
        return (LooseEdge(*row) for row in self.database.execute(query))

    def gone_nodes(self) -> Iterator[tuple[str, str]]:
        """Nodes to take away: label and id, by label."""
        return ((label, k) for label, k in self.database.execute(f"SELECT kind, key {_GONE_NODES} ORDER BY kind"))

    def new_nodes(self) -> Iterator[Node]:
        """Nodes to add, by label and fields."""
        return self._nodes(_NEW_NODES)

    def changed_nodes(self) -> Iterator[Node]:
        """Nodes whose properties are to be replaced, by label and fields."""
        return self._nodes(_CHANGED_NODES)

    def new_edges(self) -> Iterator[JoinedEdge]:
        """Edges to add, by type, by the labels that they join, and by fields."""
        return self._edges(_NEW_EDGES)

    def changed_edges(self) -> Iterator[JoinedEdge]:
        """Edges whose properties are to be replaced, in the same order."""
        return self._edges(_CHANGED_EDGES)

    def _edges(self, which: str) -> Iterator[JoinedEdge]:
        columns = "edge.key, a.label, edge.tail, edge.type, edge.head, edge.properties, b.label"
        query = f"SELECT {columns} {which} ORDER BY edge.type, a.label, b.label, edge.fields"
        for k, tail, start, kind, end, properties, head in self.database.execute(query):
            yield JoinedEdge(k, tail, Edge(start, end, kind, _value(properties)), head)

    def _nodes(self, which: str) -> Iterator[Node]:
        for k, label, properties in self.database.execute(f"SELECT key, label, properties {which} ORDER BY label, fields"):
            yield Node(k, label, _value(properties))

    # What a database has to make beforehand

    def labels(self) -> dict[str, dict[str, str]]:
        """The labels of nodes that change or that new edges join, with their fields and the kinds of these."""
        joined = f"SELECT a.label, '' {_NEW_EDGES} UNION SELECT b.label, '' {_NEW_EDGES}"
        return self._schema(f"SELECT label, fields {_NEW_NODES} UNION SELECT label, fields {_CHANGED_NODES} UNION {joined}")

    def types(self) -> dict[str, dict[str, str]]:
        """The types of edges that are new or change, with their fields and the kinds of these."""
        return self._schema(f"SELECT type, edge.fields {_NEW_EDGES} UNION SELECT type, edge.fields {_CHANGED_EDGES}")

    def pairs(self) -> list[tuple[str, str, str]]:
        """The types of new edges with the labels that they join."""
        return list(self.database.execute(f"SELECT DISTINCT type, a.label, b.label {_NEW_EDGES} ORDER BY 1, 2, 3"))

    def _schema(self, query: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, listed in self.database.execute(f"{query} ORDER BY 1, 2"):
            found.setdefault(name, {}).update(field.split(":") for field in listed.split())
        return found

    # Whether it is there

    def wanted_counts(self) -> dict[str, int]:
        """How many should be there, by label or type."""
        return dict(
            self.database.execute("SELECT label, count(*) FROM node GROUP BY 1 UNION ALL SELECT type, count(*) FROM edge GROUP BY 1")
        )

    def differences(self, more: bool) -> dict[str, tuple[int, int, bool]]:
        """By label or type: how many are there, how many should be, and whether all of them are as they should be.

        :param more: whether more may be there.
        """
        wanted = self.wanted_counts()
        there = Counter(self._counts("SELECT label FROM node JOIN there USING (key)", "SELECT type FROM edge JOIN there USING (key)"))
        held = Counter(
            self._counts("SELECT label FROM node JOIN there USING (key, sum)", "SELECT type FROM edge JOIN there USING (key, sum)")
        )
        stale = Counter(self._counts(f"SELECT kind {_GONE_NODES}", f"SELECT kind {_GONE_EDGES}"))
        return {
            name: (there[name] + stale[name], wanted.get(name, 0), held[name] == wanted.get(name, 0) and (more or not stale[name]))
            for name in sorted(wanted.keys() | stale.keys(), key=lambda n: (n.isupper(), n))
        }

    def _counts(self, nodes: str, edges: str) -> dict[str, int]:
        return dict(
            self.database.execute(
                f"SELECT name, count(*) FROM (SELECT NULL AS name WHERE 0 UNION ALL {nodes} UNION ALL {edges}) GROUP BY 1"
            )
        )

    def _first(self, query: str, *values: str) -> Iterator[str]:
        return (row[0] for row in self.database.execute(query, values))

    def _number(self, query: str, *values: str) -> int:
        ((number,),) = self.database.execute(query, values)
        return int(number)


def _ends(key: str) -> tuple[str, str]:
    tail, _, head = key.split("|")
    return tail, head


def _json(properties: dict[str, Value]) -> str:
    return json.dumps(properties, ensure_ascii=False)


def _value(text: str) -> dict[str, Value]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(text).items()}
