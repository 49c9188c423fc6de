"""``mali-kg query``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import output_option, project_option, write
from mali_kg.errors import MaliKgError
from mali_kg.formats import RDF_FORMATS, RESULT_FORMATS, by_ending

if TYPE_CHECKING:
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
@output_option
@project_option
def command(query: str | None, path: str | None, listing: bool, fmt: str | None, output: str | None, project: str | None) -> None:
    r"""Answer a SPARQL query, or a shipped question by its name.

    QUERY is the name of a shipped question, the text of a query, or - for a
    query on standard input. The prefixes of the project (mk, kg, schema, prov,
    oa, …) need not be declared.

    \b
    Example:
      mali-kg query who-claims-what
      mali-kg query 'SELECT ?c { ?c mk:heldBy kg:critics }' --format json
    """
    from mali_kg.project import open_project
    from mali_kg.sparql.results import format_for, serialize
    from mali_kg.sparql.run import ask
    from mali_kg.store import open_store

    opened = open_project(project)
    if listing:
        from mali_kg.sparql.questions import questions

        for q in questions(opened):
            click.echo(f"{q.name:28} {q.title}")
        return
    if fmt and fmt not in RESULT_FORMATS and fmt not in RDF_FORMATS:
        raise MaliKgError(f"unknown format {fmt!r}. Formats: {', '.join([*RESULT_FORMATS, *RDF_FORMATS])}.")
    if output and not fmt:
        ending = by_ending(output, RESULT_FORMATS) or by_ending(output, RDF_FORMATS)
        if ending is None:
            raise MaliKgError(f"{output}: its ending names no format. Add --format.")
        fmt = ending.name
    dataset = open_store(opened)
    name, text = read_query(query, path, opened, dataset.base)
    answer = ask(dataset.store, text, dataset.base, name)
    terminal = sys.stdout.isatty() and not output
    write(serialize(answer, format_for(answer, fmt or "", terminal), dataset.base, terminal_width() if terminal else None), output)


def terminal_width() -> int:
    """Columns of the terminal."""
    import shutil

    return shutil.get_terminal_size().columns


def read_query(query: str | None, path: str | None, project: "Project", base: str) -> tuple[str, str]:
    """Name and text of the query that was asked for."""
    from mali_kg.files import decode, read_text
    from mali_kg.sparql.questions import question

    if path and query:
        raise click.UsageError("give a query or --file, not both.")
    if path:
        return path, read_text(Path(path), "query file")
    if query is None and sys.stdin.isatty():
        raise click.UsageError("give a query, the name of a shipped question (see --list), --file FILE, or - for standard input.")
    if query is None or query == "-":
        return "standard input", decode(sys.stdin.buffer.read(), Path("standard input"))
    if any(c in query for c in "{?* \n"):
        return "query", query
    if query.endswith(".rq") or "/" in query:
        return query, read_text(Path(query), "query file")
    return query, question(project, query, base).query
