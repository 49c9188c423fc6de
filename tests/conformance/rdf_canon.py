"""RDF Dataset Canonicalization (w3c/rdf-canon, ``tests``): canonical N-Quads, issued identifiers, and a dataset that must be given up."""

import json
from pathlib import Path
from typing import Any

from conformance.score import Score
from mali_kg.errors import UnsupportedError
from mali_kg.rdf.canonical import canonicalize
from mali_kg.rdf.files import read_rdf


def run(folder: Path) -> Score:
    """Run the suite in a folder with ``manifest.jsonld``."""
    passed, failed = [], {}
    for entry in json.loads((folder / "manifest.jsonld").read_bytes())["entries"]:
        name = entry["id"].removeprefix("#")
        wrong = fault(entry, folder)
        if wrong:
            failed[name] = wrong
        else:
            passed.append(name)
    return Score(passed, failed)


def fault(entry: dict[str, Any], folder: Path) -> str:
    """What is wrong with what this program makes of a test; empty where nothing is."""
    kind = entry["type"].removeprefix("rdfc:RDFC10")
    try:
        found = canonicalize(read_rdf(folder / entry["action"]), entry.get("hashAlgorithm", "SHA256").lower())
    except UnsupportedError as error:
        return "" if kind == "NegativeEvalTest" else str(error)
    if kind == "NegativeEvalTest":
        return "it was not given up"
    expected = (folder / entry["result"]).read_text(encoding="utf-8")
    if kind == "MapTest":
        return "" if found.issued == json.loads(expected) else f"other identifiers: {found.issued}"
    if kind != "EvalTest":
        return f"unknown kind of test {kind}"
    return "" if "".join(found.lines) == expected else "other canonical N-Quads"
