"""SHACL engines behind one interface: quads of data and shapes in, results out, the same for every engine."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pyoxigraph as ox

from mali_kg.errors import MaliKgError, UnsupportedError, did_you_mean
from mali_kg.rdf.namespaces import OWL, SHACL
from mali_kg.rdf.quads import serialize
from mali_kg.report.results import Result, read_report

#: Quads whose graph does not matter: data and shapes reach every engine in the same form, all graphs as one.
Triples = list[ox.Quad]


class UnsupportedShapesError(UnsupportedError):
    """Shapes that ask for what an engine does not support."""

    def __init__(self, said: str) -> None:
        self.said = said
        super().__init__(f"pyshacl does not support what these shapes ask for: {said}")


class UnknownEngineError(MaliKgError):
    """A name that no engine has.

    :param known: the names of those that there are.
    """

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(f"unknown engine {name!r}. {did_you_mean(name, self.known)}")


class BrokenShapesError(MaliKgError):
    """Shapes that an engine cannot use: a pattern or a query in them is none.

    :param engine: its name.
    :param said: what it says.
    """

    def __init__(self, engine: str, said: object) -> None:
        self.engine, self.said = engine, str(said)
        super().__init__(f"{engine} cannot use these shapes: {said}")


class EngineMissingError(MaliKgError):
    """An engine that is not installed."""

    def __init__(self) -> None:
        super().__init__("engine 'shacl' is not installed. Install it: pip install 'mali-kg[fast]', or take pyshacl.")


#: Validates data, with the ontology beside it where ``sh:class`` needs it for subclasses, against shapes that were read once.
Validator = Callable[[Triples], list[Result]]


def validator(engine: str, shapes: Triples) -> Validator:
    """Make a validator of shapes; its results are sorted, and as many as the engine gives.

    :param engine: a name in `ENGINES`.
    :raises UnknownEngineError: where there is no such engine.
    :raises EngineMissingError: where it is not installed.
    :raises BrokenShapesError: where it cannot use the shapes; so does the validator.
    """
    if engine not in ENGINES:
        raise UnknownEngineError(engine, ENGINES)
    validate = ENGINES[engine](shapes)
    return lambda data: sorted(validate(data), key=_order)


def run(engine: str, data: Triples, shapes: Triples) -> list[Result]:
    """Validate data against shapes, see `validator`."""
    return validator(engine, shapes)(data)


def _order(result: Result) -> tuple[str, ...]:
    """Give a sort key of a result. Labels of blank nodes do not count: they differ from one reading of a file to the next."""
    return tuple(re.sub(r"^_:.*|(?<=\s)_:\S+", "_:", part) for part in result)


def _pyshacl(shapes: Triples) -> Validator:
    """Make a validator of pyshacl, the reference."""
    with _quiet():
        import pyshacl
        import rdflib

        from mali_kg.rdf.rdflib_graph import from_graph, to_graph

        shapes_graph = to_graph(_with_imported_prefixes(shapes))
    holders = {str(q.object): q.subject for q in shapes if q.predicate.value == f"{SHACL}property"}

    def validate(data: Triples) -> list[Result]:
        with _quiet():
            try:
                _, report, _ = pyshacl.validate(to_graph(data), shacl_graph=shapes_graph, inplace=True)
            except NotImplementedError as error:
                raise UnsupportedShapesError(str(error)) from None
            except Exception as error:  # pyshacl lets through whatever a broken pattern or query in a shape raises
                raise BrokenShapesError("pyshacl", f"{type(error).__name__}: {error}") from None
            if not isinstance(report, rdflib.Graph):
                raise BrokenShapesError("pyshacl", report)
            results = read_report(from_graph(report))
        return [r._replace(shape=_named(r.blank_shape, holders)) if r.blank_shape else r for r in results]

    return validate


def _with_imported_prefixes(shapes: Triples) -> Triples:
    """Give shapes in which a node declares the prefixes too of what it imports (SHACL 5.2.1), where pyshacl does not look."""
    imports: dict[object, list[object]] = {}
    declared: dict[object, list[ox.Quad]] = {}
    for q in shapes:
        if q.predicate.value == f"{OWL}imports":
            imports.setdefault(q.subject, []).append(q.object)
        elif q.predicate.value == f"{SHACL}declare":
            declared.setdefault(q.subject, []).append(q)
    more = []
    for node in imports:
        reached = [node]
        for one in reached:
            reached += [other for other in imports.get(one, ()) if other not in reached]
        more += [ox.Quad(node, q.predicate, q.object) for one in reached[1:] for q in declared.get(one, ())]  # type: ignore[arg-type]
    return shapes + more


def _named(shape: str, holders: dict[str, ox.NamedNode | ox.BlankNode | ox.Triple]) -> str:
    """Find the nearest shape with an IRI that holds this one. Empty where none does."""
    seen = set()
    while shape in holders and shape not in seen:
        seen.add(shape)
        holder = holders[shape]
        if isinstance(holder, ox.NamedNode):
            return holder.value
        shape = str(holder)
    return ""


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep to ourselves what rdflib and pyshacl say of their own code, and of literals that are none: a shape may ask for these."""
    import logging
    import warnings

    log = logging.getLogger("rdflib.term")
    before = log.disabled
    log.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.disabled = before


def _shacl(shapes: Triples) -> Validator:
    """Make a validator of ``shacl``, the fast one."""
    try:
        import shacl
    except ImportError:
        raise EngineMissingError from None

    def text(triples: Triples) -> str:
        return serialize((q.triple for q in triples), ox.RdfFormat.N_TRIPLES).decode()

    try:
        compiled = shacl.Shapes.from_text(text(shapes), format="ntriples")
    except ValueError as error:
        raise BrokenShapesError("shacl", error) from None

    def validate(data: Triples) -> list[Result]:
        try:
            report = compiled.validate_text(text(data), format="ntriples")
        except ValueError as error:
            raise BrokenShapesError("shacl", error) from None
        graph = [q.triple for q in ox.parse(report.serialize("ntriples"), format=ox.RdfFormat.N_TRIPLES)]
        # The report as RDF has whole paths and the languages of messages, its results know which named shape holds a blank one.
        return [
            r._replace(shape=(known.root_shape or "").strip("<>")) if r.blank_shape and not (known.root_shape or "").startswith("_:") else r
            for r, known in zip(read_report(graph), report.results, strict=True)
        ]

    return validate


#: Name to engine. The first is the reference and the default.
ENGINES: dict[str, Callable[[Triples], Validator]] = {"pyshacl": _pyshacl, "shacl": _shacl}
