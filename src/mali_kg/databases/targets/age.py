"""PostgreSQL with Apache AGE: openCypher within SQL, by psycopg. The graph is called ``mali_kg`` unless the address names another."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs

import psycopg
from psycopg import sql

from mali_kg.databases.connection import Connection
from mali_kg.databases.cypher import BATCH, Rows, statements
from mali_kg.databases.elements import StoredThing
from mali_kg.databases.errors import DatabaseError, LoginError, short
from mali_kg.databases.node_comparison import NodePlan

#: The graph that is loaded into.
GRAPH = "mali_kg"


class AgeTarget:
    """A graph of Apache AGE in a PostgreSQL database.

    :raises LoginError: where the database is not there, or does not know us.
    :raises DatabaseError: where it has no AGE, or refuses.
    """

    def __init__(self, to: Connection) -> None:
        parts, (user, password) = to.address.parts, to.login
        database = parts.path.strip("/") or "postgres"
        self.graph = parse_qs(parts.query).get("graph", [GRAPH])[0]
        self.name = f"AGE {parts.hostname}:{parts.port or 5432}/{database}"
        with self._translated():
            self.connection = psycopg.connect(
                host=parts.hostname,
                port=parts.port or 5432,
                dbname=database,
                user=user or None,
                password=password or None,
                connect_timeout=int(min(to.timeout or 30, 30)) or 1,
                autocommit=True,
            )
            self.connection.execute("LOAD 'age'")
            self.connection.execute('SET search_path = ag_catalog, "$user", public')
            known = self.connection.execute("SELECT count(*) FROM ag_graph WHERE name = %s", [self.graph]).fetchone()
            self.is_there = bool(known and known[0])

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except psycopg.OperationalError as error:
            # Whoever got through has a code of the server's: a full disk, a deadlock.
            if error.sqlstate and not error.sqlstate.startswith(("08", "28", "57P")):
                raise DatabaseError(self.name, short(error)) from None
            raise LoginError(self.name, short(error)) from None
        except psycopg.Error as error:
            raise DatabaseError(self.name, short(error)) from None

    def _cypher(self, query: str, columns: int, **values: str | Rows) -> Iterator[tuple[str | int | None, ...]]:
        names = sql.SQL(", ").join(sql.SQL("c{} agtype").format(sql.SQL(str(n))) for n in range(columns))
        # AGE takes the query as a constant; what varies is a parameter.
        text = sql.SQL("SELECT * FROM cypher({}, $cypher$ {} $cypher$, %s) AS ({})").format(sql.Literal(self.graph), sql.SQL(query), names)
        with self.connection.cursor() as cursor:
            for row in cursor.stream(text, [json.dumps(values, ensure_ascii=False)]):
                yield tuple(json.loads(str(v)) if v is not None else None for v in row)

    def nodes(self, base: str) -> Iterator[StoredThing]:
        """Read the nodes of the dataset that are there."""
        return self._stored("MATCH (n) WHERE n.kg = $base RETURN n.id, label(n), n.sum", base)

    def edges(self, base: str) -> Iterator[StoredThing]:
        """Read the edges of the dataset that are there."""
        return self._stored("MATCH ()-[e]->() WHERE e.kg = $base RETURN e.key, type(e), e.sum", base)

    def _stored(self, query: str, base: str) -> Iterator[StoredThing]:
        if self.is_there:
            with self._translated():
                yield from (StoredThing._make(row) for row in self._cypher(query, 3, base=base))

    def counts(self, base: str) -> dict[str, int]:
        """Count nodes by label and edges by type."""
        if not self.is_there:
            return {}
        with self._translated():
            nodes = list(self._cypher("MATCH (n) WHERE n.kg = $base RETURN label(n), count(*)", 2, base=base))
            edges = list(self._cypher("MATCH ()-[e]->() WHERE e.kg = $base RETURN type(e), count(*)", 2, base=base))
        return {str(name): int(number or 0) for name, number in (*nodes, *edges)}

    def apply(self, compared: NodePlan, base: str, progress: Callable[[int], None], batch: int = 0) -> None:
        """Make a change, in one transaction."""
        with self._translated(), self.connection.transaction():
            if not self.is_there:
                self.connection.execute("SELECT create_graph(%s)", [self.graph])
            self._labels(compared)
            done = 0
            for query, rows in statements(compared, base, batch or BATCH):
                list(self._cypher(f"{query} RETURN 1", 1, rows=rows, base=base))
                done += len(rows)
                progress(done)
        self.is_there = True

    def _labels(self, compared: NodePlan) -> None:
        """Make the tables of labels, each with an index on the properties, by which nodes are found."""
        known = self.connection.execute(
            "SELECT l.name FROM ag_label l JOIN ag_graph g ON g.graphid = l.graph WHERE g.name = %s", [self.graph]
        ).fetchall()
        there = {row[0] for row in known}
        for label in sorted(compared.labels().keys() - there):
            self.connection.execute("SELECT create_vlabel(%s, %s)", [self.graph, label])
            self.connection.execute(
                sql.SQL("CREATE INDEX ON {}.{} USING gin (properties)").format(sql.Identifier(self.graph), sql.Identifier(label))
            )
        for kind in sorted(compared.types().keys() - there):
            self.connection.execute("SELECT create_elabel(%s, %s)", [self.graph, kind])

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()


def open_age(to: Connection) -> AgeTarget:
    """Open the database at ``age://host:port/database``."""
    return AgeTarget(to)
