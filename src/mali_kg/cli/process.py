"""The end of the process: at once when it is done, and in time when a query will not end."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from mali_kg.cli.advice import advised
from mali_kg.errors import LimitError
from mali_kg.limits import Limits, watched


def finish(code: int) -> NoReturn:
    """End the process at once.

    Taking down the interpreter and a store in memory costs as much time as answering a query; nothing is left to do.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def reader_is_gone() -> None:
    """End where whoever read the output has seen enough: nothing more is written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """End the process where the block takes more than it may: a command that answers one query has nothing else to do.

    An interrupt is left to the system, which ends the process too, unless it is ignored (``nohup``).
    """
    import threading

    def end(error: LimitError) -> None:
        if not limits.quiet:
            print(f"mali-kg: {advised(error)}", file=sys.stderr)
        finish(0 if limits.quiet else 2)

    before = signal.getsignal(signal.SIGINT)
    ours = threading.current_thread() is threading.main_thread() and before is not signal.SIG_IGN
    if ours:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        with watched(limits, end):
            yield
    finally:
        if ours:
            signal.signal(signal.SIGINT, before)
