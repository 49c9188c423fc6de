"""The property graph in four forms: CSV for Neo4j's bulk import, openCypher, GraphML, GEXF."""

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from mali_kg.claims.property_graph import Edge, PropertyGraph, Value, property_graph
from mali_kg.export.material import Material
from mali_kg.files import printable

if TYPE_CHECKING:
    import networkx


def write_csv(material: Material) -> dict[str, bytes]:
    """Write a file of nodes for each label and one of edges for each type, with the header that Neo4j's bulk import reads; lists have semicolons between."""
    graph = property_graph(material.records)
    files: dict[str, bytes] = {}

    def header(name: str, value: Value) -> str:
        kind = "boolean" if isinstance(value, bool) else "int" if isinstance(value, int) else "string[]" if isinstance(value, tuple) else ""
        return f"{name}:{kind}" if kind else name

    def shown(value: Value | None) -> str:
        if isinstance(value, tuple):
            # A semicolon within a value would part it.
            return ";".join(v.replace(";", ",") for v in value)
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    def write(name: str, first: list[str], rows: list[tuple[list[str], dict[str, Value]]]) -> None:
        columns = {key: header(key, value) for _, properties in rows for key, value in properties.items()}
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([*first, *columns.values()])
        writer.writerows([*fixed, *(shown(properties.get(key)) for key in columns)] for fixed, properties in rows)
        files[name] = out.getvalue().encode()

    for label in dict.fromkeys(n.label for n in graph.nodes):
        write(f"nodes-{label}.csv", ["id:ID", ":LABEL"], [([n.id, n.label], n.properties) for n in graph.nodes if n.label == label])
    for kind in dict.fromkeys(e.type for e in graph.edges):
        write(
            f"edges-{kind}.csv",
            [":START_ID", ":END_ID", ":TYPE"],
            [([e.start, e.end, e.type], e.properties) for e in graph.edges if e.type == kind],
        )
    return files


def literal(value: Value) -> str:
    """Write a value in openCypher."""
    if isinstance(value, tuple):
        return f"[{', '.join(literal(v) for v in value)}]"
    # JSON's escapes are openCypher's, but for the solidus, which JSON leaves alone.
    return json.dumps(value, ensure_ascii=False)


def write_cypher(material: Material) -> bytes:
    """Write statements of openCypher, one a line; running them twice changes nothing."""
    graph = property_graph(material.records)
    labels = {n.id: n.label for n in graph.nodes}

    def assigned(name: str, properties: dict[str, Value]) -> str:
        return " SET " + ", ".join(f"{name}.{k} = {literal(v)}" for k, v in properties.items()) if properties else ""

    def merged(edge: Edge) -> str:
        """Write the merge of an edge; where several edges of a type may join two nodes, their properties tell them apart."""
        if not edge.mark:
            return f"MERGE (a)-[r:{edge.type}]->(b){assigned('r', edge.properties)}"
        properties = ", ".join(f"{k}: {literal(v)}" for k, v in edge.properties.items())
        return f"MERGE (a)-[r:{edge.type} {{{properties}}}]->(b)"

    out = [f"MERGE (n:{n.label} {{id: {literal(n.id)}}}){assigned('n', n.properties)};" for n in graph.nodes]
    out += [
        f"MATCH (a:{labels[e.start]} {{id: {literal(e.start)}}}), (b:{labels[e.end]} {{id: {literal(e.end)}}}) {merged(e)};"
        for e in graph.edges
    ]
    return ("\n".join(out) + "\n").encode()


def to_networkx(graph: PropertyGraph) -> "networkx.MultiDiGraph":
    """Make a directed multigraph of networkx; lists as text, which GraphML and GEXF have no other way to hold."""
    import networkx

    def plain(properties: dict[str, Value]) -> dict[str, str | int | bool]:
        # XML 1.0 has no control characters, not even escaped.
        texts = {k: "; ".join(v) if isinstance(v, tuple) else v for k, v in properties.items()}
        return {k: printable(v) if isinstance(v, str) else v for k, v in texts.items()}

    found = networkx.MultiDiGraph()
    for n in graph.nodes:
        found.add_node(n.id, nodeLabel=n.label, **plain(n.properties))
    for number, e in enumerate(graph.edges):
        properties = {("from" if k == "start" else "to" if k == "end" else k): v for k, v in plain(e.properties).items()}
        found.add_edge(e.start, e.end, key=number, **{"type": e.type, **properties})
    return found


def write_graphml(material: Material) -> bytes:
    """Write GraphML."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_xml(to_networkx(property_graph(material.records)), out, prettyprint=True)
    return out.getvalue()


def write_gexf(material: Material) -> bytes:
    """Write GEXF 1.2, for Gephi."""
    import networkx

    graph = to_networkx(property_graph(material.records))
    for _, properties in graph.nodes(data=True):
        # In GEXF “start” and “end” say when a node is there; ours are places in a text.
        for key, name in (("start", "quoteStart"), ("end", "quoteEnd")):
            if key in properties:
                properties[name] = properties.pop(key)
        properties["label"] = str(
            next((properties[k] for k in ("name", "says", "headline", "title", "label", "kind") if k in properties), "")
        )
    for *_, properties in graph.edges(data=True):
        properties["label"] = properties.pop("type")
    text = "".join(f"{line}\n" for line in networkx.generate_gexf(graph, version="1.2draft"))
    # networkx writes today’s date into the head; the same dataset is to give the same bytes.
    return ("<?xml version='1.0' encoding='utf-8'?>\n" + re.sub(r' lastmodifieddate="[^"]*"', "", text)).encode()
