"""Work that may end the process it is in, done in a child, so that somebody is left to tell of it."""

import os
import signal
import sys
from collections.abc import Callable

import click


def guard(ended: Callable[[int], str]) -> None:
    """Go on in a child process; this one waits, and ends as the child does. Where there is no fork (Windows), go on here.

    :param ended: called with its number where the child was ended by a signal; tidies up, and gives what to tell.
    """
    if not hasattr(os, "fork"):
        return
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    child = os.fork()
    if child == 0:
        _keep_messages()
        return
    # The keys of the terminal reach the child as well; what is sent to this process alone is passed on.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, _: os.kill(child, number))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        message = ended(os.WTERMSIG(status))
        if os.WTERMSIG(status) not in (signal.SIGINT, signal.SIGTERM):
            click.echo(f"mali-kg: {message}", err=True)
        sys.exit(2)
    sys.exit(os.WEXITSTATUS(status))


def _keep_messages() -> None:
    """Take stderr away from libraries, whose last words are for nobody; ours still go there."""
    if sys.stderr is None:
        return
    ours = os.dup(2)
    sys.stderr = open(ours, "w", encoding=sys.stderr.encoding, errors=sys.stderr.errors, buffering=1)  # noqa: PTH123, SIM115
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)
