"""Every form, by the word of a tool that did not write it; and none says as a fact what somebody claims."""

import csv
import gzip
import io
import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from mali_kg.rdf.reified import flatten, unflatten

from mali_kg.claims.property_graph import MAPPING, property_graph
from mali_kg.errors import MaliKgError
from mali_kg.export.forms import FORMS, form_of_ending
from mali_kg.export.material import Material
from mali_kg.export.tables import TABLES
from mali_kg.rdf.canonical import canonical_hash
from mali_kg.rdf.iris import Iris
from tools import count, small_disk, tool


@pytest.fixture(scope="module")
def material(compiled):
    return Material(compiled.quads(), compiled.project.config.base, compiled.project)


@pytest.fixture(scope="module")
def written(material, tmp_path_factory):
    """A folder with every form."""
    folder = tmp_path_factory.mktemp("forms")
    for form in FORMS.values():
        if form.needs == "graphviz" and not __import__("shutil").which("dot"):
            continue
        found = form.write(material)
        if isinstance(found, dict):
            (folder / form.name).mkdir()
            for name, data in found.items():
                (folder / form.name / name).write_bytes(data)
        else:
            (folder / f"all{form.endings[0]}").write_bytes(found)
    return folder


def path_of(written: Path, name: str) -> Path:
    form = FORMS[name]
    return written / name if form.is_folder else written / f"all{form.endings[0]}"


# --- RDF


@pytest.mark.parametrize(("name", "parser"), [("trig", "trig"), ("nquads", "nquads")])
def test_rapper_reads_the_whole_dataset(written, compiled, name, parser):
    assert count(path_of(written, name), parser) == len(compiled.lines)


@pytest.mark.parametrize(("name", "parser"), [("turtle", "turtle"), ("ntriples", "ntriples"), ("rdfxml", "rdfxml")])
def test_rapper_reads_the_flat_forms(written, compiled, name, parser):
    assert count(path_of(written, name), parser) == len(flatten(compiled.quads(), Iris(compiled.project.config.base)))


@pytest.mark.parametrize("name", ["jsonld", "jsonld-compact"])
def test_pyld_reads_the_same_dataset(written, compiled, name):
    from pyld import jsonld

    document = json.loads(path_of(written, name).read_text(encoding="utf-8"))
    text = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": lambda *_: pytest.fail("fetched")})
    assert canonical_hash(list(ox.parse(text, format=ox.RdfFormat.N_QUADS))) == canonical_hash(compiled.quads())


@pytest.mark.parametrize(("name", "fmt"), [("trig", "TRIG"), ("nquads", "N_QUADS"), ("jsonld", "JSON_LD"), ("jsonld-compact", "JSON_LD")])
def test_the_dataset_comes_back(written, compiled, name, fmt):
    back = list(ox.parse(path_of(written, name).read_bytes(), format=getattr(ox.RdfFormat, fmt)))
    assert canonical_hash(back) == canonical_hash(compiled.quads())


@pytest.mark.parametrize(("name", "fmt", "ending"), [("turtle12", "TURTLE", "ttl"), ("trig12", "TRIG", "trig")])
def test_rdf_1_2_holds_what_is_told_as_triple_terms(written, compiled, name, fmt, ending, tmp_path):
    """The command of Oxigraph reads it; undone, it is the dataset; and no content is a triple."""
    iris = Iris(compiled.project.config.base)
    path = path_of(written, name)
    done = tool(
        str(Path(sys.executable).parent / "oxigraph"),
        "convert",
        "-f",
        str(path),
        "--from-format",
        ending,
        "--to-format",
        "nq",
        "-t",
        str(tmp_path / "x.nq"),
    )
    assert done.returncode == 0, done.stderr
    quads = list(ox.parse(path.read_bytes(), format=getattr(ox.RdfFormat, fmt)))
    assert (tmp_path / "x.nq").read_bytes().count(b"\n") == len(quads)
    told = [q for q in compiled.quads() if isinstance(q.graph_name, ox.NamedNode) and iris.is_told_by_others(q.graph_name.value)]
    assert told
    assert not {q.triple for q in told} & {q.triple for q in quads}
    in_default = [q.triple for q in quads if isinstance(q.graph_name, ox.DefaultGraph)]
    back = {q for q in unflatten(in_default, iris) if not isinstance(q.graph_name, ox.DefaultGraph)}
    assert back == set(told)


