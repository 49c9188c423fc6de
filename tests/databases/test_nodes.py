"""Loading nodes and edges: into ArcadeDB over Bolt with the official driver, into LadybugDB, and into PostgreSQL with AGE."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checkout import ROOT
from conftest import write_two_articles
from cypher_rows import NOT_SAID, cypher, expected_rows, questions, rows_of
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.property_graph import property_graph, things
from mali_kg.claims.reader import Records
from mali_kg.databases import nodes as loading
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from quad_servers import relabel
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
        ("Ending the mission prematurely could lead to a deterioration of security", 2886, ["could"]),
        ("Ending the mission prematurely could lead to a potential resurgence of violence", 2886, ["could", "potential"]),
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
    relabel(copy)
    assert "0 nodes and edges added, 1 changed, 0 removed" in load().stdout
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
    relabel(copy)
    result = load("--verify-only")
    assert result.returncode == 1
    assert f"Claim: {counts.claims} there, {counts.claims} sent   differs" in result.stdout
    assert re.search(r"Agent: (\d+) there, \1 sent\n", result.stdout)


def test_what_has_another_label_is_found_under_it(load, database, copy):
    """Essential services are a topic; the database has them as an agent, as an older registry might."""
    assert load().returncode == 0
    iri = "https://w3id.org/mali-kg/id/essential-services"
    edges = database("MATCH (n {id: $iri})-[e]-() RETURN count(e)", iri=iri)
    database("MATCH (n:Entity {id: $iri}) DETACH DELETE n", iri=iri)
    database("CREATE (:Agent {id: $iri, kg: 'https://w3id.org/mali-kg/', sum: 'old'})", iri=iri)
    changed = load()
    assert changed.returncode == 0, changed.stdout + changed.stderr
    assert database("MATCH (n {id: $iri})-[e]-() RETURN count(e)", iri=iri) == edges
    assert database("MATCH (n {id: $iri}) RETURN labels(n)", iri=iri) == [(["Entity"],)]
    assert "0 nodes and edges added, 0 changed, 0 removed" in load().stdout


def test_edges_of_one_type_between_the_same_nodes_are_told_apart(load, database):
    """What claims say of two things, and several roles that one thing fills."""
    assert load().returncode == 0
    for kind, told in (("FLAT", "e.claim"), ("ROLE", "e.role")):
        edges = database(f"MATCH (a)-[e:{kind}]->(b) WHERE e.kg IS NOT NULL RETURN a.id, b.id, {told}, e.key")
        assert len({row[3] for row in edges}) == len(edges)
        assert len({row[:2] for row in edges}) < len(edges) or kind == "ROLE"
        assert all(claim in key for _, _, claim, key in edges)


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


def test_every_question_that_a_property_graph_can_answer_is_there():
    assert questions() | NOT_SAID == {p.stem for p in (ROOT / "data/queries").glob("*.rq")}


def test_questions_have_the_same_rows_in_opencypher(load, database):
    assert load().returncode == 0
    for name in sorted(questions()):
        assert rows_of(database(cypher(name)[0])) == expected_rows(name), name
        assert expected_rows(name), name


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
    relabel(copy)
    assert "0 nodes and edges added, 1 changed, 0 removed" in ladybug_load().stdout
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
    """The second article says what the first does, in claims of its own."""
    project = Project(copy)
    first = set(map(repr, property_graph(Records(QuadBackend(compile_project(project).quads()), project.config.base)).nodes))
    write_two_articles(project)
    assert ladybug_load().returncode == 0
    own = "MATCH (n:{}) RETURN n.id STARTS WITH 'https://w3id.org/mali-kg/id/article/second-copy', count(*) ORDER BY 1"
    flat = "MATCH ()-[e:FLAT]->() RETURN e.claim STARTS WITH 'https://w3id.org/mali-kg/id/article/second-copy/', count(*) ORDER BY 1"
    total = "MATCH (n) RETURN count(*)"
    assert ladybug_load.ask(own.format("Claim")) == [[False, counts.claims], [True, counts.claims]]
    edges = dict(ladybug_load.ask(flat))
    assert edges[True] > 20
    assert ladybug_load("--article", "second-copy", "--remove").returncode == 0
    assert ladybug_load.ask(own.format("Claim")) == [[False, counts.claims]]
    assert dict(ladybug_load.ask(flat)) == {False: edges[False]}
    assert ladybug_load.ask(total) == [[len(first)]]
    missing = ladybug_load("--article", "second-copy", "--remove")
    assert missing.returncode == 2
    assert "holds no article 'second-copy'" in missing.stderr
    loaded = ladybug_load("--article", "second-copy", "--mode", "create")
    assert loaded.returncode == 0, loaded.stderr
    # What is the other’s stays as it is; what was given up of this one goes.
    base = "https://w3id.org/mali-kg/"
    given_up = "CREATE (:Claim {{id: '{0}id/article/{1}/c99-1', kg: '{0}', sum: 'old'}})"
    ladybug_load.ask(*(given_up.format(base, name) for name in ("second-copy", "minusma-end")))
    assert ladybug_load("--article", "second-copy", "--verify-only").returncode == 1
    assert "0 added, 0 changed, 1 removed" in ladybug_load("--article", "second-copy").stdout.replace("nodes and edges ", "")
    assert ladybug_load("--article", "second-copy", "--verify-only").returncode == 0
    assert ladybug_load("--verify-only").returncode == 1
    assert "0 added, 0 changed, 1 removed" in ladybug_load().stdout.replace("nodes and edges ", "")
    misspelt = ladybug_load("--article", "second-cpy")
    assert misspelt.returncode == 2
    assert "Did you mean second-copy" in misspelt.stderr


def test_a_label_that_changes_cuts_no_edge_of_another_article(ladybug_load, copy):
    """Human rights, a topic, are an agent in the database: to make the node anew would take the edges of the other article with it."""
    write_two_articles(Project(copy))
    assert ladybug_load().returncode == 0
    base = "https://w3id.org/mali-kg/"
    iri = f"{base}id/human-rights"
    ends = f"MATCH (n:Agent {{id: '{iri}'}}), (c:Claim {{id: '{base}id/article/%s/c01-1'}})"
    edge = f"CREATE (c)-[:ENDORSED_BY {{key: '{base}id/article/%s/c01-1|ENDORSED_BY|{iri}', kg: '{base}', sum: 'old'}}]->(n)"
    ladybug_load.ask(
        f"MATCH (n:Entity {{id: '{iri}'}}) DETACH DELETE n",
        f"CREATE (:Agent {{id: '{iri}', kg: '{base}', sum: 'old'}})",
        f"{ends} {edge}".replace("%s", "minusma-end"),
    )
    refused = ladybug_load("--article", "second-copy")
    assert refused.returncode == 2
    assert f"has {iri} under another label, and other articles use it. Load the whole dataset." in refused.stderr
    assert ladybug_load("--article", "minusma-end").returncode == 0
    assert ladybug_load().returncode == 0
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


def test_questions_have_the_same_rows_in_ladybug(ladybug_load):
    assert ladybug_load().returncode == 0
    for name in sorted(questions()):
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
    ask("MERGE (:Claim {id: 'theirs'})", "n agtype")
    assert load("--article", "minusma-end", "--remove").returncode == 0
    assert load("--article", "minusma-end").returncode == 0
    assert load("--verify-only").returncode == 0
    assert f"{counts.things} removed" in load("--remove").stdout
    assert ask("MATCH (n) RETURN n.id", "n agtype") == [('"theirs"',)]
    assert load().returncode == 0
    for name in sorted(questions()):
        query, columns = cypher(name)
        found = ask(query, ", ".join(f'"{c}" agtype' for c in columns))
        assert rows_of([json.loads(str(c)) if c is not None else None for c in r] for r in found) == expected_rows(name), name


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


def test_without_the_driver_it_is_named(monkeypatch, run):
    from mali_kg.databases.address import parse_address
    from mali_kg.databases.connection import Connection, open_target
    from mali_kg.http import Credentials

    monkeypatch.setitem(sys.modules, "neo4j", None)
    monkeypatch.delitem(sys.modules, "mali_kg.databases.targets.bolt", raising=False)
    with pytest.raises(MaliKgError, match=r"pip install 'mali-kg\[bolt\]'"):
        open_target(Connection(parse_address("bolt://127.0.0.1:1/kg"), Credentials(), 1, print, "http://x/"))
