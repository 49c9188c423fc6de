"""The end of the process."""

import os
import sys
from typing import NoReturn


def finish(code: int) -> NoReturn:
    """End the process at once.

    Taking down the interpreter and a store in memory costs as much time as answering a query; nothing is left to do.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        pass
    os._exit(code)


def reader_is_gone() -> None:
    """Whoever read the output has seen enough: nothing more is written, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
