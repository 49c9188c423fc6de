"""Queries over the SPARQL 1.1 Protocol: somebody else's endpoint, asked as our own dataset is: the default graph is the union of all graphs."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

from mali_kg.files import Readable, printable
from mali_kg.http import Credentials, NetworkError, Server, cause, said
from mali_kg.rdf.curie import known
from mali_kg.sparql.engine import Answer
from mali_kg.sparql.errors import QuerySyntaxError
from mali_kg.sparql.lexer import bare, declared_prefixes, tokens
from mali_kg.sparql.policy import is_safe_here
from mali_kg.sparql.products import OXIGRAPH, Product, product_of
from mali_kg.sparql.syntax_errors import hint, place

if TYPE_CHECKING:
    import requests

#: What is asked for, best first: forms that pyoxigraph reads.
ACCEPT = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, application/n-triples, text/turtle;q=0.9, "
    "application/rdf+xml;q=0.8, text/tab-separated-values;q=0.5"
)
#: Parameters of the protocol that choose graphs.
GRAPHS = {"default-graph-uri", "named-graph-uri"}
NO_ENDPOINT = "An endpoint’s address often ends in /sparql or /query."


class EndpointError(NetworkError):
    """An endpoint that does not answer a query as the SPARQL 1.1 Protocol has it.

    :param url: its address, without credentials.
    :param reason: what it did.
    """

    def __init__(self, url: str, reason: str) -> None:
        self.url, self.reason = url, reason
        super().__init__(f"{url} {reason}")


class QueryRefusedError(EndpointError):
    """An endpoint that does not take a query (status 400)."""


class BrokenResultsError(EndpointError):
    """Results that cannot be read, or not to their end."""


class NoResultsError(EndpointError):
    """An answer that is something else than results of the query."""


class Endpoint:
    """A SPARQL 1.1 endpoint; a connection is kept for the next query, until it is closed.

    :param url: its address, http or https. Parameters of the protocol may stand in it; where they choose graphs, nothing is added to that.
    :param base: the base IRI of the prefixes that need no declaration; empty where all are declared.
    :param timeout: seconds to wait for an answer; 0 for as long as it takes.
    :param what: what messages call the address.
    :raises MaliKgError: for an address that is no http or https URL.
    """

    def __init__(self, url: str, base: str, credentials: Credentials | None = None, timeout: float = 10.0, what: str = "endpoint") -> None:
        self.server = Server(url, what, credentials, timeout)
        self.base = base
        #: What answers there, as far as its answers have told.
        self.product: Product | None = None
        self._chooses_graphs = bool(parse_qs(urlsplit(self.server.url).query).keys() & GRAPHS)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are kept."""
        self.server.close()

    def ask(self, query: str, name: str = "query") -> Answer:
        """Send a query and read the answer.

        :raises MaliKgError: where the endpoint is down, slow, refuses, or sends what is no answer.
        """
        response = self._send(query)
        status = response.status_code
        if status == 400:
            try:
                # Only to see whether it is a query; one that asks elsewhere would do so even on an empty store.
                if is_safe_here(query) and "service" not in query.lower() and "\\u" not in query.lower():
                    ox.Store().query(query, prefixes=known(query, self.base) if self.base else {})
            except SyntaxError as error:
                raise QuerySyntaxError(name, place(query, str(error)) + hint(query, self.base)) from None
            words = said(response.text, response.headers.get("Content-Type", ""))
            raise QueryRefusedError(self.server.url, f"does not take the query (400).{words}")
        if status != 200:
            nothing, no_queries = f"There is nothing at this address. {NO_ENDPOINT}", f"It takes no queries at this address. {NO_ENDPOINT}"
            raise self.server.refusal(response, {404: nothing, 405: no_queries})
        return self._read(response.headers.get("Content-Type", ""), response.content)

    def _send(self, query: str) -> "requests.Response":
        """Send a query; and once more where the answer tells that this product is told of the union in another way than was supposed."""
        # Others take no notice of what Oxigraph is told, which may stand behind a proxy that does not name it.
        supposed = self._union(query, self.product or OXIGRAPH)
        response = self._sent(query, supposed)
        self.product = self.product or product_of(response.headers)
        known = self._union(query, self.product or OXIGRAPH)
        return self._sent(query, known) if known and known != supposed and response.status_code == 200 else response

    def _sent(self, query: str, union: Mapping[str, str]) -> "requests.Response":
        return self.server.send({"query": declare(query, self.base), **union}, {"Accept": ACCEPT})

    def _union(self, query: str, product: Product) -> Mapping[str, str]:
        """Give what is sent along with a query, so that its default graph is the union; nothing where the query or the address chooses the graphs."""
        words = {token.word for token in tokens(query)}
        return {} if self._chooses_graphs or "FROM" in words or ("GRAPH" in words and not product.keeps_graphs) else product.union

    def rows(self, query: str, say: Callable[[str], object] = str) -> Iterator[ox.QuerySolution]:
        """Give the rows of a SELECT query, each as it comes in, so that an answer of any length takes little memory. Its default graph is the server’s.

        :param say: is told of new attempts, where the server is busy or the connection drops before the answer begins.
        :raises MaliKgError: as `ask` does; and where the answer breaks off.
        """
        with self.server.insist({"query": query}, {"Accept": "application/sparql-results+json"}, say=say, stream=True) as response:
            media = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            fmt = ox.QueryResultsFormat.from_media_type(media) if media and response.status_code == 200 else None
            if fmt is None:
                answer = self.ask(query)  # tells what is wrong
                if not isinstance(answer, ox.QuerySolutions):
                    raise self._no_rows()
                yield from answer
                return
            try:
                # Any object that can be read from will do.
                found = ox.parse_query_results(Readable(response.iter_content(1 << 16)), format=fmt)  # type: ignore[arg-type]
                if not isinstance(found, ox.QuerySolutions):
                    raise self._no_rows()
                yield from found
            except (SyntaxError, ValueError) as error:
                raise BrokenResultsError(self.server.url, f"sent broken results ({media}): {error}.") from None
            except OSError as error:
                raise BrokenResultsError(self.server.url, f"broke off in the middle of its answer: {cause(error)}. Ask again.") from None

    def _no_rows(self) -> NoResultsError:
        return NoResultsError(self.server.url, "answered with something else than rows. Is it a SPARQL 1.1 endpoint?")

    def _read(self, content_type: str, body: bytes) -> Answer:
        media = content_type.partition(";")[0].strip().lower()
        rows = ox.QueryResultsFormat.from_media_type(media) if media else None
        graph = ox.RdfFormat.from_media_type(media) if media else None
        try:
            if rows is not None:
                return _whole(body, rows)
            if graph is not None:
                return [quad.triple for quad in ox.parse(body, format=graph, base_iri=self.server.url)]
        except (SyntaxError, ValueError) as error:
            raise BrokenResultsError(self.server.url, f"sent broken results ({media}): {error}.") from None
        what = "a web page" if "html" in media else f"{printable(media) or 'something without a type'}"
        raise NoResultsError(
            self.server.url, f"answered with {what}, not with results of a query. Is it the address of an endpoint? {NO_ENDPOINT}"
        )


