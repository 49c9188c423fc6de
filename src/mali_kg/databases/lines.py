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


def graph(line: bytes) -> bytes:
    """Read the graph of a line, as it is written.

    In N-Quads neither IRIs nor the ends of literals hold spaces or quotes (RDF 1.1 N-Quads, section 4), so that no parser is needed.

    :raises DamagedLinesError: where it is no such line, or in no named graph.
    """
    try:
        _, _, rest = line.split(b" ", 2)
        _, name, _ = (rest[rest.rindex(b'"') :] if rest.startswith(b'"') else rest).split(b" ")
    except ValueError:
        found = printable(line[:80].decode(errors="replace").strip())
        raise DamagedLinesError(f"{found!r} is no line of N-Quads with a named graph") from None
    return name


def in_graph(line: bytes, name: str) -> bool:
    """Tell whether a line is of a graph."""
    return graph(line) == f"<{name}>".encode()


def counts(pieces: Iterable[bytes]) -> dict[str, int]:
    """Count quads by graph.

    :raises DamagedLinesError: where a line is no N-Quads.
    """
    return {name[1:-1].decode(): number for name, number in Counter(graph(line) for line in lines(pieces)).items()}


def chunks(found: Iterable[T], size: int) -> Iterator[list[T]]:
    """Split into lists of at most ``size``."""
    left = iter(found)
    while some := list(islice(left, size)):
        yield some


def graph_blocks(found: Iterable[bytes]) -> list[str]:
    """Write quads as what stands between the braces of ``INSERT DATA`` and ``DELETE DATA``, a block a graph."""
    parts: dict[str, list[str]] = {}
    for quad in ox.parse(b"".join(found), format=ox.RdfFormat.N_QUADS):
        parts.setdefault(str(quad.graph_name), []).append(f"{quad.triple} .")
    return ["GRAPH {} {{\n{}\n}}".format(name, "\n".join(triples)) for name, triples in parts.items()]


def update(add: Iterable[bytes], remove: Iterable[bytes]) -> str:
    """Write one SPARQL update that takes quads away and adds others; empty where there are none."""
    gone, new = ("\n".join(graph_blocks(found)) for found in (remove, add))
    return " ;\n".join(f"{word} DATA {{\n{block}\n}}" for word, block in (("DELETE", gone), ("INSERT", new)) if block)
