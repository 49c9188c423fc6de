"""``mali-kg query``."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import (
    SECONDS,
    columns,
    credentials,
    output_to,
    present,
    project_option,
    show,
    tell_if_stale,
    verify_option,
    write,
)
from mali_kg.cli.process import limited
from mali_kg.errors import CrashError, LimitError, MaliKgError
from mali_kg.limits import Limits
from mali_kg.rdf.formats import RDF_FORMATS, RESULT_FORMATS, by_ending

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


@click.command("query")
@click.argument("query", required=False)
@click.option("-f", "--file", "path", metavar="FILE", help="Read the query from FILE.")
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Give a parameter of a shipped question; may be repeated."
)
@click.option("--explain", is_flag=True, help="Print a shipped question with what its parts do, and do not ask it.")
@click.option("--list", "listing", is_flag=True, help="List the shipped questions.")
@click.option(
    "--format",
    "fmt",
    metavar="FORMAT",
    help=f"{', '.join(RESULT_FORMATS)}; for graphs {', '.join(RDF_FORMATS)}. Default: table in a terminal, else csv.",
)
@click.option(
    "--data", multiple=True, metavar="PATH", help="Ask this RDF file, or every one of this folder, not the project; may be repeated."
)
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint, not the project.")
@click.option(
    "--user",
    metavar="NAME",
    default="",
    help="User of the endpoint; the password is asked for, or is in MALI_KG_PASSWORD. A token may be in MALI_KG_TOKEN.",
)
@click.option("--service", is_flag=True, help="Let the query ask other endpoints (SERVICE); that sends parts of it over the network.")
@click.option("--union", is_flag=True, help="Let the default graph be the union of all graphs, each triple once.")
@click.option(
    "--timeout",
    type=SECONDS,
    default=Limits().seconds,
    show_default=True,
    metavar="SECONDS",
    help="End the query after SECONDS; 0 for no limit.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=0),
    default=Limits().memory,
    show_default=True,
    metavar="MB",
    help="End the query where it, or opening what it asks, takes more than so many megabytes; 0 for no limit.",
)
@click.option(
    "--max-rows", type=click.IntRange(min=0), default=0, metavar="N", help="Give the first N rows, and say so if there are more; 0 for all."
)
@verify_option
@output_to("data", "path", "query")
@project_option
def command(
    query: str | None,
    path: str | None,
    params: tuple[str, ...],
    explain: bool,
    listing: bool,
    fmt: str | None,
    data: tuple[str, ...],
    endpoint: str | None,
    user: str,
    service: bool,
    union: bool,
    timeout: float,
    memory: int,
    max_rows: int,
    verify: bool,
    output: "Destination | None",
    project: str | None,
) -> None:
    """Answer a SPARQL query, or a shipped question by its name.

    QUERY is the name of a shipped question, the text of a query, or - for a
    query on standard input. The prefixes of the project (mk, kg, schema, prov,
    oa, code-modality, …) need not be declared. In a terminal and without QUERY, a prompt opens.

    \b
    Example:
      mali-kg query who-claims-what
      mali-kg query claims-of-holder --param holder=transitional-government
      mali-kg query 'SELECT ?c { ?c mk:heldBy kg:critics }' --format json
      mali-kg query for-and-against --endpoint https://example.org/sparql
    """
    from mali_kg.project import open_project
    from mali_kg.sparql.answer import Presentation
    from mali_kg.sparql.questions import is_name
    from mali_kg.sparql.source import SourceAddress

    opened = open_project(project)
    if listing:
        present(list_questions(opened, fmt, columns(output)), output)
        return
    if explain:
        present(explain_question(opened, query, columns(output)), output)
        return
    if not all(path.strip() for path in data):
        raise click.UsageError("--data is empty. Give a file or a folder; the current folder is “.”.")
    if endpoint is not None and not endpoint.strip():
        raise click.UsageError("--endpoint is empty. Give the address of an endpoint, or leave it out to ask the project.")
    if endpoint and data:
        raise click.UsageError("give --data or --endpoint, not both.")
    if verify and (data or endpoint):
        raise click.UsageError("--verify belongs to the project’s dataset.")
    if user and not endpoint:
        raise click.UsageError("--user belongs to --endpoint.")
    if output and not fmt:
        from mali_kg.files import plain_name

        name = plain_name(output.path.name)
        ending = by_ending(name, RESULT_FORMATS) or by_ending(name, RDF_FORMATS)
        if ending is None:
            raise MaliKgError(f"{output.name}: its ending names no format. Add --format.")
        fmt = ending.name
    terminal = sys.stdout is not None and sys.stdout.isatty() and not output
    prompted = terminal and query is None and path is None and sys.stdin is not None and sys.stdin.isatty()
    requested = None if prompted else requested_query(query, path, opened, parameters(params))
    if not data and not endpoint:
        tell_if_stale(opened, verify)
    opening = SourceAddress(
        opened.root, tuple(map(Path, data)), union, endpoint or "", credentials(user) if endpoint else None, timeout, service
    )
    limits = Limits(timeout, memory)
    wanted = Presentation(fmt or "", terminal, terminal_width() if terminal else None, max_rows)
    if requested is None:
        from mali_kg.cli.shell import run_shell

        run_shell(opened, opening, wanted, limits)
    else:
        typed = bool(path) or query in (None, "-") or not is_name(query or "")
        answerer = opened_for(requested, opening, limits)
        give(answerer, requested.for_base(answerer.base), wanted, limits, output, typed)


class LocalAnswerer:
    """Answers queries in this process, which ends where one takes more than it may."""

    def __init__(self, source: "QuerySource") -> None:
        self.source, self.base = source, source.base

    def call(self, limits: Limits, function: "Callable[Concatenate[QuerySource, P], R]", *args: "P.args", **kwargs: "P.kwargs") -> "R":
        """Call a function with what is asked as its first argument."""
        with limited(limits):
            return function(self.source, *args, **kwargs)


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
    hint, told = limits._replace(seconds=HINT_TIMEOUT, quiet=True), []
    with suppress(LimitError, CrashError):
        if answered.empty:
            from mali_kg.sparql.why_empty import why_empty

            told = [answerer.call(hint, why_empty, query.text, query.name)]
        if typed:
            from mali_kg.sparql.names import absent

            told += [words for words in answerer.call(hint, absent, query.text) if not told or words not in told[0]]
    for words in filter(None, told):
        from mali_kg.files import printable

        click.echo(f"mali-kg: {printable(words)}", err=True)


def terminal_width() -> int:
    """Columns of the terminal."""
    import shutil

    return shutil.get_terminal_size().columns


def requested_query(query: str | None, path: str | None, project: "Project", values: dict[str, str]) -> "Query | NamedQuestion":
    """Read the query that is asked for: a shipped question, a file, standard input, or a text."""
    from mali_kg.files import decode, read_text
    from mali_kg.sparql.query import NamedQuestion, Query
    from mali_kg.sparql.questions import is_name

    if values and (path or query is None or not is_name(query)):
        raise click.UsageError("--param belongs to a shipped question; give its name (see --list).")
    if path and query:
        raise click.UsageError("give a query or --file, not both.")
    if query in (None, "-") and not path and sys.stdin is None:
        raise click.UsageError("standard input is closed: give the query as an argument or with --file.")
    if query is None and not path and sys.stdin.isatty():
        raise click.UsageError("give a query, the name of a shipped question (see --list), --file FILE, or - for standard input.")
    if not path and query and query.endswith(".rq") and not set(query) & set("{}?\n"):
        path = query
    if path:
        name, text = path, read_text(Path(path), "query file", pipe=True)
    elif query is None or query == "-":
        name, text = "standard input", decode(sys.stdin.buffer.read(), Path("standard input"))
    elif query.strip() and is_name(query):
        return NamedQuestion(project, query, values)
    else:
        name, text = "query", query
    if not text.strip():
        raise MaliKgError(f"{name}: nothing is asked. Give the text of a query, or the name of a shipped question (see --list).")
    return Query(name, text)


def parameters(given: tuple[str, ...]) -> dict[str, str]:
    """``NAME=VALUE`` options as a mapping."""
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
    """The shipped questions, as text or as JSON."""
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
    """A shipped question and what its parts do."""
    from mali_kg.cli.explain import explain
    from mali_kg.sparql.questions import question

    if name is None:
        raise click.UsageError("give the name of a shipped question (see --list).")
    return explain(question(project, name), project, width).encode()