def _whole(body: bytes, fmt: ox.QueryResultsFormat) -> ox.QuerySolutions | ox.QueryBoolean:
    """Give results, read to the end once so that what is broken is found before anything is printed."""
    try:
        found = ox.parse_query_results(body, format=fmt)
        if isinstance(found, ox.QueryBoolean):
            return found
        for _ in found:
            pass
    except (SyntaxError, ValueError):
        if fmt != ox.QueryResultsFormat.JSON:
            raise
        # Virtuoso names blank nodes as no blank node may be named: nodeID://b10.
        body = re.sub(rb'("type"\s*:\s*"bnode"\s*,\s*"value"\s*:\s*")nodeID://', rb"\1", body)
        for _ in ox.parse_query_results(body, format=fmt):  # type: ignore[union-attr]
            pass
    again = ox.parse_query_results(body, format=fmt)
    assert isinstance(again, ox.QuerySolutions)
    return again


def declare(query: str, base: str) -> str:
    """Declare the prefixes that a query uses and does not declare, on its first line, so that the numbers of lines stay."""
    declared = declared_prefixes(query).keys()
    words = bare(query)
    used = set(re.findall(r"(?<![\w?$:-])([A-Za-z][\w-]*):", words))
    return "".join(f"PREFIX {p}: <{iri}> " for p, iri in known(words, base).items() if p in used - declared) + query
