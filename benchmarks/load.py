"""Loads of 100 articles against the peers, in one run: the Oxigraph server against curl, a store on disk against ``oxigraph load``; Bolt; memory.

Run it with ``make bench-load``, or ``python benchmarks/load.py [ARTICLES [ROUNDS]]``. Whole processes, each into an empty database.
"""

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

from export import peak, project_of

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


def bolt(project_root: Path) -> float | None:
    """Nodes and edges a second into ArcadeDB over Bolt; None where it is not installed."""
    try:
        import arcadedb_embedded
    except ModuleNotFoundError:
        return None
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # it writes its log where it starts
        config = {"host": "127.0.0.1", "http_port": HTTP, "bolt_port": BOLT, "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"}
        server = arcadedb_embedded.create_server(folder, root_password="playwithdata", config=config)
        server.start()
        try:
            server.create_database("kg")
            command = [str(BIN / "mali-kg"), "load", f"bolt://127.0.0.1:{BOLT}/kg", "--user", "root"]
            env = {**os.environ, "MALI_KG_PASSWORD": "playwithdata"}
            done = subprocess.run(command, cwd=project_root, env=env, check=True, capture_output=True, text=True)
            first = done.stdout.splitlines()[0]
            print(f"  {first}")
            return float(first.rpartition(", ")[2].partition(" a second")[0].replace(",", "")) if " a second" in first else None
        finally:
            server.stop()


def main() -> None:
    """Print what was measured, and each bound with what was reached."""
    articles, rounds = (int(a) for a in (sys.argv[1:] + ["100", "5"][len(sys.argv) - 1 :]))
    mali_kg, oxigraph = str(BIN / "mali-kg"), str(BIN / "oxigraph")
    results: list[tuple[str, bool]] = []
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
            memory = peak([mali_kg, "load", f"oxigraph+{url}"], folder)
            again = peak([mali_kg, "load", f"oxigraph+{url}"], folder)
            print(f"  memory: {memory:.0f} MB for a first load, {again:.0f} MB for a second one")
            results.append((f"memory is {max(memory, again):.0f} MB (at most 300)", max(memory, again) <= 300))
        finally:
            server.stop()
        store = Path(name) / "store"

        def empty() -> None:
            shutil.rmtree(store, ignore_errors=True)

        ours = seconds(lambda: run(mali_kg, "load", f"oxigraph:{store}"), empty, rounds)
        theirs = seconds(lambda: run(oxigraph, "load", "-l", str(store), "-f", str(data)), empty, rounds)
        print(f"  store on disk   {ours:6.2f} s   oxigraph load {theirs:6.2f} s")
        results.append((f"store on disk takes {ours / theirs:.2f} x oxigraph load (at most 1.15)", ours <= 1.15 * theirs))
        rate = bolt(folder)
        if rate:
            results.append((f"Bolt loads {rate:,.0f} nodes and edges a second (at least 5,000)", rate >= 5000))
    for told, good in results:
        print(f"{'ok   ' if good else 'SHORT'} {told}")


if __name__ == "__main__":
    main()
