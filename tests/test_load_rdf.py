"""Loading quads: into real databases, again and again, beside other people's data, and with every kind of fault."""

import gc
import json
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout import copy_project
from conftest import OF_SECOND, SHEET, edit, two_articles, write_two_articles
from mali_kg.cli.advice import advised
from mali_kg.databases import lines as rdf_lines
from mali_kg.databases import quads as rdf
from mali_kg.databases.address import parse_address
from mali_kg.databases.connection import Connection, open_target
from mali_kg.databases.lines import chunks, key, lines, survey, update
from mali_kg.databases.products import KINDS
from mali_kg.databases.rdf_target import RdfTarget
from mali_kg.databases.wanted import WantedDataset
from mali_kg.dataset.built import pieces, write
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.http import Credentials, Server
from mali_kg.project import Project
from mali_kg.rdf.namespaces import RDFS, SKOS
from mali_kg.sheets.vocabulary import Vocabulary
from servers import answers, free_port, never_answering, oxigraph, replying, send, started
from tools import small_disk

STRANGER = """
<http://stranger.example/a> <http://www.w3.org/2000/01/rdf-schema#label> "a stranger" .
<https://w3id.org/mali-kg/id/critics> <http://stranger.example/rating> "5" .
<http://stranger.example/a> <http://stranger.example/p> "x" <http://stranger.example/graph> .
<https://w3id.org/mali-kg/id/critics> <http://www.w3.org/2000/01/rdf-schema#comment> "of ours, in their graph" <http://stranger.example/graph> .
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory, project) -> Project:
    """A copy of the project with its dataset built."""
    folder = tmp_path_factory.mktemp("built") / "project"
    copy_project(project.root, folder)
    copied = Project(folder)
    write(compile_project(copied))
    return copied


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory) -> Iterator[str]:
    """A Virtuoso server; gives its address."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed (apt install virtuoso-opensource-7-bin)")
    folder = tmp_path_factory.mktemp("virtuoso")
    web = 0

    def start() -> tuple[subprocess.Popen[bytes], Callable[[], bool]]:
        nonlocal web
        sql, web = free_port(), free_port()
        (folder / "virtuoso.ini").write_text(
            "[Database]\nDatabaseFile = v.db\nErrorLogFile = v.log\nLockFile = v.lck\nTransactionFile = v.trx\nxa_persistent_file = v.pxa\n"
            "[TempDatabase]\nDatabaseFile = t.db\nTransactionFile = t.trx\n"
            f"[Parameters]\nServerPort = 127.0.0.1:{sql}\nNumberOfBuffers = 20000\nMaxDirtyBuffers = 15000\nDirsAllowed = .\nServerThreads = 10\n"
            f"[HTTPServer]\nServerPort = 127.0.0.1:{web}\nServerRoot = .\n[SPARQL]\nResultSetMaxRows = 1000\n"
        )
        command = [program, "+configfile", "virtuoso.ini", "+wait", "+foreground"]
        server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return server, lambda: answers(f"http://127.0.0.1:{web}/sparql?query=ASK%7B%7D")

    with started(start):
        yield f"virtuoso+http://127.0.0.1:{web}"


@pytest.fixture
def server(tmp_path) -> Iterator[str]:
    """A fresh Oxigraph server that holds a stranger's data."""
    (tmp_path / "stranger.nq").write_text(STRANGER)
    with oxigraph(tmp_path, tmp_path / "stranger.nq") as url:
        yield f"oxigraph+{url}"


def dump(address: str) -> list[ox.Quad]:
    """Everything that an Oxigraph server holds."""
    import urllib.request

    with urllib.request.urlopen(
        urllib.request.Request(f"{address.partition('+')[2]}/store", headers={"Accept": "application/n-quads"})
    ) as found:
        return list(ox.parse(found.read(), format=ox.RdfFormat.N_QUADS))


def strangers() -> set[ox.Quad]:
    return set(ox.parse(STRANGER, format=ox.RdfFormat.N_QUADS))


