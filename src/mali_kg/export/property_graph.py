"""The dataset as a property graph: nodes and edges with properties, in four forms.

What a proposition says is a node of its own (Statement) between the things that it joins, and never an edge between them: so that nobody who
follows edges takes for a fact what somebody claims. `MAPPING` is the whole mapping, and the documentation is made of it.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from mali_kg.export.material import Material
from mali_kg.export.model import Statement
from mali_kg.export.records import Records, local
from mali_kg.files import printable

Value = str | int | bool | tuple[str, ...]

#: What of the graph becomes what: (in RDF, in the property graph, with these properties).
MAPPING: tuple[tuple[str, str, str], ...] = (
    ("`schema:NewsArticle`", "node `Article`", "headline, language, sha256, length"),
    ("`schema:about` of an article", "edge `ABOUT`", ""),
    (
        "`mk:Claim` with its evidence",
        "node `Claim`",
        "says, quote, start, end, modality, polarity, attributedBy, hedges, openList, presupposed, sentence",
    ),
    ("`schema:appearance` of a claim", "edge `APPEARS_IN`", "start, end"),
    ("`mk:heldBy`", "edge `HELD_BY`", "modality, polarity"),
    ("`mk:endorsedBy`", "edge `ENDORSED_BY`", ""),
    ("`mk:expresses`", "edge `EXPRESSES`", "modality, polarity"),
    ("`mk:Proposition`", "node `Proposition`", "says"),
    (
        "a triple of a content graph",
        "node `Statement`, with edges `SAYS` from its proposition, `SUBJECT` and `OBJECT`",
        "predicate, value, datatype",
    ),
    (
        "a triple of a context graph",
        "node `Statement`, with edges `SAYS` from its source, `SUBJECT` and `OBJECT`",
        "predicate, value, datatype",
    ),
    ("`prov:hadPrimarySource` of a context graph", "node `Source`", "page"),
    ("`mk:Argument`", "node `Argument`", "kind, explicitness, cues"),
    ("`mk:premise`", "edge `PREMISE`, from the premise to the argument", "kind, explicitness"),
    ("`mk:conclusion`", "edge `CONCLUSION`, from the argument to the conclusion", "kind, explicitness"),
    ("`mk:arguer`", "edge `DRAWN_BY`", ""),
    ("an agent", "node `Agent`", "name, otherNames, types, vague"),
    ("an event", "node `Event`", "name, eventType"),
    ("a place, situation, mandate, law", "node `Entity`", "name, types"),
)


class Node(NamedTuple):
    """A node: its id (an IRI), its label, its properties."""

    id: str
    label: str
    properties: dict[str, Value]


class Edge(NamedTuple):
    """An edge: from, to, type, properties."""

    start: str
    end: str
    type: str
    properties: dict[str, Value]


class PropertyGraph(NamedTuple):
    """Nodes and edges, in a fixed order. Every edge joins nodes that are there."""

    nodes: list[Node]
    edges: list[Edge]


def property_graph(records: Records) -> PropertyGraph:
    """The records as a property graph."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for thing in things(records):
        if isinstance(thing, Node):
            nodes.append(thing)
        else:
            edges.append(thing)
    return PropertyGraph(nodes, edges)


