"""Other people's programs that read what we write, and a disk that fills up."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import HANGS


def tool(name: str, *args: str) -> "subprocess.CompletedProcess[str]":
    """Run a program; the test is skipped where it is not installed (CI installs it)."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return subprocess.run([name, *args], capture_output=True, text=True, encoding="utf-8", timeout=HANGS)


def count(path: Path, parser: str) -> int:
    """How many triples rapper reads in a file; it complains of nothing."""
    done = tool("rapper", "-q", "-i", parser, "-o", "nquads" if parser in ("trig", "nquads") else "ntriples", str(path))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return len(done.stdout.splitlines())


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Path]:
    """A file system of so many bytes; the test is skipped where none can be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        yield folder
    finally:
        # Lazily: a process that was just ended may still have a file open there.
        subprocess.run(["umount", "-l", str(folder)], check=True)