def opened(address: str, project: Project, said=None, user: str = "", password: str = "") -> RdfTarget:
    to = Connection(
        parse_address(address), Credentials(user, password), 20, said.append if said is not None else print, project.config.base
    )
    return open_target(to)  # type: ignore[return-value]


def shipped(project: Project) -> WantedDataset:
    return WantedDataset(lambda: pieces(project), project.config.base)


def is_whole(found: rdf.Loaded) -> bool:
    return all(held.is_good() for held in found.graphs.values())


def test_a_load_is_counted_repeated_and_removed_beside_other_peoples_data(run, server, built, counts):
    first = run("load", server, cwd=built.root)
    assert first.returncode == 0, first.stderr
    assert f"{counts.quads} quads added, 0 removed" in first.stdout
    assert f"proposition/… ({counts.propositions} graphs): {counts.contents} quads there, {counts.contents} sent" in first.stdout
    assert f"verified: {counts.graphs} graphs, {counts.quads} quads" in first.stdout
    held = set(dump(server))
    assert len(held) == counts.quads + 4
    again = run("load", server, cwd=built.root)
    assert "0 quads added, 0 removed" in again.stdout
    assert set(dump(server)) == held
    refused = run("load", server, "--mode", "create", cwd=built.root)
    assert refused.returncode == 2
    assert "--mode replace" in refused.stderr
    assert run("load", server, "--verify-only", cwd=built.root).returncode == 0
    assert f"{counts.quads} removed" in run("load", server, "--remove", cwd=built.root).stdout
    assert set(dump(server)) == strangers()
    differs = run("load", server, "--verify-only", cwd=built.root)
    assert differs.returncode == 1
    assert f"default graph: 0 quads there, {counts.asserted} sent   differs" in differs.stdout


def test_a_dry_run_does_nothing(run, server, built, counts):
    told = run("load", server, "--dry-run", cwd=built.root)
    assert told.returncode == 0
    assert f"{counts.quads} quads would be added, 0 removed" in told.stdout
    assert set(dump(server)) == strangers()


def test_what_changed_is_replaced_and_nothing_else(run, server, copy, counts):
    write(compile_project(Project(copy)))
    assert run("load", server, cwd=copy).returncode == 0
    edit(copy / SHEET, "label: The era of the UN peacekeeping mission in Mali ends", "label: The era is over")
    write(compile_project(Project(copy)))
    assert f"2 quads would be added, 2 removed, {counts.quads - 2} kept" in run("load", server, "--dry-run", cwd=copy).stdout
    merged = run("load", server, "--mode", "merge", cwd=copy)
    assert merged.returncode == 0
    assert "2 quads added, 0 removed" in merged.stdout
    replaced = run("load", server, cwd=copy)
    assert "0 quads added, 2 removed" in replaced.stdout
    text = {q.object.value for q in dump(server) if isinstance(q.object, ox.Literal)}
    assert "The era is over" in text
    assert "The era of the UN peacekeeping mission in Mali ends" not in text
    assert strangers() <= set(dump(server))


def test_the_questions_have_the_same_answers_there(run, server, built, project):
    from mali_kg.sparql.questions import questions
    from mali_kg.sparql.source import open_source
    from mali_kg.sparql.table import to_table

    assert run("load", server, cwd=built.root).returncode == 0
    here, there = open_source(project), open_source(project, endpoint=f"{server.partition('+')[2]}/query")
    for q in questions(project):
        assert to_table(there.ask(q.query)) == to_table(here.ask(q.query)), q.name


@pytest.fixture
def corpus(built, tmp_path) -> Path:
    """A project whose dataset has the second article, too."""
    folder = tmp_path / "corpus"
    shutil.copytree(built.root, folder)
    write_two_articles(Project(folder))
    return folder


