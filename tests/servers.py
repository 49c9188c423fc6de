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
from typing import BinaryIO

import pytest


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port: int = s.getsockname()[1]
        return port


def wait_for(url: str, seconds: float = 60) -> None:
    """Wait until a server answers.

    :raises TimeoutError: where it does not.
    """
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise TimeoutError(url) from None
            time.sleep(0.1)


@contextmanager
def oxigraph(folder: Path, data: Path | None = None) -> Iterator[str]:
    """An Oxigraph server with its store in a folder; gives its address."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("the oxigraph command is not installed (pip install oxigraph)")
    store = str(folder / "store")
    if data:
        subprocess.run([program, "load", "-l", store, "-f", str(data)], check=True, capture_output=True)
    port = free_port()
    server = subprocess.Popen(
        [program, "serve", "-l", store, "-b", f"127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def read_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The chunks of a body whose length was not told (RFC 9112, section 7.1)."""
    while size := int(stream.readline(), 16):
        yield stream.read(size)
        stream.readline()
    stream.readline()


Reply = Callable[[http.server.BaseHTTPRequestHandler, bytes], None]


@contextmanager
def replying(reply: Reply) -> Iterator[str]:
    """A server that answers every POST as it is told to, given the request and its body; gives its address."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            chunked = self.headers.get("Transfer-Encoding") == "chunked"
            body = b"".join(read_chunks(self.rfile)) if chunked else self.rfile.read(int(self.headers.get("Content-Length", 0)))
            reply(self, body)
            self.close_connection = True

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


def send(request: http.server.BaseHTTPRequestHandler, status: int, media: str, body: bytes, **headers: str) -> None:
    request.send_response(status)
    for name, value in {"Content-Type": media, "Content-Length": str(len(body)), "Connection": "close", **headers}.items():
        request.send_header(name.replace("_", "-"), value)
    request.end_headers()
    request.wfile.write(body)
