"""What a view is made of: lines, each with a key, some with lines below them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mali_kg.errors import MaliKgError


class IncompleteError(MaliKgError):
    """The dataset lacks something of a thing that it must have."""

    def __init__(self, iri: str) -> None:
        self.iri = iri
        super().__init__(f"{iri}: the dataset does not have everything that it should have of it.")


class Line(NamedTuple):
    """One line of a view: what it is, its value, and what belongs to that."""

    key: str
    value: str
    below: "tuple[Line, ...]" = ()


class View(NamedTuple):
    """Everything worth reading about one thing."""

    iri: str
    lines: list[Line]
    #: Codes of what the lines tell in words, by name, for programs.
    codes: Mapping[str, str] = {}


def each(key: str, values: Iterable[str]) -> list[Line]:
    """Give a line for each value."""
    return [Line(key, value) for value in values]


def joined(key: str, values: Iterable[str], mark: str = ", ") -> list[Line]:
    """Give one line with all values; none where there are none."""
    told = mark.join(values)
    return [Line(key, told)] if told else []


def counted(number: int, what: str) -> str:
    """Tell how many there are: 1 claim, 2 claims."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"
