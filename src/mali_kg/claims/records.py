"""The dataset as records: articles, claims, propositions, arguments and entities, in the order of the text.

What the forms that are not RDF are made of. A record holds what the graph says, and no more; what a proposition says stays with it, as
statements, so that nothing contested becomes a fact of its own.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

import pyoxigraph as ox

from mali_kg.claims.model import Argument, Article, Claim, Entity, Proposition, Source, Statement
from mali_kg.errors import DataError, Problem
from mali_kg.rdf.curie import shorten
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import FOREIGN, OA, PROV, RDF, RDFS, SCHEMA, SEM, SKOS
from mali_kg.rdf.order import natural

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Records:
    """The records of a dataset.

    :param quads: the dataset.
    :param base: base of its IRIs.
    :param language: the language of labels, where there is one in it.
    """

    def __init__(self, quads: Iterable[ox.Quad], base: str, language: str = "en") -> None:
        self.iris, self.language = Iris(base), language
        self.said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        self.contents: dict[str, list[ox.Quad]] = defaultdict(list)
        for quad in quads:
            if isinstance(quad.graph_name, ox.DefaultGraph):
                self.said[_value(quad.subject)][quad.predicate.value].append(quad.object)
            else:
                self.contents[_value(quad.graph_name)].append(quad)

    def told(self, subject: str) -> Mapping[str, list[Term]]:
        """What is said of a subject in the default graph: the objects by predicate."""
        return self.said.get(subject, {})

    def content(self, graph: str) -> list[ox.Quad]:
        """What a named graph holds."""
        return self.contents.get(graph, [])

    def having(self, predicate: str, value: str = "") -> list[str]:
        """The subjects that have a predicate, or that have it with this IRI as its object, in natural order."""
        found = (s for s, said in self.said.items() if (os := said.get(predicate)) and (not value or any(_value(o) == value for o in os)))
        return sorted(found, key=natural)

    def of_type(self, iri: str) -> list[str]:
        """Everything of a class, in natural order of the IRIs."""
        return self.having(f"{RDF}type", iri)

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The objects of a subject and predicate as text, sorted; what is the same in several languages once."""
        return tuple(sorted({_value(o) for o in self.told(subject).get(predicate, ())}))

    def mk(self, subject: str, term: str) -> tuple[str, ...]:
        """The objects of a subject and a term of our vocabulary."""
        return self.values(subject, self.iris.term(term))

    def value(self, subject: str, predicate: str) -> str:
        """The one object, or nothing."""
        return next(iter(self.values(subject, predicate)), "")

    def number(self, subject: str, predicate: str, missing: int = -1) -> int:
        """The one object as a number.

        :raises DataError: where it is none.
        """
        text = self.value(subject, predicate)
        try:
            return int(text) if text else missing
        except ValueError:
            found = f"{self.name(subject)}: {local(predicate)} is {text!r}, expected a number."
            raise DataError([Problem("not-a-number", found, "Run mali-kg validate --data on the file.", subject=subject)]) from None

    def label(self, iri: str) -> str:
        """The label (of an article, its headline) in the language, else in English, else any, else the end of the IRI."""
        for predicate in (f"{RDFS}label", f"{SKOS}prefLabel", f"{SCHEMA}headline"):
            found = {o.language or "": o.value for o in self.told(iri).get(predicate, ()) if isinstance(o, ox.Literal)}
            if found:
                return found.get(self.language) or found.get("en") or found[min(found)]
        return local(iri)

    def short(self, iri: str) -> str:
        """An IRI as the sheets write it."""
        return self.iris.in_sheets(iri)

    def name(self, iri: str) -> str:
        """An IRI as people read it and queries take it."""
        return shorten(iri, self.iris.base)

    def statements(self, graph: str) -> tuple[Statement, ...]:
        """What a named graph says, in a fixed order."""
        ordered = sorted(self.content(graph), key=str)
        return tuple(
            Statement(
                graph,
                number,
                _value(q.subject),
                q.predicate.value,
                "" if isinstance(q.object, ox.Literal) else _value(q.object),
                q.object.value if isinstance(q.object, ox.Literal) else "",
                q.object.datatype.value if isinstance(q.object, ox.Literal) else "",
            )
            for number, q in enumerate(ordered, 1)
        )

    @cached_property
    def articles(self) -> list[Article]:
        """The articles."""
        return [
            Article(
                iri,
                self.value(iri, f"{SCHEMA}headline"),
                self.value(iri, f"{SCHEMA}inLanguage"),
                self.value(iri, self.iris.term("textSha256")),
                self.number(iri, self.iris.term("textLength"), 0),
                self.values(iri, f"{SCHEMA}about"),
            )
            for iri in self.of_type(f"{SCHEMA}NewsArticle")
        ]

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims, by article and place."""
        return sorted(self.each_claim(), key=lambda c: (natural(c.article), c.start, natural(c.iri)))

    def each_claim(self) -> Iterator[Claim]:
        """One claim after the other, by name."""
        for iri in self.of_type(self.iris.term("Claim")):
            position = f"{iri}/position"
            sentence = self.value(iri, self.iris.term("inSentence"))
            yield Claim(
                iri,
                self.value(iri, f"{SCHEMA}appearance"),
                self.number(sentence, f"{SCHEMA}position"),
                self.label(iri),
                self.value(f"{iri}/quote", f"{OA}exact"),
                self.number(position, f"{OA}start"),
                self.number(position, f"{OA}end"),
                self.mk(iri, "heldBy"),
                self.mk(iri, "endorsedBy"),
                local(*self.mk(iri, "modality")[:1]),
                local(*self.mk(iri, "polarity")[:1]),
                self.mk(iri, "attributionCue"),
                self.mk(iri, "hedge"),
                self.mk(iri, "openListCue"),
                self.mk(iri, "isPresupposed") == ("true",),
                self.value(iri, self.iris.term("expresses")),
            )

    @cached_property
    def propositions(self) -> list[Proposition]:
        """The propositions, by name, with what they say."""
        return list(self.each_proposition())

    def each_proposition(self) -> Iterator[Proposition]:
        """One proposition after the other, by name, with what it says."""
        for iri in self.of_type(self.iris.term("Proposition")):
            yield Proposition(iri, self.label(iri), tuple(s for graph in self.mk(iri, "contentGraph") for s in self.statements(graph)))

    @cached_property
    def arguments(self) -> list[Argument]:
        """The arguments, by article and number."""
        return list(self.each_argument())

    def each_argument(self) -> Iterator[Argument]:
        """One argument after the other, by article and number."""
        for iri in self.of_type(self.iris.term("Argument")):
            kinds = [local(t).lower() for t in self.values(iri, f"{RDF}type")]
            yield Argument(
                iri,
                self.value(iri, f"{SCHEMA}appearance"),
                next((k for k in ("support", "attack", "concession") if k in kinds), ""),
                self.mk(iri, "premise"),
                self.value(iri, self.iris.term("conclusion")),
                local(*self.mk(iri, "explicitness")[:1]),
                self.mk(iri, "cue"),
                self.value(iri, self.iris.term("arguer")),
            )

    @cached_property
    def entities(self) -> list[Entity]:
        """Who and what the articles speak of, by name; the voices that tell the articles are among them."""
        return list(self.each_entity())

    def each_entity(self) -> Iterator[Entity]:
        """One entity after the other, by name."""
        classes = (
            *(f"{PROV}Agent", f"{SEM}Event", f"{FOREIGN['geo']}Feature", f"{SCHEMA}Legislation"),
            *(self.iris.term(n) for n in ("Situation", "Mandate")),
        )
        for iri in sorted({iri for c in classes for iri in self.of_type(c)}, key=natural):
            yield self.entity(iri)

    def entity(self, iri: str) -> Entity:
        """What is told of one thing."""
        types = tuple(local(t) for t in self.values(iri, f"{RDF}type"))
        return Entity(iri, types, self.label(iri), self.values(iri, f"{SKOS}altLabel"), local(self.value(iri, f"{SEM}eventType")))

    @cached_property
    def sources(self) -> list[Source]:
        """The sources outside the articles, with what they say."""
        return [
            Source(graph, page, self.statements(graph))
            for graph in sorted(self.having(f"{PROV}hadPrimarySource"))
            if self.content(graph)
            for page in self.values(graph, f"{PROV}hadPrimarySource")
        ]

    @cached_property
    def claims_of(self) -> dict[str, list[Claim]]:
        """Proposition to the claims that say it."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.proposition].append(claim)
        return found


