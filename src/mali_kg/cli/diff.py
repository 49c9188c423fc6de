"""``mali-kg diff``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mali_kg.claims.diff import FORMS
from mali_kg.cli.options import color_option, colored, columns, effort_option, output_to, present, project_option

if TYPE_CHECKING:
    import pyoxigraph as ox

    from mali_kg.cli.destination import Destination
    from mali_kg.project import Project


@click.command("diff")
@click.argument("before")
@click.argument("after", required=False)
@click.option("--format", "fmt", type=click.Choice(list(FORMS)), default="text", show_default=True, help="Form of the difference.")
@color_option("Colour what was added and removed.")
@effort_option
@output_to(versions=("before", "after"))
@project_option
def command(
    before: str, after: str | None, fmt: str, color: bool | None, effort: int, output: "Destination | None", project: str | None
) -> None:
    """Tell what changed between two versions, by claim and by statement.

    BEFORE and AFTER are RDF files or project directories; without AFTER, the
    project as its files are now. The patch is RDF Patch.

    \b
    Example:
      mali-kg diff old.nq
      mali-kg diff old.nq new.trig --format patch
    """
    from mali_kg.claims.diff import as_text, difference
    from mali_kg.dataset.built import told_base
    from mali_kg.errors import MaliKgError
    from mali_kg.project import open_project

    opened = open_project(project)
    old, new = read_version(before, opened), read_version(after, opened)
    bases = [told_base(quads) or opened.config.base for quads in (old, new)]
    if bases[0] != bases[1]:
        raise MaliKgError(f"the versions have different bases, {bases[0]} and {bases[1]}. Give one the other’s: mali-kg export --base-iri.")
    found = difference(old, new, bases[0], effort)
    text = as_text(found, bases[0], colored(color, output), columns(output)) if fmt == "text" else FORMS[fmt](found, bases[0])
    present(text.encode(), output, styled=fmt == "text")


def read_version(path: str | None, project: "Project") -> "list[ox.Quad]":
    """Read the quads of a file, of a project directory, or (for None) of the project, as they are now."""
    import pyoxigraph as ox

    from mali_kg.dataset.built import read_fresh
    from mali_kg.project import CONFIG_NAME, open_project
    from mali_kg.rdf.files import read_rdf

    if path is not None and not (Path(path) / CONFIG_NAME).is_file():
        return read_rdf(Path(path))
    return list(ox.parse(read_fresh(project if path is None else open_project(path)), format=ox.RdfFormat.N_QUADS))
