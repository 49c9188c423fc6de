"""``mali-kg query``."""

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mali_kg.cli.answers import explain_question, give, list_questions, opened_for, parameters
from mali_kg.cli.options import (
    SECONDS,
    columns,
    credentials,
    output_to,
    present,
    project_option,
    tell_if_stale,
    verify_option,
)
from mali_kg.errors import MaliKgError
from mali_kg.limits import Limits
from mali_kg.rdf.formats import RDF_FORMATS, RESULT_FORMATS, by_ending

if TYPE_CHECKING:
    from typing import ParamSpec, TypeVar

    from mali_kg.cli.destination import Destination
    from mali_kg.project import Project
    from mali_kg.sparql.query import NamedQuestion, Query

    P = ParamSpec("P")
    R = TypeVar("R")


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
    timeout: float,
    memory: int,
    max_rows: int,
    verify: bool,
    output: "Destination | None",
    project: str | None,
) -> None:
    """Answer a SPARQL query, or a shipped question by its name.

    QUERY is the name of a shipped question, the text of a query, or - for a
    query on standard input. It sees all graphs as one. The prefixes of the
    project (mk, kg, schema, code-kind, code-stance, …) need not be declared. In
    a terminal and without QUERY, a prompt opens.

    \b
    Example:
      mali-kg query who-claims-what
      mali-kg query claims-of-holder --param holder=transitional-government
      mali-kg query 'SELECT ?c { ?c mk:heldBy kg:critics }' --format json
      mali-kg query for-and-against --endpoint https://example.org/sparql
    """
    from mali_kg.project import open_project
    from mali_kg.sparql.answer import Presentation
    from mali_kg.sparql.query import bound
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
    login = credentials(user) if endpoint else None
    opening = SourceAddress(opened.root, tuple(map(Path, data)), endpoint or "", login, timeout, service)
    limits = Limits(timeout, memory)
    wanted = Presentation(fmt or "", terminal, terminal_width() if terminal else None, max_rows)
    if requested is None:
        from mali_kg.cli.shell import run_shell

        run_shell(opened, opening, wanted, limits)
    else:
        typed = bool(path) or query in (None, "-") or not is_name(query or "")
        with closing(opened_for(requested, opening, limits)) as answerer:
            give(answerer, answerer.call(limits, bound, requested), wanted, limits, output, typed)


def terminal_width() -> int:
    """Count the columns of the terminal."""
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
