"""Claim cards: a claim as plain values, with all that one needs to show it and nothing to look up.

Ids are those of the sheets. What a claim says is nested as it is said; every role is a list.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mali_kg.claims.agreement import Agreement, AnyClaim, Relation
from mali_kg.claims.model import Argument, Claim, Description, Filler
from mali_kg.claims.reader import Records
from mali_kg.claims.reviews import Review, reviews_of
from mali_kg.rdf.namespaces import OA, XSD

Card = dict[str, Any]


class Cards:
    """Makes cards.

    :param most: how many claims of the same content, that stand to it in the same way, a card tells at most; None for all.
    """

    def __init__(self, records: Records, most: int | None = None) -> None:
        self.records, self.most, self.agreement = records, most, Agreement(records)

    def card(self, claim: Claim) -> Card:
        """The card of a claim."""
        towards, out_of = (self.arguments(claim.iri, end) for end in ("conclusion", "premise"))
        named, alike = self.agreement.saying(claim.fingerprint).named, self.agreement.alike(claim)
        quote = self.records.iris.quote(claim.iri)
        return present(
            {
                "id": self.records.short(claim.iri),
                "iri": claim.iri,
                "label": claim.label,
                "holders": self.things(claim.holders),
                "endorsers": self.things(claim.endorsers),
                "via": [present({**self.thing(hop.voice), "stance": hop.stance, "cues": list(hop.cues)}) for hop in claim.via],
                "stance": claim.stance,
                "strength": claim.strength,
                "polarity": claim.polarity,
                "focus": claim.focus,
                "background": claim.background,
                "cues": list(claim.cues),
                "modals": list(claim.modals),
                "hedges": list(claim.hedges),
                "openList": list(claim.open_list),
                "article": self.thing(claim.article),
                "sentence": claim.sentence,
                "quote": {
                    "text": claim.quote,
                    "before": self.records.value(quote, f"{OA}prefix"),
                    "after": self.records.value(quote, f"{OA}suffix"),
                    "start": claim.start,
                    "end": claim.end,
                },
                "says": self.description(self.records.description(claim.says)) if claim.says else {},
                "mentions": self.things(claim.mentions),
                "for": [self.argument(a) for a in towards if a.kind == "support"],
                "against": [self.argument(a) for a in towards if a.kind == "attack"],
                "despite": [self.argument(a) for a in towards if a.kind == "concession"],
                "speaksFor": [self.conclusion(a) for a in out_of if a.kind == "support"],
                "speaksAgainst": [self.conclusion(a) for a in out_of if a.kind == "attack"],
                "sameContent": [
                    self.other(c) | {"relation": word(relation)} for relation, some in alike.items() for c in some[: self.most]
                ],
                "more": {word(relation): len(some) - self.most for relation, some in alike.items() if self.most and len(some) > self.most},
                "opposite": [self.other(c) for c in self.agreement.opposite(claim)[: self.most]],
                "names": self.things(named),
                "closeTo": [self.records.short(other) for other in claim.close_to],
                "reviews": [self.review(review) for review in reviews_of(self.records, claim.iri)],
                "notes": list(claim.notes),
            }
        )

    def arguments(self, claim: str, end: str) -> list[Argument]:
        """Read the arguments that a claim stands in.

        :param end: where it stands: ``premise`` or ``conclusion``.
        """
        return [self.records.argument(iri) for iri in self.records.subjects(self.records.iris.term(end), claim)]

    def review(self, review: Review) -> Card:
        """A verdict of a fact-checker."""
        told = {"verdict": review.verdict, "published": review.published, "page": review.page, "read": review.read}
        return present({"by": self.things(review.by), **told})

    def thing(self, iri: str) -> Card:
        """Somebody or something: its id and its name."""
        return {"id": self.records.short(iri), "name": self.records.label(iri)}

    def things(self, iris: Iterable[str]) -> list[Card]:
        """Several of these."""
        return [self.thing(iri) for iri in iris]

    def description(self, said: Description) -> Card:
        """What is said: a situation, a participant, a quantity or a time."""
        fields: Card = {}
        roles: dict[str, list[Card]] = {}
        for filler in said.fillers:
            if said.type in ("quantity", "time"):
                fields[filler.role] = number(filler)
            else:
                roles.setdefault(filler.role, []).append(self.filler(said.iri, filler))
        return present(
            {
                "label": said.label,
                "kind": said.kind,
                "of": self.thing(said.of) if said.of else {},
                "text": said.text,
                "names": self.things(said.names),
                "phase": said.phase,
                "polarity": said.polarity,
                "strength": said.strength,
                **fields,
                "roles": roles,
                "fingerprint": said.fingerprint,
            }
        )

    def filler(self, owner: str, filler: Filler) -> Card:
        """What fills a role: a thing, words, or what is nested."""
        if not filler.object:
            return {"text": filler.value}
        nested = filler.object.startswith(f"{owner}/")
        return self.description(self.records.description(filler.object)) if nested else self.thing(filler.object)

    def argument(self, argument: Argument) -> Card:
        """An argument towards a claim, with its premises."""
        return self.how(argument) | {"premises": [self.claim(premise) for premise in argument.premises]}

    def conclusion(self, argument: Argument) -> Card:
        """An argument out of a claim, with its conclusion."""
        return self.how(argument) | {"conclusion": self.claim(argument.conclusion)}

    def how(self, argument: Argument) -> Card:
        """An argument without what it joins."""
        return present(
            {
                "id": self.records.short(argument.iri),
                "explicitness": argument.explicitness,
                "cues": list(argument.cues),
                "arguers": self.things(argument.arguers),
                "scope": list(argument.scope),
                "notes": list(argument.notes),
            }
        )

    def claim(self, iri: str) -> Card:
        """A claim as others name it."""
        return {**self.thing(iri), "holders": [self.records.label(holder) for holder in self.records.mk(iri, "heldBy")]}

    def other(self, claim: AnyClaim) -> Card:
        """A claim of the same content, which its holder may affirm, deny or think possible."""
        return self.claim(claim.iri) | {"stance": claim.stance, "strength": claim.strength, "polarity": claim.polarity}


def word(relation: Relation) -> str:
    """Give the name of a relation as cards have it: same, stronger, weaker, denied, open, apart."""
    return relation.name.lower()


def number(filler: Filler) -> str | int | float:
    """A field of a quantity or time: a number where it is one."""
    if filler.datatype != f"{XSD}decimal":
        return filler.value
    found = Decimal(filler.value)
    return int(found) if found == found.to_integral_value() else float(found)


def present(card: Card) -> Card:
    """Leave out what says nothing."""
    return {key: value for key, value in card.items() if value not in ("", [], {})}
