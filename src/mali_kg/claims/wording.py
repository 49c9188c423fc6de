"""What claims say, in words: a situation by its kind, then each role with who or what fills it.

Words of a text stand between “ and ”, names and labels as they are. Quantities and times are told as people write them.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from mali_kg.claims.model import Description, Filler
from mali_kg.claims.reader import Records

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
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


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


def quantity(fields: dict[str, str], text: str) -> str:
    """Tell a quantity as people write it; the words of the text where it has no numbers."""
    told = " ".join(_quantity(fields))
    if told and text:
        return f"{told} (“{text}”)"
    return told or f"“{text}”"


def _quantity(fields: dict[str, str]) -> Iterator[str]:
    least, most = fields.get("atLeast"), fields.get("atMost")
    if least and most:
        yield f"between {number(least)} and {number(most)}"
    bounds = (
        ("atLeast", "at least {}" if not most else ""),
        ("moreThan", "more than {}"),
        ("atMost", "at most {}" if not least else ""),
        ("lessThan", "less than {}"),
        ("number", "{}"),
        ("times", "{} times"),
        ("outOf", "out of {}"),
    )
    for name, pattern in bounds:
        if name in fields and pattern:
            yield pattern.format(number(fields[name]))
    if "unit" in fields:
        yield fields["unit"]
    if "per" in fields:
        yield f"per {fields['per']}"


def number(text: str) -> str:
    """Write a number with its thousands apart: 11,200."""
    whole, point, rest = text.partition(".")
    sign = whole[:1] if whole[:1] in "+-" else ""
    digits = whole.removeprefix(sign)
    return f"{sign}{int(digits):,}{point}{rest}" if digits.isascii() and digits.isdigit() else text


def time(fields: dict[str, str], text: str) -> str:
    """Tell a time as people write it; the words of the text where it has no date."""
    told = " ".join(
        pattern.format(day(fields[name]))
        for name, pattern in (("at", "{}"), ("from", "from {}"), ("to", "to {}"), ("by", "by {}"))
        if name in fields
    )
    return told or f"“{text}”"


def day(text: str) -> str:
    """Write a year, a month or a day: 2013, August 2020, 18 August 2020."""
    parts = text.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return text
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return text
    month = f"{MONTHS[int(parts[1]) - 1]} " if len(parts) > 1 else ""
    return f"{f'{int(parts[2])} ' if len(parts) > 2 else ''}{month}{parts[0]}"


def listed(words: list[str]) -> str:
    """Write a list: a, b and c."""
    *first, last = words or [""]
    return f"{', '.join(first)} and {last}" if first else last
