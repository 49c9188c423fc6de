"""Exports of 100 articles against the peers, in one run: Turtle and TriG against rdflib, N-Quads against rapper; and the memory of N-Quads.

Run it with ``make bench-export``, or ``python benchmarks/export.py [ARTICLES [ROUNDS]]``. In process: from quads (rdflib: a loaded graph) to
bytes. Whole process, for N-Quads: from the dataset to a file.
"""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
from corpus import corpus

from mali_kg.dataset.fingerprint import inputs_sum
from mali_kg.dataset.header import write_header
from mali_kg.project import Project
from mali_kg.rdf.namespaces import prefixes
from mali_kg.rdf.rdflib_graph import to_dataset
from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material

ROOT = Path(__file__).parents[1]
PARTS = ("mali-kg.toml", "ontology", "shapes", "data")


def median(work: Callable[[], object], rounds: int) -> float:
    """Median seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peak(command: list[str], cwd: Path) -> float:
    """Most memory that a command held, in MB."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=cwd, check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def project_of(articles: int, folder: Path) -> Project:
    """A project directory whose built dataset is a corpus."""
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    project = Project(folder)
    project.dataset_path.parent.mkdir()
    content = "".join(sorted(corpus(articles, project))).encode()
    project.dataset_path.write_bytes(
        write_header(project.config.base, inputs_sum(project), sha256(content).hexdigest(), len(content)) + content
    )
    return project


def main() -> None:
    """Print what was measured, and each bound with what was reached."""
    articles, rounds = (int(a) for a in (sys.argv[1:] + ["100", "5"][len(sys.argv) - 1 :]))
    mali_kg = str(Path(sys.executable).parent / "mali-kg")
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as small:
        folder = Path(name)
        project = project_of(articles, folder)
        base = project.config.base
        quads = list(ox.parse(project.dataset_path.read_bytes(), format=ox.RdfFormat.N_QUADS))
        print(f"{articles} articles, {len(quads)} quads; {rounds} rounds, medians")
        dataset = to_dataset(quads, prefixes(base))
        flat = to_dataset([ox.Quad(t.subject, t.predicate, t.object) for t in quads], prefixes(base)).default_graph
        results = []
        for form, peer in (("turtle", lambda: flat.serialize(format="turtle")), ("trig", lambda: dataset.serialize(format="trig"))):
            ours = median(lambda form=form: FORMS[form].write(Material(quads, base, project)), rounds)  # type: ignore[misc]
            theirs = median(peer, max(1, rounds // 3))
            print(f"  {form:8} {ours:7.2f} s   rdflib {theirs:7.2f} s")
            results.append((f"{form} is {theirs / ours:.1f} times as fast as rdflib (at least 5)", theirs / ours >= 5))
        out, theirs_out = folder / "out.nq", folder / "rapper.nq"
        ours = median(
            lambda: subprocess.run([mali_kg, "export", "-o", str(out), "--force"], cwd=folder, check=True, capture_output=True), rounds
        )
        if shutil.which("rapper"):
            command = ["rapper", "-q", "-i", "nquads", "-o", "nquads", str(project.dataset_path)]

            def rapper() -> None:
                with theirs_out.open("wb") as file:
                    subprocess.run(command, check=True, stdout=file)

            theirs = median(rapper, rounds)
            print(f"  nquads   {ours:7.2f} s   rapper {theirs:7.2f} s")
            results.append((f"nquads takes {ours / theirs:.2f} x rapper (at most 1)", ours <= theirs))
        else:
            print("  rapper is not installed: N-Quads is not compared")
        few = project_of(1, Path(small))
        memory = [peak([mali_kg, "export", "-o", str(p.root / "m.nq")], p.root) for p in (few, project)]
        print(f"  nquads, memory: {memory[0]:.0f} MB for 1 article, {memory[1]:.0f} MB for {articles}")
        results.append(
            (
                f"memory of nquads grows by {memory[1] - memory[0]:.0f} MB from 1 to {articles} articles (at most 10)",
                memory[1] - memory[0] <= 10,
            )
        )
    for told, good in results:
        print(f"{'ok   ' if good else 'SHORT'} {told}")
    print(f"       (this process held {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB)")


if __name__ == "__main__":
    main()
