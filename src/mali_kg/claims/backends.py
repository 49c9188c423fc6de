"""Where a dataset is read from: quads in memory, or an Oxigraph store; for whatever else answers SPARQL see `mali_kg.claims.sparql_backend`.

IRIs and blank nodes travel as text, blank nodes as ``_:name``. What is asked of the default graph sees what the dataset asserts; what claims and
outside sources say is in the named graphs.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Protocol

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

#: The terms whose value tells them whole.
_VALUES = (ox.NamedNode, ox.Literal)
#: Subjects of a store whose description is remembered: one is asked for several times in a row.
REMEMBERED = 1000


class Backend(Protocol):
    """A dataset, small or large, that is asked for what is said of some things."""

    def said_of(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """The objects of a subject in the default graph, by predicate; what stands there twice comes twice."""

    def graph(self, name: str) -> Sequence[ox.Quad]:
        """The quads of a named graph."""

    def pairs(self, predicate: str) -> Iterable[tuple[str, Term]]:
        """The subjects and objects of a predicate in the default graph."""

    def mentioning(self, iri: str) -> Iterable[ox.Quad]:
        """The quads of all named graphs with this subject or object."""

    def about(self, iris: Collection[str]) -> Iterable[ox.Quad]:
        """The quads of the default graph with these subjects, and those of the named graphs of these names."""

    def referring(self, iris: Collection[str], predicates: Collection[str]) -> Iterable[ox.Quad]:
        """The quads of the default graph with these objects and predicates."""

    def below(self, prefix: str) -> Iterable[str]:
        """The subjects of the default graph whose IRIs begin so."""


class QuadBackend:
    """Quads in memory, read to the letter: with the datatypes of their integers, and as often as they stand there."""

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._subjects: dict[str, list[ox.Quad]] = defaultdict(list)
        self._predicates: dict[str, list[ox.Quad]] = defaultdict(list)
        self._graphs: dict[str, list[ox.Quad]] = defaultdict(list)
        #: What has been asked for: subject to its objects by predicate, and predicate to its quads by object.
        self._said: dict[str, Mapping[str, Sequence[Term]]] = {}
        self._objects: dict[str, Mapping[str, Sequence[ox.Quad]]] = {}
        self.add(quads)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads, before anything is asked."""
        subjects, predicates, graphs = self._subjects, self._predicates, self._graphs
        for quad in quads:
            subject, predicate, _, graph = quad
            if isinstance(graph, ox.DefaultGraph):
                subjects[subject.value if isinstance(subject, ox.NamedNode) else to_text(subject)].append(quad)
                predicates[predicate.value].append(quad)
            else:
                graphs[to_text(graph)].append(quad)

    def subjects(self) -> Mapping[str, Sequence[ox.Quad]]:
        """The quads of the default graph by subject."""
        return self._subjects

    def predicates(self) -> Mapping[str, Sequence[ox.Quad]]:
        """The quads of the default graph by predicate."""
        return self._predicates

    def in_graphs(self) -> Iterator[ox.Quad]:
        """The quads of all named graphs."""
        return (quad for quads in self._graphs.values() for quad in quads)

    @cached_property
    def _mentions(self) -> dict[str, list[ox.Quad]]:
        found: dict[str, list[ox.Quad]] = defaultdict(list)
        for quads in self._graphs.values():
            for quad in quads:
                for name in {to_text(quad.subject), to_text(quad.object)}:
                    found[name].append(quad)
        return found

    def said_of(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """The objects of a subject in the default graph, by predicate."""
        found = self._said.get(subject)
        if found is None:
            found = self._said[subject] = by_predicate(self._subjects.get(subject, ()))
        return found

    def graph(self, name: str) -> Sequence[ox.Quad]:
        """The quads of a named graph."""
        return self._graphs.get(name, ())

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """The subjects and objects of a predicate in the default graph."""
        return ((to_text(q.subject), q.object) for q in self._predicates.get(predicate, ()))

    def mentioning(self, iri: str) -> Sequence[ox.Quad]:
        """The quads of all named graphs with this subject or object."""
        return self._mentions.get(iri, ())

    def about(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        """The quads of the default graph with these subjects, and those of the named graphs of these names."""
        return (q for iri in iris for quads in (self._subjects, self._graphs) for q in quads.get(iri, ()))

    def referring(self, iris: Collection[str], predicates: Collection[str]) -> Iterator[ox.Quad]:
        """The quads of the default graph with these objects and predicates."""
        return (q for predicate in predicates for quads in (self._by_object(predicate),) for iri in iris for q in quads.get(iri, ()))

    def _by_object(self, predicate: str) -> Mapping[str, Sequence[ox.Quad]]:
        if predicate not in self._objects:
            found: dict[str, list[ox.Quad]] = defaultdict(list)
            for quad in self._predicates.get(predicate, ()):
                if isinstance(quad.object, ox.NamedNode):
                    found[quad.object.value].append(quad)
            self._objects[predicate] = found
        return self._objects[predicate]

    def below(self, prefix: str) -> Iterator[str]:
        """The subjects of the default graph whose IRIs begin so."""
        return (subject for subject in self._subjects if subject.startswith(prefix))


class StoreBackend:
    """An Oxigraph store, in memory or on disk: nothing of it is kept but what was asked for last.

    The store gives every kind of integer back as xsd:integer, and a quad once.
    """

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._said_of = lru_cache(REMEMBERED)(self._read)

    def _read(self, subject: str) -> Mapping[str, Sequence[Term]]:
        term = to_node(subject)
        return by_predicate(self.store.quads_for_pattern(term, None, None, ox.DefaultGraph())) if term else {}

    def said_of(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """The objects of a subject in the default graph, by predicate."""
        return self._said_of(subject)

    def graph(self, name: str) -> Sequence[ox.Quad]:
        """The quads of a named graph."""
        term = to_node(name)
        return list(self.store.quads_for_pattern(None, None, None, term)) if term else ()

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """The subjects and objects of a predicate in the default graph."""
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, ox.DefaultGraph()):
            yield to_text(quad.subject), quad.object

    def mentioning(self, iri: str) -> Iterator[ox.Quad]:
        """The quads of all named graphs with this subject or object."""
        if term := to_node(iri):
            quads = {*self.store.quads_for_pattern(term, None, None, None), *self.store.quads_for_pattern(None, None, term, None)}
            yield from (q for q in quads if not isinstance(q.graph_name, ox.DefaultGraph))

    def about(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        """The quads of the default graph with these subjects, and those of the named graphs of these names."""
        for term in _nodes(iris):
            yield from self.store.quads_for_pattern(term, None, None, ox.DefaultGraph())
            yield from self.store.quads_for_pattern(None, None, None, term)

    def referring(self, iris: Collection[str], predicates: Collection[str]) -> Iterator[ox.Quad]:
        """The quads of the default graph with these objects and predicates."""
        for term in _nodes(iris):
            for predicate in predicates:
                yield from self.store.quads_for_pattern(None, ox.NamedNode(predicate), term, ox.DefaultGraph())

    def below(self, prefix: str) -> Iterator[str]:
        """The subjects of the default graph whose IRIs begin so."""
        # The store looks through all its subjects in about half the time that it takes here.
        rows = self.store.query(f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER (STRSTARTS(STR(?s), "{prefix}")) }}')
        found = (row["s"] for row in rows) if isinstance(rows, ox.QuerySolutions) else ()
        return (term.value for term in found if isinstance(term, ox.NamedNode))


def by_predicate(quads: Iterable[ox.Quad]) -> dict[str, list[Term]]:
    """The objects of quads, by predicate."""
    found: dict[str, list[Term]] = {}
    for quad in quads:
        found.setdefault(quad.predicate.value, []).append(quad.object)
    return found


def _nodes(iris: Iterable[str]) -> Iterator[ox.NamedNode | ox.BlankNode]:
    return (term for iri in iris if (term := to_node(iri)))


def to_text(term: Term | ox.DefaultGraph) -> str:
    """A term as text: an IRI, the characters of a literal, ``_:name``, or a triple in its syntax."""
    return term.value if isinstance(term, _VALUES) else str(term)


def to_node(name: str) -> ox.NamedNode | ox.BlankNode | None:
    """The term that an IRI or ``_:name`` stands for; None for all else."""
    try:
        return ox.BlankNode(name[2:]) if name.startswith("_:") else ox.NamedNode(name)
    except ValueError:
        return None
