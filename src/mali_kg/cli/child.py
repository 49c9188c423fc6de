"""Work that may end the process it is in, done in a child, so that somebody is left to tell of it."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable

import click

#: Seconds before an interrupt is passed on.
PATIENCE = 0.3
#: Signals that end the work, whichever of the two they reach.
PASSED_ON = (signal.SIGINT, signal.SIGTERM)


def guard(ended: Callable[[int], str]) -> None:
    """Go on in a child process; this one waits, and ends as the child does; and the child ends where this one is killed. Where there is no fork
    (Windows), go on here.

    :param ended: called with its number where the child was ended by a signal; tidies up, and gives what to tell.
    """
    if not hasattr(os, "fork"):
        return
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    # Who is deaf to a signal (nohup, a job in the background) stays so.
    heard = {number for number in PASSED_ON if signal.getsignal(number) != signal.SIG_IGN}
    # One who does not want to know of its children (SIG_IGN) is not told how they ended.
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    life, parents_life = os.pipe()
    # Blocked, signals wait until they are asked for. A handler could run just before the wait for the child begins, which then would never end.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {*heard, signal.SIGCHLD})
    child = os.fork()
    if child == 0:
        os.close(parents_life)
        # It is deaf to them, which are for the work.
        threading.Thread(target=_end_with_parent, args=(life,), daemon=True).start()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        _keep_messages()
        return
    os.close(life)
    # Not yet reaped, the child's number is nobody else's.
    while os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT | os.WNOHANG) is None:
        number = signal.sigwait({*heard, signal.SIGCHLD})
        if number == signal.SIGINT:
            # The keys of the terminal have reached the child as well: it is left some time to end.
            time.sleep(PATIENCE)
        if number != signal.SIGCHLD:
            os.kill(child, number)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        click.echo(f"mali-kg: {ended(os.WTERMSIG(status))}", err=True)
        sys.exit(2)
    sys.exit(os.WEXITSTATUS(status))


def _end_with_parent(life: int) -> None:
    """End this process when the other end of a pipe is closed, as that of a process is that was killed."""
    os.read(life, 1)
    os.kill(os.getpid(), signal.SIGKILL)


def _keep_messages() -> None:
    """Take stderr away from libraries, whose last words are for nobody; ours still go there."""
    if sys.stderr is None:
        return
    ours = os.dup(2)
    sys.stderr = open(ours, "w", encoding=sys.stderr.encoding, errors=sys.stderr.errors, buffering=1)  # noqa: PTH123, SIM115
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)
