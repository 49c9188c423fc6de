"""A database that is to be opened: its address, who asks, and how long to wait."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from mali_kg.databases.address import Address
from mali_kg.errors import LibraryMissingError
from mali_kg.http import Credentials

if TYPE_CHECKING:
    from mali_kg.databases.nodes import GraphTarget
    from mali_kg.databases.rdf_target import RdfTarget


class Connection(NamedTuple):
    """How to open a database."""

    address: Address
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
    def login(self) -> tuple[str, str]:
        """User and password: those in the address, else those that were given."""
        user, password = self.address.login
        return (user, password) if user else (self.credentials.user, self.credentials.password)


def open_target(connection: Connection) -> "RdfTarget | GraphTarget":
    """Open the database at an address.

    :raises LibraryMissingError: where what it needs is not installed.
    :raises MaliKgError: where it cannot be opened.
    """
    kind = connection.address.kind
    try:
        opener: Callable[[Connection], RdfTarget | GraphTarget]
        opener = getattr(import_module(f"mali_kg.databases.targets.{kind.module}"), kind.function)
        return opener(connection)
    except ModuleNotFoundError as error:
        if not kind.needs:
            raise
        raise LibraryMissingError(kind.prefix, error.name or "", kind.needs) from None
