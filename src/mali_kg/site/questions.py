"""The pages of the shipped questions: what each asks, its text and its result; and who disagrees, which one of them finds."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from mali_kg.errors import CrashError, LimitError
from mali_kg.limits import Limits
from mali_kg.project import embedded_root
from mali_kg.rdf.formats import RDF_FORMATS
from mali_kg.rdf.namespaces import XSD
from mali_kg.site.reading import MOST, claim_with_words
from mali_kg.sparql.answer import Presentation, answer
from mali_kg.sparql.query import Query
from mali_kg.sparql.questions import Question, bind, read_question
from mali_kg.sparql.results import parse
from mali_kg.sparql.source import SourceAddress
from mali_kg.sparql.worker import Worker

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site

#: What one question may take. Where a large dataset needs more, its result is left out, and its page says so.
LIMITS = Limits(seconds=10, memory=400, quiet=True)
#: Rows, or triples, that the files of a result hold at most.
ROWS = 10_000
#: The questions that other pages are made from.
DISAGREEMENTS, DRIFT = "disagreements", "hedge-drift"
#: How two claims are found to disagree, as the question tells it, to the words for it.
FOUND = {
    "by denial": "found-denial",
    "by kind": "found-kind",
    "by argument, explicit": "found-explicit",
    "by argument, inferred": "found-inferred",
}


class QuestionResult(NamedTuple):
    """A question, as it was asked, and its answer."""

    question: Question
    #: Its text, with the values that it was given.
    text: str
    #: Values that it was given, beside its defaults.
    values: dict[str, str]
    #: SPARQL Query Results JSON, or Turtle; empty where it was left out.
    data: bytes
    fmt: str
    #: Whether there are more rows than were kept.
    cut: bool
    #: The limit that it was left out for: ``timeout`` or ``memory``, or ``crash``; empty where it is there.
    left_out: str

    def answer(self) -> Any:
        """Read the answer: rows, a yes or no, or triples; None where it was left out."""
        return None if self.left_out else parse(self.data, self.fmt)

    def rows(self) -> list[ox.QuerySolution]:
        """Read the rows; none where it was left out, and where it gives no rows."""
        found = self.answer()
        return list(found) if isinstance(found, ox.QuerySolutions) else []


class Asking:
    """Asks shipped questions of the dataset of a site, each in a process that is ended where it takes too much."""

    def __init__(self, site: "Site", worker: Worker) -> None:
        self.site, self.worker = site, worker

    def named(self, name: str) -> QuestionResult:
        """Ask a shipped question by its name."""
        return self.ask(_read(self.site, name))

    def ask(self, question: Question) -> QuestionResult:
        """Ask a question with its defaults, and in the language of the site."""
        site = self.site
        values = {p.name: site.language for p in question.parameters if p.name == "language" and f'"{site.language}"' != p.default}
        text = bind(question, values, site.iris.base)
        wanted = Presentation(fmt="json", max_rows=ROWS, lenient=True)
        try:
            found = self.worker.call(LIMITS, answer, Query(question.name, text), wanted)
        except LimitError as error:
            return QuestionResult(question, text, values, b"", "", False, error.option)
        except CrashError:
            return QuestionResult(question, text, values, b"", "", False, "crash")
        return QuestionResult(question, text, values, found.data, found.fmt, found.cut, "")


@contextmanager
def asking(site: "Site") -> Iterator[Asking]:
    """Have the dataset of a site opened by a process that answers questions."""
    project = site.project
    with tempfile.TemporaryDirectory(prefix="mali-kg-") as folder:
        data: tuple[Path, ...] = ()
        if not project.dataset_path.is_file() or site.iris.base != project.config.base:
            # What is in memory here, and in no file.
            data = (Path(folder) / "dataset.nq",)
            site.store.dump(data[0], format=ox.RdfFormat.N_QUADS)
        worker = Worker(SourceAddress(project.root, data), Limits(seconds=0, memory=0))
        try:
            yield Asking(site, worker)
        finally:
            worker.close()


def question_names(site: "Site") -> list[str]:
    """Give the names of the questions that have a page: the project’s, and the one that finds disagreements."""
    return sorted({DISAGREEMENTS, *(path.stem for path in site.project.question_paths())})


def _read(site: "Site", name: str) -> Question:
    """Read a question: the project’s, or else the one that comes with this package."""
    paths = {path.stem: path for path in site.project.question_paths()}
    return read_question(paths.get(name, embedded_root() / "data/queries" / f"{name}.rq"), site.project, site.iris.base)


def question_list(site: "Site") -> "File":
    """Write the list of the questions."""
    return site.html("questions.html", "questions", questions=[_read(site, name) for name in question_names(site)])


def question_pages(site: "Site", names: list[str]) -> "Iterator[File]":
    """Write the pages of questions, each with its result beside it; and, of the one that finds them, the disagreements."""
    with asking(site) as asked:
        for name in names:
            result = asked.named(name)
            yield from _page(site, result)
            if name == DISAGREEMENTS:
                yield disagreements(site, result)


def _page(site: "Site", result: QuestionResult) -> "Iterator[File]":
    question = result.question
    stem = f"questions/{question.name}"
    yield f"{stem}.rq", result.text.encode()
    found = result.answer()
    columns: list[str] = []
    rows: list[list[Cell]] = []
    number, triples, kept = 0, "", []
    if isinstance(found, ox.QuerySolutions):
        columns = [variable.value for variable in found.variables]
        solutions = list(found)
        number = len(solutions)
        rows = [cells(site, [row[name] for name in columns]) for row in solutions[:MOST]]
        yield f"{stem}.json", result.data
        again = result.answer()
        yield f"{stem}.csv", again.serialize(format=ox.QueryResultsFormat.CSV)
        kept = [("csv", "CSV", "text/csv"), ("json", "JSON", "application/sparql-results+json")]
    elif isinstance(found, ox.QueryBoolean):
        yield f"{stem}.json", result.data
        kept = [("json", "JSON", "application/sparql-results+json")]
    elif found is not None:
        number = len(found)
        lines = result.data.decode().splitlines()
        triples = "\n".join(lines[:MOST])
        yield f"{stem}.ttl", result.data
        kept = [("ttl", "Turtle", RDF_FORMATS["turtle"].media_type)]
    yield site.html(
        f"{stem}.html",
        "question",
        question=question,
        text=result.text,
        values=result.values,
        left_out=result.left_out,
        said=str(bool(found)).lower() if isinstance(found, ox.QueryBoolean) else "",
        columns=columns,
        rows=rows,
        triples=triples,
        number=number,
        more=max(0, number - MOST),
        cut=result.cut,
        kept=kept,
        seconds=int(LIMITS.seconds),
        most=ROWS,
    )


class Cell(NamedTuple):
    """A cell of a result, as its table shows it."""

    #: What it shows; of a thing, empty for its name.
    text: str
    #: Of a thing, which the cell leads to.
    iri: str = ""
    language: str = ""
    is_number: bool = False


def cells(site: "Site", terms: list[Any]) -> list[Cell]:
    """Give a row as its table shows it: things by their names, or by their ids where the row has the name already."""
    told = {term.value for term in terms if isinstance(term, ox.Literal)}
    return [_cell(site, term, told) for term in terms]


def _cell(site: "Site", term: Any, told: set[str]) -> Cell:
    if isinstance(term, ox.NamedNode):
        if not term.value.startswith(site.iris.base):
            return Cell(term.value, term.value)
        return Cell(term.value.rpartition("/")[2] if site.labels(term.value)[0] in told else "", term.value)
    if isinstance(term, ox.Literal):
        is_number = term.datatype.value in (f"{XSD}integer", f"{XSD}decimal", f"{XSD}double")
        return Cell(term.value, language=term.language or "", is_number=is_number)
    return Cell("" if term is None else str(term))


# ---------------------------------------------------------------------- claims side by side


def disagreements(site: "Site", result: QuestionResult) -> "File":
    """Write who disagrees: claims side by side, by how it is found."""
    found: dict[str, dict[tuple[str, str], dict[str, Any]]] = {}
    for row in result.rows():
        pair = (row["claim"].value, row["against_claim"].value)
        group = found.setdefault(FOUND.get(row["found"].value, row["found"].value), {})
        told = group.setdefault(pair, {"sides": pair, "endorsers": ()})
        if row["how"].value == "endorses":
            told["endorsers"] = site.records.mk(pair[1], "endorsedBy")
    groups = [(key, _shown(site, list(found[key].values())), max(0, len(found[key]) - MOST)) for key in FOUND.values() if key in found]
    return site.html(
        "disagreements.html", "disagreements", groups=groups, left_out=result.left_out, cut=result.cut, seconds=int(LIMITS.seconds)
    )


def _shown(site: "Site", told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**pair, "sides": [claim_with_words(site, iri) for iri in pair["sides"]]} for pair in told[:MOST]]


def drift(site: "Site", result: QuestionResult, most: int) -> tuple[list[dict[str, Any]], int]:
    """Give pairs of claims of which one says more strongly what the other says, and how many there are besides."""
    pairs = {(row["first_claim"].value, row["second_claim"].value): row["became"].value for row in result.rows()}
    shown = [{"became": became, "sides": [claim_with_words(site, iri) for iri in pair]} for pair, became in list(pairs.items())[:most]]
    return shown, max(0, len(pairs) - most)
