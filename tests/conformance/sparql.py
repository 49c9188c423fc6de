"""SPARQL 1.0 and 1.1: queries and the formats of their results (w3c/rdf-tests, ``sparql``), asked as ``mali-kg query --data`` asks."""

import csv
import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from conformance.manifest import Entry, entries
from conformance.score import Score
from mali_kg.errors import MaliKgError, UnsupportedError
from mali_kg.project import open_project
from mali_kg.rdf.canonical import canonicalize
from mali_kg.rdf.files import read_rdf
from mali_kg.rdf.formats import RESULT_FORMATS, by_ending
from mali_kg.rdf.namespaces import RDF, XSD
from mali_kg.rdf.quads import in_graph, serialize
from mali_kg.sparql.answer import Presentation, answer
from mali_kg.sparql.policy import from_clauses, is_query
from mali_kg.sparql.query import Query
from mali_kg.sparql.source import open_source

#: Name of a suite to its manifests below ``sparql``. Entailment, updates, federation and protocols are not what a query over files does.
SUITES = {
    "SPARQL 1.1 query": ("sparql11/manifest-sparql11-query.ttl",),
    "SPARQL 1.1 results": ("sparql11/manifest-sparql11-results.ttl",),
    "SPARQL 1.0": ("sparql10/manifest-syntax.ttl", "sparql10/manifest-evaluation.ttl"),
}
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
NUMBERS = {f"{XSD}{name}" for name in ("integer", "decimal", "double", "float")}

#: What a message says of a query that does not parse.
NO_QUERY = "not a SPARQL query"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
#: A row: name of each variable that is bound, and its term.
Row = dict[str, Term]


class Data(NamedTuple):
    """What a query is asked of."""

    #: Files of N-Quads.
    paths: list[Path]
    #: Names of the named graphs, of which some are empty.
    graphs: list[str]


#: Answers a query over data in a format; an empty name for the best one.
Ask = Callable[[Data, str, str], bytes]


def run(folder: Path, suite: str) -> Score:
    """Run one of the `SUITES`, in ``sparql`` of w3c/rdf-tests, as ``mali-kg query --data`` answers and writes it."""
    project = open_project(None)

    def ask(data: Data, query: str, fmt: str) -> bytes:
        source = open_source(project, data.paths)
        return answer(source, Query("query", query), Presentation(fmt, lenient=True)).data

    return _run(folder, suite, ask)


def alone(folder: Path, suite: str) -> Score:
    """Run one of the `SUITES` with the engine alone, so that what this program changes can be told from what the engine cannot."""

    def ask(data: Data, query: str, fmt: str) -> bytes:
        store = ox.Store()
        for graph in data.graphs:
            store.add_graph(ox.NamedNode(graph))
        for path in data.paths:
            store.load(path.read_bytes(), format=ox.RdfFormat.N_QUADS)
        try:
            found = store.query(query)
            if isinstance(found, ox.QueryTriples):
                return found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""
            return found.serialize(format=getattr(ox.QueryResultsFormat, RESULT_FORMATS[fmt or "json"].oxigraph)) or b""
        except SyntaxError as error:
            raise MaliKgError(f"{NO_QUERY}: {error}") from None
        except (RuntimeError, OSError, ValueError) as error:
            raise MaliKgError(str(error)) from None

    return _run(folder, suite, ask)


def _run(folder: Path, suite: str, ask: Ask) -> Score:
    passed, failed = [], {}
    for manifest in SUITES[suite]:
        for entry in entries(folder / manifest):
            wrong = fault(entry, ask)
            if wrong:
                failed[entry.name] = wrong
            else:
                passed.append(entry.name)
    return Score(passed, failed)


def fault(entry: Entry, ask: Ask) -> str:
    """What is wrong with what comes of a test; empty where nothing is."""
    query = f"BASE <{entry.action.resolve().as_uri()}> {entry.action.read_text(encoding='utf-8')}"
    with tempfile.TemporaryDirectory() as folder:
        data = write_data(entry, query, Path(folder))
        if "SyntaxTest" not in entry.kind:
            assert entry.result is not None, entry.name
            try:
                return compare(entry.result, data, query, ask, entry.is_lax)
            except MaliKgError as error:
                return told(error)
        try:
            ask(data, query, "")
            is_taken, why = True, ""
        except UnsupportedError as error:
            # Refused before it is parsed: SERVICE, and FROM of what is not there.
            is_taken, why = is_query(query, ""), told(error)
        except MaliKgError as error:
            is_taken, why = NO_QUERY not in str(error), told(error)
        if entry.kind.startswith("Negative"):
            return "it is answered, though it is no query" if is_taken else ""
        return "" if is_taken else why


def told(error: MaliKgError) -> str:
    """What an error says, without the place of the folder here."""
    return "it is not taken for a query" if NO_QUERY in str(error) else str(error).splitlines()[0]


