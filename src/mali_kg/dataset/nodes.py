"""JSON-LD nodes: what the documents are made of."""

from collections.abc import Iterable
from typing import Any

from mali_kg.sheets.content import StatementEntry

JsonObject = dict[str, Any]


def present(node: JsonObject) -> JsonObject:
    """The node without keys that say nothing."""
    return {key: value for key, value in node.items() if value not in ("", None, (), [], {})}


def content_nodes(statements: Iterable[StatementEntry]) -> list[JsonObject]:
    """Statements as JSON-LD nodes, one a subject."""
    nodes: dict[str, JsonObject] = {}
    for subject, key, value, language, _ in statements:
        node = nodes.setdefault(subject, {"id": subject})
        if language:
            node.setdefault(key, {}).setdefault(language, []).append(value)
        else:
            node.setdefault(key, []).append(value)
    return list(nodes.values())
