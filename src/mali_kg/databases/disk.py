"""An Oxigraph store on disk, in this process."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from mali_kg.databases.rdf_lines import update
from mali_kg.databases.target import Connection, Ours
from mali_kg.errors import MaliKgError
from mali_kg.quads import lines as to_lines


class _Pieces:
    """Pieces of bytes as a file that is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.left, self.rest = iter(pieces), b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most ``size``."""
        while not self.rest:
            piece = next(self.left, None)
            if piece is None:
                return b""
            self.rest = piece
        given, self.rest = (self.rest, b"") if size < 0 else (self.rest[:size], self.rest[size:])
        return given


class DiskTarget:
    """A store in a folder.

    :raises MaliKgError: where it cannot be opened: another program has it, or the folder is something else.
    """

    batch = 100_000
    fills_at_once = False

    def __init__(self, path: str) -> None:
        self.name = f"Oxigraph store {path}"
        try:
            Path(path).mkdir(parents=True, exist_ok=True)
            self.store = ox.Store(path)
        except (OSError, RuntimeError, ValueError) as error:
            why = "another program has it open; stop that, or load through its server" if "lock" in str(error).lower() else str(error)
            raise MaliKgError(f"{path}: cannot be opened as an Oxigraph store: {why}.") from None

    def _quads(self, ours: Ours) -> Iterator[ox.Quad]:
        known = set(ours.predicates)
        for quad in self.store.quads_for_pattern(None, None, None, ox.DefaultGraph()):
            if quad.predicate.value in known and isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(ours.base):
                yield quad
        for graph in self.store.named_graphs():
            if isinstance(graph, ox.NamedNode) and graph.value.startswith(f"{ours.base}graph/"):
                yield from self.store.quads_for_pattern(None, None, None, graph)

    def ours(self, ours: Ours) -> Iterator[bytes]:
        """The quads of this dataset that are there."""
        for quad in self._quads(ours):
            yield to_lines([quad])[0].encode()

    def counts(self, ours: Ours) -> dict[str, int]:
        """How many of these there are, by graph."""
        listed = " ".join(f"<{p}>" for p in ours.predicates)
        default = f'SELECT (COUNT(*) AS ?n) {{ VALUES ?p {{ {listed} }} ?s ?p ?o FILTER (STRSTARTS(STR(?s), "{ours.base}")) }}'
        named = f'SELECT ?g (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (STRSTARTS(STR(?g), "{ours.base}graph/")) }} GROUP BY ?g'
        found = {row["g"].value: int(row["n"].value) for row in self._rows(named)}
        for row in self._rows(default):
            if int(row["n"].value):
                found[""] = int(row["n"].value)
        return found

    def _rows(self, query: str) -> ox.QuerySolutions:
        answer = self.store.query(query)
        assert isinstance(answer, ox.QuerySolutions)
        return answer

    def totals(self, ours: Ours) -> dict[str, int]:
        """How many quads the default graph has, and each of our graphs."""
        named = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        found = {row["g"].value: int(row["n"].value) for row in self._rows(named)}
        default = next(iter(self._rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")))
        return {"": int(default["n"].value)} | {g: n for g, n in found.items() if g.startswith(f"{ours.base}graph/")}

    def fill(self, pieces: Callable[[], Iterable[bytes]], path: Path | None) -> None:
        """Add quads by the bulk loader."""
        try:
            if path:
                self.store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
            else:
                self.store.bulk_load(_Pieces(pieces()), format=ox.RdfFormat.N_QUADS)  # type: ignore[arg-type]
        except OSError as error:
            raise MaliKgError(f"{self.name}: cannot be written: {error}.") from None

    def change(self, add: list[bytes], remove: list[bytes]) -> None:
        """Take quads away and add others, in one transaction."""
        text = update(add, remove)
        if text:
            try:
                self.store.update(text)
            except OSError as error:
                raise MaliKgError(f"{self.name}: cannot be written: {error}.") from None

    def close(self) -> None:
        """Write everything to disk."""
        self.store.flush()


def open_disk(to: Connection) -> DiskTarget:
    """The store in the folder of ``oxigraph:folder``."""
    if not to.path:
        raise MaliKgError("give a folder: oxigraph:folder")
    return DiskTarget(to.path)
