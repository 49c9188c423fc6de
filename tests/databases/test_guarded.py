"""A load in a process of its own, which a library may end: its parent tells of that, and ends it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from conftest import HANGS

#: A parent that waits for its work. SIGINT as a terminal has it, or deaf to it, as nohup and a job in the background are.
GUARDED = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN if 'deaf' in sys.argv else signal.default_int_handler)
from mali_kg.cli.child import guard
guard(lambda number: f'ended by {number}')
print(os.getpid(), flush=True)
"""
#: Its work: in a session of its own, as where no terminal is, so that nothing but the parent tells it; until its stdin ends.
WORK = GUARDED + "os.setsid(); sys.stdin.read(); print('done', flush=True)"


@contextmanager
def guarded(code: str, *args: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """The parent, and the number of the child that works."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code, *args], stdin=pipe, stdout=pipe, stderr=pipe, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        try:
            yield parent, child
        finally:
            for number in (child, parent.pid):
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)


def last_words(parent: "subprocess.Popen[str]") -> tuple[str, str]:
    """What is told until both have ended: the child holds the same pipes. Its stdin stays open, and nothing but a signal ends it."""
    stdin, parent.stdin = parent.stdin, None
    try:
        return parent.communicate(timeout=HANGS)
    finally:
        assert stdin is not None
        stdin.close()


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@needs_fork
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_to_the_parent_alone_ends_the_work(number):
    with guarded(WORK) as (parent, child):
        parent.send_signal(number)
        assert f"ended by {int(number)}" in last_words(parent)[1]
        assert parent.wait() == 2
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


@needs_fork
def test_a_signal_right_after_the_fork_is_not_lost():
    """The parent gets it as soon as it has forked, before it does anything else."""
    late = """
import os, signal
fork = os.fork
def told():
    child = fork()
    if child:
        print(child, flush=True)
        os.kill(os.getpid(), signal.SIGTERM)
    return child
os.fork = told
"""
    with guarded(late + WORK) as (parent, child):
        assert "ended by 15" in last_words(parent)[1]
        assert parent.wait() == 2
        with pytest.raises(ProcessLookupError):
            os.kill(child, 0)


@needs_fork
def test_the_work_ends_where_its_parent_is_killed():
    with guarded(WORK) as (parent, _):
        parent.kill()
        assert last_words(parent)[0] == ""


@needs_fork
def test_who_is_deaf_to_an_interrupt_stays_so():
    with guarded(WORK, "deaf") as (parent, child):
        parent.send_signal(signal.SIGINT)
        os.kill(child, signal.SIGINT)
        assert parent.stdin is not None
        assert parent.stdout is not None
        parent.stdin.close()
        assert parent.stdout.read() == "done\n"
        assert parent.wait() == 0


def test_a_process_that_its_library_ends_is_told_of():
    code = "import os; from mali_kg.cli.child import guard; guard(lambda number: f'told of {number}'); print('on', flush=True); os.abort()"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (2, "on\n", "mali-kg: told of 6\n")
    code = "import sys; from mali_kg.cli.child import guard; guard(lambda number: f'told of {number}'); print('mine', file=sys.stderr); sys.exit(3)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (3, "mine\n")
