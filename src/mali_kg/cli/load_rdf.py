"""``mali-kg load``, for databases of quads."""

import time
from typing import TYPE_CHECKING

import click

from mali_kg.cli.load_report import Count, Progress, Wish, note, rate, told

if TYPE_CHECKING:
    from mali_kg.databases.quads import Held, Plan, Shipment
    from mali_kg.databases.rdf_target import RdfTarget
    from mali_kg.project import Project


def load_rdf(target: "RdfTarget", project: "Project", base: str, wish: Wish) -> bool:
    """Load, remove or verify quads; whether all is there as it should be."""
    from mali_kg.databases import quads as rdf
    from mali_kg.dataset.built import pieces
    from mali_kg.sheets.vocabulary import Vocabulary

    sent = rdf.Shipment(lambda: pieces(project), base, Vocabulary(project).terms)
    if wish.remove:
        return remove(target, sent, wish)
    if wish.article:
        return load_article(target, project, sent, wish)
    if wish.verify_only:
        with rdf.plan(target, sent, "replace") as plan:
            return told_graphs(target.name, rdf.differences(plan, sent.counts), wish)
    if wish.dry_run:
        with rdf.plan(target, sent, wish.mode) as plan:
            return told_plan(target.name, plan)
    with Progress(lambda: sent.size, "quads") as show:
        found = rdf.load(target, sent, wish.mode, show, wish.batch)
    told_change(target.name, found.added, found.removed, found.seconds)
    return told_graphs(target.name, found.graphs, wish)


def load_article(target: "RdfTarget", project: "Project", sent: "Shipment", wish: Wish) -> bool:
    """Load or verify one article."""
    from mali_kg.claims.backends import StoreBackend
    from mali_kg.databases import article as articles
    from mali_kg.databases import quads as rdf
    from mali_kg.databases.errors import AlreadyThereError
    from mali_kg.databases.lines import counts
    from mali_kg.rdf.iris import Iris
    from mali_kg.store.disk import prepare
    from mali_kg.store.opened import open_store

    prepare(project)
    wanted = articles.lines_of(StoreBackend(open_store(project).store), sent, wish.article)
    if wish.mode == "create" and wish.article in articles.names(target.backend, Iris(sent.base)):
        raise AlreadyThereError(target.name, f"article {wish.article!r}")

    def plan(mode: str) -> "Plan":
        return rdf.Plan(lambda: articles.there(target, sent.ours, wish.article, wanted), wanted, remove=mode == "replace")

    if not wish.verify_only:
        with plan(wish.mode) as change:
            if wish.dry_run:
                return told_plan(target.name, change)
            send(target, change, wish)
    with plan("replace") as left:
        return told_graphs(target.name, rdf.differences(left, counts(wanted)), wish)


def remove(target: "RdfTarget", sent: "Shipment", wish: Wish) -> bool:
    """Take the dataset, or one article, out of a database; whether it is gone."""
    from mali_kg.databases import article as articles
    from mali_kg.databases import quads as rdf
    from mali_kg.rdf.iris import Iris

    article = wish.article
    gone = (lambda: articles.of_article(target, sent.ours, article)) if article else (lambda: target.ours(sent.ours))
    with rdf.Plan(gone, ()) as plan:
        if wish.dry_run:
            return told_plan(target.name, plan)
        send(target, plan, wish)
    left = article in articles.names(target.backend, Iris(sent.base)) if article else bool(target.counts(sent.ours))
    if left:
        note("a part of it is still there; try again.")
    return not left


def send(target: "RdfTarget", plan: "Plan", wish: Wish) -> None:
    """Send a difference, and tell of it."""
    from mali_kg.databases import quads as rdf

    start = time.monotonic()
    with Progress(lambda: plan.add + plan.remove, "quads") as show:
        rdf.change(target, plan, show, wish.batch)
    told_change(target.name, plan.add, plan.remove, time.monotonic() - start)


def told_plan(name: str, plan: "Plan") -> bool:
    """Tell what would be done."""
    click.echo(f"{name}: {plan.add} quads would be added, {plan.remove} removed, {plan.kept} kept")
    return True


def told_change(name: str, added: int, removed: int, seconds: float) -> None:
    """Tell what was done."""
    click.echo(f"{name}: {added} quads added, {removed} removed in {seconds:.1f} s{rate(added, seconds)}")


def told_graphs(name: str, graphs: "dict[str, Held]", wish: Wish) -> bool:
    """Print what is there beside what was sent; whether it is the same. Graphs of one kind that agree share a line."""
    groups: dict[tuple[str, bool], list[Held]] = {}
    for graph, held in graphs.items():
        local = graph.partition("/graph/")[2] or graph or "default graph"
        groups.setdefault((local.partition("/")[0] + ("/…" if "/" in local else ""), held.is_good(wish.keeps)), []).append(held)
    counts = [
        Count(f"{group} ({len(found)} graphs)" if len(found) > 1 else group, sum(h.there for h in found), sum(h.sent for h in found), good)
        for (group, good), found in groups.items()
    ]
    return told(name, counts, " quads", f"{len(graphs)} graphs, {sum(h.there for h in graphs.values())} quads")
