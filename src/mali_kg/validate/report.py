"""What validation found, as values: results in terms of the data, problems in terms of the files that people edit."""

from collections.abc import Callable
from typing import NamedTuple

from mali_kg.curie import shorten
from mali_kg.errors import Problem, in_order
from mali_kg.iris import Iris
from mali_kg.validate.engines import Result

#: IRI to the file and line where people wrote it.
Places = dict[str, tuple[str, int]]


class Report(NamedTuple):
    """What validation found."""

    results: list[Result]
    #: The same results as problems with file and line, in that order.
    problems: list[Problem]
    #: What was not checked, and why; a sentence each.
    skipped: tuple[str, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing was found that makes the data bad."""
        return not any(r.severity == "Violation" for r in self.results)


def of_results(results: list[Result], places_of: Callable[[], Places], iris: Iris, skipped: tuple[str, ...] = ()) -> Report:
    """A report of results.

    :param places_of: gives the places; called only where something was found.
    """
    places = places_of() if results else {}
    found = []
    for r in results:
        focus = r.focus.strip("<>")
        name = shorten(focus, iris.base) if r.focus.startswith("<") else focus
        file, line = nearest(focus, places)
        shown = f" Found: {r.value}." if r.value and r.value != r.focus else ""
        severity = "error" if r.severity == "Violation" else "warning"
        rule = r.shape.removeprefix(iris.rule("")) or r.component
        found.append(Problem(rule, f"{name}: {r.message}{shown}", "", file, line, focus, severity))
    return Report(results, in_order(found), skipped)


def of_problems(problems: list[Problem], iris: Iris) -> Report:
    """A report of problems that were found before there was any RDF to validate."""
    component = iris.rule("SheetConstraintComponent")
    problems = in_order(problems)
    results = [Result(f"<{p.subject or iris.dataset}>", "", "", component, iris.rule(p.rule), p.message, "Violation") for p in problems]
    return Report(results, problems)


def nearest(focus: str, places: Places) -> tuple[str, int]:
    """The place of a node, or of what it is a part of (``…/c07-2/quote`` is a part of ``…/c07-2``)."""
    while focus:
        if focus in places:
            return places[focus]
        focus = focus.rpartition("/")[0]
    return "", 0
