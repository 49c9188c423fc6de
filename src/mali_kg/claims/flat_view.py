"""What claims say as edges from one thing to another, for people who think in edges.

An edge is nobody’s fact: it has the claim and who holds it, with stance, strength and polarity. Where a thing only stands for words, such as the
UN for “missions of the UN”, the edge has the words, too. What joins no two things has no edge; nor has what is said within a claim and is not its
point, for a claim’s stance is not that of its parts.
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
    #: Notations of the kind, and of its phase; empty for none.
    kind: str
    phase: str
    #: Names of the roles of the two, and the labels of what they stand for; empty where they fill the roles themselves.
    from_role: str
    to_role: str
    from_words: str
    to_words: str
    #: The claim, of an article or of an outside source, and IRIs of who holds it.
    claim: str
    holders: tuple[str, ...]
    stance: str
    strength: str
    polarity: str
    #: Name of the role that the claim is about: with ``manner``, “not” denies the manner and not the rest.
    focus: str


class End(NamedTuple):
    """An end of an edge."""

    #: IRI; empty where no one thing fills the role.
    thing: str
    role: str
    words: str


class FlatView:
    """The edges of a dataset."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.ends = {kind.notation: kind.edge for kind in records.kinds if len(kind.edge) == 2}

    def edges(self) -> Iterator[FlatEdge]:
        """Give every edge: of the claims of the articles, then of those of outside sources."""
        for claim in self.records.each_claim():
            yield from self.of_claim(claim)
        for source in self.records.sources:
            for source_claim in source.claims:
                yield from self.of_claim(source_claim)

    def of_claim(self, claim: Claim | SourceClaim) -> Iterator[FlatEdge]:
        """Give the edges of one claim; none where nobody holds it."""
        holders = claim.holders if isinstance(claim, Claim) else (claim.source,)
        if not holders or not claim.says:
            return
        said = self.records.description(claim.says)
        for start, end in self._joined(said):
            yield FlatEdge(
                start=start.thing,
                end=end.thing,
                kind=said.kind,
                phase=said.phase,
                from_role=start.role,
                to_role=end.role,
                from_words=start.words,
                to_words=end.words,
                claim=claim.iri,
                holders=holders,
                stance=claim.stance,
                strength=claim.strength,
                polarity=claim.polarity,
                focus=claim.focus,
            )

    def _joined(self, said: Description) -> list[tuple[End, End]]:
        """Find what a description joins: by the two roles that its kind tells, else by the usual ones; nothing with itself."""
        ends = [self.end(said.iri, filler) for filler in said.fillers]
        found: list[tuple[End, End]] = []
        if said.kind in self.ends:
            first, second = self.ends[said.kind]
            found = pairs(ends, (first,), (second,))
        return found or pairs(ends, SUBJECTS, OBJECTS)

    def end(self, owner: str, filler: Filler) -> End:
        """Give the thing that a filler is or stands for, with the words where it only stands for them.

        What is nested stands for what it is some of, else for the one thing that its words name, else for the one thing that it speaks of.

        :param owner: IRI of the description that is filled.
        """
        if not filler.object.startswith(f"{owner}/"):
            return End(filler.object, filler.role, "")
        nested = self.records.description(filler.object)
        named = (nested.of,) if nested.of else nested.names
        if not named:
            named = tuple({thing for f in nested.fillers if (thing := self.end(nested.iri, f).thing)})
        return End(named[0] if len(named) == 1 else "", filler.role, nested.label)


def pairs(ends: Iterable[End], subjects: Iterable[str], objects: Iterable[str]) -> list[tuple[End, End]]:
    """Pair the things in some roles with those in others, in the order of the roles; each pair once."""
    found = [
        (start, end)
        for subject in subjects
        for object_ in objects
        for start in ends
        for end in ends
        if start.role == subject and end.role == object_ and start.thing and end.thing and start.thing != end.thing
    ]
    return list(dict.fromkeys(found))
