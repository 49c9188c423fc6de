"""Limits of time and memory for work that neither a signal nor an exception can stop."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from mali_kg.errors import LimitError

#: Seconds between two looks at the memory: a query can take some 30 MB in that time.
INTERVAL = 0.02
#: Bytes of a megabyte.
MEGABYTE = 1_000_000


class Limits(NamedTuple):
    """What work may take."""

    #: Seconds; 0 for no limit.
    seconds: float = 10.0
    #: Megabytes beyond those that the process has when the work begins; 0 for no limit.
    memory: int = 2000
    #: Whether nothing is told where they are passed: what was asked for is there already.
    quiet: bool = False


@contextmanager
def watched(limits: Limits, end: Callable[[LimitError], object]) -> Iterator[None]:
    """Have a thread watch the block, and call ``end`` where it takes more than it may.

    :param end: ends the process; called at most once, from the thread. pyoxigraph lets other threads run while it works.
    """
    if not limits.seconds and not limits.memory:
        yield
        return
    done = threading.Event()
    start, before = time.monotonic(), memory_used() if limits.memory else 0

    def watch() -> None:
        while True:
            left = limits.seconds - (time.monotonic() - start) if limits.seconds else INTERVAL
            if left <= 0:
                end(LimitError("timeout", limits.seconds))
                return
            if limits.memory and memory_used() - before > limits.memory * MEGABYTE:
                end(LimitError("memory", limits.memory))
                return
            if done.wait(min(left, INTERVAL) if limits.memory else left):
                return

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def memory_used() -> int:
    """Count the bytes of memory that this process holds; where the system does not tell that, the most that it has held."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * _PAGE
    except OSError:
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _page_size() -> int:
    import os

    return int(os.sysconf("SC_PAGE_SIZE")) if hasattr(os, "sysconf") else 4096


_PAGE = _page_size()
