"""Validation results, and the ``sh:ValidationReport`` (SHACL 3.6) that they are read from and written as."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.rdf.namespaces import DCT, RDF, SHACL, XSD
from mali_kg.rdf.quads import serialize

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Result(NamedTuple):
    """One validation result (SHACL 3.6.2). Terms are in N-Triples syntax; empty where a result has none."""

    focus: str
    #: An IRI; a complex path (SHACL 2.3.1) in Turtle, as ``[ <…inversePath> <…> ]``.
    path: str
    value: str
    #: SHACL's local name of the constraint component, for example ``MinCountConstraintComponent``, or the IRI of one that is not SHACL's.
    component: str
    #: IRI of the shape, or of the nearest one that holds it where it has no name of its own.
    shape: str
    #: The message as people read it: the English one where there are several.
    message: str
    #: ``Violation``, ``Warning`` or ``Info``, or the IRI of a severity that is not SHACL's.
    severity: str
    #: The shape where it is a blank node.
    blank_shape: str = ""
    #: All messages, in Turtle, where there is more to tell than `message` in English.
    messages: str = ""


#: The nodes of a report by number, each with what it says.
Graph = dict[Term, dict[str, list[Term]]]


def by_subject(triples: Iterable[ox.Triple]) -> Graph:
    """Group triples by their subject and the IRI of their predicate, in their order."""
    graph: Graph = {}
    for t in triples:
        graph.setdefault(t.subject, {}).setdefault(t.predicate.value, []).append(t.object)
    return graph


def read_report(triples: Iterable[ox.Triple]) -> list[Result]:
    """Read the results of a validation report, in its order; `shape` stays empty where a shape has no name."""
    graph = by_subject(triples)
    # Engines copy what blank nodes of the data say, and that may be a report too: ours is what nothing points to.
    inner = {term for about in graph.values() for terms in about.values() for term in terms}
    return [_result(graph, node) for subject, about in graph.items() if subject not in inner for node in about.get(f"{SHACL}result", ())]


def _result(graph: Graph, node: Term) -> Result:
    def found(name: str) -> list[Term]:
        return graph[node].get(SHACL + name, [])

    def one(name: str) -> str:
        return "".join(str(term) for term in found(name)[:1])

    def local(name: str) -> str:
        return one(name).strip("<>").removeprefix(SHACL)

    shape = one("sourceShape")
    blank = shape.startswith("_:")
    message, messages = _messages([term for term in found("resultMessage") if isinstance(term, ox.Literal)])
    return Result(
        one("focusNode"),
        "".join(_path(graph, term) for term in found("resultPath")[:1]),
        one("value"),
        local("sourceConstraintComponent"),
        "" if blank else shape.strip("<>"),
        message,
        local("resultSeverity"),
        shape if blank else "",
        messages,
    )


def _messages(found: list[ox.Literal]) -> tuple[str, str]:
    """Give the message for people, and all of them in Turtle where that one in English is not all."""
    ranked = sorted(found, key=lambda m: (m.language != "en", m.language or "", str(m)))
    if not ranked:
        return "", ""
    alone = len(ranked) == 1 and ranked[0].language == "en"
    return ranked[0].value, "" if alone else " , ".join(map(str, ranked))


def _path(graph: Graph, node: Term, within: tuple[Term, ...] = ()) -> str:
    """Write a path in Turtle. A path that holds itself is none, and ends there."""
    if not isinstance(node, ox.BlankNode) or node in within or node not in graph:
        return str(node)
    parts = graph[node]
    if f"{RDF}first" in parts:
        return f"( {' '.join(_path(graph, member, (*within, node)) for member in _members(graph, node))} )"
    inner = (f"<{predicate}> {_path(graph, term, (*within, node))}" for predicate, terms in sorted(parts.items()) for term in terms)
    return f"[ {' ; '.join(inner)} ]"


def _members(graph: Graph, node: Term) -> Iterator[Term]:
    seen = set()
    while node in graph and node not in seen:
        seen.add(node)
        yield from graph[node].get(f"{RDF}first", [])
        node = graph[node].get(f"{RDF}rest", [node])[0]


def report_turtle(results: list[Result], base: str) -> bytes:
    """Write results as a ``sh:ValidationReport`` in Turtle (SHACL 3.6).

    Blank nodes are named in the order of the results. A shape that is one is part of (``dct:isPartOf``) the nearest shape with a name.
    """
    report = f"<{base}report>"
    lines = [
        f"{report} a <{SHACL}ValidationReport> .",
        f'{report} <{SHACL}conforms> "{"false" if results else "true"}"^^<{XSD}boolean> .',
    ]
    for number, r in enumerate(results, 1):
        node = f"<{base}report/{number}>"
        lines += [f"{report} <{SHACL}result> {node} .", f"{node} a <{SHACL}ValidationResult> ."]
        name = f"<{r.shape}>" if ":" in r.shape else ""
        for key, value in (
            ("focusNode", r.focus),
            ("resultPath", r.path),
            ("value", r.value),
            ("sourceShape", r.blank_shape or name),
            ("sourceConstraintComponent", _iri(r.component)),
            ("resultMessage", r.messages or (str(ox.Literal(r.message, language="en")) if r.message else "")),
            ("resultSeverity", _iri(r.severity)),
        ):
            if value:
                lines.append(f"{node} <{SHACL}{key}> {value} .")
        if r.blank_shape and name:
            lines.append(f"{r.blank_shape} <{DCT}isPartOf> {name} .")
    triples = [q.triple for q in ox.parse("\n".join(lines), format=ox.RdfFormat.TURTLE)]
    return serialize(dict.fromkeys(_numbered(triples)), ox.RdfFormat.TURTLE, {"dct": DCT, "sh": SHACL, "xsd": XSD})


def _iri(name: str) -> str:
    """Give the IRI of one of SHACL's terms, or of one that is not SHACL's, in N-Triples syntax."""
    return f"<{name if ':' in name else SHACL + name}>" if name else ""


def _numbered(triples: Iterable[ox.Triple]) -> Iterator[ox.Triple]:
    names: dict[Term, ox.BlankNode] = {}

    def named(term: Term) -> Term:
        return names.setdefault(term, ox.BlankNode(f"b{len(names) + 1}")) if isinstance(term, ox.BlankNode) else term

    for t in triples:
        yield ox.Triple(named(t.subject), t.predicate, named(t.object))  # type: ignore[arg-type]
