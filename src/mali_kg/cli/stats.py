"""``mali-kg stats``."""

import json
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import columns, output_option, present, project_option, tell_if_stale, verify_option

if TYPE_CHECKING:
    from mali_kg.cli.destination import Destination


@click.command("stats")
@click.option("--format", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the counts.")
@verify_option
@output_option
@project_option
def command(fmt: str, verify: bool, output: "Destination | None", project: str | None) -> None:
    """Count what the dataset holds.

    \b
    Example:
      mali-kg stats
      mali-kg stats --format json
    """
    from mali_kg.project import open_project
    from mali_kg.sparql.profile import counts, counts_text
    from mali_kg.store.opened import open_store

    opened = open_project(project)
    found = counts(open_store(opened))
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n" if fmt == "json" else counts_text(found, columns(output))
    tell_if_stale(opened, verify)
    present(text.encode(), output)
