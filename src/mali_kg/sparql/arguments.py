"""Check the arguments that a query is asked with in Python.

A value of another kind than expected is a `TypeError`, as Python has it for a keyword that a function does not know; a value of the right
kind that makes no sense is an `ArgumentError`.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

from mali_kg.sparql.errors import ArgumentError

#: Seconds in a year: more is no limit that anybody means.
LONGEST = 31_536_000


def check_query(
    question: object,
    params: object,
    project: object,
    data: object,
    endpoint: object,
    user: object,
    password: object,
    token: object,
    timeout: object,
    memory: object,
) -> None:
    """See that the arguments of `mali_kg.query` are what they should be.

    :raises TypeError: for one of another kind, with what was given and what is expected.
    :raises ArgumentError: for one that makes no sense.
    """
    if not isinstance(question, str):
        raise TypeError(f"question: expected the text of a query or the name of a shipped question, got {shown(question)}.")
    if not question.strip():
        raise ArgumentError("question", "the question is empty: give the text of a query or the name of a shipped question.")
    check_params(params)
    if not isinstance(project, str | Path | None):
        raise TypeError(f"project: expected the path of a project directory, got {shown(project)}.")
    check_data(data)
    for name, value in (("endpoint", endpoint), ("user", user), ("password", password), ("token", token)):
        if not isinstance(value, str):
            # A secret is not shown, whatever it is.
            raise TypeError(f"{name}: expected text, got {type(value).__name__ if name in ('password', 'token') else shown(value)}.")
        if value and not endpoint:
            raise ArgumentError(name, f"{name} belongs to an endpoint: give endpoint too.")
    if isinstance(timeout, bool) or not isinstance(timeout, int | float):
        raise TypeError(f"timeout: expected a number of seconds, got {shown(timeout)}.")
    if not 0 <= timeout <= LONGEST:
        raise ArgumentError("timeout", f"timeout: expected seconds from 0 (no limit) to {LONGEST} (a year), got {timeout}.")
    if isinstance(memory, bool) or not isinstance(memory, int):
        raise TypeError(f"memory: expected a whole number of megabytes, got {shown(memory)}.")
    if memory < 0:
        raise ArgumentError("memory", f"memory: expected megabytes, 0 for no limit, got {memory}.")


def check_params(params: object) -> None:
    """See that parameters are a mapping from names to values that can be a term: text, numbers, IRIs."""
    import pyoxigraph as ox

    if params is None:
        return
    if not isinstance(params, Mapping):
        raise TypeError(f"params: expected a mapping from names to values, got {shown(params)}.")
    for name, value in params.items():
        if not isinstance(name, str):
            raise TypeError(f"params: expected names as text, got {shown(name)}.")
        if isinstance(value, bool) or not isinstance(value, str | int | float | ox.NamedNode):
            raise TypeError(f"params: expected text for {name!r}, got {shown(value)}. Leave it out for its default.")
        if isinstance(value, str) and not value.strip():
            raise ArgumentError("params", f"params: {name!r} is empty. Give a value, or leave it out for its default.")


def check_data(data: object) -> None:
    """See that data is a path, or paths, and at least one."""
    if data is None:
        return
    if not isinstance(data, str | Path | Collection) or isinstance(data, bytes | Mapping):
        raise TypeError(f"data: expected the path of an RDF file or folder, or a list of them, got {shown(data)}.")
    paths = [data] if isinstance(data, str | Path) else list(data)
    if not paths:
        raise ArgumentError("data", "data: the list is empty. Give files or folders, or leave data out to ask the project.")
    for path in paths:
        if not isinstance(path, str | Path):
            raise TypeError(f"data: expected paths of RDF files or folders, got {shown(path)}.")
        if not str(path).strip():
            raise ArgumentError("data", "data: a path is empty. Give a file or a folder; the current folder is '.'.")


def shown(value: object) -> str:
    """Describe a value as messages have it: what it is, and its kind."""
    text = repr(value)
    return "None" if value is None else f"{text if len(text) <= 60 else text[:59] + '…'} ({type(value).__name__})"
