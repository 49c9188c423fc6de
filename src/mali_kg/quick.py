"""The quick way into ``mali-kg query NAME``, as scripts call it thousands of times.

Importing click takes longer than answering a question (40 of 100 ms, measured by benchmarks/run.py). So this one form is
read without it; every other form, and every error, goes the ordinary way through `mali_kg.cli`.
"""

import sys


def try_query(args: list[str]) -> bool:
    """Answer ``query NAME``, with ``--format FORMAT`` after it or not, to a pipe or file; False where it is something else or goes wrong."""
    if len(args) not in (2, 4) or args[0] != "query" or (len(args) == 4 and args[2] != "--format") or sys.stdout.isatty():
        return False
    from mali_kg.answer import NOT_A_NAME, answer, named
    from mali_kg.errors import MaliKgError
    from mali_kg.project import open_project
    from mali_kg.store import is_stale

    name = args[1]
    if name.startswith("-") or NOT_A_NAME.intersection(name):
        return False
    project = open_project()
    if is_stale(project):
        return False
    try:
        data = answer(project, named(project, name), args[3] if len(args) == 4 else "")
    except MaliKgError:
        return False
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return True