def test_one_article_of_a_corpus_is_loaded_replaced_and_removed_alone(run, server, built, corpus):
    def load(*args: str, folder: Path = corpus):
        return run("load", server, *args, cwd=folder)

    def held() -> set[bytes]:
        return {str_line(q) for q in set(dump(server)) - strangers()}

    both = two_articles(built)
    assert load().returncode == 0
    assert "0 quads would be added" in load("--article", "second-copy", "--remove", "--dry-run").stdout
    gone = load("--article", "second-copy", "--remove")
    assert gone.returncode == 0, gone.stderr
    # What both need has stayed: all but what is told of the second article itself.
    assert held() == {canonical_integers(line) for line in both if not any(name in line for name in OF_SECOND)}
    again = load("--article", "second-copy", "--remove")
    assert again.returncode == 2
    assert "no article 'second-copy'" in again.stderr
    differs = load("--article", "second-copy", "--verify-only")
    assert differs.returncode == 1
    assert "differs" in differs.stdout
    back = load("--article", "second-copy", "--mode", "create")
    assert back.returncode == 0, back.stderr
    assert "verified" in back.stdout
    assert held() == set(map(canonical_integers, both))
    assert load("--article", "second-copy", "--mode", "create").returncode == 2
    assert load("--article", "second-copy", "--verify-only").returncode == 0
    # The dataset knows but one article now; the other stays in the database.
    assert load("--article", "minusma-end", folder=built.root).returncode == 0
    assert held() == set(map(canonical_integers, both))
    misspelt = load("--article", "second-cpy")
    assert misspelt.returncode == 2
    assert "Did you mean second-copy" in misspelt.stderr


def test_an_article_is_replaced_by_what_it_is_now(run, server, built, corpus):
    """In the database the second article has a claim that was given up, and another name of an agent."""
    base = "https://w3id.org/mali-kg"
    assert run("load", server, cwd=corpus).returncode == 0
    target = opened(server, built)
    stale = [
        f'<{base}/id/article/second-copy/c99-1> <{RDFS}label> "given up"@en .\n'.encode(),
        f'<{base}/id/critics> <{RDFS}label> "The Critics"@en .\n'.encode(),
    ]
    target.change(stale, [])
    # One claim that is the second article's, one name that is everybody's.
    assert "0 quads added, 0 removed" in run("load", server, "--article", "second-copy", "--mode", "merge", cwd=corpus).stdout
    replaced = run("load", server, "--article", "second-copy", cwd=corpus)
    assert replaced.returncode == 0, replaced.stdout
    assert "0 quads added, 2 removed" in replaced.stdout
    assert {str_line(q) for q in set(dump(server)) - strangers()} == set(map(canonical_integers, two_articles(built)))


def test_the_last_article_takes_everything_of_ours_with_it(run, server, built):
    assert run("load", server, "--article", "minusma-end", cwd=built.root).returncode == 0
    assert run("load", server, "--article", "minusma-end", "--remove", cwd=built.root).returncode == 0
    assert set(dump(server)) == strangers()


def canonical_integers(line: bytes) -> bytes:
    """A line as Oxigraph gives it back."""
    store = ox.Store()
    store.load(line, format=ox.RdfFormat.N_QUADS)
    return str_line(next(iter(store)))


def str_line(quad: ox.Quad) -> bytes:
    from mali_kg.rdf.quads import lines as to_lines

    return to_lines([quad])[0].encode()


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


class Faulty:
    """Oxigraph with a fault: it passes what it is asked to a real server, and from the n-th change on does something else."""

    def __init__(self, real: str, good: int, fault) -> None:
        self.real, self.left, self.fault, self.times, self.body = real.partition("+")[2], good, fault, 0, b""

    def __call__(self, request, body):
        import requests

        if request.path != "/query":
            self.left -= 1
            if self.left < 0:
                self.times, self.body = self.times + 1, body
                self.fault(request, self)
                return
        headers = {k: v for k, v in request.headers.items() if k.lower() in ("content-type", "accept")}
        answer = requests.post(self.real + request.path, data=body, headers=headers, timeout=30)
        send(request, answer.status_code, answer.headers.get("Content-Type", ""), answer.content)


