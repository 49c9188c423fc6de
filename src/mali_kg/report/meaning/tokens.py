"""A text as words with their places."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

_WORD = re.compile(r"\w+")


class Tokens:
    """The words of a text, in lower case, each with the place of its first letter and of what follows its last one."""

    __slots__ = ("ends", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        lower = text.lower()
        # A letter that is two in lower case would move all places behind it.
        for match in _WORD.finditer(lower if len(lower) == len(text) else text):
            self.words.append(match[0].lower())
            start, end = match.span()
            self.starts.append(start)
            self.ends.append(end)

    def within(self, start: int, end: int) -> range:
        """Give the numbers of the words that lie wholly between two places."""
        return range(bisect_left(self.starts, start), bisect_right(self.ends, end))

    def raw(self, number: int) -> str:
        """Give a word as it is written."""
        return self.text[self.starts[number] : self.ends[number]]

    def gap(self, number: int) -> str:
        """Give what stands between a word and the next one."""
        return self.text[self.ends[number] : self.starts[number + 1] if number + 1 < len(self.words) else len(self.text)]


@lru_cache(4096)
def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text, in lower case."""
    return tuple([word.lower() for word in _WORD.findall(text)])
