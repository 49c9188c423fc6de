"""Databases that speak Bolt and openCypher: Neo4j, Memgraph, ArcadeDB and others, by the official driver."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress

import neo4j
from neo4j import exceptions

from mali_kg.databases.connection import Connection
from mali_kg.databases.cypher import BATCH, statements
from mali_kg.databases.elements import StoredThing
from mali_kg.databases.errors import DatabaseError, LoginRefusedError, UnavailableError, short
from mali_kg.databases.node_comparison import NodePlan


class BoltTarget:
    """A database behind Bolt.

    :raises UnavailableError: where it is not there, or is something else.
    :raises LoginRefusedError: where it does not know us.
    :raises DatabaseError: where it refuses.
    """

    def __init__(self, to: Connection) -> None:
        parts, (user, password) = to.address.parts, to.login
        host = parts.netloc.rpartition("@")[2]
        self.address = f"{parts.scheme}://{host}"
        self.database = parts.path.strip("/") or None
        self.name = f"{self.address}{'/' + self.database if self.database else ''}"
        with self._translated():
            self.driver = neo4j.GraphDatabase.driver(
                self.address,
                auth=(user, password) if user else None,
                connection_timeout=min(to.timeout or 30, 30),
                connection_acquisition_timeout=to.timeout or 3600,
                max_transaction_retry_time=15,
                user_agent="mali-kg",
                notifications_min_severity="OFF",
            )
            # Fails at once where nothing is there; the database is asked next, which is tried again where a connection drops.
            self.driver.verify_connectivity()
        self._rows("RETURN 1 AS one")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Raise what goes wrong as an error of ours."""
        try:
            yield
        except exceptions.AuthError:
            raise LoginRefusedError(self.name) from None
        except exceptions.ServiceUnavailable as error:
            raise UnavailableError(self.name, "Bolt", short(error)) from None
        except exceptions.ConfigurationError as error:
            raise DatabaseError(self.name, short(error)) from None
        except (exceptions.Neo4jError, exceptions.DriverError, OSError) as error:
            raise DatabaseError(self.name, short(error)) from None

    def _rows(self, query: str, **values: str) -> list[neo4j.Record]:
        with self._translated(), self.driver.session(database=self.database) as session:
            return session.execute_read(lambda tx: list(tx.run(query, values)))

    def _stored(self, query: str, base: str) -> Iterator[StoredThing]:
        """Ask for rows and give them as they come in; the driver fetches them a thousand at a time."""
        with self._translated(), self.driver.session(database=self.database) as session:
            yield from (StoredThing._make(row.values()) for row in session.run(query, base=base))

    def nodes(self, base: str) -> Iterator[StoredThing]:
        """Read the nodes of the dataset that are there."""
        return self._stored("MATCH (n) WHERE n.kg = $base RETURN n.id, labels(n)[0], n.sum", base)

    def edges(self, base: str) -> Iterator[StoredThing]:
        """Read the edges of the dataset that are there."""
        return self._stored("MATCH ()-[e]->() WHERE e.kg = $base RETURN e.key, type(e), e.sum", base)

    def counts(self, base: str) -> dict[str, int]:
        """Count nodes by label and edges by type."""
        nodes = self._rows("MATCH (n) WHERE n.kg = $base RETURN labels(n)[0] AS name, count(*) AS number", base=base)
        edges = self._rows("MATCH ()-[e]->() WHERE e.kg = $base RETURN type(e) AS name, count(*) AS number", base=base)
        return {row["name"]: row["number"] for row in (*nodes, *edges)}

    def apply(self, compared: NodePlan, base: str, progress: Callable[[int], None], batch: int = 0) -> None:
        """Make a change, in one transaction."""
        with self._translated():
            self._index(compared.labels())
            with self.driver.session(database=self.database) as session, session.begin_transaction() as tx:
                done = 0
                for query, rows in statements(compared, base, batch or BATCH):
                    tx.run(query, rows=rows, base=base).consume()
                    done += len(rows)
                    progress(done)
                tx.commit()

    def _index(self, labels: Iterable[str]) -> None:
        """Make an index on the id of each label, where the database can have one; without it, loading is slow and right."""
        for label in sorted(labels):
            for query in (
                f"CREATE INDEX mali_kg_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) ON (n.id)",
                f"CREATE INDEX ON :{label}(id)",
            ):
                with suppress(exceptions.Neo4jError), self.driver.session(database=self.database) as session:
                    session.run(query).consume()
                    break

    def close(self) -> None:
        """Close the connection."""
        self.driver.close()


def open_bolt(to: Connection) -> BoltTarget:
    """Open the database at ``bolt://host:port/database``."""
    return BoltTarget(to)
