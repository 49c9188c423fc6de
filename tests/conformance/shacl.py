"""The W3C SHACL test suite: each test through `validate --data --shapes --format turtle`, and through an engine by itself.

A test asks for a failure, or for a report. A report passes where it is the expected one with blank nodes compared by isomorphism;
messages count only where the expected report has them.
"""

import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from mali_kg.rdf.namespaces import RDF, SHACL
from mali_kg.report.check import validate_files
from mali_kg.report.forms import render

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
SHT = "http://www.w3.org/ns/shacl-test#"
PROJECT = Project(Path(__file__).parents[2])
MESSAGE = f"{SHACL}resultMessage"
#: What a result is compared by.
PROPERTIES = frozenset(
    SHACL + name
    for name in ("focusNode", "resultPath", "value", "sourceShape", "sourceConstraintComponent", "resultSeverity", "resultMessage")
)
#: What a path is made of (SHACL 2.3.1).
PATHS = frozenset(
    (
        f"{RDF}first",
        f"{RDF}rest",
        *(SHACL + name for name in ("inversePath", "alternativePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath")),
    )
)

#: Why an engine fails a test, by itself and so with mali-kg too.
REASONS: dict[tuple[str, str], str] = {
    ("pyshacl", "core/property/uniqueLang-002"): 'takes sh:uniqueLang "1"^^xsd:boolean for true; the test asks for the term true',
    (
        "pyshacl",
        "sparql/pre-binding/shapesGraph-001",
    ): "has no GRAPH $shapesGraph, which SHACL 5.3.1 leaves to the engine, and refuses the shape",
    (
        "shacl",
        "sparql/pre-binding/unsupported-sparql-004",
    ): "runs a subquery that does not select $this (SHACL, appendix A), and should refuse it",
}

Triples = list[ox.Triple]


class Case(NamedTuple):
    """One test."""

    #: Path of the test below the suite's folder, without an ending: ``core/node/and-001``.
    name: str
    data: Path
    shapes: Path
    #: The expected report; None where validation must fail.
    report: Triples | None


@cache
def cases(folder: Path) -> tuple[Case, ...]:
    """The tests of every file of the suite, the one too that no manifest includes (`sparql/component/nodeValidator-001`)."""
    return tuple(case for path in sorted(folder.rglob("*.ttl")) for case in _cases(path, folder))


def _cases(path: Path, folder: Path) -> Iterator[Case]:
    graph = Graph([q.triple for q in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri())])
    for entries in graph.all(ox.NamedNode(path.as_uri()), f"{MF}entries"):
        for entry in graph.members(entries):
            action, result = graph.one(entry, f"{MF}action"), graph.one(entry, f"{MF}result")
            yield Case(
                str(_path(entry).relative_to(folder)),
                _path(graph.one(action, f"{SHT}dataGraph")),
                _path(graph.one(action, f"{SHT}shapesGraph")),
                None if result == ox.NamedNode(f"{SHT}Failure") else list(graph.report(result)),
            )


def _path(iri: object) -> Path:
    return Path(unquote(urlsplit(iri.value).path))


