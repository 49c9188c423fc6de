"""Loading nodes and edges: into ArcadeDB over Bolt with the official driver, into LadybugDB, and into PostgreSQL with AGE."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkout import ROOT, checkout
from conftest import HANGS, SHEET, edit, write_two_articles
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.property_graph import Edge, Node, PropertyGraph, things
from mali_kg.claims.reader import Records
from mali_kg.databases import nodes as loading
from mali_kg.databases.elements import JoinedEdge, checksum, key
from mali_kg.databases.node_comparison import NodePlan
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from servers import free_port, says_ready, started
from tools import small_disk


@pytest.fixture(scope="module")
def bolt(tmp_path_factory) -> Iterator[str]:
    """An ArcadeDB server; gives the address of its database."""
    pytest.importorskip("arcadedb_embedded", reason="arcadedb-embedded is not installed")
    folder = tmp_path_factory.mktemp("arcadedb")
    port = 0

    def start() -> tuple[subprocess.Popen[str], Callable[[], bool]]:
        nonlocal port
        port = free_port()
        command = [sys.executable, str(ROOT / "benchmarks/arcadedb.py"), str(folder), str(free_port()), str(port)]
        quiet = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        return says_ready(subprocess.Popen(command, cwd=folder, text=True, **quiet))

    with started(start):
        yield f"bolt://127.0.0.1:{port}/kg"


@pytest.fixture
def database(bolt):
    """The database with a stranger's data in it, and emptied of ours afterwards."""
    import neo4j

    with neo4j.GraphDatabase.driver(bolt.rpartition("/")[0], auth=("root", "playwithdata")) as driver:

        def ask(query: str, **values):
            with driver.session(database="kg") as session:
                return [tuple(row.values()) for row in session.run(query, **values)]

        ask("MATCH (n) DETACH DELETE n")
        ask("CREATE (:Claim {id: 'http://stranger.example/1', says: 'mine'})-[:HELD_BY]->(:Agent {id: 'http://stranger.example/2'})")
        yield ask


@pytest.fixture
def load(run, copy, bolt):
    write(compile_project(Project(copy)))

    def call(*args: str, **env: str):
        return run("load", bolt, "--user", "root", *args, cwd=copy, **{"MALI_KG_PASSWORD": "playwithdata", **env})

    return call


def strangers(ask) -> list[tuple[object, ...]]:
    return ask("MATCH (a)-[e]->(b) WHERE e.kg IS NULL RETURN a.id, a.says, type(e), b.id")


STRANGER = [("http://stranger.example/1", "mine", "HELD_BY", "http://stranger.example/2")]


def test_a_load_is_counted_repeated_and_removed_beside_other_peoples_data(load, database, counts):
    first = load()
    assert first.returncode == 0, first.stderr
    assert first.stderr == ""
    assert f"Claim: {counts.claims} there, {counts.claims} sent" in first.stdout
    assert f"HELD_BY: {counts.claims} there, {counts.claims} sent" in first.stdout
    assert "0 nodes and edges added, 0 changed, 0 removed" in load().stdout
    assert load("--mode", "create").returncode == 2
    assert load("--verify-only").returncode == 0
    rows = database("MATCH (c:Claim)-[:HELD_BY]->(a:Agent {name: 'Critics'}) RETURN c.says, c.start, c.hedges ORDER BY c.says")
    assert rows == [
        ("Ending the mission prematurely could lead to a deterioration of security", 2886, ["could", "prematurely"]),
        ("Ending the mission prematurely could lead to a potential resurgence of violence", 2886, ["could", "potential", "prematurely"]),
    ]
    removed = load("--remove")
    assert removed.returncode == 0
    assert f"{counts.things} removed" in removed.stdout
    assert strangers(database) == STRANGER
    assert load("--verify-only").returncode == 1


def test_a_dry_run_does_nothing(load, database, counts):
    assert f"{counts.things} nodes and edges would be added" in load("--dry-run").stdout
    assert database("MATCH (n) RETURN count(n)") == [(2,)]


def test_what_changed_is_replaced(load, database, copy):
    assert load().returncode == 0
    edit(copy / SHEET, "label: The era of the UN peacekeeping mission in Mali ends", "label: The era is over")
    write(compile_project(Project(copy)))
    # The claim and its proposition.
    assert "0 nodes and edges added, 2 changed, 0 removed" in load().stdout
    assert database("MATCH (c:Claim {says: 'The era is over'}) RETURN count(c)") == [(1,)]
    assert strangers(database) == STRANGER


