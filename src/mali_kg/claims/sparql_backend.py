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

    Every pattern says GRAPH, so that it does not matter what the default graph of a store is.

    :param rows: gives the rows of a SELECT query; those of a large answer one after the other.
    :param name: what messages call it; without credentials.
    """

    def __init__(self, rows: Callable[[str], Iterator[ox.QuerySolution]], name: str = "the dataset") -> None:
        self.rows, self.name = rows, name

    def said_of(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """Give the objects of a subject, by predicate."""
        # No other query can ask for a blank node of this one's answer.
        return by_predicate(self.about([subject])) if isinstance(to_node(subject), ox.NamedNode) else {}

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """Give the subjects and objects of a predicate."""
        query = f"SELECT ?s ?p ?o ?g {{ VALUES ?p {{ <{predicate}> }} GRAPH ?g {{ ?s ?p ?o }} }}"
        return ((to_text(q.subject), q.object) for q in self.quads(query))

    def about(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        """Give the quads with these subjects."""
        for some in _batches(iris):
            yield from self.quads(f"SELECT ?s ?p ?o ?g {{ VALUES ?s {{ {_listed(some)} }} GRAPH ?g {{ ?s ?p ?o }} }}")

    def referring(self, iris: Collection[str], predicates: Collection[str]) -> Iterator[ox.Quad]:
        """Give the quads with these objects and predicates."""
        for some in _batches(iris):
            for predicate in predicates:
                pattern = f"VALUES ?p {{ <{predicate}> }} GRAPH ?g {{ ?s ?p ?o }}"
                yield from self.quads(f"SELECT ?s ?p ?o ?g {{ VALUES ?o {{ {_listed(some)} }} {pattern} }}")

    def having(self, predicate: str, text: str) -> Iterator[str]:
        """Give the subjects that have this plain text for a predicate."""
        # As N-Triples write a literal, SPARQL does too.
        query = f"SELECT ?s ?p ?o ?g {{ VALUES (?p ?o) {{ (<{predicate}> {ox.Literal(text)}) }} GRAPH ?g {{ ?s ?p ?o }} }}"
        return (to_text(q.subject) for q in self.quads(query))

    def below(self, prefix: str) -> Iterator[str]:
        """Give the subjects whose IRIs begin so."""
        query = f'SELECT DISTINCT ?s {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?s), "{prefix}")) }}'
        for (term,) in self.terms(query, "s"):
            if not isinstance(term, ox.NamedNode):
                raise UnexpectedAnswerError(self.name, query)
            yield term.value

    def terms(self, query: str, names: str) -> Iterator[tuple[Term, ...]]:
        """Give the terms of each row of a SELECT query.

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

    def quads(self, query: str) -> Iterator[ox.Quad]:
        """Give the quads that a query tells: SELECT ?s ?p ?o ?g.

        :raises UnexpectedAnswerError: where a row is no quad.
        """
        for subject, predicate, value, graph in self.terms(query, "spog"):
            try:
                # pyoxigraph checks the kinds of the terms itself.
                yield ox.Quad(subject, predicate, value, graph)  # type: ignore[arg-type]
            except TypeError:
                raise UnexpectedAnswerError(self.name, query) from None


def _batches(iris: Collection[str]) -> Iterator[list[str]]:
    rest = iter(sorted(iris))
    while some := list(islice(rest, IRIS_A_QUERY)):
        yield some


def _listed(iris: Collection[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris)
