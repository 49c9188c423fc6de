"""Everything but the articles as JSON-LD documents: registry, kinds, propositions, outside sources, links, catalog."""

from collections.abc import Iterable, Iterator

from mali_kg.dataset.descriptions import DescriptionNodes
from mali_kg.dataset.jsonld import JsonObject, document, present
from mali_kg.dataset.shared import Shared
from mali_kg.rdf.namespaces import DCAT, DCT, FOREIGN, OA, OWL, RDF, RDFS, VANN, VOID, XSD
from mali_kg.sheets.context import ContextSource, Link
from mali_kg.sheets.description import Known
from mali_kg.sheets.propositions import PropositionEntry
from mali_kg.sheets.registry import AGENTS
from mali_kg.sheets.retired import RetiredEntry
from mali_kg.sheets.reviews import ReviewEntry
from mali_kg.sheets.vocabulary import Vocabulary


def shared_documents(shared: Shared) -> Iterator[JsonObject]:
    """Give everything that all articles share as JSON-LD documents, but the vocabulary."""
    known = shared.known
    yield catalog_document(known.vocabulary)
    yield registry_document(known)
    yield kinds_document(known)
    yield from propositions_documents(shared.propositions, known)
    for source in shared.sources:
        yield from source_documents(source, known)
    yield links_document(shared.links, known.vocabulary)
    yield retired_document(shared.retired, known.vocabulary)
    yield reviews_document(shared.reviews, known.vocabulary)


def registry_document(known: Known) -> JsonObject:
    """Describe the registry as a JSON-LD document, with the annotator."""
    vocabulary = known.vocabulary
    project = vocabulary.project
    nodes: list[JsonObject] = [{"id": project.iris.annotator, "type": "Agent", "label": {project.config.language: project.config.creator}}]
    for e in known.registry.values():
        more = {"Polity": ["Place", "Agent"]}.get(e.type, ["Agent"] if e.type in AGENTS else [])
        nodes.append(
            present(
                {
                    "id": project.iris.entity(e.slug),
                    "type": [e.type, *more],
                    "eventKind": e.kind,
                    "names": [project.iris.entity(name) for name in e.names],
                    "label": e.label,
                    "alt": e.alt,
                    "note": e.note,
                }
            )
        )
    return document(nodes, vocabulary.sheet_context, project.iris.registry_graph)


def kinds_document(known: Known) -> JsonObject:
    """Describe the kinds of situations as a JSON-LD document: a SKOS concept scheme."""
    iris, language = known.vocabulary.project.iris, known.vocabulary.project.config.language
    scheme = iris.scheme("kind")

    def kind(slug: str) -> str:
        return iris.code("kind", slug) if slug else ""

    nodes: list[JsonObject] = [{"id": scheme, "type": "ConceptScheme", "prefLabel": {"en": "Kind of situation", "fr": "Type de situation"}}]
    for k in known.kinds.values():
        nodes.append(
            present(
                {
                    "id": kind(k.slug),
                    "type": ["Kind", "Concept"],
                    "inScheme": scheme,
                    "topConceptOf": "" if k.broader else scheme,
                    "notation": k.slug,
                    "prefLabel": k.label,
                    "definition": k.definition or {language: ()},
                    "broader": kind(k.broader),
                    "opposite": kind(k.opposite),
                    "expectsRole": list(k.roles),
                    "edgeFrom": k.edge[0] if k.edge else "",
                    "edgeTo": k.edge[1] if k.edge else "",
                    "propbank": k.propbank,
                    "plover": k.plover,
                    "wikidata": f"{FOREIGN['wd']}{k.wikidata}" if k.wikidata else "",
                }
            )
        )
    return document(nodes, known.vocabulary.sheet_context, iris.registry_graph)


