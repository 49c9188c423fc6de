"""The statements of openCypher that make a change, for databases that take maps as parameters."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from mali_kg.claims.property_graph import Edge, Node
from mali_kg.databases.lines import T, chunks
from mali_kg.databases.node_comparison import NodePlan, sum_of

#: Nodes or edges in one statement.
BATCH = 2_000
Rows = list[Any]


def properties(thing: Node | Edge, base: str) -> dict[str, Any]:
    """The properties of a node or edge as they are stored."""
    shown = {k: list(v) if isinstance(v, tuple) else v for k, v in thing.properties.items()}
    return {**shown, "kg": base, "sum": sum_of(thing)}


def batches(found: Iterable[T], query: Callable[[T], str], row: Callable[[T], Any], size: int) -> Iterator[tuple[str, Rows]]:
    """Things that are in order, as statements with their rows: as many as follow each other with the same statement, at most ``size``."""
    for text, alike in groupby(found, query):
        for some in chunks(alike, size):
            yield text, [row(thing) for thing in some]


def statements(plan: NodePlan, base: str, size: int = BATCH) -> Iterator[tuple[str, Rows]]:
    """The statements of a change, in order, each with the rows that its ``$rows`` stands for; ``$base`` is the base."""
    yield from batches(
        plan.gone_edges(),
        lambda e: (
            f"UNWIND $rows AS row MATCH (a:{e.label} {{id: row.tail, kg: $base}})-[e:{e.type} {{key: row.key, kg: $base}}]->() DELETE e"
        ),
        lambda e: {"tail": e.tail, "key": e.key},
        size,
    )
    yield from batches(
        plan.gone_nodes(),
        lambda n: f"UNWIND $rows AS row MATCH (n:{n[0]} {{id: row, kg: $base}}) DETACH DELETE n",
        itemgetter(1),
        size,
    )
    yield from batches(
        plan.new_nodes(),
        lambda n: f"UNWIND $rows AS row WITH row.p AS p CREATE (n:{n.label}) SET n = p",
        lambda n: {"p": {"id": n.id, **properties(n, base)}},
        size,
    )
    yield from batches(
        plan.changed_nodes(),
        lambda n: f"UNWIND $rows AS row WITH row.p AS p MATCH (n:{n.label} {{id: p.id, kg: $base}}) SET n = p",
        lambda n: {"p": {"id": n.id, **properties(n, base)}},
        size,
    )
    yield from batches(
        plan.new_edges(),
        lambda e: (
            "UNWIND $rows AS row WITH row.tail AS first, row.head AS second, row.p AS p"
            f" MATCH (a:{e.tail} {{id: first, kg: $base}}), (b:{e.head} {{id: second, kg: $base}}) CREATE (a)-[e:{e.edge.type}]->(b) SET e = p"
        ),
        lambda e: {"tail": e.edge.start, "head": e.edge.end, "p": {"key": e.key, **properties(e.edge, base)}},
        size,
    )
    yield from batches(
        plan.changed_edges(),
        lambda e: (
            "UNWIND $rows AS row WITH row.tail AS first, row.p AS p"
            f" MATCH (a:{e.tail} {{id: first, kg: $base}})-[e:{e.edge.type} {{key: p.key}}]->() SET e = p"
        ),
        lambda e: {"tail": e.edge.start, "p": {"key": e.key, **properties(e.edge, base)}},
        size,
    )
