"""``mali-kg show``."""

import json
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import output_option, present, project_option, readable, tell_if_stale, verify_option
from mali_kg.errors import MaliKgError

if TYPE_CHECKING:
    from mali_kg.cli.destination import Destination


@click.command("show")
@click.argument("name")
@click.option("--format", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the answer.")
@click.option("--language", metavar="TAG", default="en", show_default=True, help="Language of the labels, where they have one.")
@verify_option
@output_option
@project_option
def command(name: str, fmt: str, language: str, verify: bool, output: "Destination | None", project: str | None) -> None:
    """Show one claim, entity, event, proposition or argument.

    NAME is an id as the sheets write it (c15-1, a05, critics, decision-to-end),
    a name (MINUSMA, "Transitional Government of Mali") or a whole IRI.

    \b
    Example:
      mali-kg show c15-1
      mali-kg show MINUSMA
    """
    from mali_kg.pages.text import as_json, render
    from mali_kg.pages.view import Viewer
    from mali_kg.project import open_project
    from mali_kg.store.opened import open_store

    opened = open_project(project)
    viewer = Viewer(open_store(opened), opened, language)
    iri = viewer.find(name)
    try:
        lines = viewer.view(iri)
    except (IndexError, AttributeError):
        raise MaliKgError(f"{iri}: the dataset does not have everything that it should have of it. mali-kg validate tells what.") from None
    text = json.dumps(as_json(lines, iri), indent=2, ensure_ascii=False) + "\n" if fmt == "json" else render(lines, readable(output))
    tell_if_stale(opened, verify)
    present(text.encode(), output)
