"""``mali-kg validate``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import engine_option, output_to, project_option, write
from mali_kg.errors import DataError, UnsupportedError
from mali_kg.rdf.iris import Iris

if TYPE_CHECKING:
    from mali_kg.cli.destination import Destination
    from mali_kg.project import Project


#: What to give so that something is checked that was not, by its kind.
MENDED = {"imports": "Give its file with --shapes too.", "topic": "Give --shapes."}


@click.command("validate")
@click.option(
    "--data",
    multiple=True,
    metavar="PATH",
    help="Validate this RDF file, or every RDF file of this folder, not the project; may be repeated.",
)
@click.option(
    "--shapes",
    multiple=True,
    metavar="PATH",
    help="Validate with these shapes (RDF, or a folder of it), not the project's; may be repeated. Without --data, the project's dataset.",
)
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["text", "json", "turtle", "sarif", "junit"]),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 where there is an error, a warning too, anything at all, or never.",
)
@engine_option
@output_to("data", "shapes")
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    data: tuple[str, ...],
    shapes: tuple[str, ...],
    fmt: str,
    fail_on: str,
    engine: str,
    output: "Destination | None",
    project: str | None,
) -> None:
    """Check the project: quotes, shapes and rules.

    Each problem names the file, the line, the claim and what to do. Exits with
    0 where the data is good, 1 where it is bad, 2 where it cannot be checked, 3
    where a file is of a kind that is not supported.

    \b
    Example:
      mali-kg validate
      mali-kg validate --format sarif -o report.sarif
      mali-kg validate --data my-claims.trig
      mali-kg validate --data theirs.ttl --shapes their-shapes.ttl
    """
    from mali_kg.project import open_project
    from mali_kg.report.check import validate_files, validate_project
    from mali_kg.report.forms import render
    from mali_kg.report.report import of_problems

    opened = open_project(project)
    try:
        if data or shapes:
            paths = [Path(p) for p in data] or [opened.dataset_path]
            refuse_views(paths)
            report = validate_files(paths, [Path(p) for p in shapes], opened, engine)
        else:
            report = validate_project(opened, engine)
    except DataError as error:
        report = of_problems(error.problems, iris_of(opened))
    skipped = tuple(s._replace(reason=f"{s.reason} {MENDED[s.kind]}") if s.kind in MENDED else s for s in report.skipped)
    write(render(report._replace(skipped=skipped), fmt, iris_of(opened)), output)
    ctx.exit(1 if report.fails(fail_on) else 0)


def refuse_views(paths: list[Path]) -> None:
    """Stop where a file's ending is that of an export which is no RDF.

    :raises UnsupportedError: with what it is.
    """
    from mali_kg.export.forms import view_of_ending

    for path in paths:
        form = None if path.is_dir() else view_of_ending(path.name)
        if form:
            raise UnsupportedError(
                f"{path}: by its ending this is {form.about}: a view of the dataset, not RDF to validate. "
                "Validate the trig form instead (mali-kg export -o NAME.trig)."
            )


def iris_of(project: "Project") -> Iris:
    """Give the project's IRIs, or those of the default base where the project file is too bad to tell."""
    try:
        return project.iris
    except DataError:
        return Iris()
