"""A site as readers have it: served on this machine, in Chromium. Tests skip where the browser, or what drives it, is not installed."""

import functools
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

#: Chromium asks nobody anything, and starts where there is no sandbox.
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and tells nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port: its address, with a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def chromium() -> str:
    """Where Chromium is; the test is skipped where it is not installed (CI installs it)."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("chromium is not installed")
    return found


def npm_package(name: str) -> Path:
    """Where an npm package is; the test is skipped where it is not installed (CI installs it)."""
    folder = os.environ.get("MALI_KG_NPM", "")
    found = Path(folder) / "node_modules" / name
    if not folder or not found.is_dir():
        pytest.skip(f"MALI_KG_NPM names no folder in which npm has installed {name}")
    return found


def one_of_each_kind(folder: Path) -> list[str]:
    """The paths of one page of each kind: the longest, which has most in it."""
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.html")):
        where = path.relative_to(folder).parts
        if where == ("404.html",):
            continue  # its links begin at the host that it was made for
        if len(where) == 1:
            kind = where[0]
        elif where[:2] == ("id", "article") and len(where) == 4:
            kind = f"id/article/{where[3][0]}"
        else:
            kind = "/".join(where[:-1])
        if kind not in found or path.stat().st_size > found[kind].stat().st_size:
            found[kind] = path
    return [str(path.relative_to(folder)) for path in found.values()]
