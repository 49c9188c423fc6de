"""Loading quads: what is there is compared with what should be, and the difference is sent.

So a load may be repeated, and one that died is finished by the next: whatever it left is compared like everything else. A database without any of
ours is filled in bulk. What fails while we live is taken back.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from mali_kg.databases.rdf_lines import chunks, key, lines, survey
from mali_kg.databases.target import Ours, RdfTarget
from mali_kg.errors import MaliKgError

#: Ways to load.
MODES = ("create", "replace", "merge")
Pieces = Callable[[], Iterable[bytes]]


class Shipment(NamedTuple):
    """What should be there: N-Quads in pieces, as often as they are asked for, and their number by graph."""

    pieces: Pieces
    counts: dict[str, int]
    ours: Ours
    #: A file that holds the same as the pieces, where there is one.
    path: Path | None = None

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
    #: Whether more may be there than was sent, because older quads were kept.
    merged: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every graph holds what was sent."""
        return all(there >= sent if self.merged else there == sent for there, sent in self.graphs.values())


def shipment(pieces: Pieces, base: str, path: Path | None = None) -> Shipment:
    """A shipment of a dataset, counted."""
    graphs, predicates = survey(pieces())
    return Shipment(pieces, graphs, Ours(base, predicates), path)


class Plan(NamedTuple):
    """What a load will do."""

    #: Quads of ours that are there.
    present: int
    add: int
    #: Quads to take away, as lines.
    remove: list[bytes]
    #: Keys of what is there and stays.
    kept: set[int]


def plan(target: RdfTarget, sent: Shipment, mode: str) -> Plan:
    """Compare what is there with what should be.

    :raises MaliKgError: where ``create`` meets a dataset that is there already.
    """
    wanted: set[int] = set()
    kept: set[int] = set()
    remove: list[bytes] = []
    present = 0
    for line in target.ours(sent.ours):
        if mode == "create":
            raise MaliKgError(f"{target.name} holds this dataset already, or a part of it. Take --mode replace, or merge.")
        if not present:
            wanted = {key(sent_line) for sent_line in lines(sent.pieces())}
        present += 1
        number = key(line)
        if number in wanted:
            kept.add(number)
        elif mode == "replace":
            remove.append(line)
    return Plan(present, sent.size - len(kept), remove, kept)


def load(target: RdfTarget, sent: Shipment, mode: str, progress: Callable[[int], None] = lambda _: None, batch: int = 0) -> Loaded:
    """Load a shipment.

    :param progress: is told how many quads have been sent so far.
    :param batch: quads in one request, where they are not sent at once; 0 for what suits the database.
    :raises MaliKgError: where it fails; the message tells in which state the database is left.
    """
    start = time.monotonic()
    wanted = plan(target, sent, mode)
    if wanted.present == 0 and sent.size:
        # Nothing of ours was there: what the graphs have gained is ours, and is counted faster than what is ours.
        before = target.totals(sent.ours)
        _fill(target, sent, progress, batch)
        gained = {graph: number - before.get(graph, 0) for graph, number in target.totals(sent.ours).items()}
        found = against(sent, {graph: number for graph, number in gained.items() if number})
    else:
        if wanted.add or wanted.remove:
            _change(target, sent, wanted, progress, batch)
        found = compare(target, sent)
    return Loaded(wanted.add, len(wanted.remove), time.monotonic() - start, found, mode == "merge")


def clear(target: RdfTarget, sent: Shipment, batch: int = 0) -> int:
    """Take every quad of ours away; how many there were. Nothing else is touched."""
    removed = 0
    for chunk in chunks(list(target.ours(sent.ours)), batch or target.batch):
        target.change([], chunk)
        removed += len(chunk)
    return removed


def compare(target: RdfTarget, sent: Shipment) -> dict[str, tuple[int, int]]:
    """Quads by graph: there, and as they should be."""
    return against(sent, target.counts(sent.ours))


def against(sent: Shipment, there: dict[str, int]) -> dict[str, tuple[int, int]]:
    """Numbers by graph beside those that were sent."""
    return {graph: (there.get(graph, 0), sent.counts.get(graph, 0)) for graph in sorted(there.keys() | sent.counts.keys())}


def _fill(target: RdfTarget, sent: Shipment, progress: Callable[[int], None], batch: int) -> None:
    """Fill a database that holds nothing of ours; where that fails, empty it again."""

    def told() -> Iterator[bytes]:
        done = 0
        for piece in sent.pieces():
            yield piece
            done += piece.count(b"\n")
            progress(done)

    try:
        if target.fills_at_once or hasattr(target, "store"):
            target.fill(told, sent.path)
            progress(sent.size)
            return
        done = 0
        for chunk in chunks(lines(sent.pieces()), batch or target.batch):
            target.change(chunk, [])
            done += len(chunk)
            progress(done)
    except MaliKgError as error:
        raise _after(error, lambda: clear(target, sent, batch)) from None


def _change(target: RdfTarget, sent: Shipment, wanted: Plan, progress: Callable[[int], None], batch: int) -> None:
    """Send a difference, additions first; where that fails, send it backwards."""
    size = batch or target.batch
    done: list[tuple[list[bytes], list[bytes]]] = []
    new = (line for line in lines(sent.pieces()) if key(line) not in wanted.kept)
    steps: Iterable[tuple[list[bytes], list[bytes]]]
    if wanted.add + len(wanted.remove) <= size:
        steps = [(list(new), wanted.remove)]
    else:
        steps = (*((chunk, []) for chunk in chunks(new, size)), *(([], chunk) for chunk in chunks(wanted.remove, size)))
    count = 0
    try:
        for add, remove in steps:
            target.change(add, remove)
            done.append((add, remove))
            count += len(add) + len(remove)
            progress(count)
    except MaliKgError as error:

        def undo() -> None:
            for add, remove in reversed(done):
                target.change(remove, add)

        raise _after(error, undo) from None


def _after(error: MaliKgError, undo: Callable[[], object]) -> MaliKgError:
    """The error of a load that failed, with the state in which the database is left."""
    try:
        undo()
        state = "The database is as it was before."
    except MaliKgError:
        state = "What was sent could not be taken back; load again, and the next load finishes or mends this one."
    return MaliKgError(f"{error}\n{state}")