def status(code: int, **headers: str):
    return lambda request, _: send(request, code, "text/plain", b"no", **headers)


def hang_up(request, _):
    request.connection.close()


@pytest.mark.parametrize(
    ("fault", "words", "tries"),
    [
        (status(401), "answered 401", 1),
        (status(403), "answered 403", 1),
        (status(404), "the product that the address says", 1),
        (status(413), "--batch", 1),
        (status(500), "answered 500", 1),
        (status(503), "answered 503", 5),
        (hang_up, "cannot be reached", 5),
    ],
)
def test_a_fault_half_way_is_told_and_leaves_the_database_as_it_was(server, built, fault, words, tries, monkeypatch):
    """The fault comes with the third change; taking back what was sent is let through."""
    monkeypatch.setattr("mali_kg.http.PAUSES", (0.01,) * 4)
    before = set(dump(server))
    said: list[str] = []
    faulty = Faulty(server, 2, fault)

    def once(request, fault_of):
        fault(request, fault_of)
        if faulty.times == tries:
            faulty.left = 10_000

    faulty.fault = once
    with replying(faulty) as url:
        target = opened(f"sparql+{url}/query#update=/update", built, said)
        with pytest.raises(MaliKgError) as caught:
            rdf.load(target, shipped(built), "replace", batch=1000)
    assert words in advised(caught.value)
    assert "as it was before" in str(caught.value)
    assert faulty.times == tries
    assert len(said) == tries - 1
    assert set(dump(server)) == before


def test_a_busy_server_is_asked_again(server, built, monkeypatch):
    monkeypatch.setattr("mali_kg.http.PAUSES", (0.01,) * 4)
    said: list[str] = []
    faulty = Faulty(server, 0, None)

    def busy(request, _):
        if faulty.times == 3:
            faulty.left = 10_000
        send(request, 503, "text/plain", b"", Retry_After="0")

    faulty.fault = busy
    with replying(faulty) as url:
        target = opened(f"sparql+{url}/query#update=/update", built, said)
        found = rdf.load(target, shipped(built), "create")
    assert is_whole(found)
    assert len(said) == 3
    assert "overloaded" in said[0]


def test_where_nothing_can_be_taken_back_it_is_said(server, built, monkeypatch):
    monkeypatch.setattr("mali_kg.http.PAUSES", ())
    with replying(Faulty(server, 1, status(500))) as url:
        target = opened(f"sparql+{url}/query#update=/update", built)
        with pytest.raises(MaliKgError, match="load again"):
            rdf.load(target, shipped(built), "replace", batch=1000)
    assert is_whole(rdf.load(opened(server, built), shipped(built), "replace"))


def generic(server: str, more: str = "#update=/update") -> str:
    return f"sparql+{server.partition('+')[2]}/query{more}"


@pytest.mark.parametrize("more", ["#update=/update", "#update=/update&store=/store"])
def test_any_endpoint_by_its_addresses(run, server, built, more, counts):
    """Oxigraph, as somebody would address a product that is not in the list: by updates alone, and by the Graph Store Protocol."""
    first = run("load", generic(server, more), cwd=built.root)
    assert first.returncode == 0, first.stderr
    assert f"verified: {counts.graphs} graphs, {counts.quads} quads" in first.stdout
    assert len(dump(server)) == counts.quads + 4
    assert {canonical_integers(line) for line in lines(pieces(built))} == {str_line(q) for q in set(dump(server)) - strangers()}
    assert "0 quads added, 0 removed" in run("load", generic(server, more), cwd=built.root).stdout
    assert run("load", generic(server, more), "--remove", cwd=built.root).returncode == 0
    assert set(dump(server)) == strangers()