def test_turtle_and_trig_are_made_to_be_read(written, counts):
    text = path_of(written, "trig").read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("@prefix")]
    assert head == sorted(head)
    claims = re.findall(r"^article-minusma-end:(c\d+)-(\d+) a mk:Claim", text, re.MULTILINE)
    assert len(claims) == counts.claims
    assert [(int(s[1:]), int(n)) for s, n in claims] == sorted((int(s[1:]), int(n)) for s, n in claims)
    assert re.search(r"\.\n\narticle-minusma-end:c15-1 a mk:Claim ;\n\t", text)


def test_a_small_edit_is_a_small_difference(compiled, material):
    changed = [
        ox.Quad(q.subject, q.predicate, ox.Literal("violent resurgence", language="en"), q.graph_name)
        if q.object == ox.Literal("Critics", language="en")
        else q
        for q in compiled.quads()
    ]
    before, after = (FORMS["trig"].write(m).decode().splitlines() for m in (material, Material(changed, material.base, material.project)))
    assert len(set(before) ^ set(after)) == 2


def test_cards_are_json_that_needs_no_rdf(written, counts):
    cards = {c["id"]: c for c in json.loads(path_of(written, "cards").read_text(encoding="utf-8"))["@graph"]}
    assert len(cards) == counts.claims
    card = cards["article/minusma-end/c15-1"]
    assert card["name"]["en"] == "Ending the mission prematurely could lead to a deterioration of security"
    assert [h["name"]["en"] for h in card["heldBy"]] == ["Critics"]
    assert card["modality"]["code"] == "possible"
    assert card["hedges"]["en"] == ["could", "prematurely"]
    assert card["presupposed"] is False
    place = {k: v for s in card["evidence"]["selectors"] for k, v in s.items()}
    assert (place["start"], place["end"]) == (2886, 2971)
    assert place["quote"] == "prematurely ending the peacekeeping mission could lead to a deterioration of security"


def test_cards_say_what_the_dataset_says(written, compiled):
    triples = {q.triple for q in compiled.quads() if isinstance(q.graph_name, ox.DefaultGraph)}
    cards = {q.triple for q in ox.parse(path_of(written, "cards").read_bytes(), format=ox.RdfFormat.JSON_LD)}
    assert len(cards) > 1500
    assert cards <= triples


# --- nanopublications


def nanopubs(data: bytes) -> dict[str, rdflib.ConjunctiveGraph]:
    """Each nanopublication by its IRI, as the nanopub library wants it."""
    found: dict[str, rdflib.ConjunctiveGraph] = {}
    whole = rdflib.ConjunctiveGraph()
    whole.parse(data=data, format="trig")
    for s, p, o, c in whole.quads():
        found.setdefault(str(c.identifier).split("#")[0], rdflib.ConjunctiveGraph()).get_context(c.identifier).add((s, p, o))
    return found


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_nanopublications_are_valid_and_trusty_by_their_own_library(written, counts):
    from nanopub import Nanopub, NanopubConf

    found = nanopubs(path_of(written, "nanopubs").read_bytes())
    assert len(found) == counts.claims
    for iri, graph in found.items():
        one = Nanopub(rdf=graph, conf=NanopubConf())
        assert one.is_valid
        assert one.has_valid_trusty
        assert one.source_uri == iri


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_signature_is_valid_by_their_own_library(material, tmp_path):
    from Crypto.PublicKey import RSA
    from nanopub import Nanopub, NanopubConf

    from mali_kg.claims.selection import Selection, select

    key = tmp_path / "key.pem"
    key.write_bytes(RSA.generate(2048).export_key())
    quads = select(material.quads, material.base, Selection(claim="c15-1"))
    part = Material(quads, material.base, material.project, key)
    part.chosen = frozenset([f"{material.base}id/article/minusma-end/c15-1"])
    (graph,) = nanopubs(FORMS["nanopubs"].write(part)).values()  # type: ignore[arg-type]
    one = Nanopub(rdf=graph, conf=NanopubConf())
    assert one.is_valid
    assert one.has_valid_signature
    assert one.has_valid_trusty


