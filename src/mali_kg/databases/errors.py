"""What can go wrong with a database."""

from collections.abc import Sequence

from mali_kg.errors import MaliKgError
from mali_kg.files import printable


class DatabaseError(MaliKgError):
    """Something that goes wrong in a database.

    :param database: what messages call it; without credentials.
    :param reason: what goes wrong.
    """

    def __init__(self, database: str, reason: str, message: str = "") -> None:
        self.database, self.reason = database, reason
        super().__init__(message or f"{database}: {reason}")


class AlreadyThereError(MaliKgError):
    """What was to be created is there.

    :param what: the dataset or an article, in words.
    :param partly: whether it may be a part of it only.
    """

    def __init__(self, database: str, what: str, partly: bool = False) -> None:
        self.database, self.what = database, what
        super().__init__(f"{database} holds {what} already{', or a part of it' if partly else ''}.")


class LoginError(MaliKgError):
    """A database that does not know who asks."""

    def __init__(self, database: str, said: str = "") -> None:
        self.database = database
        told = f"cannot be reached, or does not know us: {said}" if said else "does not know us"
        super().__init__(f"{database} {told}.")


class LoginRefusedError(LoginError):
    """A database that has told that it does not know who asks."""


class DamagedLinesError(MaliKgError):
    """A dataset with a line that is no N-Quads."""

    def __init__(self, found: str) -> None:
        super().__init__(f"the dataset is damaged: {found}.")


class DatabaseAddressError(MaliKgError):
    """An address that is not as those of its kind are.

    :param example: one that is.
    """

    def __init__(self, shown: str, example: str, hint: str) -> None:
        self.shown, self.example, self.hint = shown, example, hint
        super().__init__(f"{shown!r} is not an address such as {example}. {hint}")


class NoPathError(DatabaseAddressError):
    """An address without a path, or with an address of the web in its place."""


class LoadError(MaliKgError):
    """A load that failed.

    :param cause: what went wrong.
    :param state: in which state the database is found.
    """

    def __init__(self, cause: MaliKgError, state: str) -> None:
        self.cause, self.state = cause, state
        super().__init__(f"{cause}\n{state}")


class MaybeLoadedError(LoadError):
    """A load that failed, where the database may still be at work on it."""


class TemporaryFileError(MaliKgError):
    """A comparison whose temporary file cannot be written.

    :param reason: what SQLite says.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the comparison needs a temporary file, and that cannot be written: {reason}. Make room, or set TMPDIR.")


class UnknownKindError(MaliKgError):
    """An address that names no kind of database.

    :param kinds: an example and a description of each kind that there is.
    """

    def __init__(self, shown: str, near: str, kinds: Sequence[tuple[str, str]]) -> None:
        self.shown, self.kinds = shown, kinds
        listed = "".join(f"\n  {example:46} {about}" for example, about in kinds)
        super().__init__(f"{shown!r} names no kind of database. {near} Give one of:{listed}".replace(".  ", ". "))


class DriverMissingError(MaliKgError):
    """A library that a database needs and that is not installed."""

    def __init__(self, kind: str, module: str, package: str) -> None:
        self.kind, self.module, self.package = kind, module, package
        super().__init__(f"{kind} needs {module}. Install it with: pip install '{package}'")


def short(error: BaseException) -> str:
    """Tell the first words of an error of somebody's library."""
    text = getattr(error, "message", None) or getattr(error, "strerror", None) or str(error)
    return printable(str(text)).strip().split("\n")[0][:300].rstrip(".")
