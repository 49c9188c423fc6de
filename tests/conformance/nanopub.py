"""Nanopublications (Nanopublication/nanopub-testsuite).

This program writes nanopublications, and reads those of others as RDF only: it does not judge them. So two things are measured: whether
the valid ones are read, and whether what gives ours their trusty URI and signature does so to the suite's plain ones. The suite's own codes
for these cannot be expected: a trusty URI may be put in in several ways, as its README says. The judge is the nanopub library.
"""

import re
import tempfile
import warnings
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib

from conformance.score import Score
from mali_kg.errors import MaliKgError
from mali_kg.export.nanopubs import NP, published
from mali_kg.rdf.files import read_rdf
from mali_kg.rdf.namespaces import RDF
from mali_kg.rdf.rdflib_graph import Terms


def reading(folder: Path) -> Score:
    """Read every valid nanopublication."""
    passed, failed = [], {}
    for path in sorted(p for p in (folder / "valid").rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        try:
            read_rdf(path)
            passed.append(name)
        except MaliKgError as error:
            failed[name] = str(error).replace(f"{path}: ", "")
    return Score(passed, failed)


def making(folder: Path) -> Score:
    """Give each plain nanopublication a trusty URI and a signature, and have them checked."""
    passed, failed = [], {}
    der = (folder / "transform/signed/rsa-key2/key/id_rsa").read_text().strip()
    with tempfile.TemporaryDirectory() as place:
        key = Path(place) / "key.pem"
        key.write_text(f"-----BEGIN PRIVATE KEY-----\n{der}\n-----END PRIVATE KEY-----\n")
        for path in sorted((folder / "transform/plain").glob("*.trig")):
            wrong = fault(read_rdf(path), None) or fault(read_rdf(path), key)
            name = path.relative_to(folder).as_posix()
            if wrong:
                failed[name] = wrong
            else:
                passed.append(name)
    return Score(passed, failed)


def fault(quads: list[ox.Quad], key: Path | None) -> str:
    """What is wrong with the nanopublication that is made of a plain one; empty where nothing is."""
    (this,) = {q.subject.value for q in quads if q.predicate.value == f"{RDF}type" and q.object == ox.NamedNode(f"{NP}Nanopublication")}  # type: ignore[union-attr]
    try:
        made = published(quads, this, key)
    except SyntaxError as error:
        return f"what is made is no RDF: {error.msg}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from nanopub import Nanopub, NanopubConf

        graph = rdflib.ConjunctiveGraph()
        # Term by term: rdflib's parser may spell values anew, as pyshacl tells it to once it has run.
        term: Any = Terms()
        for q in made:
            graph.get_context(term(q.graph_name)).add((term(q.subject), term(q.predicate), term(q.object)))
        try:
            judged: Any = Nanopub(rdf=graph, conf=NanopubConf())
            if not (judged.is_valid and judged.has_valid_trusty):
                return "not valid"
            return "" if key is None or judged.has_valid_signature else "the signature is not valid"
        except Exception as error:
            return re.sub(r"\x1b\[\d*m", "", f"the library says: {error}")
