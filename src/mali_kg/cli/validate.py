"""``mali-kg validate``."""

import click

from mali_kg.cli.options import output_option, project_option, write
from mali_kg.errors import DataError


@click.command("validate")
@click.option(
    "--format", "fmt", type=click.Choice(["text", "json", "turtle"]), default="text", show_default=True, help="Form of the report."
)
@click.option("--engine", default="pyshacl", show_default=True, metavar="NAME", help="SHACL engine: pyshacl, or shacl (the fast one).")
@output_option
@project_option
@click.pass_context
def command(ctx: click.Context, fmt: str, engine: str, output: str | None, project: str | None) -> None:
    r"""Check the project: quotes, shapes and rules.

    Each problem names the file, the line, the claim and what to do. Exits with
    0 where the data is good, 1 where it is bad, 2 where it cannot be checked.

    \b
    Example:
      mali-kg validate
      mali-kg validate --format json
    """
    from mali_kg.dataset import compile_project
    from mali_kg.project import open_project
    from mali_kg.validate import Report, validate
    from mali_kg.validate.report import render

    opened = open_project(project)
    try:
        report = validate(compile_project(opened), engine)
    except DataError as error:
        report = Report.of_problems(error.problems, opened.iris)
    write(render(report, fmt, opened.iris), output)
    ctx.exit(0 if report.conforms else 1)