def things(records: Records) -> Iterator[Node | Edge]:
    """The nodes and edges of the records, one after the other; each node once, and before the edges that join it."""
    known: set[str] = set()

    def node(iri: str, label: str, /, **properties: Value) -> Iterator[Node]:
        if iri not in known:
            known.add(iri)
            yield Node(iri, label, {k: v for k, v in properties.items() if v not in ("", ())})

    def edge(first: str, second: str, type_: str, /, **properties: Value) -> Iterator[Node | Edge]:
        for end in (first, second):
            if end not in known:
                yield from node(end, "Entity", name=records.label(end))
        yield Edge(first, second, type_, {k: v for k, v in properties.items() if v not in ("", ())})

    def told(owner: str, statements: Iterable[Statement]) -> Iterator[Node | Edge]:
        for s in statements:
            iri = records.iris.statement(s.graph, s.number)
            yield from node(iri, "Statement", predicate=local(s.predicate), value=s.value, datatype=local(s.datatype))
            yield from edge(owner, iri, "SAYS")
            yield from edge(iri, s.subject, "SUBJECT")
            if s.object:
                yield from edge(iri, s.object, "OBJECT")

    for e in records.each_entity():
        if e.is_agent:
            yield from node(
                e.iri, "Agent", name=e.label, otherNames=e.other_names, types=tuple(t for t in e.types if t != "Agent"), vague=e.is_vague
            )
        elif e.is_event:
            yield from node(e.iri, "Event", name=e.label, eventType=e.event_type)
        else:
            yield from node(e.iri, "Entity", name=e.label, types=e.types)
    for a in records.articles:
        yield from node(a.iri, "Article", headline=a.headline, language=a.language, sha256=a.sha256, length=a.length)
        for iri in a.about:
            yield from edge(a.iri, iri, "ABOUT")
    for p in records.each_proposition():
        yield from node(p.iri, "Proposition", says=p.label)
        yield from told(p.iri, p.statements)
    for source in records.sources:
        yield from node(source.graph, "Source", page=source.page)
        yield from told(source.graph, source.statements)
    for c in records.each_claim():
        yield from node(
            c.iri,
            "Claim",
            says=c.label,
            quote=c.quote,
            start=c.start,
            end=c.end,
            modality=c.modality,
            polarity=c.polarity,
            attributedBy=c.cues,
            hedges=c.hedges,
            openList=c.open_list,
            presupposed=c.presupposed,
            sentence=c.sentence,
        )
        yield from edge(c.iri, c.article, "APPEARS_IN", start=c.start, end=c.end)
        yield from edge(c.iri, c.proposition, "EXPRESSES", modality=c.modality, polarity=c.polarity)
        for holder in c.holders:
            yield from edge(c.iri, holder, "HELD_BY", modality=c.modality, polarity=c.polarity)
        for endorser in c.endorsers:
            yield from edge(c.iri, endorser, "ENDORSED_BY")
    for argument in records.each_argument():
        yield from node(argument.iri, "Argument", kind=argument.kind, explicitness=argument.explicitness, cues=argument.cues)
        for premise in argument.premises:
            yield from edge(premise, argument.iri, "PREMISE", kind=argument.kind, explicitness=argument.explicitness)
        yield from edge(argument.iri, argument.conclusion, "CONCLUSION", kind=argument.kind, explicitness=argument.explicitness)
        yield from edge(argument.iri, argument.arguer, "DRAWN_BY")


def write_csv(material: Material) -> dict[str, bytes]:
    """A file of nodes a label and a file of edges a type, with the header that Neo4j's bulk import reads; lists have semicolons between."""
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
    """A value in openCypher."""
    if isinstance(value, tuple):
        return f"[{', '.join(literal(v) for v in value)}]"
    # JSON's escapes are openCypher's, but for the solidus, which JSON leaves alone.
    return json.dumps(value, ensure_ascii=False)


def write_cypher(material: Material) -> bytes:
    """Statements of openCypher, one a line; running them twice changes nothing."""
    graph = property_graph(material.records)
    labels = {n.id: n.label for n in graph.nodes}

    def assigned(name: str, properties: dict[str, Value]) -> str:
        return " SET " + ", ".join(f"{name}.{k} = {literal(v)}" for k, v in properties.items()) if properties else ""

    out = [f"MERGE (n:{n.label} {{id: {literal(n.id)}}}){assigned('n', n.properties)};" for n in graph.nodes]
    out += [
        f"MATCH (a:{labels[e.start]} {{id: {literal(e.start)}}}), (b:{labels[e.end]} {{id: {literal(e.end)}}})"
        f" MERGE (a)-[r:{e.type}]->(b){assigned('r', e.properties)};"
        for e in graph.edges
    ]
    return ("\n".join(out) + "\n").encode()


def to_networkx(graph: PropertyGraph) -> Any:
    """A directed multigraph of networkx; lists as text, which GraphML and GEXF have no other way to hold."""
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
    """GraphML."""
    import networkx

    out = io.BytesIO()
    networkx.write_graphml_xml(to_networkx(property_graph(material.records)), out, prettyprint=True)
    return out.getvalue()


def write_gexf(material: Material) -> bytes:
    """GEXF 1.2, for Gephi."""
    import networkx

    graph = to_networkx(property_graph(material.records))
    for _, properties in graph.nodes(data=True):
        # In GEXF “start” and “end” say when a node is there; ours are places in a text.
        for key, name in (("start", "quoteStart"), ("end", "quoteEnd")):
            if key in properties:
                properties[name] = properties.pop(key)
        properties["label"] = str(next((properties[k] for k in ("name", "says", "headline", "predicate", "kind") if k in properties), ""))
    for *_, properties in graph.edges(data=True):
        properties["label"] = properties.pop("type")
    text = "".join(f"{line}\n" for line in networkx.generate_gexf(graph, version="1.2draft"))
    # networkx writes today’s date into the head; the same dataset is to give the same bytes.
    import re

    return ("<?xml version='1.0' encoding='utf-8'?>\n" + re.sub(r' lastmodifieddate="[^"]*"', "", text)).encode()
