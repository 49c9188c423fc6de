"""Answers at the command line: opened where the query may be asked, written, and what a reader should know of them told."""

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import show, write
from mali_kg.cli.process import limited
from mali_kg.errors import CrashError, LimitError, MaliKgError
from mali_kg.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Concatenate, ParamSpec, TypeVar

    from mali_kg.cli.destination import Destination
    from mali_kg.project import Project
    from mali_kg.sparql.answer import Answerer, Presentation
    from mali_kg.sparql.query import NamedQuestion, Query
    from mali_kg.sparql.source import QuerySource, SourceAddress

    P = ParamSpec("P")
    R = TypeVar("R")

#: Seconds in which the reason of an empty answer must be found.
HINT_TIMEOUT = 3.0


class LocalAnswerer:
    """Answers queries in this process, which ends where one takes more than it may."""

    def __init__(self, source: "QuerySource") -> None:
        self.source, self.base = source, source.base

    def call(self, limits: Limits, function: "Callable[Concatenate[QuerySource, P], R]", *args: "P.args", **kwargs: "P.kwargs") -> "R":
        """Call a function with what is asked as its first argument."""
        with limited(limits):
            return function(self.source, *args, **kwargs)

    def close(self) -> None:
        """Let go of what is asked."""
        self.source.close()


def opened_for(requested: "Query | NamedQuestion", opening: "SourceAddress", limits: Limits) -> "Answerer":
    """Open what is asked: in this process, which is quicker, unless the query could crash it."""
    from mali_kg.sparql.policy import is_safe_here

    with_memory = limits._replace(seconds=0)
    if is_safe_here(requested.text):
        with limited(with_memory):
            return LocalAnswerer(opening.open())
    from mali_kg.sparql.worker import Worker

    return Worker(opening, with_memory)


def give(
    answerer: "Answerer", query: "Query", wanted: "Presentation", limits: Limits, output: "Destination | None" = None, typed: bool = False
) -> None:
    """Answer a query and write the answer; then, on stderr, what a reader should know of it.

    :param typed: whether the query is of the user's own words, and not a shipped question.
    """
    from mali_kg.sparql.answer import answer

    answered = answerer.call(limits, answer, query, wanted)
    if wanted.terminal:
        show(answered.data)
    else:
        write(answered.data, output)
    if answered.cut:
        click.echo(f"mali-kg: only the first {wanted.max_rows} are given; there are more. Raise --max-rows, 0 for all.", err=True)
    hint, notes = limits._replace(seconds=HINT_TIMEOUT, quiet=True), []
    with suppress(LimitError, CrashError):
        if answered.empty:
            from mali_kg.sparql.why_empty import why_empty

            notes = [answerer.call(hint, why_empty, query.text, query.name)]
        if typed:
            from mali_kg.sparql.absent import absent

            notes += [words for words in answerer.call(hint, absent, query.text) if not notes or words not in notes[0]]
    for words in filter(None, notes):
        from mali_kg.files import printable

        click.echo(f"mali-kg: {printable(words)}", err=True)


def parameters(given: tuple[str, ...]) -> dict[str, str]:
    """Read ``NAME=VALUE`` options as a mapping."""
    values: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if name and equals and not value.strip():
            raise click.UsageError(f"--param {name} is empty. Give a value, or leave it out for its default.")
        if not equals or not name:
            raise click.UsageError(f"--param {pair!r} is not NAME=VALUE.")
        if name in values:
            raise click.UsageError(f"--param {name} is given twice.")
        values[name] = value
    return values


def list_questions(project: "Project", fmt: str | None, width: int | None = None) -> bytes:
    """List the shipped questions, as text or as JSON."""
    from mali_kg.sparql.questions import questions
    from mali_kg.wrapping import wrap

    found = questions(project)
    if fmt == "json":
        import json

        listed = [{**q._asdict(), "parameters": [p._asdict() for p in q.parameters]} for q in found]
        return (json.dumps(listed, indent=2, ensure_ascii=False) + "\n").encode()
    if fmt not in (None, "table"):
        raise MaliKgError(f"the list of questions has no format {fmt!r}: leave it out, or give json.")
    lines = []
    for q in found:
        text = q.title + "".join(f" [--param {p.name}=…]" for p in q.parameters)
        # On a narrow screen the title stands below the name.
        narrow = width is not None and width < 60
        lines += [q.name, *wrap(text, width, "  ", "  ")] if narrow else wrap(text, width, f"{q.name:28} ", " " * 29)
    return "".join(f"{line}\n" for line in lines).encode()


def explain_question(project: "Project", name: str | None, width: int | None = None) -> bytes:
    """Explain a shipped question and what its parts do."""
    from mali_kg.cli.explain import explain
    from mali_kg.sparql.questions import question

    if name is None:
        raise click.UsageError("give the name of a shipped question (see --list).")
    return explain(question(project, name), project, width).encode()
