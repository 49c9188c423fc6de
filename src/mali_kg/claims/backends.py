"""Where a dataset is read from: quads in memory, or an Oxigraph store; for whatever else answers SPARQL see `mali_kg.claims.sparql_backend`.

IRIs and blank nodes travel as text, blank nodes as ``_:name``. What is asked sees all graphs as one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

#: The terms whose value tells them whole.
_VALUES = (ox.NamedNode, ox.Literal)
#: Subjects of a store whose description is remembered: one is asked for several times in a row.
REMEMBERED = 1000


class Backend(Protocol):
    """A dataset, small or large, that is asked for what is said of some things, in whatever graph."""

    def said_of(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """The objects of a subject, by predicate; what stands there twice comes twice."""

    def pairs(self, predicate: str) -> Iterable[tuple[str, Term]]:
        """The subjects and objects of a predicate."""

    def about(self, iris: Collection[str]) -> Iterable[ox.Quad]:
        """The quads with these subjects."""

    def referring(self, iris: Collection[str], predicates: Collection[str]) -> Iterable[ox.Quad]:
        """The quads with these objects and predicates."""

    def having(self, predicate: str, text: str) -> Iterable[str]:
        """The subjects that have this plain text (an xsd:string) for a predicate."""

    def below(self, prefix: str) -> Iterable[str]:
        """The subjects whose IRIs begin so."""


class QuadBackend:
    """Quads in memory, read to the letter: with the datatypes of their integers, and as often as they stand there."""

    def __init__(self, quads: Iterable[ox.Quad] = ()) -> None:
        self._subjects: dict[str, list[ox.Quad]] = defaultdict(list)
        self._predicates: dict[str, list[ox.Quad]] = defaultdict(list)
        #: What has been asked for: subject to its objects by predicate, and predicate to its quads by object.
        self._said: dict[str, Mapping[str, Sequence[Term]]] = {}
        self._objects: dict[str, Mapping[str, Sequence[ox.Quad]]] = {}
        self._texts: dict[str, Mapping[str, Sequence[str]]] = {}
        self.add(quads)

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads, before anything is asked."""
        subjects, predicates = self._subjects, self._predicates
        for quad in quads:
            subject = quad.subject
            subjects[subject.value if isinstance(subject, ox.NamedNode) else to_text(subject)].append(quad)
            predicates[quad.predicate.value].append(quad)

    def subjects(self) -> Mapping[str, Sequence[ox.Quad]]:
        """The quads by subject."""
        return self._subjects

    def predicates(self) -> Mapping[str, Sequence[ox.Quad]]:
        """The quads by predicate."""
        return self._predicates

    def said_of(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """The objects of a subject, by predicate."""
        found = self._said.get(subject)
        if found is None:
            found = self._said[subject] = by_predicate(self._subjects.get(subject, ()))
        return found

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """The subjects and objects of a predicate."""
        return ((to_text(q.subject), q.object) for q in self._predicates.get(predicate, ()))

    def about(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        """The quads with these subjects."""
        return (q for iri in iris for q in self._subjects.get(iri, ()))

    def referring(self, iris: Collection[str], predicates: Collection[str]) -> Iterator[ox.Quad]:
        """The quads with these objects and predicates."""
        return (q for predicate in predicates for quads in (self._by_object(predicate),) for iri in iris for q in quads.get(iri, ()))

    def _by_object(self, predicate: str) -> Mapping[str, Sequence[ox.Quad]]:
        if predicate not in self._objects:
            found: dict[str, list[ox.Quad]] = defaultdict(list)
            for quad in self._predicates.get(predicate, ()):
                if isinstance(quad.object, ox.NamedNode):
                    found[quad.object.value].append(quad)
            self._objects[predicate] = found
        return self._objects[predicate]

    def having(self, predicate: str, text: str) -> Sequence[str]:
        """The subjects that have this plain text for a predicate."""
        if predicate not in self._texts:
            found: dict[str, list[str]] = defaultdict(list)
            for quad in self._predicates.get(predicate, ()):
                if quad.object == ox.Literal(to_text(quad.object)):
                    found[to_text(quad.object)].append(to_text(quad.subject))
            self._texts[predicate] = found
        return self._texts[predicate].get(text, ())

    def below(self, prefix: str) -> Iterator[str]:
        """The subjects whose IRIs begin so."""
        return (subject for subject in self._subjects if subject.startswith(prefix))


class StoreBackend:
    """An Oxigraph store, in memory or on disk: nothing of it is kept but what was asked for last.

    The store gives every kind of integer back as xsd:integer, and a quad once.
    """

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._said_of = lru_cache(REMEMBERED)(self._read)
        self._kept = QuadBackend()

    def keep(self, quads: Iterable[ox.Quad]) -> None:
        """Keep what is asked for next in memory, until something else is kept.

        :param quads: of the store, all of their subjects.
        """
        self._kept = QuadBackend(quads)

    def _read(self, subject: str) -> Mapping[str, Sequence[Term]]:
        term = to_node(subject)
        return by_predicate(self.store.quads_for_pattern(term, None, None, None)) if term else {}

    def said_of(self, subject: str) -> Mapping[str, Sequence[Term]]:
        """The objects of a subject, by predicate."""
        return self._kept.said_of(subject) if subject in self._kept.subjects() else self._said_of(subject)

    def pairs(self, predicate: str) -> Iterator[tuple[str, Term]]:
        """The subjects and objects of a predicate."""
        for quad in self.store.quads_for_pattern(None, ox.NamedNode(predicate), None, None):
            yield to_text(quad.subject), quad.object

    def about(self, iris: Collection[str]) -> Iterator[ox.Quad]:
        """The quads with these subjects."""
        kept = self._kept.subjects()
        for iri in iris:
            if iri in kept:
                yield from kept[iri]
            elif term := to_node(iri):
                yield from self.store.quads_for_pattern(term, None, None, None)

    def referring(self, iris: Collection[str], predicates: Collection[str]) -> Iterator[ox.Quad]:
        """The quads with these objects and predicates."""
        for term in _nodes(iris):
            for predicate in predicates:
                yield from self.store.quads_for_pattern(None, ox.NamedNode(predicate), term, None)

    def having(self, predicate: str, text: str) -> Iterator[str]:
        """The subjects that have this plain text for a predicate."""
        return (to_text(q.subject) for q in self.store.quads_for_pattern(None, ox.NamedNode(predicate), ox.Literal(text), None))

    def below(self, prefix: str) -> Iterator[str]:
        """The subjects whose IRIs begin so."""
        # The store looks through all its subjects in about half the time that it takes here.
        query = f'SELECT DISTINCT ?s {{ ?s ?p ?o FILTER (STRSTARTS(STR(?s), "{prefix}")) }}'
        rows = self.store.query(query, use_default_graph_as_union=True)
        found = (row["s"] for row in rows) if isinstance(rows, ox.QuerySolutions) else ()
        return (term.value for term in found if isinstance(term, ox.NamedNode))


def by_predicate(quads: Iterable[ox.Quad]) -> dict[str, list[Term]]:
    """The objects of quads, by predicate."""
    found: dict[str, list[Term]] = {}
    for quad in quads:
        predicate = quad.predicate.value
        # Most predicates of a subject come once: a list that is made and thrown away, as by setdefault, takes half of the time.
        if predicate in found:
            found[predicate].append(quad.object)
        else:
            found[predicate] = [quad.object]
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
