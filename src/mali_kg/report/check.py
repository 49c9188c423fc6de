"""Run every check over a project, over freshly compiled data, or over RDF from anywhere."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.files import read_bytes
from mali_kg.project import Project
from mali_kg.rdf.files import read_rdf
from mali_kg.rdf.namespaces import SHACL
from mali_kg.rdf.quads import serialize
from mali_kg.rdf.reified import unflatten
from mali_kg.report import fidelity, terms
from mali_kg.report.engines import Triples, run
from mali_kg.report.given import has_triple_terms, refuse_nanopublications, refuse_triple_terms, unread_imports
from mali_kg.report.report import Places, Report, of_results
from mali_kg.report.results import Result
from mali_kg.report.rules import run_rules
from mali_kg.store.opened import read_fresh


def validate_project(project: Project, engine: str = "pyshacl") -> Report:
    """Validate a project as its files are now.

    :param engine: a name in `mali_kg.report.engines.ENGINES`.
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
    from mali_kg.dataset.compile import compile_project
    from mali_kg.report.places import source_places

    return source_places(compile_project(project))


def validate_files(data: Sequence[Path], shapes: Sequence[Path], project: Project, engine: str = "pyshacl") -> Report:
    """Validate RDF files of anybody's.

    Shapes of anybody's see the data and nothing else. The project's own see the ontology beside it; rules, terms and fidelity run with
    them where the data has named graphs.

    :param shapes: RDF files; the project's own shapes where there are none.
    :raises DataError: where a file does not parse.
    :raises UnsupportedError: where a file is of a kind that cannot be validated; the message says what it is.
    """
    given = read_rdf(*data)
    # What a form of the dataset reifies is checked as what it tells. Shapes of anybody's see it as it stands, where engines can read it.
    quads = unflatten(given, project.iris) if not shapes or has_triple_terms(given) else given
    refuse_triple_terms(quads, data)
    file = ", ".join(str(path) for path in data)
    places: Places = {q.subject.value: (file, 0) for q in quads if isinstance(q.subject, ox.NamedNode)} | {"": (file, 0)}
    if shapes:
        found = read_shapes(project, shapes)
        refuse_triple_terms(found, shapes)
        skipped = ["rules and fidelity: they belong to the project’s own shapes.", *unread_imports(found, shapes)]
        return of_results(run(engine, quads, found), lambda: places, project.iris, tuple(skipped))
    refuse_nanopublications(quads, data)
    results = run(engine, quads + read_ontology(project), read_shapes(project, project.shape_paths()))
    skipped = []
    if not any(isinstance(q.graph_name, ox.NamedNode) for q in given):
        skipped.append("rules and fidelity: the data has no named graphs. Give TriG, N-Quads or JSON-LD for these.")
    else:
        more, reasons = _beyond_shapes(quads, project)
        results += more
        skipped += reasons
    if not _speaks_of(quads, project.iris.ns):
        skipped.append(f"what the data is about: it uses no term of {project.iris.ns}, which the project’s shapes are for. Give --shapes.")
    return of_results(results, lambda: places, project.iris, tuple(skipped))


def _speaks_of(quads: Iterable[ox.Quad], namespace: str) -> bool:
    return any(str(term).startswith(f"<{namespace}") for q in quads for term in (q.predicate, q.object))


def texts(project: Project) -> Callable[[str], bytes | None]:
    """Gives the bytes of an article's text for its IRI, where the project has it."""

    def text_of(article: str) -> bytes | None:
        slug = article.removeprefix(project.iris.article(""))
        path = project.text_path(slug)
        return read_bytes(path, "article text") if "/" not in slug and slug not in ("", "..", ".") and path.is_file() else None

    return text_of


def read_shapes(project: Project, paths: Sequence[Path]) -> Triples:
    """Shapes from RDF files, or all below a folder; those of the project with its base. A file whose ending names no format is Turtle.

    :raises DataError: with file and line, where a file does not parse.
    :raises MaliKgError: where there are none.
    """
    own = {path.resolve() for path in project.shape_paths()}
    theirs = [path for path in paths if path.resolve() not in own]
    shapes = [quad for path in paths if path.resolve() in own for quad in read_rdf(path, text_of=project.text)]
    if theirs:
        # A blank node of the shapes is none of the data, whatever both files call it.
        lines = serialize(read_rdf(*theirs, unnamed="turtle"), ox.RdfFormat.N_QUADS)
        shapes += ox.parse(lines, format=ox.RdfFormat.N_QUADS, rename_blank_nodes=True)
    if not _speaks_of(shapes, SHACL):
        where = ", ".join(map(str, paths)) or str(project.root)
        raise MaliKgError(f"{where}: there are no shapes to validate with. Give --shapes FILE, or put Turtle files into shapes/.")
    return shapes


def read_ontology(project: Project) -> Triples:
    """Ontology and code lists: an engine needs them beside the data, for subclasses and codes."""
    ontology = project.root / "ontology"
    return read_rdf(ontology / "mali.ttl", ontology / "codes.ttl", text_of=project.text)
