"""Elements of a property graph (nodes and edges) as a database holds them: told apart by a key, their changes seen by a checksum."""

import hashlib
import json
from typing import NamedTuple

from mali_kg.claims.property_graph import Edge, Node, Value

#: Properties by name.
Properties = dict[str, Value]


class StoredThing(NamedTuple):
    """A node or edge that is in a database."""

    #: The id of a node; of an edge, its `key`.
    key: str
    #: The label of a node, the type of an edge.
    kind: str
    checksum: str


class LooseEdge(NamedTuple):
    """An edge to take away between nodes that stay, with the node that it starts at."""

    type: str
    key: str
    start_label: str
    start: str


class JoinedEdge(NamedTuple):
    """An edge with its key and the labels of the nodes that it joins."""

    key: str
    start_label: str
    edge: Edge
    end_label: str


def key(edge: Edge) -> str:
    """Make the key that tells an edge from every other: ``start|type|end|mark``, the mark where it has one. No IRI holds such a line (RFC 3987)."""
    return "|".join((edge.start, edge.type, edge.end, *([edge.mark] if edge.mark else ())))


def ends(key: str) -> tuple[str, str]:
    """Read the ids of the nodes that an edge joins from its key."""
    start, _, end = key.split("|")[:3]
    return start, end


def from_key(key: str, properties: Properties) -> Edge:
    """Make the edge that has this key."""
    start, kind, end, *mark = key.split("|")
    return Edge(start, end, kind, properties, *mark)


def is_within(key: str, article: str) -> bool:
    """Tell whether a node or edge is an article's own: the article or what is below it, and every edge that ends there, or whose mark names a claim of it.

    :param key: the id of a node, the key of an edge.
    :param article: IRI of the article.
    """
    return any(part == article or part.startswith(f"{article}/") for part in key.split("|"))


def checksum(element: Node | Edge) -> str:
    """Hash the label or type and the properties: 16 hexadecimal digits."""
    shown = json.dumps(
        [element.label if isinstance(element, Node) else element.type, element.properties], sort_keys=True, ensure_ascii=False
    )
    return hashlib.blake2b(shown.encode(), digest_size=8).hexdigest()


def fields(properties: Properties) -> str:
    """List the names of properties, each with the kind of its value: elements of the same fields go into one statement."""
    kinds = {bool: "boolean", int: "integer", tuple: "list", str: "text"}
    return " ".join(f"{name}:{kinds[type(value)]}" for name, value in sorted(properties.items()))


def to_json(properties: Properties) -> str:
    """Write properties as JSON."""
    return json.dumps(properties, ensure_ascii=False)


def from_json(text: str) -> Properties:
    """Read properties that `to_json` has written."""
    return {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(text).items()}
