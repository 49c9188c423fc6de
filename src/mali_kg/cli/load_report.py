"""What ``mali-kg load`` is asked for, and what it tells."""

import sys
import time
from collections.abc import Callable
from typing import NamedTuple

import click


class Wish(NamedTuple):
    """What is to be done."""

    mode: str
    article: str
    remove: bool
    dry_run: bool
    verify_only: bool
    #: Quads, or nodes and edges, in one request; 0 for what suits the database.
    batch: int

    @property
    def keeps(self) -> bool:
        """Whether more may be there than was sent."""
        return self.mode == "merge" and not self.remove


class Count(NamedTuple):
    """How many of a kind are there, and how many should be."""

    kind: str
    there: int
    sent: int
    is_good: bool


def note(message: str) -> None:
    """Say something on stderr."""
    click.echo(f"mali-kg: {message}", err=True)


def rate(number: int, seconds: float) -> str:
    """How fast it was, where that says something."""
    return f", {number / seconds:,.0f} a second" if number > 1000 and seconds else ""


def told(name: str, counts: list[Count], unit: str, total: str) -> bool:
    """Print what is there beside what was sent; whether it is as it should be.

    :param unit: what is counted, after each number; may be empty.
    :param total: what was verified, in words.
    """
    for count in counts:
        click.echo(f"  {count.kind}: {count.there}{unit} there, {count.sent} sent{'' if count.is_good else '   differs'}")
    good = all(count.is_good for count in counts)
    if good:
        click.echo(f"verified: {total}")
    else:
        note(f"{name} does not hold what was sent, see above. Load again: the difference is sent.")
    return good


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
