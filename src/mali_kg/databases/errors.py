"""What can go wrong with a database."""

from collections.abc import Collection, Sequence

from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.files import printable
from mali_kg.http import HttpStatusError


class TooMuchAtOnceError(HttpStatusError):
    """A server that was sent more than it takes in one request (RFC 9110, 15.5.14)."""


class DatabaseError(MaliKgError):
    """Something that goes wrong in a database.

    :param database: what messages call it; without credentials.
    :param reason: what goes wrong.
    """

    def __init__(self, database: str, reason: str, message: str = "") -> None:
        self.database, self.reason = database, reason
        super().__init__(message or f"{database}: {reason}")


class AddressPartError(MaliKgError):
    """An address of which a part after its ``#`` is not as it should be."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"after the # of this address stand update=ADDRESS and store=ADDRESS{reason}")


class AlreadyThereError(DatabaseError):
    """What was to be created is there.

    :param what: the dataset or an article, in words.
    :param partly: whether it may be a part of it only.
    """

    def __init__(self, database: str, what: str, partly: bool = False) -> None:
        self.what, self.partly = what, partly
        reason = f"holds {what} already{', or a part of it' if partly else ''}."
        super().__init__(database, reason, f"{database} {reason}")


class ArticleMissingError(DatabaseError):
    """An article that is to be taken away and is not there.

    :param known: the names of the articles that are.
    """

    def __init__(self, database: str, article: str, known: Collection[str]) -> None:
        self.article, self.known = article, sorted(known)
        reason = f"holds no article {article!r}. {did_you_mean(article, known)}".strip()
        super().__init__(database, reason, f"{database} {reason}")


class CannotOpenError(DatabaseError):
    """A file or folder that cannot be opened as a database.

    :param kind: what it should be, in words.
    """

    def __init__(self, path: str, kind: str, said: str) -> None:
        self.kind = kind
        super().__init__(path, f"cannot be opened as {kind}: {said}.")


class ChangedMeanwhileError(DatabaseError):
    """A database that was changed, or made, between the comparison and the change.

    :param how: ``changed`` or ``made``.
    """

    def __init__(self, database: str, how: str = "changed") -> None:
        reason = f"was {how} by somebody else meanwhile. Load again."
        super().__init__(database, reason, f"{database} {reason}")


class InUseError(DatabaseError):
    """A file or folder that another program has open."""

    def __init__(self, database: str, advice: str = "") -> None:
        super().__init__(database, f"another program has it open{advice}.")


class NotADatabaseError(DatabaseError):
    """A path where something else stands than a database of its kind."""


class NotReadableError(DatabaseError):
    """A database that cannot be read, as another program changes it."""

    def __init__(self, database: str, said: str) -> None:
        super().__init__(database, f"cannot be read: {said}. Does another program change it?")


class NotWritableError(DatabaseError):
    """A database that cannot be written."""

    def __init__(self, database: str, said: str) -> None:
        super().__init__(database, f"cannot be written: {said}.")


class NoSpaceError(NotWritableError):
    """A database that cannot be written, as its disk is full.

    :param said: what the system says; empty where it was found by the room that is left.
    """

    def __init__(self, database: str, said: str = "") -> None:
        reason = f"cannot be written: {said}." if said else "its disk is full; make room."
        DatabaseError.__init__(self, database, reason)


class RelabelledError(DatabaseError):
    """A node that other articles use and that has another label now: to make it anew would cut their edges.

    :param iri: its id.
    """

    def __init__(self, database: str, iri: str) -> None:
        self.iri = iri
        super().__init__(database, f"has {iri} under another label, and other articles use it. Load the whole dataset.")


class ProductError(DatabaseError):
    """A server of another product than the address says.

    :param found: how it calls itself.
    """

    def __init__(self, database: str, found: str) -> None:
        self.found = found
        super().__init__(database, f"this is {found}, not what the address says. For any SPARQL 1.1 endpoint: sparql+http://…")


class LoginError(DatabaseError):
    """A database that does not know who asks.

    :param said: what it says, where it may also be that it cannot be reached.
    """

    def __init__(self, database: str, said: str = "") -> None:
        reason = f"cannot be reached, or does not know us: {said}." if said else "does not know us."
        super().__init__(database, reason, f"{database} {reason}")


class LoginRefusedError(LoginError):
    """A database that has said that it does not know who asks."""


class UnavailableError(DatabaseError):
    """A database that cannot be reached.

    :param protocol: what it should speak.
    """

    def __init__(self, database: str, protocol: str, said: str) -> None:
        self.protocol = protocol
        reason = f"cannot be reached, or does not speak {protocol}: {said}. Is it running, and is the address right?"
        super().__init__(database, reason, f"{database} {reason}")


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


def short(error: BaseException) -> str:
    """Tell the first words of an error of somebody's library."""
    text = getattr(error, "message", None) or getattr(error, "strerror", None) or str(error)
    return printable(str(text)).strip().split("\n")[0][:300].rstrip(".")
