"""``mali-kg load``, for databases of nodes and edges."""

import time
from typing import TYPE_CHECKING

import click

from mali_kg.cli.load_report import Count, Progress, Wish, note, rate, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mali_kg.claims.property_graph import Edge, Node
    from mali_kg.databases.node_comparison import GraphPlan
    from mali_kg.databases.nodes import GraphTarget
    from mali_kg.project import Project


def load_graph(target: "GraphTarget", project: "Project", base: str, wish: Wish) -> bool:
    """Load, remove or verify nodes and edges; whether all is there as it should be."""
    from mali_kg.databases import nodes as graph

    if wish.remove:
        with graph.removal(target, base, wish.article) as plan:
            change(target, plan, base, wish)
        left = not wish.dry_run and (graph.holds(target, base, wish.article) if wish.article else bool(target.counts(base)))
        if left:
            note("a part of it is still there; try again.")
        return not left

    def compared(mode: str) -> "GraphPlan":
        return graph.plan(target, base, wanted(project, base, wish.article), mode, wish.article)

    if not wish.verify_only:
        with compared(wish.mode) as plan:
            change(target, plan, base, wish)
            if wish.dry_run:
                return True
            if not wish.article:
                return told_counts(target.name, graph.counted(target, plan, base, wish.keeps))
    with compared("replace") as plan:
        return told_counts(target.name, plan.differences(wish.keeps))


def wanted(project: "Project", base: str, article: str) -> "Iterator[Node | Edge]":
    """The nodes and edges of the dataset, or of one article of it, one after the other."""
    from mali_kg.claims.backends import QuadBackend, StoreBackend
    from mali_kg.claims.property_graph import things
    from mali_kg.claims.reader import Records
    from mali_kg.databases import article as articles
    from mali_kg.rdf.iris import Iris
    from mali_kg.store.disk import prepare
    from mali_kg.store.opened import open_store

    prepare(project)
    dataset = StoreBackend(open_store(project).store)
    # The records of the whole are read one after the other: a dataset may be larger than memory.
    backend = QuadBackend(articles.part(dataset, Iris(base), article)) if article else dataset
    return things(Records(backend, base, project.config.language))


def change(target: "GraphTarget", plan: "GraphPlan", base: str, wish: Wish) -> None:
    """Make a change, or tell what it would be."""
    added, changed, removed = plan.added, plan.changed, plan.removed
    if wish.dry_run:
        click.echo(f"{target.name}: {added} nodes and edges would be added, {changed} changed, {removed} removed")
        return
    start, size = time.monotonic(), added + changed + removed
    if size:
        with Progress(lambda: size, "nodes and edges") as show:
            target.apply(plan, base, show, wish.batch)
    seconds = time.monotonic() - start
    click.echo(
        f"{target.name}: {added} nodes and edges added, {changed} changed, {removed} removed in {seconds:.1f} s{rate(size, seconds)}"
    )


def told_counts(name: str, counts: dict[str, tuple[int, int, bool]]) -> bool:
    """Print what is there beside what was sent; whether it is as it should be."""
    total = f"{len(counts)} kinds, {sum(there for there, *_ in counts.values())} nodes and edges"
    return told(name, [Count(kind, *found) for kind, found in counts.items()], "", total)
