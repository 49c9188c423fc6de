"""Queries that take too long, or too much memory, or crash the engine: each is told, and whoever asked goes on."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import mali_kg
from conftest import HANGS, ROOT
from mali_kg.errors import CrashError, DataError, LimitError, MaliKgError, Problem
from mali_kg.limits import Limits, memory_used
from mali_kg.sparql.answer import Presentation, SerializedAnswer, answer
from mali_kg.sparql.policy import SHALLOW, SHORT, is_safe_here
from mali_kg.sparql.query import Query
from mali_kg.sparql.source import SourceAddress
from mali_kg.sparql.worker import Worker
from servers import replying

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
#: Each round makes the text ten times as long.
REPLACING = (
    'SELECT (STRLEN(?h) AS ?n) { BIND("aaaaaaaaaa" AS ?a) '
    + " ".join(f'BIND(REPLACE(?{old},"a","aaaaaaaaaa") AS ?{new})' for old, new in zip("abcdefg", "bcdefgh", strict=True))
    + "}"
)
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def each(text: str, number: int, between: str = " ") -> str:
    """A text so many times, each with its number."""
    return between.join(text.replace("#", str(i)) for i in range(number))


#: Queries of any length, by what there are many of.
LONG: dict[str, Callable[[int], str]] = {
    "UNION": lambda n: f"ASK {{ {each('{ ?s ?p # }', n, ' UNION ')} }}",
    "BIND": lambda n: f"ASK {{ {each('BIND (# AS ?v#)', n)} }}",
    "MINUS": lambda n: f"ASK {{ ?s ?p ?o {each('MINUS { ?s ?p # }', n)} }}",
    "OPTIONAL": lambda n: f"ASK {{ ?s ?p ?o {each('OPTIONAL { ?s ?p # }', n)} }}",
    "triples": lambda n: f"ASK {{ {each('?s ?p# ?o', n, ' . ')} }}",
    "objects": lambda n: f"ASK {{ ?s ?p {each('?o#', n, ', ')} }}",
    "FILTER": lambda n: f"ASK {{ ?s ?p ?o {each('FILTER (?o != #)', n)} }}",
    "EXISTS": lambda n: f"ASK {{ ?s ?p ?o {each('FILTER EXISTS { ?s ?p # }', n)} }}",
    "groups": lambda n: f"ASK {{ {each('{ ?s ?p # }', n)} }}",
    "GRAPH": lambda n: f"ASK {{ {each('GRAPH ?g { ?s ?p # }', n)} }}",
    "terms of DESCRIBE": lambda n: f"DESCRIBE {each('<http://x/#>', n)}",
    "columns": lambda n: f"SELECT {each('(# AS ?v#)', n)} {{}}",
    "triple terms": lambda n: f"ASK {{ {'<<( ' * n}?s ?p ?o{' )>> ?p ?o' * n} }}",
    "marks of triple terms": lambda n: f"ASK {{ {'<<' * n}",
    "negations": lambda n: f"ASK {{ FILTER ({'!' * n}true) }}",
    "sum": lambda n: f"SELECT ({each('1', n, '+')} AS ?x) {{}}",
    "alternatives": lambda n: f"ASK {{ ?s ?p ?o FILTER ({each('?o = #', n, ' || ')}) }}",
    "path": lambda n: f"ASK {{ ?a {each('<http://x/#>', n, '/')} ?b }}",
    "calls": lambda n: f"SELECT ({'STR(' * n}1{')' * n} AS ?x) {{}}",
    "braces": lambda n: f"ASK {'{' * n}{'}' * n}",
    "annotations": lambda n: f"ASK {{ ?s ?p ?o {'{| ?a ?b ' * n}{'|}' * n} }}",
}
#: A number of each that crashed the process that asked, or comes near it.
CRASHING = {
    "UNION": 7000,
    "BIND": 2700,
    "MINUS": 2700,
    "triples": 8200,
    "FILTER": 9500,
    "marks of triple terms": 20000,
    "calls": 300_000,
    "braces": 300_000,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("worker") / "data.nt"
    path.write_text("".join(f'<http://x/s{n}> <http://x/p> "{n}" .\n' for n in range(200)))
    return path


@pytest.fixture
def worker(data: Path) -> Iterator[Worker]:
    found = Worker(SourceAddress(ROOT, (data,)), Limits(0, 1000))
    yield found
    found.close()


def ask(worker: Worker, query: str, limits: Limits = Limits(60, 1000), fmt: str = "csv") -> SerializedAnswer:  # noqa: B008
    return worker.call(limits, answer, Query("query", query), Presentation(fmt, lenient=True))


def is_well(worker: Worker) -> bool:
    return ask(worker, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").data == b"n\r\n200\r\n"


def test_one_process_answers_one_question_after_the_other(worker):
    assert is_well(worker)
    process = worker._process
    assert is_well(worker)
    assert worker._process is process


def test_a_file_that_changed_is_read_again(worker, data):
    assert is_well(worker)
    before = data.read_text()
    data.write_text(before.replace('"0"', '"zero"'))
    try:
        assert ask(worker, 'SELECT ?s { ?s ?p "zero" }').data == b"s\r\nhttp://x/s0\r\n"
    finally:
        data.write_text(before)


def test_a_query_that_takes_too_long_is_ended(worker):
    with pytest.raises(LimitError, match=r"longer than 0\.3 s") as caught:
        ask(worker, ENDLESS, Limits(0.3))
    assert (caught.value.option, caught.value.limit) == ("timeout", 0.3)
    assert is_well(worker)


@pytest.mark.parametrize("query", [REPLACING, ROWS, f"{ROWS} ORDER BY ?c ?f"])
def test_a_query_that_takes_too_much_memory_is_ended(worker, query):
    with pytest.raises(LimitError, match="more than 100 MB") as caught:
        ask(worker, query, Limits(0, 100))
    assert (caught.value.option, caught.value.limit) == ("memory", 100)
    assert is_well(worker)


def test_data_that_take_too_much_memory_are_told(tmp_path):
    path = tmp_path / "much.nt"
    path.write_text("".join(f'<http://x/s{n}> <http://x/p> "{n}" .\n' for n in range(100_000)))
    worker = Worker(SourceAddress(ROOT, (path,)), Limits(0, 10))
    with pytest.raises(LimitError, match="more than 10 MB"):
        is_well(worker)


@pytest.mark.parametrize("kind", CRASHING)
def test_a_query_that_crashes_the_engine_is_told(worker, kind):
    """Whether it is answered, ended or crashes: whoever asked goes on."""
    query = LONG[kind](CRASHING[kind])
    assert not is_safe_here(query)
    with suppress(LimitError, CrashError):
        ask(worker, query, Limits(1, 1000))
    assert is_well(worker)


def test_a_crash_is_an_error_of_its_own(worker):
    with pytest.raises(CrashError, match="signal 11"):
        ask(worker, LONG["calls"](400_000))
    assert is_well(worker)


@pytest.mark.parametrize("kind", LONG)
def test_what_is_called_safe_does_not_crash(kind):
    """The longest query of each kind that may be asked in the process that asks."""
    number = next(n for n in range(SHORT, 0, -1) if is_safe_here(LONG[kind](n)))
    assert number > 10
    code = (
        "import signal, sys, pyoxigraph as ox\n"
        "signal.setitimer(signal.ITIMER_VIRTUAL, 0.5)\n"  # some are planned for minutes, which a time limit ends
        "store = ox.Store()\n"
        "store.add(ox.Quad(ox.NamedNode('http://x/s'), ox.NamedNode('http://x/p'), ox.Literal('1')))\n"
        "try:\n    list(store.query(sys.stdin.read()))\n"
        "except (SyntaxError, TypeError, RuntimeError):\n    pass\n"
    )
    done = subprocess.run([sys.executable, "-c", code], input=LONG[kind](number), text=True, capture_output=True, timeout=HANGS)
    assert done.returncode in (0, -signal.SIGVTALRM), done.stderr


def test_depth_and_length_make_a_query_unsafe():
    assert is_safe_here("ASK " + "{" * SHALLOW + "}" * SHALLOW)
    assert not is_safe_here("ASK " + "{" * (SHALLOW + 1) + "}" * (SHALLOW + 1))
    assert not is_safe_here("ASK {} #" + " " * SHORT)


def test_errors_come_back_as_they_are(worker):
    with pytest.raises(MaliKgError, match=r"not a SPARQL query, line 1, column 4"):
        ask(worker, "ASK")
    with pytest.raises(MaliKgError, match="unknown format"):
        ask(worker, "ASK {}", fmt="nonsense")
    assert is_well(worker)


def test_errors_travel_whole():
    import pickle

    problem = Problem("rule", "message", "fix", "file", 3)
    again = pickle.loads(pickle.dumps(DataError([problem])))
    assert isinstance(again, DataError)
    assert again.problems == [problem]
    assert pickle.loads(pickle.dumps(LimitError("memory", 7))).limit == 7


def test_what_cannot_be_opened_is_told(tmp_path):
    worker = Worker(SourceAddress(ROOT, (tmp_path / "none.nt",)), Limits())
    with pytest.raises(MaliKgError, match="no such RDF file"):
        is_well(worker)
    (tmp_path / "none.nt").write_text("nonsense\n")
    with pytest.raises(DataError, match=r"none\.nt:1"):
        is_well(worker)


def test_what_is_not_foreseen_is_told(worker):
    with pytest.raises(MaliKgError, match="something unforeseen: TypeError"):
        worker.call(Limits(), answer)  # type: ignore[call-arg]
    assert is_well(worker)


def test_a_worker_that_was_killed_is_replaced(worker):
    assert is_well(worker)
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert is_well(worker)


@pytest.mark.parametrize("asking", [True, False])
def test_a_worker_ends_when_nobody_is_there_to_ask(data, asking):
    """A program that is killed leaves no process behind, not even while it waits for an answer."""
    last = (
        f"threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()\nworker.call(Limits(0), answer, Query('query', {ENDLESS!r}), Presentation())"
        if asking
        else "os.kill(os.getpid(), signal.SIGKILL)"
    )
    code = (
        "import os, pathlib, signal, threading\n"
        "from mali_kg.sparql.answer import Presentation, answer\nfrom mali_kg.sparql.query import Query\nfrom mali_kg.limits import Limits\nfrom mali_kg.sparql.source import SourceAddress\nfrom mali_kg.sparql.worker import Worker\n"
        f"worker = Worker(SourceAddress(pathlib.Path({str(ROOT)!r}), (pathlib.Path({str(data)!r}),)), Limits())\n"
        f"worker.base\nprint(worker._process.pid, flush=True)\n{last}\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=HANGS)
    number = int(done.stdout)
    for _ in range(600):
        try:
            os.kill(number, 0)
            state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
        except (ProcessLookupError, FileNotFoundError):
            return
        if state == "Z":  # ended; whoever adopted it has not looked yet
            return
        time.sleep(0.1)
    pytest.fail("the worker is still there")


def test_threads_ask_one_after_the_other(worker):
    found: list[bool] = []
    threads = [threading.Thread(target=lambda: found.append(is_well(worker))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_copy_of_the_process_asks_a_worker_of_its_own(worker):
    assert is_well(worker)
    code = os.fork()
    if code == 0:
        os._exit(0 if is_well(worker) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(code, 0)[1]) == 0
    assert is_well(worker)


def test_an_interrupt_ends_the_process_that_answers(data):
    """As Ctrl-C does in a notebook: the query ends, and the next one is answered."""
    code = (
        "import pathlib, signal, threading, os, time\n"
        "from mali_kg.sparql.answer import Presentation, answer\nfrom mali_kg.sparql.query import Query\nfrom mali_kg.limits import Limits\n"
        "from mali_kg.sparql.source import SourceAddress\nfrom mali_kg.sparql.worker import Worker\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        f"worker = Worker(SourceAddress(pathlib.Path({str(ROOT)!r}), (pathlib.Path({str(data)!r}),)), Limits(0))\n"
        "worker.base\nthreading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()\n"
        f"try:\n    worker.call(Limits(0), answer, Query('query', {ENDLESS!r}), Presentation())\n"
        "except KeyboardInterrupt:\n    print(worker.call(Limits(), answer, Query('query', 'ASK {}'), Presentation()).data.decode())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=HANGS)
    assert done.stdout.strip() == "true", done.stderr


def test_memory_is_told():
    before = memory_used()
    assert before > 1_000_000
    held = bytearray(os.urandom(1000)) * 100_000
    assert memory_used() > before
    del held


# Through the library.


def test_the_library_is_not_taken_along(data):
    with pytest.raises(LimitError, match=r"longer than 0\.5 s"):
        mali_kg.query(ENDLESS, data=data, timeout=0.5)
    with pytest.raises(LimitError, match="more than 100 MB"):
        mali_kg.query(REPLACING, data=data, timeout=0, memory=100)
    with pytest.raises(CrashError):
        mali_kg.query(LONG["calls"](400_000), data=data, timeout=0)
    assert mali_kg.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", data=data).rows == [(200,)]


@pytest.mark.parametrize("part", ["head", "body"])
def test_the_library_waits_no_longer_for_an_endpoint_than_it_is_told(part):
    """One byte after the other, each in time, and never an end."""

    def trickle(request: object, _: bytes) -> None:
        out = request.wfile  # type: ignore[attr-defined]
        if part == "body":
            out.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/sparql-results+json\r\nContent-Length: 1000\r\n\r\n")
        try:
            for _ in range(600):
                out.write(b"x")
                out.flush()
                time.sleep(0.2)
        except OSError:
            pass

    with replying(trickle) as url, pytest.raises(LimitError, match="longer than 1 s"):
        mali_kg.query("ASK {}", endpoint=url, timeout=1)


def test_a_few_processes_stay_and_none_that_is_at_work_is_ended(tmp_path, monkeypatch):
    from mali_kg import api

    monkeypatch.setattr(api, "_workers", {})
    paths = [tmp_path / f"{n}.nt" for n in range(api.MOST_WORKERS + 2)]
    for path in paths:
        path.write_text('<http://x/s> <http://x/p> "1" .\n')
    assert mali_kg.query("ASK { ?s ?p ?o }", data=paths[0])
    (first,) = api._workers.values()
    with first._one_at_a_time:  # as while it answers somebody else
        for path in paths[1:]:
            assert mali_kg.query("ASK { ?s ?p ?o }", data=path)
        assert first._process is not None
        assert first._process.poll() is None
    assert len(api._workers) == api.MOST_WORKERS + 1
    assert mali_kg.query("ASK { ?s ?p ?o }", data=paths[1], timeout=7)
    assert len(api._workers) == api.MOST_WORKERS
    for worker in api._workers.values():
        worker.close()


def test_rows_and_graphs_come_back_as_they_were(data):
    assert mali_kg.query("ASK { ?s ?p '7' }", data=data).rows == [(True,)]
    (row,) = mali_kg.query("SELECT ?s (7 AS ?n) ('x'@en AS ?t) ?no { ?s ?p '7' }", data=data).rows
    assert row == ("http://x/s7", 7, "x", None)
    graph = mali_kg.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER (?o = '7') }", data=data)
    assert graph.rows == [("http://x/s7", "http://x/p", "7")]


# Through the command.


def test_the_command_ends_in_time_and_memory(run, data):
    for args, words in (
        ([ENDLESS, "--timeout", "0.5"], ("longer than 0.5 s", "--timeout SECONDS")),
        ([REPLACING, "--timeout", "0", "--memory", "100"], ("more than 100 MB", "--memory MB")),
        ([f"{ENDLESS} #{' ' * SHORT}", "--timeout", "0.5"], ("longer than 0.5 s", "--timeout SECONDS")),
        ([f"{REPLACING} #{' ' * SHORT}", "--timeout", "0", "--memory", "100"], ("more than 100 MB", "--memory MB")),
        ([LONG["FILTER"](4000), "--timeout", "1"], ("longer than 1 s", "--timeout SECONDS")),
    ):
        done = run("query", *args, "--data", str(data))
        assert done.returncode == 2
        assert done.stdout == ""
        for word in words:
            assert word in done.stderr, args[0][:80]


def test_the_command_tells_of_a_crash(run, data, tmp_path):
    path = tmp_path / "long.rq"
    path.write_text(LONG["calls"](400_000))
    done = run("query", "--file", str(path), "--data", str(data), "--timeout", "0")
    assert done.returncode == 2
    assert "too many parts" in done.stderr


def test_a_long_query_is_answered_as_a_short_one(run):
    values = "kg:un-security-council " * 20000
    done = run("query", "-", stdin=f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {values} }} }}")
    assert done.stdout == "n\n20000\n", done.stderr


def test_data_that_take_too_much_memory_end_the_command(run, tmp_path):
    path = tmp_path / "much.nt"
    path.write_text("".join(f'<http://x/s{n}> <http://x/p> "{n}" .\n' for n in range(100_000)))
    done = run("query", "ASK {}", "--data", str(path), "--memory", "10")
    assert done.returncode == 2
    assert "--memory MB" in done.stderr
