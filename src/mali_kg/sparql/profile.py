"""The profile of a dataset: counts of what it holds, and the classes, properties, roles, kinds and graphs that it really uses.

Each heading has a query of its own, ``queries/stats-*.rq`` or ``queries/schema-*.rq``.
"""

from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.rdf.curie import shorten
from mali_kg.sparql.engine import ask
from mali_kg.store.opened import Opened
from mali_kg.wrapping import wrap

#: Heading to the query that counts below it; each query gives ?what and ?count.
COUNTS: dict[str, str] = {
    "dataset": "stats-dataset.rq",
    "claims by stance": "stats-stance.rq",
    "claims by strength": "stats-strength.rq",
    "claims by polarity": "stats-polarity.rq",
    "claims by holder": "stats-holder.rq",
    "arguments": "stats-arguments.rq",
    "entities": "stats-entities.rq",
}
#: Heading to the query that lists below it; each query gives ?what, ?count and ?example.
USAGES: dict[str, str] = {
    "classes": "schema-classes.rq",
    "properties": "schema-properties.rq",
    "roles": "schema-roles.rq",
    "kinds": "schema-kinds.rq",
    "graphs": "schema-graphs.rq",
}


class Usage(NamedTuple):
    """How a dataset uses a class, a property, a role, a kind or a sort of graph."""

    #: Its name, with a prefix as queries know it.
    what: str
    times: int
    example: str


def counts(dataset: Opened) -> dict[str, dict[str, int]]:
    """Count what a dataset holds.

    :return: heading to name to number, largest first.
    """
    return {heading: {_value(row["what"]): int(row["count"].value) for row in _rows(dataset, name)} for heading, name in COUNTS.items()}


def usages(dataset: Opened, language: str = "en") -> dict[str, list[Usage]]:
    """List the classes, properties, roles, kinds and graphs that a dataset uses.

    :param language: what is said in several languages counts once: in this, else in the first of the others.
    :return: heading to what stands below it, most used first.
    """

    def show(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
        return shorten(term.value, dataset.base) if isinstance(term, ox.NamedNode) else _value(term)

    values = {"{base}": dataset.base, "{language}": str(ox.Literal(language.lower()))}
    return {
        heading: [
            Usage(what=show(row["what"]), times=int(row["count"].value), example=show(row["example"]))
            for row in _rows(dataset, name, values)
        ]
        for heading, name in USAGES.items()
    }


def counts_text(found: Mapping[str, Mapping[str, int]], width: int | None = None) -> str:
    """Write counts for people: the number, and what it is of.

    :param width: columns to set it in; None for as many as it takes.
    """
    return _blocks(
        {
            heading: [line for what, number in rows.items() for line in wrap(what, width, f"  {number:6}  ", " " * 10)]
            for heading, rows in found.items()
        }
    )


def usages_text(found: Mapping[str, list[Usage]], width: int | None = None) -> str:
    """Write usages for people: how often, the name, and an example.

    :param width: columns to set it in; None for as many as it takes.
    """

    def lines(usage: Usage) -> list[str]:
        line = f"  {usage.times:6}  {usage.what:32} {usage.example}"
        if width is None or len(line) <= width:
            return [line]
        # Where both have no room on a line, the example stands below its name.
        return [*wrap(usage.what, width, line[:10], " "), *wrap(usage.example, width, " " * 12)]

    return _blocks({heading: [line for usage in rows for line in lines(usage)] for heading, rows in found.items()})


def _blocks(lines: Mapping[str, list[str]]) -> str:
    """Set lines below their headings, an empty line between two blocks."""
    return "\n".join("".join(f"{line}\n" for line in (heading, *below)) for heading, below in lines.items())


def _rows(dataset: Opened, name: str, values: Mapping[str, str] | None = None) -> ox.QuerySolutions:
    """Answer a query of the profile.

    :param name: its file.
    :param values: what stands in the place of its marks.
    """
    query = (files("mali_kg.sparql") / "queries" / name).read_text(encoding="utf-8")
    for mark, value in (values or {}).items():
        query = query.replace(mark, value)
    answer = ask(dataset, query, name)
    assert isinstance(answer, ox.QuerySolutions)
    return answer


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    """Give the value of a term; empty where there is none."""
    return getattr(term, "value", "")
