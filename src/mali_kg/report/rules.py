"""Rules that cross nodes or graphs: one set-based SPARQL query each, in ``shapes/rules/``.

A query gives ``?focus``, the node at fault, and may give ``?value``. Its first comments are its message, its fix, (where
it only warns) its severity, and (where it compares articles with each other) the predicates that it reads; its file's name is the rule's name.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.errors import DataError, Problem
from mali_kg.files import PathError
from mali_kg.project import Project
from mali_kg.rdf.curie import expand
from mali_kg.report.results import Result
from mali_kg.sparql.policy import refuse_service


class NoRulesError(PathError):
    """A project without rules."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "there are no rules to validate with: shapes/rules has no file that ends in .rq.")


class Rule(NamedTuple):
    """One rule."""

    name: str
    message: str
    #: ``Violation`` or ``Warning``.
    severity: str
    #: The predicates that it reads, where it crosses articles; None where it looks at one article at a time.
    reads: frozenset[str] | None
    query: str
    path: Path

    @property
    def crosses_articles(self) -> bool:
        """Whether it compares articles with each other."""
        return self.reads is not None


def read_rules(project: Project) -> list[Rule]:
    """Read the rules of a project, in the order of their names.

    :raises DataError: for a rule that is not a SPARQL SELECT that gives ``?focus``, or has no message.
    :raises NoRulesError: where there are none.
    """
    rules: list[Rule] = []
    for path in project.rule_paths():
        text = project.text(path, "rule")
        head = dict(line[2:].split(": ", 1) for line in text.splitlines() if line.startswith("# ") and ": " in line)
        if "message" not in head:
            raise DataError([Problem("broken-rule", "a rule begins with “# message: …”.", "", str(path), 1)])
        reads = frozenset(filter(None, (expand(name, project.config.base) for name in head["reads"].split()))) if "reads" in head else None
        rules.append(
            Rule(
                name=path.stem,
                message=" ".join(filter(None, (head["message"], head.get("fix", "")))),
                severity=head.get("severity", "Violation"),
                reads=reads,
                query=text,
                path=path,
            )
        )
        try:
            refuse_service(text, str(path), project.config.base)
        except SyntaxError as error:
            raise _not_a_rule(rules[-1], error) from None
    if not rules:
        raise NoRulesError(project.root)
    return rules


def _not_a_rule(rule: Rule, why: object) -> DataError:
    return DataError([Problem("broken-rule", f"not a rule: {why}.", "", str(rule.path))])


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


def run_rules(rules: Iterable[Rule], store: ox.Store, project: Project) -> list[Result]:
    """Run rules over what a store holds.

    :raises DataError: where a rule is not a SPARQL SELECT that gives ``?focus``.
    """
    results = []
    for rule in rules:
        try:
            found = store.query(rule.query, use_default_graph_as_union=True)
        except SyntaxError as error:
            raise _not_a_rule(rule, error) from None
        if not isinstance(found, ox.QuerySolutions) or "focus" not in [v.value for v in found.variables]:
            raise _not_a_rule(rule, "it is no SELECT that gives ?focus")
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
    return results
