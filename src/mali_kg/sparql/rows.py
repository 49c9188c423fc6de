"""The first rows of an answer."""

from itertools import islice
from typing import IO, cast

import pyoxigraph as ox

from mali_kg.sparql.engine import Answer


class _EnoughError(Exception):
    """As many lines as are wanted have been written."""


class _Lines:
    """A file that takes so many lines, and no more."""

    def __init__(self, wanted: int) -> None:
        self.left, self.data, self.full = wanted, bytearray(), False

    def write(self, data: bytes) -> int:
        """Take what fits."""
        for piece in data.splitlines(keepends=True) if b"\n" in data else [data]:
            if self.left == 0:
                self.full = True
                raise _EnoughError
            self.data += piece
            self.left -= piece.endswith(b"\n")
        return len(data)

    def flush(self) -> None:
        """Do nothing: nothing is held back."""


def first(answer: Answer, rows: int) -> tuple[Answer, bool]:
    """Take the first rows (or triples) of an answer, and whether there are more. The rest is not even computed.

    :param rows: how many; 0 for all.
    """
    if not rows or isinstance(answer, ox.QueryBoolean):
        return answer, False
    if not isinstance(answer, ox.QuerySolutions):
        triples = list(islice(answer, rows + 1))
        return triples[:rows], len(triples) > rows
    # In TSV every row is one line, its terms written whole (SPARQL 1.1 TSV, section 4); pyoxigraph reads them back as rows.
    kept = _Lines(rows + 1)
    try:
        answer.serialize(cast("IO[bytes]", kept), format=ox.QueryResultsFormat.TSV)
    except (_EnoughError, OSError, RuntimeError):
        if not kept.full:
            raise
    cut = ox.parse_query_results(bytes(kept.data), format=ox.QueryResultsFormat.TSV)
    assert isinstance(cut, ox.QuerySolutions)
    return cut, kept.full
