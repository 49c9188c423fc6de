"""The argument map, which joins claims, and the agents with what claims say of them, for programs that draw: Graphviz and Mermaid.

Pro and con differ in shape, line and colour: a support is a green ellipse, an attack a red hexagon with dashed edges, a concession a grey
diamond. What the annotator inferred has a dotted outline.
"""

from textwrap import wrap
from typing import NamedTuple

from mali_kg.claims.flat_view import FlatEdge, FlatView
from mali_kg.claims.model import Argument, Claim
from mali_kg.claims.reader import Records
from mali_kg.export.material import Material
from mali_kg.files import printable

#: Characters of a line in a box.
WIDTH = 30


class Look(NamedTuple):
    """How a kind of argument looks."""

    word: str
    shape: str
    colour: str
    fill: str
    line: str
    #: What Mermaid writes before and after the text of such a node.
    mermaid: tuple[str, str]


LOOKS: dict[str, Look] = {
    "support": Look("supports", "ellipse", "#1b7837", "#e5f5e0", "solid", ("([", "])")),
    "attack": Look("attacks", "hexagon", "#b2182b", "#fee0d2", "dashed", ("{{", "}}")),
    "concession": Look("granted, but", "diamond", "#525252", "#f0f0f0", "solid", ("{", "}")),
}


#: Roles that go without saying at the two ends of an arrow.
PLAIN_ROLES = frozenset(("actor", "coActor", "experiencer", "possessor", "cause", "theme", "undergoer", "result", "stimulus"))
#: Characters that mean something within a text of Mermaid.
MERMAID = str.maketrans({"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;"})


def lines(text: str, width: int = WIDTH) -> list[str]:
    """Break a text into lines that fit; a word longer than a line is broken."""
    return wrap(text, width) or [""]


def quoted(*shown: str) -> str:
    """Write lines as a string of DOT."""
    return '"' + "\\n".join(printable(line).replace("\\", "\\\\").replace('"', '\\"') for line in shown) + '"'


def holders(claim: Claim, records: Records) -> list[str]:
    """Find who holds a claim, by name."""
    return [records.label(holder) for holder in claim.holders]


def argued(records: Records) -> list[Claim]:
    """Find the claims that stand in an argument, in the order of the text."""
    wanted = {claim for a in records.arguments for claim in (*a.premises, a.conclusion)}
    return [claim for claim in records.claims if claim.iri in wanted]


def note(argument: Argument) -> list[str]:
    """Tell what a node of an argument says of itself: whether words mark it, and on what words it depends."""
    mark = "inferred" if argument.explicitness == "inferred" else f"“{', '.join(argument.cues)}”"
    return [mark, *(f"depends on “{words}”" for words in argument.scope)]


def write_map_dot(material: Material) -> bytes:
    """Write the argument map in DOT: premises left, conclusions right."""
    records = material.records
    claims = argued(records)
    number = {claim.iri: f"c{n}" for n, claim in enumerate(claims, 1)}
    out = [
        "digraph arguments {",
        '  rankdir=LR; bgcolor="white"; node [fontname="Helvetica", fontsize=11]; edge [fontname="Helvetica", fontsize=9];',
    ]
    for claim in claims:
        text = [*lines(claim.label), "", *(line for h in holders(claim, records) for line in lines(f"({h})"))]
        out.append(f'  {number[claim.iri]} [shape=box, style="rounded,filled", fillcolor="#f7f7f7", label={quoted(*text)}];')
    for n, argument in enumerate(records.arguments, 1):
        look = LOOKS[argument.kind]
        style = "dotted" if argument.explicitness == "inferred" else "solid"
        out.append(
            f'  a{n} [shape={look.shape}, style="filled,{style}", fillcolor="{look.fill}", color="{look.colour}", fontcolor="{look.colour}", label={quoted(look.word, *note(argument))}];'
        )
        out += [f'  {number[p]} -> a{n} [arrowhead=none, color="{look.colour}", style={look.line}];' for p in argument.premises]
        out.append(f'  a{n} -> {number[argument.conclusion]} [color="{look.colour}", style={look.line}];')
    return ("\n".join([*out, "}"]) + "\n").encode()


