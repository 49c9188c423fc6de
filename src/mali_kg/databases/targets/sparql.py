"""Databases that speak SPARQL 1.1: queries and updates over HTTP, and quads in bulk where the product takes them."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from mali_kg.databases.connection import Connection
from mali_kg.databases.errors import ProductError, TooMuchAtOnceError
from mali_kg.databases.lines import graph_blocks, update
from mali_kg.databases.rdf_target import RdfTarget
from mali_kg.http import Server
from mali_kg.sparql.endpoint import Endpoint
from mali_kg.sparql.products import FUSEKI, OXIGRAPH, VIRTUOSO, Product, product_of

if TYPE_CHECKING:
    import requests


class SparqlTarget(RdfTarget):
    """A database behind SPARQL 1.1.

    :param name: what messages call it.
    :param product: the product that should answer; None where any will do.
    :param query: address of queries, ``update`` of updates, ``quads`` of quads in bulk (N-Quads by POST; empty where there is none).
    :param page: rows that an answer may have; 0 for any number.
    :raises ProductError: where another product answers.
    :raises NetworkError: where nothing does, or it does not know us.
    """

    def __init__(
        self,
        name: str,
        product: Product | None,
        addresses: tuple[str, str, str],
        connection: Connection,
        batch: int = 10_000,
        page: int = 0,
    ) -> None:
        query, updates, quads = addresses
        credentials, timeout = connection.credentials, connection.timeout
        self.endpoint = Endpoint(query, "", credentials, timeout, "TARGET")
        self.server = Server(updates, "TARGET", credentials, timeout)
        self.quads = Server(quads, "TARGET", credentials, timeout) if quads else None
        self.name, self.product, self.say = name, product, connection.say
        self.batch, self.page = batch, page
        self.bulk = self.quads is not None
        try:
            self._check_product()
        except BaseException:
            SparqlTarget.close(self)
            raise

    def _check_product(self) -> None:
        """Ask something, so that what is wrong with the address is known before anything is sent."""
        response = self.endpoint.server.insist({"query": "ASK {}"}, {"Accept": "application/sparql-results+json"}, say=self.say)
        found = product_of(response.headers)
        if response.status_code == 200 and self.product and found and found != self.product:
            raise ProductError(self.name, found.name)
        # What is not an answer is told as it is for any query.
        self.endpoint.ask("ASK {}", self.name)

    def rows(self, query: str) -> Iterator[ox.QuerySolution]:
        """Give the rows of a SELECT query, as they come in, or page by page where the server gives no more than a page."""
        if not self.page:
            yield from self.endpoint.rows(query, self.say)
            return
        offset = 0
        while True:
            read = 0
            # The order is that of an inner query: Virtuoso sorts no more than 10,000 rows of an outer one.
            names = query.partition("{")[0].removeprefix("SELECT ").replace("DISTINCT ", "")
            ordered = f"{query} ORDER BY {names}" if "(" not in names else query
            paged = f"SELECT * {{ {{ {ordered} }} }} LIMIT {self.page} OFFSET {offset}"
            for row in self.endpoint.rows(paged, self.say):
                read += 1
                yield row
            if not read:
                return
            # A server may give less than a page.
            offset += read

    def fill(self, pieces: Callable[[], Iterable[bytes]]) -> None:
        """Add quads in one request, which the database takes as one transaction."""
        assert self.quads is not None
        self._done(self.quads.insist(pieces, {"Content-Type": "application/n-quads"}, say=self.say), self.quads)

    def change(self, add: list[bytes], remove: list[bytes]) -> None:
        """Take quads away and add others, in one update."""
        text = update(add, remove)
        if text:
            headers = {"Content-Type": "application/sparql-update"}
            self._done(self.server.insist(text.encode(), headers, say=self.say), self.server)

    def close(self) -> None:
        """Close the connections."""
        self.endpoint.close()
        self.server.close()
        if self.quads:
            self.quads.close()

    def _done(self, response: "requests.Response", server: Server) -> None:
        if 200 <= response.status_code < 300:
            return
        wrong = "It does not take this here. Is it the product that the address says? For any SPARQL 1.1 endpoint: sparql+http://…"
        refused = server.refusal(response, {404: wrong, 405: wrong, 415: wrong})
        if refused.status == 413:
            todo = "Too much at once for it: send less at a time."
            raise TooMuchAtOnceError(refused.url, refused.status, refused.reason, todo, refused.said)
        raise refused


class VirtuosoTarget(SparqlTarget):
    """Virtuoso: it takes updates as a form field, and knows us by digest."""

    def change(self, add: list[bytes], remove: list[bytes]) -> None:
        """Take quads away and add others: a request each, because one of both is not one transaction here either."""
        for word, found in (("DELETE", remove), ("INSERT", add)):
            # Of several graphs in one DELETE DATA it empties but a part (7.2.13).
            for block in graph_blocks(found):
                text = f"{word} DATA {{ {block} }}"
                self._done(self.server.insist({"query": text}, {"Accept": "text/plain"}, say=self.say), self.server)


def open_oxigraph(to: Connection) -> SparqlTarget:
    """Open an Oxigraph server: ``/query``, ``/update``, and quads at ``/store``."""
    return SparqlTarget("Oxigraph", OXIGRAPH, (f"{to.address.url}/query", f"{to.address.url}/update", f"{to.address.url}/store"), to)


def open_fuseki(to: Connection) -> SparqlTarget:
    """Open a dataset of Fuseki: quads at the dataset itself."""
    return SparqlTarget("Fuseki", FUSEKI, (f"{to.address.url}/query", f"{to.address.url}/update", to.address.url), to)


def open_rdf4j(to: Connection) -> SparqlTarget:
    """Open a repository of RDF4J or GraphDB: updates and quads at ``/statements``."""
    return SparqlTarget("RDF4J", None, (to.address.url, f"{to.address.url}/statements", f"{to.address.url}/statements"), to)


def open_virtuoso(to: Connection) -> SparqlTarget:
    """Open Virtuoso: ``/sparql``, and ``/sparql-auth`` for whom it knows."""
    known = to.credentials.user or "@" in to.address.url
    address = f"{to.address.url}/{'sparql-auth' if known else 'sparql'}"
    return VirtuosoTarget("Virtuoso", VIRTUOSO, (address, address, ""), to, 500, 50_000)
