"""What is said of one thing, as the rules on meaning ask for it: values of a predicate, and of a term of our vocabulary."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import Term

Said = Mapping[str, Sequence[Term]]


def values(said: Said, predicate: str) -> tuple[str, ...]:
    """Give the values of a predicate as text."""
    found = said.get(predicate)
    return tuple([t.value for t in found if not isinstance(t, ox.Triple)]) if found else ()


def value(said: Said, predicate: str) -> str:
    """Give the first value of a predicate as text; empty for none."""
    found = said.get(predicate)
    return found[0].value if found and not isinstance(found[0], ox.Triple) else ""


class ToldReading(NamedTuple):
    """What our vocabulary says of something; nothing is read of it but what is asked for."""

    said: Said
    #: Namespace of our vocabulary.
    ns: str

    def all(self, term: str) -> tuple[str, ...]:
        """Give the values of a term as text."""
        return values(self.said, self.ns + term)

    def one(self, term: str) -> str:
        """Give the first value of a term; empty for none."""
        return value(self.said, self.ns + term)

    def notation(self, term: str) -> str:
        """Give the last part of the first IRI of a term: the notation of a code, or the name of a term."""
        found = value(self.said, self.ns + term)
        return found[max(found.rfind("/"), found.rfind("#")) + 1 :]

    def terms(self) -> "Iterator[tuple[str, Sequence[Term]]]":
        """Give the terms of our vocabulary by which something is said, each with the objects."""
        size = len(self.ns)
        return ((predicate[size:], objects) for predicate, objects in self.said.items() if predicate.startswith(self.ns))


def literal(said: Said, predicate: str) -> tuple[str, str]:
    """Give the first literal of a predicate, and its language; empty for none."""
    found = next((t for t in said.get(predicate, ()) if isinstance(t, ox.Literal)), None)
    return (found.value, found.language or "") if found else ("", "")
