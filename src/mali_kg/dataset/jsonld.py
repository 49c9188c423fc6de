"""JSON-LD documents, whose keys are those of the sheets, and the quads that they are.

``ontology/context.jsonld`` alone says what predicate each key is. Every function here is pure: the same input gives the same bytes.
"""

import json
from collections.abc import Mapping
from typing import cast

import pyoxigraph as ox

from mali_kg.errors import DataError, Problem
from mali_kg.sheets.vocabulary import WrittenContext

JsonObject = dict[str, object]


def present(node: Mapping[str, object]) -> JsonObject:
    """Leave out the keys of a node that say nothing."""
    return {key: value for key, value in node.items() if value not in ("", None, (), [], {})}


def document(nodes: list[JsonObject], context: WrittenContext, graph: str, language: str = "") -> JsonObject:
    """Make a document of nodes, in a named graph.

    :param language: of text without one, as a tag of BCP 47; empty for none.
    """
    for node in nodes:
        for key in context.code_namespaces.keys() & node.keys():
            namespace, value = context.code_namespaces[key], cast("str | list[str]", node[key])
            node[key] = namespace + value if isinstance(value, str) else [namespace + v for v in value]
    contexts = [context.context, {"@language": language}] if language else context.context
    return {"@context": contexts, "@id": graph, "@graph": nodes}


def quads(document: Mapping[str, object]) -> list[ox.Quad]:
    """Read the quads of a JSON-LD document.

    :raises DataError: where the context is not JSON-LD.
    """
    try:
        return list(ox.parse(json.dumps(document, ensure_ascii=False), format=ox.RdfFormat.JSON_LD))
    except SyntaxError as error:
        fix = "Look at ontology/context.jsonld: a term there is not as JSON-LD 1.1 has it."
        raise DataError(
            [Problem("broken-context", f"the sheets and the context make no JSON-LD: {error}.", fix, "ontology/context.jsonld")]
        ) from None
