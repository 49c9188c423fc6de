"""Requests to somebody's server: credentials that never show, failures that say what to do, retries where they can help."""

import re
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from mali_kg.errors import MaliKgError
from mali_kg.files import printable

if TYPE_CHECKING:
    import requests

#: Seconds to wait before each new attempt, where the server says nothing else.
PAUSES = (0.5, 1.0, 2.0, 4.0)
#: What is sent: bytes, form fields, or what gives pieces of bytes each time it is called.
Body = bytes | Mapping[str, str] | Callable[[], Iterable[bytes]]
#: Seconds that a server may make us wait before a new attempt.
LONGEST_PAUSE = 30.0


class Credentials(NamedTuple):
    """How a server knows us; with neither, an entry in the user's netrc file is used. Never part of a message."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        return "Credentials(…)"


class NetworkError(MaliKgError):
    """What went wrong with somebody's server."""


class AddressError(NetworkError):
    """An address that is no http or https URL.

    :param what: what the address is of: ``endpoint``, ``TARGET``.
    :param shown: the address as it may be shown; empty where it may not.
    """

    def __init__(self, what: str, shown: str) -> None:
        self.what, self.shown = what, shown
        found = f"{what} {shown!r}: not an http or https URL" if shown else f"{what}: not a URL"
        super().__init__(f"{found}. Give one such as https://example.org/sparql.")


class MovedError(NetworkError):
    """A server that has moved: credentials are not taken elsewhere."""

    def __init__(self, url: str, target: str, what: str) -> None:
        self.url, self.target, self.what = url, target, what
        super().__init__(f"{url} has moved to {target}. If you trust that address, give it as the {what}.")


class UnreachableError(NetworkError):
    """A server that did not answer, or not to the end.

    :param again: whether asking again may help: a connection dropped; none was refused, and no time ran out.
    """

    def __init__(self, url: str, message: str, again: bool) -> None:
        super().__init__(message)
        self.url, self.again = url, again


