"""Run every check over a project, over freshly compiled data, or over RDF from anywhere."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox

from mali_kg.errors import DataError, MaliKgError, Problem
from mali_kg.files import read_bytes
from mali_kg.project import Project
from mali_kg.rdf_files import read_rdf
from mali_kg.store import read_fresh
from mali_kg.validate import fidelity, terms
from mali_kg.validate.engines import Result, Triples, run
from mali_kg.validate.report import Places, Report, of_results
from mali_kg.validate.rules import run_rules


def validate_project(project: Project, engine: str = "pyshacl") -> Report:
    """Validate a project as its files are now.

    :param engine: a name in `mali_kg.validate.engines.ENGINES`.
    :raises DataError: where the sheets are too bad to compile.
    """
    return validate_data(read_fresh(project), project, engine)


def validate_data(data: bytes, project: Project, engine: str = "pyshacl", places_of: Callable[[], Places] | None = None) -> Report:
    """Validate a dataset of a project, in N-Quads, with everything: shapes, rules, terms, fidelity.

    :param places_of: gives the places of faults; None to compile the project for them.
    """
    quads = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    return validate_quads(quads, project, engine, places_of)


def validate_quads(
    quads: list[ox.Quad], project: Project, engine: str = "pyshacl", places_of: Callable[[], Places] | None = None
) -> Report:
    """Validate the quads of a dataset of a project with everything."""
    results = run(engine, quads, read_shapes(project, project.shape_paths()))
    more, skipped = _beyond_shapes(quads, project)
    return of_results(results + more, places_of or (lambda: _compiled_places(project)), project.iris, skipped)


def _beyond_shapes(quads: list[ox.Quad], project: Project) -> tuple[list[Result], tuple[str, ...]]:
    """Rules, terms and fidelity: what is wrong, and what was not checked."""
    unfaithful, without_text = fidelity.check(quads, project.iris, texts(project), project.config.sentences)
    skipped = tuple(f"{article}: its text is not here, so quotes were not compared with it." for article in without_text)
    return [*run_rules(project, quads), *terms.check(project, quads), *unfaithful], skipped


def _compiled_places(project: Project) -> Places:
    from mali_kg.dataset import compile_project
    from mali_kg.validate.places import source_places

    return source_places(compile_project(project))


def validate_files(data: Sequence[Path], shapes: Sequence[Path], project: Project, engine: str = "pyshacl") -> Report:
    """Validate RDF files of anybody's.

    Shapes always run. Rules, terms and fidelity run where the project's own shapes are used and the data has named graphs.

    :param shapes: Turtle files; the project's own where there are none.
    :raises DataError: where a file does not parse.
    """
    quads = read_rdf(*data)
    known = quads + read_ontology(project)
    skipped = []
    results: list[Result] = run(engine, known, read_shapes(project, shapes or project.shape_paths()))
    if shapes:
        skipped.append("rules and fidelity: they belong to the project’s own shapes.")
    elif not any(isinstance(q.graph_name, ox.NamedNode) for q in quads):
        skipped.append("rules and fidelity: the data has no named graphs. Give TriG, N-Quads or JSON-LD for these.")
    else:
        more, reasons = _beyond_shapes(quads, project)
        results += more
        skipped += reasons
    file = ", ".join(str(path) for path in data)
    places: Places = {q.subject.value: (file, 0) for q in quads if isinstance(q.subject, ox.NamedNode)}
    return of_results(results, lambda: places, project.iris, tuple(skipped))


def texts(project: Project) -> Callable[[str], bytes | None]:
    """Gives the bytes of an article's text for its IRI, where the project has it."""

    def text_of(article: str) -> bytes | None:
        slug = article.removeprefix(project.iris.article(""))
        path = project.text_path(slug)
        return read_bytes(path, "article text") if "/" not in slug and slug not in ("", "..", ".") and path.is_file() else None

    return text_of


def read_shapes(project: Project, paths: Sequence[Path]) -> Triples:
    """Shapes from Turtle files.

    :raises DataError: with file and line, where a file is not Turtle.
    """
    triples: Triples = []
    for path in paths:
        try:
            text = project.text(path, "shapes file", pipe=path not in project.shape_paths())
            found = ox.parse(text, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
            triples += list(found)
        except SyntaxError as error:
            raise DataError([Problem("broken-shapes", f"not Turtle: {error.msg}.", "", project.display(path), error.lineno or 0)]) from None
    if not triples:
        raise MaliKgError(f"{project.root}: there are no shapes to validate with. Give --shapes FILE, or put Turtle files into shapes/.")
    return triples


def read_ontology(project: Project) -> Triples:
    """Ontology and code lists: an engine needs them beside the data, for subclasses and codes."""
    ontology = project.root / "ontology"
    return read_rdf(ontology / "mali.ttl", ontology / "codes.ttl", project=project)
