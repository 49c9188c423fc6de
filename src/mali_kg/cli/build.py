"""``mali-kg build``."""

import os

import click

from mali_kg.cli.options import destination_of, engine_option, not_empty, project_option, write
from mali_kg.errors import MaliKgError


@click.command("build")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=not_empty,
    help="Write the N-Quads to FILE (- is stdout), not to build/dataset.nq of the project.",
)
@click.option(
    "--force", is_flag=True, help="Write the dataset even where it does not conform; with --output, replace what is at FILE already, too."
)
@engine_option
@project_option
@click.pass_context
def command(ctx: click.Context, output: str | None, engine: str, force: bool, project: str | None) -> None:
    """Compile the project into a validated dataset.

    A dataset that does not conform does not replace the old one, unless
    --force is given. The new file is written beside the old one and renamed.
    A FILE that is there already is replaced with --force only.

    \b
    Example:
      mali-kg build
      mali-kg build --project my-project --engine shacl
    """
    from mali_kg.build import build
    from mali_kg.project import embedded_root, open_project

    opened = open_project(project)
    if output and os.path.realpath(output) == os.path.realpath(opened.dataset_path):
        output = None
    target = destination_of(output, force, {"project": project})
    if target:
        target.check()
    shown = opened.display(target.path if target else opened.dataset_path) if target or not output else "standard output"
    if not output and opened.root == embedded_root() and not (opened.root / "pyproject.toml").exists():
        raise MaliKgError(
            "there is no project here to build. Go to a folder with mali-kg.toml, give --project DIR, or --output FILE to build the dataset that comes with mali-kg."
        )
    built = build(opened, engine, force, (lambda data: write(data, target)) if output else None)
    if built.report.problems:
        click.echo("\n".join(str(p) for p in built.report.problems), err=True)
    if not built.is_written:
        click.echo(f"{shown} is left as it was: the new data does not conform. Mend it, or give --force.", err=True)
        ctx.exit(1)
    articles = built.compiled.articles
    number = f"{len(articles)} article{'' if len(articles) == 1 else 's'}"
    click.echo(f"{shown}: {len(built.compiled.lines)} quads, {number}, {sum(a.claims for a in articles)} claims", err=True)
    click.echo(f"RDFC-1.0 SHA-256 {built.hash()}", err=True)
