"""``mali-kg load``."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from mali_kg.cli.options import SECONDS, project_option, tell_if_stale

if TYPE_CHECKING:
    from mali_kg.project import Project


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
    from mali_kg.cli.query import credentials
    from mali_kg.databases.target import KINDS, Connection, kind_of, open_target
    from mali_kg.project import open_project

    if listing:
        click.echo("".join(f"{k.example:46} {k.about}{f' [needs {k.needs}]' if k.needs else ''}\n" for k in KINDS), nl=False)
        return
    if target is None:
        raise click.UsageError("give the address of a database (see --list).")
    kind = kind_of(target)
    opened = open_project(project)
    tell_if_stale(opened)
    connection = Connection(target, credentials(user), timeout, note, base_of_dataset(opened))
    database = open_target(connection)
    try:
        if kind.rdf:
            good = rdf(database, opened, connection.base, mode, article, remove, dry_run, verify_only, batch or 0)
        else:
            from mali_kg.cli.load_graph import nodes_and_edges

            good = nodes_and_edges(database, opened, connection.base, mode, article, remove, dry_run, verify_only)
    finally:
        database.close()  # type: ignore[attr-defined]
    ctx.exit(0 if good else 1)


def base_of_dataset(project: "Project") -> str:
    """The base of the IRIs of the dataset that is loaded."""
    from mali_kg.store import pieces

    for piece in pieces(project, header=True):
        from mali_kg.store import base_of

        return base_of(piece) or project.config.base
    return project.config.base


def note(message: str) -> None:
    """Say something on stderr."""
    click.echo(f"mali-kg: {message}", err=True)


def rdf(
    database: object, project: "Project", base: str, mode: str, article: str, remove: bool, dry_run: bool, verify_only: bool, batch: int
) -> bool:
    """Load, remove or verify quads; whether all is there as it should be."""
    from mali_kg.databases import rdf as loading
    from mali_kg.databases.articles import only, without
    from mali_kg.databases.target import RdfTarget
    from mali_kg.store import pieces

    target: RdfTarget = database  # type: ignore[assignment]
    sent = loading.shipment(lambda: pieces(project), base, project.dataset_path if project.dataset_path.is_file() else None)
    if remove and not article:
        if dry_run:
            click.echo(f"{target.name}: {sum(target.counts(sent.ours).values())} quads would be removed")
            return True
        click.echo(f"{target.name}: {loading.clear(target, sent, batch)} quads removed")
        left = sum(target.counts(sent.ours).values())
        if left:
            click.echo(f"mali-kg: {left} quads are still there; try again.", err=True)
        return not left
    if article:
        sent = without(target, sent, article) if remove else only(target, sent, article, mode)
        mode = "replace"
    if verify_only:
        return told(target.name, loading.compare(target, sent), mode == "merge")
    if dry_run:
        wanted = loading.plan(target, sent, mode)
        click.echo(f"{target.name}: {wanted.add} quads would be added, {len(wanted.remove)} removed, {len(wanted.kept)} kept")
        return True
    with progress(sent.size) as show:
        found = loading.load(target, sent, mode, show, batch)
    rate = f", {found.added / found.seconds:,.0f} a second" if found.added > 1000 and found.seconds else ""
    click.echo(f"{target.name}: {found.added} quads added, {found.removed} removed in {found.seconds:.1f} s{rate}")
    return told(target.name, found.graphs, found.merged)


def told(name: str, graphs: dict[str, tuple[int, int]], merged: bool) -> bool:
    """Print what is there against what was sent; whether it is the same. Graphs of one kind that agree share a line."""
    groups: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for graph, (there, sent) in graphs.items():
        local = graph.partition("/graph/")[2] or graph or "default graph"
        good = there >= sent if merged else there == sent
        groups.setdefault((local.partition("/")[0] + ("/…" if "/" in local else ""), good), []).append((there, sent))
    for (group, good), pairs in groups.items():
        number = f" ({len(pairs)} graphs)" if len(pairs) > 1 else ""
        differs = "" if good else "   differs"
        click.echo(f"  {group}{number}: {sum(t for t, _ in pairs)} quads there, {sum(s for _, s in pairs)} sent{differs}")
    if not all(good for _, good in groups):
        click.echo(f"mali-kg: {name} does not hold what was sent, see above. Load again: the difference is sent.", err=True)
        return False
    click.echo(f"verified: {len(graphs)} graphs, {sum(t for t, _ in graphs.values())} quads")
    return True


class progress:  # noqa: N801
    """Shows how far a load is, in a terminal: the share, the rate, the time left."""

    def __init__(self, size: int, what: str = "quads") -> None:
        self.size, self.what, self.start, self.last = size, what, time.monotonic(), 0.0
        self.shown = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Callable[[int], None]:
        return self.show

    def show(self, done: int) -> None:
        """Show that so many quads have been sent; at most ten times a second."""
        now = time.monotonic()
        if not self.shown or now - self.last < 0.1:
            return
        self.last = now
        rate = done / max(now - self.start, 0.001)
        left = max(self.size - done, 0) / rate if rate else 0
        click.echo(f"\r{done:,} of {self.size:,} {self.what}, {rate:,.0f} a second, {left:.0f} s left ", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        if self.shown and self.last:
            click.echo("\r" + " " * 70 + "\r", nl=False, err=True)
