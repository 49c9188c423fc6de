"""From the words of ``mali-kg query`` to the bytes that it prints. Knows no command line: the slow way in and the quick one share it."""

from collections.abc import Callable
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.ending import deadline
from mali_kg.errors import MaliKgError
from mali_kg.formats import RDF_FORMATS, RESULT_FORMATS
from mali_kg.project import Project
from mali_kg.sparql.limit import first
from mali_kg.sparql.questions import bind, question
from mali_kg.sparql.results import format_for, is_empty, serialize
from mali_kg.sparql.source import Source

#: Seconds that a query may take unless told otherwise.
TIMEOUT = 10.0

#: Gives name and text of a query, for the base IRI of what is asked.
TextOf = Callable[[str], tuple[str, str]]


class Wanted(NamedTuple):
    """How an answer is wanted."""

    #: A format's name; empty for the best one.
    fmt: str = ""
    #: Whether a person reads it.
    terminal: bool = False
    #: Columns of the terminal; None for as many as it takes.
    width: int | None = None
    #: Seconds after which the process is ended; 0 for no limit.
    timeout: float = TIMEOUT
    #: Rows or triples at most; 0 for all.
    max_rows: int = 0
    #: Whether a format that cannot hold the answer gives way to the best one.
    lenient: bool = False


class Given(NamedTuple):
    """An answer."""

    data: bytes
    name: str
    query: str
    #: Whether there are no rows, and no triples.
    empty: bool
    #: Whether there are more rows than were wanted.
    cut: bool


def answer(source: Source, text_of: TextOf, wanted: Wanted) -> Given:
    """Answer a query.

    :raises MaliKgError: for an unknown format, a bad query, or a format that cannot hold the answer.
    """
    if wanted.fmt and wanted.fmt not in RESULT_FORMATS and wanted.fmt not in RDF_FORMATS:
        raise MaliKgError(f"unknown format {wanted.fmt!r}. Formats: {', '.join([*RESULT_FORMATS, *RDF_FORMATS])}.")
    name, text = text_of(source.base)
    with deadline(wanted.timeout):
        try:
            found, cut = first(source.ask(text, name), wanted.max_rows)
            fits = (wanted.fmt in RDF_FORMATS) == isinstance(found, ox.QueryTriples | list)
            fmt = format_for(found, wanted.fmt if fits or not wanted.lenient else "", wanted.terminal)
            data = serialize(found, fmt, source.base, wanted.width)
        except (RuntimeError, OSError, ValueError) as error:
            raise MaliKgError(f"{name}: cannot be answered: {error}.") from None
    return Given(data, name, text, is_empty(data, fmt), cut)


def named(project: Project, name: str, values: dict[str, str] | None = None) -> TextOf:
    """The shipped question of a name, with values for its parameters, for `answer`."""
    return lambda base: (name, bind(question(project, name, base), values or {}, base))
