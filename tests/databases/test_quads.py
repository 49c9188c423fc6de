"""Loading quads: into real databases, again and again, beside other people's data."""

import gc
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import two_articles
from mali_kg.databases import quads as rdf
from mali_kg.databases.lines import chunks, lines
from mali_kg.databases.wanted import WantedDataset
from mali_kg.dataset.built import pieces, write
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from mali_kg.rdf.namespaces import RDFS
from quad_servers import LABEL, NEW_LABEL, STRANGER, canonical_integers, dump, graphs, opened, relabel, shipped, str_line, strangers
from tools import small_disk


def test_a_load_is_counted_repeated_and_removed_beside_other_peoples_data(run, server, built, counts):
    of_article = graphs(built)[built.iris.article_graph("minusma-end")]
    first = run("load", server, cwd=built.root)
    assert first.returncode == 0, first.stderr
    assert f"{counts.quads} quads added, 0 removed" in first.stdout
    assert f"article/…: {of_article} quads there, {of_article} sent\n" in first.stdout
    assert f"verified: {counts.graphs} graphs, {counts.quads} quads" in first.stdout
    held = dump(server)
    assert len(held) == counts.quads + len(strangers())
    assert [q for q in held if isinstance(q.graph_name, ox.DefaultGraph) and q not in strangers()] == []
    again = run("load", server, cwd=built.root)
    assert "0 quads added, 0 removed" in again.stdout
    assert set(dump(server)) == set(held)
    refused = run("load", server, "--mode", "create", cwd=built.root)
    assert refused.returncode == 2
    assert "--mode replace" in refused.stderr
    assert run("load", server, "--verify-only", cwd=built.root).returncode == 0
    assert f"{counts.quads} removed" in run("load", server, "--remove", cwd=built.root).stdout
    assert set(dump(server)) == strangers()
    differs = run("load", server, "--verify-only", cwd=built.root)
    assert differs.returncode == 1
    assert f"article/…: 0 quads there, {of_article} sent   differs" in differs.stdout


def test_a_dry_run_does_nothing(run, server, built, counts):
    told = run("load", server, "--dry-run", cwd=built.root)
    assert told.returncode == 0
    assert f"{counts.quads} quads would be added, 0 removed" in told.stdout
    assert set(dump(server)) == strangers()


def test_what_changed_is_replaced_and_nothing_else(run, server, copy, counts):
    write(compile_project(Project(copy)))
    assert run("load", server, cwd=copy).returncode == 0
    relabel(copy)
    assert f"1 quads would be added, 1 removed, {counts.quads - 1} kept" in run("load", server, "--dry-run", cwd=copy).stdout
    merged = run("load", server, "--mode", "merge", cwd=copy)
    assert merged.returncode == 0
    assert "1 quads added, 0 removed" in merged.stdout
    replaced = run("load", server, cwd=copy)
    assert "0 quads added, 1 removed" in replaced.stdout
    text = {q.object.value for q in dump(server) if isinstance(q.object, ox.Literal)}
    assert NEW_LABEL in text
    assert LABEL not in text
    assert strangers() <= set(dump(server))


def test_one_article_of_a_corpus_is_loaded_replaced_and_removed_alone(run, server, built, corpus):
    def load(*args: str, folder: Path = corpus):
        return run("load", server, *args, cwd=folder)

    def held() -> set[bytes]:
        return {str_line(q) for q in set(dump(server)) - strangers()}

    both = set(map(canonical_integers, two_articles(built)))
    one = set(map(canonical_integers, lines(pieces(built))))
    assert load().returncode == 0
    assert f"{len(both - one)} removed" in load("--article", "second-copy", "--remove", "--dry-run").stdout
    gone = load("--article", "second-copy", "--remove")
    assert gone.returncode == 0, gone.stderr
    # One graph went, and nothing else.
    assert held() == one
    missing = load("--article", "second-copy", "--remove")
    assert missing.returncode == 2
    assert "holds no article 'second-copy'" in missing.stderr
    back = load("--article", "second-copy", "--mode", "create")
    assert back.returncode == 0, back.stderr
    assert f"verified: {len(graphs(built))} graphs" in back.stdout
    assert held() == both
    assert load("--article", "second-copy", "--mode", "create").returncode == 2
    assert load("--article", "second-copy", "--verify-only").returncode == 0
    # The dataset knows but one article now; the other stays in the database.
    assert load("--article", "minusma-end", folder=built.root).returncode == 0
    assert held() == both
    misspelt = load("--article", "second-cpy")
    assert misspelt.returncode == 2
    assert "Did you mean second-copy" in misspelt.stderr


