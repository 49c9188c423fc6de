"""Quads as lines of N-Quads: told apart by a key, grouped into updates."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import pyoxigraph as ox

from mali_kg.databases.errors import DamagedLinesError
from mali_kg.files import printable

T = TypeVar("T")

_INTEGERS = re.compile(
    rb"\^\^<http://www\.w3\.org/2001/XMLSchema#(?:nonNegative|positive|nonPositive|negative|unsigned)?(?:Integer|integer|Int|int|Long|long|Short|short|Byte|byte)>"
)
#: A literal ends at the last quote of a line, as neither IRIs nor tags hold any.
_LANGUAGE = re.compile(rb'"@[A-Za-z0-9-]+(?=[^"]*$)')
_BOOLEAN = b"^^<http://www.w3.org/2001/XMLSchema#boolean>"


def key(line: bytes) -> int:
    """Hash a line to a number of 64 bits; the same for what a database gives back: Oxigraph keeps every kind of integer as xsd:integer and languages in
    small letters, Virtuoso truth values as 0 and 1.
    """
    plain = _LANGUAGE.sub(lambda tag: tag[0].lower(), _INTEGERS.sub(b"^^<int>", line))
    if _BOOLEAN in plain:
        plain = plain.replace(b'"true"' + _BOOLEAN, b'"1"' + _BOOLEAN).replace(b'"false"' + _BOOLEAN, b'"0"' + _BOOLEAN)
    return int.from_bytes(hashlib.blake2b(plain, digest_size=8).digest(), "big", signed=True)


def lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Split N-Quads that come in pieces into lines, each with its line feed; comments are left out."""
    rest = b""
    for piece in pieces:
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            if line and not line.startswith(b"#"):
                yield line + b"\n"
    if rest:
        yield rest + b"\n"


def parts(line: bytes) -> tuple[bytes, bytes]:
    """Read predicate and graph of a line, as they are written; the graph is empty for the default one.

    In N-Quads neither IRIs nor the ends of literals hold spaces or quotes (RDF 1.1 N-Quads, section 4), so that no parser is needed.

    :raises DamagedLinesError: where it is no such line.
    """
    try:
        _, predicate, rest = line.split(b" ", 2)
        tail = rest[rest.rindex(b'"') :].split(b" ") if rest.startswith(b'"') else rest.split(b" ")
    except ValueError:
        found = printable(line[:80].decode(errors="replace").strip())
        raise DamagedLinesError(f"{found!r} is no line of N-Quads") from None
    return predicate, tail[1] if len(tail) == 3 else b""


def in_graph(line: bytes, graph: str) -> bool:
    """Tell whether a line is of a graph; the empty name is the default one."""
    return parts(line)[1] == (f"<{graph}>".encode() if graph else b"")


def survey(pieces: Iterable[bytes]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Count quads by graph, where the default graph is the empty name; and list the predicates of the default graph, sorted.

    :raises DamagedLinesError: where a line is no N-Quads.
    """
    found: Counter[tuple[bytes, bytes]] = Counter(parts(line) for line in lines(pieces))
    graphs: Counter[str] = Counter()
    predicates = set()
    for (predicate, graph), number in found.items():
        graphs[graph[1:-1].decode()] += number
        if not graph:
            predicates.add(predicate[1:-1].decode())
    return dict(graphs), tuple(sorted(predicates))


def counts(pieces: Iterable[bytes]) -> dict[str, int]:
    """Count quads by graph; the default graph is the empty name.

    :raises DamagedLinesError: where a line is no N-Quads.
    """
    return survey(pieces)[0]


def chunks(found: Iterable[T], size: int) -> Iterator[list[T]]:
    """Split into lists of at most ``size``."""
    left = iter(found)
    while some := list(islice(left, size)):
        yield some


def graph_blocks(found: Iterable[bytes], default_graph: str = "") -> list[str]:
    """Write quads as what stands between the braces of ``INSERT DATA`` and ``DELETE DATA``, a block a graph.

    :param default_graph: the graph that takes the place of the default one, where a database has none of its own.
    """
    parts: dict[str, list[str]] = {}
    for quad in ox.parse(b"".join(found), format=ox.RdfFormat.N_QUADS):
        graph = getattr(quad.graph_name, "value", default_graph)
        parts.setdefault(graph, []).append(f"{quad.triple} .")
    joined = {graph: "\n".join(triples) for graph, triples in parts.items()}
    return [f"GRAPH <{graph}> {{\n{text}\n}}" if graph else text for graph, text in joined.items()]


def update(add: Iterable[bytes], remove: Iterable[bytes], default_graph: str = "") -> str:
    """Write one SPARQL update that takes quads away and adds others; empty where there are none."""
    gone, new = ("\n".join(graph_blocks(found, default_graph)) for found in (remove, add))
    return " ;\n".join(f"{word} DATA {{\n{block}\n}}" for word, block in (("DELETE", gone), ("INSERT", new)) if block)
