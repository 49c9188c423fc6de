"""No term that its vocabulary does not define: terms of other vocabularies are held to ``ontology/foreign-terms.txt``."""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from mali_kg.files import read_text
from mali_kg.project import Project
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import FOREIGN
from mali_kg.report.results import Result

RULE = "foreign-term"
MESSAGE = (
    "Its vocabulary does not define this term, or the project does not use it yet. Look the name up where the vocabulary is published; where it is right, "
    "add it to ontology/foreign-terms.txt."
)
#: Prefixes of things, not of terms.
_THINGS = frozenset(("wd",))
_NAMESPACES = tuple(namespace for prefix, namespace in FOREIGN.items() if prefix not in _THINGS)
_LINE = re.compile(r"([a-z]+):(\S+)")


def known_terms(project: Project) -> frozenset[str]:
    """Give the terms that may be used, as whole IRIs."""
    text = read_text(project.ontology_path("foreign-terms.txt"), "list of terms")
    matches = [_LINE.fullmatch(line.strip()) for line in text.splitlines() if not line.startswith("#")]
    return frozenset(FOREIGN[m[1]] + m[2] for m in matches if m and m[1] in FOREIGN)


def check(quads: Iterable[ox.Quad], known: frozenset[str], iris: Iris) -> list[Result]:
    """Find every IRI in the namespace of another vocabulary that is no known term.

    :param known: see `known_terms`.
    """
    used: set[str] = set()
    for subject, predicate, value, _ in quads:
        used.add(predicate.value)
        if isinstance(subject, ox.NamedNode):
            used.add(subject.value)
        if isinstance(value, ox.NamedNode):
            used.add(value.value)
        elif isinstance(value, ox.Literal):
            used.add(value.datatype.value)
    unknown = sorted(iri for iri in used if iri.startswith(_NAMESPACES) and iri not in known and iri not in _NAMESPACES)
    return [Result(f"<{iri}>", "", "", iris.rule("TermConstraintComponent"), iris.rule(RULE), MESSAGE, "Violation") for iri in unknown]