def test_a_strangers_node_with_an_id_of_ours_is_left_alone(load, database):
    iri = "https://w3id.org/mali-kg/id/critics"
    database("CREATE (:Agent {id: $iri, note: 'mine'})-[:KNOWS]->(:Agent {id: 'http://stranger.example/2'})", iri=iri)
    assert load().returncode == 0
    database("MATCH (n:Agent {id: $iri}) WHERE n.kg IS NOT NULL SET n.sum = 'old'", iri=iri)
    changed = load()
    assert "0 nodes and edges added, 1 changed, 0 removed" in changed.stdout
    assert changed.returncode == 0, changed.stdout
    assert load("--verify-only").returncode == 0
    assert load("--remove").returncode == 0
    assert database("MATCH (n {id: $iri})-[:KNOWS]->(m) RETURN n.note, n.kg, m.id", iri=iri) == [
        ("mine", None, "http://stranger.example/2")
    ]


def test_verifying_compares_every_node_and_edge(load, database, copy, counts):
    assert load().returncode == 0
    edit(copy / SHEET, "label: The era of the UN peacekeeping mission in Mali ends", "label: The era is over")
    write(compile_project(Project(copy)))
    result = load("--verify-only")
    assert result.returncode == 1
    assert f"Claim: {counts.claims} there, {counts.claims} sent   differs" in result.stdout
    assert re.search(r"Agent: (\d+) there, \1 sent\n", result.stdout)


def test_what_has_another_label_is_found_under_it(load, database, copy):
    """The presence of foreign troops is a situation; the database has it as an agent, as an older registry might."""
    assert load().returncode == 0
    iri = "https://w3id.org/mali-kg/id/presence-of-foreign-troops"
    edges = database("MATCH (n {id: $iri})-[e]-() RETURN count(e)", iri=iri)
    database("MATCH (n:Entity {id: $iri}) DETACH DELETE n", iri=iri)
    database("CREATE (:Agent {id: $iri, kg: 'https://w3id.org/mali-kg/', sum: 'old'})", iri=iri)
    changed = load()
    assert changed.returncode == 0, changed.stdout + changed.stderr
    assert database("MATCH (n {id: $iri})-[e]-() RETURN count(e)", iri=iri) == edges
    assert database("MATCH (n {id: $iri}) RETURN labels(n)", iri=iri) == [(["Entity"],)]
    assert "0 nodes and edges added, 0 changed, 0 removed" in load().stdout


def test_one_article_alone(load, database):
    assert load("--article", "minusma-end").returncode == 0
    whole = load()
    assert whole.returncode == 0
    gone = load("--article", "minusma-end", "--remove")
    assert gone.returncode == 0, gone.stderr
    assert database("MATCH (c:Claim) WHERE c.kg IS NOT NULL RETURN count(c)") == [(0,)]
    # It was the last one, and takes all of ours with it.
    assert database("MATCH (n) WHERE n.kg IS NOT NULL RETURN count(n)") == [(0,)]
    assert load("--article", "minusma-end", "--remove").returncode == 2
    assert load().returncode == 0
    assert strangers(database) == STRANGER


