"""The dataset describes itself: what it says is counted again here, and judged by the tools of others."""

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin

import pytest
import rdflib
import rdflib.compare
import yaml
from rdflib import DCAT, DCTERMS, FOAF, PROV, RDF, SDO, VOID, Literal, URIRef

from checkout import ROOT, checkout, copy_project
from mali_kg.errors import DataError
from mali_kg.project import Project
from mali_kg.site import downloads
from mali_kg.site.dataset import dataset_files
from mali_kg.site.site import Options, open_site
from mali_kg.site.write import write_site

BASE = "https://w3id.org/mali-kg/"
DATASET = URIRef(f"{BASE}dataset")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def described(site_folder):
    return rdflib.Graph().parse(site_folder / "dataset.ttl")


@pytest.fixture(scope="module")
def site_folder(tmp_path_factory):
    """The site of a version that was published, as the real one is not yet."""
    folder = tmp_path_factory.mktemp("published")
    copy_project(checkout(), folder / "project")
    setting(folder / "project", published="2026-11-25")
    write_site(Project(folder / "project"), folder / "site", Options())
    return folder / "site"


@pytest.fixture(scope="module")
def quads(site_folder):
    dataset = rdflib.Dataset()
    dataset.parse(site_folder / "downloads/dataset.nq", format="nquads")
    return list(dataset.quads())


@pytest.fixture
def changed(tmp_path):
    """A project of its own, whose settings a test may change."""
    copy_project(checkout(), tmp_path / "project")
    return tmp_path / "project"


def setting(root, **values):
    path = root / "mali-kg.toml"
    text = path.read_text(encoding="utf-8")
    for key, value in values.items():
        text = re.sub(rf"^{key} = .*\n", "", text, flags=re.MULTILINE)
        text = text.replace("[project]\n", f"[project]\n{key} = {json.dumps(value, ensure_ascii=False)}\n")
    path.write_text(text, encoding="utf-8")


def made(root, monkeypatch, **options):
    """The files of the dataset, with one download, which is quick."""
    monkeypatch.setattr(downloads, "LARGEST", 1000)
    return dict(dataset_files(open_site(Project(root), Options(**options)), []))


def markup(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])


# ------------------------------------------------------------------ counts


def test_the_counts_are_true(site_folder, quads):
    found = rdflib.Graph().parse(site_folder / "void.ttl")
    triples = {(s, p, o) for s, p, o, _ in quads}

    def told(name):
        return found.value(DATASET, VOID[name]).toPython()

    assert told("triples") == len(triples)
    assert told("distinctSubjects") == len({s for s, _, _ in triples})
    assert told("distinctObjects") == len({o for _, _, o in triples})
    assert told("properties") == len({p for _, p, _ in triples})
    assert told("classes") == len({o for _, p, o in triples if p == RDF.type})
    assert told("entities") == len({s for s, _, _ in triples if s.startswith(BASE)})
    properties = {
        found.value(part, VOID.property): found.value(part, VOID.triples).toPython()
        for part in found.objects(DATASET, VOID.propertyPartition)
    }
    assert properties == {p: sum(q == p for _, q, _ in triples) for p in {p for _, p, _ in triples}}
    classes = {
        found.value(part, VOID["class"]): found.value(part, VOID.entities).toPython()
        for part in found.objects(DATASET, VOID.classPartition)
    }
    assert classes == {c: len({s for s, p, o in triples if p == RDF.type and o == c}) for c in {o for _, p, o in triples if p == RDF.type}}
    assert classes[URIRef(f"{BASE}ns#Claim")] == 94
    assert (site_folder / ".well-known/void").read_bytes() == (site_folder / "void.ttl").read_bytes()


# ------------------------------------------------------------------ downloads


def test_every_download_is_described_as_it_is(site_folder, described):
    page = (site_folder / "dataset.html").read_text(encoding="utf-8")
    schema = {d["contentUrl"]: d for d in markup(page)["distribution"]}
    crate = {part["@id"]: part for part in json.loads((site_folder / "ro-crate-metadata.json").read_text())["@graph"]}
    files = sorted((site_folder / "downloads").iterdir())
    assert (
        {BASE + str(f.relative_to(site_folder)) for f in files}
        == {str(d) for d in described.objects(DATASET, DCAT.distribution)}
        == set(schema)
    )
    for file in files:
        path = f"downloads/{file.name}"
        iri, digest, size = URIRef(BASE + path), hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_size
        assert described.value(iri, DCAT.byteSize).toPython() == size
        assert str(described.value(described.value(iri, SPDX.checksum), SPDX.checksumValue)) == digest
        assert (schema[str(iri)]["sha256"], schema[str(iri)]["contentSize"]) == (digest, f"{size} B")
        assert (crate[path]["sha256"], crate[path]["contentSize"]) == (digest, str(size))
        row = re.search(rf'<tr><th scope="row"><a href="{re.escape(path)}".*?</tr>', page)[0]
        assert digest in row
        assert f">{size}<" in row
        assert f'<link rel="item" href="{path}"' in page
    for path in crate:
        assert not path.startswith("downloads") or (site_folder / path).is_file()


