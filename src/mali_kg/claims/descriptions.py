"""What a dataset says of each of its things: values, labels, names, positions in a text."""

import re
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from mali_kg.claims.backends import Backend, Term, to_text
from mali_kg.claims.model import TextPosition
from mali_kg.errors import DataError, Problem
from mali_kg.rdf.curie import shorten
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import OA, RDF, RDFS, SCHEMA, SKOS
from mali_kg.rdf.order import natural

#: The predicates of a label, the first that a thing has; and that of an article, which may have no other.
LABELS = (f"{RDFS}label", f"{SKOS}prefLabel")
HEADLINE = f"{SCHEMA}headline"


class NotANumberError(DataError):
    """A value of the dataset is text where a number must be."""

    def __init__(self, subject: str, name: str, predicate: str, value: str) -> None:
        self.subject, self.predicate, self.value = subject, predicate, value
        message = f"{name}: {local(predicate)} is {value!r}, expected a number."
        super().__init__([Problem("not-a-number", message, subject=subject)])


class Descriptions:
    """What a dataset says of its things, in whatever graph.

    :param backend: where the dataset is read from.
    :param base: base of its IRIs.
    :param language: the language of labels, where there is one in it.
    """

    def __init__(self, backend: Backend, base: str, language: str = "en") -> None:
        self.backend, self.iris, self.language = backend, Iris(base), language
        self.said_of = backend.said_of

    def objects(self, subject: str, predicate: str) -> Sequence[Term]:
        """Give the objects of a subject and predicate as they stand in the dataset: in no order, and each as often as it is there."""
        return self.said_of(subject).get(predicate, ())

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """Give the objects of a subject and predicate as text, sorted; what is the same in several languages once."""
        return tuple(sorted({to_text(o) for o in self.said_of(subject).get(predicate, ())}))

    def mk(self, subject: str, term: str) -> tuple[str, ...]:
        """Give the objects of a subject and a term of our vocabulary, as text, sorted."""
        return self.values(subject, self.iris.term(term))

    def value(self, subject: str, predicate: str) -> str:
        """Give the one object of a subject and predicate as text; the first of several, empty for none."""
        return next(iter(self.values(subject, predicate)), "")

    def number(self, subject: str, predicate: str, missing: int = -1) -> int:
        """Give the one object of a subject and predicate as a number.

        :raises NotANumberError: where it is none.
        """
        found = self.value(subject, predicate)
        try:
            return int(found) if found else missing
        except ValueError:
            raise NotANumberError(subject, self.name(subject), predicate, found) from None

    def subjects(self, predicate: str, iri: str) -> list[str]:
        """Give the subjects of a predicate whose object is this IRI, in natural order."""
        return by_name(to_text(q.subject) for q in self.backend.referring((iri,), (predicate,)))

    def of_type(self, iri: str) -> list[str]:
        """Find everything of a class, in natural order of the IRIs."""
        return self.subjects(f"{RDF}type", iri)

    def is_a(self, iri: str, term: str) -> bool:
        """Tell whether a thing has a class of our vocabulary."""
        return self.iris.term(term) in self.values(iri, f"{RDF}type")

    def exists(self, iri: str) -> bool:
        """Tell whether anything is said of an IRI."""
        return bool(self.said_of(iri))

    def labelled(self, iri: str, predicates: Sequence[str] = LABELS) -> str | None:
        """Give the label of a thing in the language, else in English, else in the first there is; None where it has none."""
        said = self.said_of(iri)
        for predicate in predicates:
            labels = {o.language or "": o.value for o in sorted(said.get(predicate, ()), key=str) if isinstance(o, ox.Literal)}
            if labels:
                return labels.get(self.language) or labels.get("en") or labels[min(labels)]
        return None

    def label(self, iri: str) -> str:
        """Give the label of a thing, or the headline of an article; else the end of the IRI."""
        found = self.labelled(iri, (*LABELS, HEADLINE))
        return local(iri) if found is None else found

    def short(self, iri: str) -> str:
        """Give an IRI as the sheets write it."""
        return self.iris.in_sheets(iri)

    def name(self, iri: str) -> str:
        """Give an IRI as people read it and queries take it."""
        return shorten(iri, self.iris.base)

    def position(self, iri: str) -> TextPosition | None:
        """Read a text position selector (Web Annotation Data Model 4.2.5); None where that is not one start and one end."""
        ends = [self.objects(iri, f"{OA}{end}") for end in ("start", "end")]
        found = [to_text(terms[0]) for terms in ends if len(terms) == 1]
        if len(found) == 2 and all(number.isascii() and number.isdigit() for number in found):
            return TextPosition(int(found[0]), int(found[1]))
        return None


def local(iri: str = "") -> str:
    """Give the last part of an IRI."""
    return re.split(r"[/#]", iri)[-1]


def by_name(iris: Iterable[str]) -> list[str]:
    """Sort IRIs in natural order, each once."""
    # First as text: so the order of what is the same in natural order does not depend on where it is read from.
    return sorted(sorted(set(iris)), key=natural)
