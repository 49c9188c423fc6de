"""``mali-kg load``, for databases of nodes and edges."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mali_kg.project import Project


def nodes_and_edges(
    database: object, project: "Project", base: str, mode: str, article: str, remove: bool, dry_run: bool, verify_only: bool
) -> bool:
    """Load, remove or verify nodes and edges; whether all is there as it should be."""
    import pyoxigraph as ox

    from mali_kg.cli.load import progress
    from mali_kg.databases import graph as loading
    from mali_kg.databases.rdf_lines import chunks, lines
    from mali_kg.errors import MaliKgError
    from mali_kg.export.parts import Selection, select
    from mali_kg.export.property_graph import property_graph
    from mali_kg.export.records import Records
    from mali_kg.store import pieces

    target: loading.GraphTarget = database  # type: ignore[assignment]
    there = target.sums(base)
    if remove:
        wanted, drop = loading.NOTHING, loading.of_article(there, article, base) if article else there
    else:
        # Quad after quad: a list of all of them would take more memory than the graph.
        quads = (q for chunk in chunks(lines(pieces(project)), 50_000) for q in ox.parse(b"".join(chunk), format=ox.RdfFormat.N_QUADS))
        part = select(list(quads), base, Selection(article=article)) if article else quads
        wanted = property_graph(Records(part, base, project.config.language))
        if mode == "create" and any(n.id in there.nodes for n in wanted.nodes if not article or n.label in ("Article", "Claim")):
            raise MaliKgError(
                f"{target.name} holds {'this article' if article else 'this dataset'} already, or a part of it. Take --mode replace, or merge."
            )
        drop = loading.KEEP
        if mode == "replace":
            held = not article or project.iris.article(article) in there.nodes
            drop = (loading.of_article(there, article, base) if article else there) if held else loading.KEEP
    merged = bool(article) or mode == "merge"
    if verify_only:
        return told(target.name, loading.compare(target, wanted, base), merged)
    change = loading.plan(there, wanted, drop)
    if dry_run:
        new, gone = len(change.new_nodes) + len(change.new_edges), len(change.drop_nodes) + len(change.drop_edges)
        click.echo(f"{target.name}: {new} nodes and edges would be added, {len(change.changed_nodes)} changed, {gone} removed")
        return True
    with progress(change.size, "nodes and edges") as show:
        found = loading.load(target, wanted, base, change, show, merged)
    rate = f", {change.size / found.seconds:,.0f} a second" if change.size > 1000 and found.seconds else ""
    click.echo(
        f"{target.name}: {found.added} nodes and edges added, {found.changed} changed, {found.removed} removed in {found.seconds:.1f} s{rate}"
    )
    return True if remove and article else told(target.name, found.counts, merged)


def told(name: str, counts: dict[str, tuple[int, int]], merged: bool) -> bool:
    """Print what is there against what was sent; whether it is the same."""
    good = True
    for kind, (there, sent) in counts.items():
        same = there >= sent if merged else there == sent
        good = good and same
        click.echo(f"  {kind}: {there} there, {sent} sent{'' if same else '   differs'}")
    if not good:
        click.echo(f"mali-kg: {name} does not hold what was sent, see above. Load again: the difference is sent.", err=True)
        return False
    click.echo(f"verified: {len(counts)} kinds, {sum(t for t, _ in counts.values())} nodes and edges")
    return True
