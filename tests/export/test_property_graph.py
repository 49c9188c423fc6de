"""Property graphs: what a claim says is a node; two things of the world are joined by the flat view alone, with claim and holder on each edge."""

import csv
import io
import json
import re
import sqlite3
from collections import Counter
from contextlib import closing

import pyoxigraph as ox
import pytest
from exported import EACH, file_of, material, text_of

from mali_kg.claims.flat_view import FlatEdge, FlatView
from mali_kg.claims.property_graph import MAPPING, Edge, property_graph
from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material
from tools import tool

#: Labels of things that are there whatever anybody claims.
WORLD = frozenset(("Agent", "Event", "Entity", "Article", "Source"))


def local(iri: str) -> str:
    return iri.rpartition("/")[2]


def flat(name: str, claim: str) -> list[FlatEdge]:
    return [edge for edge in FlatView(material(name).records).edges() if edge.claim.endswith(f"/{claim}")]


def joined(name: str, claim: str) -> list[tuple[str, str, str]]:
    """The edges of a claim: from, kind, to."""
    return [(local(e.start), e.kind, local(e.end)) for e in flat(name, claim)]


# --- the flat view; all of it read in the sheets


@pytest.mark.parametrize(
    ("name", "claim", "edges"),
    [
        (EACH[0], "c04-1", [("un-security-council", "establish", "minusma")]),
        (EACH[0], "c07-1", [("transitional-government", "initiate", "decision-to-end")]),
        (EACH[0], "c14-3", [("mali", "face", "armed-groups")]),
        (EACH[0], "c09-4", [("foreign-troops", "resolve", "mali")]),
        # Both at once, and one each.
        (
            EACH[0],
            "c17-3",
            [("other-international-actors", "cooperate", "malian-government"), ("united-nations", "cooperate", "malian-government")],
        ),
        # The cause is an end of the mission, what deteriorates is words.
        (EACH[0], "c15-1", []),
        # Nobody is said to end it.
        (EACH[0], "c09-3", []),
        # One thing is described, and not joined to another.
        (EACH[0], "c11-1", []),
        ("election", "first-report/c02-1", [("ilse-maranto", "win", "presidential-election")]),
        ("election", "second-report/c04-1", [("soldiers", "enter", "tarnoe")]),
        ("company", "c07-1", []),
        ("company", "c06-1", [("quarrin-mills", "pay", "workers")]),
        ("climate", "source/tavaria-energy-office/c1", []),
    ],
)
def test_what_a_claim_joins(name, claim, edges):
    assert sorted(joined(name, claim)) == sorted(edges)


def test_an_end_that_only_stands_for_words_has_them():
    """MINUSMA is one of the missions of the UN: it is not the UN. And not Mali is unresolved, but its challenges."""
    (edge,) = flat(EACH[0], "c06-3")
    assert (local(edge.end), edge.to_role, edge.phase) == ("united-nations", "memberOf", "begins")
    assert edge.to_words.startswith("missions")
    assert edge.from_words == ""
    (edge,) = flat(EACH[0], "c09-4")
    assert edge.from_words.startswith("be present")
    assert edge.to_words.startswith("security challenges")
    assert (edge.stance, edge.polarity, edge.focus) == ("believed", "negative", "degree")
    (edge,) = flat(EACH[0], "c04-1")
    assert (edge.from_words, edge.to_words) == ("", "")


@pytest.mark.parametrize("name", EACH)
def test_no_edge_without_its_holder_and_none_with_an_empty_end(name):
    records = material(name).records
    things = {e.iri for e in records.entities} | {a.iri for a in records.articles}
    edges = list(FlatView(records).edges())
    assert edges
    for edge in edges:
        assert edge.holders
        assert all(edge.holders)
        assert edge.start in things
        assert edge.end in things
        assert edge.start != edge.end
        assert edge.claim
        assert edge.stance
        assert edge.strength
        assert edge.polarity


def test_a_claim_that_has_lost_its_holder_has_no_edge():
    whole = material()
    quads = [q for q in whole.quads if not (q.predicate.value.endswith("#heldBy") and q.subject.value.endswith("/c14-3"))]
    view = FlatView(Material(quads, whole.base, whole.project).records)
    assert not [edge for edge in view.edges() if edge.claim.endswith("/c14-3")]


def test_what_is_nested_has_no_edge_of_its_own():
    """The critics fear an end of the mission; that anybody ends it is nobody's claim. Told is not said: c05-2 of the first report."""
    ends = [edge for edge in FlatView(material().records).edges() if edge.kind == "end"]
    assert ends == []
    assert joined("election", "first-report/c05-2") == [("mayor-of-tarnoe", "tell", "nora-filk")]


