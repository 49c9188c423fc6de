"""``mali-kg canon``."""

from typing import TYPE_CHECKING

import click

from mali_kg.cli.diff import read_version
from mali_kg.cli.options import effort_option, output_to, project_option, write
from mali_kg.rdf.canonical import ALGORITHMS

if TYPE_CHECKING:
    from mali_kg.cli.destination import Destination


@click.command("canon")
@click.argument("path", required=False)
@click.option("--nquads", is_flag=True, help="Print the canonical N-Quads, not their hash.")
@click.option("--algorithm", type=click.Choice(ALGORITHMS), default=ALGORITHMS[0], show_default=True, help="Hash algorithm.")
@effort_option
@output_to(versions=("path",))
@project_option
def command(path: str | None, nquads: bool, algorithm: str, effort: int, output: "Destination | None", project: str | None) -> None:
    """Print the dataset’s RDFC-1.0 hash, its identity in every whole form.

    PATH is an RDF file or a project directory; without it, the project as its
    files are now. The hash is that of the canonical N-Quads. Blank nodes that
    are very much alike take many attempts to tell apart; after --effort of
    them it gives up.

    \b
    Example:
      mali-kg canon
      mali-kg canon claims.trig
    """
    from mali_kg.project import open_project
    from mali_kg.rdf.canonical import canonicalize

    found = canonicalize(read_version(path, open_project(project)), algorithm, effort, path or "the dataset")
    write("".join(found.lines).encode() if nquads else f"{found.hash(algorithm)}\n".encode(), output)
