"""What people give to be validated, and what of it cannot be: each kind is told apart, and refused with what to give instead."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyoxigraph as ox

from mali_kg.errors import UnsupportedError
from mali_kg.rdf.namespaces import OWL
from mali_kg.report.report import Skipped


class NanopublicationsError(UnsupportedError):
    """Nanopublications, whose graphs are not those that the project's shapes and rules are for."""

    def __init__(self, names: str) -> None:
        self.names = names
        super().__init__(
            f"{names}: these are nanopublications, each a part of the dataset in graphs of its own, which the project’s shapes are not for."
        )


def has_triple_terms(quads: Sequence[ox.Quad]) -> bool:
    """Tell whether it is RDF 1.2 that RDF 1.1 cannot say (RDF 1.2 Concepts, 3.5)."""
    return any(isinstance(q.object, ox.Triple) for q in quads)


def refuse_triple_terms(quads: Sequence[ox.Quad], paths: Sequence[Path]) -> None:
    """Stop where triple terms are left that are not a told statement of this project's.

    :raises UnsupportedError: with one of them.
    """
    if has_triple_terms(quads):
        found = next(q.object for q in quads if isinstance(q.object, ox.Triple))
        raise UnsupportedError(
            f"{_names(paths)}: this is RDF 1.2 with triple terms, which SHACL engines do not read: <<( {found} )>>. "
            "Give RDF 1.1, with named graphs or rdf:Statement in their place."
        )


def refuse_nanopublications(quads: Sequence[ox.Quad], paths: Sequence[Path]) -> None:
    """Stop where the data is nanopublications, whose graphs are not those that the project's shapes and rules are for.

    :raises NanopublicationsError: always then.
    """
    if any(q.object == ox.NamedNode("http://www.nanopub.org/nschema#Nanopublication") for q in quads):
        raise NanopublicationsError(_names(paths))


def unread_imports(shapes: Sequence[ox.Quad], paths: Sequence[Path]) -> Iterator[Skipped]:
    """Give a sentence for each file that shapes import (``owl:imports``) and that is not among them: imports are not followed."""
    known = {q.subject for q in shapes} | {ox.NamedNode(path.resolve().as_uri()) for path in paths}
    imports = dict.fromkeys(q.object for q in shapes if q.predicate.value == f"{OWL}imports")
    for found in imports:
        if found not in known:
            yield Skipped("imports", f"shapes that {_names(paths)} imports: owl:imports {found} is not followed.")


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))