class StoredRecords(Records):
    """The records of a dataset in a store: read one after the other, none of them kept.

    The store gives every kind of integer back as xsd:integer; records hold numbers as such, and no statement of a content graph is one.
    """

    def __init__(self, store: ox.Store, base: str, language: str = "en") -> None:
        super().__init__((), base, language)
        self.store = store
        # A subject is asked for several times in a row.
        self.told = lru_cache(1000)(self._told)  # type: ignore[method-assign]

    def _told(self, subject: str) -> Mapping[str, list[Term]]:
        found: dict[str, list[Term]] = defaultdict(list)
        if subject:
            for q in self.store.quads_for_pattern(_node(subject), None, None, ox.DefaultGraph()):
                found[q.predicate.value].append(q.object)
        return found

    def content(self, graph: str) -> list[ox.Quad]:
        """What a named graph holds."""
        return list(self.store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))

    def having(self, predicate: str, value: str = "") -> list[str]:
        """The subjects that have a predicate, or that have it with this IRI as its object, in natural order."""
        wanted = ox.NamedNode(value) if value else None
        quads = self.store.quads_for_pattern(None, ox.NamedNode(predicate), wanted, ox.DefaultGraph())
        return sorted({_value(q.subject) for q in quads}, key=natural)


def _node(iri: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(iri[2:]) if iri.startswith("_:") else ox.NamedNode(iri)


def local(iri: str = "") -> str:
    """The last part of an IRI."""
    return re.split(r"[/#]", iri)[-1]


def _value(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple | ox.BlankNode) else term.value
