"""What can go wrong, as values and exceptions that carry an exit code.

Exit codes: 0 good, 1 the data is bad, 2 usage or runtime, 3 not supported.
"""

from collections.abc import Iterable
from typing import NamedTuple


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
    #: ``error``, ``warning`` or ``info``.
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
    """Sort problems in the order in which people mend them: by file, and in each by line."""
    return sorted(problems, key=lambda p: (p.file, p.line, p.rule, p.message))


class MaliKgError(Exception):
    """Root of every error that a user is meant to read."""

    exit_code = 2

    def __reduce__(self) -> "tuple[object, ...]":
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
        self.unit = {"timeout": "SECONDS", "memory": "MB"}[option]
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


class LibraryMissingError(MaliKgError):
    """A library that something needs and that is not installed.

    :param what: what needs it; empty where that goes without saying.
    :param package: what to install, with pip.
    """

    def __init__(self, what: str, library: str, package: str) -> None:
        self.what, self.library, self.package = what, library, package
        found = f"{what} needs {library}" if what else f"{library} is not installed"
        super().__init__(f"{found}. Install it with: pip install '{package}'")


class UnsupportedError(MaliKgError):
    """What was asked for is understood, and cannot be done."""

    exit_code = 3


class ServiceRefusedError(UnsupportedError):
    """A query would ask other endpoints, which has to be allowed first."""


#: Names that are listed where none is near; a longer list is no help.
SHORT_LIST = 12


def did_you_mean(word: str, known: Iterable[str], listing: bool = True) -> str:
    """Give a ``Did you mean …?`` sentence; where nothing is near, a list of what is known if it is short, else nothing.

    :param listing: whether what is known may be listed; not where the message does it anyway.
    """
    words = sorted(known)
    found = near(word, words)
    if found:
        return "Did you mean " + " or ".join(found) + "?"
    if listing and 0 < len(words) <= SHORT_LIST:
        return "Known: " + ", ".join(words) + "."
    return ""


def near(word: str, known: Iterable[str]) -> list[str]:
    """Find at most three names that somebody may have meant, the nearest first.

    That is the same but for capitals, hyphens or the order of its words; or some typing mistakes, so few that most of the name is right; or,
    where a part of a name was given, the few names that have it.
    """
    import re
    from difflib import get_close_matches

    def parts(name: str) -> list[str]:
        return re.findall(r"[^\W_]+", name.casefold())

    given = parts(word)
    bare = "".join(given)
    if not bare:
        return []
    names: dict[str, str] = {}
    same, longer = [], []
    for name in known:
        its = parts(name)
        whole = "".join(its)
        names.setdefault(whole, name)
        if whole == bare or sorted(its) == sorted(given):
            same.append(name)
        elif (len(bare) >= 3 and whole.startswith(bare)) or (len(bare) >= 4 and set(given) <= set(its)):
            longer.append(name)
    # difflib finds what to look at among very many names; what it calls close may still be another word.
    close = [(distance(bare, match), match) for match in get_close_matches(bare, names, n=9, cutoff=0.65)]
    allowed = 1 if len(bare) < 5 else max(2, len(bare) // 4)
    mistyped = [names[match] for apart, match in sorted(close) if apart <= allowed and len(bare) > 2]
    return list(dict.fromkeys([*same, *mistyped, *(longer if len(longer) <= 3 else ())]))[:3]


def distance(one: str, other: str) -> int:
    """Count how many characters are wrong, missing, too many, or stand in the place of their neighbour (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one):
        row = [i + 1]
        for j, b in enumerate(other):
            cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a != b))
            if i and j and a == other[j - 1] and b == one[i - 1]:
                cost = min(cost, before[j - 1] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]