def propositions_documents(propositions: Iterable[PropositionEntry], known: Known) -> Iterator[JsonObject]:
    """Describe the propositions that have a name as JSON-LD documents: themselves, and what they say."""
    vocabulary = known.vocabulary
    iris, language = vocabulary.project.iris, vocabulary.project.config.language
    descriptions = DescriptionNodes(known, language, language)
    nodes: list[JsonObject] = []
    said: list[JsonObject] = []
    for p in propositions:
        iri = iris.proposition(p.slug)
        mentions = descriptions.mentions(p.says)
        nodes.append(present({"id": iri, "type": "Proposition", "label": p.label, "says": iris.description(iri), "mentions": mentions}))
        said += descriptions.nodes(iris.description(iri), p.says)
    yield document(nodes, vocabulary.sheet_context, iris.registry_graph, language)
    yield document(said, vocabulary.description_context, iris.registry_graph, language)


def source_documents(source: ContextSource, known: Known) -> Iterator[JsonObject]:
    """Describe an outside source as JSON-LD documents: itself and its claims, and what they say."""
    vocabulary = known.vocabulary
    iris, language = vocabulary.project.iris, vocabulary.project.config.language
    descriptions = DescriptionNodes(known, language, language)
    graph, iri = iris.source_graph(source.slug), iris.source(source.slug)
    title = {language: source.title}
    nodes: list[JsonObject] = [
        {
            "id": iri,
            "type": ["Source", "Agent"],
            "label": title,
            "title": title,
            "primarySource": source.url,
            "read": source.read,
        }
    ]
    said: list[JsonObject] = []
    for claim in source.claims:
        of_claim = iris.source_claim(source.slug, claim.id)
        nodes.append(
            present(
                {
                    "id": of_claim,
                    "type": "SourceClaim",
                    "label": claim.label,
                    "holder": iri,
                    "says": iris.description(of_claim),
                    "mentions": descriptions.mentions(claim.says),
                    "oppositeFingerprint": descriptions.opposite_fingerprints(claim.says),
                    "quotation": claim.quote,
                    "stance": claim.stance.stance,
                    "strength": claim.stance.strength,
                    "polarity": claim.stance.polarity,
                    "focus": claim.stance.focus,
                    "hedge": claim.hedges,
                    "accepted": [f"{rule}: {reason}" for rule, reason in claim.accepted.items()],
                    "note": claim.note,
                }
            )
        )
        said += descriptions.nodes(iris.description(of_claim), claim.says)
    yield document(nodes, vocabulary.sheet_context, graph, language)
    yield document(said, vocabulary.description_context, graph, language)


def links_document(links: Iterable[Link], vocabulary: Vocabulary) -> JsonObject:
    """Describe the links as a JSON-LD document: each link, and an annotation with its evidence."""
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
    return document(nodes, vocabulary.sheet_context, iris.links_graph)


def retired_document(retired: Iterable[RetiredEntry], vocabulary: Vocabulary) -> JsonObject:
    """Give the retired ids as a JSON-LD document."""
    iris = vocabulary.project.iris
    nodes = [
        present(
            {
                "id": iris.entity(r.id),
                "deprecated": "true",
                "retiredOn": r.date,
                "retiredBecause": r.reason,
                "replacedBy": [iris.entity(other) for other in r.replaced_by],
            }
        )
        for r in retired
    ]
    return document(nodes, vocabulary.sheet_context, iris.registry_graph)


def reviews_document(reviews: Iterable[ReviewEntry], vocabulary: Vocabulary) -> JsonObject:
    """Give the verdicts of fact-checkers as a JSON-LD document."""
    iris, language = vocabulary.project.iris, vocabulary.project.config.language
    nodes = [
        present(
            {
                "id": iris.review(r.id),
                "type": "Review",
                "reviewOf": iris.part(r.article, r.claim),
                "holder": iris.entity(r.by),
                "verdict": r.verdict,
                "published": r.published,
                "primarySource": r.url,
                "read": r.read,
                "note": r.note,
            }
        )
        for r in reviews
    ]
    return document(nodes, vocabulary.sheet_context, iris.reviews_graph, language)


def catalog_document(vocabulary: Vocabulary) -> JsonObject:
    """Describe the dataset itself, in the catalog graph (DCAT 3, VoID)."""
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
