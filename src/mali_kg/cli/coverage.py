"""``mali-kg coverage``."""

import json
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import color_option, colored, output_option, present, project_option, readable

if TYPE_CHECKING:
    from mali_kg.cli.destination import Destination


@click.command("coverage")
@click.argument("article", required=False)
@click.option("--format", "fmt", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the answer.")
@color_option("Highlight what is quoted.")
@output_option
@project_option
@click.pass_context
def command(
    ctx: click.Context, article: str | None, fmt: str, color: bool | None, output: "Destination | None", project: str | None
) -> None:
    """Show each sentence with its claims, and what no claim quotes.

    What no claim quotes stands between ⟨ and ⟩; in a terminal, what is quoted is
    highlighted. Exits with 1 where fewer sentences have claims than
    [coverage] sentences in mali-kg.toml asks for.

    \b
    Example:
      mali-kg coverage
      mali-kg coverage minusma-end --format json
    """
    from mali_kg.dataset.compile import anchored_sheets
    from mali_kg.errors import MaliKgError, did_you_mean
    from mali_kg.project import open_project
    from mali_kg.sheets.coverage import as_json, as_text, cover

    opened = open_project(project)
    covered = [cover(a) for a in anchored_sheets(opened)]
    if article:
        known = [c.slug for c in covered]
        if article not in known:
            raise MaliKgError(f"no article is called {article!r}. {did_you_mean(article, known)}".rstrip())
        covered = [c for c in covered if c.slug == article]
    if fmt == "json":
        text = json.dumps([as_json(c) for c in covered], indent=2, ensure_ascii=False) + "\n"
    else:
        text = "\n".join(as_text(c, colored(color, output), readable(output)) for c in covered)
    present(text.encode(), output, styled=True)
    bound = opened.config.sentences
    short = [c for c in covered if c.sentence_share < bound]
    for c in short:
        click.echo(f"{c.slug}: {c.sentence_share:.3f} of its sentences have claims, mali-kg.toml asks for {bound}.", err=True)
    ctx.exit(1 if short else 0)