def test_an_article_is_replaced_by_what_it_is_now(run, server, built, corpus):
    """In the database both articles have a claim that was given up, an agent another name, and there is a source that the dataset has no more."""
    base = "https://w3id.org/mali-kg"
    assert run("load", server, cwd=corpus).returncode == 0
    mine = [
        f'<{base}/id/article/second-copy/c99-1> <{RDFS}label> "given up"@en <{base}/graph/article/second-copy> .\n'.encode(),
        f'<{base}/id/critics> <{RDFS}label> "The Critics"@en <{base}/graph/registry> .\n'.encode(),
    ]
    others = [
        f'<{base}/id/article/minusma-end/c99-1> <{RDFS}label> "given up"@en <{base}/graph/article/minusma-end> .\n'.encode(),
        f'<{base}/id/source/old> <{RDFS}label> "An old source"@en <{base}/graph/source/old> .\n'.encode(),
    ]
    opened(server, built).change([*mine, *others], [])
    assert "0 quads added, 0 removed" in run("load", server, "--article", "second-copy", "--mode", "merge", cwd=corpus).stdout
    replaced = run("load", server, "--article", "second-copy", cwd=corpus)
    assert replaced.returncode == 0, replaced.stdout
    assert "0 quads added, 2 removed" in replaced.stdout
    both = set(map(canonical_integers, two_articles(built)))
    assert {str_line(q) for q in set(dump(server)) - strangers()} == both | set(others)
    # To load all takes away what only the whole dataset can tell.
    assert "0 quads added, 2 removed" in run("load", server, cwd=corpus).stdout


def test_an_article_fills_a_database_that_has_nothing(run, server, corpus, built):
    """It comes with every graph that is no article’s."""
    assert run("load", server, "--article", "minusma-end", cwd=corpus).returncode == 0
    assert {str_line(q) for q in set(dump(server)) - strangers()} == set(map(canonical_integers, lines(pieces(built))))


def test_the_last_article_takes_everything_of_ours_with_it(run, server, built):
    assert run("load", server, "--article", "minusma-end", cwd=built.root).returncode == 0
    assert run("load", server, "--article", "minusma-end", "--remove", cwd=built.root).returncode == 0
    assert set(dump(server)) == strangers()


def test_virtuoso(run, virtuoso, built, counts):
    me = {"cwd": built.root, "MALI_KG_PASSWORD": "dba"}
    first = run("load", virtuoso, "--user", "dba", **me)
    assert first.returncode == 0, first.stderr
    assert f"verified: {counts.graphs} graphs, {counts.quads} quads" in first.stdout
    assert "0 quads added, 0 removed" in run("load", virtuoso, "--user", "dba", **me).stdout
    alone = run("load", virtuoso, "--user", "dba", "--article", "minusma-end", **me)
    assert alone.returncode == 0, alone.stderr
    assert "0 quads added, 0 removed" in alone.stdout
    assert "verified" in alone.stdout
    wrong = run("load", virtuoso, "--user", "dba", cwd=built.root, MALI_KG_PASSWORD="wr0ng")
    assert wrong.returncode == 2
    assert "401" in wrong.stderr
    assert "wr0ng" not in wrong.stderr
    stranger = run("load", virtuoso, cwd=built.root)
    assert stranger.returncode == 0  # nothing is to be changed, and anybody may read
    removed = run("load", virtuoso, "--user", "dba", "--remove", **me)
    assert removed.returncode == 0, removed.stderr
    assert f"{counts.quads} removed" in removed.stdout
    # Anybody may read, and not write: nothing is left behind.
    refused = run("load", virtuoso, cwd=built.root)
    assert refused.returncode == 2
    assert "as it was before" in refused.stderr


def test_a_store_on_disk(run, built, tmp_path, counts):
    address = f"oxigraph:{tmp_path / 'store'}"
    first = run("load", address, cwd=built.root)
    assert first.returncode == 0, first.stderr
    assert f"verified: {counts.graphs} graphs, {counts.quads} quads" in first.stdout
    assert "0 quads added, 0 removed" in run("load", address, cwd=built.root).stdout
    assert run("load", address, "--article", "minusma-end", "--verify-only", cwd=built.root).returncode == 0
    store = ox.Store(str(tmp_path / "store"))
    try:
        locked = run("load", address, cwd=built.root)
        assert locked.returncode == 2
        assert "another program has it open" in locked.stderr
    finally:
        del store
    (tmp_path / "file").write_text("x")
    assert run("load", f"oxigraph:{tmp_path / 'file'}", cwd=built.root).returncode == 2
    assert f"{counts.quads} removed" in run("load", address, "--remove", cwd=built.root).stdout


