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
    :param article: the article that is loaded alone; empty for all.
    """

    def __init__(self, pieces: Pieces, base: str, article: str = "") -> None:
        self.pieces, self.base, self.article = pieces, base, article
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
        return OurGraphs(Iris(self.base).graphs, tuple(sorted(self.counts)) if self.article else ())

    @property
    def size(self) -> int:
        """How many quads."""
        return sum(self.counts.values())

    def of_article(self, article: str) -> "WantedDataset":
        """Select the graph of an article, and with it all that are no article's: names, vocabulary, links, sources, catalog.

        :raises UnknownNameError: where there is none of that name.
        """
        iris = Iris(self.base)
        slugs = {name: slug for name in self.counts if (slug := iris.slug("article_graph", name))}
        if article not in slugs.values():
            raise UnknownNameError("article", article, slugs.values())
        others = {f"<{name}>".encode() for name, slug in slugs.items() if slug != article}

        def chosen() -> Iterator[bytes]:
            for some in chunks((line for line in lines(self.pieces()) if graph(line) not in others), WRITTEN):
                yield b"".join(some)

        return WantedDataset(chosen, self.base, article)
