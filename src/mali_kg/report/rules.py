"""Rules that cross nodes or graphs: one set-based SPARQL query each, in ``shapes/rules/``.

A query gives ``?focus``, the node at fault, and may give ``?value``. Its first comments are its message, its fix and (where
it only warns) its severity; its file's name is the rule's name.
"""

from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.errors import DataError, MaliKgError, Problem
from mali_kg.project import Project
from mali_kg.report.results import Result
from mali_kg.sparql.engine import refuse_service


class Rule(NamedTuple):
    """One rule."""

    name: str
    message: str
    #: ``Violation`` or ``Warning``.
    severity: str
    query: str
    path: Path


def read_rules(project: Project) -> list[Rule]:
    """The rules of a project, in the order of their names."""
    rules: list[Rule] = []
    for path in project.rule_paths():
        text = project.text(path, "rule")
        head = dict(line[2:].split(": ", 1) for line in text.splitlines() if line.startswith("# ") and ": " in line)
        if "message" not in head:
            raise DataError([Problem("broken-rule", "a rule begins with “# message: …”.", "", str(path), 1)])
        message = " ".join(filter(None, (head["message"], head.get("fix", ""))))
        rules.append(Rule(path.stem, message, head.get("severity", "Violation"), text, path))
    if not rules:
        raise MaliKgError(f"{project.root}: there are no rules to validate with: shapes/rules has no file that ends in .rq.")
    return rules


def _rows(found: ox.QuerySolutions, rule: Rule, project: Project) -> list[ox.QuerySolution]:
    try:
        rows = list(found)
    except (RuntimeError, OSError, ValueError) as error:
        raise DataError([Problem("broken-rule", f"the rule cannot be run: {error}.", "", project.display(rule.path))]) from None
    if any(row["focus"] is None for row in rows):
        raise DataError(
            [Problem("broken-rule", "a row of the rule has no ?focus.", "Bind it in every branch.", project.display(rule.path))]
        )
    return rows


def run_rules(project: Project, quads: list[ox.Quad]) -> list[Result]:
    """Run every rule over the dataset.

    :raises DataError: where a rule is not a SPARQL SELECT that gives ``?focus``.
    """
    store = ox.Store()
    store.extend(quads)
    results = []
    for rule in read_rules(project):
        try:
            refuse_service(rule.query, str(rule.path), project.config.base)
            found = store.query(rule.query)
            if not isinstance(found, ox.QuerySolutions) or "focus" not in [v.value for v in found.variables]:
                raise SyntaxError("it is no SELECT that gives ?focus")
        except SyntaxError as error:
            raise DataError([Problem("broken-rule", f"not a rule: {error}.", "", str(rule.path))]) from None
        rows = _rows(found, rule, project)
        has_value = "value" in [v.value for v in found.variables]
        for row in rows:
            value = row["value"] if has_value else None
            results.append(
                Result(
                    str(row["focus"]),
                    "",
                    str(value or ""),
                    "SPARQLConstraintComponent",
                    project.iris.rule(rule.name),
                    rule.message,
                    rule.severity,
                )
            )
    return sorted(set(results))
