"""How writing a site grows with the number of articles: time, memory of all processes together, files and bytes; and what one changed article costs.

Run it with ``make bench-site``, or ``python benchmarks/site.py [SIZE …]``. The projects are those of ``benchmarks/sheets.py``. The peer is the least that any
writer of such a site does: a program that reads the same dataset with pyoxigraph, and writes as many files of as many bytes, in one process.
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from sheets import write_project

#: Reads a dataset and writes files of the sizes that are told.
PEER = """
import sys, pyoxigraph as ox
from pathlib import Path
dataset, sizes, folder = map(Path, sys.argv[1:])
store = ox.Store()
store.bulk_load(path=str(dataset), format=ox.RdfFormat.N_QUADS)
for line in sizes.read_text().splitlines():
    size, _, name = line.partition(" ")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"x" * int(size))
"""


def memory(pid: int) -> int:
    """Bytes that a process and its children hold (proportional set size, where a page that several share counts as its part)."""
    found = 0
    for one in (
        pid,
        *(int(p) for p in subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()),
    ):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        found += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return found


def measured(command: list[str], folder: Path) -> tuple[float, int]:
    """Run a command; the seconds it took, and the bytes that it and its children held at most."""
    most, done = 0, threading.Event()
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def watch() -> None:
        nonlocal most
        while not done.wait(0.5):
            most = max(most, memory(process.pid))

    thread = threading.Thread(target=watch)
    thread.start()
    said = process.communicate()[1]
    seconds = time.perf_counter() - start
    done.set()
    thread.join()
    if process.returncode:
        raise SystemExit(said)
    return seconds, most


def main(sizes: list[int]) -> None:
    """Measure at each size, and print the ratio to the first size and to the peer."""
    first = 0.0
    command = [sys.executable, "-m", "mali_kg"]
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            folder = Path(name, str(size))
            folder.mkdir()
            write_project(size, folder)
            subprocess.run([*command, "build", "--engine", "shacl"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            seconds, most = measured([*command, "site", "-o", "site"], folder)
            files = [p for p in (folder / "site").rglob("*") if p.is_file()]
            total = sum(p.stat().st_size for p in files)
            listed = folder / "sizes.txt"
            listed.write_text("".join(f"{p.stat().st_size} {p.relative_to(folder / 'site')}\n" for p in files))
            again, _ = measured([*command, "site", "-o", "site"], folder)
            sheet = min((folder / "data/articles").glob("*/claims.yaml"))
            sheet.write_text(sheet.read_text().replace("label: Ending the mission", "label: To end the mission", 1))
            subprocess.run([*command, "build", "--engine", "shacl"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
            changed, _ = measured([*command, "site", "-o", "site"], folder)
            peer, _ = measured([sys.executable, "-c", PEER, "build/dataset.nq", str(listed), "peer"], folder)
            first = first or seconds
            print(
                f"{size:5} articles  {seconds:7.1f} s  {seconds / first:5.1f} x {sizes[0]} articles  {seconds / peer:5.1f} x the peer  {most / 1e6:5.0f} MB"
                f"  {len(files):,} files, {total / 1e6:,.0f} MB  again {again:.1f} s  one article changed {changed:.1f} s  ({os.cpu_count()} processors)",
                flush=True,
            )


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or [10, 50])
