"""Find a thing by what people call it."""

from collections.abc import Iterator

import pyoxigraph as ox

from mali_kg.claims.descriptions import Descriptions, local
from mali_kg.claims.names import AmbiguousNameError, UnknownNameError
from mali_kg.rdf.curie import expand
from mali_kg.rdf.namespaces import DCT, RDF, RDFS, SCHEMA, SKOS

#: Classes of what has a label that is computed, and that nobody would call by it.
NAMELESS = frozenset(("Description", "Participant", "Quantity", "Time"))
#: Classes of what is found by a label only where nothing else has it.
LAST = frozenset(("Claim", "SourceClaim", "Concept", "Class", "ObjectProperty", "DatatypeProperty"))


def find(dataset: Descriptions, name: str) -> str:
    """Find the IRI that a name stands for.

    That is an IRI, a prefixed name, the slug of an entity, article, proposition, source, kind, role or code, the id of a part of an article, with the
    article where there are several; or a label.

    :raises UnknownNameError: where nothing has that name.
    :raises AmbiguousNameError: where more than one thing has it.
    """
    name = name.strip()
    found = sorted(iri for iri in set(_candidates(dataset, name)) if dataset.exists(iri)) or _labelled(dataset, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousNameError("", name, [dataset.name(iri) for iri in found])
    raise UnknownNameError("", name, _names(dataset))


def _candidates(dataset: Descriptions, name: str) -> Iterator[str]:
    iris = dataset.iris
    yield from (name, expand(name, iris.base) or name)
    yield from (iris.entity(name), iris.proposition(name), iris.article(name), iris.source(name), iris.term(name))
    if name and "/" not in name and ":" not in name:
        owners = (f"{SCHEMA}NewsArticle", f"{SKOS}ConceptScheme")
        yield from (f"{owner}/{name}" for kind in owners for owner in dataset.of_type(kind))


def _labelled(dataset: Descriptions, name: str) -> list[str]:
    """What has a name for its label, whatever its capitals; a claim, code or term only where nothing else has it."""
    predicates = (f"{RDFS}label", f"{SKOS}altLabel", f"{SKOS}prefLabel", f"{DCT}title", dataset.iris.term("acronym"))
    found = {
        subject: _types(dataset, subject)
        for predicate in predicates
        for subject, label in dataset.backend.pairs(predicate)
        if isinstance(label, ox.Literal) and label.value.casefold() == name.casefold() and not subject.startswith("_:")
    }
    found = {iri: types for iri, types in found.items() if not types & NAMELESS}
    return sorted(iri for iri, types in found.items() if not types & LAST) or sorted(found)


def _names(dataset: Descriptions) -> set[str]:
    """The ids of what has a label."""
    labelled = {subject for p in (f"{RDFS}label", f"{SKOS}prefLabel") for subject, _ in dataset.backend.pairs(p)}
    named = {dataset.name(iri) for iri in labelled if not iri.startswith("_:") and "/says" not in iri}
    return {name.strip("<>").rpartition("/")[2].rpartition(":")[2] for name in named}


def _types(dataset: Descriptions, iri: str) -> set[str]:
    return {local(t) for t in dataset.values(iri, f"{RDF}type")}
