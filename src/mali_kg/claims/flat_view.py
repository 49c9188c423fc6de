"""What claims say as edges from one thing to another, for people who think in edges.

An edge is nobody's fact: it has the claim and who holds it, with stance, strength and polarity. What joins no two things has no edge; nor has
what is said within a claim and is not its point, for a claim's stance is not that of its parts.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mali_kg.claims.model import Claim, Description, Filler, SourceClaim
from mali_kg.claims.reader import Records

#: The roles that an edge comes from, and those that it goes to, where the kind does not tell its own two.
SUBJECTS = ("actor", "coActor", "experiencer", "possessor", "cause", "instrument")
OBJECTS = ("theme", "undergoer", "result", "stimulus", "recipient", "affectee", "goal", "place", "topic")


class FlatEdge(NamedTuple):
    """What one claim says of two things."""

    #: IRIs of the two things.
    start: str
    end: str
    #: Notation of the kind, and the names of the roles of the two.
    kind: str
    from_role: str
    to_role: str
    #: The claim, of an article or of an outside source, and IRIs of who holds it.
    claim: str
    holders: tuple[str, ...]
    stance: str
    strength: str
    polarity: str
    #: Name of the role that the claim is about: with ``manner``, “not” denies the manner and not the rest.
    focus: str


class FlatView:
    """The edges of a dataset."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.ends = {kind.notation: kind.edge for kind in records.kinds if len(kind.edge) == 2}

    def edges(self) -> Iterator[FlatEdge]:
        """Every edge: of the claims of the articles, then of those of outside sources."""
        for claim in self.records.each_claim():
            yield from self.of_claim(claim)
        for source in self.records.sources:
            for told in source.claims:
                yield from self.of_claim(told)

    def of_claim(self, claim: Claim | SourceClaim) -> Iterator[FlatEdge]:
        """The edges of one claim; none where nobody holds it."""
        holders = claim.holders if isinstance(claim, Claim) else (claim.source,)
        if not holders or not claim.says:
            return
        said = self.records.description(claim.says)
        for start, from_role, to_role, end in self._joined(said):
            yield FlatEdge(
                start, end, said.kind, from_role, to_role, claim.iri, holders, claim.stance, claim.strength, claim.polarity, claim.focus
            )

    def _joined(self, said: Description) -> Iterator[tuple[str, str, str, str]]:
        """What a description joins: by the two roles that its kind tells, else by the usual ones; nothing with itself."""
        found: list[tuple[str, str, str, str]] = []
        if said.kind in self.ends:
            first, second = self.ends[said.kind]
            found = list(self._pairs(said, (first,), (second,)))
        yield from dict.fromkeys(found or self._pairs(said, SUBJECTS, OBJECTS))

    def _pairs(self, said: Description, subjects: Iterable[str], objects: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
        things = [(f.role, self.stands_for(said.iri, f)) for f in said.fillers]
        for subject in subjects:
            for object_ in objects:
                for role, start in things:
                    if role == subject and start:
                        yield from ((start, subject, object_, end) for other, end in things if other == object_ and end and end != start)

    def stands_for(self, owner: str, filler: Filler) -> str:
        """The IRI of the thing that a filler is, or stands for; empty for none.

        What is nested stands for what it is some of, else for the one thing that its words name, else for the one thing that it speaks of.

        :param owner: IRI of the description that is filled.
        """
        if not filler.object.startswith(f"{owner}/"):
            return filler.object
        nested = self.records.description(filler.object)
        if nested.of:
            return nested.of
        named = nested.names or tuple({thing for f in nested.fillers if (thing := self.stands_for(nested.iri, f))})
        return named[0] if len(named) == 1 else ""
