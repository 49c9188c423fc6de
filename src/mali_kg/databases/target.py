"""The table of databases, and how one is opened. A new database is one more module and one more line."""

import re
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from mali_kg.databases.errors import DatabaseAddressError, NoPathError
from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.files import printable
from mali_kg.http import Credentials, bare_of_user


class Connection(NamedTuple):
    """How to open a database."""

    address: str
    credentials: Credentials
    #: Seconds to wait for an answer; 0 for as long as it takes.
    timeout: float
    #: Is told of new attempts.
    say: Callable[[str], object]
    #: Base of the dataset’s IRIs.
    base: str
    #: Whether nothing is to be written: a file or folder stays as it is, to the byte.
    read_only: bool = False

    @property
    def web(self) -> str:
        """The http or https address within ``product+http://…``, without a slash at its end."""
        address, mark, more = self.address.partition("+")[2].partition("#")
        return address.rstrip("/") + mark + more

    @property
    def parts(self) -> SplitResult:
        """The parts of ``product://user@host:port/name?…``.

        :raises MaliKgError: where it is no such address. What exactly is wrong is not told: it may be a password with a slash that was taken for a port.
        """
        try:
            parts = urlsplit(self.address)
            good = parts.hostname and parts.port != 0 and "@" not in parts.path
        except ValueError:
            good = False
        if not good:
            raise self._wrong("Has it a host, and is its port a number? A slash in a password is written %2F.")
        return parts

    @property
    def login(self) -> tuple[str, str]:
        """User and password: those in the address, else those that were given."""
        parts = self.parts
        if parts.username:
            return unquote(parts.username), unquote(parts.password or "")
        return self.credentials.user, self.credentials.password

    @property
    def path(self) -> str:
        """The path within ``product:path``.

        :raises MaliKgError: where there is none, or an address of the web in its place.
        """
        path = self.address.partition(":")[2]
        if not path or "://" in path:
            hint = "After the colon stands a path; addresses of servers begin otherwise."
            raise NoPathError(printable(bare_of_user(self.address)), kind_of(self.address).example, hint)
        return path

    def _wrong(self, hint: str) -> MaliKgError:
        shown = printable(bare_of_user(self.address))
        return DatabaseAddressError(shown, kind_of(self.address).example, hint)


class Kind(NamedTuple):
    """A kind of database."""

    #: How its addresses begin.
    prefix: str
    about: str
    example: str
    #: Module below `mali_kg.databases`, and the function that opens one.
    module: str
    function: str
    #: What to install for it; empty where nothing more is needed.
    needs: str = ""
    #: Whether it holds quads; else nodes and edges.
    rdf: bool = True
    #: Whether its library may end the process that it is in.
    ends_process: bool = False


KINDS: tuple[Kind, ...] = (
    Kind("oxigraph+http", "Oxigraph server", "oxigraph+http://127.0.0.1:7878", "sparql", "open_oxigraph"),
    Kind("virtuoso+http", "Virtuoso", "virtuoso+http://127.0.0.1:8890", "sparql", "open_virtuoso"),
    Kind("fuseki+http", "Apache Jena Fuseki, by its dataset", "fuseki+http://127.0.0.1:3030/kg", "sparql", "open_fuseki"),
    Kind("rdf4j+http", "RDF4J or GraphDB, by its repository", "rdf4j+http://127.0.0.1:7200/repositories/kg", "sparql", "open_rdf4j"),
    Kind(
        "sparql+http",
        "any SPARQL 1.1 endpoint; …/query#update=/update&store=/store, where updates and the graph store are elsewhere",
        "sparql+http://127.0.0.1/sparql",
        "graph_store",
        "open_sparql",
    ),
    Kind("oxigraph", "Oxigraph store on disk", "oxigraph:folder", "disk", "open_disk"),
    Kind(
        "bolt",
        "Neo4j, Memgraph, ArcadeDB … over Bolt, with openCypher",
        "bolt://127.0.0.1:7687/neo4j",
        "bolt",
        "open_bolt",
        "mali-kg[bolt]",
        False,
    ),
    Kind("neo4j", "the same, with routing", "neo4j://127.0.0.1:7687/neo4j", "bolt", "open_bolt", "mali-kg[bolt]", False),
    Kind("ladybug", "LadybugDB on disk", "ladybug:file", "ladybug", "open_ladybug", "mali-kg[ladybug]", False, True),
    Kind("age", "PostgreSQL with Apache AGE", "age://127.0.0.1:5432/postgres", "age", "open_age", "mali-kg[age]", False),
)


def kind_of(address: str) -> Kind:
    """The kind of database that an address names.

    :raises MaliKgError: where it names none; the message lists the kinds.
    """
    prefix = address.partition(":")[0].lower()
    # With TLS: https, bolt+s, neo4j+ssc.
    plain = re.sub(r"^(\w+\+http)s$|^(bolt|neo4j)\+s(?:sc)?$", r"\1\2", prefix)
    found = next((k for k in KINDS if k.prefix == plain), None)
    if found is None or ":" not in address:
        shown = printable(bare_of_user(address))
        near = did_you_mean(prefix, [k.prefix for k in KINDS], listing=False) if ":" in address else ""
        listed = "".join(f"\n  {k.example:46} {k.about}" for k in KINDS)
        raise MaliKgError(f"{shown!r} names no kind of database. {near} Give one of:{listed}".replace(".  ", ". "))
    return found


def open_target(connection: Connection) -> object:
    """Open the database at an address.

    :raises MaliKgError: where it cannot be opened, or what it needs is not installed.
    """
    kind = kind_of(connection.address)
    try:
        opener = getattr(import_module(f"mali_kg.databases.{kind.module}"), kind.function)
        return opener(connection)
    except ModuleNotFoundError as error:
        if not kind.needs:
            raise
        raise MaliKgError(f"{kind.prefix} needs {error.name}. Install it with: pip install '{kind.needs}'") from None


def short(error: BaseException) -> str:
    """The first words of an error of somebody's library."""
    text = getattr(error, "message", None) or getattr(error, "strerror", None) or str(error)
    return printable(str(text)).strip().split("\n")[0][:300].rstrip(".")
