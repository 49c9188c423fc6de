"""What a database is asked to load, remove or verify, and what came of it, as values."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import NamedTuple


class LoadRequest(NamedTuple):
    """What is to be done."""

    #: ``replace``, ``merge`` or ``create``.
    mode: str = "replace"
    #: The article that is loaded or removed alone; empty for the dataset.
    article: str = ""
    remove: bool = False
    #: Only tell what would be done.
    dry_run: bool = False
    #: Only compare.
    verify_only: bool = False
    #: Quads, or nodes and edges, in one request; 0 for what suits the database.
    batch: int = 0

    @property
    def keeps(self) -> bool:
        """Whether more may be there than was sent."""
        return self.mode == "merge" and not self.remove


class Change(NamedTuple):
    """What was done, or would be: numbers of quads, or of nodes and edges."""

    added: int
    #: Nodes and edges of which a property differs; quads are added and removed.
    changed: int
    removed: int
    #: Quads that are there as they should be; 0 where that is not known.
    kept: int
    #: How long it took; 0 where it was not done.
    seconds: float


class Count(NamedTuple):
    """How many of a kind are there, and how many should be."""

    #: The IRI of a graph (empty for the default one), the label of a node, or the type of an edge.
    kind: str
    there: int
    sent: int
    is_good: bool


class LoadResult(NamedTuple):
    """What came of a request. What was not asked for is None."""

    #: What was done; with `LoadRequest.dry_run`, what would be.
    change: Change | None = None
    #: What is there beside what was sent: by graph, or by label and type.
    counts: tuple[Count, ...] | None = None
    #: Whether something is still there that was to be removed.
    is_left: bool = False

    @property
    def is_good(self) -> bool:
        """Whether all is as it was asked for."""
        return not self.is_left and all(count.is_good for count in self.counts or ())


#: Makes what is given how much has been sent: of the size in all, which is asked for when it is needed.
ShowProgress = Callable[[Callable[[], int]], AbstractContextManager[Callable[[int], None]]]
#: Is given a change as soon as it is made: what follows may take long, or fail.
OnChange = Callable[[Change], object]


@contextmanager
def no_progress(_size: Callable[[], int]) -> Iterator[Callable[[int], None]]:
    """Show no progress."""
    yield lambda _: None


def ignore_change(_change: Change) -> None:
    """Do nothing with a change."""


class Reporting(NamedTuple):
    """Who is told of a load while it goes on."""

    show_progress: ShowProgress = no_progress
    on_change: OnChange = ignore_change
