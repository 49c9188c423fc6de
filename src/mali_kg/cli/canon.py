"""``mali-kg canon``."""

from typing import TYPE_CHECKING

import click

from mali_kg.cli.diff import read_version
from mali_kg.cli.options import output_to, project_option, write

if TYPE_CHECKING:
    from mali_kg.destination import Destination


@click.command("canon")
@click.argument("path", required=False)
@click.option("--nquads", is_flag=True, help="Print the canonical N-Quads, not their hash.")
@output_to(versions=("path",))
@project_option
def command(path: str | None, nquads: bool, output: "Destination | None", project: str | None) -> None:
    """Print the dataset’s RDFC-1.0 hash, its identity in every whole form.

    PATH is an RDF file or a project directory; without it, the project as its
    files are now. The hash is the SHA-256 of the canonical N-Quads.

    \b
    Example:
      mali-kg canon
      mali-kg canon claims.trig
    """
    from mali_kg.dataset import canonical_hash
    from mali_kg.diff import canonical
    from mali_kg.project import open_project

    quads = read_version(path, open_project(project))
    write("".join(canonical(quads)).encode() if nquads else f"{canonical_hash(quads)}\n".encode(), output)
