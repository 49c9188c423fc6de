"""Who says the same, who denies it, who says it more strongly or weakly: claims whose descriptions are equal, compared within a family of stances."""

from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from mali_kg.claims.descriptions import by_name
from mali_kg.claims.model import Claim, SourceClaim
from mali_kg.claims.reader import Records
from mali_kg.rdf.namespaces import SKOS
from mali_kg.rdf.order import natural

#: From strong to weak.
STRENGTHS = ("full", "partial", "neutral", "uncommitted")
#: Claims, and descriptions, of which is remembered what was read.
REMEMBERED = 10_000
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
        #: What is asked for again and again: a claim that many others say, too, and who says it.
        self.read, self._said_with = lru_cache(REMEMBERED)(self._read), lru_cache(REMEMBERED)(self._say)

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
        said = [self._said_with(print_) for print_ in dict.fromkeys(fingerprints) if print_]
        if len(said) == 1:
            return said[0]
        claims = sorted((claim for one in said for claim in one.claims), key=lambda c: place(c) if isinstance(c, Claim) else (True, c.iri))
        return Saying(claims, by_name(iri for one in said for iri in one.named))

    def alike(self, claim: AnyClaim) -> dict[Relation, list[AnyClaim]]:
        """Find the other claims over an equal description, by how they stand to a claim; each list in the order of `Saying`."""
        found: dict[Relation, list[AnyClaim]] = {}
        relations: dict[tuple[str, ...], Relation] = {}
        for other in self.saying(claim.fingerprint).claims:
            held = (other.stance, other.strength, other.polarity, other.focus)
            if held not in relations:
                relations[held] = self.relation(claim, other)
            if other.iri != claim.iri:
                found.setdefault(relations[held], []).append(other)
        return {relation: found[relation] for relation in Relation if relation in found}

    def _say(self, fingerprint: str) -> Saying:
        """Find whatever says what a description tells of: claims and named propositions."""
        records, term = self.records, self.records.iris.term
        descriptions = records.backend.having(term("fingerprint"), fingerprint)
        owners = by_name(iri for said in descriptions for iri in records.subjects(term("says"), said))
        named = [iri for iri in owners if iri.startswith(records.iris.proposition(""))]
        claims = [self.read(iri) for iri in owners if iri not in named]
        of_articles = sorted((claim for claim in claims if isinstance(claim, Claim)), key=place)
        return Saying([*of_articles, *(claim for claim in claims if isinstance(claim, SourceClaim))], named)

    def _read(self, iri: str) -> AnyClaim:
        """Read a claim of an article, or of an outside source."""
        if iri.startswith(self.records.iris.source("")):
            return self.records.source_claim(iri, self.records.value(iri, self.records.iris.term("heldBy")))
        return self.records.claim(iri)

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