def test_the_graph_store_is_asked_as_its_specification_says(server, built):
    """SPARQL 1.1 Graph Store HTTP Protocol, section 4.1: ?default, and ?graph= with the IRI escaped; graphs of a thousand quads and more."""
    asked: list[str] = []
    faulty = Faulty(server, 10_000, None)

    def noted(request, body):
        asked.append(request.path)
        faulty(request, body)

    big = [f'<http://s> <http://p> "{n}" <{built.config.base}graph/big?a=b&c> .\n'.encode() for n in range(1000)]
    with replying(noted) as url:
        target = opened(f"sparql+{url}/query#update=/update&store=/store", built)
        found = rdf.load(target, WantedDataset(lambda: [*pieces(built), *big], built.config.base), "create")
    assert is_whole(found)
    assert [a for a in asked if a.startswith("/store")] == [
        "/store?default",
        "/store?graph=https%3A%2F%2Fw3id.org%2Fmali-kg%2Fgraph%2Fbig%3Fa%3Db%26c",
    ]


def test_what_stands_after_the_number_sign_is_known(run):
    wrong = run("load", "sparql+http://127.0.0.1:9/query#stor=/store")
    assert wrong.returncode == 2
    assert "Did you mean store" in wrong.stderr


def test_another_product_than_the_address_says(run, server):
    wrong = run("load", server.replace("oxigraph+", "virtuoso+"))
    assert wrong.returncode == 2
    right = run("load", server.replace("oxigraph+", "fuseki+"))
    assert right.returncode == 2
    assert "not what the address says" in right.stderr
    assert "Oxigraph" in right.stderr


@pytest.mark.parametrize("kind", ["oxigraph:{}", "server"])
@pytest.mark.parametrize(("old", "new"), [(b"<https", b"<h tps"), (b"critics", b"critiks"), (b" .\n<", b" .\nx")])
def test_a_damaged_dataset_is_not_loaded(run, server, built, tmp_path, kind, old, new):
    """Of the right length, but no N-Quads any more; or still N-Quads, and not what was built."""
    folder = tmp_path / "damaged"
    shutil.copytree(built.root, folder)
    path = folder / "build/dataset.nq"
    path.write_bytes(path.read_bytes()[::-1].replace(old[::-1], new[::-1], 1)[::-1])
    result = run("load", server if kind == "server" else kind.format(tmp_path / "mine"), cwd=folder)
    assert result.returncode == 2
    assert "unforeseen" not in result.stderr
    if kind == "server":
        assert set(dump(server)) == strangers()
    elif (tmp_path / "mine").exists():
        assert len(ox.Store.read_only(str(tmp_path / "mine"))) == 0


def test_what_contradicts_itself_is_refused(run, server, built, counts):
    assert run("load", server, cwd=built.root).returncode == 0
    for flags in (["--remove", "--verify-only"], ["--dry-run", "--verify-only"]):
        result = run("load", server, *flags, cwd=built.root)
        assert result.returncode == 2
        assert "--verify-only" in result.stderr
    assert len(dump(server)) == counts.quads + 4


def test_verifying_compares_every_quad_and_not_their_number(run, server, copy, counts):
    write(compile_project(Project(copy)))
    assert run("load", server, cwd=copy).returncode == 0
    edit(copy / SHEET, "label: The era of the UN peacekeeping mission in Mali ends", "label: The era is over")
    write(compile_project(Project(copy)))
    result = run("load", server, "--verify-only", cwd=copy)
    assert result.returncode == 1
    assert f"default graph: {counts.asserted} quads there, {counts.asserted} sent   differs" in result.stdout


def test_nothing_is_made_where_nothing_is_to_be_changed(run, built, tmp_path, counts):
    address = f"oxigraph:{tmp_path / 'none'}"
    assert f"{counts.quads} quads would be added" in run("load", address, "--dry-run", cwd=built.root).stdout
    assert run("load", address, "--verify-only", cwd=built.root).returncode == 1
    assert run("load", address, "--remove", cwd=built.root).returncode == 0
    assert not (tmp_path / "none").exists()