KINDS = {"supports": "support", "attacks": "attack", "is granted, but": "concession"}
ROLES = {
    "decided": "decidedBy",
    "initiated": "initiatedBy",
    "called": "calledBy",
    "established": "establishedBy",
    "carried out": "hasActor",
    "supported": "supportedBy",
}
PRECISION = {"year": "gYear", "month": "gYearMonth", "day": "date"}
#: Question to what makes a row of the SPARQL answer one of the openCypher answer; None leaves the row out.
SAME = {
    "actor-and-holder": lambda r: (r["as"], r["says"], r["claim"], r["told_by"]),
    # A property graph has the names in one language, and other names without theirs.
    "agents-and-names": lambda r: (
        None if r["kind"] == "label" and r["language"] != "en" else (r["agent"], r["name"], r["kind"], r["vague"] in (True, "true"))
    ),
    "agreements": lambda r: (r["says"], r["holder"], r["endorsed_by"] or None, r["claim"]),
    "argued-by-nobody-else": lambda r: (r["claim"], r["holder"], r["says"]),
    "argument-map": lambda r: (r["argument"], r["premise"], KINDS[r["kind"]], r["conclusion"], r["explicitness"], r["arguer"]),
    "argument-map-explicit": lambda r: (r["argument"], r["premise"], KINDS[r["kind"]], r["conclusion"]),
    "claims-about": lambda r: (r["claim"], r["says"], r["holder"], r["start"], r["end"]),
    "claims-of-holder": lambda r: (r["claim"], r["says"], r["quote"], tuple(r["hedges"].split(", "))),
    "coup-and-power": lambda r: (r["event"], r["date"] or None, r["follows"] or None, r["claim"]),
    "dates-and-other-sources": lambda r: (r["event"], r["article_says"], r["source_says"], r["source"]),
    "disagreements": lambda r: (r["holder"], r["says"], r["against"], r["how"], r["against_says"], r["explicitness"]),
    "event-roles": lambda r: (r["event"], ROLES[r["role"]], r["who"], r["claim"]),
    "events-and-dates": lambda r: (r["event"], r["date"], PRECISION[r["precision"]], r["claim"], r["holder"]),
    "everything-behind": lambda r: (r["premise"], r["says"]),
    "factors-considered": lambda r: (r["factor"], r["claim"], r["claimed_to_be_met"]),
    "for-and-against": lambda r: (
        (r["role"][2:].replace("ed by", ""), r["who_or_what"], r["explicitness"], r["argument"]) if r["argument"] else None
    ),
    "hedged-claims": lambda r: (r["claim"], r["hedge"], r["holder"]),
    "mandate-tasks": lambda r: (r["task"], r["claim"]),
    "open-lists": lambda r: (int(r["sentence"].rpartition("/s")[2]), r["cue"], r["propositions"]),
    "reported-and-narrated": lambda r: (r["holder"], r["claims"]),
    "restated-propositions": lambda r: (r["says"], r["claim"]),
    "who-claims-what": lambda r: (r["claim"], r["holder"], r["modality"].replace(" ", "-"), r["says"], r["quote"]),
}
#: What a property graph has no words for: whether something is said outside its graph, and a question about the names of one thing in all languages.
NOT_SAID = {"self-check", "what-is-minusma"}


def cypher(name: str) -> tuple[str, list[str]]:
    """A question in openCypher, and its columns."""
    text = (ROOT / f"data/queries/cypher/{name}.cypher").read_text(encoding="utf-8")
    (columns,) = re.findall(r"^// columns: (.*)$", text, re.MULTILINE)
    return "\n".join(line for line in text.splitlines() if not line.startswith("//")), columns.split(", ")


def rows_of(found) -> list[tuple[object, ...]]:
    return sorted((tuple(tuple(v) if isinstance(v, list) else v for v in r) for r in found), key=repr)


def expected_rows(name: str) -> list[tuple[object, ...]]:
    """The rows of the SPARQL answer; each once, as labels in several languages may repeat them."""
    import mali_kg

    return rows_of({SAME[name](r) for r in mali_kg.query(name, project=checkout()).dicts()} - {None})


def test_every_question_that_a_property_graph_can_answer_is_there():
    there = {p.stem for p in (ROOT / "data/queries/cypher").glob("*.cypher")}
    assert there == SAME.keys()
    assert there | NOT_SAID == {p.stem for p in (ROOT / "data/queries").glob("*.rq")}


def test_questions_have_the_same_rows_in_opencypher(load, database):
    assert load().returncode == 0
    for name in SAME:
        assert rows_of(database(cypher(name)[0])) == expected_rows(name), name
        assert len(expected_rows(name)) > 1


@pytest.fixture
def ladybug_load(run, copy, tmp_path):
    """Loads into LadybugDB, and asks it."""
    ladybug = pytest.importorskip("ladybug", reason="ladybug is not installed")
    write(compile_project(Project(copy)))
    path = tmp_path / "graphs" / "kg"

    def call(*args: str):
        return run("load", f"ladybug:{path}", *args, cwd=copy)

    def ask(*queries: str) -> list[list[object]]:
        database = ladybug.Database(str(path))
        connection = ladybug.Connection(database)
        found = []
        for query in queries:
            answer = connection.execute(query)
            while answer.has_next():
                found.append(answer.get_next())
            answer.close()
        connection.close()
        database.close()
        return found

    call.ask = ask  # type: ignore[attr-defined]
    call.path = path  # type: ignore[attr-defined]
    return call


