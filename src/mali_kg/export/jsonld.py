"""JSON-LD for people: the whole dataset with our context, and claim cards made by a frame."""

import json
from typing import Any

import pyoxigraph as ox
from pyld import jsonld

from mali_kg.export.material import Material
from mali_kg.files import read_text
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import RDF
from mali_kg.rdf.order import ordered
from mali_kg.rdf.quads import serialize

#: The context and the frame, in the project's ontology folder.
CONTEXT, FRAME = "context.jsonld", "cards.jsonld"


def refuse(url: str, _options: Any) -> Any:
    """Nothing is fetched: contexts are in the documents."""
    raise jsonld.JsonLdError(f"{url} is not fetched", "loading remote context failed")


def read(material: Material, name: str) -> Any:
    """A file of the ontology folder, with the base of what is exported."""
    path = material.project.ontology_path(name)
    text = material.project.text(path, "JSON-LD document", material.base)
    return json.loads(text) if text else read_text(path)


def expanded(quads: list[ox.Quad]) -> list[Any]:
    """Quads as an expanded document. It is pyoxigraph's: PyLD reads no escapes of N-Quads (3.3)."""
    return [typed(node) for node in json.loads(serialize(ordered(quads), ox.RdfFormat.JSON_LD))]


def typed(node: dict[str, Any]) -> dict[str, Any]:
    """A node whose types are @type, by which frames choose; pyoxigraph writes them as rdf:type."""
    types = [t["@id"] for t in node.pop(f"{RDF}type", ())]
    inner = {"@graph": [typed(n) for n in node["@graph"]]} if "@graph" in node else {}
    return node | inner | ({"@type": types} if types else {})


def write_compact(material: Material) -> bytes:
    """The whole dataset, compacted with the context of the sheets."""
    context = read(material, CONTEXT)["@context"]
    # Without a base: relative IRIs would lose the # at the end of a namespace (PyLD 3.3).
    document = jsonld.compact(expanded(material.quads), {"@context": [*context, {"@base": None}]}, {"documentLoader": refuse})
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def write_cards(material: Material) -> bytes:
    """One object a claim: who holds it, what it says, where it stands. What claims say stays out but for its label."""
    iris = Iris(material.base)
    asserted = [
        q
        for q in material.quads
        if isinstance(q.graph_name, ox.DefaultGraph) and q.predicate.value not in (iris.term("contentGraph"), iris.term("tripleCount"))
    ]
    frame = read(material, FRAME)
    options = {"documentLoader": refuse, "omitGraph": False, "omitDefault": True}
    document = jsonld.frame(expanded(asserted), frame, options)
    shown = material.chosen
    if shown is not None:
        document["@graph"] = [c for c in document.get("@graph", []) if iris.entity("") + c["id"].removeprefix(iris.entity("")) in shown]
    order = {c.iri.removeprefix(iris.entity("")): n for n, c in enumerate(material.records.claims)}
    document["@graph"] = sorted(document.get("@graph", []), key=lambda card: order.get(card["id"].removeprefix(iris.entity("")), 0))
    return (json.dumps(native(document), indent=2, ensure_ascii=False) + "\n").encode()


def native(found: Any) -> Any:
    """Numbers and truth values as JSON has them; the context still gives them their datatypes."""
    if isinstance(found, list):
        return [native(value) for value in found]
    if not isinstance(found, dict):
        return found
    readers: dict[str, Any] = {"start": int, "end": int, "presupposed": lambda text: text == "true", "@context": lambda context: context}
    return {key: readers.get(key, native)(value) for key, value in found.items()}
