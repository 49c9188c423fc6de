"""Loading quads: what is there is compared with what should be, and the difference is sent.

So a load may be repeated, and one that died is finished by the next: whatever it left is compared like everything else. A database without any of
ours is filled in bulk. What fails while we live is taken back.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from mali_kg.databases.rdf_lines import chunks, lines, survey
from mali_kg.databases.rdf_target import Ours, RdfTarget
from mali_kg.databases.spool import Spool
from mali_kg.errors import MaliKgError

Pieces = Callable[[], Iterable[bytes]]
Progress = Callable[[int], None]


def silent(_: int) -> None:
    """Progress that nobody is told of."""


class Shipment:
    """What should be there: N-Quads in pieces, as often as they are asked for. It is counted while the first of it is sent.

    :param base: base of its IRIs.
    :param path: a file that holds the same as the pieces, where there is one.
    """

    def __init__(self, pieces: Pieces, base: str, path: Path | None = None) -> None:
        self.pieces, self.base, self.path = pieces, base, path
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
        return Ours(self.base, self._survey.result()[1])

    @property
    def size(self) -> int:
        """How many quads."""
        return sum(self.counts.values())


class Loaded(NamedTuple):
    """What a load did."""

    added: int
    removed: int
    seconds: float
    #: Quads by graph: there, and as they should be.
    graphs: dict[str, tuple[int, int]]


class Plan:
    """What a load will do: what is there and what should be, compared. To be closed by ``with``.

    :param remove: whether what is there and should not be is taken away.
    """

    def __init__(self, there: Iterable[bytes], sent: Iterable[bytes], remove: bool = True) -> None:
        self.spool = Spool()
        try:
            self.present = self.spool.put("there", there)
            self.spool.put("sent", sent)
            self.add, self.kept = self.spool.count_only("sent"), self.spool.count_both()
            self.remove = self.spool.count_only("there") if remove else 0
        except BaseException:
            self.spool.database.close()
            raise

    def __enter__(self) -> "Plan":
        return self

    def __exit__(self, *_: object) -> None:
        self.spool.database.close()

    def additions(self) -> Iterator[bytes]:
        """The lines to add, in the same order each time."""
        return self.spool.only("sent")

    def removals(self) -> Iterator[bytes]:
        """The lines to take away, in the same order each time."""
        return self.spool.only("there") if self.remove else iter(())


def plan(target: RdfTarget, sent: Shipment, mode: str) -> Plan:
    """Compare what is there with what should be.

    :param mode: ``replace``, ``merge`` or ``create``.
    :raises MaliKgError: where ``create`` meets a dataset that is there already.
    """
    there = target.ours(sent.ours)
    if mode == "create" and next(iter(there), None):
        raise MaliKgError(f"{target.name} holds this dataset already, or a part of it. Take --mode replace, or merge.")
    return Plan(there, lines(sent.pieces()), remove=mode == "replace")


def load(target: RdfTarget, sent: Shipment, mode: str, progress: Progress = silent, batch: int = 0) -> Loaded:
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
            change(target, wanted, sent.ours, progress, batch)
            return Loaded(wanted.add, wanted.remove, time.monotonic() - start, compare(target, sent))
    # Nothing of ours was there: what the graphs have gained is ours, and is counted faster than what is ours.
    before = target.totals(sent.ours)
    _fill(target, sent, progress, batch)
    gained = {graph: number - before.get(graph, 0) for graph, number in target.totals(sent.ours).items()}
    return Loaded(sent.size, 0, time.monotonic() - start, against(sent, gained))


def clear(target: RdfTarget, ours: Ours, batch: int = 0) -> int:
    """Take every quad of ours away; how many there were. Nothing else is touched.

    :raises MaliKgError: where it fails; the message tells in which state the database is left.
    """
    with Plan(target.ours(ours), ()) as wanted:
        change(target, wanted, ours, silent, batch)
        return wanted.remove


def compare(target: RdfTarget, sent: Shipment) -> dict[str, tuple[int, int]]:
    """Quads by graph: there, and as they should be."""
    return against(sent, target.counts(sent.ours))


def against(sent: Shipment, there: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Numbers by graph beside those that were sent."""
    wanted = sent.counts
    return {g: (there.get(g, 0), wanted.get(g, 0)) for g in sorted(there.keys() | wanted.keys()) if there.get(g) or g in wanted}


def change(target: RdfTarget, wanted: Plan, ours: Ours, progress: Progress = silent, batch: int = 0) -> None:
    """Send a difference, additions first; where that fails, send it backwards.

    :raises MaliKgError: where it fails; the message tells in which state the database is left.
    """
    if not wanted.add + wanted.remove:
        return
    size = batch or target.batch
    before = sum(target.counts(ours).values())
    added = removed = 0
    try:
        for add, remove in _steps(wanted, size):
            # Counted before it is sent: of what fails, a part may be there.
            added, removed = added + len(add), removed + len(remove)
            target.change(add, remove)
            progress(added + removed)
    except MaliKgError as error:
        for gone in chunks(islice(wanted.removals(), removed), size):
            with suppress(MaliKgError):
                target.change(gone, [])
        for new in chunks(islice(wanted.additions(), added), size):
            with suppress(MaliKgError):
                target.change([], new)
        raise _told(error, target, ours, before) from None


def _steps(wanted: Plan, size: int) -> Iterator[tuple[list[bytes], list[bytes]]]:
    """What to add and what to take away, in one step where that is enough."""
    if wanted.add + wanted.remove <= size:
        yield list(wanted.additions()), list(wanted.removals())
        return
    for add in chunks(wanted.additions(), size):
        yield add, []
    for remove in chunks(wanted.removals(), size):
        yield [], remove


def _fill(target: RdfTarget, sent: Shipment, progress: Progress, batch: int) -> None:
    """Fill a database that holds nothing of ours; where that fails, empty it again."""
    done = 0

    def told() -> Iterator[bytes]:
        nonlocal done
        done = 0
        for piece in sent.pieces():
            yield piece
            done += piece.count(b"\n")
            progress(done)

    try:
        if target.bulk:
            target.fill(told, sent.path)
            return
        for chunk in chunks(lines(sent.pieces()), batch or target.batch):
            target.change(chunk, [])
            done += len(chunk)
            progress(done)
    except MaliKgError as error:
        with suppress(MaliKgError):
            clear(target, sent.ours, batch)
        raise _told(error, target, sent.ours, 0) from None


def _told(error: MaliKgError, target: RdfTarget, ours: Ours, before: int) -> MaliKgError:
    """The error of a load that failed, with the state in which the database is found now.

    :param before: how many quads of ours it held before.
    """
    state = "What was sent could not be taken back; load again, and the next load finishes or mends this one."
    with suppress(MaliKgError):
        if sum(target.counts(ours).values()) == before:
            state = "The database is as it was before."
    return MaliKgError(f"{error}\n{state}")
