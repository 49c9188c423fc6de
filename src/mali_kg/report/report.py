"""What validation found, as values: results in terms of the data, problems in terms of the files that people edit."""

from collections.abc import Callable
from typing import NamedTuple

from mali_kg.dataset.article import Places
from mali_kg.errors import Problem, in_order
from mali_kg.rdf.curie import shorten
from mali_kg.rdf.iris import Iris
from mali_kg.report.results import Result

#: Levels of problems, the gravest first.
LEVELS = ("error", "warning", "info")
#: SHACL's severity to our level. A severity of somebody's own is an error: nothing tells that it is less.
_LEVEL_OF = {"Violation": "error", "Warning": "warning", "Info": "info"}


class Skipped(NamedTuple):
    """Something that was not checked."""

    #: What kind of thing: ``text``, ``rules``, ``imports`` or ``topic``.
    kind: str
    #: What, and why, in a sentence.
    reason: str


class Report(NamedTuple):
    """What validation found."""

    results: list[Result]
    #: The same results as problems with file and line, in that order.
    problems: list[Problem]
    #: What was not checked, and why.
    skipped: tuple[Skipped, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing was found, of whatever severity (SHACL 3.6.1.1)."""
        return not self.results

    def fails(self, on: str = "error") -> bool:
        """Tell whether something was found that is an error, or at least a ``warning``; with ``never``, it does not fail."""
        return on in LEVELS and any(LEVELS.index(p.severity) <= LEVELS.index(on) for p in self.problems)


def of_results(results: list[Result], places_of: Callable[[], Places], iris: Iris, skipped: tuple[Skipped, ...] = ()) -> Report:
    """Make a report of results.

    :param places_of: gives the places; called only where something was found.
    """
    places = places_of() if results else {}
    found = []
    for r in results:
        focus = r.focus.strip("<>")
        name = shorten(focus, iris.base) if r.focus.startswith("<") else focus
        file, line = nearest(focus, places)
        shown = f" Found: {r.value}." if r.value and r.value != r.focus else ""
        rule = r.shape.removeprefix(iris.rule("")) or r.component
        message = r.message or f"The shape has no message; its constraint is {r.component}."
        found.append(Problem(rule, f"{name}: {message}{shown}", "", file, line, focus, _LEVEL_OF.get(r.severity, "error")))
    return Report(results, in_order(found), skipped)


def of_problems(problems: list[Problem], iris: Iris) -> Report:
    """Make a report of problems that were found before there was any RDF to validate."""
    component = iris.rule("SheetConstraintComponent")
    problems = in_order(problems)
    results = [Result(f"<{p.subject or iris.dataset}>", "", "", component, iris.rule(p.rule), p.message, "Violation") for p in problems]
    return Report(results, problems)


def nearest(focus: str, places: Places) -> tuple[str, int]:
    """Find the place of a node, or of what it is a part of (``…/c07-2/quote`` is a part of ``…/c07-2``)."""
    while focus:
        if focus in places:
            return places[focus]
        focus = focus.rpartition("/")[0]
    return places.get("", ("", 0))
