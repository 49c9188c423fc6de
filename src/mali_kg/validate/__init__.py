"""Validation: SHACL shapes, and rules that SHACL cannot state, in one report."""

from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.dataset import Compiled
from mali_kg.errors import DataError, Problem
from mali_kg.iris import Iris
from mali_kg.project import Project
from mali_kg.validate.engines import Result, Triples, run
from mali_kg.validate.rules import run_rules


class Report(NamedTuple):
    """What validation found."""

    results: list[Result]
    #: The same results as problems with file and line, in that order.
    problems: list[Problem]

    @property
    def conforms(self) -> bool:
        """Whether nothing was found that makes the data bad."""
        return not any(r.severity == "Violation" for r in self.results)

    @classmethod
    def of_problems(cls, problems: list[Problem], iris: Iris) -> "Report":
        """A report of problems that were found before there was any RDF to validate."""
        results = [
            Result(
                f"<{p.subject or iris.dataset}>", "", "", "SPARQLConstraintComponent", f"{iris.base}shape/{p.rule}", p.message, "Violation"
            )
            for p in problems
        ]
        return cls(results, problems)


def read_shapes(project: Project) -> Triples:
    """The shapes of a project as triples.

    :raises DataError: with file and line, where a file is not Turtle.
    """
    triples: Triples = []
    for path in project.shape_paths():
        try:
            found = ox.parse(project.text(path, "shapes file"), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
            triples += list(found)
        except SyntaxError as error:
            raise DataError([Problem("broken-shapes", f"not Turtle: {error.msg}.", "", project.display(path), error.lineno or 0)]) from None
    return triples


def union(quads: list[ox.Quad]) -> Triples:
    """All graphs as one: what a shape sees. Each triple stands once."""
    return list(dict.fromkeys(ox.Quad(q.subject, q.predicate, q.object) for q in quads))


def validate(compiled: Compiled, engine: str = "pyshacl") -> Report:
    """Validate a compiled project with its own shapes and rules.

    :param engine: a name in `mali_kg.validate.engines.ENGINES`.
    """
    project = compiled.project
    quads = compiled.quads()
    results = run(engine, union(quads), read_shapes(project)) + run_rules(project, quads)
    return Report(results, problems(results, compiled))


def problems(results: list[Result], compiled: Compiled) -> list[Problem]:
    """Results as problems: each with the file and line where the fault is mended."""
    places = source_places(compiled)
    found = []
    for r in results:
        focus = r.focus.strip("<>")
        file, line = nearest(focus, places)
        shown = f" Found: {r.value}." if r.value and r.value != r.focus else ""
        severity = "error" if r.severity == "Violation" else "warning"
        rule = r.shape.rpartition("/")[2]
        found.append(Problem(rule, f"{short(focus, compiled.project.iris)}: {r.message}{shown}", "", file, line, focus, severity))
    return sorted(found, key=lambda p: (p.file, p.line, p.rule, p.message))


def short(iri: str, iris: Iris) -> str:
    """An IRI of this dataset as the sheets write it."""
    return iri.removeprefix(iris.entity("")).removeprefix(iris.base)


def nearest(focus: str, places: dict[str, tuple[str, int]]) -> tuple[str, int]:
    """The place of a node, or of what it is a part of (``…/c07-2/quote`` is a part of ``…/c07-2``)."""
    while focus:
        if focus in places:
            return places[focus]
        focus = focus.rpartition("/")[0]
    return "", 0


def source_places(compiled: Compiled) -> dict[str, tuple[str, int]]:
    """IRI to the file and line where people wrote it."""
    project, iris = compiled.project, compiled.project.iris
    registry = project.display(project.registry_path)
    places = {iris.entity(slug): (registry, e.line) for slug, e in compiled.registry.items()}
    for sheet in compiled.sheets:
        slug = sheet.article.slug
        places[iris.article(slug)] = (sheet.file, sheet.article.line)
        places |= {iris.part(slug, local): (sheet.file, line) for local, line in sheet.local_lines().items()}
        for p in sheet.propositions:
            places[iris.proposition(p.slug)] = places[iris.proposition_graph(p.slug)] = (sheet.file, p.line)
    for source in compiled.sources:
        places[iris.context_graph(source.slug)] = (source.file, source.line)
    links = project.display(project.links_path)
    numbers: dict[str, int] = {}
    for link in compiled.links:
        numbers[link.entity] = numbers.get(link.entity, 0) + 1
        places[iris.link(link.entity, numbers[link.entity])] = (links, link.line)
    places[iris.dataset] = (project.display(project.root / "mali-kg.toml"), 1)
    return places
