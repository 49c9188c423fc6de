"""From what people wrote to quads: each part of a project becomes a JSON-LD document, and that becomes quads.

The keys of the documents are those of the sheets; ``ontology/context.jsonld`` alone says what predicate each one is.
Every function here is pure: the same input gives the same bytes.
"""

import json
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from mali_kg.content import Statement
from mali_kg.evidence import Anchored, Span, surroundings
from mali_kg.iris import Iris
from mali_kg.namespaces import DCAT, DCT, OA, OWL, RDF, RDFS, VANN, VOID, XSD
from mali_kg.outside import Link, Source
from mali_kg.project import Project
from mali_kg.registry import AGENTS, Registry
from mali_kg.sheet import Argument, Claim, Labels
from mali_kg.vocabulary import Vocabulary

Node = dict[str, Any]


def present(node: Node) -> Node:
    """The node without keys that say nothing."""
    return {key: value for key, value in node.items() if value not in ("", None, (), [], {})}


def content_nodes(statements: Iterable[Statement]) -> list[Node]:
    """Statements as JSON-LD nodes, one a subject."""
    nodes: dict[str, Node] = {}
    for subject, key, value, language, _ in statements:
        node = nodes.setdefault(subject, {"id": subject})
        if language:
            node.setdefault(key, {}).setdefault(language, []).append(value)
        else:
            node.setdefault(key, []).append(value)
    return list(nodes.values())


class ArticleDocument:
    """One anchored sheet as a JSON-LD document."""

    def __init__(self, anchored: Anchored, iris: Iris) -> None:
        self.anchored, self.iris = anchored, iris
        self.sheet = anchored.sheet
        self.slug = self.sheet.article.slug
        self.article = iris.article(self.slug)

    def nodes(self) -> list[Node]:
        """Everything that is said of the article: itself, its narrator, sentences, claims, propositions, arguments, excluded spans."""
        nodes = [self.article_node(), self.narrator_node()]
        for number, sentence in enumerate(self.sheet.sentences):
            nodes += self.span_nodes(sentence.id, {"type": ["Sentence", "SpecificResource"], "number": str(number)})
            for claim in sentence.claims:
                nodes += self.claim_nodes(claim, sentence.id)
        nodes += [self.proposition_node(p.slug, p.label, p.content, p.close_to) for p in self.sheet.propositions]
        nodes += [self.argument_node(a) for a in self.sheet.arguments]
        for x in self.sheet.excluded:
            nodes += self.span_nodes(x.id, {"type": ["ExcludedSpan", "SpecificResource"], "reason": x.reason, "note": x.note})
        return nodes

    def part(self, local: str) -> str:
        return self.iris.part(self.slug, local)

    def article_node(self) -> Node:
        article = self.sheet.article
        return present(
            {
                "id": self.article,
                "type": "NewsArticle",
                "label": {article.language: article.headline or self.slug},
                "headline": article.headline,
                "language": article.language,
                "sha256": article.sha256,
                "length": str(len(self.anchored.text)),
                "copyrightNotice": article.copyright_notice,
                "about": article.about,
            }
        )

    def narrator_node(self) -> Node:
        label = {"en": "The article’s own voice", "fr": "La voix de l’article"}
        return {"id": self.iris.narrator(self.slug), "type": ["Narrator", "Agent"], "label": label, "narrates": self.article}

    def position_node(self, owner: str, span: Span) -> Node:
        return {"id": f"{owner}/position", "type": "TextPositionSelector", "start": str(span.start), "end": str(span.end)}

    def span_nodes(self, local: str, more: Node) -> list[Node]:
        iri, span = self.part(local), self.anchored.spans[local]
        position = self.position_node(iri, span)
        return [present({"id": iri, "source": self.article, "selector": position["id"], **more}), position]

    def claim_nodes(self, claim: Claim, sentence: str) -> list[Node]:
        iri, span = self.part(claim.id), self.anchored.spans[claim.id]
        labels = {p.slug: p.label for p in self.sheet.propositions}
        prefix, suffix = surroundings(self.anchored.text, span)
        evidence, position = f"{iri}/evidence", self.position_node(iri, span)
        return [
            present(
                {
                    "id": iri,
                    "type": "Claim",
                    "label": claim.label or labels.get(claim.proposition, {}),
                    "proposition": self.iris.proposition(claim.proposition),
                    "holder": claim.holders or self.iris.narrator(self.slug),
                    "endorsedBy": claim.endorsers,
                    "modality": claim.modality,
                    "polarity": claim.polarity,
                    "cue": claim.cues,
                    "hedge": claim.hedges,
                    "openList": claim.open_list,
                    "presupposed": "true" if claim.presupposed else "false",
                    "sentence": self.part(sentence),
                    "appearance": self.article,
                    "interpreter": self.iris.annotator,
                    "evidence": evidence,
                    "note": claim.note,
                }
            ),
            {"id": evidence, "type": "SpecificResource", "source": self.article, "selector": [f"{iri}/quote", position["id"]]},
            present({"id": f"{iri}/quote", "type": "TextQuoteSelector", "quote": claim.quote, "prefix": prefix, "suffix": suffix}),
            position,
        ]

    def proposition_node(self, slug: str, label: Labels, content: tuple[Statement, ...], close_to: tuple[str, ...]) -> Node:
        graph = self.iris.proposition_graph(slug)
        return present(
            {
                "id": self.iris.proposition(slug),
                "type": "Proposition",
                "label": label,
                "content": {graph: content_nodes(content)},
                "tripleCount": str(len(content)),
                "closeTo": [self.iris.proposition(other) for other in close_to],
            }
        )

    def argument_node(self, argument: Argument) -> Node:
        voice = self.iris.narrator(self.slug) if argument.explicitness == "explicit" else self.iris.annotator
        return present(
            {
                "id": self.part(argument.id),
                "type": ["Argument", argument.type],
                "premise": [self.iris.proposition(p) for p in argument.premises],
                "conclusion": self.iris.proposition(argument.conclusion),
                "arguer": argument.arguer or voice,
                "explicitness": argument.explicitness,
                "sentence": self.part(argument.sentence) if argument.sentence else "",
                "cue": argument.cues,
                "appearance": self.article,
                "note": argument.note,
            }
        )