# --- nodes and edges


@pytest.mark.parametrize("name", EACH)
def test_only_the_flat_view_joins_two_things_of_the_world(name):
    graph = property_graph(material(name).records)
    labels = {n.id: n.label for n in graph.nodes}
    assert len(labels) == len(graph.nodes)
    between = {e.type for e in graph.edges if labels[e.start] in WORLD and labels[e.end] in WORLD}
    # What an article is about, and whom the name of an event names, nobody contests.
    assert between <= {"FLAT", "ABOUT", "NAMES"}
    for edge in graph.edges:
        if edge.type == "FLAT":
            assert {"claim", "holders", "stance", "strength", "polarity", "kind"} <= edge.properties.keys()
            assert edge.properties["claim"] in labels


@pytest.mark.parametrize("name", EACH)
def test_no_two_edges_are_told_apart_by_nothing(name):
    found = Counter((e.start, e.type, e.end, e.mark) for e in property_graph(material(name).records).edges)
    assert [key for key, number in found.items() if number > 1] == []


@pytest.mark.parametrize("name", EACH)
def test_every_claim_is_held_in_an_article_and_says_something(name):
    graph = property_graph(material(name).records)
    claims = {n.id: n.properties for n in graph.nodes if n.label == "Claim"}
    needed = {"says", "quote", "start", "end", "stance", "strength", "polarity", "sentence", "fingerprint"}
    assert all(needed <= properties.keys() for properties in claims.values())
    for kind in ("HELD_BY", "APPEARS_IN", "SAYS"):
        assert {e.start for e in graph.edges if e.type == kind and e.start in claims} == claims.keys()


def test_a_claim_and_what_it_says_step_by_step():
    """Read in the sheet: c15-1."""
    graph = property_graph(material().records)
    labels = {n.id: n.label for n in graph.nodes}
    nodes = {n.id: n.properties for n in graph.nodes}

    def out(node: str, kind: str, **properties: str) -> list[str]:
        return [e.end for e in graph.edges if e.start == node and e.type == kind and properties.items() <= e.properties.items()]

    (claim,) = (i for i in nodes if i.endswith("/c15-1"))
    assert nodes[claim]["hedges"] == ("could",)
    assert out(claim, "HELD_BY") == [f"{material().base}id/critics"]
    (says,) = out(claim, "SAYS")
    assert (labels[says], nodes[says]["kind"]) == ("Description", "deteriorate")
    (cause,) = out(says, "ROLE", role="cause")
    assert (nodes[cause]["kind"], nodes[cause]["manner"]) == ("end", ("prematurely",))
    assert out(cause, "ROLE", role="undergoer") == [f"{material().base}id/minusma"]
    assert out(claim, "MENTIONS") == [f"{material().base}id/minusma"]
    (attack,) = (a for a in out(claim, "PREMISE") if nodes[a]["kind"] == "attack")
    assert nodes[attack]["scope"] == ("premature",)
    assert [nodes[c]["says"] for c in out(attack, "CONCLUSION")] == ["The mission should end"]
    assert out(attack, "DRAWN_BY") == [f"{material().base}id/critics"]


def test_numbers_times_voices_and_sources():
    """Read in the sheets."""
    company = property_graph(material("company").records)
    (price,) = (n.properties for n in company.nodes if n.properties.get("moreThan") == "300")
    assert (price["type"], price["unit"], price["per"]) == ("quantity", "crowns", "tonne")
    assert {n.properties["by"] for n in company.nodes if "by" in n.properties} == {"2027"}
    election = property_graph(material("election").records)
    (via,) = (e for e in election.edges if e.type == "VIA")
    assert (local(via.start), local(via.end)) == ("c05-1", "nora-filk")
    assert (via.properties["position"], via.properties["stance"]) == (1, "asserted")
    climate = property_graph(material("climate").records)
    told = [(local(e.start), local(e.end)) for e in climate.edges if e.type == "TOLD_BY"]
    assert told == [("c1", "tavaria-energy-office"), ("c2", "tavaria-energy-office")]
    (source,) = (n.properties for n in climate.nodes if n.label == "Source")
    assert source["read"] == "2026-11-23"


def test_the_mapping_that_is_documented_is_the_mapping():
    told = " ".join(cell for row in MAPPING for cell in row)
    used = set()
    for name in EACH:
        graph = property_graph(material(name).records)
        used |= {n.label for n in graph.nodes} | {e.type for e in graph.edges}
        for thing in (*graph.nodes, *graph.edges):
            for key in thing.properties:
                assert re.search(rf"\b{key}\b", told), key
    assert used == set(re.findall(r"(?:node|edge) `([A-Z]\w+)`", told))


