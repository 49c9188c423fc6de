"""What can go wrong, as values and exceptions that carry an exit code.

Exit codes: 0 good, 1 the data is bad, 2 usage or runtime, 3 not supported.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong with the data, told so that it can be mended."""

    #: Short name of the rule that found it, for example ``quote-not-found``.
    rule: str
    #: What was found and what was expected, in a sentence.
    message: str
    #: What to do about it; empty where the message says it all.
    fix: str = ""
    #: Path of the file to edit; empty where no file is at fault.
    file: str = ""
    #: Line in that file, from 1; 0 where unknown.
    line: int = 0
    #: IRI of what is at fault (the focus node); empty where none.
    subject: str = ""
    #: ``error`` or ``warning``.
    severity: str = "error"

    @property
    def place(self) -> str:
        """``file:line``, or as much of it as is known."""
        return f"{self.file}:{self.line}" if self.file and self.line else self.file

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        fix = f"\n    {self.fix}" if self.fix else ""
        return f"{place}{self.severity}: {self.message} [{self.rule}]{fix}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order in which people mend them: by file, and in each by line."""
    return sorted(problems, key=lambda p: (p.file, p.line, p.rule, p.message))


class MaliKgError(Exception):
    """Root of every error that a user is meant to read."""

    exit_code = 2

    def __reduce__(self) -> "tuple[Any, ...]":
        """Travel between processes as it is, however it was made."""
        return _made_again, (type(self), self.args, self.__dict__)


def _made_again(kind: type[MaliKgError], args: tuple[object, ...], state: dict[str, object]) -> MaliKgError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(state)
    return error


class DataError(MaliKgError):
    """The data is bad; ``problems`` says where and why, in the order of files and lines."""

    exit_code = 1

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(str(p) for p in self.problems))


class LimitError(MaliKgError):
    """Work that took more than it may, and was ended.

    :param option: what limits it: ``timeout`` or ``memory``.
    :param limit: how much it may take: seconds or megabytes.
    """

    def __init__(self, option: str, limit: float) -> None:
        self.option, self.limit = option, limit
        took = f"longer than {limit:g} s" if option == "timeout" else f"more than {limit:g} MB of memory"
        super().__init__(f"this took {took} and was ended.")


class CrashError(MaliKgError):
    """A query that ended the process that answered it."""

    def __init__(self, code: int) -> None:
        how = f"by signal {-code}" if code < 0 else f"with code {code}"
        super().__init__(
            f"the query engine ended {how} over this query: it has too many parts, or is nested too deep. "
            "For a choice among many terms take VALUES or IN; else ask in several queries."
        )


class UnsupportedError(MaliKgError):
    """What was asked for is understood, and cannot be done."""

    exit_code = 3


def did_you_mean(word: str, known: object) -> str:
    """A ``Did you mean …?`` sentence, or a list of what is known where nothing is near.

    ``known`` is any iterable of strings.
    """
    from difflib import get_close_matches

    words = sorted(str(w) for w in known)  # type: ignore[attr-defined]
    near = get_close_matches(word, words, n=3, cutoff=0.6)
    if near:
        return "Did you mean " + " or ".join(near) + "?"
    if 0 < len(words) <= 30:
        return "Known: " + ", ".join(words) + "."
    return ""
