"""An anchored sheet as a JSON-LD document, whose keys are those of the sheet."""

from mali_kg.dataset.jsonld import JsonObject, content_nodes, document, present
from mali_kg.rdf.iris import Iris
from mali_kg.sheets.anchor import Anchored, Span, surroundings
from mali_kg.sheets.content import StatementEntry
from mali_kg.sheets.model import ArgumentEntry, ClaimEntry, Labels
from mali_kg.sheets.vocabulary import Vocabulary


class ArticleDocument:
    """One anchored sheet as a JSON-LD document."""

    def __init__(self, anchored: Anchored, iris: Iris) -> None:
        self.anchored, self.iris = anchored, iris
        self.sheet = anchored.sheet
        self.slug = self.sheet.article.slug
        self.article = iris.article(self.slug)
        self.labels = {p.slug: p.label for p in self.sheet.propositions}

    def nodes(self) -> list[JsonObject]:
        """Everything that is said of the article: itself, its narrator, sentences, claims, propositions, arguments, excluded spans."""
        nodes = [self.article_node(), self.narrator_node()]
        for sentence in self.sheet.sentences:
            nodes += self.span_nodes(sentence.id, {"type": ["Sentence", "SpecificResource"], "number": str(int(sentence.id[1:]))})
            for claim in sentence.claims:
                nodes += self.claim_nodes(claim, sentence.id)
        nodes += [self.proposition_node(p.slug, p.label, p.content, p.close_to) for p in self.sheet.propositions]
        nodes += [self.argument_node(a) for a in self.sheet.arguments]
        for x in self.sheet.excluded:
            nodes += self.span_nodes(x.id, {"type": ["ExcludedSpan", "SpecificResource"], "reason": x.reason, "note": x.note})
        return nodes

    def part(self, local: str) -> str:
        """The IRI of a part of the article."""
        return self.iris.part(self.slug, local)

    def article_node(self) -> JsonObject:
        """The article, as far as its text tells."""
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

    def narrator_node(self) -> JsonObject:
        """The voice that tells the article."""
        label = {"en": "The article’s own voice", "fr": "La voix de l’article"}
        return {"id": self.iris.narrator(self.slug), "type": ["Narrator", "Agent"], "label": label, "narrates": self.article}

    def position_node(self, owner: str, span: Span) -> JsonObject:
        """The place of something in the text."""
        return {"id": self.iris.position(owner), "type": "TextPositionSelector", "start": str(span.start), "end": str(span.end)}

    def span_nodes(self, local: str, more: JsonObject) -> list[JsonObject]:
        """A sentence or excluded span, and its place."""
        iri, span = self.part(local), self.anchored.spans[local]
        position = self.position_node(iri, span)
        return [present({"id": iri, "source": self.article, "selector": position["id"], **more}), position]

    def claim_nodes(self, claim: ClaimEntry, sentence: str) -> list[JsonObject]:
        """A claim, its evidence, its quotation and its place."""
        iri, span = self.part(claim.id), self.anchored.spans[claim.id]
        prefix, suffix = surroundings(self.anchored.text, span)
        evidence, quote, position = self.iris.evidence(iri), self.iris.quote(iri), self.position_node(iri, span)
        return [
            present(
                {
                    "id": iri,
                    "type": "Claim",
                    "label": claim.label or self.labels.get(claim.proposition, {}),
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
            {"id": evidence, "type": "SpecificResource", "source": self.article, "selector": [quote, position["id"]]},
            present({"id": quote, "type": "TextQuoteSelector", "quote": claim.quote, "prefix": prefix, "suffix": suffix}),
            position,
        ]

    def proposition_node(self, slug: str, label: Labels, content: tuple[StatementEntry, ...], close_to: tuple[str, ...]) -> JsonObject:
        """A proposition with its content in a graph of its own."""
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

    def argument_node(self, argument: ArgumentEntry) -> JsonObject:
        """An argument."""
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


def article_document(anchored: Anchored, vocabulary: Vocabulary) -> JsonObject:
    """Make the JSON-LD document of an anchored sheet."""
    nodes = ArticleDocument(anchored, vocabulary.project.iris).nodes()
    return document(nodes, vocabulary, anchored.sheet.article.language)
