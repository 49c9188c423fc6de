"""Any SPARQL 1.1 endpoint, by the addresses that are given: queries, updates, and the Graph Store HTTP Protocol for large graphs where there is one."""

from collections.abc import Callable, Iterable, Iterator
from urllib.parse import parse_qsl, quote, urljoin

from mali_kg.databases.connection import Connection
from mali_kg.databases.errors import AddressPartError
from mali_kg.databases.lines import chunks, counts, in_graph, lines
from mali_kg.databases.targets.sparql import SparqlTarget
from mali_kg.errors import did_you_mean
from mali_kg.http import Server

#: Quads from which a graph goes to the graph store by itself; smaller ones go together, in updates.
LARGE = 1_000
#: How many large graphs there may be at most.
MANY = 20


class GraphStoreTarget(SparqlTarget):
    """An endpoint with a graph store (SPARQL 1.1 Graph Store HTTP Protocol): one address for every graph, ``?graph=…``.

    :param store: the address of the graph store.
    """

    def __init__(self, addresses: tuple[str, str, str], to: Connection, batch: int) -> None:
        query, update, store = addresses
        super().__init__("SPARQL endpoint", None, (query, update, ""), to, batch=batch)
        try:
            self.store = Server(store, "TARGET", to.credentials, to.timeout)
        except BaseException:
            super().close()
            raise
        self.bulk = True

    def close(self) -> None:
        """Close the connections."""
        super().close()
        self.store.close()

    def fill(self, pieces: Callable[[], Iterable[bytes]]) -> None:
        """Add quads: large graphs by the graph store, one request each; the small ones together, by updates."""
        numbers = counts(pieces())
        # Each is read out of the whole by itself: so there are not to be many.
        large = {graph for graph, number in numbers.items() if number >= max(LARGE, sum(numbers.values()) / MANY)}
        for graph in sorted(large):
            self._post(graph, pieces)
        small = (line for line in lines(pieces()) if not any(in_graph(line, graph) for graph in large))
        for some in chunks(small, self.batch):
            self.change(some, [])

    def _post(self, graph: str, pieces: Callable[[], Iterable[bytes]]) -> None:
        address = f"{self.store.url}{'&' if '?' in self.store.url else '?'}graph={quote(graph, safe='')}"
        end = f" <{graph}> .\n".encode()

        def triples() -> Iterator[bytes]:
            for some in chunks((line for line in lines(pieces()) if in_graph(line, graph)), 5_000):
                yield b"".join(line.removesuffix(end) + b" .\n" for line in some)

        self._done(self.store.insist(triples, {"Content-Type": "application/n-triples"}, url=address, say=self.say), self.store)


def open_sparql(to: Connection) -> SparqlTarget:
    """Open any SPARQL 1.1 endpoint, ``sparql+http://host/query#update=/update&store=/store``; without more, updates go to the address of queries.

    :raises AddressPartError: where the address says anything else after its #.
    """
    query, _, more = to.address.url.partition("#")
    given = dict(parse_qsl(more, keep_blank_values=True))
    for name in given.keys() - {"update", "store"}:
        hint = did_you_mean(name, ("update", "store"))
        raise AddressPartError(f", not {name!r}. {hint}".rstrip())
    try:
        update, store = (urljoin(query, given[name]) if given.get(name) else "" for name in ("update", "store"))
    except ValueError:
        raise AddressPartError("; one of them is no address.") from None
    if store:
        return GraphStoreTarget((query, update or query, store), to, 2_000)
    return SparqlTarget("SPARQL endpoint", None, (query, update or query, ""), to, batch=2_000)
