"""The dataset that is loaded into a database of quads: all of it, or what one article needs."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor

from mali_kg.claims.names import UnknownNameError
from mali_kg.databases.lines import chunks, counts, graph, lines
from mali_kg.databases.rdf_target import WRITTEN, OurGraphs
from mali_kg.rdf.iris import Iris

Pieces = Callable[[], Iterable[bytes]]


class WantedDataset:
    """What a database should hold: N-Quads in pieces. They are counted in a thread of its own while the first of them is sent.

    :param pieces: gives the pieces, each time it is called; a line may go on from one piece to the next.
    :param base: base of its IRIs.
    """

    #: The article that is loaded alone; empty for all.
    article = ""

    def __init__(self, pieces: Pieces, base: str) -> None:
        self.pieces, self.base = pieces, base
        worker = ThreadPoolExecutor(1)
        self._counts = worker.submit(lambda: counts(pieces()))
        worker.shutdown(wait=False)

    @property
    def counts(self) -> dict[str, int]:
        """Quads by graph."""
        return self._counts.result()

    @property
    def ours(self) -> OurGraphs:
        """The graphs of a database that are compared with it."""
        return OurGraphs(Iris(self.base).graphs)

    @property
    def size(self) -> int:
        """How many quads."""
        return sum(self.counts.values())


class WantedArticle(WantedDataset):
    """What an article needs of a dataset: its graph, and all that are no article's: names, vocabulary, links, sources, catalog.

    :param pieces: gives the pieces of the whole dataset.
    :raises UnknownNameError: where the dataset has no article of that name.
    """

    def __init__(self, pieces: Pieces, base: str, article: str) -> None:
        super().__init__(pieces, base)
        self.article, every = article, super().counts
        slugs = {name: slug for name in every if (slug := Iris(base).slug("article_graph", name))}
        if article not in slugs.values():
            raise UnknownNameError("article", article, slugs.values())
        self._chosen = {name: number for name, number in every.items() if slugs.get(name, article) == article}
        names = {f"<{name}>".encode() for name in self._chosen}

        def chosen() -> Iterator[bytes]:
            for some in chunks((line for line in lines(pieces()) if graph(line) in names), WRITTEN):
                yield b"".join(some)

        self.pieces = chosen

    @property
    def counts(self) -> dict[str, int]:
        """Quads by graph."""
        return self._chosen

    @property
    def ours(self) -> OurGraphs:
        """The graphs of a database that are compared with it."""
        return super().ours._replace(names=tuple(sorted(self._chosen)))
