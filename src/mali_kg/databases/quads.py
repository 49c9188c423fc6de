"""Loading quads: what is there is compared with what should be, and the difference is sent.

So a load may be repeated, and one that died is finished by the next: whatever it left is compared like everything else. A database without any of
ours is filled in bulk. What fails while we live is taken back.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from typing import NamedTuple

from mali_kg.databases.comparison import LineComparison
from mali_kg.databases.errors import AlreadyThereError, LoadError, MaybeLoadedError
from mali_kg.databases.lines import chunks, counts, lines, survey
from mali_kg.databases.rdf_target import Ours, RdfTarget
from mali_kg.errors import MaliKgError
from mali_kg.http import UnreachableError

Pieces = Callable[[], Iterable[bytes]]
Progress = Callable[[int], None]


def silent(_: int) -> None:
    """Progress that nobody is told of."""


class WantedDataset:
    """What should be there: N-Quads in pieces, as often as they are asked for. It is counted while the first of it is sent.

    :param base: base of its IRIs.
    :param terms: properties that a dataset of this kind may use, whether this one does or not.
    """

    def __init__(self, pieces: Pieces, base: str, terms: Collection[str] = ()) -> None:
        self.pieces, self.base, self.terms = pieces, base, terms
        worker = ThreadPoolExecutor(1)
        self._survey = worker.submit(lambda: survey(pieces()))
        worker.shutdown(wait=False)

    @property
    def counts(self) -> dict[str, int]:
        """Quads by graph; the default graph is the empty name."""
        return self._survey.result()[0]

    @property
    def ours(self) -> Ours:
        """What of a database belongs to the same dataset."""
        return Ours(self.base, tuple(sorted({*self._survey.result()[1], *self.terms})))

    @property
    def size(self) -> int:
        """How many quads."""
        return sum(self.counts.values())


class GraphCount(NamedTuple):
    """How many quads a graph has, and should have."""

    there: int
    sent: int
    #: How many of those that should be there are known to be missing, or cannot be there for want of numbers.
    missing: int

    def is_good(self, more: bool = False) -> bool:
        """Whether it is as it should be; where there may be more, whether nothing is missing."""
        return not self.missing and (more or self.there == self.sent)


class Loaded(NamedTuple):
    """What a load did."""

    added: int
    removed: int
    seconds: float
    #: What was found afterwards, by graph; the default graph is the empty name.
    graphs: dict[str, GraphCount]


class QuadPlan:
    """What a load will do: what is there and what should be, compared. To be closed by ``with``.

    :param read: reads what is there, as often as it is called.
    :param remove: whether what is there and should not be is taken away.
    """

    def __init__(self, read: Callable[[], Iterable[bytes]], sent: Iterable[bytes], remove: bool = True) -> None:
        self.comparison, self.read = LineComparison(), read
        try:
            self.present = self.comparison.put("there", read())
            self.comparison.put("sent", sent)
            self.add, self.kept = self.comparison.count_only("sent", "there"), self.comparison.count_both()
            self.remove = self.comparison.count_only("there", "sent") if remove else 0
        except BaseException:
            self.comparison.database.close()
            raise

    def __enter__(self) -> "QuadPlan":
        return self

    def __exit__(self, *_: object) -> None:
        self.comparison.database.close()

    def additions(self) -> Iterator[bytes]:
        """The lines to add, in the same order each time."""
        return self.comparison.only("sent", "there")

    def removals(self) -> Iterator[bytes]:
        """The lines to take away, in the same order each time."""
        return self.comparison.only("there", "sent") if self.remove else iter(())

    def is_undone(self) -> bool:
        """Whether there is now what was there when the plan was made. Asked once."""
        self.comparison.put("now", self.read())
        return not self.comparison.count_only("now", "there") and not self.comparison.count_only("there", "now")


def plan(target: RdfTarget, sent: WantedDataset, mode: str) -> QuadPlan:
    """Compare what is there with what should be.

    :param mode: ``replace``, ``merge`` or ``create``.
    :raises MaliKgError: where ``create`` meets a dataset that is there already.
    """
    if mode == "create" and next(target.ours(sent.ours), None):
        raise AlreadyThereError(target.name, "this dataset", partly=True)
    return QuadPlan(lambda: target.ours(sent.ours), lines(sent.pieces()), remove=mode == "replace")


def load(target: RdfTarget, sent: WantedDataset, mode: str, progress: Progress = silent, batch: int = 0) -> Loaded:
    """Load a shipment.

    :param progress: is told how many quads have been sent so far.
    :param batch: quads in one request, where they are not sent at once; 0 for what suits the database.
    :raises MaliKgError: where it fails; the message tells in which state the database is left.
    """
    start = time.monotonic()
    if target.is_empty():
        _fill(target, sent, progress, batch)
        return Loaded(sent.size, 0, time.monotonic() - start, against(sent, target.totals(sent.ours)))
    with plan(target, sent, mode) as wanted:
        if wanted.present:
            change(target, wanted, progress, batch)
            return Loaded(wanted.add, wanted.remove, time.monotonic() - start, against(sent, target.counts(sent.ours)))
    # Nothing of ours was there: what the graphs have gained is ours, and is counted faster than what is ours.
    before = target.totals(sent.ours)
    _fill(target, sent, progress, batch)
    found = against(sent, {graph: number - before.get(graph, 0) for graph, number in target.totals(sent.ours).items()})
    if not all(held.is_good() for held in found.values()):
        found = against(sent, target.counts(sent.ours))  # somebody else was at work meanwhile
    return Loaded(sent.size, 0, time.monotonic() - start, found)


def against(sent: WantedDataset, there: dict[str, int]) -> dict[str, GraphCount]:
    """Numbers by graph beside those that were sent: what a load has sent is not compared anew, but counted."""
    wanted = sent.counts
    graphs = sorted(there.keys() | wanted.keys())
    found = {g: (there.get(g, 0), wanted.get(g, 0)) for g in graphs if there.get(g) or g in wanted}
    return {g: GraphCount(number, should, max(should - number, 0)) for g, (number, should) in found.items()}


def differences(compared: QuadPlan, sent: dict[str, int]) -> dict[str, GraphCount]:
    """What differs, quad by quad, by graph.

    :param compared: what is there and what should be, all that differs to be removed.
    :param sent: how many quads should be there, by graph.
    """
    missing, more = counts(compared.additions()), counts(compared.removals())
    return {
        g: GraphCount(sent.get(g, 0) - missing.get(g, 0) + more.get(g, 0), sent.get(g, 0), missing.get(g, 0))
        for g in sorted(sent.keys() | more.keys())
    }


def change(target: RdfTarget, wanted: QuadPlan, progress: Progress = silent, batch: int = 0) -> None:
    """Send a difference, removals first, so that what a database gives back in another spelling stays; where that fails, send it backwards.

    :raises MaliKgError: where it fails; the message tells in which state the database is left.
    """
    size = batch or target.batch
    removed = added = 0
    if not wanted.add + wanted.remove:
        return
    try:
        with target.at_once():
            for remove, add in _steps(wanted, size):
                # Counted before it is sent: of what fails, a part may be there.
                removed, added = removed + len(remove), added + len(add)
                target.change(add, remove)
                progress(removed + added)
    except MaliKgError as error:
        for new in chunks(islice(wanted.additions(), 0 if target.undoes else added), size):
            with suppress(MaliKgError):
                target.change([], new)
        for gone in chunks(islice(wanted.removals(), 0 if target.undoes else removed), size):
            with suppress(MaliKgError):
                target.change(gone, [])
        raise _told(error, wanted.is_undone) from None


def _steps(wanted: QuadPlan, size: int) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """What to take away and what to add, in one step where that is enough."""
    if wanted.add + wanted.remove <= size:
        yield list(wanted.removals()), list(wanted.additions())
        return
    for remove in chunks(wanted.removals(), size):
        yield remove, []
    for add in chunks(wanted.additions(), size):
        yield [], add


def _fill(target: RdfTarget, sent: WantedDataset, progress: Progress, batch: int) -> None:
    """Fill a database that holds nothing of ours, in bulk unless batches are asked for; where that fails, empty it again."""
    done = 0

    def told() -> Iterator[bytes]:
        nonlocal done
        done = 0
        for piece in sent.pieces():
            yield piece
            done += piece.count(b"\n")
            progress(done)

    try:
        with target.at_once():
            if target.bulk and not batch:
                target.fill(told)
                return
            for chunk in chunks(lines(sent.pieces()), batch or target.batch):
                target.change(chunk, [])
                done += len(chunk)
                progress(done)
    except MaliKgError as error:

        def is_empty() -> bool:
            with QuadPlan(lambda: target.ours(sent.ours), ()) as left:
                change(target, left, batch=batch)
            return next(target.ours(sent.ours), None) is None

        raise _told(error, is_empty) from None


def _told(error: MaliKgError, undone: Callable[[], bool]) -> MaliKgError:
    """The error of a load that failed, with the state in which the database is found now.

    :param undone: whether it is as it was before.
    """
    state = "What was sent could not be taken back; load again, and the next load finishes or mends this one."
    with suppress(MaliKgError):
        if undone():
            state = "The database is as it was before."
            if isinstance(error, UnreachableError):
                return MaybeLoadedError(error, "The database is as it was before, unless it is still at work on what it got.")
    return LoadError(error, state)
