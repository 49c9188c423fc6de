"""The address of a database, parsed once, at the door: what kind it is, and where."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from mali_kg.databases.errors import DatabaseAddressError, NoPathError, UnknownKindError
from mali_kg.databases.products import KINDS, DatabaseKind
from mali_kg.errors import did_you_mean
from mali_kg.files import printable
from mali_kg.http import bare_of_user

NOWHERE = SplitResult("", "", "", "", "")


class Address(NamedTuple):
    """An address such as ``bolt://127.0.0.1:7687/neo4j``."""

    kind: DatabaseKind
    text: str
    #: The http or https address within ``product+http://…``, without a slash at its end; empty for other kinds.
    url: str
    #: The parts of ``product://user@host:port/name?…``; all empty for other kinds.
    parts: SplitResult
    #: The path within ``product:path``; empty for other kinds.
    path: str

    @property
    def login(self) -> tuple[str, str]:
        """The user and password in the address; both empty where there are none."""
        return unquote(self.parts.username or ""), unquote(self.parts.password or "")


def parse_address(text: str) -> Address:
    """Parse the address of a database.

    :raises UnknownKindError: where it names no kind of database.
    :raises DatabaseAddressError: where it is not as those of its kind are. What exactly is wrong is not told: it may be a password with a slash
        that was taken for a port.
    """
    shown = printable(bare_of_user(text))
    prefix, colon, rest = text.partition(":")
    prefix = prefix.lower()
    # With TLS: https, bolt+s, neo4j+ssc.
    plain = re.sub(r"^(\w+\+http)s$|^(bolt|neo4j)\+s(?:sc)?$", r"\1\2", prefix)
    kind = next((k for k in KINDS if k.prefix == plain), None)
    if kind is None or not colon:
        near = did_you_mean(prefix, [k.prefix for k in KINDS], listing=False) if colon else ""
        raise UnknownKindError(shown, near, [(k.example, k.about) for k in KINDS])
    if kind.form == "url":
        address, mark, more = text.partition("+")[2].partition("#")
        return Address(kind=kind, text=text, url=address.rstrip("/") + mark + more, parts=NOWHERE, path="")
    if kind.form == "path":
        if not rest or "://" in rest:
            raise NoPathError(shown, kind.example, "After the colon stands a path; addresses of servers begin otherwise.")
        return Address(kind=kind, text=text, url="", parts=NOWHERE, path=rest)
    try:
        parts = urlsplit(text)
        good = parts.hostname and parts.port != 0 and "@" not in parts.path
    except ValueError:
        good = False
    if not good:
        raise DatabaseAddressError(shown, kind.example, "Has it a host, and is its port a number? A slash in a password is written %2F.")
    return Address(kind=kind, text=text, url="", parts=parts, path="")
