"""Other people's programs that read what we write."""

import shutil
import subprocess
from pathlib import Path

import pytest


def tool(name: str, *args: str) -> "subprocess.CompletedProcess[str]":
    """Run a program; the test is skipped where it is not installed (CI installs it)."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    return subprocess.run([name, *args], capture_output=True, text=True, encoding="utf-8", timeout=120)


def count(path: Path, parser: str) -> int:
    """How many triples rapper reads in a file; it complains of nothing."""
    done = tool("rapper", "-q", "-i", parser, "-o", "nquads" if parser in ("trig", "nquads") else "ntriples", str(path))
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return len(done.stdout.splitlines())
