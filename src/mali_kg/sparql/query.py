"""A query as it is asked: its text, and what messages call it."""

from collections.abc import Mapping
from typing import NamedTuple

from mali_kg.project import Project
from mali_kg.sparql.source import QuerySource


class Query(NamedTuple):
    """A query."""

    #: What messages call it: a question's name, a file, or ``query``.
    name: str
    text: str

    def bound(self, source: QuerySource) -> "Query":
        """Give the query as this source is asked it: a text is what it is."""
        return self


class NamedQuestion(NamedTuple):
    """A shipped question, with values for its parameters. Its text depends on what is asked: its base IRI, and the articles in it."""

    project: Project
    name: str
    values: Mapping[str, str]

    @property
    def text(self) -> str:
        """What of its text is the asker's: the values."""
        return " ".join(self.values.values())

    def bound(self, source: QuerySource) -> Query:
        """Give the query as this source is asked it.

        :raises AmbiguousNameError: for the id of a part of an article that several articles have.
        :raises MaliKgError: for an unknown question or parameter, or a value that is no term of the kind that is expected.
        """
        from mali_kg.sparql.questions import bind, question, with_articles

        asked = question(self.project, self.name, source.base)
        return Query(self.name, bind(asked, with_articles(asked, self.values, source), source.base))


def bound(source: QuerySource, asked: Query | NamedQuestion) -> Query:
    """Give a query as a source is asked it; for what calls functions with a source as their first argument."""
    return asked.bound(source)
