"""The dataset as a property graph: nodes and edges with properties.

What a claim says is a node of its own, a Description, with an edge to each thing that takes part in it. Two things of the world are joined by
one type of edge alone, `FLAT`, which has the claim and its holders on it: so nobody who follows edges takes for a fact what somebody claims.
`MAPPING` is the whole mapping, and the documentation is made of it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from mali_kg.claims.flat_view import FlatView
from mali_kg.claims.model import Description, Entity
from mali_kg.claims.reader import Records

Value = str | int | bool | tuple[str, ...]

#: Roles whose fillers are words, and which take several; those that take one, and the fields of quantities and times.
WORD_LISTS = ("manner",)
WORDS = (
    "degree",
    "value",
    *("number", "unit", "outOf", "per", "atLeast", "moreThan", "atMost", "lessThan", "times", "at", "from", "to", "by"),
)

#: What of the graph becomes what: (in RDF, in the property graph, with these properties).
MAPPING: tuple[tuple[str, str, str], ...] = (
    ("`schema:NewsArticle`", "node `Article`", "headline, language, sha256, length"),
    ("`schema:about` of an article", "edge `ABOUT`", ""),
    (
        "`mk:Claim` with its evidence",
        "node `Claim`",
        "says, quote, start, end, stance, strength, polarity, focus, background, attributedBy, modals, hedges, openList, sentence, fingerprint",
    ),
    ("`schema:appearance`", "edge `APPEARS_IN`, from the claim to the article", "start, end"),
    ("`mk:heldBy`", "edge `HELD_BY`", ""),
    ("`mk:endorsedBy`", "edge `ENDORSED_BY`", ""),
    ("`mk:via`", "edge `VIA`, from the claim to who passes it on", "position, stance, attributedBy"),
    ("`mk:closeTo`", "edge `CLOSE_TO`", ""),
    ("`mk:mentions`", "edge `MENTIONS`, from the claim to each thing that it speaks of", ""),
    ("`mk:says`", "edge `SAYS`, from the claim to the description", ""),
    (
        "`mk:Description`, `mk:Participant`, `mk:Quantity`, `mk:Time`",
        "node `Description`",
        f"type, kind, label, text, fingerprint, phase, polarity, strength, {', '.join((*WORD_LISTS, *WORDS))}",
    ),
    ("a role: `mk:actor`, `mk:theme` …", "edge `ROLE`, from the description to what fills the role", "role"),
    ("`mk:of`", "edge `OF`", ""),
    ("`mk:names`", "edge `NAMES`", ""),
    ("`mk:SourceClaim`", "node `SourceClaim`", "says, quote, stance, strength, polarity, focus, hedges, fingerprint"),
    ("`mk:heldBy` of a source’s claim", "edge `TOLD_BY`", ""),
    ("`mk:Source`", "node `Source`", "title, page, read"),
    ("`mk:Argument`", "node `Argument`", "kind, explicitness, cues, scope"),
    ("`mk:premise`", "edge `PREMISE`, from the claim to the argument", "kind, explicitness"),
    ("`mk:conclusion`", "edge `CONCLUSION`, from the argument to the claim", "kind, explicitness"),
    ("`mk:arguer`", "edge `DRAWN_BY`", ""),
    ("an agent", "node `Agent`", "name, otherNames, types, vague"),
    ("an event", "node `Event`", "name, kind"),
    ("a place, document or topic", "node `Entity`", "name, types"),
    (
        "what a claim says of two things (the flat view)",
        "edge `FLAT`, from the one to the other",
        "kind, phase, fromRole, fromWords, toRole, toWords, claim, holders, stance, strength, polarity, focus",
    ),
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
    #: What tells it from the other edges of its type that join the same two nodes; empty where there can be no other.
    mark: str = ""


class PropertyGraph(NamedTuple):
    """Nodes and edges, in a fixed order. Every edge joins nodes that are there."""

    nodes: list[Node]
    edges: list[Edge]


def property_graph(records: Records) -> PropertyGraph:
    """Map the records to a property graph."""
    nodes: list[Node] = []
    edges: list[Edge] = []
    for thing in things(records):
        if isinstance(thing, Node):
            nodes.append(thing)
        else:
            edges.append(thing)
    return PropertyGraph(nodes, edges)


def things(records: Records) -> Iterator[Node | Edge]:
    """Give the nodes and edges of the records, one after the other; each node once, and before the edges that join it."""
    return _Making(records).things()


class _Making:
    """Makes the nodes and edges, and knows which nodes there are."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.known: set[str] = set()

    def node(self, iri: str, label: str, /, **properties: Value) -> Iterator[Node]:
        """Give a node, where it is not there yet."""
        if iri not in self.known:
            self.known.add(iri)
            yield Node(iri, label, without_empty(properties))

    def edge(self, first: str, second: str, type_: str, mark: str = "", /, **properties: Value) -> Iterator[Node | Edge]:
        """Give an edge; what it joins and is no node yet becomes one."""
        for end in (first, second):
            yield from self.node(end, "Entity", name=self.records.label(end))
        yield Edge(first, second, type_, without_empty(properties), mark)

    def things(self) -> Iterator[Node | Edge]:
        """Give all nodes and edges."""
        for entity in self.records.each_entity():
            yield from self.entity(entity)
        for entity in self.records.each_entity():
            for name in entity.names:
                yield from self.edge(entity.iri, name, "NAMES")
        for a in self.records.articles:
            yield from self.node(a.iri, "Article", headline=a.headline, language=a.language, sha256=a.sha256, length=a.length)
            for iri in a.about:
                yield from self.edge(a.iri, iri, "ABOUT")
        yield from self.claims()
        yield from self.sources()
        yield from self.arguments()
        for e in FlatView(self.records).edges():
            yield from self.edge(
                *(e.start, e.end, "FLAT", f"{e.claim} {e.from_role} {e.to_role}"),
                kind=e.kind,
                phase=e.phase,
                fromRole=e.from_role,
                fromWords=e.from_words,
                toRole=e.to_role,
                toWords=e.to_words,
                claim=e.claim,
                holders=tuple(self.records.label(h) for h in e.holders),
                stance=e.stance,
                strength=e.strength,
                polarity=e.polarity,
                focus=e.focus,
            )

    def entity(self, e: Entity) -> Iterator[Node]:
        """Give the node of an agent, an event, or whatever else is spoken of."""
        if e.is_agent:
            types = tuple(t for t in e.types if t != "Agent")
            yield from self.node(e.iri, "Agent", name=e.label, otherNames=e.other_names, types=types, vague=e.is_vague)
        elif e.is_event:
            yield from self.node(e.iri, "Event", name=e.label, kind=e.kind)
        else:
            yield from self.node(e.iri, "Entity", name=e.label, types=e.types)

    def claims(self) -> Iterator[Node | Edge]:
        """Give the claims of the articles, with what they say."""
        close: list[tuple[str, str]] = []
        for c in self.records.each_claim():
            yield from self.node(
                c.iri,
                "Claim",
                says=c.label,
                quote=c.quote,
                start=c.start,
                end=c.end,
                stance=c.stance,
                strength=c.strength,
                polarity=c.polarity,
                focus=c.focus,
                background=c.background,
                attributedBy=c.cues,
                modals=c.modals,
                hedges=c.hedges,
                openList=c.open_list,
                sentence=c.sentence,
                fingerprint=c.fingerprint,
            )
            yield from self.edge(c.iri, c.article, "APPEARS_IN", start=c.start, end=c.end)
            for holder in c.holders:
                yield from self.edge(c.iri, holder, "HELD_BY")
            for endorser in c.endorsers:
                yield from self.edge(c.iri, endorser, "ENDORSED_BY")
            for position, hop in enumerate(c.via, 1):
                yield from self.edge(c.iri, hop.voice, "VIA", str(position), position=position, stance=hop.stance, attributedBy=hop.cues)
            yield from self.said(c.iri, c.says, c.mentions)
            close += [(c.iri, other) for other in c.close_to]
        for claim, other in close:
            # In a part of the dataset it may be missing.
            if other in self.known:
                yield from self.edge(claim, other, "CLOSE_TO")

    def sources(self) -> Iterator[Node | Edge]:
        """Give the outside sources, and what they say."""
        for source in self.records.sources:
            yield from self.node(source.iri, "Source", title=source.title, page=source.page, read=source.read)
            for c in source.claims:
                yield from self.node(
                    c.iri,
                    "SourceClaim",
                    says=c.label,
                    quote=c.quote,
                    stance=c.stance,
                    strength=c.strength,
                    polarity=c.polarity,
                    focus=c.focus,
                    hedges=c.hedges,
                    fingerprint=c.fingerprint,
                )
                yield from self.edge(c.iri, source.iri, "TOLD_BY")
                yield from self.said(c.iri, c.says, c.mentions)

    def said(self, claim: str, says: str, mentions: tuple[str, ...]) -> Iterator[Node | Edge]:
        """Give what a claim says and mentions; a description that several claims share comes once."""
        if says and says not in self.known:
            described = list(self.records.within(says))
            for d in described:
                yield from self.description(d)
            for d in described:
                yield from self.taking_part(d)
        if says:
            yield from self.edge(claim, says, "SAYS")
        for iri in mentions:
            yield from self.edge(claim, iri, "MENTIONS")

    def description(self, d: Description) -> Iterator[Node]:
        """Give the node of a description, participant, quantity or time."""
        words = {f.role: f.value for f in d.fillers if f.role in WORDS}
        lists = {role: tuple(f.value for f in d.fillers if f.role == role and not f.object) for role in WORD_LISTS}
        yield from self.node(
            d.iri,
            "Description",
            type=d.type,
            kind=d.kind,
            label=d.label,
            text=d.text,
            fingerprint=d.fingerprint,
            phase=d.phase,
            polarity=d.polarity,
            strength=d.strength,
            **lists,
            **words,
        )

    def taking_part(self, d: Description) -> Iterator[Node | Edge]:
        """Give the edges to what takes part in a description, to what it is, and to what its words name."""
        for filler in d.fillers:
            if filler.object:
                yield from self.edge(d.iri, filler.object, "ROLE", filler.role, role=filler.role)
        if d.of:
            yield from self.edge(d.iri, d.of, "OF")
        for name in d.names:
            yield from self.edge(d.iri, name, "NAMES")

    def arguments(self) -> Iterator[Node | Edge]:
        """Give the arguments, between claims."""
        for a in self.records.each_argument():
            yield from self.node(a.iri, "Argument", kind=a.kind, explicitness=a.explicitness, cues=a.cues, scope=a.scope)
            for premise in a.premises:
                yield from self.edge(premise, a.iri, "PREMISE", kind=a.kind, explicitness=a.explicitness)
            yield from self.edge(a.iri, a.conclusion, "CONCLUSION", kind=a.kind, explicitness=a.explicitness)
            for arguer in a.arguers:
                yield from self.edge(a.iri, arguer, "DRAWN_BY")


def without_empty(properties: dict[str, Value]) -> dict[str, Value]:
    """Give the properties that have a value."""
    return {name: value for name, value in properties.items() if value not in ("", ())}
