"""SHACL engines behind one interface: quads of data and shapes in, results out, the same for every engine."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pyoxigraph as ox

from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.namespaces import RDF, SHACL, XSD
from mali_kg.quads import parse_term, serialize


class Result(NamedTuple):
    """One validation result (SHACL 3.6.2). Terms are in N-Triples syntax; empty where a result has none."""

    focus: str
    path: str
    value: str
    #: SHACL's local name of the constraint component, for example ``MinCountConstraintComponent``, or the IRI of one of ours.
    component: str
    #: IRI of the shape that holds the message: a shape with a name of its own.
    shape: str
    message: str
    #: ``Violation``, ``Warning`` or ``Info``.
    severity: str


#: Quads whose graph does not matter: data and shapes reach every engine in the same form, all graphs as one.
Triples = list[ox.Quad]


def run(engine: str, data: Triples, shapes: Triples) -> list[Result]:
    """Validate data against shapes; results are sorted and each stands once.

    :param data: the data with the ontology beside it, which ``sh:class`` needs for subclasses.
    :raises MaliKgError: where the engine is unknown, or is not installed (the message says how to install it).
    """
    if engine not in ENGINES:
        raise MaliKgError(f"unknown engine {engine!r}. {did_you_mean(engine, ENGINES)}")
    return sorted(set(ENGINES[engine](data, shapes)))


def _pyshacl(data: Triples, shapes: Triples) -> list[Result]:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # deprecations inside pyshacl and rdflib are not the user's
        import pyshacl
        import rdflib

        from mali_kg.rdflib_graph import to_graph

        shapes_graph = to_graph(shapes)
        try:
            _, report, _ = pyshacl.validate(to_graph(data), shacl_graph=shapes_graph, inplace=True)
        except Exception as error:  # pyshacl lets through whatever a broken pattern or query in a shape raises
            raise MaliKgError(f"pyshacl cannot use these shapes: {type(error).__name__}: {error}") from None
    if not isinstance(report, rdflib.Graph):
        raise MaliKgError(f"pyshacl cannot use these shapes: {report}")
    sh = rdflib.Namespace(SHACL)

    def one(node: Any, predicate: Any) -> str:
        value = report.value(node, predicate)
        return "" if value is None else n3(value)

    def local(node: Any, predicate: Any) -> str:
        return str(report.value(node, predicate) or "").removeprefix(SHACL)

    return [
        Result(
            one(node, sh.focusNode),
            one(node, sh.resultPath) if isinstance(report.value(node, sh.resultPath), rdflib.URIRef) else "",
            one(node, sh.value),
            local(node, sh.sourceConstraintComponent),
            named_shape(shapes_graph, report.value(node, sh.sourceShape)),
            str(report.value(node, sh.resultMessage) or ""),
            local(node, sh.resultSeverity),
        )
        for node in report.objects(None, sh.result)
    ]


def n3(term: Any) -> str:
    """An rdflib term in N-Triples syntax, line feeds escaped."""
    import rdflib

    if isinstance(term, rdflib.Literal):
        if term.language:
            return str(ox.Literal(str(term), language=term.language))
        return str(ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or f"{XSD}string"))))
    return str(term.n3())


def named_shape(shapes: Any, shape: Any) -> str:
    """The nearest shape with an IRI: the shape itself, or one that holds it. Empty where none has."""
    import rdflib

    seen = set()
    while isinstance(shape, rdflib.BNode) and shape not in seen:
        seen.add(shape)
        shape = shapes.value(predicate=rdflib.URIRef(f"{SHACL}property"), object=shape)
    return str(shape) if isinstance(shape, rdflib.URIRef) else ""


def _shacl(data: Triples, shapes: Triples) -> list[Result]:
    try:
        import shacl
    except ImportError:
        raise MaliKgError("engine 'shacl' is not installed. Install it: pip install 'mali-kg[fast]', or use --engine pyshacl.") from None

    def text(triples: Triples) -> str:
        return serialize((q.triple for q in triples), ox.RdfFormat.N_TRIPLES).decode()

    try:
        compiled = shacl.Shapes.from_text(text(shapes), format="ntriples")
        report = compiled.validate_text(text(data), format="ntriples")
    except ValueError as error:
        raise MaliKgError(f"shacl cannot use these shapes: {error}") from None
    return [
        Result(
            r.focus_node,
            r.path if r.path and r.path.startswith("<") else "",
            r.value or "",
            r.component,
            str(r.root_shape or r.source_shape or "").strip("<>").removeprefix("_:") if str(r.root_shape or "").startswith("<") else "",
            r.message or "",
            r.severity,
        )
        for r in report.results
    ]


#: Name to engine. The first is the reference and the default.
ENGINES: dict[str, Callable[[Triples, Triples], list[Result]]] = {"pyshacl": _pyshacl, "shacl": _shacl}


def report_turtle(results: list[Result], base: str) -> bytes:
    """Results as a ``sh:ValidationReport`` in Turtle (SHACL 3.6), without blank nodes."""

    def sh(name: str) -> ox.NamedNode:
        return ox.NamedNode(SHACL + name)

    a = ox.NamedNode(f"{RDF}type")
    report = ox.NamedNode(f"{base}report")
    boolean = ox.NamedNode(f"{XSD}boolean")
    conforms = not any(r.severity == "Violation" for r in results)
    triples = [
        ox.Triple(report, a, ox.NamedNode(f"{SHACL}ValidationReport")),
        ox.Triple(report, sh("conforms"), ox.Literal("true" if conforms else "false", datatype=boolean)),
    ]
    for number, r in enumerate(results, 1):
        node = ox.NamedNode(f"{base}report/{number}")
        triples.append(ox.Triple(report, sh("result"), node))
        triples.append(ox.Triple(node, a, ox.NamedNode(f"{SHACL}ValidationResult")))
        for key, value in (("focusNode", r.focus), ("resultPath", r.path), ("value", r.value)):
            if value:
                triples.append(ox.Triple(node, sh(key), parse_term(value)))
        if ":" in r.shape:
            triples.append(ox.Triple(node, sh("sourceShape"), ox.NamedNode(r.shape)))
        triples.append(
            ox.Triple(node, sh("sourceConstraintComponent"), ox.NamedNode(r.component if ":" in r.component else SHACL + r.component))
        )
        triples.append(ox.Triple(node, sh("resultMessage"), ox.Literal(r.message, language="en")))
        triples.append(ox.Triple(node, sh("resultSeverity"), ox.NamedNode(SHACL + r.severity)))
    return serialize(triples, ox.RdfFormat.TURTLE, {"sh": SHACL, "xsd": XSD})
