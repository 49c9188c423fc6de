"""Loading nodes and edges into PostgreSQL with AGE."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cypher_rows import cypher, expected_rows, questions, rows_of
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import compile_project
from mali_kg.project import Project
from servers import free_port, says_ready, started

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
