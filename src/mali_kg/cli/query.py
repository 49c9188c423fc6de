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
@click.option(
    "-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Give a parameter of a shipped question; may be repeated."
)
@click.option("--explain", is_flag=True, help="Print a shipped question with its parameters and its text, and do not ask it.")
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
@click.option("--union", is_flag=True, help="Let the default graph be the union of all graphs, each triple once.")
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
    query: str | None,
    path: str | None,
    params: tuple[str, ...],
    explain: bool,
    listing: bool,
    fmt: str | None,
    data: tuple[str, ...],
    union: bool,
    timeout: float,
    output: str | None,
    project: str | None,
) -> None:
    """Answer a SPARQL query, or a shipped question by its name.

    QUERY is the name of a shipped question, the text of a query, or - for a
    query on standard input. The prefixes of the project (mk, kg, schema, prov,
    oa, …) need not be declared.

    \b
    Example:
      mali-kg query who-claims-what
      mali-kg query claims-of-holder --param holder=transitional-government
      mali-kg query 'SELECT ?c { ?c mk:heldBy kg:critics }' --format json
    """
    from mali_kg.answer import answer
    from mali_kg.project import open_project

    opened = open_project(project)
    if listing:
        write(list_questions(opened, fmt), output)
        return
    if explain:
        write(explain_question(opened, query), output)
        return
    text_of = query_text(query, path, opened, parameters(params))
    if output and not fmt:
        ending = by_ending(output, RESULT_FORMATS) or by_ending(output, RDF_FORMATS)
        if ending is None:
            raise MaliKgError(f"{output}: its ending names no format. Add --format.")
        fmt = ending.name
    terminal = sys.stdout.isatty() and not output
    if not data:
        tell_if_stale(opened)
    write(
        answer(opened, text_of, fmt or "", terminal, terminal_width() if terminal else None, timeout, [Path(p) for p in data], union),
        output,
    )


def terminal_width() -> int:
    """Columns of the terminal."""
    import shutil

    return shutil.get_terminal_size().columns


def query_text(query: str | None, path: str | None, project: "Project", values: dict[str, str]) -> "Callable[[str], tuple[str, str]]":
    """Name and text of the query that was asked for, once the base IRI is known."""
    from mali_kg.answer import NOT_A_NAME, named
    from mali_kg.files import decode, read_text

    if values and (path or query is None or NOT_A_NAME.intersection(query)):
        raise click.UsageError("--param belongs to a shipped question; give its name (see --list).")
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
    return named(project, query, values)


def parameters(given: tuple[str, ...]) -> dict[str, str]:
    """``NAME=VALUE`` options as a mapping."""
    values: dict[str, str] = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name or not value:
            raise click.UsageError(f"--param {pair!r} is not NAME=VALUE.")
        if name in values:
            raise click.UsageError(f"--param {name} is given twice.")
        values[name] = value
    return values


def list_questions(project: "Project", fmt: str | None) -> bytes:
    """The shipped questions, as text or as JSON."""
    from mali_kg.sparql.questions import questions

    found = questions(project)
    if fmt == "json":
        import json

        listed = [{**q._asdict(), "parameters": [p._asdict() for p in q.parameters]} for q in found]
        return (json.dumps(listed, indent=2, ensure_ascii=False) + "\n").encode()
    if fmt not in (None, "table"):
        raise MaliKgError(f"the list of questions has no format {fmt!r}: leave it out, or give json.")
    lines = [f"{q.name:28} {q.title}" + "".join(f" [--param {p.name}=…]" for p in q.parameters) for q in found]
    return "".join(f"{line}\n" for line in lines).encode()


def explain_question(project: "Project", name: str | None) -> bytes:
    """A shipped question with what it is for, its parameters and its text."""
    from mali_kg.sparql.questions import question

    if name is None:
        raise click.UsageError("give the name of a shipped question (see --list).")
    q = question(project, name)
    text = "\n".join(line for line in q.query.splitlines() if not line.startswith("# "))
    params = "".join(f"--param {p.name}=…  {p.description}; {p.default} as it stands\n" for p in q.parameters)
    return f"{q.title}\n\n{q.description}\n{params}\n{text}\n".encode()
