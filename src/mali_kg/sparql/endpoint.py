"""Queries over the SPARQL 1.1 Protocol: somebody else's endpoint, asked as our own dataset is."""

import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.files import printable
from mali_kg.namespaces import prefixes
from mali_kg.sparql.run import Answer, bare, hint, place

#: What is asked for, best first: forms that pyoxigraph reads.
ACCEPT = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, application/n-triples, text/turtle;q=0.9, "
    "application/rdf+xml;q=0.8, text/tab-separated-values;q=0.5"
)


class Credentials(NamedTuple):
    """How an endpoint knows us; with neither, an entry in the user's netrc file is used. Never part of a message."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        return "Credentials(…)"


class Endpoint:
    """A SPARQL 1.1 endpoint.

    :param url: its address, http or https. A user and password in it are taken out and used, and never shown.
    :param base: the base IRI of the prefixes that need no declaration.
    :param timeout: seconds to wait for an answer; 0 for as long as it takes.
    :raises MaliKgError: for an address that is no http or https URL.
    """

    def __init__(self, url: str, base: str, credentials: Credentials | None = None, timeout: float = 10.0) -> None:
        try:
            parts = urlsplit(url)
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            raise MaliKgError("--endpoint: not a URL. Give one such as https://example.org/sparql.") from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise MaliKgError(f"--endpoint {printable(url)!r}: not an http or https URL. Give one such as https://example.org/sparql.")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        self.url = urlunsplit((parts.scheme, host + port, parts.path, parts.query, ""))
        self.base, self.timeout = base, timeout
        self.credentials = Credentials(parts.username, parts.password or "") if parts.username else credentials or Credentials()

    def ask(self, query: str, name: str = "query") -> Answer:
        """Send a query and read the answer.

        :raises MaliKgError: where the endpoint is down, slow, refuses, or sends what is no answer.
        """
        declared = declare(query, self.base)
        response = self._post(declared)
        status, body = response.status_code, response.content
        if 300 <= status < 400:
            target = printable(response.headers.get("Location", "another address"))
            raise MaliKgError(f"{self.url} has moved to {target}. If you trust that address, give it with --endpoint.")
        if status != 200:
            raise MaliKgError(self._refusal(status, response, query, name))
        return self._read(response.headers.get("Content-Type", ""), body)

    def _post(self, query: str) -> Any:
        import requests
        from requests.auth import HTTPBasicAuth, HTTPDigestAuth

        user, password, token = self.credentials
        headers = {"Accept": ACCEPT, "User-Agent": "mali-kg"} | ({"Authorization": f"Bearer {token}"} if token else {})
        wait = self.timeout or None

        def send(auth: Any = None) -> requests.Response:
            return requests.post(self.url, data={"query": query}, headers=headers, auth=auth, timeout=wait, allow_redirects=False)

        try:
            response = send(HTTPBasicAuth(user.encode(), password.encode()) if user else None)
            if user and response.status_code == 401 and response.headers.get("WWW-Authenticate", "").lower().startswith("digest"):
                response = send(HTTPDigestAuth(user, password))
            return response
        except requests.exceptions.SSLError as error:
            raise MaliKgError(f"{self.url}: its certificate is not trusted: {cause(error)}.") from None
        except requests.exceptions.Timeout:
            raise MaliKgError(
                f"{self.url}: no answer within {self.timeout:g} s. Give it more time: --timeout SECONDS (0 for no limit)."
            ) from None
        except requests.exceptions.ChunkedEncodingError:
            raise MaliKgError(f"{self.url} broke off in the middle of its answer. Ask again.") from None
        except (requests.exceptions.RequestException, UnicodeError) as error:
            raise MaliKgError(f"{self.url} cannot be reached: {cause(error)}. Is it running, and is the address right?") from None

    def _refusal(self, status: int, response: Any, query: str, name: str) -> str:
        """Why an endpoint did not answer, with what to do."""
        told = said(response.text, response.headers.get("Content-Type", ""))
        if status == 400:
            try:
                ox.Store().query(query, prefixes=prefixes(self.base))
            except SyntaxError as error:
                return f"{name}: not a SPARQL query{place(query, str(error))}{hint(query, self.base)}"
            return f"{self.url} does not take the query (400).{told}"
        todo = {
            401: "Say who you are: --user NAME, with the password in MALI_KG_PASSWORD; or a token in MALI_KG_TOKEN; or a netrc file.",
            403: "It knows you or not, and does not let you ask. Check --user and the rights it has.",
            404: "There is nothing at this address. An endpoint’s address often ends in /sparql or /query.",
            405: "It takes no queries at this address. An endpoint’s address often ends in /sparql or /query.",
            406: "It has none of the forms that can be read here.",
            413: "The query is too long for it.",
            429: f"It is asked too often. Wait{after(response)} and ask again.",
            503: f"It is overloaded or being mended. Wait{after(response)} and ask again.",
        }.get(status, "The fault is on its side; ask again later, or ask for less." if status >= 500 else "")
        return f"{self.url} answered {status} {printable(response.reason or '')}. {todo}{told}".replace("  ", " ")

    def _read(self, content_type: str, body: bytes) -> Answer:
        media = content_type.partition(";")[0].strip().lower()
        rows = ox.QueryResultsFormat.from_media_type(media) if media else None
        graph = ox.RdfFormat.from_media_type(media) if media else None
        try:
            if rows is not None:
                return _whole(body, rows)
            if graph is not None:
                return [quad.triple for quad in ox.parse(body, format=graph, base_iri=self.url)]
        except (SyntaxError, ValueError) as error:
            raise MaliKgError(f"{self.url} sent broken results ({media}): {error}.") from None
        what = "a web page" if "html" in media else f"{printable(media) or 'something without a type'}"
        raise MaliKgError(
            f"{self.url} answered with {what}, not with results of a query. Is it the address of an endpoint? It often ends in /sparql or /query."
        )


def _whole(body: bytes, fmt: ox.QueryResultsFormat) -> ox.QuerySolutions | ox.QueryBoolean:
    """Results, read to the end once so that what is broken is found before anything is printed."""
    found = ox.parse_query_results(body, format=fmt)
    if isinstance(found, ox.QueryBoolean):
        return found
    for _ in found:
        pass
    again = ox.parse_query_results(body, format=fmt)
    assert isinstance(again, ox.QuerySolutions)
    return again


def declare(query: str, base: str) -> str:
    """A query with the prefixes that it uses and does not declare, on its first line, so that the numbers of lines stay."""
    declared = set(re.findall(r"\bprefix\s+([\w-]*):", query, re.IGNORECASE))
    used = set(re.findall(r"(?<![\w?$:-])([A-Za-z][\w-]*):", bare(query)))
    return "".join(f"PREFIX {p}: <{iri}> " for p, iri in prefixes(base).items() if p in used - declared) + query


def cause(error: BaseException) -> str:
    """The innermost reason of a failed connection, without addresses of objects."""
    while error.__cause__ or error.__context__:
        inner = error.__cause__ or error.__context__
        assert inner is not None
        error = inner
    text = getattr(error, "strerror", None) or re.sub(r"<[^<>]*object at[^<>]*>:? ?", "", str(error))
    return printable(text).rstrip(".")


def said(body: str, content_type: str) -> str:
    """The first words of what an endpoint says of its refusal; nothing of a web page."""
    words = " ".join(printable(body[:2000]).split())
    return f" It says: {words[:300]}" if words and "html" not in content_type and not words.startswith("<") else ""


def after(response: Any) -> str:
    """How long an endpoint asks to wait."""
    seconds = response.headers.get("Retry-After", "")
    return f" {seconds} s" if seconds.isdigit() else ""
