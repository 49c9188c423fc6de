"""The report in its forms: text for people, JSON for programs, Turtle for RDF tools."""

import json

from mali_kg.iris import Iris
from mali_kg.validate import Report
from mali_kg.validate.engines import report_turtle


def render(report: Report, fmt: str, iris: Iris) -> bytes:
    """A report as ``text``, ``json`` or ``turtle``."""
    if fmt == "turtle":
        return report_turtle(report.results, iris.base)
    if fmt == "json":
        found = {"conforms": report.conforms, "problems": [p._asdict() for p in report.problems]}
        return (json.dumps(found, indent=2, ensure_ascii=False) + "\n").encode()
    count = len(report.problems)
    last = "conforms" if not count else f"{count} problem{'' if count == 1 else 's'}"
    return "".join(f"{line}\n" for line in [*map(str, report.problems), last]).encode()
