"""Who says the same, who denies it, who says it more strongly or weakly: claims whose descriptions are equal, compared within a family of stances."""

from enum import Enum
from typing import NamedTuple

from mali_kg.claims.descriptions import by_name
from mali_kg.claims.model import Claim, SourceClaim
from mali_kg.claims.reader import Records
from mali_kg.rdf.namespaces import SKOS
from mali_kg.rdf.order import natural

#: From strong to weak.
STRENGTHS = ("full", "partial", "neutral", "uncommitted")
AnyClaim = Claim | SourceClaim


class Relation(Enum):
    """How what another claim says stands to what a claim says."""

    SAME = "the same"
    STRONGER = "more strongly"
    WEAKER = "more weakly"
    DENIED = "denied"
    #: One of the two denies it and one leaves open whether it is so.
    OPEN = "left open"
    #: Its stance is of another family, or it is about another role: neither agrees with the other, nor denies it.
    APART = "in another way"


class Saying(NamedTuple):
    """All that say what a description tells of."""

    #: The claims: those of articles in the order of their texts, then those of outside sources.
    claims: list[AnyClaim]
    #: IRIs of the propositions that give it a name.
    named: list[str]


class Agreement:
    """Compares the claims of one dataset."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def family(self, stance: str) -> str:
        """Give the family of a stance, by notations."""
        iris = self.records.iris
        return self.records.value(iris.code("stance", stance), f"{SKOS}broader") or stance

    def relation(self, one: AnyClaim, other: AnyClaim) -> Relation:
        """Tell how a claim stands to another one over an equal description."""
        if self.family(one.stance) != self.family(other.stance) or (one.focus and other.focus and one.focus != other.focus):
            return Relation.APART
        if one.polarity != other.polarity:
            return Relation.OPEN if "uncommitted" in (one.strength, other.strength) else Relation.DENIED
        gap = rank(one.strength) - rank(other.strength)
        return Relation.SAME if gap == 0 else Relation.STRONGER if gap > 0 else Relation.WEAKER

    def saying(self, *fingerprints: str) -> Saying:
        """Find all that say what descriptions with one of these fingerprints tell of."""
        records, term = self.records, self.records.iris.term
        descriptions = {said for print_ in fingerprints if print_ for said in records.backend.having(term("fingerprint"), print_)}
        found = by_name(iri for said in descriptions for iri in records.subjects(term("says"), said))
        claims = sorted((records.claim(iri) for iri in found if records.is_a(iri, "Claim")), key=place)
        of_sources = [self.source_claim(iri) for iri in found if records.is_a(iri, "SourceClaim")]
        return Saying([*claims, *of_sources], [iri for iri in found if records.is_a(iri, "Proposition")])

    def source_claim(self, iri: str) -> SourceClaim:
        """Read a claim of an outside source."""
        return self.records.source_claim(iri, self.records.value(iri, self.records.iris.term("heldBy")))

    def opposite(self, claim: AnyClaim) -> list[AnyClaim]:
        """Find the claims that say the opposite: of an opposite kind, all else alike; both affirmed, and neither left open."""
        if claim.polarity == "negative" or claim.strength == "uncommitted":
            return []
        prints = self.records.mk(claim.iri, "oppositeFingerprint")
        against = (Relation.SAME, Relation.STRONGER, Relation.WEAKER)
        return [c for c in self.saying(*prints).claims if c.strength != "uncommitted" and self.relation(claim, c) in against]


def place(claim: Claim) -> tuple[object, ...]:
    """Give the key by which claims come in the order of articles and their texts."""
    return natural(claim.article), claim.start, natural(claim.iri)


def rank(strength: str) -> int:
    """Give the place of a strength, the strongest first."""
    return STRENGTHS.index(strength) if strength in STRENGTHS else len(STRENGTHS)
