"""RDF files of anybody's, read by their endings."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox

from mali_kg.errors import DataError, Problem, UnsupportedError
from mali_kg.files import PathError, below, decode, plain_name, read_bytes, unpacked
from mali_kg.rdf.formats import RDF_FORMATS, by_ending

#: Characters that entities of RDF/XML may make, whatever the size of the file; more, where they are up to 20 times that size.
MOST_EXPANDED = 10_000_000
_ENTITY = re.compile(r"""<!ENTITY\s+([^\s%]\S*)\s+("[^"]*"|'[^']*')""")
_REFERENCE = re.compile(r"&([^\s#&;][^\s&;]*);")


class NoRdfError(PathError):
    """A folder without RDF files."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "no RDF file in this folder.")


class UnknownEndingError(PathError):
    """A file whose ending names no RDF format.

    :param known: the endings that do.
    """

    def __init__(self, path: Path, known: Sequence[str]) -> None:
        self.known = known
        super().__init__(path, f"its ending names no RDF format. Known endings: {', '.join(known)}.")


class RemoteContextError(UnsupportedError):
    """A JSON-LD document whose context stands elsewhere: nothing is fetched."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path}: this is JSON-LD whose context stands elsewhere, as in markup for web pages; nothing is fetched from there. "
            "Give JSON-LD that holds its context, or another form, for example trig."
        )


Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | ox.DefaultGraph


def read_rdf(*paths: Path, text_of: Callable[[Path], str] | None = None, unnamed: str = "") -> list[ox.Quad]:
    """Read RDF files, and every RDF file below folders, by their endings; each file once.

    A blank node belongs to its file (RDF 1.1 Concepts, section 3.4): where there are several files, each gives its blank nodes names of its own.

    :param text_of: reads the text of a file where the files are a project's own, with its base in them.
    :param unnamed: the format of files whose endings name none, as of a pipe; empty to refuse them.
    :raises UnknownEndingError: for a file whose ending names no format.
    :raises PathError: for a file or folder that cannot be read, or has no RDF in it.
    :raises DataError: with file and line, where a file does not parse.
    :raises UnsupportedError: for JSON-LD with a context that stands elsewhere.
    """
    files = list({path.resolve(): path for given in paths for path in rdf_paths(given)}.values())
    if len(files) == 1:
        return _read(files[0], text_of, files[0] in paths, unnamed)
    return [_apart(quad, number) for number, path in enumerate(files, 1) for quad in _read(path, text_of, path in paths, unnamed)]


def rdf_paths(path: Path) -> list[Path]:
    """List the RDF files below a folder; a file is itself.

    :raises NoRdfError: where there are none.
    """
    if not path.is_dir():
        return [path]
    found = [p for p in below(path) if by_ending(plain_name(p.name), RDF_FORMATS)]
    if not found:
        raise NoRdfError(path)
    return found


def _read(path: Path, text_of: Callable[[Path], str] | None, given: bool, unnamed: str) -> list[ox.Quad]:
    # One that is given by its name, and is not of a project, may be a pipe.
    data = read_bytes(path, "RDF file", pipe=given and text_of is None)
    fmt = by_ending(plain_name(path.name), RDF_FORMATS) or RDF_FORMATS.get(unnamed)
    if fmt is None:
        raise UnknownEndingError(path, [e for f in RDF_FORMATS.values() for e in f.endings])
    packed = plain_name(path.name) != path.name
    text = text_of(path) if text_of and not packed else decode(unpacked(data, path) if packed else data, path)
    if fmt.name == "rdfxml":
        _refuse_bomb(text, path)
    rdf = getattr(ox.RdfFormat, fmt.oxigraph)
    try:
        # What a project reads of its own stands beside data of anybody's: its blank nodes get names that nobody else has.
        return list(ox.parse(text, format=rdf, base_iri=path.resolve().as_uri(), rename_blank_nodes=text_of is not None))
    except SyntaxError as error:
        if "LoadDocumentCallback" in str(error.msg):
            raise RemoteContextError(path) from None
        raise DataError([Problem("broken-rdf", f"not {fmt.name}: {error.msg}.", "", str(path), error.lineno or 0)]) from None


def _refuse_bomb(text: str, path: Path) -> None:
    """Refuse RDF/XML whose entities make far more of it than was written (XML 1.0, section 4.4).

    :raises DataError: with the line of the declarations.
    """
    if "<!ENTITY" not in text:
        return
    declared = {name: value[1:-1] for name, value in _ENTITY.findall(text)}
    sizes: dict[str, float] = {}

    def size(name: str, within: frozenset[str]) -> float:
        if name in within:
            return float("inf")
        if name not in sizes:
            value = declared.get(name, "")
            sizes[name] = len(value) + sum(size(inner, within | {name}) for inner in _REFERENCE.findall(value))
        return sizes[name]

    try:
        whole = sum(size(name, frozenset()) for name in (*declared, *_REFERENCE.findall(text)))
    except RecursionError:
        whole = float("inf")
    if whole > MOST_EXPANDED + 20 * len(text):
        line = text.count("\n", 0, text.index("<!ENTITY")) + 1
        found = (
            "its entities would make it endless"
            if whole == float("inf")
            else f"its entities would make {whole:,.0f} characters of {len(text):,}"
        )
        raise DataError(
            [Problem("broken-rdf", f"{found}.", "Write them out, or convert the file with the program that made it.", str(path), line)]
        )


def _apart(quad: ox.Quad, number: int) -> ox.Quad:
    """Give a quad of the file of a number, its blank nodes named after both."""

    def named(term: Term) -> Term:
        if isinstance(term, ox.BlankNode):
            return ox.BlankNode(f"f{number}.{term.value}")
        if isinstance(term, ox.Triple):
            return ox.Triple(named(term.subject), term.predicate, named(term.object))  # type: ignore[arg-type]
        return term

    if not any(isinstance(term, ox.BlankNode | ox.Triple) for term in (quad.subject, quad.object, quad.graph_name)):
        return quad
    return ox.Quad(named(quad.subject), quad.predicate, named(quad.object), named(quad.graph_name))  # type: ignore[arg-type]
