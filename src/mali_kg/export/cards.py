"""Claim cards: plain JSON for people who write for the web. Each claim with all that one needs to show it, and nothing to look up.

Ids are those of the sheets. What a claim says is nested as it is said; every role is a list.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mali_kg.claims.model import Argument, Claim, Description, Filler
from mali_kg.claims.reader import Records
from mali_kg.export.material import Material
from mali_kg.export.reviews import Review, named_propositions, reviews
from mali_kg.rdf.namespaces import OA, XSD

Card = dict[str, Any]

#: The keys of a card, in their order, and what each holds; what says nothing is left out.
KEYS: tuple[tuple[str, str], ...] = (
    ("id", "id of the claim, as in the sheets"),
    ("iri", "its IRI"),
    ("label", "what it says, in plain words, with its modal and its negation"),
    ("holders", "who holds it: each with `id` and `name`"),
    ("endorsers", "who stands behind it"),
    ("via", "who passes it on, the outermost voice first: `id`, `name`, `stance`, `cues`"),
    ("stance", "asserted, believed, normative and so on"),
    ("strength", "full, partial (likely), neutral (could, may) or uncommitted (unclear whether)"),
    ("polarity", "affirmative or negative"),
    ("focus", "the role that it is about, where the rest is taken for granted: “not” then denies that role alone"),
    ("background", "presupposed or not-at-issue; left out for the point of the sentence"),
    ("cues", "the words that give it to its holder"),
    ("modals", "words that carry its stance"),
    ("hedges", "words that weaken it or its wording"),
    ("openList", "words that mark a list as open"),
    ("article", "the article: `id` and `name`, its headline"),
    ("sentence", "number of the sentence; 0 is the headline"),
    ("quote", "the evidence: `text`, the words `before` and `after`, `start` and `end` in code points"),
    ("says", "what it says: `kind`, `of`, `text`, `names`, `phase`, `polarity`, `strength`, and `roles`, each a list of what fills it"),
    ("mentions", "every entity that it speaks of"),
    ("for", "arguments that support it, each with `premises`, `arguers`, `cues`, `scope`, `explicitness`"),
    ("against", "arguments that attack it"),
    ("despite", "concessions: what is granted, though it holds"),
    ("speaksFor", "arguments in which it supports another claim, each with its `conclusion`"),
    ("speaksAgainst", "arguments in which it attacks another claim"),
    ("sameContent", "claims of the same content, which their holders may affirm, deny or think possible"),
    ("names", "names that people gave to what it says, to cite it across articles"),
    ("closeTo", "ids of claims that say nearly the same"),
    ("reviews", "verdicts of fact-checkers on it: `by`, `verdict`, `published`, `page`, `read`"),
    ("notes", "how the text was read"),
)


def write(material: Material) -> bytes:
    """The cards of the claims that were asked for, in the order of the text."""
    config = material.project.config
    dataset = {"title": config.title, "creator": config.creator, "license": config.license, "version": config.version}
    making = Cards(material.records)
    document = {"dataset": dataset, "claims": [making.card(claim) for claim in material.claims]}
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


class Cards:
    """Makes cards."""

    def __init__(self, records: Records) -> None:
        self.records, self.reviews, self.named = records, reviews(records), named_propositions(records)
        #: IRI of a claim to the arguments whose conclusion it is, and to those whose premise it is.
        self.towards: dict[str, list[Argument]] = {}
        self.out_of: dict[str, list[Argument]] = {}
        for argument in records.arguments:
            self.towards.setdefault(argument.conclusion, []).append(argument)
            for premise in argument.premises:
                self.out_of.setdefault(premise, []).append(argument)

    def card(self, claim: Claim) -> Card:
        """The card of a claim."""
        towards, out_of = self.towards.get(claim.iri, []), self.out_of.get(claim.iri, [])
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
                "sameContent": [self.other(c) for c in self.records.claims_of.get(claim.fingerprint, ()) if c.iri != claim.iri],
                "names": [self.thing(p.iri) for p in self.named if p.fingerprint == claim.fingerprint],
                "closeTo": [self.records.short(other) for other in claim.close_to],
                "reviews": [self.review(review) for review in self.reviews if review.claim == claim.iri],
                "notes": list(claim.notes),
            }
        )

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

    def other(self, claim: Claim) -> Card:
        """A claim of the same content, which its holder may affirm, deny or think possible."""
        return self.claim(claim.iri) | {"stance": claim.stance, "strength": claim.strength, "polarity": claim.polarity}


def number(filler: Filler) -> str | int | float:
    """A field of a quantity or time: a number where it is one."""
    if filler.datatype != f"{XSD}decimal":
        return filler.value
    found = Decimal(filler.value)
    return int(found) if found == found.to_integral_value() else float(found)


def present(card: Card) -> Card:
    """Leave out what says nothing."""
    return {key: value for key, value in card.items() if value not in ("", [], {})}
