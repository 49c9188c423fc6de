"""Every shipped question over 1,000 articles, in process: ours, the raw call of pyoxigraph with the same text, and rdflib.

Run it with ``make bench-questions``, or ``python benchmarks/questions.py [ARTICLES [ROUNDS [ARTICLES_FOR_RDFLIB]]]``. All serialise the rows as CSV.
rdflib reads the corpus in minutes and gigabytes; it is given ten times what ours took, and is then ended: that is the bound it is held to.
"""

import gc
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
from corpus import corpus

from mali_kg.project import Project
from mali_kg.rdf.formats import RESULT_FORMATS
from mali_kg.rdf.namespaces import prefixes
from mali_kg.rdf.rdflib_graph import to_dataset
from mali_kg.sparql.questions import bind, questions
from mali_kg.sparql.results import serialize
from mali_kg.sparql.source import QuerySource
from mali_kg.store.opened import Opened

ROOT = Path(__file__).parents[1]
#: Ours may take this many times the raw call, and this share of rdflib's time.
RAW, RDFLIB, SECONDS = 1.2, 0.1, 1.0


def timed(work: Callable[[], object]) -> float:
    """Seconds of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def at_least(work: Callable[[], object], limit: float) -> float | None:
    """Seconds of work in a process of its own; None where it takes longer than the limit and is ended."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        signal.setitimer(signal.ITIMER_REAL, limit)
        try:
            os.write(write, str(timed(work)).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    return float(told) if told else None


def main() -> None:
    """Print a line a question, then what falls short."""
    articles, rounds, for_rdflib = (int(a) for a in (sys.argv[1:] + ["1000", "7", "1000"][len(sys.argv) - 1 :]))
    project = Project(ROOT)
    base = project.config.base
    names = prefixes(base)
    asked = {q.name: bind(q, {}, base) for q in questions(project)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.nq"
        with path.open("w", encoding="utf-8") as out:
            out.writelines(corpus(articles, project))
        store = ox.Store()
        store.bulk_load(path=str(path), format=ox.RdfFormat.N_QUADS)
    print(f"{articles} articles, {len(store)} quads; {rounds} rounds, medians in milliseconds, rows as CSV")
    source = QuerySource(Opened(store, base), False)
    ours: dict[str, float] = {}
    raw: dict[str, float] = {}
    for name, text in asked.items():

        def by_us(text: str = text) -> bytes:
            return serialize(source.ask(text), RESULT_FORMATS["csv"], base)

        def by_pyoxigraph(text: str = text) -> bytes | None:
            return store.query(text, prefixes=names).serialize(format=ox.QueryResultsFormat.CSV)  # type: ignore[union-attr]

        assert by_us() == by_pyoxigraph()
        # A question of a millisecond is asked more often, so that the clock and the machine’s moods weigh less.
        often = 1 if timed(by_us) > 0.05 else 20
        times: list[tuple[float, float]] = []
        for n in range(rounds * often):
            if n % 2:
                second, first = timed(by_pyoxigraph), timed(by_us)
            else:
                first, second = timed(by_us), timed(by_pyoxigraph)
            times.append((first, second))
        ours[name], raw[name] = (statistics.median(column) for column in zip(*times, strict=True))
    quads = list(store) if for_rdflib == articles else list(ox.parse("".join(corpus(for_rdflib, project)), format=ox.RdfFormat.N_QUADS))
    if for_rdflib != articles:
        store = ox.Store()
        store.extend(quads)
        source = QuerySource(Opened(store, base), False)
    graph = to_dataset(quads, names)
    del quads
    gc.freeze()
    short = []
    print(f"rdflib over {for_rdflib} articles")
    for name, text in asked.items():
        declared = "".join(f"PREFIX {p}: <{iri}> " for p, iri in names.items()) + text
        same = ours[name] if for_rdflib == articles else timed(lambda text=text: serialize(source.ask(text), RESULT_FORMATS["csv"], base))  # type: ignore[misc]
        limit = max(same / RDFLIB * 1.05, 0.5)
        peer = at_least(lambda declared=declared: graph.query(declared).serialize(format="csv"), limit)  # type: ignore[misc]
        ratio = ours[name] / raw[name]
        told = f"{same / peer:7.4f} x rdflib" if peer else f"below {same / limit:.4f} x rdflib (ended)"
        print(f"  {name:26} {ours[name] * 1000:8.2f} ms   {ratio:5.2f} x raw   {told}", flush=True)
        if ratio > RAW:
            short.append(f"{name}: {ratio:.2f} x the raw call (at most {RAW})")
        if peer and same / peer > RDFLIB:
            short.append(f"{name}: {same / peer:.2f} x rdflib (at most {RDFLIB})")
        if ours[name] > SECONDS:
            short.append(f"{name}: {ours[name]:.2f} s (at most {SECONDS} s)")
    print("\n".join(f"SHORT {line}" for line in short) or "ok    every bound is met")


if __name__ == "__main__":
    main()
