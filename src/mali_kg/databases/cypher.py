"""The statements of openCypher that make a change, for databases that take maps as parameters."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from mali_kg.claims.property_graph import Edge, Node
from mali_kg.databases.elements import checksum
from mali_kg.databases.lines import T, chunks
from mali_kg.databases.node_comparison import NodePlan

#: Nodes or edges in one statement.
BATCH = 2_000
#: A value that a database stores.
Scalar = str | int | bool | list[str]
#: What `$rows` of a statement stands for: a key, or the columns by name.
Row = str | Mapping[str, Scalar | Mapping[str, Scalar]]
Rows = list[Row]


def properties(thing: Node | Edge, base: str) -> dict[str, Scalar]:
    """Give the properties of a node or edge as they are stored: its own, and ours (see `mali_kg.databases.nodes`)."""
    shown = {k: list(v) if isinstance(v, tuple) else v for k, v in thing.properties.items()}
    return {**shown, "kg": base, "sum": checksum(thing)}


def batches(found: Iterable[T], query: Callable[[T], str], row: Callable[[T], Row], size: int) -> Iterator[tuple[str, Rows]]:
    """Group elements that are in order into statements, each with its rows: as many as follow each other with the same statement.

    :param query: makes the statement of an element, ``row`` its row.
    :param size: rows in one statement, at most.
    """
    for text, alike in groupby(found, query):
        for some in chunks(alike, size):
            yield text, [row(thing) for thing in some]


def statements(compared: NodePlan, base: str, size: int = BATCH) -> Iterator[tuple[str, Rows]]:
    """Make the statements of a change, in order, each with the rows that its ``$rows`` stands for; ``$base`` is the base.

    :param compared: what is there and what should be.
    :param size: rows in one statement, at most.
    """
    yield from batches(
        compared.gone_edges(),
        lambda e: (
            f"UNWIND $rows AS row MATCH (a:{e.start_label} {{id: row.tail, kg: $base}})-[e:{e.type} {{key: row.key, kg: $base}}]->() DELETE e"
        ),
        lambda e: {"tail": e.start, "key": e.key},
        size,
    )
    yield from batches(
        compared.gone_nodes(),
        lambda n: f"UNWIND $rows AS row MATCH (n:{n[0]} {{id: row, kg: $base}}) DETACH DELETE n",
        itemgetter(1),
        size,
    )
    yield from batches(
        compared.new_nodes(),
        lambda n: f"UNWIND $rows AS row WITH row.p AS p CREATE (n:{n.label}) SET n = p",
        lambda n: {"p": {"id": n.id, **properties(n, base)}},
        size,
    )
    yield from batches(
        compared.changed_nodes(),
        lambda n: f"UNWIND $rows AS row WITH row.p AS p MATCH (n:{n.label} {{id: p.id, kg: $base}}) SET n = p",
        lambda n: {"p": {"id": n.id, **properties(n, base)}},
        size,
    )
    yield from batches(
        compared.new_edges(),
        lambda e: (
            "UNWIND $rows AS row WITH row.tail AS first, row.head AS second, row.p AS p"
            f" MATCH (a:{e.start_label} {{id: first, kg: $base}}), (b:{e.end_label} {{id: second, kg: $base}}) CREATE (a)-[e:{e.edge.type}]->(b) SET e = p"
        ),
        lambda e: {"tail": e.edge.start, "head": e.edge.end, "p": {"key": e.key, **properties(e.edge, base)}},
        size,
    )
    yield from batches(
        compared.changed_edges(),
        lambda e: (
            "UNWIND $rows AS row WITH row.tail AS first, row.p AS p"
            f" MATCH (a:{e.start_label} {{id: first, kg: $base}})-[e:{e.edge.type} {{key: p.key}}]->() SET e = p"
        ),
        lambda e: {"tail": e.edge.start, "p": {"key": e.key, **properties(e.edge, base)}},
        size,
    )
