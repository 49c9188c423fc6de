"""Writes docs/reference/conformance.md: how the test suites of others come out. Their folders are given; nothing of them is in this repository.

``python docs/conformance.py --suites DIR --rdf-tests DIR --json-ld-api DIR --nanopub-testsuite DIR`` writes it; with ``--check`` it fails
where the page is not what it would write. ``--suites`` holds ``rdf-canon`` and ``shacl``, as the tests want them (``MALI_KG_SUITES``).
"""

import argparse
import logging
import sys
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from conformance import nanopub, rdf_canon, rdf_syntax, shacl, sparql  # noqa: E402
from conformance.score import Score, row  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "conformance.md"
NOTE = "<!-- Written by docs/conformance.py: run it with the suites' folders. -->\n\n"
INTRODUCTION = """# Conformance

How the test suites of others come out. Each test goes through this program as a user's files and queries do: what is read is read as `--data`
reads it, queries are answered and written as `mali-kg query` does it, shapes are checked as `mali-kg validate --data --shapes` checks them,
`mali-kg canon` makes the canonical form. Beside it stands what the engine or parser that does the work passes by itself, called in the
plainest way.
"""
METHOD = """
Numbers and booleans in rows compare by value, because the store keeps values and not spellings. Left out, because this program does no such
thing: entailment, updates, federation (`SERVICE` is refused unless allowed), the graph store protocol, RDF semantics, and JSON-LD tests for
1.0 alone. JSON-LD contexts are not fetched from the web, and a file's own place is its base.

The program writes nanopublications and judges none: that all valid ones are read is measured, and that what gives ours a trusty URI and a
signature does so to the suite's plain ones, by the word of the nanopub library.
"""
#: Why tests are not passed, where what comes of them does not say it, or the engine alone passes them.
REASONS = {
    **dict.fromkeys(
        ("te029", "te050", "te051"),
        "it leads out of the folder by “..” or “//”, and a file’s own place, not an address on the web, is its base",
    ),
    **dict.fromkeys(
        ("transform/plain/python-step-1.in.trig", "transform/plain/workflow-1.in.trig"),
        "its publication info has another name than ours has, and the signature does not go there",
    ),
}


class Suite(NamedTuple):
    """Write a row of the table."""

    name: str
    source: str
    run: Callable[[], Score]
    #: The engine alone; None where there is none to compare with.
    alone: Callable[[], Score] | None = None


def suites(given: argparse.Namespace) -> list[Suite]:
    """Give every suite, with the folders that are given."""
    canon, shapes = given.suites / "rdf-canon", given.suites / "shacl"
    rdf11, queries, jsonld = given.rdf_tests / "rdf/rdf11", given.rdf_tests / "sparql", given.json_ld_api / "tests"

    def syntax(name: str, folder: Path, source: str) -> Suite:
        return Suite(name, source, lambda: rdf_syntax.run(folder, name), lambda: rdf_syntax.alone(folder, name))

    def query(name: str) -> Suite:
        return Suite(name, "w3c/rdf-tests", lambda: sparql.run(queries, name), lambda: sparql.alone(queries, name))

    def validation(part: str, engine: str) -> Suite:
        def score(by: Callable[[Path, str], tuple[list[str], list[str]]]) -> Score:
            passed, failed = by(shapes, engine)
            return Score(
                [n for n in passed if n.startswith(f"{part}/")],
                {n: shacl.REASONS.get((engine, n), "another report") for n in failed if n.startswith(f"{part}/")},
            )

        name = f"SHACL {'Core' if part == 'core' else 'SPARQL'}, with {engine}"
        return Suite(name, "w3c/data-shapes", lambda: score(shacl.run), lambda: score(shacl.alone))

    return [
        *map(query, sparql.SUITES),
        *(syntax(name, rdf11, "w3c/rdf-tests") for name in rdf_syntax.SYNTAXES),
        syntax("JSON-LD", jsonld, "w3c/json-ld-api"),
        Suite("RDF Dataset Canonicalization", "w3c/rdf-canon", lambda: rdf_canon.run(canon)),
        *(validation(part, engine) for engine in ("pyshacl", "shacl") for part in ("core", "sparql")),
        Suite("Nanopublications, reading", "Nanopublication/nanopub-testsuite", lambda: nanopub.reading(given.nanopub_testsuite)),
        Suite("Nanopublications, making", "Nanopublication/nanopub-testsuite", lambda: nanopub.making(given.nanopub_testsuite)),
    ]


def page(found: list[tuple[Suite, Score, Score | None]]) -> str:
    """Write the page.

    :raises SystemExit: where the engine alone passes a test that is not passed here, and no reason is known.
    """
    out = [NOTE + INTRODUCTION, "| suite | from | tests | passed | by the engine alone |\n|---|---|---|---|---|"]
    out += [row(suite.name, suite.source, score, by_itself) for suite, score, by_itself in found]
    versions = ", ".join(f"{name} {version(name)}" for name in ("pyoxigraph", "pyshacl", "shacl", "nanopub"))
    out.append(f"\nWith {versions}.\n{METHOD}\n## What is not passed")
    for suite, score, by_itself in found:
        if score.failed:
            out.append(f"\n### {suite.name}\n\n| test | what comes of it | the engine alone |\n|---|---|---|")
        for name, what in score.failed.items():
            passes = by_itself is not None and name not in by_itself.failed
            if passes and name not in REASONS:
                sys.exit(
                    f"{suite.name}: {name} is not passed ({what}), though the engine alone passes it. Mend it, or tell why in REASONS."
                )
            alone = "" if by_itself is None else "passes" if passes else "fails, too"
            out.append(f"| `{name}` | {REASONS.get(name, what)} | {alone} |".replace("\n", " "))
    return "\n".join(out) + "\n"


def main() -> None:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description="Write docs/reference/conformance.md from test suites.")
    for option, holds in (
        ("suites", "the folders rdf-canon and shacl"),
        ("rdf-tests", "a checkout of w3c/rdf-tests"),
        ("json-ld-api", "a checkout of w3c/json-ld-api"),
        ("nanopub-testsuite", "a checkout of Nanopublication/nanopub-testsuite"),
    ):
        parser.add_argument(f"--{option}", type=lambda text: Path(text).resolve(strict=True), required=True, metavar="DIR", help=holds)
    parser.add_argument("--check", action="store_true", help="fail where the page is not what would be written")
    given = parser.parse_args()
    # Engines tell what they think of bad data, of which the suites are full.
    logging.disable()
    warnings.simplefilter("ignore")
    text = page([(suite, suite.run(), suite.alone() if suite.alone else None) for suite in suites(given)])
    if not given.check:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        sys.exit(f"{PAGE.relative_to(ROOT)} is not what comes of the suites. Run docs/conformance.py without --check.")


if __name__ == "__main__":
    main()
