"""Canonicalization: names of blank nodes say nothing, the work is bounded, an interrupt ends it."""

import hashlib
import itertools
import signal
import subprocess
import sys

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import HANGS
from mali_kg.cli.advice import advised
from mali_kg.errors import UnsupportedError
from mali_kg.rdf.canonical import canonical_hash, canonicalize
from mali_kg.rdf.quads import lines

P = ox.NamedNode("x:p")


def clique(size: int) -> list[ox.Quad]:
    nodes = [ox.BlankNode(f"n{i}") for i in range(size)]
    return [ox.Quad(a, P, b) for a in nodes for b in nodes]


nodes = st.sampled_from([ox.BlankNode(f"b{i}") for i in range(5)])
predicates = st.sampled_from([P, ox.NamedNode("x:q")])
names = st.just(ox.NamedNode("x:n"))
triples = st.builds(ox.Triple, nodes | names, predicates, nodes | names)
quads = st.lists(
    st.builds(
        ox.Quad,
        nodes | names,
        predicates,
        nodes | names | st.builds(ox.Literal, st.text(max_size=3)) | triples,
        nodes | names | st.just(ox.DefaultGraph()),
    ),
    max_size=7,
)
#: Blank nodes almost everywhere, so that many of them are alike.
few_names = st.lists(
    st.builds(ox.Quad, nodes, predicates, nodes | names, nodes | nodes | names | st.just(ox.DefaultGraph())), min_size=3, max_size=7
)


def renamed(term, new):
    if isinstance(term, ox.BlankNode):
        return ox.BlankNode(new[term.value])
    if isinstance(term, ox.Triple):
        return ox.Triple(renamed(term.subject, new), term.predicate, renamed(term.object, new))
    return term


def with_labels(found: list[ox.Quad], new: dict[str, str]) -> list[ox.Quad]:
    return [ox.Quad(renamed(q.subject, new), q.predicate, renamed(q.object, new), renamed(q.graph_name, new)) for q in found]


@given(quads, st.randoms(use_true_random=False))
def test_other_names_and_another_order_change_nothing(found, random):
    labels = [f"b{i}" for i in range(5)]
    others = [f"other{i}" for i in range(5)]
    random.shuffle(others)
    changed = with_labels(found, dict(zip(labels, others, strict=True)))
    random.shuffle(changed)
    for algorithm in ("sha256", "sha384"):
        assert canonicalize(changed, algorithm).lines == canonicalize(found, algorithm).lines


@given(quads)
def test_the_issued_names_lead_there_and_back(found):
    canonical = canonicalize(found)
    there = with_labels(found, canonical.issued)
    assert set(there) == set(ox.parse("".join(canonical.lines), format=ox.RdfFormat.N_QUADS))
    assert set(with_labels(there, {new: old for old, new in canonical.issued.items()})) == set(found)
    assert sorted(canonical.issued.values()) == sorted(f"c14n{i}" for i in range(len(canonical.issued)))


@given(few_names)
@example(
    [
        ox.Quad(ox.BlankNode("b"), P, ox.BlankNode("a"), ox.BlankNode("d")),
        ox.Quad(ox.BlankNode("c"), P, ox.BlankNode("d"), ox.BlankNode("d")),
    ]
)
def test_another_implementation_gives_the_same_lines(found):
    other = ox.Dataset(found)
    other.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert canonicalize(found).lines == lines(other)


@given(quads)
def test_a_statement_more_is_another_dataset(found):
    more = [*found, ox.Quad(ox.BlankNode("b0"), P, ox.Literal("it is said nowhere else"))]
    assert canonical_hash(more) != canonical_hash(found)


def test_two_circles_of_three_are_no_circle_of_six():
    """Every blank node is alike in its own statements; only the whole tells the two datasets apart."""

    def circle(*labels: str) -> list[ox.Quad]:
        return [ox.Quad(ox.BlankNode(a), P, ox.BlankNode(b)) for a, b in zip(labels, labels[1:] + labels[:1], strict=True)]

    assert canonical_hash(circle(*"abc") + circle(*"def")) != canonical_hash(circle(*"abcdef"))


