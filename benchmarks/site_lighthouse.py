"""Lighthouse on the home page, an article and a claim: all four scores, the median of several runs on a simulated phone.

``MALI_KG_NPM=FOLDER python benchmarks/site_lighthouse.py [ROUNDS]``, where npm has installed lighthouse in FOLDER. It needs Chromium.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from mali_kg.project import Project
from mali_kg.site.site import Options
from mali_kg.site.write import write_site

ROOT = Path(__file__).parents[1]
PAGES = ("index.html", "id/article/minusma-end.html", "id/article/minusma-end/c15-1.html", "search.html")
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and tells nothing."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    program = Path(os.environ["MALI_KG_NPM"]) / "node_modules/lighthouse/cli/index.js"
    with tempfile.TemporaryDirectory() as name:
        write_site(Project(ROOT), Path(name) / "site", Options())
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(Path(name) / "site")))
        Thread(target=server.serve_forever, daemon=True).start()
        for page in PAGES:
            found: dict[str, list[float]] = {}
            for _ in range(rounds):
                for category, score in scores(program, f"http://127.0.0.1:{server.server_port}/{page}").items():
                    found.setdefault(category, []).append(score)
            print(page, ", ".join(f"{category} {100 * statistics.median(all_):.0f}" for category, all_ in found.items()), flush=True)
        server.shutdown()


def scores(program: Path, url: str) -> dict[str, float]:
    """Run Lighthouse once: its scores by category."""
    command = ["node", str(program), url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"CHROME_PATH": str(shutil.which("chromium"))}
    )
    return {name: category["score"] or 0 for name, category in json.loads(done.stdout)["categories"].items()}


if __name__ == "__main__":
    main()