def test_ladybug(ladybug_load, copy, run, counts):
    first = ladybug_load()
    assert first.returncode == 0, first.stderr
    assert f"verified: {counts.kinds} kinds, {counts.things} nodes and edges" in first.stdout
    assert "0 nodes and edges added, 0 changed, 0 removed" in ladybug_load().stdout
    assert ladybug_load("--mode", "create").returncode == 2
    # A stranger's node and edge, in tables of ours and of their own.
    ladybug_load.ask(
        "CREATE (:Agent {id: 'http://stranger.example/1', name: 'mine'})",
        "CREATE NODE TABLE Theirs(id STRING PRIMARY KEY, name STRING)",
        "CREATE (:Theirs {id: '1', name: 'theirs'})",
    )
    edit(copy / SHEET, "label: The era of the UN peacekeeping mission in Mali ends", "label: The era is over")
    write(compile_project(Project(copy)))
    assert "0 nodes and edges added, 2 changed, 0 removed" in ladybug_load().stdout
    assert ladybug_load.ask("MATCH (c:Claim {says: 'The era is over'}) RETURN count(c)") == [[1]]
    assert ladybug_load("--article", "minusma-end", "--remove").returncode == 0
    assert ladybug_load.ask("MATCH (c:Claim) RETURN count(c)") == [[0]]
    assert ladybug_load().returncode == 0
    assert ladybug_load("--remove").returncode == 0
    assert ladybug_load.ask("MATCH (a:Agent) RETURN a.name", "MATCH (a:Theirs) RETURN a.name") == [["mine"], ["theirs"]]
    (copy / "text").write_text("no database")
    broken = run("load", f"ladybug:{copy / 'text'}", cwd=copy)
    assert broken.returncode == 2
    assert "cannot be opened" in broken.stderr


def test_ladybug_on_a_full_disk_is_as_it_was(ladybug_load, copy, run, tmp_path):
    """First a new database, then one that is to be changed; the second time there is room for a part of it only."""
    ladybug_load()
    whole = ladybug_load.path.stat().st_size
    for share in (0.02, 0.3, 0.7):
        with small_disk(tmp_path / f"disk-{share}", int(whole * share)) as disk:
            result = run("load", f"ladybug:{disk / 'kg'}", cwd=copy)
            assert result.returncode == 2
            assert "its disk is full" in result.stderr
            assert "as it was before" in result.stderr
            assert result.stderr.count("\n") == 2
            assert list(disk.iterdir()) == []
    with small_disk(tmp_path / "disk", int(whole * 1.5)) as disk:
        (disk / "kg").write_bytes(ladybug_load.path.read_bytes())
        before = (disk / "kg").read_bytes()
        result = run("load", f"ladybug:{disk / 'kg'}", "--remove", cwd=copy)
        assert result.returncode == 2
        assert "its disk is full" in result.stderr
        assert [p.name for p in disk.iterdir()] == ["kg"]
        assert (disk / "kg").read_bytes() == before


def test_one_article_of_two_is_removed_and_loaded_alone(ladybug_load, copy, counts):
    """The second article says what the first does, in claims of its own; two propositions are its own: those on what the article aims at."""
    write_two_articles(Project(copy))
    assert ladybug_load().returncode == 0
    claims = "MATCH (c:Claim) RETURN c.id STARTS WITH 'https://w3id.org/mali-kg/id/article/second-copy/', count(*) ORDER BY 1"
    propositions = "MATCH (p:Proposition) RETURN count(*)"
    assert ladybug_load.ask(claims) == [[False, counts.claims], [True, counts.claims]]
    ((number,),) = ladybug_load.ask(propositions)
    assert ladybug_load("--article", "second-copy", "--remove").returncode == 0
    assert ladybug_load.ask(claims) == [[False, counts.claims]]
    assert ladybug_load.ask(propositions) == [[number - 2]]
    assert ladybug_load("--article", "second-copy", "--mode", "create").returncode == 0
    assert ladybug_load("--verify-only").returncode == 0


