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


class DatasetScope(NamedTuple):
    """What of a database is this dataset's: named graphs below its base; and in the default graph what is said of things below its base
    with properties that it uses or may use. All else is somebody else's and is never touched.
    """

    base: str
    #: The properties that such a dataset may use in its default graph.
    predicates: tuple[str, ...]


class RdfTarget(ABC):
    """A database of quads that answers SPARQL and can be changed."""

    #: What messages call it; without credentials.
    name = "the dataset"
    #: The graph that stands for the default one, where the database has none of its own.
    default_graph = ""
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
        return SparqlBackend(self.rows, self.name, self.default_graph)

    def _counted(self, query: str) -> int:
        for (number,) in self.backend.terms(query, "n"):
            return self._number(query, number)
        raise UnexpectedAnswerError(self.name, query)

    def _number(self, query: str, term: Term) -> int:
        try:
            return int(to_text(term))
        except ValueError:
            raise UnexpectedAnswerError(self.name, query) from None

    def _ours_by_default(self, scope: DatasetScope) -> str:
        listed = " ".join(f"<{p}>" for p in scope.predicates)
        return self.backend.within(f'VALUES ?p {{ {listed} }} ?s ?p ?o FILTER (STRSTARTS(STR(?s), "{scope.base}"))')

    def _ours_by_graph(self, scope: DatasetScope) -> str:
        other = f" && ?g != <{self.default_graph}>" if self.default_graph else ""
        return f'GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{Iris(scope.base).graphs}"){other})'

    def is_empty(self) -> bool:
        """Tell whether nothing at all is there, whoever’s."""
        return not any(True for _ in self.rows("SELECT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } LIMIT 1"))

    def quad_lines(self, scope: DatasetScope) -> Iterator[bytes]:
        """Read the quads of this dataset that are there, as lines of N-Quads."""
        for names, pattern in (("spo", self._ours_by_default(scope)), ("spog", self._ours_by_graph(scope))):
            query = f"SELECT {' '.join(f'?{n}' for n in names)} {{ {pattern} }}"
            for some in chunks(self.backend.quads(query, names), WRITTEN):
                yield from lines([serialize(some, ox.RdfFormat.N_QUADS)])

    def counts(self, scope: DatasetScope) -> dict[str, int]:
        """Count these by graph; the default graph is the empty name."""
        found = self._by_graph(self._ours_by_graph(scope))
        default = self._counted(f"SELECT (COUNT(*) AS ?n) {{ {self._ours_by_default(scope)} }}")
        return found | ({"": default} if default else {})

    def totals(self, scope: DatasetScope) -> dict[str, int]:
        """Count the quads of the default graph, whoever’s they are, and of each of our graphs: faster than `counts`."""
        if self.default_graph:
            return self.counts(scope)
        default = self._counted("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        named = self._by_graph("GRAPH ?g { ?s ?p ?o }")
        return {"": default} | {g: n for g, n in named.items() if g.startswith(Iris(scope.base).graphs)}

    def _by_graph(self, pattern: str) -> dict[str, int]:
        query = f"SELECT ?g (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?g"
        return {to_text(graph): self._number(query, number) for graph, number in self.backend.terms(query, "gn")}

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
        """Add quads in bulk where there are none of ours.

        :param pieces: gives them as pieces of N-Quads, each time it is called.
        :raises MaliKgError: where it fails.
        """
        raise NotImplementedError

    def close(self) -> None:  # noqa: B027 (few have anything to let go of)
        """Let go of the database."""
