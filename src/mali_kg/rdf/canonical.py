"""Canonical N-Quads and the hash of a dataset: RDF Dataset Canonicalization, RDFC-1.0 (W3C Recommendation, 21 May 2024).

The names of blank nodes say nothing; two datasets that differ in them alone have the same canonical form. Telling blank nodes apart that are
alike in their own statements can take time without end ("dataset poisoning", section 7.1), so attempts are counted, not timed, and bounded.
Blank nodes within triple terms (RDF 1.2), of which RDFC-1.0 does not speak, are told apart in the same way.
"""

import hashlib
from collections.abc import Generator, Iterable, Iterator
from itertools import permutations
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.errors import UnsupportedError
from mali_kg.rdf.quads import lines

#: The hash algorithms of the specification.
ALGORITHMS = ("sha256", "sha384")
#: Attempts, at most, for each blank node that shares its first-degree hash with another: orders of neighbours that are tried.
EFFORT = 10_000

#: A blank node's label to the identifier that was issued for it, in the order of issue.
Issued = dict[str, str]
#: Hash N-Degree Quads: asks for the hash of another node, which comes with its issued identifiers, and returns both of its own.
Search = Generator[tuple[str, Issued], tuple[str, Issued], tuple[str, Issued]]


class EffortError(UnsupportedError):
    """Blank nodes that are so alike that telling them apart takes more attempts than are allowed.

    :param alike: how many they are.
    :param effort: attempts that were made.
    """

    def __init__(self, name: str, alike: int, effort: int) -> None:
        self.name, self.alike, self.effort, self.more = name, alike, effort, effort * 10
        super().__init__(
            f"{name}: {alike} blank nodes are alike, and {effort} attempts did not tell them apart. Name them with IRIs, give them statements of their"
            " own, or allow more attempts."
        )


class Canonical(NamedTuple):
    """A dataset in its canonical form."""

    #: Lines of canonical N-Quads in code point order, each with its newline.
    lines: list[str]
    #: Label of each blank node of the input to its canonical label, both without ``_:``.
    issued: Issued

    def hash(self, algorithm: str = "sha256") -> str:
        """Compute the hash of the lines, in hexadecimal."""
        return hashlib.new(algorithm, "".join(self.lines).encode()).hexdigest()


