"""``mali-kg query``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mali_kg.answer import TIMEOUT
from mali_kg.cli.options import output_option, project_option, tell_if_stale, write
from mali_kg.errors import MaliKgError
from mali_kg.formats import RDF_FORMATS, RESULT_FORMATS, by_ending

if TYPE_CHECKING:
    from collections.abc import Callable

    from mali_kg.project import Project


@click.command("query")
@click.argument("query", required=False)
@click.option("-f", "--file", "path", metavar="FILE", help="Read the query from FILE.")
@click.option("--list", "listing", is_flag=True, help="List the shipped questions.")
@click.option(
    "--format",
    "fmt",
    metavar="FORMAT",
    help=f"{', '.join(RESULT_FORMATS)}; for graphs {', '.join(RDF_FORMATS)}. Default: table in a terminal, else csv.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="End the query after SECONDS; 0 for no limit.",
)
@output_option
@project_option
def command(
    query: str | None, path: str | None, listing: bool, fmt: str | None, timeout: float, output: str | None, project: str | None
) -> None:
    """Answer a SPARQL query, or a shipped question by its name.

    QUERY is the name of a shipped question, the text of a query, or - for a
    query on standard input. The prefixes of the project (mk, kg, schema, prov,
    oa, …) need not be declared.

    \b
    Example:
      mali-kg query who-claims-what
      mali-kg query 'SELECT ?c { ?c mk:heldBy kg:critics }' --format json
    """
    from mali_kg.answer import answer
    from mali_kg.project import open_project

    opened = open_project(project)
    if listing:
        from mali_kg.sparql.questions import questions

        for q in questions(opened):
            click.echo(f"{q.name:28} {q.title}")
        return
    text_of = query_text(query, path, opened)
    if output and not fmt:
        ending = by_ending(output, RESULT_FORMATS) or by_ending(output, RDF_FORMATS)
        if ending is None:
            raise MaliKgError(f"{output}: its ending names no format. Add --format.")
        fmt = ending.name
    terminal = sys.stdout.isatty() and not output
    tell_if_stale(opened)
    write(answer(opened, text_of, fmt or "", terminal, terminal_width() if terminal else None, timeout), output)


def terminal_width() -> int:
    """Columns of the terminal."""
    import shutil

    return shutil.get_terminal_size().columns


def query_text(query: str | None, path: str | None, project: "Project") -> "Callable[[str], tuple[str, str]]":
    """Name and text of the query that was asked for, once the base IRI is known."""
    from mali_kg.answer import NOT_A_NAME, named
    from mali_kg.files import decode, read_text

    if path and query:
        raise click.UsageError("give a query or --file, not both.")
    if query in (None, "-") and not path and sys.stdin is None:
        raise click.UsageError("standard input is closed: give the query as an argument or with --file.")
    if query is None and not path and sys.stdin.isatty():
        raise click.UsageError("give a query, the name of a shipped question (see --list), --file FILE, or - for standard input.")
    if not path and query and query.endswith(".rq") and not set(query) & set("{}? \n"):
        path = query
    if path:
        text = read_text(Path(path), "query file")
        return lambda _: (path, text)
    if query is None or query == "-":
        text = decode(sys.stdin.buffer.read(), Path("standard input"))
        return lambda _: ("standard input", text)
    if NOT_A_NAME.intersection(query):
        return lambda _: ("query", query)
    return named(project, query)
