"""Everything but the articles as JSON-LD documents: registry, outside sources, links, catalog."""

from collections.abc import Iterable

from mali_kg.dataset.jsonld import JsonObject, content_nodes, document, present
from mali_kg.rdf.namespaces import DCAT, DCT, OA, OWL, RDF, RDFS, VANN, VOID, XSD
from mali_kg.sheets.context import ContextSource, Link
from mali_kg.sheets.registry import AGENTS, Registry
from mali_kg.sheets.vocabulary import Vocabulary


def registry_document(registry: Registry, vocabulary: Vocabulary) -> JsonObject:
    """The registry as a JSON-LD document, with the annotator."""
    project = vocabulary.project
    nodes: list[JsonObject] = [{"id": project.iris.annotator, "type": "Agent", "label": {project.config.language: project.config.creator}}]
    for e in registry.values():
        nodes.append(
            present(
                {
                    "id": e.slug,
                    "type": [e.type, "Agent"] if e.type in AGENTS else e.type,
                    "eventType": e.event_type,
                    "label": e.label,
                    "alt": e.alt,
                    "note": e.note,
                }
            )
        )
    return document(nodes, vocabulary)


def source_document(source: ContextSource, vocabulary: Vocabulary) -> JsonObject:
    """An outside source as a JSON-LD document: its facts in a graph, and where the graph comes from beside it."""
    graph = vocabulary.project.iris.context_graph(source.slug)
    language = vocabulary.project.config.language
    about = {"id": graph, "type": "ContextGraph", "primarySource": source.url, "title": {language: source.title}, "read": source.read}
    return document([about, {"id": graph, "@graph": content_nodes(source.facts)}], vocabulary, language)


def links_document(links: Iterable[Link], vocabulary: Vocabulary) -> JsonObject:
    """The links as a JSON-LD document: each link, and an annotation with its evidence."""
    iris, language = vocabulary.project.iris, vocabulary.project.config.language
    nodes: list[JsonObject] = []
    count: dict[str, int] = {}
    for link in links:
        count[link.entity] = count.get(link.entity, 0) + 1
        nodes.append({"id": link.entity, "sameAs": link.same_as})
        nodes.append(
            {
                "id": iris.link(link.entity, count[link.entity]),
                "type": "Link",
                "linkTarget": link.entity,
                "linkBody": link.same_as,
                "motivation": f"{OA}linking",
                "note": {language: link.evidence},
                "read": link.read,
            }
        )
    return {**document(nodes, vocabulary), "id": iris.links_graph}


def catalog_document(vocabulary: Vocabulary) -> JsonObject:
    """The dataset's description of itself, in the catalog graph (DCAT 3, VoID)."""
    project = vocabulary.project
    config, iris = project.config, project.iris

    def text(value: str) -> JsonObject:
        return {"@value": value, "@language": config.language}

    dataset = {
        "@id": iris.dataset,
        f"{RDF}type": [{"@id": f"{DCAT}Dataset"}, {"@id": f"{VOID}Dataset"}],
        f"{DCT}title": text(config.title),
        f"{DCT}description": text(config.description),
        f"{DCT}creator": {"@id": iris.annotator},
        f"{DCT}license": {"@id": config.license},
        f"{DCT}rights": text("The licence covers the annotations. Quotations remain with the holders of the rights in the quoted texts."),
        f"{DCT}language": config.language,
        f"{DCAT}version": config.version,
        f"{VANN}preferredNamespaceUri": iris.ns,
        f"{VOID}uriSpace": iris.base,
        f"{VOID}vocabulary": [{"@id": iris.ns}, {"@id": OA}, {"@id": OWL}, {"@id": RDFS}, {"@id": XSD}],
    }
    return {"@id": iris.catalog_graph, "@graph": [dataset]}
