"""``mali-kg show``."""

import json
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import output_option, present, project_option, readable, tell_if_stale, verify_option

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
    """Show one claim, argument, entity, article, source, kind or role.

    NAME is an id as the sheets write it (c15-1, a05, critics, decision-to-end),
    a name (MINUSMA, "Transitional Government of Mali"), a name with a prefix as
    queries have it (code-kind:end, mk:actor) or a whole IRI. An id that several
    articles have needs its article.

    \b
    Example:
      mali-kg show c15-1
      mali-kg show MINUSMA
      mali-kg show article-minusma-end:c15-1
    """
    from mali_kg.claims.backends import StoreBackend
    from mali_kg.claims.reader import Records
    from mali_kg.pages.find import find
    from mali_kg.pages.text import as_json, render
    from mali_kg.pages.view import Viewer
    from mali_kg.project import open_project
    from mali_kg.store.opened import open_store

    opened = open_project(project)
    dataset = open_store(opened)
    records = Records(StoreBackend(dataset.store), dataset.base, language)
    iri = find(records, name)
    view = Viewer(records, opened).view(iri)
    text = json.dumps(as_json(view), indent=2, ensure_ascii=False) + "\n" if fmt == "json" else render(view, readable(output))
    tell_if_stale(opened, verify)
    present(text.encode(), output)
