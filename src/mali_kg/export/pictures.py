"""Pictures: the argument map, and the organisations with what claims say they did; for Graphviz, for Mermaid, and drawn.

Pro and con differ in shape, line and colour: a support is a green ellipse, an attack a red hexagon with dashed edges, a concession a grey
diamond. What the annotator inferred has a dotted outline.
"""

import subprocess
from textwrap import wrap
from typing import NamedTuple

from mali_kg.claims.descriptions import local
from mali_kg.claims.model import Argument
from mali_kg.claims.reader import Records
from mali_kg.errors import UnsupportedError
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


#: Characters that mean something within a text of Mermaid.
MERMAID = str.maketrans({"#": "#35;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "`": "#96;"})


def lines(text: str, width: int = WIDTH) -> list[str]:
    """A text in lines that fit; a word longer than a line is broken."""
    return wrap(text, width) or [""]


def quoted(*shown: str) -> str:
    """Lines as a string of DOT."""
    return '"' + "\\n".join(printable(line).replace("\\", "\\\\").replace('"', '\\"') for line in shown) + '"'


def holders(records: Records, proposition: str) -> list[str]:
    """Who holds a proposition, by name, each once."""
    return sorted({records.label(h) for c in records.claims_of[proposition] for h in c.holders})


def argued(records: Records) -> list[str]:
    """The propositions that stand in an argument, in the order of the text."""
    wanted = {p for a in records.arguments for p in (*a.premises, a.conclusion)}
    spoken = list(dict.fromkeys(c.proposition for c in records.claims))
    return [p for p in spoken if p in wanted] + sorted(wanted.difference(spoken))


def note(argument: Argument) -> str:
    """What a node of an argument says of itself."""
    return "inferred" if argument.explicitness == "inferred" else f"“{', '.join(argument.cues)}”"


def write_map_dot(material: Material) -> bytes:
    """The argument map in DOT: premises left, conclusions right."""
    records = material.records
    number = {p: f"p{n}" for n, p in enumerate(argued(records), 1)}
    labels = {p.iri: p.label for p in records.propositions}
    out = [
        "digraph arguments {",
        '  rankdir=LR; bgcolor="white"; node [fontname="Helvetica", fontsize=11]; edge [fontname="Helvetica", fontsize=9];',
    ]
    for iri, name in number.items():
        text = [*lines(labels.get(iri, records.label(iri))), "", *(line for h in holders(records, iri) for line in lines(f"({h})"))]
        out.append(f'  {name} [shape=box, style="rounded,filled", fillcolor="#f7f7f7", label={quoted(*text)}];')
    for n, argument in enumerate(records.arguments, 1):
        look = LOOKS[argument.kind]
        style = "dotted" if argument.explicitness == "inferred" else "solid"
        out.append(
            f'  a{n} [shape={look.shape}, style="filled,{style}", fillcolor="{look.fill}", color="{look.colour}", fontcolor="{look.colour}", label={quoted(look.word, note(argument))}];'
        )
        out += [f'  {number[p]} -> a{n} [arrowhead=none, color="{look.colour}", style={look.line}];' for p in argument.premises]
        out.append(f'  a{n} -> {number[argument.conclusion]} [color="{look.colour}", style={look.line}];')
    return ("\n".join([*out, "}"]) + "\n").encode()


def write_map_mermaid(material: Material) -> bytes:
    """The argument map as a Mermaid flowchart."""
    records = material.records
    number = {p: f"p{n}" for n, p in enumerate(argued(records), 1)}

    def text(*shown: str) -> str:
        # Mermaid reads HTML entities, and nothing of a quoted text as syntax but a grave accent (its own escape is a number sign).
        # It wraps long lines itself, at a width of its own, whatever is wrapped already.
        safe = [" ".join(printable(s).split()).translate(MERMAID) for s in shown]
        return '"' + "<br/>".join(safe) + '"'

    out = ["flowchart LR"]
    for iri, name in number.items():
        out.append(f"  {name}[{text(records.label(iri), *(f'({h})' for h in holders(records, iri)))}]")
    for n, argument in enumerate(records.arguments, 1):
        look = LOOKS[argument.kind]
        before, after = look.mermaid
        arrow, link = ("-.->", "-.-") if look.line == "dashed" else ("-->", "---")
        out.append(f"  a{n}{before}{text(look.word, note(argument))}{after}:::{argument.kind}")
        out += [f"  {number[p]} {link} a{n}" for p in argument.premises]
        out.append(f"  a{n} {arrow} {number[argument.conclusion]}")
    out += [f"  classDef {kind} stroke:{look.colour},color:{look.colour},fill:{look.fill}" for kind, look in LOOKS.items()]
    return ("\n".join(out) + "\n").encode()


def write_map_svg(material: Material) -> bytes:
    """The argument map, drawn by Graphviz."""
    return drawn(write_map_dot(material))


def write_agents_dot(material: Material) -> bytes:
    """Agents and the events that claims give them a part in, in DOT. Every edge names who says so: none is a fact of ours."""
    records = material.records
    agents = {e.iri: e for e in records.entities if e.is_agent and "Narrator" not in e.types}
    ties: dict[tuple[str, str, str], set[str]] = {}
    for proposition in records.propositions:
        voices = {records.label(h) for c in records.claims_of[proposition.iri] for h in c.holders}
        for s in proposition.statements:
            if voices and s.object and (s.subject in agents or s.object in agents):
                ties.setdefault((s.subject, s.predicate, s.object), set()).update(voices)
    number = {iri: f"n{n}" for n, iri in enumerate(sorted({i for s, _, o in ties for i in (s, o)}), 1)}
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
    for (subject, predicate, object_), voices in sorted(ties.items()):
        says = [*lines(words(local(predicate))), *(line for v in sorted(voices) for line in lines(f"({v})", 26))]
        out.append(f"  {number[subject]} -> {number[object_]} [label={quoted(*says)}];")
    return ("\n".join([*out, "}"]) + "\n").encode()


def write_agents_svg(material: Material) -> bytes:
    """Agents and what claims say they did, drawn by Graphviz."""
    return drawn(write_agents_dot(material))


def words(name: str) -> str:
    """The name of a property as words: ``decidedBy`` as decided by."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name)


def drawn(dot: bytes) -> bytes:
    """A picture of a graph in DOT, as SVG.

    :raises UnsupportedError: where Graphviz is not installed or fails.
    """
    try:
        done = subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, timeout=120, check=True)
    except FileNotFoundError:
        raise UnsupportedError(
            "pictures of graphs are drawn by Graphviz, which is not installed (apt install graphviz). Or take map-dot, map-mermaid or agents-dot."
        ) from None
    except subprocess.SubprocessError as error:
        told = getattr(error, "stderr", b"") or b""
        raise UnsupportedError(f"Graphviz could not draw the graph: {told.decode(errors='replace').strip() or error}") from None
    return done.stdout
