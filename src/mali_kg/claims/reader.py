"""The dataset as records: articles, claims, what they say, arguments and entities, in the order of the text.

What the forms that are not RDF are made of. A record holds what the graph says, and no more; what a claim says stays with it, as a
description, so that nothing contested becomes a fact of its own.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

import pyoxigraph as ox

from mali_kg.claims.backends import to_text
from mali_kg.claims.descriptions import HEADLINE, Descriptions, by_name, local
from mali_kg.claims.model import Argument, Article, Claim, Description, Entity, Filler, Hop, Kind, Source, SourceClaim
from mali_kg.rdf.namespaces import FOREIGN, OA, PROV, RDF, SCHEMA, SKOS
from mali_kg.rdf.order import natural

#: Terms of our vocabulary that a description has beside its roles.
OWN_PREDICATES = frozenset(("kind", "of", "text", "names", "phase", "innerPolarity", "innerStrength", "fingerprint"))


class Records(Descriptions):
    """The records of a dataset, wherever it is read from. What is called ``each_…`` reads one after the other and keeps none."""

    @cached_property
    def articles(self) -> list[Article]:
        """The articles, by name."""
        return list(map(self.article, self.of_type(f"{SCHEMA}NewsArticle")))

    def article(self, iri: str) -> Article:
        """Read an article."""
        return Article(
            iri=iri,
            headline=self.value(iri, HEADLINE),
            language=self.value(iri, f"{SCHEMA}inLanguage"),
            sha256=self.value(iri, self.iris.term("textSha256")),
            length=self.number(iri, self.iris.term("textLength"), 0),
            about=self.values(iri, f"{SCHEMA}about"),
        )

    @cached_property
    def claims(self) -> list[Claim]:
        """The claims, by article and place."""
        return sorted(self.each_claim(), key=lambda c: (natural(c.article), c.start, natural(c.iri)))

    def each_claim(self) -> Iterator[Claim]:
        """Read one claim after the other, by name."""
        return map(self.claim, self.of_type(self.iris.term("Claim")))

    def claim(self, iri: str) -> Claim:
        """Read a claim: who says what, how, and where."""
        position, says = self.iris.position(iri), self.value(iri, self.iris.term("says"))
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
            via=self.via(iri),
            stance=self.code(iri, "stance"),
            strength=self.code(iri, "strength"),
            polarity=self.code(iri, "polarity"),
            focus=self.code(iri, "focus"),
            cues=self.mk(iri, "attributionCue"),
            modals=self.mk(iri, "modalCue"),
            hedges=self.mk(iri, "hedge"),
            open_list=self.mk(iri, "openListCue"),
            background=self.code(iri, "background"),
            says=says,
            fingerprint=self.value(says, self.iris.term("fingerprint")),
            mentions=self.mk(iri, "mentions"),
            close_to=self.mk(iri, "closeTo"),
            notes=self.values(iri, f"{SKOS}note"),
        )

    def code(self, iri: str, term: str) -> str:
        """Give the notation of the one code, or the name of the one role, that a term of our vocabulary gives; empty for none."""
        return local(*self.mk(iri, term)[:1])

    def via(self, claim: str) -> tuple[Hop, ...]:
        """Find who passes a claim on, the outermost voice first."""
        hops = sorted(self.mk(claim, "via"), key=lambda hop: self.number(hop, f"{SCHEMA}position", 0))
        return tuple(Hop(self.value(h, self.iris.term("voice")), self.code(h, "stance"), self.mk(h, "attributionCue")) for h in hops)

    def description(self, iri: str) -> Description:
        """Read a description, participant, quantity or time."""
        types = {local(t).lower() for t in self.values(iri, f"{RDF}type")}
        return Description(
            iri=iri,
            type=next((t for t in ("description", "participant", "quantity", "time") if t in types), ""),
            label=self.label(iri),
            kind=self.code(iri, "kind"),
            of=self.value(iri, self.iris.term("of")),
            text=self.value(iri, self.iris.term("text")),
            names=self.mk(iri, "names"),
            fingerprint=self.value(iri, self.iris.term("fingerprint")),
            phase=self.code(iri, "phase"),
            polarity=self.code(iri, "innerPolarity"),
            strength=self.code(iri, "innerStrength"),
            fillers=tuple(self._fillers(iri)),
        )

    def _fillers(self, iri: str) -> Iterator[Filler]:
        said = self.said_of(iri)
        for predicate in sorted(said):
            role = predicate.removeprefix(self.iris.ns)
            if predicate.startswith(self.iris.ns) and role not in OWN_PREDICATES:
                for term in sorted(said[predicate], key=lambda t: natural(to_text(t))):
                    if isinstance(term, ox.Literal):
                        yield Filler(role, "", term.value, term.datatype.value, term.language or "")
                    else:
                        yield Filler(role, to_text(term), "", "", "")

    def within(self, iri: str) -> Iterator[Description]:
        """Give a description and all that is nested in it, itself first."""
        found = self.description(iri)
        yield found
        for filler in found.fillers:
            if filler.object.startswith(f"{iri}/"):
                yield from self.within(filler.object)

    @cached_property
    def arguments(self) -> list[Argument]:
        """The arguments, by article and number."""
        return list(self.each_argument())

    def each_argument(self) -> Iterator[Argument]:
        """Read one argument after the other, by article and number."""
        return map(self.argument, self.of_type(self.iris.term("Argument")))

    def argument(self, iri: str) -> Argument:
        """Read an argument, with its premises and its conclusion."""
        kinds = [local(t).lower() for t in self.values(iri, f"{RDF}type")]
        return Argument(
            iri=iri,
            article=self.value(iri, self.iris.term("inArticle")),
            kind=next((k for k in ("support", "attack", "concession") if k in kinds), ""),
            premises=self.mk(iri, "premise"),
            conclusion=self.value(iri, self.iris.term("conclusion")),
            explicitness=local(*self.mk(iri, "explicitness")[:1]),
            cues=self.mk(iri, "cue"),
            arguers=self.mk(iri, "arguer"),
            scope=self.mk(iri, "scope"),
            notes=self.values(iri, f"{SKOS}note"),
        )

    @cached_property
    def entities(self) -> list[Entity]:
        """Who and what the articles speak of, by name; the voices that tell the articles are among them."""
        return list(self.each_entity())

    def each_entity(self) -> Iterator[Entity]:
        """Read one entity after the other, by name."""
        classes = (
            *(f"{PROV}Agent", f"{FOREIGN['geo']}Feature", f"{FOREIGN['foaf']}Document"),
            *(self.iris.term(name) for name in ("Eventuality", "Topic")),
        )
        return map(self.entity, by_name(iri for c in classes for iri in self.of_type(c) if not self.is_a(iri, "Source")))

    def entity(self, iri: str) -> Entity:
        """Read who or what the articles speak of: its classes and its names."""
        return Entity(
            iri=iri,
            types=tuple(local(t) for t in self.values(iri, f"{RDF}type")),
            label=self.label(iri),
            other_names=self.values(iri, f"{SKOS}altLabel"),
            kind=self.code(iri, "kind"),
            names=self.mk(iri, "names"),
        )

    @cached_property
    def kinds(self) -> list[Kind]:
        """The kinds of situations, by name."""
        return [
            Kind(
                iri=iri,
                notation=local(iri),
                label=self.label(iri),
                opposite=self.code(iri, "opposite"),
                broader=local(self.value(iri, f"{SKOS}broader")),
                edge=tuple(role for end in ("edgeFrom", "edgeTo") if (role := self.code(iri, end))),
            )
            for iri in self.of_type(self.iris.term("Kind"))
        ]

    @cached_property
    def sources(self) -> list[Source]:
        """The sources outside the articles, with what they say."""
        held = self.iris.term("heldBy")
        claims = set(self.of_type(self.iris.term("SourceClaim")))
        return [
            Source(
                iri=iri,
                title=self.label(iri),
                page=self.value(iri, f"{PROV}hadPrimarySource"),
                read=self.value(iri, self.iris.term("dateRead")),
                claims=tuple(self.source_claim(claim, iri) for claim in self.subjects(held, iri) if claim in claims),
            )
            for iri in self.of_type(self.iris.term("Source"))
        ]

    def source_claim(self, iri: str, source: str) -> SourceClaim:
        """Read what an outside source says."""
        says = self.value(iri, self.iris.term("says"))
        return SourceClaim(
            iri=iri,
            source=source,
            label=self.label(iri),
            quote=self.value(iri, self.iris.term("quotation")),
            stance=self.code(iri, "stance"),
            strength=self.code(iri, "strength"),
            polarity=self.code(iri, "polarity"),
            focus=self.code(iri, "focus"),
            hedges=self.mk(iri, "hedge"),
            says=says,
            fingerprint=self.value(says, self.iris.term("fingerprint")),
            mentions=self.mk(iri, "mentions"),
        )

    @cached_property
    def claims_by_iri(self) -> dict[str, Claim]:
        """Claims by IRI."""
        return {claim.iri: claim for claim in self.claims}

    @cached_property
    def claims_of(self) -> dict[str, list[Claim]]:
        """Fingerprint to the claims whose descriptions have it: all that say the same, each in its way."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            found[claim.fingerprint].append(claim)
        return found
