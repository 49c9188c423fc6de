"""The one lexer of SPARQL: tokens, each with its place, and what a query declares (SPARQL 1.1, section 19.8).

Enough of the grammar to cut a query; whether it is one, the engine's parser tells.
"""

import re
from typing import NamedTuple

_TEXTS_IRIS_COMMENTS = (
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|\#[^\n]*"
)
_TOKEN = re.compile(
    _TEXTS_IRIS_COMMENTS + r"|\s+|@[A-Za-z]+(?:-[A-Za-z0-9]+)*|\^\^"
    r"|[?$]\w+|_:[\w.-]*\w|[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
    r"|(?:[A-Za-z][\w-]*)?:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))?)?"
    r"|\w+|\|\||&&|[<>!]=|.",
    re.DOTALL,
)
OPENING, CLOSING = "{([", "})]"


class Token(NamedTuple):
    """A word, term or mark, and where it starts in the query."""

    text: str
    at: int

    @property
    def word(self) -> str:
        """The token as a keyword."""
        return self.text.upper()

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.at + len(self.text)


def tokens(text: str) -> list[Token]:
    """Give the tokens of a query but white space and comments."""
    return [Token(m[0], m.start()) for m in _TOKEN.finditer(text) if not m[0].isspace() and not m[0].startswith("#")]


def closing(found: tuple[Token, ...] | list[Token], start: int) -> int:
    """Find the index of the mark that closes the one at ``start``; the last token where none does."""
    depth = 0
    for i in range(start, len(found)):
        depth += (found[i].text in OPENING) - (found[i].text in CLOSING)
        if depth == 0:
            return i
    return len(found) - 1


def bare(query: str) -> str:
    """Strip a query of its strings, IRIs and comments: what is left are keywords, names and punctuation."""
    return re.sub(_TEXTS_IRIS_COMMENTS, " ", query)


def declared_prefixes(query: str) -> dict[str, str]:
    """Find the prefixes that a query declares, with their namespaces."""
    found = tokens(query)
    return {
        found[i + 1].text.removesuffix(":"): found[i + 2].text.strip("<>")
        for i in range(len(found) - 2)
        if found[i].word == "PREFIX" and found[i + 1].text.endswith(":")
    }
