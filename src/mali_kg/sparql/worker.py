"""Queries asked in a process of their own, which may be ended: by a limit, by an interrupt, or by a query that crashes the engine.

The process is started when something is asked first, opens what is asked once, and answers one question after the other. What it may not do any
more, it ends over; the next question starts another one.
"""

import atexit
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Concatenate, NoReturn, ParamSpec, TypeVar, cast

from mali_kg.errors import CrashError, LimitError, MaliKgError
from mali_kg.limits import Limits, watched
from mali_kg.sparql.errors import WorkerError
from mali_kg.sparql.source import QuerySource, SourceAddress

P = ParamSpec("P")
R = TypeVar("R")

#: Bytes of the stack on which queries are parsed and planned, which is done by recursion. Only what is used of it takes memory.
STACK = 512_000_000
#: Seconds after a limit in which the process must have ended itself.
GRACE = 2.0
_HEAD = 8


class Worker:
    """A process that answers queries.

    :param opening: what is asked.
    :param limits: what opening it may take.
    """

    def __init__(self, opening: SourceAddress, limits: Limits) -> None:
        self.opening, self.limits = opening, limits
        self._process: subprocess.Popen[bytes] | None = None
        self._owner, self._stamp, self._base = 0, "", ""
        self._one_at_a_time = threading.Lock()

    @property
    def base(self) -> str:
        """The base IRI of the prefixes that need no declaration.

        :raises MaliKgError: where what is asked cannot be opened.
        """
        with self._one_at_a_time:
            self._start()
        return self._base

    def call(self, limits: Limits, function: Callable[Concatenate[QuerySource, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Call a function in the process, with what is asked as its first argument; it, its arguments and its result can be pickled.

        :param limits: what this call may take.
        :raises LimitError: where it took more.
        :raises CrashError: where the process ended over it.
        :raises MaliKgError: what the function raises.
        """
        with self._one_at_a_time:
            self._start()
            return cast("R", self._ask((limits, function, args, kwargs), limits.seconds))

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        process.wait()
        atexit.unregister(self.close)

    def retire(self) -> bool:
        """End the process unless it is at work; whether it has ended."""
        if not self._one_at_a_time.acquire(blocking=False):
            return False
        with suppress(OSError):
            self.close()
        self._one_at_a_time.release()
        return True

    def _start(self) -> None:
        """Start the process, unless it is there and what it has opened has not changed since."""
        stamp = self.opening.stamp()
        if self._process and self._owner == os.getpid() and self._process.poll() is None and stamp and stamp == self._stamp:
            return
        self.close()
        # The package that is running here, wherever it is, and never a file of the current folder.
        known = os.pathsep.join(path for path in sys.path if path)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", "from mali_kg.sparql.worker import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": known},
            start_new_session=True,
        )
        self._owner, self._stamp = os.getpid(), stamp
        atexit.register(self.close)
        self._base = cast("str", self._ask((self.opening, self.limits), self.limits.seconds))

    def _ask(self, request: object, seconds: float) -> object:
        """Send a request and wait for its answer."""
        process = self._process
        assert process is not None
        incoming, outgoing = cast("IO[bytes]", process.stdout), cast("IO[bytes]", process.stdin)
        late = threading.Timer(seconds + GRACE, process.kill) if seconds else None
        if late:
            late.daemon = True
            late.start()
        try:
            send(outgoing, request)
            good, value = cast("tuple[bool, object]", receive(incoming))
        except (EOFError, BrokenPipeError):
            if late and not late.is_alive():
                self.close()
                raise LimitError("timeout", seconds) from None
            code = process.wait()
            self.close()
            raise CrashError(code) from None
        except BaseException:
            self.close()
            raise
        finally:
            if late:
                late.cancel()
        if good:
            return value
        assert isinstance(value, BaseException)
        if isinstance(value, LimitError):
            self.close()
        raise value


def send(stream: IO[bytes], value: object) -> None:
    """Write a value to a pipe, its length before it."""
    data = pickle.dumps(value)
    stream.write(len(data).to_bytes(_HEAD, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> object:
    """Read a value from a pipe. Both ends are this program.

    :raises EOFError: where the other end is gone.
    """
    head = stream.read(_HEAD)
    data = stream.read(int.from_bytes(head, "big")) if len(head) == _HEAD else b""
    if len(head) < _HEAD or len(data) < int.from_bytes(head, "big"):
        raise EOFError
    return pickle.loads(data)


def serve() -> None:
    """Be the process: open what is asked, and answer until nobody asks any more."""
    # The pipes are for answers alone, whatever a library prints.
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    for number in (0, 1):
        os.dup2(os.open(os.devnull, os.O_RDWR), number)
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    threading.stack_size(STACK)
    with suppress(EOFError, BrokenPipeError):
        thread = threading.Thread(target=_serve, args=(incoming, outgoing))
        thread.start()
        thread.join()
    os._exit(0)


def _leave_with(parent: int) -> None:
    """End where the process that asks has ended: while a query runs, nobody sees that the pipe is closed."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def _serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    threading.stack_size(0)

    def end(error: LimitError) -> NoReturn:
        reply(outgoing, (False, error))
        os._exit(2)

    def done(limits: Limits, work: Callable[[], object]) -> object:
        with watched(limits, end):
            return work()

    try:
        opening, limits = cast("tuple[SourceAddress, Limits]", receive(incoming))
        source: QuerySource | None = None

        def open_it() -> str:
            nonlocal source
            source = opening.open()
            return source.base

        answered = attempt(lambda: done(limits, open_it))
        reply(outgoing, answered)
        while source:
            limits, function, args, kwargs = cast(
                "tuple[Limits, Callable[..., object], tuple[object, ...], dict[str, object]]", receive(incoming)
            )
            asked = source
            reply(outgoing, attempt(lambda: done(limits, lambda: function(asked, *args, **kwargs))))  # noqa: B023
    except (EOFError, BrokenPipeError):
        return


def attempt(work: Callable[[], object]) -> tuple[bool, object]:
    """Do the work: give whether it came to its end, and what it gives or the error that it raises."""
    try:
        return True, work()
    except MaliKgError as error:
        return False, error
    except RecursionError:
        return False, WorkerError("the query is nested too deeply.")
    except MemoryError:
        return False, WorkerError("out of memory.")
    except Exception as error:  # the process that asks tells it
        return False, WorkerError(f"something unforeseen: {type(error).__name__}: {error}")


def reply(stream: IO[bytes], value: tuple[bool, object]) -> None:
    """Write an answer; what cannot be pickled is told."""
    try:
        pickle.dumps(value)
    except Exception as error:
        value = False, WorkerError(f"something unforeseen: {type(error).__name__}: {error}")
    send(stream, value)
