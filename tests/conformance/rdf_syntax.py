"""RDF syntaxes: RDF 1.1 Turtle, TriG, N-Triples, N-Quads and RDF/XML (w3c/rdf-tests, ``rdf/rdf11``), JSON-LD 1.1 (w3c/json-ld-api, ``tests``).

A file is read as this program reads one, its base being its own place; the suites expect the places that they have on the web.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from conformance.manifest import entries
from conformance.score import Score
from mali_kg.errors import DataError, MaliKgError
from mali_kg.rdf.canonical import canonicalize
from mali_kg.rdf.files import read_rdf
from mali_kg.rdf.formats import RDF_FORMATS, by_ending
from mali_kg.rdf.quads import lines

#: Name of a syntax to its folder below ``rdf/rdf11``; JSON-LD has a suite of its own.
SYNTAXES = {"Turtle": "rdf-turtle", "TriG": "rdf-trig", "N-Triples": "rdf-n-triples", "N-Quads": "rdf-n-quads", "RDF/XML": "rdf-xml"}

#: The lines of N-Quads of a file below a folder, which is at an address on the web; raises DataError or SyntaxError.
Read = Callable[[Path, Path, str], list[str]]


def run(folder: Path, syntax: str) -> Score:
    """Run the tests of one of the `SYNTAXES`, in ``rdf/rdf11`` of w3c/rdf-tests, or of JSON-LD, in ``tests`` of w3c/json-ld-api."""
    return json_ld(folder, read) if syntax == "JSON-LD" else rdf11(folder, syntax, read)


def alone(folder: Path, syntax: str) -> Score:
    """Run the tests with the parser alone, so that what this program changes can be told from what the parser cannot."""
    return json_ld(folder, parse) if syntax == "JSON-LD" else rdf11(folder, syntax, parse)


def read(path: Path, folder: Path, base: str) -> list[str]:
    """Read a file as this program does; IRIs of the folder become IRIs of its address on the web."""
    text = "".join(lines(read_rdf(path)))
    return [text.replace(f"<{folder.resolve().as_uri()}/", f"<{base}")] if base else [text]


def parse(path: Path, folder: Path, base: str) -> list[str]:
    """Read a file by the parser alone, with its address on the web as base."""
    fmt = by_ending(path.name, RDF_FORMATS)
    assert fmt is not None
    where = base + path.relative_to(folder).as_posix() if base else None
    return lines(ox.parse(path.read_bytes(), format=getattr(ox.RdfFormat, fmt.oxigraph), base_iri=where))


def rdf11(folder: Path, syntax: str, by: Read) -> Score:
    """The tests of a syntax of RDF 1.1."""
    passed, failed = [], {}
    for entry in entries(folder / SYNTAXES[syntax] / "manifest.ttl"):
        wrong = fault(entry.action, entry.result, "Negative" in entry.kind, entry.folder, entry.base, by)
        if wrong:
            failed[entry.name] = wrong
        else:
            passed.append(entry.name)
    return Score(passed, failed)


def json_ld(folder: Path, by: Read) -> Score:
    """The ``toRdf`` tests for JSON-LD 1.1; those for 1.0 alone are left out, as the suite asks."""
    passed, failed = [], {}
    manifest: dict[str, Any] = json.loads((folder / "toRdf-manifest.jsonld").read_bytes())
    for test in manifest["sequence"]:
        options = test.get("option", {})
        if options.get("specVersion") == "json-ld-1.0":
            continue
        name = test["@id"].removeprefix("#")
        expected = folder / test["expect"] if "expect" in test else None
        wrong = fault(folder / test["input"], expected, "jld:NegativeEvaluationTest" in test["@type"], folder, manifest["baseIri"], by)
        asked = options.keys() & {"base", "expandContext", "processingMode", "rdfDirection", "produceGeneralizedRdf"}
        if wrong:
            failed[name] = f"{wrong}; the test asks for the option {', '.join(sorted(asked))}" if asked else wrong
        else:
            passed.append(name)
    return Score(passed, failed)


def fault(action: Path, result: Path | None, negative: bool, folder: Path, base: str, by: Read) -> str:
    """What is wrong with what comes of a test; empty where nothing is."""
    try:
        found = by(action, folder, base)
    except (MaliKgError, SyntaxError) as error:
        told = error.problems[0].message if isinstance(error, DataError) else str(error).removeprefix(f"{action}: ").partition(". ")[0]
        return "" if negative else told
    if negative:
        return "it is read, though it is wrong"
    if result is None:
        return ""
    try:
        expected = lines(read_rdf(result))
    except DataError:
        return "generalized RDF is expected (a blank node as predicate)"
    return "" if canonical(found) == canonical(expected) else "other statements"


def canonical(found: list[str]) -> list[str]:
    """The canonical lines of lines of N-Quads."""
    return canonicalize(ox.parse("".join(found), format=ox.RdfFormat.N_QUADS)).lines
