"""The dataset as a property graph: nodes and edges with properties.

What a proposition says is a node of its own (Statement) between the things that it joins, and never an edge between them: so that nobody who
follows edges takes for a fact what somebody claims. `MAPPING` is the whole mapping, and the documentation is made of it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mali_kg.claims.descriptions import local
from mali_kg.claims.model import Statement
from mali_kg.claims.reader import Records

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