class Graph:
    """Triples by subject and predicate."""

    def __init__(self, triples: Triples) -> None:
        self.objects: dict[tuple[object, str], list] = {}
        for t in triples:
            self.objects.setdefault((t.subject, t.predicate.value), []).append(t.object)

    def all(self, subject: object, predicate: str) -> list:
        return self.objects.get((subject, predicate), [])

    def one(self, subject: object, predicate: str):
        (found,) = self.all(subject, predicate)
        return found

    def members(self, node: object) -> Iterator:
        while node != ox.NamedNode(f"{RDF}nil"):
            yield self.one(node, f"{RDF}first")
            node = self.one(node, f"{RDF}rest")

    def report(self, node) -> Iterator[ox.Triple]:
        """What counts of a report: whether it conforms, and its results with their paths."""
        yield ox.Triple(ox.BlankNode("report"), ox.NamedNode(f"{SHACL}conforms"), self.one(node, f"{SHACL}conforms"))
        for number, result in enumerate(self.all(node, f"{SHACL}result")):
            subject = ox.BlankNode(f"result{number}")
            yield ox.Triple(ox.BlankNode("report"), ox.NamedNode(f"{SHACL}result"), subject)
            for (of, predicate), objects in self.objects.items():
                if of == result and predicate in PROPERTIES:
                    for found in objects:
                        yield from self._tree(subject, predicate, found, predicate == f"{SHACL}resultPath")

    def _tree(self, subject, predicate: str, found, is_path: bool) -> Iterator[ox.Triple]:
        """One statement; for a path all of it, as a copy of its own, because reports may share the nodes of paths or not."""
        if not (is_path and isinstance(found, ox.BlankNode)):
            yield ox.Triple(subject, ox.NamedNode(predicate), found)
            return
        node = ox.BlankNode()
        yield ox.Triple(subject, ox.NamedNode(predicate), node)
        for (of, below), objects in self.objects.items():
            if of == found and below in PATHS:
                for one in objects:
                    yield from self._tree(node, below, one, True)


def same(found: Triples | None, expected: Triples | None) -> bool:
    """Whether a report, or a failure (None), is the expected one."""
    if found is None or expected is None:
        return found is expected
    if not any(t.predicate.value == MESSAGE for t in expected):
        found = [t for t in found if t.predicate.value != MESSAGE]
    return canonical(found) == canonical(expected)


def canonical(triples: Triples) -> ox.Dataset:
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def read_report(turtle: bytes | str) -> Triples:
    """What counts of a report in Turtle."""
    triples = [q.triple for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE, base_iri="http://example.org/report")]
    (node,) = (t.subject for t in triples if t.object == ox.NamedNode(f"{SHACL}ValidationReport"))
    return list(Graph(triples).report(node))


def ours(case: Case, engine: str) -> Triples | None:
    """The report that mali-kg gives, or None where it refuses."""
    try:
        report = validate_files([case.data], [case.shapes], PROJECT, engine)
    except MaliKgError:
        return None
    return read_report(render(report, "turtle", PROJECT.iris))


def by_itself(case: Case, engine: str) -> Triples | None:
    """The report that an engine gives when it is called in the plainest way, or None where it refuses."""
    return {"pyshacl": _pyshacl, "shacl": _shacl}[engine](case)


def _pyshacl(case: Case) -> Triples | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pyshacl
        import rdflib

        def graph(path: Path) -> rdflib.Graph:
            return rdflib.Graph().parse(path, format="turtle", publicID=path.as_uri())

        try:
            _, report, _ = pyshacl.validate(graph(case.data), shacl_graph=graph(case.shapes))
        except Exception:  # whatever pyshacl raises is a failure
            return None
        return read_report(report.serialize(format="turtle")) if isinstance(report, rdflib.Graph) else None


def _shacl(case: Case) -> Triples | None:
    import shacl

    try:
        return read_report(shacl.validate(str(case.data), str(case.shapes)).turtle)
    except ValueError:
        return None


def run(folder: Path, engine: str) -> tuple[list[str], list[str]]:
    """The names of the tests that pass with mali-kg, and of those that fail."""
    return _sorted(folder, engine, ours)


def alone(folder: Path, engine: str) -> tuple[list[str], list[str]]:
    """The names of the tests that an engine passes by itself, and of those that it fails."""
    return _sorted(folder, engine, by_itself)


def _sorted(folder: Path, engine: str, report_of: Callable[[Case, str], Triples | None]) -> tuple[list[str], list[str]]:
    passed: list[str] = []
    failed: list[str] = []
    for case in cases(folder.resolve()):
        expected = by_value(case.report) if report_of is by_itself and engine == "pyshacl" and case.report else case.report
        (passed if same(report_of(case, engine), expected) else failed).append(case.name)
    return passed, failed


def by_value(triples: Triples) -> Triples:
    """Triples with literals as rdflib reads them: other digits for the same value. Only by itself pyshacl is compared so."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph.parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")
        return [q.triple for q in ox.parse(graph.serialize(format="nt"), format=ox.RdfFormat.N_TRIPLES)]
