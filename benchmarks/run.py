"""Whole-process times against the peers, in one run: commands take turns, the median and the ratio are printed.

Run it with ``make bench``, or ``python benchmarks/run.py [ROUNDS]``.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox

from mali_kg.dataset.built import write
from mali_kg.dataset.compile import compile_project
from mali_kg.project import Project
from mali_kg.rdf.namespaces import prefixes
from mali_kg.rdf.quads import serialize
from mali_kg.report.check import read_shapes
from mali_kg.sparql.questions import question

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
QUESTION = "who-claims-what"

BARE_CLICK = """import click
@click.group()
def cli(): pass
@cli.command()
def one(): pass
cli()
"""

WITH_RDFLIB = """import sys, rdflib
dataset = rdflib.Dataset()
dataset.parse(sys.argv[1], format="nquads")
sys.stdout.buffer.write(dataset.query(open(sys.argv[2]).read()).serialize(format="csv"))
"""

WITH_PYOXIGRAPH = """import sys, pyoxigraph as ox
store = ox.Store()
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)
sys.stdout.buffer.write(store.query(open(sys.argv[2]).read()).serialize(format=ox.QueryResultsFormat.CSV))
"""


def prepare(folder: Path) -> dict[str, list[str]]:
    """Make the files that the peers read; returns name to command."""
    project = Project(ROOT)
    compiled = compile_project(project)
    write(compiled)
    names = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in prefixes(project.config.base).items())
    (folder / "query.rq").write_text(names + question(project, QUESTION).query, encoding="utf-8")
    (folder / "click_app.py").write_text(BARE_CLICK)
    (folder / "rdflib_query.py").write_text(WITH_RDFLIB)
    (folder / "pyoxigraph_query.py").write_text(WITH_PYOXIGRAPH)
    (folder / "shapes.ttl").write_bytes(serialize(read_shapes(project, project.shape_paths()), ox.RdfFormat.TURTLE))
    (folder / "data.ttl").write_bytes(serialize((q.triple for q in set(compiled.quads())), ox.RdfFormat.TURTLE))
    oxigraph = shutil.which("oxigraph", path=str(BIN)) or "oxigraph"
    for step in (["load", "--file", str(project.dataset_path)], ["optimize"]):
        subprocess.run([oxigraph, step[0], "-l", str(folder / "store"), *step[1:]], check=True, capture_output=True)
    mali_kg = str(BIN / "mali-kg")
    return {
        "mali-kg query": [mali_kg, "query", QUESTION],
        "oxigraph query": [
            oxigraph,
            "query",
            "-l",
            str(folder / "store"),
            "--query-file",
            str(folder / "query.rq"),
            "--results-format",
            "csv",
        ],
        "rdflib query": [sys.executable, str(folder / "rdflib_query.py"), str(project.dataset_path), str(folder / "query.rq")],
        "pyoxigraph program": [sys.executable, str(folder / "pyoxigraph_query.py"), str(project.dataset_path), str(folder / "query.rq")],
        "mali-kg query TEXT": [mali_kg, "query", question(project, QUESTION).query],
        "mali-kg --help": [mali_kg, "--help"],
        "bare click --help": [sys.executable, str(folder / "click_app.py"), "--help"],
        "mali-kg validate": [mali_kg, "validate"],
        "mali-kg validate --engine shacl": [mali_kg, "validate", "--engine", "shacl"],
        "pyshacl": [str(BIN / "pyshacl"), "-s", str(folder / "shapes.ttl"), str(folder / "data.ttl")],
        "mali-kg build": [mali_kg, "build"],
    }


#: What is measured, the peer, and the bound that the project sets itself (ratio of medians, or seconds).
BOUNDS = [
    ("mali-kg query", "oxigraph query", 2.5),
    ("mali-kg query", "rdflib query", 1 / 3),
    ("mali-kg query", "pyoxigraph program", 2.5),
    ("mali-kg query TEXT", "pyoxigraph program", 2.5),
    ("mali-kg --help", "bare click --help", 2.5),
    ("mali-kg validate", "pyshacl", 1.0),
    ("mali-kg build", None, 1.5),
    ("mali-kg validate --engine shacl", None, 0.2),
]


def measure(commands: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each command, the commands taking turns; the first round is not counted."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if number:
                times[name].append(time.perf_counter() - start)
    return times


def main() -> None:
    """Print medians, then each bound with what was reached."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        times = measure(prepare(Path(folder)), rounds)
    median = {name: statistics.median(found) for name, found in times.items()}
    print(f"{rounds} rounds, whole process, milliseconds")
    for name, found in times.items():
        print(f"  {name:34} median {median[name] * 1000:7.1f}   min {min(found) * 1000:7.1f}   max {max(found) * 1000:7.1f}")
    for name, peer, bound in BOUNDS:
        reached = median[name] / median[peer] if peer else median[name]
        against = f"x {peer}" if peer else "s"
        print(f"{'ok   ' if reached <= bound else 'SHORT'} {name}: {reached:.2f} {against} (at most {bound:.2f})")


if __name__ == "__main__":
    main()
