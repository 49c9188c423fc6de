"""A query as it is asked: its text, and what messages call it."""

from collections.abc import Mapping
from typing import NamedTuple

from mali_kg.project import Project


class Query(NamedTuple):
    """A query."""

    #: What messages call it: a question's name, a file, or ``query``.
    name: str
    text: str

    def for_base(self, base: str) -> "Query":
        """Give the query for a dataset with this base: a text is what it is."""
        return self


class NamedQuestion(NamedTuple):
    """A shipped question, with values for its parameters. Its text depends on the base IRI of what is asked."""

    project: Project
    name: str
    values: Mapping[str, str]

    @property
    def text(self) -> str:
        """What of its text is the asker's: the values."""
        return " ".join(self.values.values())

    def for_base(self, base: str) -> Query:
        """Give the query for a dataset with this base.

        :raises MaliKgError: for an unknown question or parameter, or a value that is no term of the kind that is expected.
        """
        from mali_kg.sparql.questions import bind, question

        return Query(self.name, bind(question(self.project, self.name, base), dict(self.values), base))
