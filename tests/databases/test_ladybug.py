"""Loading nodes and edges into LadybugDB."""

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import write_two_articles
from cypher_rows import cypher, expected_rows, questions, rows_of
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.property_graph import property_graph, things
from mali_kg.claims.reader import Records
from mali_kg.databases import nodes as loading
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from quad_servers import relabel
from tools import small_disk


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