class ServerTimeoutError(UnreachableError):
    """A server that did not answer in time."""

    def __init__(self, url: str, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(url, f"{url}: no answer within {seconds:g} s.", again=False)


class HttpStatusError(NetworkError):
    """A server that answered with an error.

    :param status: the status code (RFC 9110, 15), with its reason.
    :param todo: what to do about it, in a sentence; may be empty.
    :param said: the first words of what the server says.
    """

    def __init__(self, url: str, status: int, reason: str, todo: str, said: str) -> None:
        self.url, self.status, self.reason, self.todo, self.said = url, status, reason, todo, said
        super().__init__(self.message(todo))

    def message(self, todo: str) -> str:
        """Tell what the server answered, with what to do about it."""
        return f"{self.url} answered {self.status} {self.reason}. {todo}{self.said}".replace("  ", " ")


class Server:
    """A server at an address.

    :param url: http or https. A user and password in it are taken out and used, and never shown.
    :param what: what messages call the address.
    :param timeout: seconds to wait for an answer; 0 for as long as it takes.
    :raises MaliKgError: for an address that is no http or https URL.
    """

    def __init__(self, url: str, what: str, credentials: Credentials | None = None, timeout: float = 10.0) -> None:
        try:
            parts = urlsplit(url)
            port = f":{parts.port}" if parts.port else ""
        except ValueError:
            raise AddressError(what, "") from None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise AddressError(what, printable(bare_of_user(url)))
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        self.url = urlunsplit((parts.scheme, host + port, parts.path, parts.query, ""))
        self.what, self.timeout = what, timeout
        self.credentials = (
            Credentials(unquote(parts.username), unquote(parts.password or "")) if parts.username else credentials or Credentials()
        )
        self._digest = False
        #: Keeps connections, so that the next request needs no new one.
        self._session: requests.Session | None = None
        self._is_kept = False

    def send(self, data: Body, headers: dict[str, str], url: str = "", method: str = "POST", stream: bool = False) -> "requests.Response":
        """Send a request and wait for the whole answer, whatever its status.

        A connection that was kept may be closed by the server in that moment: then the request is sent once more, by a new one.

        :param data: a body: bytes, form fields, or what gives pieces of bytes each time it is called.
        :param url: another address on the same server.
        :param stream: wait for the head of the answer alone.
        :raises UnreachableError: where there is no answer.
        :raises MovedError: where it has moved: credentials are not taken elsewhere.
        """
        is_kept, self._is_kept = self._is_kept, False
        try:
            response = self._send(data, headers, url, method, stream)
        except UnreachableError as error:
            if not (is_kept and error.again):
                raise
            response = self._send(data, headers, url, method, stream)
        self._is_kept = response.headers.get("Connection", "").lower() != "close"
        return response

    def _send(self, data: Body, headers: dict[str, str], url: str, method: str, stream: bool) -> "requests.Response":
        import requests
        from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

        session = self._session = self._session or requests.Session()
        # Each request stands for itself.
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
        user, password, token = self.credentials
        whole = {"User-Agent": "mali-kg", **headers} | ({"Authorization": f"Bearer {token}"} if token else {})
        address = url or self.url

        def once(auth: AuthBase | None) -> requests.Response:
            if callable(data) and isinstance(auth, HTTPDigestAuth):
                # It is sent twice, and the second time from its beginning: only a file can be.
                with tempfile.TemporaryFile() as file:
                    file.writelines(data())
                    file.seek(0)
                    return with_body(file, auth)
            return with_body(data() if callable(data) else data, auth)

        def with_body(body: bytes | Mapping[str, str] | Iterable[bytes], auth: AuthBase | None) -> requests.Response:
            return session.request(
                method, address, data=body, headers=whole, auth=auth, timeout=self.timeout or None, allow_redirects=False, stream=stream
            )

        try:
            basic = HTTPBasicAuth(user.encode(), password.encode()) if user else None
            response = once(HTTPDigestAuth(user, password) if self._digest else basic)
            # Virtuoso names no scheme when it refuses Basic.
            takes_basic = "basic" in response.headers.get("WWW-Authenticate", "").lower()
            if user and response.status_code == 401 and not takes_basic and not self._digest:
                self._digest = True
                response = once(HTTPDigestAuth(user, password))
        except requests.exceptions.SSLError as error:
            raise NetworkError(f"{address}: its certificate is not trusted: {cause(error)}.") from None
        except requests.exceptions.Timeout:
            raise ServerTimeoutError(address, self.timeout) from None
        except requests.exceptions.ChunkedEncodingError:
            raise UnreachableError(address, f"{address} broke off in the middle of its answer. Ask again.", again=True) from None
        except (requests.exceptions.RequestException, UnicodeError) as error:
            never = "NewConnectionError" in repr(error) or "NameResolutionError" in repr(error)
            message = f"{address} cannot be reached: {cause(error)}. Is it running, and is the address right?"
            raise UnreachableError(address, message, again=not never) from None
        if 300 <= response.status_code < 400:
            target = printable(bare_of_user(response.headers.get("Location", "another address")))
            raise MovedError(address, target, self.what)
        return response

    def insist(
        self,
        data: Body,
        headers: dict[str, str],
        url: str = "",
        method: str = "POST",
        say: Callable[[str], object] = str,
        stream: bool = False,
    ) -> "requests.Response":
        """Send a request that may be sent again: where the connection drops or the server answers 503, after a pause; never for other answers.

        :param say: is told of each new attempt.
        """
        # Not urllib3's Retry, which cannot send a body again that comes in pieces.
        for pause in PAUSES:
            wait, why = pause, "dropped the connection"
            try:
                response = self.send(data, headers, url, method, stream)
                if response.status_code != 503:
                    return response
                response.close()
                retry_after = response.headers.get("Retry-After", "")
                wait, why = (min(float(retry_after), LONGEST_PAUSE) if retry_after.isdigit() else pause), "is overloaded"
            except UnreachableError as error:
                if not error.again:
                    raise
            say(f"{url or self.url} {why}; trying again in {wait:g} s")
            time.sleep(wait)
        return self.send(data, headers, url, method, stream)

    def close(self) -> None:
        """Close the connections that are kept."""
        if self._session:
            self._session.close()

    def refusal(self, response: "requests.Response", more: dict[int, str] | None = None) -> HttpStatusError:
        """Tell why a server did not do it, with what to do.

        :param more: advice by status, in the place of the common one.
        """
        status = response.status_code
        again = f"Wait{after(response)} and ask again."
        advice = {
            401: "Say who you are: a user with a password, or a token; or a netrc file.",
            403: "It knows you or not, and does not let you. Check the user, and the rights it has.",
            406: "It has none of the forms that can be read here.",
            413: "What was sent is too long for it.",
            429: f"It is asked too often. {again}",
            503: f"It is overloaded or being mended. {again}",
            **(more or {}),
        }
        todo = advice.get(status, "The fault is on its side; ask again later, or ask for less." if status >= 500 else "")
        words = said(response.text, response.headers.get("Content-Type", ""))
        return HttpStatusError(str(response.url), status, printable(response.reason or ""), todo, words)


def bare_of_user(url: str) -> str:
    """Give an address without the user and password that may stand in it, also where these have slashes or @ that should have been escaped."""
    return re.sub(r"(?<=//)(?:[^/@]*:.*|[^/@]*)@", "", url)


def cause(error: BaseException) -> str:
    """Find the innermost reason of a failed connection, without addresses of objects."""
    while error.__cause__ or error.__context__:
        inner = error.__cause__ or error.__context__
        assert inner is not None
        error = inner
    text = getattr(error, "strerror", None) or re.sub(r"<[^<>]*object at[^<>]*>:? ?", "", str(error))
    return printable(text).rstrip(".")


def said(body: str, content_type: str) -> str:
    """Give the first words of what a server says of its refusal; nothing of a web page."""
    words = " ".join(printable(body[:2000]).split())
    return f" It says: {words[:300]}" if words and "html" not in content_type and not words.startswith("<") else ""


def after(response: "requests.Response") -> str:
    """Tell how long a server asks to wait."""
    seconds = response.headers.get("Retry-After", "")
    return f" {seconds} s" if seconds.isdigit() else ""
