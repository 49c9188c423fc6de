"""What a dataset really uses: its classes, properties and graphs, with counts and an example each."""

from importlib.resources import files
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.rdf.curie import shorten
from mali_kg.sparql.engine import ask
from mali_kg.store.opened import Opened
from mali_kg.wrapping import wrap

#: Heading to the query that lists below it; each query gives ?what, ?count and ?example.
HEADINGS: dict[str, str] = {
    "classes": "schema-classes.rq",
    "properties of what is asserted": "schema-properties.rq",
    "properties of contents and facts": "schema-contents.rq",
    "graphs": "schema-graphs.rq",
}


class Used(NamedTuple):
    """A class, property or kind of graph that is used."""

    what: str
    times: int
    example: str


def used(dataset: Opened, language: str = "en") -> dict[str, list[Used]]:
    """What is used, by heading, most used first. Names have prefixes, as queries know them.

    :param language: what is said in several languages counts once: in this, else in the first of the others.
    """
    return {heading: _rows(dataset, name, language) for heading, name in HEADINGS.items()}


def as_text(found: dict[str, list[Used]], width: int | None = None) -> str:
    """What is used, for people: how often, its name, and an example.

    :param width: columns to set it in; None for as many as it takes.
    """
    blocks = []
    for heading, rows in found.items():
        lines = [heading]
        for u in rows:
            line = f"  {u.times:6}  {u.what:32} {u.example}"
            # Where both have no room on a line, the example stands below its name.
            lines += (
                [line] if width is None or len(line) <= width else [*wrap(u.what, width, line[:10], " "), *wrap(u.example, width, " " * 12)]
            )
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


def _rows(dataset: Opened, name: str, language: str) -> list[Used]:
    query = (
        (files("mali_kg.sparql") / "queries" / name)
        .read_text(encoding="utf-8")
        .replace("{base}", dataset.base)
        .replace("{language}", str(ox.Literal(language.lower())))
    )
    answer = ask(dataset.store, query, dataset.base, name)
    assert isinstance(answer, ox.QuerySolutions)

    def show(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
        return shorten(term.value, dataset.base) if isinstance(term, ox.NamedNode) else getattr(term, "value", "")

    return [Used(show(row["what"]), int(row["count"].value), show(row["example"])) for row in answer]