def write_map_mermaid(material: Material) -> bytes:
    """Write the argument map as a Mermaid flowchart."""
    records = material.records
    claims = argued(records)
    number = {claim.iri: f"c{n}" for n, claim in enumerate(claims, 1)}

    def text(*shown: str) -> str:
        # Mermaid reads HTML entities, and nothing of a quoted text as syntax but a grave accent (its own escape is a number sign).
        # It wraps long lines itself, at a width of its own, whatever is wrapped already.
        safe = [" ".join(printable(s).split()).translate(MERMAID) for s in shown]
        return '"' + "<br/>".join(safe) + '"'

    out = ["flowchart LR"]
    for claim in claims:
        out.append(f"  {number[claim.iri]}[{text(claim.label, *(f'({h})' for h in holders(claim, records)))}]")
    for n, argument in enumerate(records.arguments, 1):
        look = LOOKS[argument.kind]
        before, after = look.mermaid
        arrow, link = ("-.->", "-.-") if look.line == "dashed" else ("-->", "---")
        out.append(f"  a{n}{before}{text(look.word, *note(argument))}{after}:::{argument.kind}")
        out += [f"  {number[p]} {link} a{n}" for p in argument.premises]
        out.append(f"  a{n} {arrow} {number[argument.conclusion]}")
    out += [f"  classDef {kind} stroke:{look.colour},color:{look.colour},fill:{look.fill}" for kind, look in LOOKS.items()]
    return ("\n".join(out) + "\n").encode()


def write_agents_dot(material: Material) -> bytes:
    """Write agents and what claims say of them and other things, in DOT. Every edge names who says so: none is a fact of ours."""
    records = material.records
    agents = {e.iri: e for e in records.entities if e.is_agent and "Narrator" not in e.types}
    kinds = {kind.notation: kind.label for kind in records.kinds}
    ties: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}
    for edge in FlatView(records).edges():
        if edge.start in agents or edge.end in agents:
            voices = ties.setdefault((edge.start, edge.end, said(edge, kinds)), set())
            voices.update(records.label(holder) for holder in edge.holders)
    number = {iri: f"n{n}" for n, iri in enumerate(sorted({iri for start, end, _ in ties for iri in (start, end)}), 1)}
    out = [
        "digraph agents {",
        '  rankdir=LR; bgcolor="white"; node [fontname="Helvetica", fontsize=11]; edge [fontname="Helvetica", fontsize=9, color="#636363"];',
    ]
    for iri, name in number.items():
        look = 'shape=box, style=rounded, color="#999999"'
        if iri in agents:
            vague = agents[iri].is_vague
            look = f'shape={"ellipse" if vague else "box"}, style="filled{",dashed" if vague else ""}", fillcolor="#d1e5f0"'
        out.append(f"  {name} [{look}, label={quoted(*lines(records.label(iri)))}];")
    for (start, end, words), voices in sorted(ties.items()):
        text = [line for part in (*words, *(f"({voice})" for voice in sorted(voices))) for line in lines(part, 26)]
        out.append(f"  {number[start]} -> {number[end]} [label={quoted(*text)}];")
    return ("\n".join([*out, "}"]) + "\n").encode()


def said(edge: FlatEdge, kinds: dict[str, str]) -> tuple[str, ...]:
    """Tell what an edge says, part by part: its kind, how it is meant, and the words that its ends stand for."""
    how = [] if edge.stance == "asserted" else [edge.stance]
    how += [] if edge.strength == "full" else [edge.strength]
    if edge.polarity == "negative":
        how.append(f"not as to {edge.focus}" if edge.focus else "not")
    kind = kinds.get(edge.kind, edge.kind)
    parts = (f"{edge.phase} {kind}".strip(), f"[{', '.join(how)}]" if how else "")
    ends = (end(edge.from_role, edge.from_words), end(edge.to_role, edge.to_words))
    return tuple(part for part in (*parts, *ends) if part)


def end(role: str, words: str) -> str:
    """Tell what is to be said of an end of an edge: in which role it is, where that does not go without saying, and for what words it stands."""
    return f"{role}: {words}" if words else "" if role in PLAIN_ROLES else role