def test_two_loads_into_ladybug_at_once_end_well(ladybug_load, copy):
    """Each is whole, or is told that another one was at work; the next load finds nothing to do."""
    command = [sys.executable, "-m", "mali_kg", "load", f"ladybug:{ladybug_load.path}"]
    running = [subprocess.Popen(command, cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    told = [(work.communicate()[1], work.returncode) for work in running]
    assert 0 in {code for _, code in told}
    for message, code in told:
        assert code == 0 or "changed by somebody else" in message or "another program has it open" in message, message
    assert "0 nodes and edges added, 0 changed, 0 removed" in ladybug_load().stdout
    assert [p.name for p in ladybug_load.path.parent.iterdir()] == ["kg"]


#: A parent that waits for its work. SIGINT as a terminal has it, or deaf to it, as nohup and a job in the background are.
GUARDED = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN if 'deaf' in sys.argv else signal.default_int_handler)
from mali_kg.cli.child import guard
guard(lambda number: f'ended by {number}')
print(os.getpid(), flush=True)
"""
#: Its work: in a session of its own, as where no terminal is, so that nothing but the parent tells it; until its stdin ends.
WORK = GUARDED + "os.setsid(); sys.stdin.read(); print('done', flush=True)"


@contextmanager
def guarded(code: str, *args: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """The parent, and the number of the child that works."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code, *args], stdin=pipe, stdout=pipe, stderr=pipe, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        try:
            yield parent, child
        finally:
            for number in (child, parent.pid):
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)


def last_words(parent: "subprocess.Popen[str]") -> tuple[str, str]:
    """What is told until both have ended: the child holds the same pipes. Its stdin stays open, and nothing but a signal ends it."""
    stdin, parent.stdin = parent.stdin, None
    try:
        return parent.communicate(timeout=HANGS)
    finally:
        assert stdin is not None
        stdin.close()


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@needs_fork
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_parent_alone_ends_the_work(number):
    with guarded(WORK) as (parent, child):
        parent.send_signal(number)
        assert f"ended by {int(number)}" in last_words(parent)[1]
        assert parent.wait() == 2
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


@needs_fork
def test_a_signal_right_after_the_fork_is_not_lost():
    """The parent gets it as soon as it has forked, before it does anything else."""
    late = """
import os, signal
fork = os.fork
def told():
    child = fork()
    if child:
        print(child, flush=True)
        os.kill(os.getpid(), signal.SIGTERM)
    return child
os.fork = told
"""
    with guarded(late + WORK) as (parent, child):
        assert "ended by 15" in last_words(parent)[1]
        assert parent.wait() == 2
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


@needs_fork
def test_the_work_ends_where_its_parent_is_killed():
    with guarded(WORK) as (parent, _):
        parent.kill()
        assert last_words(parent)[0] == ""


@needs_fork
def test_who_is_deaf_to_an_interrupt_stays_so():
    with guarded(WORK, "deaf") as (parent, child):
        parent.send_signal(signal.SIGINT)
        os.kill(child, signal.SIGINT)
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.close()
        assert parent.stdout.read() == "done\n"
        assert parent.wait() == 0


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")
def test_where_nothing_can_be_written_it_is_not_the_disk(run, ladybug_load, copy):
    result = run("load", "ladybug:/proc/kg", cwd=copy)
    assert result.returncode == 2
    assert "full" not in result.stderr
    assert "as it was before" in result.stderr


def test_what_a_killed_load_left_is_swept_away(ladybug_load):
    left = ladybug_load.path.with_name(f"{ladybug_load.path.name}.loading-123")
    left.parent.mkdir(parents=True)
    left.write_text("half")
    assert ladybug_load("--dry-run").returncode == 0
    assert not ladybug_load.path.exists()
    assert ladybug_load().returncode == 0
    assert [p.name for p in left.parent.iterdir()] == ["kg"]


def test_ladybug_that_somebody_has_open_is_told(ladybug_load):
    assert ladybug_load().returncode == 0
    code = "import sys, ladybug; d = ladybug.Database(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    other = subprocess.Popen([sys.executable, "-c", code, str(ladybug_load.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdin is not None
    assert other.stdout is not None
    try:
        assert other.stdout.readline() == b"open\n"
        assert ladybug_load("--verify-only").returncode == 0
        refused = ladybug_load("--remove")
        assert refused.returncode == 2
        assert "another program has it open" in refused.stderr
    finally:
        other.stdin.close()
        other.wait()
        other.stdout.close()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(ladybug_load, copy):
    from mali_kg.databases.targets.ladybug import LadybugTarget

    base = "https://w3id.org/mali-kg/"
    assert ladybug_load().returncode == 0
    records = Records(QuadBackend(compile_project(Project(copy)).quads()), base)
    target = LadybugTarget(str(ladybug_load.path))
    with loading.removal(target, base) as plan:
        ladybug_load.ask("CREATE (:Agent {id: 'http://stranger.example/1', name: 'mine'})")
        with pytest.raises(MaliKgError, match="changed by somebody else meanwhile"):
            target.apply(plan, base, lambda _: None)
    target.close()
    with loading.compare(LadybugTarget(str(ladybug_load.path)), base, things(records), "replace") as plan:
        assert (plan.added, plan.changed, plan.removed) == (0, 0, 0)
    assert ladybug_load.ask("MATCH (a:Agent {id: 'http://stranger.example/1'}) RETURN a.name") == [["mine"]]