def test_a_nanopublication_says_whose_word_it_is(written):
    base = "https://w3id.org/mali-kg/"
    quads = list(ox.parse(path_of(written, "nanopubs").read_bytes(), format=ox.RdfFormat.TRIG))
    said = [
        q.graph_name
        for q in quads
        if q.predicate.value == f"{base}ns#couldLeadTo" and q.object.value == f"{base}id/deterioration-of-security"
    ]
    (assertion,) = said
    about = {(q.predicate.value.rpartition("#")[2], q.object.value) for q in quads if q.subject == assertion}
    assert about == {
        ("wasAttributedTo", f"{base}id/critics"),
        ("wasDerivedFrom", f"{base}id/article/minusma-end/c15-1"),
        ("hadPrimarySource", f"{base}id/article/minusma-end"),
    }


def test_a_bad_key_is_told(run, tmp_path):
    (tmp_path / "key.pem").write_text("no key")
    result = run("export", "nanopubs", "--key", str(tmp_path / "key.pem"))
    assert result.returncode == 2
    assert "openssl genrsa" in result.stderr
    assert run("export", "trig", "--key", "x").returncode == 2


# --- the web


def test_markup_of_the_page(written, project, counts):
    """Google's published requirements for a Dataset: a name, and a description of 50 to 5,000 characters."""
    page = json.loads(path_of(written, "page").read_text(encoding="utf-8"))
    assert page["@context"] == "https://schema.org"
    nodes = {n["@id"]: n for n in page["@graph"]}
    assert len(nodes) == len(page["@graph"])
    (dataset,) = (n for n in nodes.values() if n["@type"] == "Dataset")
    assert dataset["name"]
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["license"].startswith("https://")
    claims = [n for n in nodes.values() if n["@type"] == "Claim"]
    assert len(claims) == counts.claims
    (article,) = (n for n in nodes.values() if n["@type"] == "NewsArticle")
    assert [m["@id"] for m in article["mentions"]] == [c["@id"] for c in claims]
    critics = nodes[f"{project.config.base}id/critics"]
    assert critics["name"] == "Critics"
    assert [c["text"] for c in claims if c.get("author") == [{"@id": critics["@id"]}]] == [
        "Ending the mission prematurely could lead to a deterioration of security",
        "Ending the mission prematurely could lead to a potential resurgence of violence",
    ]
    refers = {
        v["@id"]
        for n in nodes.values()
        for value in n.values()
        for v in (value if isinstance(value, list) else [value])
        if isinstance(v, dict) and "@id" in v
    }
    assert refers <= nodes.keys()
    assert not {"startDate", "datePublished", "author"} & article.keys()
    assert not any("startDate" in n or "organizer" in n for n in nodes.values())


# --- arguments and pictures


def test_aif(written, counts):
    aif = json.loads(path_of(written, "aif").read_text(encoding="utf-8"))
    kinds = {n["nodeID"]: n["type"] for n in aif["nodes"]}
    assert len(kinds) == len(aif["nodes"])
    assert {e[k] for e in aif["edges"] for k in ("fromID", "toID")} <= kinds.keys()
    of_kind = {k: sum(v == k for v in kinds.values()) for k in ("I", "L", "YA", "RA", "CA", "PA")}
    assert of_kind == {
        "I": counts.propositions,
        "L": counts.claims,
        "YA": counts.claims,
        "RA": counts.supports,
        "CA": counts.attacks,
        "PA": counts.concessions,
    }
    # Scheme nodes join information nodes, and nothing joins two of these (AIF core).
    assert not [e for e in aif["edges"] if kinds[e["fromID"]] == kinds[e["toID"]] == "I"]
    assert {p["surname"] for p in aif["participants"]} >= {"Critics", "Transitional Government of Mali"}


@pytest.mark.parametrize("name", ["map-svg", "timeline-svg", "agents-svg", "graphml", "gexf", "rdfxml"])
def test_xml_is_well_formed(written, name):
    path = path_of(written, name)
    if not path.exists():
        pytest.skip("Graphviz is not installed")
    assert tool("xmllint", "--noout", str(path)).returncode == 0


@pytest.mark.parametrize("name", ["map-dot", "agents-dot"])
def test_graphviz_reads_it(written, name):
    done = tool("dot", "-Tplain", str(path_of(written, name)))
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.count("\nnode ") > 40


