"""Loading quads: what is there is compared with what should be, and the difference is sent.

So a load may be repeated, and one that died is finished by the next: whatever it left is compared like everything else. Where none of our graphs is
there, they are filled in bulk. What fails while we live is taken back.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from mali_kg.databases.comparison import GraphCount, QuadPlan, graph_counts
from mali_kg.databases.errors import AlreadyThereError, LoadError, MaybeLoadedError
from mali_kg.databases.lines import chunks, lines
from mali_kg.databases.rdf_target import RdfTarget
from mali_kg.databases.wanted import WantedDataset
from mali_kg.errors import MaliKgError
from mali_kg.http import UnreachableError
from mali_kg.rdf.iris import Iris

Progress = Callable[[int], None]


def silent(_: int) -> None:
    """Tell nobody of the progress."""


class Loaded(NamedTuple):
    """What a load did."""

    added: int
    removed: int
    seconds: float
    #: What was found afterwards, by graph.
    graphs: dict[str, GraphCount]


def compare(target: RdfTarget, sent: WantedDataset, mode: str) -> QuadPlan:
    """Compare what is there with what should be.

    :param mode: ``replace``, ``merge`` or ``create``.
    :raises AlreadyThereError: where ``create`` meets a dataset, or an article, that is there already.
    :raises MaliKgError: where the database cannot be read, or there is no room to compare.
    """
    if mode == "create":
        alone = sent.ours._replace(names=(Iris(sent.base).article_graph(sent.article),)) if sent.article else sent.ours
        if target.counts(alone):
            what = f"article {sent.article!r}" if sent.article else "this dataset"
            raise AlreadyThereError(target.name, what, partly=not sent.article)
    return QuadPlan(lambda: target.quad_lines(sent.ours), lines(sent.pieces()), remove=mode == "replace")


def load(target: RdfTarget, sent: WantedDataset, mode: str, progress: Progress = silent, batch: int = 0) -> Loaded:
    """Load a dataset, or what one article of it needs, and count what is there afterwards.

    :param mode: ``replace``, ``merge`` or ``create``.
    :param progress: is told how many quads have been sent so far.
    :param batch: quads in one request, where they are not sent at once; 0 for what suits the database.
    :raises LoadError: where it fails; the message tells in which state the database is left.
    """
    start = time.monotonic()
    if not target.counts(sent.ours):
        _fill(target, sent, progress, batch)
        added, removed = sent.size, 0
    else:
        with compare(target, sent, mode) as wanted:
            change(target, wanted, progress, batch)
            added, removed = wanted.added, wanted.removed
    return Loaded(added, removed, time.monotonic() - start, graph_counts(sent.counts, target.counts(sent.ours)))


def change(target: RdfTarget, wanted: QuadPlan, progress: Progress = silent, batch: int = 0) -> None:
    """Send a difference, removals first, so that what a database gives back in another spelling stays; where that fails, send it backwards.

    :param progress: is told how many quads have been sent so far.
    :param batch: quads in one request; 0 for what suits the database.
    :raises LoadError: where it fails; the message tells in which state the database is left.
    """
    size = batch or target.batch
    removed = added = 0
    if not wanted.added + wanted.removed:
        return
    try:
        with target.transaction():
            for remove, add in _steps(wanted, size):
                # Counted before it is sent: of what fails, a part may be there.
                removed, added = removed + len(remove), added + len(add)
                target.change(add, remove)
                progress(removed + added)
    except MaliKgError as error:
        for new in chunks(islice(wanted.additions(), 0 if target.rolls_back else added), size):
            with suppress(MaliKgError):
                target.change([], new)
        for gone in chunks(islice(wanted.removals(), 0 if target.rolls_back else removed), size):
            with suppress(MaliKgError):
                target.change(gone, [])
        raise _failure(error, wanted.is_undone) from None


def _steps(wanted: QuadPlan, size: int) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """Give what to take away and what to add, in one step where that is enough."""
    if wanted.added + wanted.removed <= size:
        yield list(wanted.removals()), list(wanted.additions())
        return
    for remove in chunks(wanted.removals(), size):
        yield remove, []
    for add in chunks(wanted.additions(), size):
        yield [], add


def _fill(target: RdfTarget, sent: WantedDataset, progress: Progress, batch: int) -> None:
    """Fill graphs of which none is there, in bulk unless batches are asked for; where that fails, empty them again."""
    done = 0

    def counted() -> Iterator[bytes]:
        nonlocal done
        done = 0
        for piece in sent.pieces():
            yield piece
            done += piece.count(b"\n")
            progress(done)

    try:
        with target.transaction():
            if target.bulk and not batch:
                target.fill(counted)
                return
            for chunk in chunks(lines(sent.pieces()), batch or target.batch):
                target.change(chunk, [])
                done += len(chunk)
                progress(done)
    except MaliKgError as error:

        def is_empty() -> bool:
            with QuadPlan(lambda: target.quad_lines(sent.ours), ()) as left:
                change(target, left, batch=batch)
            return not target.counts(sent.ours)

        raise _failure(error, is_empty) from None


def _failure(error: MaliKgError, undone: Callable[[], bool]) -> LoadError:
    """Make the error of a load that failed, with the state in which the database is found now.

    :param undone: whether it is as it was before.
    """
    state = "What was sent could not be taken back; load again, and the next load finishes or mends this one."
    with suppress(MaliKgError):
        if undone():
            state = "The database is as it was before."
            if isinstance(error, UnreachableError):
                return MaybeLoadedError(error, "The database is as it was before, unless it is still at work on what it got.")
    return LoadError(error, state)