def test_what_is_hashed_are_the_lines_of_canonical_nquads():
    found = [ox.Quad(ox.BlankNode("x"), P, ox.Literal('a\t"\x7f\\é')), ox.Quad(ox.NamedNode("x:n"), P, ox.Literal("z"))]
    text = '<x:n> <x:p> "z" .\n_:c14n0 <x:p> "a\\t\\"\\u007F\\\\é" .\n'
    assert "".join(canonicalize(found + found).lines) == text
    assert canonical_hash(found) == hashlib.sha256(text.encode()).hexdigest()
    assert canonical_hash(found, "sha384") == hashlib.sha384(text.encode()).hexdigest()


def test_a_clique_is_given_up_and_the_message_says_what_helps():
    with pytest.raises(UnsupportedError) as caught:
        canonicalize(clique(10), name="clique.nq")
    assert str(caught.value).startswith("clique.nq: 10 blank nodes are alike, and 10000 attempts")
    assert "allow more attempts" in str(caught.value)
    assert "--effort 100000" in advised(caught.value)


def test_more_effort_tells_more_apart():
    with pytest.raises(UnsupportedError):
        canonicalize(clique(5), effort=20)
    assert len(canonicalize(clique(5), effort=2000).issued) == 5


def test_a_long_chain_is_no_deep_recursion():
    """Two rows of alike blank nodes: to tell a node of one from its like in the other, all of its row is walked."""
    length = sys.getrecursionlimit() + 100
    rows = [[ox.BlankNode(f"{row}{i}") for i in range(length)] for row in "ab"]
    found = [ox.Quad(a, P, b) for row in rows for a, b in itertools.pairwise(row)]
    found += [ox.Quad(node, P, ox.Literal(str(i))) for row in rows for i, node in enumerate(row)]
    assert len(canonicalize(found, effort=10 * length).issued) == 2 * length


def test_the_same_triple_in_many_graphs_is_one_neighbour():
    """12 graphs hold it; in 12! orders it would be given up."""
    found = [ox.Quad(ox.BlankNode(f"a{i}"), P, ox.BlankNode(f"b{i}"), ox.NamedNode(f"x:g{g}")) for i in (1, 2) for g in range(12)]
    assert len(canonicalize(found, effort=10).issued) == 4


def write(path, found):
    path.write_bytes(ox.serialize(found, format=ox.RdfFormat.N_QUADS))
    return str(path)


def test_canon_takes_an_algorithm_and_gives_up(run, tmp_path):
    data = write(tmp_path / "data.nq", [ox.Quad(ox.BlankNode("x"), P, ox.Literal("v"))])
    line = b'_:c14n0 <x:p> "v" .\n'
    assert run("canon", data).stdout == hashlib.sha256(line).hexdigest() + "\n"
    assert run("canon", data, "--algorithm", "sha384").stdout == hashlib.sha384(line).hexdigest() + "\n"
    assert run("canon", data, "--nquads").stdout.encode() == line
    poison = write(tmp_path / "poison.nq", clique(10))
    for args in (("canon", poison), ("diff", data, poison), ("diff", poison, data)):
        result = run(*args)
        assert (result.returncode, result.stdout) == (3, "")
        assert "10 blank nodes are alike" in result.stderr
        assert "--effort 100000" in result.stderr
    assert run("diff", write(tmp_path / "five.nq", clique(5)), data, "--effort", "20").returncode == 3


def test_an_interrupt_ends_it(tmp_path):
    poison = write(tmp_path / "poison.nq", clique(12))
    program = (
        "import mali_kg.rdf.canonical as c; from mali_kg.cli.main import run\n"
        "search = c._Labelling.labels\n"
        "c._Labelling.labels = lambda self: (print('begun', flush=True), search(self))[1]\n"
        f"run(['canon', {poison!r}, '--effort', '1000000000000'])\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell's background job hands down that interrupts are ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=HANGS)
    assert (process.returncode, told) == (130, "mali-kg: stopped.\n")
