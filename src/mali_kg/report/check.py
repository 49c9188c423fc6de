"""Validate a project, a dataset of it, or RDF from anywhere."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from mali_kg.dataset.article import Places
from mali_kg.dataset.built import is_fresh, read
from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.dataset.parts import Part, parts_of
from mali_kg.project import Project
from mali_kg.rdf.files import read_rdf
from mali_kg.report import checks
from mali_kg.report.checks import Checks
from mali_kg.report.engines import run
from mali_kg.report.given import refuse_nanopublications, refuse_triple_terms, unread_imports
from mali_kg.report.report import Report, Skipped, of_results
from mali_kg.report.shapes import read_ontology, read_shapes, speaks_of


def validate_project(project: Project, engine: str = "pyshacl") -> Report:
    """Validate a project as its files are now: the built dataset where it is up to date, else what they compile to.

    :param engine: a name in `mali_kg.report.engines.ENGINES`.
    :raises DataError: where the sheets are too bad to compile.
    """
    if is_fresh(project):
        return validate_data(read(project), project, engine)
    return compile_checked(project, engine)[1]


def compile_checked(project: Project, engine: str = "pyshacl") -> tuple[Compiled, Report]:
    """Compile a project, and check each part of it as it comes.

    :raises DataError: where the sheets are too bad to compile.
    """
    found = Checks(project, engine)
    try:
        compiled = compile_project(project, found.add)
    except BaseException:
        # What is wrong with the sheets is told, whatever the checks of what has come so far would say.
        with suppress(Exception):
            found.close()
        raise
    return compiled, found.report(compiled.places)


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
    found = Checks(project, engine)
    for part in parts_of(quads, project.iris) if len(quads) > checks.BATCH else (Part(quads, frozenset()),):
        found.add(part)
    return found.report(places_of or (lambda: compile_project(project).places()))


def validate_files(data: Sequence[Path], shapes: Sequence[Path], project: Project, engine: str = "pyshacl") -> Report:
    """Validate RDF files of anybody's.

    Shapes of anybody's see the data and nothing else. The project's own see the ontology beside it; rules, terms and fidelity run with
    them where the data has named graphs.

    :param shapes: RDF files; the project's own shapes where there are none.
    :raises DataError: where a file does not parse.
    :raises UnsupportedError: where a file is of a kind that cannot be validated; the message says what it is.
    """
    quads = read_rdf(*data)
    refuse_triple_terms(quads, data)
    file = ", ".join(str(path) for path in data)
    places: Places = {q.subject.value: (file, 0) for q in quads if isinstance(q.subject, ox.NamedNode)} | {"": (file, 0)}
    if shapes:
        found = read_shapes(project, shapes)
        refuse_triple_terms(found, shapes)
        skipped = [Skipped("rules", "rules and fidelity: they belong to the project’s own shapes."), *unread_imports(found, shapes)]
        return of_results(run(engine, quads, found), lambda: places, project.iris, tuple(skipped))
    refuse_nanopublications(quads, data)
    results = run(engine, quads + read_ontology(project), read_shapes(project, project.shape_paths()))
    skipped = []
    if not any(isinstance(q.graph_name, ox.NamedNode) for q in quads):
        skipped.append(Skipped("rules", "rules and fidelity: the data has no named graphs. Give TriG, N-Quads or JSON-LD for these."))
    else:
        beyond = Checks(project)
        beyond.add(Part(quads, frozenset()))
        more, reasons = beyond.finish()
        results += more
        skipped += reasons
    if not speaks_of(quads, project.iris.ns):
        topic = f"what the data is about: it uses no term of {project.iris.ns}, which the project’s shapes are for."
        skipped.append(Skipped("topic", topic))
    return of_results(results, lambda: places, project.iris, tuple(skipped))
