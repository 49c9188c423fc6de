"""``mali-kg load``, for databases of quads."""

import time
from typing import TYPE_CHECKING

import click

from mali_kg.cli.load_report import Count, Progress, Wish, note, rate, told

if TYPE_CHECKING:
    from mali_kg.databases.rdf import Plan, Shipment
    from mali_kg.databases.rdf_target import RdfTarget
    from mali_kg.project import Project


def load_rdf(target: "RdfTarget", project: "Project", base: str, wish: Wish) -> bool:
    """Load, remove or verify quads; whether all is there as it should be."""
    from mali_kg.databases import rdf
    from mali_kg.store import pieces

    sent = rdf.Shipment(lambda: pieces(project), base, project.dataset_path if project.dataset_path.is_file() else None)
    if wish.article and not wish.remove:
        return load_article(target, project, sent, wish)
    if wish.remove:
        return remove(target, sent, wish)
    if wish.verify_only:
        return told_graphs(target.name, rdf.compare(target, sent), wish)
    if wish.dry_run:
        with rdf.plan(target, sent, wish.mode) as plan:
            return told_plan(target.name, plan)
    with Progress(lambda: sent.size, "quads") as show:
        found = rdf.load(target, sent, wish.mode, show, wish.batch)
    told_change(target.name, found.added, found.removed, found.seconds)
    return told_graphs(target.name, found.graphs, wish)


def load_article(target: "RdfTarget", project: "Project", sent: "Shipment", wish: Wish) -> bool:
    """Load or verify one article."""
    from mali_kg.databases import articles, rdf
    from mali_kg.databases.disk import InStore
    from mali_kg.databases.rdf_lines import counts
    from mali_kg.errors import MaliKgError
    from mali_kg.iris import Iris
    from mali_kg.store import open_store, prepare

    prepare(project)
    wanted = articles.lines_of(InStore(open_store(project).store), sent, wish.article)
    if wish.mode == "create" and wish.article in articles.names(target, Iris(sent.base)):
        raise MaliKgError(f"{target.name} holds article {wish.article!r} already. Take --mode replace, or merge.")
    if not wish.verify_only:
        with rdf.Plan(articles.there(target, sent.ours, wish.article, wanted), wanted, remove=wish.mode == "replace") as plan:
            if wish.dry_run:
                return told_plan(target.name, plan)
            change(target, sent, plan, wish)
    there, should = counts(articles.there(target, sent.ours, wish.article, wanted)), counts(wanted)
    graphs = {g: (there.get(g, 0), should.get(g, 0)) for g in sorted(there.keys() | should.keys())}
    return told_graphs(target.name, graphs, wish)


def remove(target: "RdfTarget", sent: "Shipment", wish: Wish) -> bool:
    """Take the dataset, or one article, out of a database; whether it is gone."""
    from mali_kg.databases import articles, rdf
    from mali_kg.iris import Iris

    gone = articles.of_article(target, sent.ours, wish.article) if wish.article else target.ours(sent.ours)
    with rdf.Plan(gone, ()) as plan:
        if wish.dry_run:
            return told_plan(target.name, plan)
        change(target, sent, plan, wish)
    left = wish.article in articles.names(target, Iris(sent.base)) if wish.article else bool(target.counts(sent.ours))
    if left:
        note("a part of it is still there; try again.")
    return not left


def change(target: "RdfTarget", sent: "Shipment", plan: "Plan", wish: Wish) -> None:
    """Send a difference, and tell of it."""
    from mali_kg.databases import rdf

    start = time.monotonic()
    with Progress(lambda: plan.add + plan.remove, "quads") as show:
        rdf.change(target, plan, sent.ours, show, wish.batch)
    told_change(target.name, plan.add, plan.remove, time.monotonic() - start)


def told_plan(name: str, plan: "Plan") -> bool:
    """Tell what would be done."""
    click.echo(f"{name}: {plan.add} quads would be added, {plan.remove} removed, {plan.kept} kept")
    return True


def told_change(name: str, added: int, removed: int, seconds: float) -> None:
    """Tell what was done."""
    click.echo(f"{name}: {added} quads added, {removed} removed in {seconds:.1f} s{rate(added, seconds)}")


def told_graphs(name: str, graphs: dict[str, tuple[int, int]], wish: Wish) -> bool:
    """Print what is there beside what was sent; whether it is the same. Graphs of one kind that agree share a line."""
    groups: dict[tuple[str, bool], list[tuple[int, int]]] = {}
    for graph, (there, sent) in graphs.items():
        local = graph.partition("/graph/")[2] or graph or "default graph"
        good = there >= sent if wish.keeps else there == sent
        groups.setdefault((local.partition("/")[0] + ("/…" if "/" in local else ""), good), []).append((there, sent))
    counts = [
        Count(f"{group} ({len(pairs)} graphs)" if len(pairs) > 1 else group, sum(t for t, _ in pairs), sum(s for _, s in pairs))
        for (group, _), pairs in groups.items()
    ]
    total = f"{len(graphs)} graphs, {sum(t for t, _ in graphs.values())} quads"
    return told(name, counts, " quads", total, wish.keeps)
