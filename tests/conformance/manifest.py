"""Manifests of the W3C's test suites (``mf:Manifest`` in Turtle)."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pyoxigraph as ox

from mali_kg.rdf.files import read_rdf
from mali_kg.rdf.namespaces import RDF

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"

Node = ox.NamedNode | ox.BlankNode


class Entry(NamedTuple):
    """One test."""

    #: Unique in its suite: folder and name.
    name: str
    #: Local name of its class, such as ``QueryEvaluationTest``.
    kind: str
    #: The file to read, or the query to ask.
    action: Path
    #: The file that tells what is expected; None where nothing is.
    result: Path | None
    #: Files of data for the default graph, and for the named graphs with their names.
    data: list[Path]
    named: list[tuple[str, Path]]
    #: Whether equal rows may be dropped (``REDUCED``).
    is_lax: bool
    #: The folder of its manifest, and the base that the expected results take it for; empty where they tell none.
    folder: Path
    base: str


class _Graph:
    def __init__(self, path: Path) -> None:
        self.said: dict[tuple[object, str], list[ox.NamedNode | ox.BlankNode | ox.Literal]] = {}
        for q in read_rdf(path):
            self.said.setdefault((q.subject, q.predicate.value), []).append(q.object)  # type: ignore[arg-type]

    def all(self, node: object, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        return self.said.get((node, predicate), [])

    def one(self, node: object, predicate: str) -> ox.NamedNode | ox.BlankNode | ox.Literal | None:
        return next(iter(self.all(node, predicate)), None)

    def items(self, node: object, predicate: str) -> Iterator[ox.NamedNode]:
        cell = self.one(node, predicate)
        while cell is not None and cell != ox.NamedNode(f"{RDF}nil"):
            item = self.one(cell, f"{RDF}first")
            assert isinstance(item, ox.NamedNode)
            yield item
            cell = self.one(cell, f"{RDF}rest")


def path_of(iri: str) -> Path:
    """The file of a ``file:`` IRI."""
    return Path(unquote(urlsplit(iri).path))


def entries(manifest: Path) -> Iterator[Entry]:
    """The tests that a manifest lists, and those of the manifests that it includes, in their order."""
    manifest = manifest.resolve()
    graph, this = _Graph(manifest), ox.NamedNode(manifest.as_uri())
    for included in graph.items(this, f"{MF}include"):
        yield from entries(path_of(included.value))
    assumed = graph.one(this, f"{MF}assumedTestBase")
    for test in graph.items(this, f"{MF}entries"):
        action, result = graph.one(test, f"{MF}action"), graph.one(test, f"{MF}result")
        assert action is not None
        query = graph.one(action, f"{QT}query") or action
        kinds = [k.value.rpartition("#")[2] for k in graph.all(test, f"{RDF}type") if isinstance(k, ox.NamedNode)]
        yield Entry(
            f"{manifest.parent.name}/{test.value.rpartition('#')[2]}",
            kinds[0],
            path_of(query.value),
            path_of(result.value) if isinstance(result, ox.NamedNode) else None,
            [path_of(d.value) for d in graph.all(action, f"{QT}data")],
            [(d.value, path_of(d.value)) for d in graph.all(action, f"{QT}graphData")],
            graph.one(test, f"{MF}resultCardinality") == ox.NamedNode(f"{MF}LaxCardinality"),
            manifest.parent,
            assumed.value if isinstance(assumed, ox.NamedNode) else "",
        )
