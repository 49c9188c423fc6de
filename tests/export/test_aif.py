"""AIF: an I-node a claim, scheme nodes between them, and who says it in which words."""

import json
from collections import Counter
from typing import Any

import pytest
from exported import EACH, material, written


def aif(name: str = EACH[0]) -> dict[str, Any]:
    return dict(json.loads(written("aif", name)))


@pytest.mark.parametrize("name", EACH)
def test_nodes_and_edges_are_as_the_format_wants_them(name):
    """AIF core: scheme nodes join information nodes and nothing joins two of these; a PA-node has one that is preferred and one that is not."""
    found, records = aif(name), material(name).records
    kinds = {n["nodeID"]: n["type"] for n in found["nodes"]}
    assert len(kinds) == len(found["nodes"])
    assert {e[end] for e in found["edges"] for end in ("fromID", "toID")} <= kinds.keys()
    of_kind = Counter(kinds.values())
    arguments = Counter(a.kind for a in records.arguments)
    granted = sum(len(a.premises) for a in records.arguments if a.kind == "concession")
    claims = len(records.claims)
    assert of_kind == Counter(I=claims, L=claims, YA=claims, RA=arguments["support"], CA=arguments["attack"], PA=granted)
    into, out = Counter(e["toID"] for e in found["edges"]), Counter(e["fromID"] for e in found["edges"])
    for node, kind in kinds.items():
        if kind in ("RA", "CA"):
            assert into[node] >= 1
        if kind == "PA":
            assert into[node] == 1
        if kind in ("RA", "CA", "PA", "YA"):
            assert out[node] == 1
    assert not [e for e in found["edges"] if kinds[e["fromID"]] == kinds[e["toID"]] == "I"]


@pytest.mark.parametrize("name", EACH)
def test_what_a_node_applies_is_told_with_its_number_in_aifdb(name):
    found = aif(name)
    known = {"RA": ("Default Inference", "72"), "CA": ("Default Conflict", "71"), "YA": ("Asserting", "74")}
    applied = {n["nodeID"]: n for n in found["nodes"] if n["type"] in known}
    assert all((n["scheme"], n["schemeID"]) == known[n["type"]] for n in applied.values())
    assert {f["nodeID"]: f["schemeID"] for f in found["schemefulfillments"]} == {i: n["schemeID"] for i, n in applied.items()}
    assert {"descriptorfulfillments", "locutions", "participants"} <= found.keys()


def test_what_attacks_ending_the_mission():
    """Read in the sheet: a11, a12, a29 to a31."""
    found = aif()
    text = {n["nodeID"]: n["text"] for n in found["nodes"]}
    attacks = [n for n in found["nodes"] if n["type"] == "CA"]
    assert [n["id"].rpartition("/")[2] for n in attacks] == ["a11", "a12", "a29", "a30", "a31"]
    assert {text[e["toID"]] for e in found["edges"] if e["fromID"] in {n["nodeID"] for n in attacks}} == {"The mission should end"}
    assert attacks[0]["scope"] == ["premature"]
    assert attacks[0]["arguers"] == ["Critics"]
    assert "arguers" not in attacks[2]


def test_a_concession_prefers_its_conclusion():
    """Read in the article: while the decision reflects the desire, it raises concerns (a01)."""
    found = aif()
    text = {n["nodeID"]: n["text"] for n in found["nodes"]}
    (node,) = (n["nodeID"] for n in found["nodes"] if n["id"].endswith("/a01"))
    (preferred,) = (text[e["fromID"]] for e in found["edges"] if e["toID"] == node)
    (granted,) = (text[e["toID"]] for e in found["edges"] if e["fromID"] == node)
    assert preferred == "The decision raises concerns about potential security gaps"
    assert granted.startswith("The decision to end the peacekeeping mission reflects the desire")


def test_who_says_it():
    found = aif()
    people = {p["participantID"]: p["surname"] for p in found["participants"]}
    text = {n["nodeID"]: n["text"] for n in found["nodes"]}
    said = [text[line["nodeID"]] for line in found["locutions"] if people[line["personID"]] == "Critics"]
    assert said[0] == "Critics: prematurely ending the peacekeeping mission could lead to a deterioration of security"
    assert len(said) == 2


def test_networkx_reads_it():
    """As its own form of nodes and links, with the names that AIF gives them."""
    from networkx.readwrite import json_graph

    found = aif()
    graph = json_graph.node_link_graph(
        found, directed=True, multigraph=True, source="fromID", target="toID", name="nodeID", key="edgeID", edges="edges"
    )
    assert graph.number_of_nodes() == len(found["nodes"])
    assert graph.number_of_edges() == len(found["edges"])
