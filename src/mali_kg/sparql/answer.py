"""From a query to the bytes of its answer. Knows no command line and no process: whoever asks says where it is done, and what it may take."""

from collections.abc import Callable
from typing import Concatenate, NamedTuple, ParamSpec, Protocol, TypeVar

import pyoxigraph as ox

from mali_kg.limits import Limits
from mali_kg.rdf.formats import RDF_FORMATS, RESULT_FORMATS, UnknownFormatError
from mali_kg.sparql.errors import UnanswerableError
from mali_kg.sparql.query import Query
from mali_kg.sparql.results import format_for, is_empty, serialize
from mali_kg.sparql.rows import first
from mali_kg.sparql.source import QuerySource

P = ParamSpec("P")
R = TypeVar("R")


class Presentation(NamedTuple):
    """How an answer is wanted."""

    #: A format's name; empty for the best one.
    fmt: str = ""
    #: Whether a person reads it.
    terminal: bool = False
    #: Columns of the terminal; None for as many as it takes.
    width: int | None = None
    #: Rows or triples at most; 0 for all.
    max_rows: int = 0
    #: Whether a format that cannot hold the answer gives way to the best one.
    lenient: bool = False


class SerializedAnswer(NamedTuple):
    """An answer."""

    data: bytes
    #: Name of the format that it is in.
    fmt: str
    #: Whether there are no rows, and no triples.
    empty: bool
    #: Whether there are more rows than were wanted.
    cut: bool


class Answerer(Protocol):
    """Something that answers queries, in this process or in another one."""

    @property
    def base(self) -> str:
        """The base IRI of the prefixes that need no declaration."""

    def call(self, limits: Limits, function: Callable[Concatenate[QuerySource, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function with what is asked as its first argument."""

    def close(self) -> None:
        """Let go of what is asked."""


def answer(source: QuerySource, query: Query, wanted: Presentation) -> SerializedAnswer:
    """Answer a query.

    :raises UnknownFormatError: for an unknown format.
    :raises MaliKgError: for a bad query, or a format that cannot hold the answer.
    """
    if wanted.fmt and wanted.fmt not in RESULT_FORMATS and wanted.fmt not in RDF_FORMATS:
        raise UnknownFormatError(wanted.fmt, [*RESULT_FORMATS, *RDF_FORMATS])
    try:
        found, cut = first(source.ask(query.text, query.name), wanted.max_rows)
        fits = (wanted.fmt in RDF_FORMATS) == isinstance(found, ox.QueryTriples | list)
        fmt = format_for(found, wanted.fmt if fits or not wanted.lenient else "", wanted.terminal)
        data = serialize(found, fmt, source.base, wanted.width)
    except (RuntimeError, OSError, ValueError) as error:
        raise UnanswerableError(query.name, error) from None
    return SerializedAnswer(data, fmt.name, is_empty(data, fmt), cut)
