"""From the words of ``mali-kg query`` to the bytes that it prints. Knows no command line: the slow way in and the quick one share it."""

from collections.abc import Callable
from pathlib import Path

from mali_kg.ending import deadline
from mali_kg.errors import MaliKgError
from mali_kg.formats import RDF_FORMATS, RESULT_FORMATS
from mali_kg.project import Project
from mali_kg.sparql.questions import bind, question
from mali_kg.sparql.results import format_for, serialize
from mali_kg.sparql.run import ask
from mali_kg.store import open_files, open_store, with_union

#: Seconds that a query may take unless told otherwise.
TIMEOUT = 10.0
#: What text of a query has and the name of a question has not.
NOT_A_NAME = frozenset("{}?*<>/. \t\r\n")


def answer(
    project: Project,
    text_of: Callable[[str], tuple[str, str]],
    fmt: str = "",
    terminal: bool = False,
    width: int | None = None,
    timeout: float = TIMEOUT,
    data: list[Path] | None = None,
    union: bool = False,
) -> bytes:
    """Answer a query from the project's dataset.

    :param text_of: gives name and text of the query, for the base IRI of the dataset.
    :param fmt: a format's name; empty for the best one.
    :param terminal: whether a person reads it; ``width`` is then the width of the terminal.
    :param timeout: seconds after which the process is ended; 0 for no limit.
    :param data: RDF files or folders to ask, in the place of the project's dataset.
    :param union: whether the default graph is the union of all graphs.
    :raises MaliKgError: for an unknown format, a bad query, or a format that cannot hold the answer.
    """
    if fmt and fmt not in RESULT_FORMATS and fmt not in RDF_FORMATS:
        raise MaliKgError(f"unknown format {fmt!r}. Formats: {', '.join([*RESULT_FORMATS, *RDF_FORMATS])}.")
    dataset = open_files(data, project) if data else open_store(project)
    if union:
        dataset = with_union(dataset)
    name, text = text_of(dataset.base)
    with deadline(timeout):
        found = ask(dataset.store, text, dataset.base, name, service="service" in text.lower() and project.config.service)
        try:
            return serialize(found, format_for(found, fmt, terminal), dataset.base, width)
        except (RuntimeError, OSError, ValueError) as error:
            raise MaliKgError(f"{name}: cannot be answered: {error}.") from None


def named(project: Project, name: str, values: dict[str, str] | None = None) -> Callable[[str], tuple[str, str]]:
    """The shipped question of a name, with values for its parameters, for `answer`."""
    return lambda base: (name, bind(question(project, name, base), values or {}, base))
