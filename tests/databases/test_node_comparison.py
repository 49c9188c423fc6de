"""What of a property graph is there and what should be: the difference, and whose a node or edge is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mali_kg.claims.property_graph import Edge, Node, PropertyGraph
from mali_kg.databases.elements import JoinedEdge, checksum, ends, is_within, key
from mali_kg.databases.node_comparison import NodePlan


def compared(there: PropertyGraph, wanted: PropertyGraph) -> NodePlan:
    plan = NodePlan()
    plan.insert_present(((n.id, n.label, checksum(n)) for n in there.nodes), ((key(e), e.type, checksum(e)) for e in there.edges))
    plan.insert_wanted([*wanted.nodes, *wanted.edges])
    return plan


def test_the_difference_is_what_differs():
    """By hand: a is new, b changed, c stays, d goes; the edge c–d goes with it, b–c has changed, c–b is new."""
    old = PropertyGraph(
        [Node("b", "X", {"p": 1}), Node("c", "X", {}), Node("d", "X", {})], [Edge("c", "d", "E", {}), Edge("b", "c", "E", {"q": 1})]
    )
    new = PropertyGraph(
        [Node("a", "X", {}), Node("b", "X", {"p": 2}), Node("c", "X", {})], [Edge("b", "c", "E", {"q": 2}), Edge("c", "b", "E", {})]
    )
    with compared(old, new) as plan:
        assert [n.id for n in plan.new_nodes()] == ["a"]
        assert list(plan.changed_nodes()) == [Node("b", "X", {"p": 2})]
        assert [e.key for e in plan.new_edges()] == ["c|E|b"]
        assert list(plan.changed_edges()) == [JoinedEdge("b|E|c", "X", Edge("b", "c", "E", {"q": 2}), "X")]
        assert (plan.added, plan.changed, plan.removed) == (2, 2, 0)
        plan.allow_removal(lambda _: True)
        assert list(plan.gone_nodes()) == [("X", "d")]
        # It goes with d; and what joins nodes that stay goes alone.
        assert list(plan.gone_edges()) == []
        assert plan.removed == 2
        assert plan.wanted_counts() == {"X": 3, "E": 2}
        assert plan.differences(more=False) == {"X": (3, 3, False), "E": (2, 2, False)}


def test_a_node_with_another_label_is_made_anew_with_its_edges():
    edges = [Edge("a", "b", "E", {}), Edge("b", "c", "E", {}), Edge("a", "c", "E", {})]
    old = PropertyGraph([Node("a", "X", {}), Node("b", "X", {}), Node("c", "X", {})], edges)
    new = PropertyGraph([Node("a", "X", {}), Node("b", "Y", {}), Node("c", "X", {})], edges)
    with compared(old, new) as plan:
        assert list(plan.gone_nodes()) == [("X", "b")]
        assert list(plan.new_nodes()) == [Node("b", "Y", {})]
        assert [e.key for e in plan.new_edges()] == ["a|E|b", "b|E|c"]
        assert list(plan.gone_edges()) == []


VALUES = st.one_of(st.text(max_size=5), st.integers(-5, 5), st.booleans(), st.lists(st.text(max_size=3), max_size=2).map(tuple))
PROPERTIES = st.dictionaries(st.sampled_from(["p", "q", "r"]), VALUES)
GRAPHS = st.builds(
    lambda nodes, edges: PropertyGraph(
        [Node(i, "XY"[p.get("p") == 1], p) for i, p in nodes.items()],
        [Edge(a, b, kind, p, mark) for (a, b, kind, mark), p in edges.items() if a in nodes and b in nodes],
    ),
    st.dictionaries(st.sampled_from("abcd"), PROPERTIES),
    st.dictionaries(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from("EF"), st.sampled_from(["", "m", "m n"])), PROPERTIES
    ),
)


@given(GRAPHS, GRAPHS)
def test_what_is_there_and_its_difference_make_what_should_be(old, new):
    nodes, edges = {n.id: n for n in old.nodes}, {key(e): e for e in old.edges}
    with compared(old, new) as plan:
        plan.allow_removal(lambda _: True)
        for removed in plan.gone_edges():
            assert nodes[removed.start].label == removed.start_label
            assert edges.pop(removed.key).type == removed.type
        for label, i in plan.gone_nodes():
            assert nodes.pop(i).label == label
            edges = {k: e for k, e in edges.items() if i not in (e.start, e.end)}
        assert not nodes.keys() & {n.id for n in plan.new_nodes()}
        nodes |= {n.id: n for n in (*plan.new_nodes(), *plan.changed_nodes())}
        edges |= {e.key: e.edge for e in (*plan.new_edges(), *plan.changed_edges())}
    assert nodes == {n.id: n for n in new.nodes}
    assert edges == {key(e): e for e in new.edges}


def test_sums_do_not_depend_on_the_order_of_properties():
    assert checksum(Node("a", "X", {"p": 1, "q": ("ü",)})) == checksum(Node("a", "X", {"q": ("ü",), "p": 1}))
    assert checksum(Edge("a", "b", "E", {})) != checksum(Edge("a", "b", "F", {}))


BASE = "https://w3id.org/mali-kg/id/"
#: What an article's own are: nodes and edges, and whose they are.
WHOSE = [
    (f"{BASE}article/one", "one"),
    (f"{BASE}article/one/c01-1/says", "one"),
    (f"{BASE}article/one-more/c01-1", "one-more"),
    (f"{BASE}critics", ""),
    (f"{BASE}source/one/c1|SAYS|{BASE}source/one/c1/says", ""),
    (f"{BASE}article/one/c01-1|HELD_BY|{BASE}critics", "one"),
    (f"{BASE}article/one|ABOUT|{BASE}minusma", "one"),
    # What a claim says of two things is the claim’s.
    (f"{BASE}critics|FLAT|{BASE}minusma|{BASE}article/one/c01-1 actor theme", "one"),
    (f"{BASE}critics|FLAT|{BASE}minusma|{BASE}source/one/c1 actor theme", ""),
]


@pytest.mark.parametrize(("key", "whose"), WHOSE)
def test_a_node_or_edge_tells_whose_it_is(key, whose):
    assert {name for name in ("one", "one-more", "two") if is_within(key, f"{BASE}article/{name}")} == ({whose} - {""})


def test_an_edge_is_told_from_others_of_its_type():
    assert key(Edge("a", "b", "E", {})) == "a|E|b"
    assert key(Edge("a", "b", "E", {}, "x y")) == "a|E|b|x y"
    assert ends("a|E|b|x y") == ends("a|E|b") == ("a", "b")


def test_what_goes_with_a_node_that_is_made_anew_is_told():
    """The edge b–a is wanted and made anew; c–a is not, and nobody knows whether it should be."""
    old = PropertyGraph([Node("a", "X", {}), Node("b", "X", {}), Node("c", "X", {})], [Edge("b", "a", "E", {}), Edge("c", "a", "E", {})])
    new = PropertyGraph([Node("a", "Y", {}), Node("b", "X", {})], [Edge("b", "a", "E", {})])
    with compared(old, new) as plan:
        assert list(plan.cut()) == [("c|E|a", "a")]
