"""The arguments in the JSON of the Argument Interchange Format (AIF): nodes and edges, as AIFdb and its tools exchange them.

Propositions are I-nodes; a support is an RA-node, an attack a CA-node, and a concession, which grants its premise and prefers its conclusion, a
PA-node. Each claim is an L-node (who says it, in which words) with a YA-node between it and its proposition, so that the holder is
never lost.
"""

import json
from typing import Any

from mali_kg.export.material import Material

SCHEMES = {"support": ("RA", "Default Inference"), "attack": ("CA", "Default Conflict"), "concession": ("PA", "Concession")}


def write(material: Material) -> bytes:
    """The argument map."""
    records = material.records
    nodes: list[dict[str, Any]] = []
    edges: list[dict[str, str]] = []
    participants: dict[str, dict[str, str]] = {}
    locutions = []

    def node(iri: str, text: str, kind: str, **more: Any) -> None:
        nodes.append({"nodeID": records.short(iri), "text": text, "type": kind, **{k: v for k, v in more.items() if v not in ("", [])}})

    def edge(start: str, end: str) -> None:
        edges.append({"edgeID": str(len(edges) + 1), "fromID": records.short(start), "toID": records.short(end)})

    for proposition in records.propositions:
        node(proposition.iri, proposition.label, "I")
    for claim in records.claims:
        voices = [records.label(h) for h in claim.holders]
        node(claim.iri, f"{', '.join(voices)}: {claim.quote}", "L", start=claim.start, end=claim.end)
        node(f"{claim.iri}/asserting", "Asserting", "YA", scheme=claim.modality, hedges=list(claim.hedges))
        edge(claim.iri, f"{claim.iri}/asserting")
        edge(f"{claim.iri}/asserting", claim.proposition)
        for holder in claim.holders:
            participants.setdefault(holder, {"participantID": records.short(holder), "firstname": "", "surname": records.label(holder)})
            locutions.append({"nodeID": records.short(claim.iri), "personID": records.short(holder)})
    for argument in records.arguments:
        kind, scheme = SCHEMES.get(argument.kind, ("RA", ""))
        node(
            argument.iri,
            scheme,
            kind,
            scheme=scheme,
            explicitness=argument.explicitness,
            cues=list(argument.cues),
            arguer=records.label(argument.arguer),
            arguerID=records.short(argument.arguer),
        )
        for premise in argument.premises:
            edge(premise, argument.iri)
        edge(argument.iri, argument.conclusion)
    shown = {"nodes": nodes, "edges": edges, "locutions": locutions, "participants": list(participants.values())}
    return (json.dumps(shown, indent=2, ensure_ascii=False) + "\n").encode()
