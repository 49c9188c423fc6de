"""Loads of 100 articles against the peers, in one run: the Oxigraph server against curl, a store on disk against ``oxigraph load``; Bolt; memory.

Run it with ``make bench-load``, or ``python benchmarks/load.py [ARTICLES [ROUNDS]]``. Whole processes, each into an empty database.
"""

import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from export import project_of

BIN = Path(sys.executable).parent
PORT, BOLT, HTTP = 17979, 17687, 12480


def seconds(work: Callable[[], object], before: Callable[[], object], rounds: int) -> float:
    """Median seconds of work, each time after the preparation, which is not counted."""
    times = []
    for _ in range(rounds):
        before()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def peak(command: list[str], cwd: Path) -> tuple[float, str]:
    """Most memory that a command held, in MB, and the first line that it printed."""
    code = (
        "import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], check=True, capture_output=True, text=True);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); print(done.stdout)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], cwd=cwd, check=True, capture_output=True, text=True)
    memory, told, *_ = done.stdout.splitlines()
    return int(memory) / 1024, told


class Oxigraph:
    """An Oxigraph server whose store can be emptied by starting it anew."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.server = folder, None

    def anew(self) -> None:
        """Start with an empty store."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.server = subprocess.Popen(
            [str(BIN / "oxigraph"), "serve", "-l", str(self.folder), "-b", f"127.0.0.1:{PORT}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)

    def stop(self) -> None:
        """Stop the server."""
        if self.server:
            self.server.terminate()
            self.server.wait(10)


def bolt(project_root: Path) -> tuple[float, float] | None:
    """Nodes and edges a second into ArcadeDB over Bolt, and our memory; None where it is not installed."""
    if importlib.util.find_spec("arcadedb_embedded") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("arcadedb.py")), folder, str(HTTP), str(BOLT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,  # it writes its log where it starts
            text=True,
        )
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            while "READY" not in server.stdout.readline():
                pass
            os.environ["MALI_KG_PASSWORD"] = "playwithdata"
            command = [str(BIN / "mali-kg"), "load", f"bolt://127.0.0.1:{BOLT}/kg", "--user", "root"]
            memory, told = peak(command, project_root)
            print(f"  {told}")
            return float(told.rpartition(", ")[2].partition(" a second")[0].replace(",", "")), memory
        finally:
            server.stdin.close()
            server.wait(60)


def main() -> None:
    """Print what was measured, and each bound with what was reached."""
    articles, rounds = (int(a) for a in (sys.argv[1:] + ["100", "5"][len(sys.argv) - 1 :]))
    mali_kg, oxigraph = str(BIN / "mali-kg"), str(BIN / "oxigraph")
    results: list[tuple[str, bool]] = []
    memories: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        folder.mkdir()
        project = project_of(articles, folder)
        data = project.dataset_path
        print(f"{articles} articles, {data.stat().st_size / 1e6:.0f} MB of N-Quads; {rounds} rounds, medians")
        server = Oxigraph(Path(name) / "served")

        def run(*command: str) -> None:
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

        url = f"http://127.0.0.1:{PORT}"
        try:
            ours = seconds(lambda: run(mali_kg, "load", f"oxigraph+{url}"), server.anew, rounds)
            post = ("curl", "-sf", "-X", "POST", "-H", "Content-Type: application/n-quads", "-T", str(data), f"{url}/store")
            theirs = seconds(lambda: run(*post), server.anew, rounds)
            print(f"  Oxigraph server {ours:6.2f} s   curl {theirs:6.2f} s")
            results.append((f"Oxigraph server takes {ours / theirs:.2f} x curl (at most 1.3)", ours <= 1.3 * theirs))
            server.anew()
            memories["Oxigraph server, first load"], _ = peak([mali_kg, "load", f"oxigraph+{url}"], folder)
            memories["Oxigraph server, second load"], _ = peak([mali_kg, "load", f"oxigraph+{url}"], folder)
        finally:
            server.stop()
        store = Path(name) / "store"

        def empty() -> None:
            shutil.rmtree(store, ignore_errors=True)

        ours = seconds(lambda: run(mali_kg, "load", f"oxigraph:{store}"), empty, rounds)
        theirs = seconds(lambda: run(oxigraph, "load", "-l", str(store), "-f", str(data)), empty, rounds)
        print(f"  store on disk   {ours:6.2f} s   oxigraph load {theirs:6.2f} s")
        results.append((f"store on disk takes {ours / theirs:.2f} x oxigraph load (at most 1.15)", ours <= 1.15 * theirs))
        empty()
        for what, more in (("first load", ()), ("second load", ()), ("one article", ("--article", "minusma-end-5"))):
            memories[f"store on disk, {what}"], _ = peak([mali_kg, "load", f"oxigraph:{store}", *more], folder)
        if importlib.util.find_spec("ladybug"):
            for what in ("first load", "second load"):
                memories[f"LadybugDB, its own included, {what}"], told = peak([mali_kg, "load", f"ladybug:{name}/ladybug"], folder)
                print(f"  {told}")
        over_bolt = bolt(folder)
        if over_bolt:
            rate, memories["Bolt"] = over_bolt
            results.append((f"Bolt loads {rate:,.0f} nodes and edges a second (at least 5,000)", rate >= 5000))
    results += [(f"memory: {number:.0f} MB, {what} (at most 300)", number <= 300) for what, number in memories.items()]
    for told, good in results:
        print(f"{'ok   ' if good else 'SHORT'} {told}")


if __name__ == "__main__":
    main()
