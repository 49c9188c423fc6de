"""What can go wrong with a database."""

from mali_kg.errors import MaliKgError


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