def test_a_store_on_a_full_disk_is_as_it_was(run, built, tmp_path):
    """A store that holds a stranger's data, on a disk that is filled up before ours is added: more and less."""
    failed = []
    with small_disk(tmp_path / "disk", 40_000_000) as disk:
        store = ox.Store(str(disk / "store"))
        store.bulk_load(STRANGER.encode(), format=ox.RdfFormat.N_QUADS)
        del store
        for left in (20_000, 200_000, 300_000, 400_000, 500_000):
            (disk / "filler").write_bytes(b"x" * (shutil.disk_usage(disk).free - left))
            result = run("load", f"oxigraph:{disk / 'store'}", cwd=built.root)
            (disk / "filler").unlink()
            if result.returncode:
                assert result.returncode == 2
                assert "No space left" in result.stderr
                assert "Traceback" not in result.stderr
                assert set(ox.Store.read_only(str(disk / "store"))) == strangers()
                assert "as it was before" in result.stderr
                failed.append(left)
            else:
                assert run("load", f"oxigraph:{disk / 'store'}", "--remove", cwd=built.root).returncode == 0
        finished = run("load", f"oxigraph:{disk / 'store'}", cwd=built.root)
        assert finished.returncode == 0, finished.stderr
    assert failed


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("batch", [0, 5000])
def test_a_disk_that_fills_up_in_the_middle_leaves_what_was_there(built, tmp_path, monkeypatch, is_there, batch):
    """A load in many parts, in bulk and in batches, onto a disk with room for a share of it."""
    monkeypatch.setattr("mali_kg.store.disk.BULK", 1_000_000)
    base = built.config.base
    graph = [f'<{base}id/{n}> <{RDFS}label> "{n} of a good many things"@en <{base}graph/{n % 7}> .\n'.encode() for n in range(40_000)]
    sent = WantedDataset(lambda: graph, base)
    outcomes = []
    for room in (2_000_000, 8_000_000, 16_000_000, 60_000_000):
        with small_disk(tmp_path / f"disk-{room}", 30_000_000 + room) as disk:
            folder = disk / "store"
            if is_there:
                store = ox.Store(str(folder))
                store.bulk_load(STRANGER.encode(), format=ox.RdfFormat.N_QUADS)
                del store
            (disk / "filler").write_bytes(b"x" * (shutil.disk_usage(disk).free - room))
            target = opened(f"oxigraph:{folder}", built)
            told = ""
            try:
                rdf.load(target, sent, "replace", batch=batch)
            except MaliKgError as error:
                told = str(error)
            outcomes.append("failed" if told else "loaded")
            if told:
                assert "No space left" in told
                assert "as it was before" in told
                assert not is_there or set(ox.Store.read_only(str(folder))) == strangers()
            target.close()
            del target
            gc.collect()
            assert {p.name for p in disk.iterdir()} - {"filler"} == ({"store"} if is_there or outcomes[-1] == "loaded" else set())
    assert outcomes[0] == "failed"
    assert outcomes[-1] == "loaded"


def test_a_store_that_somebody_made_meanwhile_is_theirs(built, tmp_path):
    target = opened(f"oxigraph:{tmp_path / 'store'}", built)
    store = ox.Store(str(tmp_path / "store"))
    store.bulk_load(STRANGER.encode(), format=ox.RdfFormat.N_QUADS)
    del store
    with pytest.raises(MaliKgError, match="made by somebody else"):
        rdf.load(target, shipped(built), "replace")
    target.close()
    assert set(ox.Store.read_only(str(tmp_path / "store"))) == strangers()


def test_a_load_that_was_killed_is_finished_by_the_next(server, built, run, counts):
    """Half of the batches by hand, as a killed process leaves them."""
    target = opened(server, built)
    sent = shipped(built)
    for number, chunk in enumerate(chunks(lines(sent.pieces()), 500)):
        if number % 2:
            target.change(chunk, [])
    verified = run("load", server, "--verify-only", cwd=built.root)
    assert verified.returncode == 1
    finished = run("load", server, cwd=built.root)
    assert finished.returncode == 0
    assert f"verified: {counts.graphs} graphs, {counts.quads} quads" in finished.stdout
