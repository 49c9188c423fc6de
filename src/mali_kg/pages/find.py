"""Find a thing by what people call it."""

import pyoxigraph as ox

from mali_kg.claims.descriptions import Descriptions
from mali_kg.claims.names import AmbiguousNameError, UnknownNameError
from mali_kg.rdf.curie import expand
from mali_kg.rdf.namespaces import RDFS, SCHEMA, SKOS


def find(dataset: Descriptions, name: str) -> str:
    """Find the IRI that a name stands for: an IRI, a prefixed name, a slug, a claim's id (with the article where there are several), or a label.

    :raises UnknownNameError: where nothing has that name.
    :raises AmbiguousNameError: where more than one thing has it.
    """
    name = name.strip()
    iris = dataset.iris
    candidates = {name, expand(name, iris.base) or name, iris.entity(name), iris.proposition(name), iris.article(name)}
    candidates |= {f"{article}/{name}" for article in dataset.of_type(f"{SCHEMA}NewsArticle")}
    found = sorted(filter(dataset.exists, candidates)) or _labelled(dataset, name)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousNameError("", name, [dataset.name(iri) for iri in found])
    known = {dataset.name(subject) for subject in _named(dataset, f"{RDFS}label")}
    raise UnknownNameError("", name, {k.strip("<>").rpartition("/")[2].rpartition(":")[2] for k in known})


def _labelled(dataset: Descriptions, name: str) -> list[str]:
    """What has a name for its label, whatever its capitals; claims only where nothing else has it."""
    found = {
        subject
        for predicate in (f"{RDFS}label", f"{SKOS}altLabel", dataset.iris.term("acronym"))
        for subject, label in dataset.backend.pairs(predicate)
        if isinstance(label, ox.Literal) and label.value.casefold() == name.casefold() and not subject.startswith("_:")
    }
    return sorted(iri for iri in found if not dataset.is_a(iri, "Claim")) or sorted(found)


def _named(dataset: Descriptions, predicate: str) -> set[str]:
    return {subject for subject, _ in dataset.backend.pairs(predicate) if not subject.startswith("_:")}