# --- as files


@pytest.mark.parametrize("form", ["graphml", "gexf"])
@pytest.mark.parametrize("name", EACH)
def test_networkx_reads_it(form, name):
    import networkx

    read = networkx.read_graphml if form == "graphml" else networkx.read_gexf
    found = read(file_of(form, name))
    graph = property_graph(material(name).records)
    assert found.number_of_nodes() == len(graph.nodes)
    assert found.number_of_edges() == len(graph.edges)
    names = {n.id: n.properties["name"] for n in graph.nodes if n.label == "Agent"}
    assert {iri: found.nodes[iri]["name"] for iri in names} == names


@pytest.mark.parametrize("name", EACH)
def test_csv_for_bulk_import_joins_up(name):
    folder = file_of("csv-graph", name)
    ids: set[str] = set()
    for path in sorted(folder.glob("nodes-*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        assert rows[0][:2] == ["id:ID", ":LABEL"]
        assert all(len(r) == len(rows[0]) for r in rows)
        assert len(set(rows[0])) == len(rows[0])
        assert not ids & {r[0] for r in rows[1:]}
        ids |= {r[0] for r in rows[1:]}
    edges = 0
    for path in sorted(folder.glob("edges-*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        assert rows[0][:3] == [":START_ID", ":END_ID", ":TYPE"]
        assert {i for r in rows[1:] for i in r[:2]} <= ids
        edges += len(rows) - 1
    assert edges == len(property_graph(material(name).records).edges)


def test_cypher_is_one_statement_a_line():
    lines = text_of("cypher").splitlines()
    graph = property_graph(material().records)
    assert len(lines) == len(set(lines)) == len(graph.nodes) + len(graph.edges)
    assert all(re.fullmatch(r"(MERGE|MATCH) \(.*;", line) for line in lines)
    assert any('hedges = ["could", "potential"]' in line for line in lines)


@pytest.mark.parametrize("name", EACH)
def test_no_edge_of_cypher_swallows_another(name):
    """A MERGE finds the edge that is there; where two nodes have several of a type, its properties tell which."""

    def merged(edge: Edge) -> str:
        return json.dumps([edge.start, edge.type, edge.end, edge.properties if edge.mark else {}], sort_keys=True)

    edges = property_graph(material(name).records).edges
    assert len({merged(edge) for edge in edges}) == len(edges)
    assert re.search(r"MERGE \(a\)-\[r:ROLE \{role: \"theme\"\}\]->\(b\);", text_of("cypher", name))


def test_values_cannot_leave_their_quotes():
    """A label with every quote and bracket goes through each text form."""
    evil = 'a"b\\c\'); DROP TABLE claims; //<script>&#x; ${x}\n"]'
    whole = material()
    quads = [
        ox.Quad(q.subject, q.predicate, ox.Literal(evil, language="en"), q.graph_name)
        if q.predicate.value.endswith("#label")
        and isinstance(q.object, ox.Literal)
        and q.object.value.startswith("Ending the mission prematurely could")
        else q
        for q in whole.quads
    ]
    odd = Material(quads, whole.base, whole.project)
    assert "<script>" not in FORMS["map-mermaid"].write(odd).decode()  # type: ignore[union-attr]
    lines = FORMS["cypher"].write(odd).decode().split("\n")  # type: ignore[union-attr]
    said = [line for line in lines if "DROP TABLE" in line]
    assert said
    assert all(json.dumps(evil, ensure_ascii=False) in line for line in said)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(FORMS["sqlite"].write(odd))  # type: ignore[arg-type]
        assert database.execute("SELECT count(*) FROM claims WHERE says = ?", (evil,)).fetchone() == (2,)


@pytest.mark.parametrize("form", ["tables", "csv-graph"])
def test_the_sqlite_shell_imports_the_csv_files(tmp_path, form):
    """The shell tells of every row that has not as many cells as the header."""
    paths = sorted(file_of(form).glob("*.csv"))
    commands = [c for n, p in enumerate(paths) for c in (f".import --csv '{p}' t{n}", f"SELECT count(*) FROM t{n};")]
    done = tool("sqlite3", str(tmp_path / "x.db"), *commands)
    assert done.returncode == 0
    assert done.stderr == ""
    rows = [len(list(csv.reader(io.StringIO(p.read_text(encoding="utf-8"), newline="")))) - 1 for p in paths]
    assert [int(n) for n in done.stdout.split()] == rows