def test_every_form_that_needs_nothing_is_there(site_folder):
    endings = (
        "ttl trig nt nq nq.gz rdf jsonld compact.jsonld cards.json annotations.jsonld page.jsonld aif.json dot mmd agents.dot cypher sqlite"
    )
    wanted = {f"dataset.{ending}" for ending in endings.split()} | {"dataset-tables.zip", "dataset-csv-graph.zip"}
    optional = {"dataset.nanopubs.trig", "dataset.graphml", "dataset.gexf"}
    names = {file.name for file in (site_folder / "downloads").iterdir()}
    assert wanted <= names <= wanted | optional


def test_downloads_tell_no_date_and_hold_the_same(site_folder):
    folder = site_folder / "downloads"
    packed = (folder / "dataset.nq.gz").read_bytes()
    assert packed[4:8] == bytes(4)
    assert gzip.decompress(packed) == (folder / "dataset.nq").read_bytes()
    with zipfile.ZipFile(folder / "dataset-tables.zip") as archive:
        assert "claims.csv" in archive.namelist()
        assert archive.namelist() == sorted(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_what_cannot_be_written_here_is_left_out(changed, monkeypatch):
    monkeypatch.setitem(sys.modules, "networkx", None)
    names = {file.name for file, _ in downloads.downloads(open_site(Project(changed), Options()))}
    assert not names & {"dataset.graphml", "dataset.gexf"}
    assert "dataset.sqlite" in names


def test_a_large_dataset_has_the_form_that_is_written_in_pieces(changed, monkeypatch):
    files = made(changed, monkeypatch)
    assert [path for path in files if path.startswith("downloads/")] == ["downloads/dataset.nq.gz"]
    assert "mali-kg export writes the others" in files["dataset.html"].decode()


def test_another_base_is_that_of_the_downloads_too(changed, monkeypatch):
    files = made(changed, monkeypatch, base_iri="https://example.org/claims/")
    text = gzip.decompress(files["downloads/dataset.nq.gz"]).decode()
    assert f"<{BASE}" not in text
    found = rdflib.Dataset()
    found.parse(data=text, format="nquads")
    assert len(list(found.quads())) > 6000
    graph = rdflib.Graph().parse(data=files["dataset.ttl"])
    assert graph.value(URIRef("https://example.org/claims/dataset"), RDF.type)
    assert graph.value(URIRef("https://example.org/claims/downloads/dataset.nq.gz"), DCAT.byteSize).toPython() == len(
        files["downloads/dataset.nq.gz"]
    )


def test_a_site_elsewhere_has_its_own_address(changed, monkeypatch):
    files = made(changed, monkeypatch, base_path="https://someone.example/mali")
    assert b"Sitemap: https://someone.example/mali/sitemap.xml\n" in files["robots.txt"]
    graph = rdflib.Graph().parse(data=files["dataset.ttl"])
    assert graph.value(DATASET, DCAT.landingPage) == URIRef("https://someone.example/mali/dataset.html")
    assert 'href="/mali/assets/style.css"' in files["404.html"].decode()


# ------------------------------------------------------------------ how it came about


def test_it_tells_who_and_what_made_it_and_no_time_that_nobody_told(described):
    activity = described.value(DATASET, PROV.wasGeneratedBy)
    program = described.value(activity, PROV.wasAssociatedWith)
    assert str(described.value(program, SDO.softwareVersion)) == version("mali-kg")
    annotation = described.value(activity, PROV.wasInformedBy)
    assert (
        described.value(annotation, PROV.wasAssociatedWith)
        == described.value(DATASET, PROV.wasAttributedTo)
        == URIRef(f"{BASE}id/annotator")
    )
    assert described.value(URIRef(f"{BASE}id/annotator"), FOAF.name) == Literal("The mali-kg project")
    assert URIRef(f"{BASE}id/article/minusma-end") in set(described.objects(annotation, PROV.used))
    dates = {o for o in described.objects() if isinstance(o, Literal) and "date" in str(o.datatype).lower()}
    assert dates == {described.value(DATASET, DCTERMS.issued)}


def test_json_ld_says_the_same_as_turtle(site_folder, described):
    found = rdflib.Graph().parse(site_folder / "dataset.jsonld", format="json-ld")
    assert rdflib.compare.isomorphic(found, described)


def test_a_version_that_was_not_published_has_no_date_and_no_crate(changed, monkeypatch):
    setting(changed, published="")
    files = made(changed, monkeypatch)
    assert "ro-crate-metadata.json" not in files
    assert "date-released" not in yaml.safe_load(files["CITATION.cff"])
    for name in ("dataset.html", "linkset.json"):
        assert b"ro-crate" not in files[name]
        assert b"datePublished" not in files[name]


@pytest.mark.parametrize("date", ["2026-13-01", "yesterday", "2026-1-1", "20261125"])
def test_a_date_that_is_none_is_told(changed, date):
    setting(changed, published=date)
    with pytest.raises(DataError, match=r"published .* is not a date\. \[config\]\s+Write it as 2026-11-25"):
        _ = Project(changed).config


# ------------------------------------------------------------------ changes


def entries(feed):
    return [
        (e.find(f"{ATOM}title").text, e.find(f"{ATOM}updated").text, e.find(f"{ATOM}summary").text)
        for e in ET.fromstring(feed).iter(f"{ATOM}entry")
    ]


def test_the_feed_tells_what_is_dated(site_folder):
    feed = (site_folder / "changes.atom").read_bytes()
    assert ET.fromstring(feed).find(f"{ATOM}updated").text == "2026-11-23T00:00:00Z"
    found = entries(feed)
    assert len(found) == 7
    assert {updated for _, updated, _ in found} == {"2026-11-23T00:00:00Z"}
    assert all(title.startswith("Source read: ") for title, _, _ in found)
    ids = [e.text for e in ET.fromstring(feed).iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 8


def test_the_feed_tells_why_an_id_was_retired(changed, monkeypatch):
    (changed / "data/retired.yaml").write_text(
        "- id: article/minusma-end/c98-1\n  date: 2026-11-24\n  reason: It was read <twice> & once is enough.\n  replacedBy: article/minusma-end/c15-1\n",
        encoding="utf-8",
    )
    files = made(changed, monkeypatch)
    assert ET.fromstring(files["changes.atom"]).find(f"{ATOM}updated").text == "2026-11-24T00:00:00Z"
    title, updated, summary = entries(files["changes.atom"])[0]
    assert (title, updated) == ("Retired: c98-1", "2026-11-24T00:00:00Z")
    assert summary == f"It was read <twice> & once is enough. Use instead: {BASE}id/article/minusma-end/c15-1"
    assert "It was read &lt;twice&gt; &amp; once is enough." in files["dataset.html"].decode()


def test_where_nothing_is_dated_there_is_no_feed(monkeypatch):
    files = made(ROOT / "tests/projects/election", monkeypatch)
    assert "changes.atom" not in files
    assert all(b"changes.atom" not in content for content in files.values())


# ------------------------------------------------------------------ search engines, language models


def test_search_engines_get_what_they_ask_for(site_folder, changed, monkeypatch):
    found = markup((site_folder / "dataset.html").read_text(encoding="utf-8"))
    assert (found["@type"], found["@id"], found["name"]) == (
        "Dataset",
        str(DATASET),
        "mali-kg: claims about the end of the UN mission MINUSMA in Mali",
    )
    assert 50 <= len(found["description"]) <= 5000
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert all(
        d["@type"] == "DataDownload" and d["encodingFormat"] and d["contentUrl"].startswith("https://") for d in found["distribution"]
    )
    setting(changed, description="Short.")
    assert 50 <= len(markup(made(changed, monkeypatch)["dataset.html"].decode())["description"]) <= 5000


def test_language_models_find_what_is_there(site_folder):
    text = (site_folder / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# mali-kg: claims about the end of the UN mission MINUSMA in Mali\n\n> ")
    links = re.findall(r"^- \[[^]]+\]\(([^)]+)\)", text, re.MULTILINE)
    assert len(links) >= 5
    assert all((site_folder / link.removeprefix(BASE)).is_file() for link in links)


def test_names_of_all_sorts_break_nothing(changed, monkeypatch):
    name = "</script><b>\"'&: مالي 😀 # [x]\u0007"
    setting(changed, published="2026-11-25", title=name, creator=name, description=f"{name}\nline two " + "x" * 10_000)
    files = made(changed, monkeypatch)
    page = files["dataset.html"].decode()
    assert "<b>" not in page
    assert markup(page)["name"] == name
    assert len(markup(page)["description"]) == 5000
    assert yaml.safe_load(files["CITATION.cff"])["title"] == name
    assert ET.fromstring(files["changes.atom"]).find(f"{ATOM}title").text == name.replace("\u0007", "\ufffd")
    assert str(rdflib.Graph().parse(data=files["dataset.ttl"]).value(DATASET, DCTERMS.title)) == name
    assert json.loads(files["ro-crate-metadata.json"])


# ------------------------------------------------------------------ Signposting


def links(folder, path):
    """The typed links of a page, each whole: how a link is written is another matter."""
    page = (folder / path).read_text(encoding="utf-8")
    return {(rel, urljoin(BASE + path, href)) for rel, href in re.findall(r'<link rel="([^"]+)" href="([^"]+)"', page)}


def test_pages_have_typed_links(site_folder):
    claim = f"{BASE}id/article/minusma-end/c15-1"
    assert links(site_folder, "id/article/minusma-end/c15-1.html") >= {
        ("cite-as", claim),
        ("alternate describedby", f"{claim}.ttl"),
        ("alternate describedby", f"{claim}.jsonld"),
        ("alternate", f"{claim}.json"),
        ("type", "https://schema.org/Claim"),
        ("author", f"{BASE}id/annotator"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
        ("collection", f"{BASE}dataset.html"),
    }
    assert ("type", "https://schema.org/NewsArticle") in links(site_folder, "id/article/minusma-end.html")
    assert {("type", "https://schema.org/Organization"), ("type", "https://schema.org/Place")} <= links(site_folder, "id/mali.html")
    whole = links(site_folder, "dataset.html")
    assert whole >= {
        ("cite-as", str(DATASET)),
        ("type", "https://schema.org/Dataset"),
        ("linkset", f"{BASE}linkset.json"),
        ("item", f"{BASE}downloads/dataset.nq"),
    }
    assert not any(rel == "collection" for rel, _ in whole)


# ------------------------------------------------------------------ judged by others


def judge(*arguments, cwd=None):
    """Run a Python that has the judges: that of the environment which MALI_KG_JUDGES names."""
    python = Path(os.environ.get("MALI_KG_JUDGES") or "/nonexistent") / "bin" / "python"
    if not python.is_file():
        pytest.skip("MALI_KG_JUDGES names no environment with cffconvert, roc-validator and rocrate")
    # Not our own source: its libraries are others.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run([python, *arguments], cwd=cwd, capture_output=True, text=True, check=False, env=environment)


def test_cffconvert_takes_the_citation_file(site_folder):
    done = judge("-c", "from cffconvert.cli.cli import cli; cli()", "--validate", "-i", "CITATION.cff", cwd=site_folder)
    assert (done.returncode, "valid according to schema version 1.2.0" in done.stdout) == (0, True), done.stdout + done.stderr


def test_roc_validator_takes_the_crate(site_folder):
    """What it recommends and is not there: what nobody told, an identifier of the organisation and whom to write to; and what is not asked off line."""
    done = judge(Path(__file__).parent / "judge_crate.py", site_folder)
    assert done.returncode == 0, done.stderr
    judged, *issues = done.stdout.splitlines()
    assert int(judged.split()[1]) > 50
    known = ("ROR identifier", "contactPoint", "SHOULD resolve to the RO-Crate Metadata Document")
    assert not [line for line in issues if not line.startswith("RECOMMENDED ") or not any(words in line for words in known)]


def test_the_shapes_of_dcat_ap_hold(described):
    """The published shapes are no part of this project: the folder of suites has them, as releases/3.0.1/html/shacl of SEMICeu/DCAT-AP does."""
    folder = Path(os.environ.get("MALI_KG_SUITES") or ROOT.parent / "shared" / "suites") / "dcat-ap"
    if not folder.is_dir():
        pytest.skip(f"the shapes of DCAT-AP are not at hand: {folder} is no folder. MALI_KG_SUITES names the folder with the suites.")
    from pyshacl import validate

    for name in ("shapes.ttl", "range.ttl"):
        shapes = rdflib.Graph().parse(folder / name)
        shapes.remove((None, rdflib.OWL.imports, None))
        conforms, _, text = validate(described, shacl_graph=shapes, advanced=True)
        assert conforms, text
