"""Views: one thing of the dataset as the lines a person wants to read."""

from collections.abc import Callable, Iterator

from mali_kg.claims.descriptions import local
from mali_kg.claims.reader import Records
from mali_kg.pages.argument import argument_lines
from mali_kg.pages.article import article_lines
from mali_kg.pages.claim import claim_lines, codes, source_claim_lines
from mali_kg.pages.concept import concept_lines, kind_lines, role_lines, term_lines
from mali_kg.pages.entity import entity_lines
from mali_kg.pages.lines import Line, View
from mali_kg.pages.part import description_lines, is_retired, retired_lines, span_lines, thing_lines
from mali_kg.pages.proposition import proposition_lines, source_lines
from mali_kg.pages.telling import Telling
from mali_kg.project import Project
from mali_kg.rdf.namespaces import RDF

#: Local name of a class to what tells a thing of it; the first that fits. What is an agent, place, event or document besides is an entity.
VIEWS: dict[str, Callable[[Telling, str], Iterator[Line]]] = {
    "Claim": claim_lines,
    "SourceClaim": source_claim_lines,
    "Argument": argument_lines,
    "Proposition": proposition_lines,
    "Source": source_lines,
    "NewsArticle": article_lines,
    "Kind": kind_lines,
    "Role": role_lines,
    "Concept": concept_lines,
    "ConceptScheme": term_lines,
    "Sentence": lambda telling, iri: span_lines(telling, iri, "sentence"),
    "ExcludedSpan": lambda telling, iri: span_lines(telling, iri, "excluded"),
    "Description": lambda telling, iri: description_lines(telling, iri, "description"),
    "Participant": lambda telling, iri: description_lines(telling, iri, "participant"),
    "Quantity": lambda telling, iri: description_lines(telling, iri, "quantity"),
    "Time": lambda telling, iri: description_lines(telling, iri, "time"),
    **dict.fromkeys(("Agent", "Feature", "Eventuality", "Document", "Topic"), entity_lines),
    **dict.fromkeys(("Class", "ObjectProperty", "DatatypeProperty"), term_lines),
}


class Viewer:
    """Views of one dataset.

    :param records: the dataset, with the language of its labels.
    :param project: has the texts of its articles, or not.
    """

    def __init__(self, records: Records, project: Project) -> None:
        self.records, self.telling = records, Telling(records, project)

    def view(self, iri: str) -> View:
        """Tell everything worth reading about one thing.

        :raises IncompleteError: where the dataset lacks something of it.
        """
        types = {local(t) for t in self.records.values(iri, f"{RDF}type")}
        tell = next((tell for name, tell in VIEWS.items() if name in types), thing_lines)
        if is_retired(self.telling, iri):
            tell = retired_lines
        return View(iri, list(tell(self.telling, iri)), codes(self.telling, iri) if {"Claim", "SourceClaim"} & types else {})