def article_document(anchored: Anchored, vocabulary: Vocabulary) -> Node:
    """An anchored sheet as a JSON-LD document."""
    iris = vocabulary.project.iris
    context = [*vocabulary.context, {"@language": anchored.sheet.article.language}]
    return {"@context": context, "@graph": ArticleDocument(anchored, iris).nodes()}


def registry_document(registry: Registry, vocabulary: Vocabulary) -> Node:
    """The registry as a JSON-LD document, with the annotator."""
    project = vocabulary.project
    nodes: list[Node] = [{"id": project.iris.annotator, "type": "Agent", "label": {project.config.language: project.config.creator}}]
    for e in registry.values():
        nodes.append(present({"id": e.slug, "type": [e.type, "Agent"] if e.type in AGENTS else e.type, "eventType": e.event_type, "label": e.label, "alt": e.alt, "note": e.note}))
    return {"@context": vocabulary.context, "@graph": nodes}


def source_document(source: Source, vocabulary: Vocabulary) -> Node:
    """An outside source as a JSON-LD document: its facts in a graph, and where the graph comes from beside it."""
    graph = vocabulary.project.iris.context_graph(source.slug)
    language = vocabulary.project.config.language
    about = {"id": graph, "type": "Graph", "primarySource": source.url, "title": {language: source.title}, "read": source.read}
    context = [*vocabulary.context, {"@language": language}]
    return {"@context": context, "@graph": [about, {"id": graph, "@graph": content_nodes(source.facts)}]}


def links_document(links: Iterable[Link], vocabulary: Vocabulary) -> Node:
    """The links as a JSON-LD document: each link, and an annotation with its evidence."""
    iris, language = vocabulary.project.iris, vocabulary.project.config.language
    nodes: list[Node] = []
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
    return {"@context": vocabulary.context, "id": iris.links_graph, "@graph": nodes}


def catalog_document(vocabulary: Vocabulary) -> Node:
    """The dataset's description of itself, in the catalog graph (DCAT 3, VoID)."""
    project = vocabulary.project
    config, iris = project.config, project.iris

    def text(value: str) -> Node:
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


def quads(document: Node) -> list[ox.Quad]:
    """The quads of a JSON-LD document, its blank nodes none."""
    return list(ox.parse(json.dumps(document, ensure_ascii=False), format=ox.RdfFormat.JSON_LD))


def lines(found: Iterable[ox.Quad]) -> list[str]:
    """Quads as sorted lines of N-Quads, each once, each with its newline."""
    data: bytes = ox.serialize(found, format=ox.RdfFormat.N_QUADS)
    return sorted(set(data.decode().splitlines(keepends=True)))


def in_graph(found: Iterable[ox.Quad], graph: str) -> list[ox.Quad]:
    """The same triples in another graph."""
    name = ox.NamedNode(graph)
    return [ox.Quad(q.subject, q.predicate, q.object, name) for q in found]


def part_quads(project: Project, vocabulary: Vocabulary) -> list[ox.Quad]:
    """What comes with every dataset of the project: code lists, ontology and catalog."""
    return [
        *vocabulary.code_quads,
        *in_graph(vocabulary.ontology_quads, project.iris.ontology_graph),
        *quads(catalog_document(vocabulary)),
    ]