def test_a_store_of_a_user_beside_the_dataset_stays(run, copy):
    write(compile_project(Project(copy)))
    assert run("load", "oxigraph:build/store-mine", cwd=copy).returncode == 0
    assert run("load", "oxigraph:build/store-mine", "--article", "minusma-end", cwd=copy).returncode == 0
    assert run("build", cwd=copy).returncode == 0
    assert run("load", "oxigraph:build/store-mine", "--verify-only", cwd=copy).returncode == 0


def test_what_a_database_gives_back_in_another_spelling_stays(tmp_path, built):
    """Oxigraph keeps values, not their spelling; so a second load takes them for others."""
    xsd = "http://www.w3.org/2001/XMLSchema#"
    base = built.config.base
    values = [f'"1.10"^^<{xsd}decimal>', f'"007"^^<{xsd}integer>', f'"x"^^<{xsd}string>', '"a"@EN', '"\\u00e9"']
    found = [f"<{base}id/{n}> <{RDFS}label> {value} .\n".encode() for n, value in enumerate(values)]
    sent = WantedDataset(lambda: found, base)
    for batch in (0, 1, 0, 1):
        target = opened(f"oxigraph:{tmp_path / 'store'}", built)
        assert is_whole(rdf.load(target, sent, "replace", batch=batch))
        target.close()
        del target


def test_an_article_of_somebody_else_is_not_ours(run, server, built):
    theirs = "<http://stranger.example/article> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://schema.org/NewsArticle> .\n"
    opened(server, built).change([theirs.encode()], [])
    assert run("load", server, cwd=built.root).returncode == 0
    assert run("load", server, "--article", "minusma-end", "--remove", cwd=built.root).returncode == 0
    assert set(dump(server)) == strangers() | set(ox.parse(theirs, format=ox.RdfFormat.N_QUADS))


def test_what_was_said_with_a_property_that_is_used_no_more_goes(run, server, built):
    """skos:changeNote is in no context, and somebody's; mk:cue and skos:altLabel of an agent are ours."""
    context = (built.root / "ontology/context.jsonld").read_text(encoding="utf-8")
    assert "skos:changeNote" not in context
    found = b"".join(line for line in lines(pieces(built)) if b"#altLabel>" not in line)
    sent = WantedDataset(lambda: [found], built.config.base, Vocabulary(built).terms)
    critics = f"<{built.config.base}id/critics>"
    theirs = f'{critics} <{SKOS}changeNote> "mine" .\n'
    opened(server, built).change([f'{critics} <{SKOS}altLabel> "Those Critics"@en .\n'.encode(), theirs.encode()], [])
    loaded = rdf.load(opened(server, built), sent, "replace")
    assert loaded.removed == 1
    assert set(dump(server)) >= strangers() | set(ox.parse(theirs, format=ox.RdfFormat.N_QUADS))


def test_a_change_that_fails_half_way_is_taken_back(run, server, copy, monkeypatch):
    """Ten labels have changed; the third request is refused, once it has been carried out."""
    monkeypatch.setattr("mali_kg.http.PAUSES", ())
    project = Project(copy)
    write(compile_project(project))
    assert run("load", server, cwd=copy).returncode == 0
    before = set(dump(server))
    data = project.dataset_path.read_bytes()
    changed = data.replace(b'Mali"@en', b'Mali!"@en')
    new = WantedDataset(lambda: [changed], project.config.base)
    faulty = Faulty(server, 2, None)

    def done_and_refused(request, fault_of):
        import requests

        requests.post(f"{faulty.real}/update", data=fault_of.body, headers={"Content-Type": "application/sparql-update"}, timeout=30)
        faulty.left = 10_000
        send(request, 500, "text/plain", b"no")

    faulty.fault = done_and_refused
    with replying(faulty) as url:
        target = opened(f"sparql+{url}/query#update=/update", project)
        with pytest.raises(MaliKgError, match="as it was before"):
            rdf.load(target, new, "replace", batch=4)
    assert faulty.times == 1
    assert set(dump(server)) == before


