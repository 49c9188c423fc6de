"""Shapes and ontology, read for the engines."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from mali_kg.rdf.files import read_rdf
from mali_kg.rdf.namespaces import SHACL
from mali_kg.rdf.quads import serialize
from mali_kg.report.engines import Triples
from mali_kg.sheets.vocabulary import CODES, ONTOLOGY


class NoShapesError(MaliKgError):
    """Files in which there are no shapes."""

    def __init__(self, where: str) -> None:
        self.where = where
        super().__init__(f"{where}: there are no shapes to validate with.")


def read_shapes(project: Project, paths: Sequence[Path]) -> Triples:
    """Read shapes from RDF files, or all below a folder; those of the project with its base. A file whose ending names no format is Turtle.

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
    if not speaks_of(shapes, SHACL):
        where = ", ".join(map(str, paths)) or str(project.root)
        raise NoShapesError(where)
    return shapes


def read_ontology(project: Project) -> Triples:
    """Read the ontology and code lists: an engine needs them beside the data, for subclasses and codes."""
    ontology = project.folder("ontology")
    return read_rdf(*(ontology / name for name in (*ONTOLOGY, CODES)), text_of=project.text)


def speaks_of(quads: Iterable[ox.Quad], namespace: str) -> bool:
    """Tell whether a predicate or object of quads is in a namespace."""
    return any(str(term).startswith(f"<{namespace}") for q in quads for term in (q.predicate, q.object))
