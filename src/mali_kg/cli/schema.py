"""``mali-kg schema``."""

import json
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import columns, output_option, present, project_option, tell_if_stale, verify_option

if TYPE_CHECKING:
    from mali_kg.cli.destination import Destination


@click.command("schema")
@click.option("--format", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the list.")
@click.option(
    "--language", metavar="TAG", default="en", show_default=True, help="Language in which labels and notes are counted, once each."
)
@verify_option
@output_option
@project_option
def command(fmt: str, language: str, verify: bool, output: "Destination | None", project: str | None) -> None:
    """List the classes, properties, roles, kinds and graphs in use.

    Each with how often it is used and an example. What they mean stands in
    docs/reference/vocabulary.md.

    \b
    Example:
      mali-kg schema
      mali-kg schema --format json
    """
    from mali_kg.project import open_project
    from mali_kg.sparql.profile import usages, usages_text
    from mali_kg.store.opened import open_store

    opened = open_project(project)
    found = usages(open_store(opened), language)
    if fmt == "json":
        text = json.dumps({heading: [u._asdict() for u in rows] for heading, rows in found.items()}, indent=2, ensure_ascii=False) + "\n"
    else:
        text = usages_text(found, columns(output))
    tell_if_stale(opened, verify)
    present(text.encode(), output)