class _Mention(NamedTuple):
    """A quad that blank nodes are in."""

    #: Its N-Quads in turns: text, label of a blank node, text and so on.
    pieces: tuple[str, ...]
    #: Its predicate, as an IRI in angle brackets.
    predicate: str
    #: ``s``, ``o`` or ``g`` for each blank node; within a triple term its position there follows.
    positions: tuple[str, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        return self.pieces[1::2]

    def line(self, labels: Iterable[str]) -> str:
        """Write the quad with these labels for its blank nodes."""
        pieces = list(self.pieces)
        pieces[1::2] = labels
        return "".join(pieces)


def canonicalize(quads: Iterable[ox.Quad], algorithm: str = "sha256", effort: int = EFFORT, name: str = "the dataset") -> Canonical:
    """Compute the canonical form of a dataset (section 4.4.3).

    :param algorithm: the hash by which blank nodes are told apart, one of `ALGORITHMS`.
    :param effort: attempts, at most, for each blank node that its own statements do not tell apart.
    :param name: what messages call the dataset.
    :raises UnsupportedError: where that is not enough.
    """
    named: list[ox.Quad] = []
    mentions: dict[_Mention, None] = {}
    for quad in quads:
        mention = _mention(quad)
        if mention is None:
            named.append(quad)
        else:
            mentions[mention] = None
    issued = _Labelling(list(mentions), algorithm, effort, name).labels() if mentions else {}
    found = {m.line([issued[n] for n in m.nodes]) for m in mentions}
    return Canonical(sorted(found.union(lines(named))), issued)


def canonical_hash(quads: Iterable[ox.Quad], algorithm: str = "sha256", effort: int = EFFORT) -> str:
    """Compute the hash of the dataset's canonical N-Quads, its identity whatever the format or order; raises as `canonicalize` does."""
    return canonicalize(quads, algorithm, effort).hash(algorithm)


def _mention(quad: ox.Quad) -> _Mention | None:
    """Take the quad apart at its blank nodes; None where it has none."""
    subject, value, graph = quad.subject, quad.object, quad.graph_name
    if not any(isinstance(term, ox.BlankNode | ox.Triple) for term in (subject, value, graph)):
        return None
    predicate = str(quad.predicate)
    pieces, positions = [""], list[str]()

    def add(term: object, position: str) -> None:
        if isinstance(term, ox.BlankNode):
            pieces[-1] += "_:"
            pieces.extend((term.value, ""))
            positions.append(position)
        elif isinstance(term, ox.Triple):
            pieces[-1] += "<<( "
            add(term.subject, position + "s")
            pieces[-1] += f" {term.predicate} "
            add(term.object, position + "o")
            pieces[-1] += " )>>"
        else:
            pieces[-1] += str(term)

    add(subject, "s")
    pieces[-1] += f" {predicate} "
    add(value, "o")
    if not isinstance(graph, ox.DefaultGraph):
        pieces[-1] += " "
        add(graph, "g")
    pieces[-1] += " .\n"
    return _Mention(tuple(pieces), predicate, tuple(positions)) if positions else None


class _Labelling:
    """The canonicalization state of one dataset (section 4.2)."""

    def __init__(self, mentions: list[_Mention], algorithm: str, effort: int, name: str) -> None:
        self._algorithm, self._effort, self._name = getattr(hashlib, algorithm), effort, name
        #: Blank node to quads map.
        self._mentions: dict[str, list[_Mention]] = {}
        for mention in mentions:
            for node in dict.fromkeys(mention.nodes):
                self._mentions.setdefault(node, []).append(mention)
        self._first = {node: self._first_degree(node) for node in self._mentions}
        self._canonical: Issued = {}
        self._attempts = 0

    def labels(self) -> Issued:
        """Issue a canonical label for every blank node (section 4.4.3, steps 3 to 5)."""
        by_hash: dict[str, list[str]] = {}
        for node, first in self._first.items():
            by_hash.setdefault(first, []).append(node)
        shared = []
        for _, nodes in sorted(by_hash.items()):
            if len(nodes) == 1:
                _issue(self._canonical, nodes[0], "c14n")
            else:
                shared.append(nodes)
        for nodes in shared:
            results = [self._searched(node, len(nodes)) for node in nodes if node not in self._canonical]
            for _, issued in sorted(results, key=lambda result: result[0]):
                for node in issued:
                    _issue(self._canonical, node, "c14n")
        return self._canonical

    def _hash(self, text: str) -> str:
        digest: str = self._algorithm(text.encode()).hexdigest()
        return digest

    def _first_degree(self, node: str) -> str:
        """Hash First Degree Quads (section 4.6.3)."""
        found = [m.line(["a" if n == node else "z" for n in m.nodes]) for m in self._mentions[node]]
        return self._hash("".join(sorted(found)))

    def _related(self, node: str, mention: _Mention, issued: Issued, position: str) -> str:
        """Hash Related Blank Node (section 4.7.3)."""
        label = self._canonical.get(node) or issued.get(node)
        predicate = "" if position == "g" else mention.predicate
        return self._hash(f"{position}{predicate}{f'_:{label}' if label else self._first[node]}")

    def _searched(self, node: str, alike: int) -> tuple[str, Issued]:
        """Hash N-Degree Quads of a node. Chains of blank nodes are longer than Python may call itself, so the calls are kept in a list."""
        self._attempts = 0
        issued: Issued = {}
        _issue(issued, node, "b")
        calls = [self._n_degree(node, issued)]
        result: tuple[str, Issued] | None = None
        while calls:
            if self._attempts > self._effort:
                raise EffortError(self._name, alike, self._effort)
            try:
                # A generator that starts takes None only, which its type cannot say.
                calls.append(self._n_degree(*calls[-1].send(result)))  # type: ignore[arg-type]
                result = None
            except StopIteration as end:
                calls.pop()
                result = end.value
        assert result is not None
        return result

    def _n_degree(self, node: str, issued: Issued) -> Search:
        """Hash N-Degree Quads (section 4.8.3)."""
        related: dict[str, list[str]] = {}
        for mention in self._mentions[node]:
            for other, position in zip(mention.nodes, mention.positions, strict=True):
                if other != node:
                    related.setdefault(self._related(other, mention, issued, position), []).append(other)
        data = []
        for hash_, others in sorted(related.items()):
            chosen = ""
            chosen_issued = issued
            for order in _orders(others):
                self._attempts += 1
                # With one order only there is nothing to return to, and nothing to copy.
                trial = dict(issued) if len(others) > 1 else issued
                path, unvisited = "", []
                for other in order:
                    if other in self._canonical:
                        path += f"_:{self._canonical[other]}"
                    else:
                        if other not in trial:
                            unvisited.append(other)
                        path += f"_:{_issue(trial, other, 'b')}"
                    if _is_worse(path, chosen):
                        break
                else:
                    for other in unvisited:
                        digest, trial = yield other, trial
                        path += f"_:{trial[other]}<{digest}>"
                        if _is_worse(path, chosen):
                            break
                    else:
                        if not chosen or path < chosen:
                            chosen, chosen_issued = path, trial
            data += [hash_, chosen]
            issued = chosen_issued
        return self._hash("".join(data)), issued


def _issue(issued: Issued, node: str, prefix: str) -> str:
    """Issue Identifier (section 4.5.2)."""
    return issued.setdefault(node, f"{prefix}{len(issued)}")


def _is_worse(path: str, chosen: str) -> bool:
    """Tell whether a path that is not whole yet can no longer be chosen."""
    return bool(chosen) and len(path) >= len(chosen) and path > chosen


def _orders(nodes: list[str]) -> Iterator[tuple[str, ...]]:
    """Give the orders of nodes, each once, though a node may be there several times (the same triple in several graphs)."""
    if len(set(nodes)) == len(nodes):
        yield from permutations(nodes)
        return
    order = sorted(nodes)
    while True:
        yield tuple(order)
        # The next in lexicographic order: raise the last place that can be raised, and put what follows it in order.
        at = next((i for i in range(len(order) - 2, -1, -1) if order[i] < order[i + 1]), None)
        if at is None:
            return
        higher = next(i for i in range(len(order) - 1, at, -1) if order[i] > order[at])
        order[at], order[higher] = order[higher], order[at]
        order[at + 1 :] = sorted(order[at + 1 :])