def write_data(entry: Entry, query: str, folder: Path) -> Data:
    """The test's dataset as files of N-Quads. Where the test tells no data, the query does: ``FROM`` names the files."""
    named = entry.named
    if not entry.data and not named:
        named = [(iri, Path(iri.removeprefix("file://"))) for iri in from_clauses(query, "")]
    found = [(read_rdf(path), "") for path in entry.data] + [(read_rdf(path), iri) for iri, path in dict(named).items() if path.is_file()]
    paths = []
    for number, (quads, iri) in enumerate(found):
        path = folder / f"{number}.nq"
        path.write_bytes(serialize(in_graph(quads, iri) if iri else quads, ox.RdfFormat.N_QUADS))
        paths.append(path)
    if not paths:
        paths.append(folder / "empty.nq")
        paths[0].touch()
    return Data(paths, [iri for iri, _ in named])


def compare(result: Path, data: Data, query: str, ask: Ask, is_lax: bool = False) -> str:
    """Ask a query and say how its answer differs from the expected one; empty where it does not."""
    fmt = by_ending(result.name, RESULT_FORMATS)
    if fmt is None:
        expected = read_rdf(result)
        if not any(q.object == ox.NamedNode(f"{RS}ResultSet") for q in expected):
            found = ox.parse(ask(data, query, "ntriples"), format=ox.RdfFormat.N_TRIPLES)
            return "" if canonicalize(found).lines == canonicalize(expected).lines else "another graph"
        wanted = result_set(expected)
        got = rows(ask(data, query, "json"), "json")
    elif fmt.name == "csv":
        return "" if csv_rows(ask(data, query, "csv")) == csv_rows(result.read_bytes()) else "other rows"
    else:
        wanted = rows(result.read_bytes(), fmt.name)
        got = rows(ask(data, query, fmt.name), fmt.name)
    if isinstance(wanted, bool) or isinstance(got, bool):
        return "" if wanted == got else f"{got}, not {wanted}"
    if is_lax:
        wanted, got = once(wanted), once(got)
    if len(wanted) != len(got):
        return f"{len(got)} rows, not {len(wanted)}"
    return "" if as_graph(wanted) == as_graph(got) else "other rows"


def rows(body: bytes, fmt: str) -> list[Row] | bool:
    """What a results document holds, read as the answer of an endpoint is."""
    found = ox.parse_query_results(body, format=getattr(ox.QueryResultsFormat, RESULT_FORMATS[fmt].oxigraph))
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [v.value for v in found.variables]
    return [{name: row[name] for name in names if row[name] is not None} for row in found]


def csv_rows(body: bytes) -> list[list[tuple[str, str]]]:
    """The cells of CSV with their columns, blank nodes without their names, numbers in one spelling; columns and rows in an order of their own."""

    def cell(text: str) -> str:
        try:
            return repr(float(text))
        except ValueError:
            return "_:" if text.startswith("_:") else text

    return sorted(sorted((name, cell(text)) for name, text in row.items()) for row in csv.DictReader(io.StringIO(body.decode())))


def once(found: list[Row]) -> list[Row]:
    """Rows, each once."""
    return [dict(row) for row in dict.fromkeys(tuple(sorted(((n, by_value(t)) for n, t in row.items()), key=str)) for row in found)]


def result_set(quads: list[ox.Quad]) -> list[Row] | bool:
    """Rows in the vocabulary for result sets."""
    said: dict[tuple[object, str], list[ox.NamedNode | ox.BlankNode | ox.Literal]] = {}
    for q in quads:
        said.setdefault((q.subject, q.predicate.value), []).append(q.object)  # type: ignore[arg-type]
    yes = [q.object.value for q in quads if q.predicate.value == f"{RS}boolean" and isinstance(q.object, ox.Literal)]
    if yes:
        return yes[0] == "true"
    return [
        {said[b, f"{RS}variable"][0].value: said[b, f"{RS}value"][0] for b in said.get((q.object, f"{RS}binding"), [])}
        for q in quads
        if q.predicate.value == f"{RS}solution"
    ]


def as_graph(found: list[Row]) -> list[str]:
    """Rows as the canonical lines of a graph, in which the names of blank nodes and the order of rows do not count."""
    quads = []
    for number, row in enumerate(found):
        this = ox.BlankNode(f"row{number}x")
        quads.append(ox.Quad(this, ox.NamedNode(f"{RDF}type"), ox.NamedNode(f"{RS}ResultSet")))
        quads += [ox.Quad(this, ox.NamedNode(f"urn:x-variable:{name}"), by_value(term)) for name, term in row.items()]
    return canonicalize(quads).lines


def by_value(term: Term) -> Term:
    """A term; a number or a boolean in one spelling only: the engine keeps their values."""
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        try:
            return ox.Literal(repr(float(term.value)), datatype=term.datatype)
        except ValueError:
            return term
    if isinstance(term, ox.Literal) and term.datatype.value == f"{XSD}boolean":
        return ox.Literal({"0": "false", "1": "true"}.get(term.value, term.value), datatype=term.datatype)
    return term
