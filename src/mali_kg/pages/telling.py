"""How things of a dataset are called, and told in a line: their names, who holds a claim, what it says."""

from collections.abc import Iterable

import pyoxigraph as ox

from mali_kg.claims.agreement import Agreement, AnyClaim
from mali_kg.claims.model import Claim, SourceClaim
from mali_kg.claims.reader import Records
from mali_kg.claims.wording import Told, Wording, listed
from mali_kg.dataset.measures import day
from mali_kg.pages.lines import Line, each
from mali_kg.project import Project
from mali_kg.rdf.namespaces import SCHEMA, SKOS

#: Claims that a view tells at most of one thing.
MOST = 200


class Telling:
    """The words of views of one dataset.

    :param records: the dataset, with the language of its labels.
    :param project: has the texts of its articles, or not.
    """

    def __init__(self, records: Records, project: Project) -> None:
        self.records, self.iris, self.project = records, records.iris, project
        self.wording, self.agreement = Wording(records), Agreement(records)
        #: Whether there is one article alone, whose parts need no more than their ids.
        self.is_one_article = len(records.of_type(f"{SCHEMA}NewsArticle")) == 1

    def name(self, iri: str) -> str:
        """Give the name of a thing that one can ask with: an id where that is enough, else with a prefix."""
        parts = iri.removeprefix(self.iris.article("")).split("/") if iri.startswith(self.iris.article("")) else []
        return parts[1] if self.is_one_article and len(parts) == 2 else self.records.name(iri)

    def label(self, iri: str) -> str:
        """Give the label of a thing, else its name."""
        found = self.records.labelled(iri)
        return self.records.name(iri) if found is None else found

    def labels(self, iris: Iterable[str]) -> str:
        """Give the labels of things: a, b and c."""
        return listed([self.label(iri) for iri in iris])

    def called(self, iri: str) -> str:
        """Give the label of a thing, and its name in brackets."""
        return f"{self.label(iri)} ({self.name(iri)})"

    # ------------------------------------------------------------------ claims

    def who(self, claim: AnyClaim) -> str:
        """Tell who holds a claim, and through whom it came: X, as Y says, as Z says."""
        if isinstance(claim, SourceClaim):
            read = self.records.value(claim.source, self.iris.term("dateRead"))
            return f"{self.label(claim.source)} (outside source{f', read on {day(read)}' if read else ''})"
        hops = "".join(f", as {self.label(hop.voice)} says" for hop in reversed(claim.via))
        return self.labels(claim.holders) + hops

    def is_narrated(self, claim: AnyClaim) -> bool:
        """Tell whether the article says it in its own voice alone."""
        return isinstance(claim, Claim) and not claim.via and claim.holders == (f"{claim.article}/narrator",)

    def claim(self, claim: AnyClaim, always: bool = False) -> str:
        """Tell a claim in a line: who holds it, its label, its name.

        :param always: whether the article’s own voice is named, too.
        """
        who = f"{self.who(claim)}: " if always or not self.is_narrated(claim) else ""
        return f"{who}{claim.label} ({self.name(claim.iri)})"

    # ------------------------------------------------------------------ what is said

    def said(self, key: str, iri: str, mark: str = "", focus: str = "") -> Line:
        """Tell a description: what it is of, and below it its roles.

        :param mark: stands before what is denied: the whole, or what fills the role in focus.
        """
        found = self.records.description(iri)
        roles = [_line(told._replace(words=mark + told.words) if told.role == focus else told) for told in self.wording.roles(found)]
        return Line(key, ("" if focus else mark) + self.wording.head(found), tuple(roles))

    def texts(self, iri: str, predicate: str) -> list[str]:
        """Give the texts of a property in the language; where there is none in it, in English, else in the first of the others."""
        found: dict[str, list[str]] = {}
        for value in self.records.objects(iri, predicate):
            if isinstance(value, ox.Literal):
                found.setdefault(value.language or "", []).append(value.value)
        return sorted(found.get(self.records.language) or found.get("en") or found[min(found)]) if found else []

    def notes(self, iri: str) -> list[Line]:
        """Tell the notes of the annotator."""
        return each("note", self.texts(iri, f"{SKOS}note"))


def _line(told: Told) -> Line:
    return Line(spaced(told.role), told.words, tuple(map(_line, told.below)))


def spaced(name: str) -> str:
    """Write the name of a role as words: compared to."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name)


def more(key: str, number: int) -> list[Line]:
    """Tell that there are more than are told."""
    return [Line(key, f"… and {number - MOST:,} more")] if number > MOST else []
