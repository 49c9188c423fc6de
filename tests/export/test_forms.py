"""What holds of every form: the same every time, no odd character breaks it; and the command that writes them."""

import gzip
import io
import sys
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from exported import material, written

from mali_kg.errors import MaliKgError
from mali_kg.export.forms import FORMS, form_of_ending
from mali_kg.export.material import Material
from mali_kg.rdf.canonical import canonical_hash
from tools import small_disk


def test_the_same_dataset_gives_the_same_bytes_in_any_order():
    whole = material()
    again = Material(whole.quads[::-1], whole.base, whole.project)
    for form in FORMS.values():
        assert form.write(whole) == form.write(again), form.name


def test_no_form_needs_a_library_that_reads_json_ld():
    """Cards and compact JSON-LD are written without one, and cards are read without one."""
    assert {form.needs for form in FORMS.values()} == {"", "mali-kg[graphs]", "mali-kg[nanopub]"}


def test_forms_by_ending():
    for form in FORMS.values():
        for ending in form.endings:
            assert form_of_ending(f"x{ending}") == form
    assert form_of_ending("x.docx") is None


def test_what_is_missing_is_named(monkeypatch):
    for name, module in (("graphml", "networkx"), ("nanopubs", "nanopub")):
        monkeypatch.setitem(sys.modules, module, None)
        monkeypatch.delitem(sys.modules, f"mali_kg.export.{FORMS[name].module}", raising=False)
        with pytest.raises(MaliKgError, match=r"pip install 'mali-kg\["):
            FORMS[name].write(material())


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


def test_odd_characters_in_every_form():
    """Ends of lines of other alphabets, control characters, the end of a script."""
    whole = material()
    for odd in ("a\u2028b\x85c", "\x01\x0b\x1f", "</script><script>alert(1)</script>"):
        quads = [
            ox.Quad(q.subject, q.predicate, ox.Literal(odd, language="en"), q.graph_name)
            if q.object == ox.Literal("Critics", language="en")
            else q
            for q in whole.quads
        ]
        odd_one = Material(quads, whole.base, whole.project)
        for form in FORMS.values():
            if form.name == "rdfxml" and "\x01" in odd:
                with pytest.raises(MaliKgError, match="control characters"):
                    form.write(odd_one)
                continue
            data = form.write(odd_one)
            if form.name in ("graphml", "gexf", "rdfxml", "map-svg", "agents-svg", "timeline-svg"):
                assert isinstance(data, bytes)
                ElementTree.fromstring(data)
            if form.name == "page":
                assert b"</script" not in data  # type: ignore[operator]
            formats = {"jsonld-compact": ox.RdfFormat.JSON_LD, "trig": ox.RdfFormat.TRIG}
            if form.name in formats:
                back = list(ox.parse(data, format=formats[form.name]))  # type: ignore[arg-type]
                assert canonical_hash(back) == canonical_hash(quads)


@pytest.mark.parametrize("name", [form.name for form in FORMS.values() if form.streams])
def test_a_form_that_streams_has_the_bytes_that_its_writer_makes(run, tmp_path, name):
    """The built dataset is copied, where all of it is asked for."""
    path = tmp_path / f"all{FORMS[name].endings[0]}"
    assert run("export", "-o", str(path)).returncode == 0
    assert path.read_bytes() == written(name)


@pytest.mark.parametrize("name", ["aif", "annotations", "cards", "nanopubs", "jsonld", "jsonld-compact", "trig"])
def test_the_forms_that_need_claims_are_refused_for_a_part_without_any(run, name):
    """The others are made of quads."""
    result = run("export", name, "--graph", "links")
    assert ("this part has no claims" in result.stderr) == FORMS[name].needs_claims
    assert result.returncode == (2 if FORMS[name].needs_claims else 0)


def test_a_key_belongs_to_the_forms_that_take_one(run):
    """The message names them."""
    assert "--key belongs to nanopubs." in run("export", "trig", "--key", "x").stderr
    assert [form.name for form in FORMS.values() if form.takes_key] == ["nanopubs"]
