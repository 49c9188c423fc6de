"""RDF files of anybody's, read by their endings."""

from pathlib import Path

import pyoxigraph as ox

from mali_kg.errors import DataError, MaliKgError, Problem
from mali_kg.files import decode, plain_name, read_bytes, unpacked
from mali_kg.formats import RDF_FORMATS, by_ending
from mali_kg.project import Project


def read_rdf(path: Path, project: Project | None = None) -> list[ox.Quad]:
    """The quads of an RDF file, or of every RDF file below a folder, by their endings.

    :param project: whose base takes the place of the default one.
    :raises MaliKgError: for an unknown ending, with the ones that are known.
    :raises DataError: with file and line, where it does not parse.
    """
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and by_ending(plain_name(p.name), RDF_FORMATS))
        if not files:
            raise MaliKgError(f"{path}: no RDF file in this folder.")
        return [quad for p in files for quad in read_rdf(p, project)]
    data = read_bytes(path, "RDF file")
    fmt = by_ending(plain_name(path.name), RDF_FORMATS)
    if fmt is None:
        endings = ", ".join(e for f in RDF_FORMATS.values() for e in f.endings)
        raise MaliKgError(f"{path}: its ending names no RDF format. Known endings: {endings}.")
    if plain_name(path.name) != path.name:
        text = decode(unpacked(data, path), path)
    else:
        text = project.text(path, "RDF file") if project else decode(data, path)
    try:
        return list(ox.parse(text, format=getattr(ox.RdfFormat, fmt.oxigraph), base_iri=path.resolve().as_uri()))
    except SyntaxError as error:
        raise DataError([Problem("broken-rdf", f"not {fmt.name}: {error.msg}.", "", str(path), error.lineno or 0)]) from None
