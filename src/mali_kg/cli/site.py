"""``mali-kg site``."""

from pathlib import Path

import click

from mali_kg.cli.options import not_empty, project_option, tell_if_stale


@click.command("site")
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    callback=not_empty,
    help="Folder of the site: a new or empty one, or one that this command wrote.",
)
@click.option("--base-iri", default="", callback=not_empty, metavar="IRI", help="Give the IRIs this base, in the place of the project’s.")
@click.option(
    "--base-path",
    default="",
    callback=not_empty,
    metavar="PATH",
    help="Where the site is served: a path on the host of its IRIs, or an address (https://…) where they redirect; default: the base.",
)
@click.option(
    "--jobs", type=click.IntRange(min=0), default=0, metavar="N", help="Processes; 0: as many as there are processors, for many articles."
)
@project_option
def command(output: str, base_iri: str, base_path: str, jobs: int, project: str | None) -> None:
    """Write the dataset as a static site: pages, and the data of each thing.

    Any web host can serve it, and it can be read from a disk. Files that are
    there already and would be the same are not written again; what this command
    did not write is never replaced or removed.

    \b
    Example:
      mali-kg site -o site
      mali-kg site -o site --base-iri https://example.org/claims/
    """
    from mali_kg.project import check_base, open_project
    from mali_kg.site.site import Options
    from mali_kg.site.write import write_site

    if base_iri:
        check_base(base_iri)
    opened = open_project(project)
    tell_if_stale(opened)
    written = write_site(opened, Path(output), Options(base_iri, base_path), jobs)
    click.echo(
        f"{output}: {written.new + written.changed + written.same} files: {written.new} new, {written.changed} changed, {written.same} as they were, {written.removed} removed"
    )
