"""Names that stand for nothing in a dataset, or for more than one thing."""

from collections.abc import Collection, Iterable

from mali_kg.errors import MaliKgError, did_you_mean


class UnknownNameError(MaliKgError):
    """Nothing of a dataset has this name; the message offers those that are near.

    :param kind: what was looked for: ``article``, ``claim``, ``graph`` …; empty for anything.
    :param known: the names that there are.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.wanted = kind, name
        super().__init__(f"{f'no {kind}' if kind else 'nothing'} is called {name!r}. {did_you_mean(name, known)}".rstrip())


#: Things that are told at most of those that share a name.
MOST = 5


class AmbiguousNameError(MaliKgError):
    """More than one thing of a dataset has this name.

    :param kind: what has it in several articles: ``claim``, ``argument`` …; empty for anything.
    :param found: what has the name, each by a name that no other has.
    """

    def __init__(self, kind: str, name: str, found: Collection[str]) -> None:
        self.kind, self.wanted, self.found = kind, name, tuple(found)
        start = f"{kind} {name!r} is in several articles" if kind else f"{name!r} is the name of several things"
        more = f" and {len(found) - MOST} more" if len(found) > MOST else ""
        super().__init__(f"{start}: {', '.join(self.found[:MOST])}{more}. Give one of these.")
