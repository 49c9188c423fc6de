"""Quads as lines: told apart by keys, counted and surveyed without a parser."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mali_kg.databases import lines as rdf_lines
from mali_kg.databases.errors import DamagedLinesError
from mali_kg.databases.lines import counts, key, lines, update
from quad_servers import str_line


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=12), min_size=1, max_size=6), st.integers(1, 7))
def test_lines_come_whole_out_of_pieces_and_updates_say_the_same(texts, size):
    quads = [ox.Quad(ox.NamedNode("http://s"), ox.NamedNode("http://p"), ox.Literal(t), ox.NamedNode("http://g")) for t in set(texts)]
    data = b"".join(str_line(q) for q in quads)
    cut = [data[i : i + size] for i in range(0, len(data), size)]
    assert b"".join(lines(cut)) == data
    assert rdf_lines.counts(cut) == {"http://g": len(quads)}
    store = ox.Store()
    store.update(update(lines(cut), []))
    assert set(store) == set(quads)
    store.update(update([], list(lines(cut))))
    assert len(store) == 0


TERMS = st.sampled_from(
    [
        ox.NamedNode("http://a/b"),
        ox.Literal('x" <http://no> .'),
        ox.Literal("y", language="en"),
        ox.Literal("1", datatype=ox.NamedNode("http://d/t")),
    ]
)
GRAPHS = st.sampled_from([ox.NamedNode("http://g/1"), ox.NamedNode("http://g/2")])


@given(st.lists(st.tuples(TERMS, GRAPHS), min_size=1, unique=True))
def test_graphs_are_told_without_a_parser(found):
    quads = [ox.Quad(ox.NamedNode("http://s"), ox.NamedNode("http://p"), o, g) for o, g in found]
    expected: dict[str, int] = {}
    for q in quads:
        expected[q.graph_name.value] = expected.get(q.graph_name.value, 0) + 1
    assert counts([b"".join(str_line(q) for q in quads)]) == expected


@pytest.mark.parametrize("line", [b"<s> <p> <o> .", b'<s> <p> "o"@en .', b'<s> <p> "o" <g> <h> .', b"<s> <p>", b"\xff"])
def test_what_is_in_no_named_graph_is_damaged(line):
    with pytest.raises(DamagedLinesError, match="no line of N-Quads with a named graph"):
        counts([line])


def test_languages_are_known_again():
    assert key(b'<a> <b> "x"@EN-gb .\n') == key(b'<a> <b> "x"@en-GB .\n')
    assert key(b'<a> <b> "x@EN" .\n') != key(b'<a> <b> "x@en" .\n')
    assert key(b'<a> <b> "\\"@EN" .\n') != key(b'<a> <b> "\\"@en" .\n')


def test_integers_and_truth_values_are_known_again():
    xsd = b"http://www.w3.org/2001/XMLSchema#"
    assert key(b'<a> <b> "1"^^<%snonNegativeInteger> .\n' % xsd) == key(b'<a> <b> "1"^^<%sinteger> .\n' % xsd)
    assert key(b'<a> <b> "false"^^<%sboolean> .\n' % xsd) == key(b'<a> <b> "0"^^<%sboolean> .\n' % xsd)
    assert key(b'<a> <b> "1"^^<%sinteger> .\n' % xsd) != key(b'<a> <b> "1" .\n')
