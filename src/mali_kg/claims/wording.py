"""What claims say, in words: a situation by its kind, then each role with who or what fills it.

Words of a text stand between “ and ”, names and labels as they are. Quantities and times are told as people write them.
"""

from collections.abc import Callable
from typing import NamedTuple

from mali_kg.claims.model import Description, Filler
from mali_kg.claims.reader import Records
from mali_kg.dataset.measures import quantity, time

#: The roles as people read them, those who take part first: the order of the table of roles, to which a test holds it.
ROLES = (
    *("actor", "coActor", "undergoer", "result", "theme", "recipient", "affectee", "experiencer", "stimulus", "instrument", "possessor"),
    *("source", "goal", "place", "cause", "reason", "purpose", "condition", "topic", "manner", "time", "after", "duration", "frequency"),
    *("quantity", "degree", "extent", "comparedTo", "attribute", "value", "part", "memberOf"),
)
#: How strongly something is said, by notation.
STRENGTHS = {"full": "in full", "partial": "as likely", "neutral": "as possible", "uncommitted": "left open"}
#: What a description says of itself where it is nested in another, before its kind.
WITHIN = {"negative": "not", "partial": "likely", "neutral": "possibly", "uncommitted": "perhaps"}
#: Which part of a situation is meant, behind its kind.
PHASES = {"begins": "its beginning", "continues": "as it continues", "ends": "its end"}


class Told(NamedTuple):
    """A role in words, with what fills it, and the roles of that."""

    #: Name of the role; ``of`` and ``names`` stand for what a description is of, and whom its words name.
    role: str
    words: str
    below: "tuple[Told, ...]" = ()


class Wording:
    """Tells the descriptions of one dataset in words.

    :param called: gives what an entity or a kind is called, by its IRI; its label, in the language of the records, where none is given.
    """

    def __init__(self, records: Records, called: Callable[[str], str] | None = None) -> None:
        self.records, self.called = records, called or records.label

    def head(self, said: Description) -> str:
        """Tell what a description is of in a few words: its kind, an entity, words, a quantity or a time."""
        if said.type == "quantity":
            return quantity(fields(said), said.text)
        if said.type == "time":
            return time(fields(said), said.text)
        if said.kind:
            kind = self.called(self.records.iris.code("kind", said.kind))
            marks = [WITHIN[mark] for mark in (said.polarity, said.strength) if mark in WITHIN]
            return " ".join([*marks, kind]) + (f" ({PHASES.get(said.phase, said.phase)})" if said.phase else "")
        if said.text:
            return f"“{said.text}”"
        return self.called(said.of) if said.of else "something"

    def roles(self, said: Description) -> tuple[Told, ...]:
        """Tell the roles of a description, or of a participant, in the order of the table."""
        if said.type in ("quantity", "time"):
            return ()
        found = []
        if said.of and (said.kind or said.text):
            found.append(Told("of", self.called(said.of)))
        if said.names:
            found.append(Told("names", ", ".join(map(self.called, said.names))))
        places = {role: place for place, role in enumerate(ROLES)}
        for filler in sorted(said.fillers, key=lambda f: places.get(f.role, len(ROLES))):
            found.append(self.filler(said.iri, filler))
        return tuple(found)

    def filler(self, owner: str, filler: Filler) -> Told:
        """Tell what fills a role.

        :param owner: IRI of what has the role.
        """
        if not filler.object:
            return Told(filler.role, f"“{filler.value}”" if filler.language else filler.value)
        if not filler.object.startswith(f"{owner}/"):
            return Told(filler.role, self.called(filler.object))
        below = self.records.description(filler.object)
        return Told(filler.role, self.head(below), self.roles(below))

    def paths(self, iri: str) -> dict[str, str]:
        """Tell a description as its parts: the path of roles to each, and its words. What fills one role together stands in one part."""
        said = self.records.description(iri)
        found: dict[str, list[str]] = {"": [self.head(said)]}

        def add(start: str, roles: tuple[Told, ...]) -> None:
            for told in roles:
                path = f"{start}{told.role}"
                found.setdefault(path, []).append(told.words)
                add(f"{path} ", told.below)

        add("", self.roles(said))
        return {path: ", ".join(words) for path, words in found.items()}


def fields(said: Description) -> dict[str, str]:
    """Give the fields of a quantity or a time, by name."""
    return {f.role: f.value for f in said.fillers}


def listed(words: list[str]) -> str:
    """Write a list: a, b and c."""
    *first, last = words or [""]
    return f"{', '.join(first)} and {last}" if first else last
