"""The dataset that is loaded into a database of quads."""

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor

from mali_kg.databases.lines import survey
from mali_kg.databases.rdf_target import DatasetScope

Pieces = Callable[[], Iterable[bytes]]


class WantedDataset:
    """What a database should hold: N-Quads in pieces. They are counted in a thread of its own while the first of them is sent.

    :param pieces: gives the pieces, each time it is called; a line may go on from one piece to the next.
    :param base: base of its IRIs.
    :param terms: IRIs of properties that a dataset of this kind may use, whether this one does or not.
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
    def scope(self) -> DatasetScope:
        """What of a database belongs to the same dataset."""
        return DatasetScope(self.base, tuple(sorted({*self._survey.result()[1], *self.terms})))

    @property
    def size(self) -> int:
        """How many quads."""
        return sum(self.counts.values())
