"""What every database of quads is to the loader: a few operations of its own, and questions that are the same SPARQL for all."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import Term, to_text
from mali_kg.claims.sparql_backend import SparqlBackend, UnexpectedAnswerError
from mali_kg.databases.lines import chunks, lines
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.quads import serialize

#: Quads that are written in one step.
WRITTEN = 5_000


class OurGraphs(NamedTuple):
    """The graphs of a database that are this dataset's: those whose names begin so, or some of them. All else is somebody else's and is never touched."""

    prefix: str
    #: The names of some alone; empty for all.
    names: tuple[str, ...] = ()


class RdfTarget(ABC):
    """A database of quads that answers SPARQL and can be changed."""

    #: What messages call it; without credentials.
    name = "the dataset"
    #: Quads in one change.
    batch: int
    #: Whether quads can be added in bulk.
    bulk = False
    #: Whether `transaction` leaves it as it was where something fails; else the loader takes back what it has sent.
    rolls_back = False

    @abstractmethod
    def rows(self, query: str) -> Iterator[ox.QuerySolution]:
        """Ask a SELECT query. The rows of a large answer come one after the other.

        :raises MaliKgError: where the database cannot be read.
        """

    @property
    def backend(self) -> SparqlBackend:
        """What is there, to be read."""
        return SparqlBackend(self.rows, self.name)

    def counts(self, ours: OurGraphs) -> dict[str, int]:
        """Count the quads of each of these graphs that is there."""
        if ours.names:
            return {name: number for name in ours.names if (number := self._count(name))}
        # To count everybody's graphs takes a quarter of the time of a filter, which is asked of every quad.
        query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        rows = ((to_text(graph), self._number(query, number)) for graph, number in self.backend.terms(query, "gn"))
        return {graph: number for graph, number in rows if graph.startswith(ours.prefix)}

    def _count(self, graph: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        for (number,) in self.backend.terms(query, "n"):
            return self._number(query, number)
        raise UnexpectedAnswerError(self.name, query)

    def _number(self, query: str, term: Term) -> int:
        try:
            return int(to_text(term))
        except ValueError:
            raise UnexpectedAnswerError(self.name, query) from None

    def quad_lines(self, ours: OurGraphs) -> Iterator[bytes]:
        """Read the quads of these graphs that are there, as lines of N-Quads."""
        for name in ours.names or sorted(self.counts(ours)):
            for some in chunks(self._quads(name), WRITTEN):
                yield from lines([serialize(some, ox.RdfFormat.N_QUADS)])

    def _quads(self, graph: str) -> Iterator[ox.Quad]:
        query, name = f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", ox.NamedNode(graph)
        for subject, predicate, value in self.backend.terms(query, "spo"):
            try:
                # pyoxigraph checks the kinds of the terms itself.
                yield ox.Quad(subject, predicate, value, name)  # type: ignore[arg-type]
            except TypeError:
                raise UnexpectedAnswerError(self.name, query) from None

    def articles(self, base: str) -> Iterator[str]:
        """List the names of the articles that are there, as they are found."""
        iris = Iris(base)
        query = f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{iris.article_graph("")}")) }}'
        return (slug for (graph,) in self.backend.terms(query, "g") if (slug := iris.slug("article_graph", to_text(graph))))

    def transaction(self) -> AbstractContextManager[None]:
        """Make all the changes of one load within this."""
        return nullcontext()

    @abstractmethod
    def change(self, add: list[bytes], remove: list[bytes]) -> None:
        """Take quads away and add others: all of it, or nothing (where a database cannot, its class says so).

        :param add: lines of N-Quads; ``remove`` as well.
        :raises MaliKgError: where it fails.
        """

    def fill(self, pieces: Callable[[], Iterable[bytes]]) -> None:
        """Add quads in bulk to graphs of which none is there.

        :param pieces: gives them as pieces of N-Quads, each time it is called.
        :raises MaliKgError: where it fails.
        """
        raise NotImplementedError

    def close(self) -> None:  # noqa: B027 (few have anything to let go of)
        """Let go of the database."""
