"""The search of a large site: how long its index takes, how much memory and room, and what a browser fetches for a first search.

``python benchmarks/site_search.py [COPIES]``: copies of the article, 1000 by default (94,000 claims). Without Playwright and Chromium the last part is left out.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from corpus import corpus

from mali_kg.project import Project
from mali_kg.site.search import search
from mali_kg.site.site import Options, Site
from mali_kg.site.write import assets
from mali_kg.store.opened import Opened

ROOT = Path(__file__).parents[1]
#: What is asked: a usual word, the beginning of one, and two words.
ASKED = ("deterioration", "peacek", "mission%20end")


def main() -> None:
    """Measure and print."""
    copies = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, __file__, "--index", str(copies), name], check=True)
        fetched(folder / "site")


def index(copies: int, folder: Path) -> None:
    """Write the search of so many copies: in a process of its own, so that its memory is that of this work."""
    project = Project(ROOT)
    data = folder / "corpus.nq"
    with data.open("w", encoding="utf-8") as out:
        out.writelines(f"{line.rstrip()}\n" for line in corpus(copies))
    store = ox.Store(str(folder / "store"))
    store.bulk_load(path=str(data), format=ox.RdfFormat.N_QUADS)
    store.optimize()
    before, cpu, number, size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time(), 0, 0
    for path, content in (*assets(), *search(Site(project, Opened(store, project.config.base), Options()))):
        target = folder / "site" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        number, size = number + 1, size + len(content)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{copies} copies: {time.process_time() - cpu:.1f} s of CPU, {number} files, {size / 1e6:.1f} MB; memory {before // 1024} MB loaded, {peak // 1024} MB at most"
    )


def fetched(site: Path) -> None:
    """Print what a browser fetches for a first search, without compression."""
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
    from threading import Thread

    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("what a browser fetches: not measured, playwright is not installed")
        return
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(site)))
    server.RequestHandlerClass.log_message = lambda *_: None  # type: ignore[attr-defined]
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for words in ASKED:
            page = browser.new_page()
            sizes: dict[str, int] = {}
            page.on("response", lambda r, sizes=sizes: sizes.__setitem__(r.url, int(r.headers.get("content-length", 0))))
            started = time.perf_counter()
            page.goto(f"http://127.0.0.1:{server.server_port}/search.html?q={words}")
            page.wait_for_function("document.querySelectorAll('#search-results li').length > 0", timeout=600_000)
            took = time.perf_counter() - started
            index = sum(size for url, size in sizes.items() if "/search/" in url)
            found = page.locator("#search-status").inner_text()
            print(
                f"{words}: {found} {index / 1000:.0f} kB of the index in {sum('/search/' in u for u in sizes)} files, {sum(sizes.values()) / 1000:.0f} kB with the page; {took:.2f} s"
            )
            page.close()
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--index"]:
        index(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main()
