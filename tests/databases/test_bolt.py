"""Loading nodes and edges into ArcadeDB over Bolt, with the official driver."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from checkout import ROOT
from cypher_rows import NOT_SAID, cypher, expected_rows, questions, rows_of
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.property_graph import things
from mali_kg.claims.reader import Records
from mali_kg.databases import nodes as loading
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from quad_servers import relabel
from servers import free_port, says_ready, started


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