def test_a_body_is_whole_when_it_is_sent_again_for_a_digest(built):
    """RFC 7616: the first request is refused with a challenge, and sent again with the answer to it."""
    from mali_kg.http import Server

    bodies: list[tuple[str, int]] = []

    def challenge(request, body):
        scheme = request.headers.get("Authorization", "").partition(" ")[0]
        bodies.append((scheme, len(body)))
        if scheme == "Digest":
            send(request, 200, "text/plain", b"")
        else:
            send(request, 401, "text/plain", b"", WWW_Authenticate='Digest realm="r", nonce="n", qop="auth"')

    with replying(challenge) as url:
        server = Server(url, "TARGET", Credentials("ann", "s3cret"))
        response = server.send(lambda: iter([b"x" * 5000, b"y" * 5000]), {})
    assert response.status_code == 200
    assert bodies[-1] == ("Digest", 10_000)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("age://h:abc/db", "is its port a number"),
        ("age://h:99999/db", "is its port a number"),
        ("age:", "Has it a host"),
        ("bolt:127.0.0.1", "Has it a host"),
        ("age://ann:s3c/ret@h/db", "A slash in a password"),
        ("bolt://ann:s3c@x/s3c@h:1/db", "A slash in a password"),
        ("bolt://ann:s3cret@[x/db", "is not an address such as bolt://"),
        ("ages://h/db", "names no kind of database"),
        ("oxigraph:http://ann:s3cret@h/x", "see mali-kg load --list"),
        ("sparql+http://h/query#update=http://[", "one of them is no address"),
        ("oxigraph+http://127.0.0.1:9", "Connection refused"),
        ("oxigraph+http://nowhere.invalid", "cannot be reached"),
        ("foo:bar", "names no kind of database"),
        ("oxigraph", "names no kind of database"),
        ("oxigraf+http://ann:s3cret@127.0.0.1", "Did you mean oxigraph+http"),
        ("oxigraph:", "After the colon stands a path"),
        ("ladybug:", "After the colon stands a path"),
        ("sparql+ftp://x", "names no kind"),
    ],
)
def test_what_is_no_database_is_told(run, tmp_path, address, words):
    folder = tmp_path / "nothing"
    folder.mkdir()
    result = run("load", address, cwd=folder)
    assert result.returncode == 2
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert "s3c" not in result.stderr
    assert list(folder.iterdir()) == []


def test_a_slow_database_is_told(run):
    with never_answering() as url:
        result = run("load", f"oxigraph+{url}", "--timeout", "0.5")
    assert result.returncode == 2
    assert "--timeout" in result.stderr


def rows_as(answer: str):
    """An endpoint that takes everything, and answers every question but the first with this."""

    def reply(request, body):
        first = b"ASK" in body
        send(request, 200, "application/sparql-results+json", b'{"head":{},"boolean":true}' if first else answer.encode())

    return reply


def binding(**values: object) -> str:
    return json.dumps({"head": {"vars": sorted(values)}, "results": {"bindings": [values]}})


IRI, TEXT = {"type": "uri", "value": "http://s"}, {"type": "literal", "value": "x"}


@pytest.mark.parametrize(
    "answer",
    [
        '{"head":{},"boolean":true}',
        '{"head":{"vars":["s"]},"results":{"bindings":[{}]}}',
        '{"head":{"vars":[]},"results":{"bindings":[{}]}}',
        binding(x=IRI),
        binding(s=TEXT, p=TEXT, o=TEXT, g=TEXT),
        binding(s=IRI, p={"type": "bnode", "value": "b"}, o=TEXT),
        binding(n=TEXT),
        "[]",
        '{"results":7}',
        "",
    ],
)
@pytest.mark.parametrize("flags", [[], ["--remove"], ["--article", "minusma-end"], ["--dry-run"]])
def test_an_answer_that_is_none_is_told(run, built, answer, flags):
    with replying(rows_as(answer)) as url:
        result = run("load", f"sparql+{url}", *flags, cwd=built.root)
    assert result.returncode == 2
    assert "unforeseen" not in result.stderr
    assert url in result.stderr or "SPARQL endpoint" in result.stderr