def test_a_process_that_its_library_ends_is_told_of():
    code = "import os; from mali_kg.cli.child import guard; guard(lambda number: f'told of {number}'); print('on', flush=True); os.abort()"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (2, "on\n", "mali-kg: told of 6\n")
    code = "import sys; from mali_kg.cli.child import guard; guard(lambda number: f'told of {number}'); print('mine', file=sys.stderr); sys.exit(3)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (3, "mine\n")


def test_questions_have_the_same_rows_in_ladybug(ladybug_load):
    assert ladybug_load().returncode == 0
    for name in SAME:
        assert rows_of(ladybug_load.ask(cypher(name)[0])) == expected_rows(name), name


#: PostgreSQL with AGE, compiled to WebAssembly, behind the protocol of PostgreSQL.
AGE = """
import { PGlite } from '@electric-sql/pglite'
import { age } from '@electric-sql/pglite-age'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
const db = await PGlite.create({ extensions: { age } })
await db.exec("CREATE EXTENSION IF NOT EXISTS age")
const server = new PGLiteSocketServer({ db, port: Number(process.argv[2]), host: '127.0.0.1' })
await server.start()
console.log('READY')
"""


@pytest.fixture
def age(tmp_path) -> Iterator[str]:
    """PostgreSQL with AGE; gives its address. It takes one connection at a time."""
    folder = os.environ.get("MALI_KG_NPM", "")
    if not folder or shutil.which("node") is None:
        pytest.skip("MALI_KG_NPM names no folder in which npm has installed @electric-sql/pglite, pglite-age and pglite-socket")
    script = Path(folder) / f"server-{os.getpid()}.mjs"
    script.write_text(AGE)
    port = 0

    def start() -> tuple[subprocess.Popen[str], Callable[[], bool]]:
        nonlocal port
        port = free_port()
        quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        return says_ready(subprocess.Popen(["node", script.name, str(port)], cwd=folder, text=True, **quiet))

    try:
        with started(start):
            yield f"age://127.0.0.1:{port}/postgres"
    finally:
        script.unlink()


def test_age(run, copy, age, counts):
    import psycopg

    write(compile_project(Project(copy)))

    def load(*args: str):
        # This server takes one connection at a time, and needs a moment to let go of the last one.
        for _ in range(20):
            time.sleep(0.3)
            result = run("load", age, "--user", "postgres", *args, cwd=copy, MALI_KG_PASSWORD="any", PGSSLMODE="disable")
            if "cannot be reached" not in result.stderr:
                break
        return result

    def ask(query: str, columns: str) -> list[tuple[object, ...]]:
        text = f"SELECT * FROM cypher('mali_kg', $q$ {query} $q$) AS ({columns})"
        for _ in range(20):
            time.sleep(0.3)
            try:
                with psycopg.connect(
                    age.replace("age:", "postgresql:"), user="postgres", password="any", sslmode="disable", autocommit=True
                ) as connection:
                    connection.execute("LOAD 'age'")
                    connection.execute('SET search_path = ag_catalog, "$user", public')
                    return connection.execute(text).fetchall()
            except psycopg.OperationalError:
                continue
        raise AssertionError("the server takes no more connections")

    first = load()
    assert first.returncode == 0, first.stderr
    assert f"verified: {counts.kinds} kinds, {counts.things} nodes and edges" in first.stdout
    assert "0 nodes and edges added, 0 changed, 0 removed" in load().stdout
    for name in SAME:
        query, columns = cypher(name)
        found = ask(query, ", ".join(f'"{c}" agtype' for c in columns))
        assert rows_of([json.loads(str(c)) if c is not None else None for c in r] for r in found) == expected_rows(name), name
    ask("MERGE (:Claim {id: 'theirs'})", "n agtype")
    assert load("--article", "minusma-end", "--remove").returncode == 0
    assert load().returncode == 0
    assert f"{counts.things} removed" in load("--remove").stdout
    assert ask("MATCH (n) RETURN n.id", "n agtype") == [('"theirs"',)]


