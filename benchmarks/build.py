"""How building and coverage grow with the number of articles: time and memory of whole processes, at several sizes.

Run it with ``make bench-build``, or ``python benchmarks/build.py [ROUNDS [SIZE …]]``. The projects are those of ``benchmarks/sheets.py``; the engine is the
fast one. Each build starts without a dataset, so that making the store on disk, for a dataset that is large enough for one, is in it.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sheets import write_project

COMMANDS = {"build": ["build", "--engine", "shacl"], "coverage": ["coverage"]}


def measured(command: list[str], folder: Path) -> tuple[float, float]:
    """Run a command; the seconds it took, and the megabytes that it held at most."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "mali_kg", *command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(said.decode())
    return time.perf_counter() - start, usage.ru_maxrss / 1000


def main(rounds: int, sizes: list[int]) -> None:
    """Measure and print medians, and the ratio of each size to the first."""
    with tempfile.TemporaryDirectory() as name:
        first: dict[str, float] = {}
        for size in sizes:
            folder = Path(name, str(size))
            folder.mkdir()
            write_project(size, folder)
            for what, command in COMMANDS.items():
                runs = []
                for _ in range(rounds):
                    if what == "build":
                        shutil.rmtree(folder / "build", ignore_errors=True)
                    runs.append(measured(command, folder))
                seconds, memory = statistics.median(s for s, _ in runs), max(m for _, m in runs)
                first.setdefault(what, seconds)
                print(
                    f"{what:10} {size:4} articles  {seconds:6.2f} s  {seconds / first[what]:5.1f} x {sizes[0]} articles  {memory:5.0f} MB",
                    flush=True,
                )


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    main(arguments[0] if arguments else 3, arguments[1:] or [10, 20, 50, 100])