def test_a_count_that_is_missing_is_told(run, built):
    """Nothing is there, as it says; and after the load it does not say how many there are."""
    with replying(rows_as('{"head":{"vars":["n"]},"results":{"bindings":[]}}')) as url:
        result = run("load", f"sparql+{url}", cwd=built.root)
    assert result.returncode == 2
    assert "is no answer" in result.stderr


def test_two_loads_at_once_end_well(server, built, counts):
    found: list[rdf.Loaded] = []

    def work():
        found.append(rdf.load(opened(server, built), shipped(built), "replace"))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(found) == 3
    assert is_whole(rdf.load(opened(server, built), shipped(built), "replace"))
    assert len(dump(server)) == counts.quads + 4


def test_kinds_are_listed(run):
    text = run("load", "--list").stdout
    for kind in KINDS:
        assert kind.example in text
        assert parse_address(kind.example).kind == kind
    assert parse_address("oxigraph+https://x").kind.prefix == "oxigraph+http"
    assert run("load").returncode == 2


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
GRAPHS = st.sampled_from([ox.DefaultGraph(), ox.NamedNode("http://g/1"), ox.NamedNode("http://g/2")])


@given(st.lists(st.tuples(TERMS, GRAPHS), min_size=1, unique=True))
def test_graphs_and_predicates_are_told_without_a_parser(found):
    quads = [ox.Quad(ox.NamedNode("http://s"), ox.NamedNode(f"http://p/{n % 2}"), o, g) for n, (o, g) in enumerate(found)]
    expected: dict[str, int] = {}
    for q in quads:
        name = getattr(q.graph_name, "value", "")
        expected[name] = expected.get(name, 0) + 1
    graphs, predicates = survey([b"".join(str_line(q) for q in quads)])
    assert graphs == expected
    assert set(predicates) == {q.predicate.value for q in quads if isinstance(q.graph_name, ox.DefaultGraph)}


def test_languages_are_known_again():
    assert key(b'<a> <b> "x"@EN-gb .\n') == key(b'<a> <b> "x"@en-GB .\n')
    assert key(b'<a> <b> "x@EN" .\n') != key(b'<a> <b> "x@en" .\n')
    assert key(b'<a> <b> "\\"@EN" .\n') != key(b'<a> <b> "\\"@en" .\n')


def test_integers_and_truth_values_are_known_again():
    xsd = b"http://www.w3.org/2001/XMLSchema#"
    assert key(b'<a> <b> "1"^^<%snonNegativeInteger> .\n' % xsd) == key(b'<a> <b> "1"^^<%sinteger> .\n' % xsd)
    assert key(b'<a> <b> "false"^^<%sboolean> .\n' % xsd) == key(b'<a> <b> "0"^^<%sboolean> .\n' % xsd)
    assert key(b'<a> <b> "1"^^<%sinteger> .\n' % xsd) != key(b'<a> <b> "1" .\n')


def test_the_folder_is_made(run, built, tmp_path: Path):
    assert run("load", f"oxigraph:{tmp_path}/a/b", cwd=built.root).returncode == 0


def test_a_connection_is_kept_for_the_next_request():
    connections: list[object] = []
    requests: list[int] = []

    def counting(request, body):
        requests.append(len(body))
        if request.connection not in connections:
            connections.append(request.connection)
        send(request, 200, "application/json", b"{}")

    with replying(counting, keep=True) as url:
        server = Server(url, "TARGET")
        for _ in range(20):
            assert server.send({"query": "ASK {}"}, {}).status_code == 200
        server.close()
    assert len(requests) == 20
    assert len(connections) == 1
