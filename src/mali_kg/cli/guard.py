"""Work that may end the process it is in, done in a child, so that somebody is left to tell of it."""

import os
import signal
import sys
import time
from collections.abc import Callable

import click

#: Seconds before an interrupt is passed on.
PATIENCE = 0.3


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

    def pass_on(number: int, _: object) -> None:
        if number == signal.SIGINT:
            # The keys of the terminal have reached the child as well: it is left some time to end.
            time.sleep(PATIENCE)
        os.kill(child, number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, pass_on)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        click.echo(f"mali-kg: {ended(os.WTERMSIG(status))}", err=True)
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
