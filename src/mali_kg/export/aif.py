"""The arguments in the JSON of the Argument Interchange Format (AIF): nodes and edges, as AIFdb and its tools exchange them.

What a claim says is an I-node, who says it in which words an L-node, with a YA-node between the two, so that the holder is never lost. A support
is an RA-node and an attack a CA-node, from the premises to the conclusion. A concession, which grants a premise and prefers the conclusion, is a
PA-node for each premise, from what is preferred to what is not. What scheme a node applies is told as AIFdb tells it.
"""

import json
from typing import NamedTuple

from mali_kg.claims.model import Argument, Claim
from mali_kg.claims.reader import Records
from mali_kg.export.material import Material


class Scheme(NamedTuple):
    """What a node applies: its type, its name, and its number in AIFdb; empty where it has none there."""

    type: str
    name: str
    number: str


SCHEMES = {
    "support": Scheme("RA", "Default Inference", "72"),
    "attack": Scheme("CA", "Default Conflict", "71"),
    "concession": Scheme("PA", "Concession", ""),
}
ASSERTING = Scheme("YA", "Asserting", "74")


def write(material: Material) -> bytes:
    """Write the argument map."""
    return (json.dumps(ArgumentMap(material.records).document(), indent=2, ensure_ascii=False) + "\n").encode()


class ArgumentMap:
    """Makes the nodes and edges; nodes are numbered, as those of AIFdb, and tell what they are of."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.nodes: list[dict[str, object]] = []
        self.edges: list[dict[str, str]] = []
        self.fulfilled: list[dict[str, str]] = []
        self.locutions: list[dict[str, str]] = []
        #: IRI of a claim to its I-node, and of a holder to its number among the participants.
        self.information: dict[str, str] = {}
        self.people: dict[str, str] = {}

    def document(self) -> dict[str, object]:
        """Make the whole map."""
        for claim in self.records.claims:
            self.claim(claim)
        for argument in self.records.arguments:
            self.argument(argument)
        participants = [
            {"participantID": number, "firstname": "", "surname": self.records.label(iri), "id": self.records.short(iri)}
            for iri, number in self.people.items()
        ]
        return {
            "nodes": self.nodes,
            "edges": self.edges,
            "schemefulfillments": self.fulfilled,
            "descriptorfulfillments": [],
            "locutions": self.locutions,
            "participants": participants,
        }

    def node(self, type_: str, text: str, iri: str, **more: object) -> str:
        """Add a node; give its number."""
        number = str(len(self.nodes) + 1)
        properties = {name: value for name, value in more.items() if value not in ("", [])}
        self.nodes.append({"nodeID": number, "text": text, "type": type_, "id": self.records.short(iri), **properties})
        return number

    def applied(self, scheme: Scheme, iri: str, **more: object) -> str:
        """Add a node that applies a scheme; give its number."""
        number = self.node(scheme.type, scheme.name, iri, scheme=scheme.name, schemeID=scheme.number, **more)
        if scheme.number:
            self.fulfilled.append({"nodeID": number, "schemeID": scheme.number})
        return number

    def edge(self, start: str, end: str) -> None:
        """Add an edge."""
        self.edges.append({"edgeID": str(len(self.edges) + 1), "fromID": start, "toID": end})

    def claim(self, claim: Claim) -> None:
        """Add a claim: what it says, who says it in which words, and that these are one."""
        voices = ", ".join(self.records.label(holder) for holder in claim.holders)
        said = self.node("I", claim.label, claim.iri, stance=claim.stance, strength=claim.strength, polarity=claim.polarity)
        words = self.node("L", f"{voices}: {claim.quote}", claim.iri, start=claim.start, end=claim.end)
        asserting = self.applied(ASSERTING, claim.iri, hedges=list(claim.hedges))
        self.edge(words, asserting)
        self.edge(asserting, said)
        self.information[claim.iri] = said
        for holder in claim.holders:
            person = self.people.setdefault(holder, str(len(self.people) + 1))
            self.locutions.append({"nodeID": words, "personID": person})

    def argument(self, argument: Argument) -> None:
        """Add an argument between claims."""
        conclusion = self.information[argument.conclusion]
        premises = [self.information[premise] for premise in argument.premises]
        if argument.kind == "concession":
            for premise in premises:
                node = self.scheme(argument)
                self.edge(conclusion, node)
                self.edge(node, premise)
            return
        node = self.scheme(argument)
        for premise in premises:
            self.edge(premise, node)
        self.edge(node, conclusion)

    def scheme(self, argument: Argument) -> str:
        """Add the node of an argument; give its number."""
        return self.applied(
            SCHEMES[argument.kind],
            argument.iri,
            explicitness=argument.explicitness,
            cues=list(argument.cues),
            scope=list(argument.scope),
            arguers=[self.records.label(arguer) for arguer in argument.arguers],
        )
