"""A dataset that is read by SPARQL 1.1 queries: many things are asked for in one."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice

import pyoxigraph as ox

from mali_kg.claims.backends import Term, by_predicate, to_node, to_text
from mali_kg.errors import MaliKgError

#: IRIs that one SPARQL query asks for.
IRIS_A_QUERY = 200


class UnexpectedAnswerError(MaliKgError):
    """What came back is no answer to the query."""

    def __init__(self, name: str, query: str) -> None:
        self.name, self.query = name, query
        super().__init__(f"{name}: what it sent is no answer to: {query[:200]}. Is it a SPARQL 1.1 endpoint?")


class SparqlBackend:
    """Whatever answers SPARQL: many things are asked for in one query.

    :param rows: gives the rows of a SELECT query; those of a large answer one after the other.
    :param name: what messages call it; without credentials.
    :param default_graph: the graph that stands for the default one, where there is none; else empty.
    """

    def __init__(self, rows: Callable[[str], Iterator[ox.QuerySolution]], name: str = "the dataset", default_graph: str = "") -> None:
        self.rows, self.name, self.default_graph = rows, name, default_graph

    def said_of(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """The objects of a subject in the default graph, by predicate."""
        # No other query can ask for a blank node of this one's answer.
        return by_predicate(self._of_subjects([subject])) if isinstance(to_node(subject), ox.NamedNode) else {}

    def graph(self, name: str) -> Sequence[ox.Quad]:
        """The quads of a named graph."""
        return list(self._of_graphs([name])) if isinstance(to_node(name), ox.NamedNode) else ()

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """The subjects and objects of a predicate in the default graph."""
        query = f"SELECT ?s ?p ?o {{ VALUES ?p {{ <{predicate}> }} {self.within('?s ?p ?o')} }}"
        return ((to_text(q.subject), q.object) for q in self.quads(query))

    def mentioning(self, iri: str) -> Iterator[ox.Quad]:
        """The quads of all named graphs with this subject or object."""
        other = f" FILTER (?g != <{self.default_graph}>)" if self.default_graph else ""
        return self.quads(f"SELECT ?s ?p ?o ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (<{iri}> IN (?s, ?o)){other} }}", "spog")

    def about(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        """The quads of the default graph with these subjects, and those of the named graphs of these names."""
        for some in _batches(iris):
            yield from self._of_subjects(some)
            if graphs := [iri for iri in some if "/graph/" in iri]:
                yield from self._of_graphs(graphs)

    def referring(self, iris: Collection[str], predicates: Collection[str]) -> Iterator[ox.Quad]:
        """The quads of the default graph with these objects and predicates."""
        for some in _batches(iris):
            for predicate in predicates:
                pattern = self.within(f"?s ?p ?o VALUES ?p {{ <{predicate}> }}")
                yield from self.quads(f"SELECT ?s ?p ?o {{ VALUES ?o {{ {_listed(some)} }} {pattern} }}")

    def below(self, prefix: str) -> Iterator[str]:
        """The subjects of the default graph whose IRIs begin so."""
        query = f'SELECT DISTINCT ?s {{ {self.within("?s ?p ?o")} FILTER (STRSTARTS(STR(?s), "{prefix}")) }}'
        for (term,) in self.terms(query, "s"):
            if not isinstance(term, ox.NamedNode):
                raise UnexpectedAnswerError(self.name, query)
            yield term.value

    def _of_subjects(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        return self.quads(f"SELECT ?s ?p ?o {{ VALUES ?s {{ {_listed(iris)} }} {self.within('?s ?p ?o')} }}")

    def _of_graphs(self, names: Collection[str]) -> Iterator[ox.Quad]:
        return self.quads(f"SELECT ?s ?p ?o ?g {{ VALUES ?g {{ {_listed(names)} }} GRAPH ?g {{ ?s ?p ?o }} }}", "spog")

    def within(self, pattern: str) -> str:
        """A graph pattern within the default graph."""
        return f"GRAPH <{self.default_graph}> {{ {pattern} }}" if self.default_graph else pattern

    def terms(self, query: str, names: str) -> Iterator[tuple[Term, ...]]:
        """The terms of each row of a SELECT query.

        :param names: its variables, each a letter.
        :raises UnexpectedAnswerError: where a row lacks one of them.
        """
        for row in self.rows(query):
            try:
                found = tuple(term for name in names if (term := row[name]) is not None)
            except (KeyError, TypeError):
                found = ()
            if len(found) < len(names):
                raise UnexpectedAnswerError(self.name, query)
            yield found

    def quads(self, query: str, names: str = "spo") -> Iterator[ox.Quad]:
        """The quads that a query tells: SELECT ?s ?p ?o, and ?g where they are not in the default graph.

        :raises UnexpectedAnswerError: where a row is no quad.
        """
        for subject, predicate, value, *graph in self.terms(query, names):
            try:
                # pyoxigraph checks the kinds of the terms itself.
                yield ox.Quad(subject, predicate, value, *graph)  # type: ignore[arg-type]
            except TypeError:
                raise UnexpectedAnswerError(self.name, query) from None


def _batches(iris: Collection[str]) -> Iterator[list[str]]:
    rest = iter(sorted(iris))
    while some := list(islice(rest, IRIS_A_QUERY)):
        yield some


def _listed(iris: Collection[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)
