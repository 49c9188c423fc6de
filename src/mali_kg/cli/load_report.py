"""What ``mali-kg load`` tells."""

import sys
import time
from collections.abc import Callable, Sequence

import click

from mali_kg.databases.request import Change, Count


def note(message: str) -> None:
    """Say something on stderr."""
    click.echo(f"mali-kg: {message}", err=True)


def rate(number: int, seconds: float) -> str:
    """Tell how fast it was, where that says something."""
    return f", {number / seconds:,.0f} a second" if number > 1000 and seconds else ""


def show_change(name: str, change: Change, rdf: bool, planned: bool = False) -> None:
    """Print what was done, or would be."""
    things = "quads" if rdf else "nodes and edges"
    changed, kept = ("", f", {change.kept} kept") if rdf else (f", {change.changed} changed", "")
    if planned:
        click.echo(f"{name}: {change.added} {things} would be added{changed}, {change.removed} removed{kept}")
        return
    size = change.added if rdf else change.added + change.changed + change.removed
    took = f"{change.seconds:.1f} s{rate(size, change.seconds)}"
    click.echo(f"{name}: {change.added} {things} added{changed}, {change.removed} removed in {took}")


def show_counts(name: str, counts: Sequence[Count], rdf: bool) -> None:
    """Print what is there beside what was sent."""
    total, unit = sum(count.there for count in counts), " quads" if rdf else ""
    for count in grouped(counts) if rdf else counts:
        click.echo(f"  {count.kind}: {count.there}{unit} there, {count.sent} sent{'' if count.is_good else '   differs'}")
    if all(count.is_good for count in counts):
        click.echo(f"verified: {len(counts)} graphs, {total} quads" if rdf else f"verified: {len(counts)} kinds, {total} nodes and edges")
    else:
        note(f"{name} does not hold what was sent, see above. Load again: the difference is sent.")


def grouped(graphs: Sequence[Count]) -> list[Count]:
    """Put graphs of one kind that agree into one line."""
    groups: dict[tuple[str, bool], list[Count]] = {}
    for graph in graphs:
        local = graph.kind.partition("/graph/")[2] or graph.kind
        groups.setdefault((local.partition("/")[0] + ("/…" if "/" in local else ""), graph.is_good), []).append(graph)
    return [
        Count(f"{group} ({len(found)} graphs)" if len(found) > 1 else group, sum(g.there for g in found), sum(g.sent for g in found), good)
        for (group, good), found in groups.items()
    ]


class Progress:
    """Shows how far a load is, in a terminal: the share, the rate, the time left.

    :param size: tells how many there are in all; it is asked when that is shown first.
    """

    def __init__(self, size: Callable[[], int], what: str) -> None:
        self.size, self.what, self.start, self.last = size, what, time.monotonic(), 0.0
        self.shown = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> Callable[[int], None]:
        return self.show

    def show(self, done: int) -> None:
        """Show that so many have been sent; at most ten times a second."""
        now = time.monotonic()
        if not self.shown or now - self.last < 0.1:
            return
        self.last = now
        size, speed = self.size(), done / max(now - self.start, 0.001)
        left = max(size - done, 0) / speed if speed else 0
        click.echo(f"\r{done:,} of {size:,} {self.what}, {speed:,.0f} a second, {left:.0f} s left ", nl=False, err=True)

    def __exit__(self, *_: object) -> None:
        if self.shown and self.last:
            click.echo("\r" + " " * 70 + "\r", nl=False, err=True)
