"""The dataset as records: articles, claims, propositions, arguments and entities, in the order of the text.

What the forms that are not RDF are made of. A record holds what the graph says, and no more; what a proposition says stays with it, as
statements, so that nothing contested becomes a fact of its own.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from mali_kg.claims.descriptions import HEADLINE, Descriptions, by_name, local
from mali_kg.claims.model import Argument, Article, Claim, Entity, Proposition, Source
from mali_kg.rdf.namespaces import FOREIGN, OA, PROV, RDF, SCHEMA, SEM, SKOS
from mali_kg.rdf.order import natural


class Records(Descriptions):
    """The records of a dataset, wherever it is read from. What is called ``each_…`` reads one after the other and keeps none."""

    @cached_property
    def articles(self) -> list[Article]:
        """The articles, by name."""
        return [
            Article(
                iri=iri,
                headline=self.value(iri, HEADLINE),
                language=self.value(iri, f"{SCHEMA}inLanguage"),
                sha256=self.value(iri, self.iris.term("textSha256")),
                length=self.number(iri, self.iris.term("textLength"), 0),
                about=self.values(iri, f"{SCHEMA}about"),
            )
            for iri in self.of_type(f"{SCHEMA}NewsArticle")
        ]

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims, by article and place."""
        return sorted(self.each_claim(), key=lambda c: (natural(c.article), c.start, natural(c.iri)))

    def each_claim(self) -> Iterator[Claim]:
        """One claim after the other, by name."""
        return map(self.claim, self.of_type(self.iris.term("Claim")))

    def claim(self, iri: str) -> Claim:
        """A claim, with its holder, its modality and its place."""
        position = self.iris.position(iri)
        return Claim(
            iri=iri,
            article=self.value(iri, f"{SCHEMA}appearance"),
            sentence=self.number(self.value(iri, self.iris.term("inSentence")), f"{SCHEMA}position"),
            label=self.label(iri),
            quote=self.value(self.iris.quote(iri), f"{OA}exact"),
            start=self.number(position, f"{OA}start"),
            end=self.number(position, f"{OA}end"),
            holders=self.mk(iri, "heldBy"),
            endorsers=self.mk(iri, "endorsedBy"),
            modality=local(*self.mk(iri, "modality")[:1]),
            polarity=local(*self.mk(iri, "polarity")[:1]),
            cues=self.mk(iri, "attributionCue"),
            hedges=self.mk(iri, "hedge"),
            open_list=self.mk(iri, "openListCue"),
            presupposed=self.mk(iri, "isPresupposed") == ("true",),
            proposition=self.value(iri, self.iris.term("expresses")),
        )

    @cached_property
    def propositions(self) -> list[Proposition]:
        """The propositions, by name, with what they say."""
        return list(self.each_proposition())

    def each_proposition(self) -> Iterator[Proposition]:
        """One proposition after the other, by name, with what it says."""
        return map(self.proposition, self.of_type(self.iris.term("Proposition")))

    def proposition(self, iri: str) -> Proposition:
        """A proposition, with what it says."""
        return Proposition(iri, self.label(iri), tuple(s for graph in self.mk(iri, "contentGraph") for s in self.statements(graph)))

    @cached_property
    def arguments(self) -> list[Argument]:
        """The arguments, by article and number."""
        return list(self.each_argument())

    def each_argument(self) -> Iterator[Argument]:
        """One argument after the other, by article and number."""
        return map(self.argument, self.of_type(self.iris.term("Argument")))

    def argument(self, iri: str) -> Argument:
        """An argument, with its premises and its conclusion."""
        kinds = [local(t).lower() for t in self.values(iri, f"{RDF}type")]
        return Argument(
            iri=iri,
            article=self.value(iri, f"{SCHEMA}appearance"),
            kind=next((k for k in ("support", "attack", "concession") if k in kinds), ""),
            premises=self.mk(iri, "premise"),
            conclusion=self.value(iri, self.iris.term("conclusion")),
            explicitness=local(*self.mk(iri, "explicitness")[:1]),
            cues=self.mk(iri, "cue"),
            arguer=self.value(iri, self.iris.term("arguer")),
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
        return map(self.entity, by_name(iri for c in classes for iri in self.of_type(c)))

    def entity(self, iri: str) -> Entity:
        """Who or what the articles speak of: its classes and its names."""
        return Entity(
            iri=iri,
            types=tuple(local(t) for t in self.values(iri, f"{RDF}type")),
            label=self.label(iri),
            other_names=self.values(iri, f"{SKOS}altLabel"),
            event_type=local(self.value(iri, f"{SEM}eventType")),
        )

    @cached_property
    def sources(self) -> list[Source]:
        """The sources outside the articles, with what they say."""
        return [
            Source(graph, page, statements)
            for graph in sorted(self.having(f"{PROV}hadPrimarySource"))
            if (statements := self.statements(graph))
            for page in self.values(graph, f"{PROV}hadPrimarySource")
        ]

    @cached_property
    def claims_of(self) -> dict[str, list[Claim]]:
        """Proposition to the claims that say it."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.proposition].append(claim)
        return found
