"""What every database of quads is to the loader: a few operations of its own, and questions that are the same SPARQL for all."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.databases.rdf_lines import chunks, lines
from mali_kg.iris import Iris
from mali_kg.quads import serialize

#: IRIs that are asked for in one query.
ASKED = 200
#: Quads that are written in one step.
WRITTEN = 5_000


class Ours(NamedTuple):
    """What of a database is this dataset's: named graphs below its base; and in the default graph what is said of things below its base
    with properties that it uses. All else is somebody else's and is never touched.
    """

    base: str
    #: The properties that the dataset uses in its default graph.
    predicates: tuple[str, ...]


class Queried(ABC):
    """Quads that answer SPARQL."""

    #: The graph that stands for the default one, where the database has none of its own.
    default_graph = ""

    @abstractmethod
    def rows(self, query: str) -> Iterator[ox.QuerySolution]:
        """The rows of a SELECT query. Those of a large answer come one after the other."""

    def _within(self, pattern: str) -> str:
        """A pattern within the default graph."""
        return f"GRAPH <{self.default_graph}> {{ {pattern} }}" if self.default_graph else pattern

    def _quads(self, query: str) -> Iterator[ox.Quad]:
        """The quads that a query tells: SELECT ?s ?p ?o, and ?g where they are not in the default graph."""
        return (ox.Quad(*row) for row in self.rows(query))

    def about(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        """The quads of the default graph with these subjects, and those of the named graphs of these names."""
        for some in chunks(sorted(iris), ASKED):
            listed = " ".join(f"<{iri}>" for iri in some)
            yield from self._quads(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {listed} }} {self._within('?s ?p ?o')} }}")
            graphs = " ".join(f"<{iri}>" for iri in some if "/graph/" in iri)
            if graphs:
                yield from self._quads(f"SELECT ?s ?p ?o ?g {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }} }}")

    def referring(self, iris: Collection[str], predicates: Collection[str]) -> Iterator[ox.Quad]:
        """The quads of the default graph with these objects and predicates."""
        for some in chunks(sorted(iris), ASKED):
            listed = " ".join(f"<{iri}>" for iri in some)
            for p in predicates:
                for row in self.rows(f"SELECT ?s ?o {{ VALUES ?o {{ {listed} }} {self._within(f'?s <{p}> ?o')} }}"):
                    yield ox.Quad(row["s"], ox.NamedNode(p), row["o"])

    def below(self, prefix: str) -> Iterator[str]:
        """The subjects of the default graph whose IRIs begin so."""
        for row in self.rows(f'SELECT DISTINCT ?s {{ {self._within("?s ?p ?o")} FILTER (STRSTARTS(STR(?s), "{prefix}")) }}'):
            yield row["s"].value

    def _ours_by_default(self, ours: Ours) -> str:
        listed = " ".join(f"<{p}>" for p in ours.predicates)
        return self._within(f'VALUES ?p {{ {listed} }} ?s ?p ?o FILTER (STRSTARTS(STR(?s), "{ours.base}"))')

    def _ours_by_graph(self, ours: Ours) -> str:
        other = f" && ?g != <{self.default_graph}>" if self.default_graph else ""
        return f'GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{Iris(ours.base).graphs}"){other})'

    def is_empty(self) -> bool:
        """Whether nothing at all is there, whoever’s."""
        return not any(True for _ in self.rows("SELECT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } LIMIT 1"))

    def ours(self, ours: Ours) -> Iterator[bytes]:
        """The quads of this dataset that are there, as lines of N-Quads."""
        for query in (f"SELECT ?s ?p ?o {{ {self._ours_by_default(ours)} }}", f"SELECT ?s ?p ?o ?g {{ {self._ours_by_graph(ours)} }}"):
            for some in chunks(self._quads(query), WRITTEN):
                yield from lines([serialize(some, ox.RdfFormat.N_QUADS)])

    def counts(self, ours: Ours) -> dict[str, int]:
        """How many of these there are, by graph; the default graph is the empty name."""
        found = self._by_graph(self._ours_by_graph(ours))
        (default,) = self.rows(f"SELECT (COUNT(*) AS ?n) {{ {self._ours_by_default(ours)} }}")
        return found | ({"": int(default["n"].value)} if int(default["n"].value) else {})

    def totals(self, ours: Ours) -> dict[str, int]:
        """How many quads the default graph has, whoever’s they are, and each of our graphs: told faster than `counts`."""
        if self.default_graph:
            return self.counts(ours)
        (default,) = self.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        named = self._by_graph("GRAPH ?g { ?s ?p ?o }")
        return {"": int(default["n"].value)} | {g: n for g, n in named.items() if g.startswith(Iris(ours.base).graphs)}

    def _by_graph(self, pattern: str) -> dict[str, int]:
        return {r["g"].value: int(r["n"].value) for r in self.rows(f"SELECT ?g (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?g")}


class RdfTarget(Queried):
    """A database of quads that can be changed."""

    #: What messages call it; without credentials.
    name: str
    #: Quads in one change.
    batch: int
    #: Whether quads can be added in bulk.
    bulk = False

    @abstractmethod
    def change(self, add: list[bytes], remove: list[bytes]) -> None:
        """Take quads away and add others: all of it, or nothing (where a database cannot, its class says so)."""

    def fill(self, pieces: Callable[[], Iterable[bytes]]) -> None:
        """Add quads in bulk where there are none of ours.

        :param pieces: gives them as pieces of N-Quads, each time it is called.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the database."""
