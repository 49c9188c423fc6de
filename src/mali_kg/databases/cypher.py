"""The statements of openCypher that make a change, for databases that take maps as parameters."""

from collections.abc import Iterator
from typing import Any

from mali_kg.databases.graph import Change, sum_of
from mali_kg.export.property_graph import Edge, Node

#: Nodes or edges in one statement.
BATCH = 2_000


def properties(thing: Node | Edge, base: str) -> dict[str, Any]:
    """The properties of a node or edge as they are stored."""
    shown = {k: list(v) if isinstance(v, tuple) else v for k, v in thing.properties.items()}
    return {**shown, "kg": base, "sum": sum_of(thing)}


def statements(change: Change, labels: dict[str, str], base: str) -> Iterator[tuple[str, list[Any]]]:
    """The statements of a change, in order, each with the rows that its ``$rows`` stands for; ``$base`` is the base.

    :param labels: the label of each node that an edge of the change joins.
    """
    yield "UNWIND $rows AS row MATCH ()-[e {key: row, kg: $base}]->() DELETE e", change.drop_edges
    yield "UNWIND $rows AS row MATCH (n {id: row, kg: $base}) DETACH DELETE n", change.drop_nodes
    for label in dict.fromkeys(n.label for n in change.new_nodes):
        rows = [{"p": {"id": n.id, **properties(n, base)}} for n in change.new_nodes if n.label == label]
        yield f"UNWIND $rows AS row WITH row.p AS p CREATE (n:{label}) SET n = p", rows
    for label in dict.fromkeys(n.label for n in change.changed_nodes):
        rows = [{"p": {"id": n.id, **properties(n, base)}} for n in change.changed_nodes if n.label == label]
        yield f"UNWIND $rows AS row WITH row.p AS p MATCH (n:{label} {{id: p.id}}) SET n = p", rows
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for key, e in change.new_edges:
        row = {"tail": e.start, "head": e.end, "p": {"key": key, **properties(e, base)}}
        groups.setdefault((labels[e.start], e.type, labels[e.end]), []).append(row)
    for (start, kind, end), rows in groups.items():
        yield (
            f"UNWIND $rows AS row WITH row.tail AS first, row.head AS second, row.p AS p"
            f" MATCH (a:{start} {{id: first}}), (b:{end} {{id: second}}) CREATE (a)-[e:{kind}]->(b) SET e = p",
            rows,
        )
