"""A temporary database of SQLite, for comparisons that take the same memory however much is compared."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from mali_kg.databases.errors import TemporaryFileError

SETTINGS = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -16000;"


def temporary_database() -> sqlite3.Connection:
    """Open a database of SQLite in a file without a name, which is deleted when it is closed.

    The file is made only when the memory for its cache (16 MB) is used up.
    """
    database = sqlite3.connect("", isolation_level=None)
    database.executescript(SETTINGS)
    return database


@contextmanager
def writing(database: sqlite3.Connection) -> Iterator[None]:
    """Write within one transaction.

    :raises TemporaryFileError: where the file cannot be written.
    """
    try:
        database.execute("BEGIN")
        yield
        database.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise TemporaryFileError(str(error)) from None
