"""What every database of quads is to the loader: a few operations of its own, and questions that are the same SPARQL for all."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any, NamedTuple

import pyoxigraph as ox

from mali_kg.databases.lines import chunks, lines
from mali_kg.errors import MaliKgError
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.quads import serialize

#: IRIs that are asked for in one query.
ASKED = 200
#: Quads that are written in one step.
WRITTEN = 5_000


class Ours(NamedTuple):
    """What of a database is this dataset's: named graphs below its base; and in the default graph what is said of things below its base
    with properties that it uses or may use. All else is somebody else's and is never touched.
    """

    base: str
    #: The properties that such a dataset may use in its default graph.
    predicates: tuple[str, ...]


class Queried(ABC):
    """Quads that answer SPARQL."""

    #: What messages call it; without credentials.
    name = "the dataset"
    #: The graph that stands for the default one, where the database has none of its own.
    default_graph = ""

    @abstractmethod
    def rows(self, query: str) -> Iterator[ox.QuerySolution]:
        """The rows of a SELECT query. Those of a large answer come one after the other."""

    def _within(self, pattern: str) -> str:
        """A pattern within the default graph."""
        return f"GRAPH <{self.default_graph}> {{ {pattern} }}" if self.default_graph else pattern

    def _terms(self, query: str, names: str) -> Iterator[tuple[Any, ...]]:
        """The terms of each row, by the names of their variables, which are letters.

        :raises MaliKgError: where one is not there.
        """
        for row in self.rows(query):
            try:
                terms = tuple(row[name] for name in names)
            except (KeyError, TypeError):
                terms = (None,)
            if None in terms:
                raise self._odd(query)
            yield terms

    def _quads(self, query: str, names: str = "spo") -> Iterator[ox.Quad]:
        """The quads that a query tells: SELECT ?s ?p ?o, and ?g where they are not in the default graph."""
        for terms in self._terms(query, names):
            try:
                yield ox.Quad(*terms)
            except TypeError:
                raise self._odd(query) from None

    def _iris(self, query: str, name: str) -> Iterator[str]:
        for (term,) in self._terms(query, name):
            if not isinstance(term, ox.NamedNode):
                raise self._odd(query)
            yield term.value

    def _counted(self, query: str) -> int:
        for (number,) in self._terms(query, "n"):
            return self._number(query, number)
        raise self._odd(query)

    def _number(self, query: str, term: Any) -> int:
        try:
            return int(term.value)
        except (ValueError, AttributeError):
            raise self._odd(query) from None

    def _odd(self, query: str) -> MaliKgError:
        return MaliKgError(f"{self.name}: what it sent is no answer to: {query[:200]}. Is it a SPARQL 1.1 endpoint?")

    def about(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        """The quads of the default graph with these subjects, and those of the named graphs of these names."""
        for some in chunks(sorted(iris), ASKED):
            listed = " ".join(f"<{iri}>" for iri in some)
            yield from self._quads(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {listed} }} {self._within('?s ?p ?o')} }}")
            graphs = " ".join(f"<{iri}>" for iri in some if "/graph/" in iri)
            if graphs:
                yield from self._quads(f"SELECT ?s ?p ?o ?g {{ VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s ?p ?o }} }}", "spog")

    def referring(self, iris: Collection[str], predicates: Collection[str]) -> Iterator[ox.Quad]:
        """The quads of the default graph with these objects and predicates."""
        for some in chunks(sorted(iris), ASKED):
            listed = " ".join(f"<{iri}>" for iri in some)
            for p in predicates:
                pattern = self._within(f"?s ?p ?o VALUES ?p {{ <{p}> }}")
                yield from self._quads(f"SELECT ?s ?p ?o {{ VALUES ?o {{ {listed} }} {pattern} }}")

    def below(self, prefix: str) -> Iterator[str]:
        """The subjects of the default graph whose IRIs begin so."""
        return self._iris(f'SELECT DISTINCT ?s {{ {self._within("?s ?p ?o")} FILTER (STRSTARTS(STR(?s), "{prefix}")) }}', "s")

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
        for names, pattern in (("spo", self._ours_by_default(ours)), ("spog", self._ours_by_graph(ours))):
            query = f"SELECT {' '.join(f'?{n}' for n in names)} {{ {pattern} }}"
            for some in chunks(self._quads(query, names), WRITTEN):
                yield from lines([serialize(some, ox.RdfFormat.N_QUADS)])

    def counts(self, ours: Ours) -> dict[str, int]:
        """How many of these there are, by graph; the default graph is the empty name."""
        found = self._by_graph(self._ours_by_graph(ours))
        default = self._counted(f"SELECT (COUNT(*) AS ?n) {{ {self._ours_by_default(ours)} }}")
        return found | ({"": default} if default else {})

    def totals(self, ours: Ours) -> dict[str, int]:
        """How many quads the default graph has, whoever’s they are, and each of our graphs: told faster than `counts`."""
        if self.default_graph:
            return self.counts(ours)
        default = self._counted("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        named = self._by_graph("GRAPH ?g { ?s ?p ?o }")
        return {"": default} | {g: n for g, n in named.items() if g.startswith(Iris(ours.base).graphs)}

    def _by_graph(self, pattern: str) -> dict[str, int]:
        query = f"SELECT ?g (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?g"
        return {graph.value: self._number(query, number) for graph, number in self._terms(query, "gn")}


class RdfTarget(Queried):
    """A database of quads that can be changed."""

    #: Quads in one change.
    batch: int
    #: Whether quads can be added in bulk.
    bulk = False
    #: Whether `at_once` leaves it as it was where something fails; else the loader takes back what it has sent.
    undoes = False

    def at_once(self) -> AbstractContextManager[None]:
        """Around all the changes of one load."""
        return nullcontext()

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
