"""``mali-kg export``."""

import click

from mali_kg.cli.options import output_option, project_option, tell_if_stale, write
from mali_kg.errors import MaliKgError
from mali_kg.formats import RDF_FORMATS, by_ending, by_name


@click.command("export")
@click.argument("format", required=False)
@output_option
@project_option
def command(format: str | None, output: str | None, project: str | None) -> None:
    """Write the dataset in an RDF format.

    FORMAT is one of turtle, trig, ntriples, nquads, jsonld and rdfxml; with
    --output, the ending of FILE tells it (.ttl, .trig, .nt, .nq, .jsonld, .rdf).

    Turtle, N-Triples and RDF/XML have no named graphs: in them the content of
    claims travels as rdf:Statement, never as a bare triple.

    \b
    Example:
      mali-kg export turtle
      mali-kg export -o claims.trig
    """
    from mali_kg.export.rdf import serialize
    from mali_kg.project import open_project
    from mali_kg.store import open_quads

    if format:
        fmt = by_name(format, RDF_FORMATS)
    else:
        told = by_ending(output or "", RDF_FORMATS)
        if told is None:
            where = f"the ending of {output!r} names no format" if output else "no format is given"
            raise MaliKgError(f"{where}. Give one of {', '.join(RDF_FORMATS)}.")
        fmt = told
    opened = open_project(project)
    quads, base = open_quads(opened)
    tell_if_stale(opened)
    write(serialize(quads, fmt, base), output)