def test_age_that_is_not_there_is_told(run):
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    result = run("load", "age://127.0.0.1:9/postgres", "--user", "ann", MALI_KG_PASSWORD="s3cret")
    assert result.returncode == 2
    assert "cannot be reached" in result.stderr
    assert "s3cret" not in result.stderr


def test_the_exported_script_is_run_by_the_database(run, database, counts):
    """Each statement of the openCypher export; what it makes is what is exported."""
    lines = run("export", "cypher").stdout.splitlines()
    for line in lines:
        database(line.removesuffix(";"))
    assert len(lines) == counts.things
    assert database("MATCH (c:Claim)-[:HELD_BY]->(a:Agent {name: 'Critics'}) RETURN count(c)") == [(2,)]
    assert database("MATCH (n) RETURN count(n)") == [(counts.nodes + 2,)]
    assert database("MATCH ()-[e]->() RETURN count(e)") == [(counts.edges + 1,)]


def test_what_goes_wrong_is_told(load, run, bolt, database):
    wrong = load(MALI_KG_PASSWORD="wr0ng")
    assert wrong.returncode == 2
    assert "does not know us" in wrong.stderr
    assert "wr0ng" not in wrong.stderr
    for address, words in (
        (bolt.replace("/kg", "/nothing"), "nothing"),
        ("bolt://127.0.0.1:9/kg", "cannot be reached"),
        ("bolt://ann:s3cret@127.0.0.1:9/kg", "cannot be reached"),
    ):
        result = run("load", address, "--user", "root", MALI_KG_PASSWORD="playwithdata")
        assert result.returncode == 2
        assert words in result.stderr
        assert "Traceback" not in result.stderr
        assert "s3cret" not in result.stderr


def test_a_load_that_fails_half_way_leaves_nothing(bolt, database, copy, monkeypatch):
    """The last statement of the transaction is no statement."""
    from mali_kg.databases.address import parse_address
    from mali_kg.databases.connection import Connection
    from mali_kg.databases.targets import bolt as module
    from mali_kg.http import Credentials

    base = "https://w3id.org/mali-kg/"
    records = Records(QuadBackend(compile_project(Project(copy)).quads()), base)
    good = module.statements

    def broken(*args):
        yield from good(*args)
        yield "THIS IS NO STATEMENT", [1]

    target = module.open_bolt(Connection(parse_address(bolt), Credentials("root", "playwithdata"), 20, print, base))
    monkeypatch.setattr(module, "statements", broken)
    with loading.compare(target, base, things(records), "replace") as plan, pytest.raises(MaliKgError):
        target.apply(plan, base, lambda _: None)
    target.close()
    assert database("MATCH (n) RETURN count(n)") == [(2,)]


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
        plan.allow_removal()
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
        [Edge(a, b, kind, p) for (a, b, kind), p in edges.items() if a in nodes and b in nodes],
    ),
    st.dictionaries(st.sampled_from("abcd"), PROPERTIES),
    st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"), st.sampled_from("EF")), PROPERTIES),
)


@given(GRAPHS, GRAPHS)
def test_what_is_there_and_its_difference_make_what_should_be(old, new):
    nodes, edges = {n.id: n for n in old.nodes}, {key(e): e for e in old.edges}
    with compared(old, new) as plan:
        plan.allow_removal()
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


def test_without_the_driver_it_is_named(monkeypatch, run):
    from mali_kg.databases.address import parse_address
    from mali_kg.databases.connection import Connection, open_target
    from mali_kg.http import Credentials

    monkeypatch.setitem(sys.modules, "neo4j", None)
    monkeypatch.delitem(sys.modules, "mali_kg.databases.targets.bolt", raising=False)
    with pytest.raises(MaliKgError, match=r"pip install 'mali-kg\[bolt\]'"):
        open_target(Connection(parse_address("bolt://127.0.0.1:1/kg"), Credentials(), 1, print, "http://x/"))


def test_sums_do_not_depend_on_the_order_of_properties():
    assert checksum(Node("a", "X", {"p": 1, "q": ("ü",)})) == checksum(Node("a", "X", {"q": ("ü",), "p": 1}))
    assert checksum(Edge("a", "b", "E", {})) != checksum(Edge("a", "b", "F", {}))
