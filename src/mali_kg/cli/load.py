"""``mali-kg load``."""

import click

from mali_kg.cli.options import SECONDS, credentials, project_option, tell_if_stale


@click.command("load")
@click.argument("target", required=False)
@click.option(
    "--mode", type=click.Choice(["create", "replace", "merge"]), default="replace", show_default=True, help="What to do with what is there."
)
@click.option("--article", default="", metavar="NAME", help="Load, replace or remove this article alone.")
@click.option("--remove", is_flag=True, help="Take the dataset, or the article, out of the database.")
@click.option("--dry-run", is_flag=True, help="Tell what would happen, and do nothing.")
@click.option("--verify-only", is_flag=True, help="Compare what is there with the dataset, and change nothing.")
@click.option("--list", "listing", is_flag=True, help="List the kinds of databases.")
@click.option(
    "--user",
    metavar="NAME",
    default="",
    help="User of the database; the password is asked for, or is in MALI_KG_PASSWORD. A token may be in MALI_KG_TOKEN.",
)
@click.option(
    "--batch", type=click.IntRange(min=1), metavar="N", help="Send N quads (or nodes) at a time; default: what suits the database."
)
@click.option(
    "--timeout",
    type=SECONDS,
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="Wait so long for an answer; 0 for no limit.",
)
@project_option
@click.pass_context
def command(
    ctx: click.Context,
    target: str | None,
    mode: str,
    article: str,
    remove: bool,
    dry_run: bool,
    verify_only: bool,
    listing: bool,
    user: str,
    batch: int | None,
    timeout: float,
    project: str | None,
) -> None:
    """Load the dataset into a database, and check that it is there.

    TARGET is an address such as oxigraph+http://127.0.0.1:7878; --list tells
    the kinds. What is there is compared with the dataset, and the difference is
    sent: a load may be repeated, and finishes one that died. Other people’s data
    is not touched.

    \b
    Example:
      mali-kg load oxigraph:store
      mali-kg load oxigraph+http://127.0.0.1:7878 --dry-run
      mali-kg load bolt://127.0.0.1:7687/neo4j --user neo4j
    """
    from mali_kg.cli.child import guard
    from mali_kg.cli.load_report import Progress, note, show_change, show_counts
    from mali_kg.databases.address import parse_address
    from mali_kg.databases.connection import Connection, open_target
    from mali_kg.databases.loading import load
    from mali_kg.databases.products import KINDS
    from mali_kg.databases.request import LoadRequest
    from mali_kg.dataset.built import base
    from mali_kg.project import open_project

    if listing:
        click.echo("".join(f"{k.example:46} {k.about}{f' [needs {k.needs}]' if k.needs else ''}\n" for k in KINDS), nl=False)
        return
    if target is None:
        raise click.UsageError("give the address of a database (see --list).")
    if remove + verify_only + dry_run > 1 and not (remove and dry_run):
        raise click.UsageError("--verify-only changes nothing: give it without --remove and --dry-run.")
    address = parse_address(target)
    rdf = address.kind.rdf
    opened = open_project(project)
    tell_if_stale(opened)
    if address.kind.ends_process:
        guard(lambda number: ended(address.path, number))
    connection = Connection(
        address=address,
        credentials=credentials(user),
        timeout=timeout,
        say=note,
        base=base(opened),
        read_only=dry_run or verify_only,
    )
    request = LoadRequest(mode=mode, article=article, remove=remove, dry_run=dry_run, verify_only=verify_only, batch=batch or 0)
    database = open_target(connection)
    try:
        result = load(
            database,
            opened,
            connection.base,
            request,
            lambda size: Progress(size, "quads" if rdf else "nodes and edges"),
            lambda change: show_change(database.name, change, rdf),
        )
    finally:
        database.close()
    if dry_run and result.change:
        show_change(database.name, result.change, rdf, planned=True)
    if result.counts is not None:
        show_counts(database.name, result.counts, rdf)
    if result.is_left:
        note("a part of it is still there; try again.")
    ctx.exit(0 if result.is_good else 1)


def ended(name: str, number: int) -> str:
    """Tell that a signal has ended the process that loaded, which libraries may send to themselves."""
    from pathlib import Path

    from mali_kg.databases.swap import free, sweep

    path = Path(name).resolve()
    sweep(path)
    return (
        f"{path}: the load was ended by signal {number}. The database is as it was before, or whole: mali-kg load --verify-only tells."
        f" Was there room on its disk, and memory? {free(path) / 1e6:,.0f} MB are free; a load needs twice what the database takes."
    )