def test_pro_and_con_differ_in_shape_as_well_as_colour(written, counts):
    text = path_of(written, "map-dot").read_text(encoding="utf-8")
    look = {kind: set(re.findall(rf'shape=(\w+), [^\]]*label="{kind}', text)) for kind in ("supports", "attacks", "granted, but")}
    assert look == {"supports": {"ellipse"}, "attacks": {"hexagon"}, "granted, but": {"diamond"}}
    assert max(len(line) for label in re.findall(r'label="([^"]*)"', text) for line in label.split("\\n")) <= 40
    mermaid = path_of(written, "map-mermaid").read_text(encoding="utf-8")
    assert mermaid.startswith("flowchart LR\n")
    assert mermaid.count(":::attack") == counts.attacks
    assert mermaid.count(":::support") == counts.supports


def test_the_timeline_tells_who_says_each_date_and_no_more_than_they_say(written):
    text = path_of(written, "timeline-svg").read_text(encoding="utf-8")
    shown = re.findall(r'font-weight="bold">([^<]*)<', text)
    assert shown[:4] == ["2013", "1 July 2013", "August 2020", "18 August 2020"]
    assert text.count("<circle") == 2 + 1
    assert text.count("claimed by") == 2


@pytest.mark.skipif(sys.platform == "win32", reason="PATH")
def test_without_graphviz_the_other_forms_are_named(run):
    result = run("export", "map-svg", PATH="/nonexistent")
    assert result.returncode == 3
    assert "map-mermaid" in result.stderr


# --- property graphs


def test_no_edge_joins_two_things_of_the_world(material, counts):
    """What is claimed of two entities is never an edge between them: every edge has an article, claim, statement, … at one end."""
    graph = property_graph(material.records)
    labels = {n.id: n.label for n in graph.nodes}
    world = {"Agent", "Event", "Entity"}
    assert len(labels) == len(graph.nodes)
    assert not [e for e in graph.edges if labels[e.start] in world and labels[e.end] in world]
    held = [e for e in graph.edges if e.type == "HELD_BY"]
    assert len(held) == counts.claims
    assert all({"modality", "polarity"} <= e.properties.keys() for e in held)
    claims = [n for n in graph.nodes if n.label == "Claim"]
    assert all({"quote", "start", "end", "modality", "polarity"} <= n.properties.keys() for n in claims)


def test_the_mapping_that_is_documented_is_the_mapping(material):
    graph = property_graph(material.records)
    told = " ".join(cell for row in MAPPING for cell in row)
    used = {n.label for n in graph.nodes} | {e.type for e in graph.edges}
    assert used == set(re.findall(r"`([A-Z]\w+)`", told))
    for thing in (*graph.nodes, *graph.edges):
        for name in thing.properties:
            assert re.search(rf"\b{name}\b", told), name


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_it(written, material, name):
    import networkx

    read = networkx.read_graphml if name == "graphml" else networkx.read_gexf
    found = read(path_of(written, name))
    graph = property_graph(material.records)
    assert found.number_of_nodes() == len(graph.nodes)
    assert found.number_of_edges() == len(graph.edges)
    critics = f"{material.base}id/critics"
    assert found.nodes[critics]["name"] == "Critics"
    assert len(list(found.predecessors(critics))) >= 2


