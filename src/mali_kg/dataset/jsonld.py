"""From what people wrote to quads: each part of a project becomes a JSON-LD document, and that becomes quads.

The keys of the documents are those of the sheets; ``ontology/context.jsonld`` alone says what predicate each one is.
Every function here is pure: the same input gives the same bytes.
"""

import json

import pyoxigraph as ox

from mali_kg.dataset.documents import catalog_document
from mali_kg.dataset.nodes import JsonObject
from mali_kg.errors import DataError, Problem
from mali_kg.project import Project
from mali_kg.rdf.quads import in_graph
from mali_kg.sheets.vocabulary import Vocabulary


def quads(document: JsonObject) -> list[ox.Quad]:
    """The quads of a JSON-LD document.

    :raises DataError: where the context is not JSON-LD.
    """
    try:
        return list(ox.parse(json.dumps(document, ensure_ascii=False), format=ox.RdfFormat.JSON_LD))
    except SyntaxError as error:
        fix = "Look at ontology/context.jsonld: a term there is not as JSON-LD 1.1 has it."
        raise DataError(
            [Problem("broken-context", f"the sheets and the context make no JSON-LD: {error}.", fix, "ontology/context.jsonld")]
        ) from None


def part_quads(project: Project, vocabulary: Vocabulary) -> list[ox.Quad]:
    """What comes with every dataset of the project: code lists, ontology and catalog."""
    return [
        *vocabulary.code_quads,
        *in_graph(vocabulary.ontology_quads, project.iris.ontology_graph),
        *quads(catalog_document(vocabulary)),
    ]
