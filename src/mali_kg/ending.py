"""The end of the process: at once when it is done, and in time when a query will not end."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn


def finish(code: int) -> NoReturn:
    """End the process at once.

    Taking down the interpreter and a store in memory costs as much time as answering a query; nothing is left to do.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def reader_is_gone() -> None:
    """Whoever read the output has seen enough: nothing more is written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def deadline(seconds: float, code: int = 2) -> Iterator[None]:
    """End the process where the block takes longer; 0 for no limit.

    :param code: the exit code; with 0 nothing is said.

    A query runs inside pyoxigraph, where neither a signal handler nor an exception reaches it. A thread can end the
    process, because pyoxigraph lets other threads run; and an interrupt is left to the system, which ends it too.
    """
    import threading

    def end() -> None:
        if code:
            print(
                f"mali-kg: the query took longer than {seconds:g} s and was ended. Give it more time: --timeout SECONDS (0 for no limit).",
                file=sys.stderr,
            )
        finish(code)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_DFL) if main else None
    if seconds:
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
        if main:
            signal.signal(signal.SIGINT, before)