def test_csv_for_bulk_import_joins_up(written):
    folder = path_of(written, "csv-graph")
    ids: set[str] = set()
    for path in sorted(folder.glob("nodes-*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        assert rows[0][:2] == ["id:ID", ":LABEL"]
        assert all(len(r) == len(rows[0]) for r in rows)
        assert not ids & {r[0] for r in rows[1:]}
        ids |= {r[0] for r in rows[1:]}
    for path in sorted(folder.glob("edges-*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        assert rows[0][:3] == [":START_ID", ":END_ID", ":TYPE"]
        assert {i for r in rows[1:] for i in r[:2]} <= ids


def test_cypher_is_one_statement_a_line(written, material):
    lines = path_of(written, "cypher").read_text(encoding="utf-8").splitlines()
    graph = property_graph(material.records)
    assert len(lines) == len(graph.nodes) + len(graph.edges)
    assert all(re.fullmatch(r"(MERGE|MATCH) \(.*;", line) for line in lines)
    assert any('hedges = ["could", "prematurely"]' in line for line in lines)


def test_values_cannot_leave_their_quotes(compiled):
    """A label with every quote and bracket goes through each text form."""
    evil = 'a"b\\c\'); DROP TABLE claims; //<script>&#x; ${x}\n"]'
    quads = [
        ox.Quad(q.subject, q.predicate, ox.Literal(evil, language="en"), q.graph_name)
        if q.predicate.value.endswith("#label")
        and isinstance(q.object, ox.Literal)
        and q.object.value.startswith("Ending the mission prematurely could")
        else q
        for q in compiled.quads()
    ]
    material = Material(quads, compiled.project.config.base, compiled.project)
    assert "<script>" not in FORMS["map-mermaid"].write(material).decode()  # type: ignore[union-attr]
    lines = FORMS["cypher"].write(material).decode().split("\n")  # type: ignore[union-attr]
    said = [line for line in lines if "DROP TABLE" in line]
    assert all(json.dumps(evil, ensure_ascii=False) in line for line in said)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(FORMS["sqlite"].write(material))  # type: ignore[arg-type]
        assert database.execute("SELECT count(*) FROM claims WHERE says = ?", (evil,)).fetchone() == (2,)
    dot = (
        subprocess.run(["dot", "-Tplain"], input=FORMS["map-dot"].write(material), capture_output=True)
        if __import__("shutil").which("dot")
        else None
    )
    assert dot is None or dot.returncode == 0, dot.stderr


# --- tables


def test_tables_are_what_their_description_says(written):
    folder = path_of(written, "tables")
    told = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    tables = {t["url"].removesuffix(".csv"): t for t in told["tables"]}
    assert tables.keys() == TABLES.keys() == {p.stem for p in folder.glob("*.csv")}
    read = {n: list(csv.DictReader(io.StringIO((folder / f"{n}.csv").read_text(encoding="utf-8"), newline=""))) for n in tables}
    for name, table in tables.items():
        schema = table["tableSchema"]
        assert list(read[name][0]) == [c["name"] for c in schema["columns"]]
        keys = [tuple(row[k] for k in schema["primaryKey"]) for row in read[name]]
        assert len(set(keys)) == len(keys), name
        for c in schema["columns"]:
            for row in read[name]:
                if c["datatype"] == "integer":
                    int(row[c["name"]])
                elif c["datatype"] == "boolean":
                    assert row[c["name"]] in ("true", "false")
        for key in schema.get("foreignKeys", ()):
            target = read[key["reference"]["resource"].removesuffix(".csv")]
            assert {r[key["columnReference"]] for r in read[name]} - {""} <= {r[key["reference"]["columnReference"]] for r in target}
    (claim,) = (c for c in read["claims"] if c["id"] == "article/minusma-end/c15-2")
    assert claim["hedges"].split(" | ") == ["could", "potential", "prematurely"]
    assert claim["holders"] == "Critics"


def test_sqlite_is_whole_by_its_own_word(written, tmp_path):
    path = path_of(written, "sqlite")
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = database.execute("SELECT c.id FROM claims c JOIN json_each(c.holders) h WHERE h.value = 'Critics' ORDER BY 1").fetchall()
        assert rows == [("article/minusma-end/c15-1",), ("article/minusma-end/c15-2",)]
        attacks = database.execute(
            "SELECT count(*) FROM arguments a JOIN propositions p ON p.id = a.conclusion WHERE a.kind = 'attack' AND p.says = 'The mission should end'"
        )
        assert attacks.fetchone() == (2,)


# --- the same every time, and the command


def test_the_same_dataset_gives_the_same_bytes_in_any_order(material, compiled):
    again = Material(compiled.quads()[::-1], material.base, material.project)
    for form in FORMS.values():
        if form.needs != "graphviz":
            assert form.write(material) == form.write(again), form.name


def test_forms_by_ending():
    for form in FORMS.values():
        for ending in form.endings:
            assert form_of_ending(f"x{ending}") == form
    assert form_of_ending("x.docx") is None


def test_what_is_missing_is_named(monkeypatch, material):
    for name, module in (("graphml", "networkx"), ("cards", "pyld"), ("nanopubs", "nanopub")):
        monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.delitem(sys.modules, f"mali_kg.export.{FORMS[name].module}", raising=False)
        with pytest.raises(MaliKgError, match=r"pip install 'mali-kg\["):
            FORMS[name].write(material)


def test_files_are_not_replaced_unasked(run, tmp_path):
    path = tmp_path / "a.trig"
    path.write_text("mine")
    result = run("export", "-o", str(path))
    assert result.returncode == 2
    assert "--force" in result.stderr
    assert path.read_text() == "mine"
    assert run("export", "-o", str(path), "--force").returncode == 0
    assert path.read_text().startswith("@prefix")
    folder = tmp_path / "tables"
    assert run("export", "tables", "-o", str(folder)).returncode == 0
    assert run("export", "tables", "-o", str(folder)).returncode == 2
    (folder / "notes.txt").write_text("mine")
    kept = run("export", "tables", "-o", str(folder), "--force")
    assert kept.returncode == 2
    assert "notes.txt" in kept.stderr
    assert (folder / "notes.txt").read_text() == "mine"
    (folder / "notes.txt").unlink()
    assert run("export", "tables", "-o", str(folder), "--force").returncode == 0
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []
    assert run("export", "tables").returncode == 2
    assert run("export", "tables", "-o", str(path), "--force").returncode == 2


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_compressed_files(run, tmp_path, ending):
    path = tmp_path / f"a.nq{ending}"
    assert run("export", "-o", str(path)).returncode == 0
    plain = run("export", "nquads").stdout
    if ending == ".gz":
        assert gzip.decompress(path.read_bytes()).decode() == plain
        again = tmp_path / "b.nq.gz"
        run("export", "-o", str(again))
        assert again.read_bytes() == path.read_bytes()
    else:
        import zstandard

        assert zstandard.ZstdDecompressor().stream_reader(io.BytesIO(path.read_bytes())).read().decode() == plain


def test_a_full_disk_leaves_no_half_file(run, tmp_path):
    """A file system of 64 kB takes the place of a disk that fills up half-way."""
    with small_disk(tmp_path / "small", 65_536) as disk:
        for args in (["nquads", "-o", str(disk / "a.nq")], ["trig", "-o", str(disk / "a.trig")], ["tables", "-o", str(disk / "t")]):
            result = run("export", *args)
            assert result.returncode == 2, result.stderr
            assert "make room" in result.stderr
            assert list(disk.iterdir()) == []


def test_a_folder_keeps_what_is_not_of_an_export(run, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "budget.csv").write_text("a,b")
    result = run("export", "tables", "-o", str(mine), "--force")
    assert result.returncode == 2
    assert "budget.csv" in result.stderr
    assert (mine / "budget.csv").read_text() == "a,b"
    assert run("export", "tables", "-o", "/", "--force").returncode == 2


def test_only_devices_are_written_to_in_place(run):
    """/dev/shm is a folder of files like others."""
    folder = Path("/dev/shm")
    if not folder.is_dir():
        pytest.skip("there is no /dev/shm here")
    path = folder / f"mali-kg-test-{__import__('os').getpid()}.trig"
    try:
        for _ in range(2):
            assert run("export", "-o", str(path), "--force").returncode == 0
        assert path.read_text(encoding="utf-8").count("@prefix mk:") == 1
        assert run("export", "-o", str(path)).returncode == 2
    finally:
        path.unlink(missing_ok=True)


def test_odd_characters_in_every_form(compiled):
    """Ends of lines of other alphabets, control characters, the end of a script."""
    for odd in ("a\u2028b\x85c", "\x01\x0b\x1f", "</script><script>alert(1)</script>"):
        quads = [
            ox.Quad(q.subject, q.predicate, ox.Literal(odd, language="en"), q.graph_name)
            if q.object == ox.Literal("Critics", language="en")
            else q
            for q in compiled.quads()
        ]
        material = Material(quads, compiled.project.config.base, compiled.project)
        for form in FORMS.values():
            if form.needs == "graphviz":
                continue
            if form.name == "rdfxml" and "\x01" in odd:
                with pytest.raises(MaliKgError, match="control characters"):
                    form.write(material)
                continue
            data = form.write(material)
            if form.name in ("graphml", "gexf", "rdfxml", "timeline-svg"):
                assert isinstance(data, bytes)
                ElementTree.fromstring(data)
            if form.name == "page":
                assert b"</script" not in data  # type: ignore[operator]
            if form.name == "jsonld-compact":
                back = list(ox.parse(data, format=ox.RdfFormat.JSON_LD))  # type: ignore[arg-type]
                assert canonical_hash(back) == canonical_hash(quads)


@pytest.mark.parametrize("name", ["tables", "csv-graph"])
def test_the_sqlite_shell_imports_the_csv_files(written, tmp_path, name):
    """The shell tells of every row that has not as many cells as the header."""
    paths = sorted(path_of(written, name).glob("*.csv"))
    commands = [c for n, p in enumerate(paths) for c in (f".import --csv '{p}' t{n}", f"SELECT count(*) FROM t{n};")]
    done = tool("sqlite3", str(tmp_path / "x.db"), *commands)
    assert done.returncode == 0
    assert done.stderr == ""
    rows = [len(list(csv.reader(io.StringIO(p.read_text(encoding="utf-8"), newline="")))) - 1 for p in paths]
    assert [int(n) for n in done.stdout.split()] == rows


def test_pyld_reads_the_markup_of_the_page(written, counts):
    """With the vocabulary of schema.org in the place of its context, which is not fetched."""
    from pyld import jsonld

    page = json.loads(path_of(written, "page").read_text(encoding="utf-8"))
    page["@context"] = {"@vocab": "https://schema.org/"}
    text = jsonld.to_rdf(page, {"format": "application/n-quads"})
    quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    claims = [q for q in quads if q.object == ox.NamedNode("https://schema.org/Claim")]
    assert len(claims) == counts.claims


#: Mermaid wants a page around it.
MERMAID = """
import { JSDOM } from 'jsdom'
import { readFileSync } from 'node:fs'
const { window } = new JSDOM('')
globalThis.window = window
globalThis.document = window.document
const mermaid = (await import('mermaid')).default
console.log((await mermaid.parse(readFileSync(process.argv[2], 'utf8'))).diagramType)
"""


def test_mermaid_reads_the_map(written, tmp_path):
    import os

    folder = os.environ.get("MALI_KG_NPM", "")
    if not folder:
        pytest.skip("MALI_KG_NPM names no folder in which npm has installed mermaid and jsdom")
    script = Path(folder) / f"mermaid-{os.getpid()}.mjs"
    script.write_text(MERMAID)
    try:
        good = tool("node", str(script), str(path_of(written, "map-mermaid")))
        assert good.returncode == 0, good.stderr
        assert good.stdout.startswith("flowchart")
        (tmp_path / "bad.mmd").write_text("flowchart LR\n  p1 --> --> p2(")
        assert tool("node", str(script), str(tmp_path / "bad.mmd")).returncode != 0
    finally:
        script.unlink()


def test_networkx_reads_the_aif(written, counts):
    """As its own form of nodes and links, with the names that AIF gives them."""
    from networkx.readwrite import json_graph

    aif = json.loads(path_of(written, "aif").read_text(encoding="utf-8"))
    graph = json_graph.node_link_graph(
        aif, directed=True, multigraph=True, source="fromID", target="toID", name="nodeID", key="edgeID", edges="edges"
    )
    assert graph.number_of_nodes() == counts.propositions + 2 * counts.claims + counts.supports + counts.attacks + counts.concessions
    attacks = [n for n, kind in graph.nodes(data="type") if kind == "CA"]
    assert {graph.nodes[end]["text"] for a in attacks for end in graph.successors(a)} == {"The mission should end"}


@pytest.mark.parametrize("name", [form.name for form in FORMS.values() if form.streams])
def test_a_form_that_streams_has_the_bytes_that_its_writer_makes(run, tmp_path, written, name):
    """The built dataset is copied, where all of it is asked for."""
    path = tmp_path / f"all{FORMS[name].endings[0]}"
    assert run("export", "-o", str(path)).returncode == 0
    assert path.read_bytes() == path_of(written, name).read_bytes()


@pytest.mark.parametrize("name", ["aif", "cards", "nanopubs", "jsonld", "trig"])
def test_the_forms_that_need_claims_are_refused_for_a_part_without_any(run, name):
    """The others are made of quads."""
    result = run("export", name, "--graph", "links")
    assert ("this part has no claims" in result.stderr) == FORMS[name].needs_claims
    assert result.returncode == (2 if FORMS[name].needs_claims else 0)


def test_a_key_belongs_to_the_forms_that_take_one(run):
    """The message names them."""
    assert "--key belongs to nanopubs." in run("export", "trig", "--key", "x").stderr
    assert [form.name for form in FORMS.values() if form.takes_key] == ["nanopubs"]
