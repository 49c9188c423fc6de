"""``mali-kg load``, for databases of nodes and edges."""

import time
from typing import TYPE_CHECKING

import click

from mali_kg.cli.load_report import Count, Progress, Wish, note, rate, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mali_kg.databases.graph import GraphTarget
    from mali_kg.databases.graph_plan import GraphPlan
    from mali_kg.export.property_graph import Edge, Node
    from mali_kg.project import Project


def load_graph(target: "GraphTarget", project: "Project", base: str, wish: Wish) -> bool:
    """Load, remove or verify nodes and edges; whether all is there as it should be."""
    from mali_kg.databases import graph

    if wish.remove:
        with graph.removal(target, base, wish.article) as plan:
            done = change(target, plan, base, wish)
        left = not wish.article and bool(target.counts(base))
        if left and not wish.dry_run:
            note("a part of it is still there; try again.")
        return done and (wish.dry_run or not left)
    with graph.plan(target, base, wanted(project, base, wish.article), "merge" if wish.verify_only else wish.mode, wish.article) as plan:
        if not wish.verify_only and (not change(target, plan, base, wish) or wish.dry_run):
            return True
        if not wish.article:
            return told_counts(target.name, graph.compare(target, plan, base), wish)
    with graph.plan(target, base, wanted(project, base, wish.article), "merge", wish.article) as plan:
        held = plan.held_counts()
        return told_counts(target.name, {k: (held.get(k, 0), number) for k, number in plan.wanted_counts().items()}, wish)


def wanted(project: "Project", base: str, article: str) -> "Iterator[Node | Edge]":
    """The nodes and edges of the dataset, or of one article of it, one after the other."""
    from mali_kg.databases import articles
    from mali_kg.databases.disk import InStore
    from mali_kg.export.property_graph import things
    from mali_kg.export.records import Records, StoredRecords
    from mali_kg.iris import Iris
    from mali_kg.store import open_store, prepare

    prepare(project)
    store = open_store(project).store
    if article:
        return things(Records(articles.part(InStore(store), Iris(base), article), base, project.config.language))
    return things(StoredRecords(store, base, project.config.language))


def change(target: "GraphTarget", plan: "GraphPlan", base: str, wish: Wish) -> bool:
    """Make a change, or tell what it would be."""
    added, changed, removed = plan.added, plan.changed, plan.removed
    if wish.dry_run:
        click.echo(f"{target.name}: {added} nodes and edges would be added, {changed} changed, {removed} removed")
        return True
    start, size = time.monotonic(), added + changed + removed
    if size:
        with Progress(lambda: size, "nodes and edges") as show:
            target.apply(plan, base, show, wish.batch)
    seconds = time.monotonic() - start
    click.echo(
        f"{target.name}: {added} nodes and edges added, {changed} changed, {removed} removed in {seconds:.1f} s{rate(size, seconds)}"
    )
    return True


def told_counts(name: str, counts: dict[str, tuple[int, int]], wish: Wish) -> bool:
    """Print what is there beside what was sent; whether it is the same."""
    total = f"{len(counts)} kinds, {sum(t for t, _ in counts.values())} nodes and edges"
    return told(name, [Count(kind, *numbers) for kind, numbers in counts.items()], "", total, wish.keeps)
