"""What of a property graph is in a database and what should be, compared in a temporary file; and the difference, in order and in pieces."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from mali_kg.claims.property_graph import Edge, Node
from mali_kg.databases.elements import JoinedEdge, LooseEdge, StoredThing, checksum, ends, fields, from_json, from_key, key, to_json
from mali_kg.databases.lines import chunks
from mali_kg.databases.temporary import temporary_database, writing

#: Nodes and edges that go into the file in one step.
STEP = 10_000
TABLES = """
CREATE TABLE there (key TEXT PRIMARY KEY, is_edge INTEGER, kind TEXT, checksum TEXT, tail TEXT, head TEXT, removable INTEGER DEFAULT 0) WITHOUT ROWID;
CREATE TABLE relabelled (key TEXT PRIMARY KEY, kind TEXT) WITHOUT ROWID;
CREATE TABLE cut (key TEXT, node TEXT);
CREATE TABLE node (key TEXT PRIMARY KEY, label TEXT, fields TEXT, checksum TEXT, properties TEXT) WITHOUT ROWID;
CREATE TABLE edge (key TEXT PRIMARY KEY, tail TEXT, type TEXT, head TEXT, fields TEXT, checksum TEXT, properties TEXT) WITHOUT ROWID;
"""
_ENDS = "edge JOIN node a ON a.key = edge.tail JOIN node b ON b.key = edge.head"
_NEW_NODES = "FROM node WHERE key NOT IN (SELECT key FROM there)"
_NEW_EDGES = f"FROM {_ENDS} WHERE edge.key NOT IN (SELECT key FROM there)"
_CHANGED_NODES = "FROM node JOIN there USING (key) WHERE node.checksum != there.checksum"
_CHANGED_EDGES = f"FROM {_ENDS} JOIN there ON there.key = edge.key WHERE edge.checksum != there.checksum"
_GONE_NODES = """FROM (
    SELECT kind, key FROM there WHERE NOT is_edge AND removable AND key NOT IN (SELECT key FROM node) UNION ALL SELECT kind, key FROM relabelled
)"""
_GONE_EDGES = "FROM there WHERE is_edge AND removable AND key NOT IN (SELECT key FROM edge)"


class NodePlan:
    """What is there and what should be, compared: the change that makes one of the other. To be closed by ``with``."""

    def __init__(self) -> None:
        self.database = temporary_database()
        self.database.executescript(TABLES)

    def __enter__(self) -> "NodePlan":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Delete the temporary file."""
        self.database.close()

    # Filling it

    def insert_present(self, nodes: Iterable[StoredThing], edges: Iterable[StoredThing]) -> None:
        """Insert what is there.

        :raises TemporaryFileError: where there is no room for it.
        """
        for is_edge, found in enumerate((nodes, edges)):
            for some in chunks(found, STEP):
                rows = [(is_edge, key, kind, hash_, *(ends(key) if is_edge else (None, None))) for key, kind, hash_ in some]
                self._insert("there (is_edge, key, kind, checksum, tail, head)", rows)

    def insert_wanted(self, things: Iterable[Node | Edge]) -> None:
        """Insert what should be there, after `insert_present`.

        :raises TemporaryFileError: where there is no room for it.
        """
        for some in chunks(things, STEP):
            nodes, edges = [t for t in some if isinstance(t, Node)], [t for t in some if isinstance(t, Edge)]
            self._insert("node", [(n.id, n.label, fields(n.properties), checksum(n), to_json(n.properties)) for n in nodes])
            self._insert(
                "edge", [(key(e), e.start, e.type, e.end, fields(e.properties), checksum(e), to_json(e.properties)) for e in edges]
            )

        # A node whose label has changed is another one: it is made anew, with its edges.
        self.database.execute("INSERT INTO relabelled SELECT key, kind FROM there JOIN node USING (key) WHERE label != kind")
        for column in ("tail", "head", "key"):
            there = f"FROM there WHERE {column} IN (SELECT key FROM relabelled)"
            self.database.execute(f"INSERT INTO cut SELECT key, {column} {there} AND is_edge AND key NOT IN (SELECT key FROM edge)")
            self.database.execute(f"DELETE {there}")

    def allow_removal(self, of: Callable[[str], bool]) -> None:
        """Allow what is there, and should not be, to be taken away.

        :param of: tells of the id of a node or the key of an edge whether this holds of it.
        """
        self.database.create_function("goes", 1, of)
        self.database.execute("UPDATE there SET removable = goes(key)")

    def _insert(self, table: str, rows: Sequence[tuple[str | int | None, ...]]) -> None:
        if rows:
            with writing(self.database):
                self.database.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)

    # What is there

    def nodes_there(self, prefix: str = "") -> Iterator[str]:
        """Give the ids of nodes that are there and begin so."""
        last = prefix + "\U0010ffff"
        return (key for (key,) in self.database.execute("SELECT key FROM there WHERE NOT is_edge AND key BETWEEN ? AND ?", (prefix, last)))

    def cut(self) -> Iterator[tuple[str, str]]:
        """Give the keys of edges that should not be there, or are not known to, and go with a node that is made anew; each with the id of the node."""
        yield from self.database.execute("SELECT key, node FROM cut ORDER BY 1, 2")

    def is_there(self, iri: str) -> bool:
        """Tell whether a node is there."""
        return bool(self._number("SELECT count(*) FROM there WHERE key = ? AND NOT is_edge", iri))

    # The difference

    def overlap(self) -> int:
        """Count the wanted nodes that are there."""
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
        """Give the edges to take away, by type and label: those between nodes that stay; the others go with their nodes."""
        query = f"""
            WITH gone AS MATERIALIZED (SELECT key {_GONE_NODES})
            SELECT e.kind, e.key, n.kind, n.key FROM (SELECT * {_GONE_EDGES}) e JOIN there n ON n.key = e.tail
            WHERE e.tail NOT IN (SELECT key FROM gone) AND e.head NOT IN (SELECT key FROM gone) ORDER BY e.kind, n.kind"""
        return (LooseEdge(*row) for row in self.database.execute(query))

    def gone_nodes(self) -> Iterator[tuple[str, str]]:
        """Give the nodes to take away: label and id, by label."""
        return ((label, k) for label, k in self.database.execute(f"SELECT kind, key {_GONE_NODES} ORDER BY kind"))

    def new_nodes(self) -> Iterator[Node]:
        """Give the nodes to add, by label and fields."""
        return self._nodes(_NEW_NODES)

    def changed_nodes(self) -> Iterator[Node]:
        """Give the nodes whose properties are to be replaced, by label and fields."""
        return self._nodes(_CHANGED_NODES)

    def new_edges(self) -> Iterator[JoinedEdge]:
        """Give the edges to add, by type, by the labels that they join, and by fields."""
        return self._edges(_NEW_EDGES)

    def changed_edges(self) -> Iterator[JoinedEdge]:
        """Give the edges whose properties are to be replaced, in the same order."""
        return self._edges(_CHANGED_EDGES)

    def _edges(self, which: str) -> Iterator[JoinedEdge]:
        query = f"SELECT edge.key, a.label, edge.properties, b.label {which} ORDER BY edge.type, a.label, b.label, edge.fields"
        for k, start_label, properties, end_label in self.database.execute(query):
            yield JoinedEdge(k, start_label, from_key(k, from_json(properties)), end_label)

    def _nodes(self, which: str) -> Iterator[Node]:
        for k, label, properties in self.database.execute(f"SELECT key, label, properties {which} ORDER BY label, fields"):
            yield Node(k, label, from_json(properties))

    # What a database has to make beforehand

    def labels(self) -> dict[str, dict[str, str]]:
        """Give the labels of nodes that change or that new edges join, with their fields and the kinds of these."""
        joined = f"SELECT a.label, '' {_NEW_EDGES} UNION SELECT b.label, '' {_NEW_EDGES}"
        return self._schema(f"SELECT label, fields {_NEW_NODES} UNION SELECT label, fields {_CHANGED_NODES} UNION {joined}")

    def types(self) -> dict[str, dict[str, str]]:
        """Give the types of edges that are new or change, with their fields and the kinds of these."""
        return self._schema(f"SELECT type, edge.fields {_NEW_EDGES} UNION SELECT type, edge.fields {_CHANGED_EDGES}")

    def pairs(self) -> list[tuple[str, str, str]]:
        """Give the types of new edges with the labels that they join."""
        return list(self.database.execute(f"SELECT DISTINCT type, a.label, b.label {_NEW_EDGES} ORDER BY 1, 2, 3"))

    def _schema(self, query: str) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for name, listed in self.database.execute(f"{query} ORDER BY 1, 2"):
            found.setdefault(name, {}).update(field.split(":") for field in listed.split())
        return found

    # Whether it is there

    def wanted_counts(self) -> dict[str, int]:
        """Count what should be there, by label or type."""
        return dict(
            self.database.execute("SELECT label, count(*) FROM node GROUP BY 1 UNION ALL SELECT type, count(*) FROM edge GROUP BY 1")
        )

    def differences(self, more: bool) -> dict[str, tuple[int, int, bool]]:
        """Count by label or type: how many are there, how many should be, and whether all of them are as they should be.

        :param more: whether more may be there.
        """
        wanted = self.wanted_counts()
        there = Counter(self._counts("SELECT label FROM node JOIN there USING (key)", "SELECT type FROM edge JOIN there USING (key)"))
        held = Counter(
            self._counts(
                "SELECT label FROM node JOIN there USING (key, checksum)", "SELECT type FROM edge JOIN there USING (key, checksum)"
            )
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

    def _number(self, query: str, *values: str) -> int:
        ((number,),) = self.database.execute(query, values)
        return int(number)
