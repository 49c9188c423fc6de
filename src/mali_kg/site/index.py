"""The search index of a site: files of which a browser fetches those that a search needs, from any host and from a disk.

Documents are numbered from 0. ``search/d…js`` hold what is shown of `DOCUMENTS` of them each; ``search/w…js`` hold words in the order of UTF-16, each
with the documents that have it; ``search/f-FACET-…js`` hold the values of a facet for `COLUMN` documents each; and ``search/index.js`` tells where each
begins. Each is a call of one function with JSON, because a page that is read from a disk may run a script beside it, but not read a file.
"""

import hashlib
import json
import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mali_kg.site.site import File

#: Documents in a file of what is shown.
DOCUMENTS = 16
#: Characters that a file of words has, unless one word alone needs more.
WORDS = 24_000
#: Documents in a file of values of a facet.
COLUMN = 8192
#: What a word counts where it stands: a number from 1 to 3.
IN_LABEL, IN_QUOTE, BESIDE = 3, 2, 1

#: A value of a facet: numbers from 0; several, or none.
Value = int | list[int]


class SearchIndex:
    """An index that is being made.

    :param facets: each by its name with its codes, whose values are numbers of these; without any where its values are `thing` numbers.
    """

    def __init__(self, facets: Mapping[str, Sequence[str]]) -> None:
        self.facets = facets
        self._codes = {name: {code: n for n, code in enumerate(codes)} for name, codes in facets.items()}
        self._columns: dict[str, list[Value]] = {name: [] for name in facets}
        self._words: dict[str, array[int]] = {}
        self._things: dict[str, int] = {}
        self._shown: list[Mapping[str, Any]] = []
        self._sum = hashlib.sha256()
        self.number = 0
        #: The document that comes first where nothing is asked.
        self.first = 0

    def add(
        self, shown: Mapping[str, Any], words: Iterable[tuple[int, Iterable[str]]], facets: Mapping[str, Iterable[str]], thing: str = ""
    ) -> "Iterator[File]":
        """Add a document, and give the files that it makes complete.

        :param shown: what is shown of it.
        :param words: its words, as `words_of` gives them, with what they count.
        :param facets: values of facets: codes, or ids of things that are added by now; other ids are left out.
        :param thing: its id, where it can be the value of a facet.
        """
        counts: dict[str, int] = {}
        for weight, some in words:
            for word in some:
                if weight > counts.get(word, 0):
                    counts[word] = weight
        if thing:
            counts[f"={thing}"] = IN_LABEL
            self._things[thing] = self.number + 1
        for word, weight in counts.items():
            if word not in self._words:
                self._words[word] = array("I")
            self._words[word].append(self.number * 4 + weight)
        for name, column in self._columns.items():
            known = self._codes[name] or self._things
            values = sorted({known[value] for value in facets.get(name, ()) if value in known})
            column.append(values[0] if len(values) == 1 else values)
        self._shown.append(shown)
        self.number += 1
        if len(self._shown) == DOCUMENTS:
            yield self._documents()

    def own(self, name: str) -> None:
        """Let an id stand for what has no document, as the value 0 of facets."""
        self._things[name] = 0

    def files(self) -> "Iterator[File]":
        """Give all the other files."""
        if self._shown:
            yield self._documents()
        for name, column in self._columns.items():
            for part, start in enumerate(range(0, len(column), COLUMN)):
                yield self._file(f"f-{name}-{part}", runs(column[start : start + COLUMN]))
        first: list[str] = []
        held: dict[str, list[Value]] = {}
        size = 0
        for word in sorted(self._words, key=lambda word: word.encode("utf-16-be")):
            found = runs(deltas(self._words.pop(word)))
            more = len(word) + 8 + sum(len(str(number)) + 1 for number in found)
            if held and size + more > WORDS:
                yield self._file(f"w{len(first) - 1}", held)
                held, size = {}, 0
            if not held:
                first.append(word)
            held[word] = found
            size += more
        if held:
            yield self._file(f"w{len(first) - 1}", held)
        told = {
            "documents": self.number,
            "first": self.first,
            "sum": self._sum.hexdigest()[:16],
            "perFile": DOCUMENTS,
            "perColumn": COLUMN,
            "facets": self.facets,
            "words": first,
        }
        yield self._file("index", told)

    def _documents(self) -> "File":
        shown, self._shown = self._shown, []
        return self._file(f"d{(self.number - 1) // DOCUMENTS}", shown)

    def _file(self, name: str, value: object) -> "File":
        data = f"maliKgSearch({json.dumps(name)},{json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n".encode()
        self._sum.update(data)
        return f"search/{name}.js", data


def words_of(text: str) -> set[str]:
    """Give the words of a text as they are compared: without case and marks; search.js does the same."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text).lower() if unicodedata.category(c)[0] != "M")
    return set(re.findall(r"[^\W_]+", text.lower()))


def deltas(postings: Iterable[int]) -> list[Value]:
    """Write rising numbers of documents, each times 4 plus what the word counts there, by how far each is from the one before."""
    found: list[Value] = []
    before = -1
    for posting in postings:
        number, weight = divmod(posting, 4)
        found.append((number - before) * 4 + weight)
        before = number
    return found


def runs(values: Iterable[Value]) -> list[Value]:
    """Write values that come several times in a row once, followed by how often they come again, as a negative number."""
    found: list[Value] = []
    last: Value | None = None
    for value in values:
        if value != last or last is None:
            found.append(value)
            last = value
        elif isinstance(tail := found[-1], int) and tail < 0:
            found[-1] = tail - 1
        else:
            found.append(-1)
    return found
