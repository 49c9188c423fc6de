"""What came of a suite."""

from typing import NamedTuple


class Score(NamedTuple):
    """The tests of a suite by what came of them."""

    passed: list[str]
    #: Name of each test that failed, to what was found.
    failed: dict[str, str]

    @property
    def total(self) -> int:
        """How many tests there are."""
        return len(self.passed) + len(self.failed)


def row(name: str, source: str, found: Score, by_itself: Score | None) -> str:
    """The row of a suite in the table of docs/reference/conformance.md."""
    return f"| {name} | {source} | {found.total} | {len(found.passed)} | {'' if by_itself is None else len(by_itself.passed)} |"
