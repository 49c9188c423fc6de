"""Servers for tests, on loopback: a real Oxigraph, and ones that answer badly."""

import http.server
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from conftest import HANGS


def free_port() -> int:
    """A port that is free now; somebody may take it before a server does, so that `started` tries again."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


class GaveUp(Exception):
    """A server ended before it was ready: most often, because somebody else had taken its port."""


@contextmanager
def started(start: Callable[[], tuple[subprocess.Popen[Any], Callable[[], bool]]]) -> Iterator[None]:
    """A server for as long as it is needed; one that ends before it is ready is started again, on another port.

    :param start: gives a process, and a look whether it is ready.
    :raises TimeoutError: where it runs and is not ready for very long.
    """
    for tries in range(5, 0, -1):
        server, is_ready = start()
        try:
            wait_until(server, is_ready)
            break
        except GaveUp:
            if tries == 1:
                raise
        except BaseException:
            end(server)
            raise
    try:
        yield
    finally:
        end(server)


def wait_until(server: subprocess.Popen[Any], is_ready: Callable[[], bool]) -> None:
    """Wait for a server, however busy the machine is.

    :raises GaveUp: where it has ended.
    """
    deadline = time.monotonic() + HANGS
    while True:
        ready = is_ready()
        if server.poll() is not None:
            raise GaveUp(server.args)
        if ready:
            return
        if time.monotonic() > deadline:
            raise TimeoutError(server.args)
        time.sleep(0.1)


def says_ready(server: subprocess.Popen[str]) -> tuple[subprocess.Popen[str], Callable[[], bool]]:
    """A server that prints READY, as `started` wants it."""
    assert server.stdout is not None
    return server, lambda: any("READY" in line for line in server.stdout)


def end(server: subprocess.Popen[Any]) -> None:
    """End a server, and wait until it has let go of its files."""
    server.terminate()
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    for stream in (server.stdin, server.stdout):
        if stream:
            stream.close()


def answers(url: str) -> bool:
    """Whether a server answers at an address."""
    try:
        urllib.request.urlopen(url, timeout=10).close()
    except OSError:
        return False
    return True


@contextmanager
def oxigraph(folder: Path, data: Path | None = None) -> Iterator[str]:
    """An Oxigraph server with its store in a folder; gives its address."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph command is not installed (pip install oxigraph)")
    store = str(folder / "store")
    if data:
        subprocess.run([program, "load", "-l", store, "-f", str(data)], check=True, capture_output=True)
    url = ""

    def start() -> tuple[subprocess.Popen[Any], Callable[[], bool]]:
        nonlocal url
        address = f"127.0.0.1:{free_port()}"
        url = f"http://{address}"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.Popen([program, "serve", "-l", store, "-b", address], **quiet), lambda: answers(f"{url}/")

    with started(start):
        yield url


def read_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The chunks of a body whose length was not told (RFC 9112, section 7.1)."""
    while size := int(stream.readline(), 16):
        yield stream.read(size)
        stream.readline()
    stream.readline()


Reply = Callable[[http.server.BaseHTTPRequestHandler, bytes], object]


@contextmanager
def replying(reply: Reply, keep: bool = False) -> Iterator[str]:
    """A server that answers every POST as it is told to, given the request and its body; gives its address.

    :param keep: whether connections are kept for the next request.
    """

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            chunked = self.headers.get("Transfer-Encoding") == "chunked"
            body = b"".join(read_chunks(self.rfile)) if chunked else self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.close_connection = not keep
            reply(self, body)

        do_GET = do_PUT = do_DELETE = do_POST

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def never_answering() -> Iterator[str]:
    """A server that takes every request and says nothing; gives its address."""
    over = threading.Event()
    try:
        with replying(lambda *_: over.wait()) as url:
            yield url
            over.set()
    finally:
        over.set()


def send(request: http.server.BaseHTTPRequestHandler, status: int, media: str, body: bytes, **headers: str) -> None:
    request.send_response(status)
    connection = "close" if request.close_connection else "keep-alive"
    for name, value in {"Content-Type": media, "Content-Length": str(len(body)), "Connection": connection, **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)
