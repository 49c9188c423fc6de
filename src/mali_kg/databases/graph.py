"""Loading nodes and edges: what is there is compared with what should be, and the difference is sent in one transaction.

Every node and edge of ours has three properties more than the export: ``kg``, the base of the dataset, by which it is known as ours; ``sum``, a
hash of its properties, by which a change is seen; and edges a ``key``. Nothing without our ``kg`` is touched.
"""

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, Protocol

from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.export.property_graph import Edge, Node, PropertyGraph
from mali_kg.iris import Iris


class Sums(NamedTuple):
    """What of a dataset is in a database: ids of nodes and keys of edges, each with its sum."""

    nodes: dict[str, str]
    edges: dict[str, str]


class Change(NamedTuple):
    """What is to be done, in this order."""

    drop_edges: list[str]
    drop_nodes: list[str]
    new_nodes: list[Node]
    changed_nodes: list[Node]
    new_edges: list[tuple[str, Edge]]

    @property
    def size(self) -> int:
        """How many nodes and edges."""
        return sum(len(part) for part in self)


class GraphTarget(Protocol):
    """A database of nodes and edges."""

    #: What messages call it; without credentials.
    name: str

    def sums(self, base: str) -> Sums:
        """What of the dataset is there."""

    def apply(self, change: Change, labels: dict[str, str], base: str, progress: Callable[[int], None]) -> None:
        """Make a change: all of it, or nothing.

        :param labels: the label of each node that an edge of the change joins.
        """

    def counts(self, base: str) -> dict[str, int]:
        """Nodes by label and edges by type."""

    def close(self) -> None:
        """Let go of the database."""


class Loaded(NamedTuple):
    """What a load did."""

    added: int
    changed: int
    removed: int
    seconds: float
    #: Nodes by label and edges by type: there, and as they should be.
    counts: dict[str, tuple[int, int]]


def key(edge: Edge) -> str:
    """What tells an edge from every other."""
    return f"{edge.start}|{edge.type}|{edge.end}"


def sum_of(thing: Node | Edge) -> str:
    """A hash of the label or type and the properties."""
    shown = json.dumps([thing[1] if isinstance(thing, Node) else thing.type, thing.properties], sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(shown.encode(), digest_size=8).hexdigest()


def sums_of(graph: PropertyGraph) -> Sums:
    """The sums of what should be there."""
    return Sums({n.id: sum_of(n) for n in graph.nodes}, {key(e): sum_of(e) for e in graph.edges})


def plan(there: Sums, graph: PropertyGraph, drop: Sums) -> Change:
    """The difference between what is there and what should be.

    :param drop: what of the database may go: what of it is not in the graph, goes.
    """
    wanted = sums_of(graph)
    edges = {key(e): e for e in graph.edges}
    gone = [k for k in drop.edges if k not in wanted.edges]
    stale = [k for k, s in wanted.edges.items() if k in there.edges and there.edges[k] != s]
    return Change(
        [*gone, *stale],
        [i for i in drop.nodes if i not in wanted.nodes],
        [n for n in graph.nodes if n.id not in there.nodes],
        [n for n in graph.nodes if n.id in there.nodes and there.nodes[n.id] != wanted.nodes[n.id]],
        [(k, e) for k, e in edges.items() if k not in there.edges or k in stale],
    )


def of_article(there: Sums, article: str, base: str) -> Sums:
    """What of the database only this article needs: its claims, arguments and voice, and what no claim of another article expresses.

    :raises MaliKgError: where the database does not hold the article.
    """
    iris = Iris(base)
    iri = iris.article(article)
    if iri not in there.nodes:
        names = {i.removeprefix(iris.article("")).partition("/")[0] for i in there.nodes if i.startswith(iris.article(""))}
        raise MaliKgError(f"the database holds no article {article!r}. {did_you_mean(article, names)}".strip())
    expressed = {end for start, kind, end in (k.split("|") for k in there.edges) if kind == "EXPRESSES" and not start.startswith(f"{iri}/")}
    propositions = {i for i in there.nodes if i.startswith(iris.proposition("")) and i not in expressed}
    graphs = tuple(iris.proposition_graph(p.removeprefix(iris.proposition(""))) + "/" for p in propositions)
    nodes = {i for i in there.nodes if i == iri or i.startswith((f"{iri}/", *graphs)) or i in propositions}
    edges = {k for k in there.edges if nodes.intersection(k.split("|")[::2])}
    return Sums({i: there.nodes[i] for i in nodes}, {k: there.edges[k] for k in edges})


NOTHING = PropertyGraph([], [])
KEEP = Sums({}, {})


def load(
    target: GraphTarget, graph: PropertyGraph, base: str, change: Change, progress: Callable[[int], None], merged: bool = False
) -> Loaded:
    """Make a change and compare.

    :param merged: whether what the graph lacks stays.
    :raises MaliKgError: where it fails; the database is then as it was.
    """
    start = time.monotonic()
    if change.size:
        labels = {n.id: n.label for n in graph.nodes}
        target.apply(change, labels, base, progress)
    seconds = time.monotonic() - start
    return Loaded(
        len(change.new_nodes) + len(change.new_edges),
        len(change.changed_nodes),
        len(change.drop_nodes) + len(change.drop_edges),
        seconds,
        compare(target, graph, base, merged),
    )


def compare(target: GraphTarget, graph: PropertyGraph, base: str, merged: bool = False) -> dict[str, tuple[int, int]]:
    """Nodes by label and edges by type: there, and as they should be."""
    there = target.counts(base)
    wanted = Counter(n.label for n in graph.nodes) + Counter(e.type for e in graph.edges)
    return {
        name: (there.get(name, 0), wanted.get(name, 0)) for name in sorted(there.keys() | wanted.keys(), key=lambda n: (n.isupper(), n))
    }
