"""The quick way into the two commands that scripts and hooks call most: ``query`` and ``validate``.

Importing click takes longer than answering a question (40 of 100 ms, measured by benchmarks/run.py). So their plainest
forms are read without it; every other form, and every error, goes the ordinary way through `mali_kg.cli`.
"""

import sys
from collections.abc import Callable


def try_quickly(args: list[str]) -> int | None:
    """Run a command in its plainest form, its output going to a pipe or a file.

    :returns: the exit code; None where the arguments are of another form, or anything goes wrong.
    """
    way = WAYS.get(args[0]) if args else None
    if way is None or sys.stdout is None or sys.stderr is None or sys.stdout.isatty():
        return None
    from mali_kg.errors import MaliKgError

    try:
        found = way(args[1:])
    except MaliKgError:
        return None
    if found is None:
        return None
    code, data = found
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return code


def query(args: list[str]) -> tuple[int, bytes] | None:
    """Answer a shipped question by its name, or the text of a query; ``--format FORMAT`` may follow."""
    if len(args) not in (1, 3) or (len(args) == 3 and args[1] != "--format") or args[0].startswith("-") or args[0].endswith(".rq"):
        return None
    from mali_kg.cli.process import limited
    from mali_kg.dataset.built import is_stale
    from mali_kg.limits import Limits
    from mali_kg.project import open_project
    from mali_kg.sparql.answer import Presentation, answer
    from mali_kg.sparql.policy import is_safe_here
    from mali_kg.sparql.query import NamedQuestion, Query
    from mali_kg.sparql.questions import is_name
    from mali_kg.sparql.source import open_source

    project = open_project()
    if is_stale(project) or not args[0].strip() or not is_safe_here(args[0]):
        return None
    with limited(Limits()):
        source = open_source(project)
        typed = not is_name(args[0])
        query = Query("query", args[0]) if typed else NamedQuestion(project, args[0], {}).bound(source)
        answered = answer(source, query, Presentation(args[2] if len(args) == 3 else ""))
        if answered.empty:
            return None
        if typed:
            from mali_kg.sparql.absent import absent

            # What is to be told of the names in it, the ordinary way tells.
            if absent(source, query.text):
                return None
    return 0, answered.data


def validate(args: list[str]) -> tuple[int, bytes] | None:
    """Validate the project, with a report as text; ``--engine NAME`` may follow."""
    if args and (len(args) != 2 or args[0] != "--engine"):
        return None
    from mali_kg.project import open_project
    from mali_kg.report.check import validate_project
    from mali_kg.report.forms import render

    project = open_project()
    report = validate_project(project, *args[1:])
    return (1 if report.fails() else 0), render(report, "text", project.iris)


WAYS: dict[str, Callable[[list[str]], tuple[int, bytes] | None]] = {"query": query, "validate": validate}
