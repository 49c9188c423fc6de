"""An anchored sheet as JSON-LD documents, whose keys are those of the sheet: one of the article and its claims, one of what they say."""

from mali_kg.dataset.descriptions import DescriptionNodes
from mali_kg.dataset.jsonld import JsonObject, document, present
from mali_kg.sheets.anchor import Anchored, Span, surroundings
from mali_kg.sheets.description import Known
from mali_kg.sheets.model import ArgumentEntry, ClaimEntry


class ArticleDocument:
    """The nodes of one anchored sheet."""

    def __init__(self, anchored: Anchored, known: Known) -> None:
        project = known.vocabulary.project
        self.anchored, self.iris = anchored, project.iris
        self.sheet = anchored.sheet
        self.slug = self.sheet.article.slug
        self.article = self.iris.article(self.slug)
        self.descriptions = DescriptionNodes(known, self.sheet.article.language, project.config.language)

    def nodes(self) -> list[JsonObject]:
        """Describe everything that is said of the article: itself, its narrator, sentences, claims, arguments, excluded spans."""
        nodes = [self.article_node(), self.narrator_node()]
        for sentence in self.sheet.sentences:
            nodes += self.span_nodes(sentence.id, {"type": ["Sentence", "SpecificResource"], "number": str(int(sentence.id[1:]))})
            for claim in sentence.claims:
                nodes += self.claim_nodes(claim, sentence.id)
        nodes += [self.argument_node(a) for a in self.sheet.arguments]
        for x in self.sheet.excluded:
            nodes += self.span_nodes(x.id, {"type": ["ExcludedSpan", "SpecificResource"], "reason": x.reason, "note": x.note})
        return nodes

    def said(self) -> list[JsonObject]:
        """Give what the claims say: their descriptions, each where it was written."""
        return [
            node
            for claim in self.sheet.claims
            if claim.says_of == claim.id
            for node in self.descriptions.nodes(self.iris.description(self.part(claim.id)), claim.says)
        ]

    def part(self, local: str) -> str:
        """Give the IRI of a part of the article."""
        return self.iris.part(self.slug, local)

    def article_node(self) -> JsonObject:
        """Describe the article, as far as its text tells."""
        article = self.sheet.article
        return present(
            {
                "id": self.article,
                "type": "NewsArticle",
                "label": {article.language: article.headline or self.slug},
                "headline": article.headline,
                "url": article.url,
                "language": article.language,
                "sha256": article.sha256,
                "length": str(len(self.anchored.text)),
                "copyrightNotice": article.copyright_notice,
                "about": article.about,
            }
        )

    def narrator_node(self) -> JsonObject:
        """Describe the voice that tells the article."""
        label = {"en": "The article’s own voice", "fr": "La voix de l’article"}
        return {"id": self.iris.narrator(self.slug), "type": ["Narrator", "Agent"], "label": label, "narrates": self.article}

    def position_node(self, owner: str, span: Span) -> JsonObject:
        """Describe the place of something in the text."""
        return {"id": self.iris.position(owner), "type": "TextPositionSelector", "start": str(span.start), "end": str(span.end)}

    def span_nodes(self, local: str, more: JsonObject) -> list[JsonObject]:
        """Describe a sentence or excluded span, and its place."""
        iri, span = self.part(local), self.anchored.spans[local]
        position = self.position_node(iri, span)
        return [present({"id": iri, "source": self.article, "selector": position["id"], **more}), position]

    def claim_nodes(self, claim: ClaimEntry, sentence: str) -> list[JsonObject]:
        """Describe a claim, its evidence, its quotation and its place."""
        iri, span = self.part(claim.id), self.anchored.spans[claim.id]
        prefix, suffix = surroundings(self.anchored.text, span)
        evidence, quote, position = self.iris.evidence(iri), self.iris.quote(iri), self.position_node(iri, span)
        return [
            present(
                {
                    "id": iri,
                    "type": "Claim",
                    "label": claim.label,
                    "says": self.iris.description(self.part(claim.says_of)),
                    "mentions": self.descriptions.mentions(claim.says),
                    "oppositeFingerprint": self.descriptions.opposite_fingerprints(claim.says),
                    "holder": [self.iris.entity(h) for h in claim.holders] or self.iris.narrator(self.slug),
                    "endorsedBy": claim.endorsers,
                    "via": [self.iris.hop(iri, n) for n, _ in enumerate(claim.via, 1)],
                    "stance": claim.stance.stance,
                    "strength": claim.stance.strength,
                    "polarity": claim.stance.polarity,
                    "focus": claim.stance.focus,
                    "background": claim.background,
                    "cue": claim.cues,
                    "modal": claim.modals,
                    "hedge": claim.hedges,
                    "openList": claim.open_list,
                    "closeTo": [self.part(other) for other in claim.close_to],
                    "accepted": [f"{rule}: {reason}" for rule, reason in claim.accepted.items()],
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
            *(
                present(
                    {
                        "id": self.iris.hop(iri, n),
                        "type": "Hop",
                        "number": str(n),
                        "voice": self.iris.entity(hop.who),
                        "stance": hop.stance,
                        "cue": hop.cues,
                    }
                )
                for n, hop in enumerate(claim.via, 1)
            ),
        ]

    def argument_node(self, argument: ArgumentEntry) -> JsonObject:
        """Describe an argument."""
        explicit = argument.explicitness == "explicit"
        voice = self.iris.narrator(self.slug) if explicit else ""
        return present(
            {
                "id": self.part(argument.id),
                "type": ["Argument", argument.type],
                "premise": [self.part(p) for p in argument.premises],
                "conclusion": self.part(argument.conclusion),
                "supports": self.part(argument.conclusion) if argument.type == "Support" else "",
                "attacks": self.part(argument.conclusion) if argument.type == "Attack" else "",
                "arguer": [self.iris.entity(a) for a in argument.arguers] or voice,
                "explicitness": argument.explicitness,
                "attributedTo": "" if explicit else self.iris.annotator,
                "scope": argument.scope,
                "sentence": self.part(argument.sentence) if argument.sentence else "",
                "cue": argument.cues,
                "inArticle": self.article,
                "accepted": [f"{rule}: {reason}" for rule, reason in argument.accepted.items()],
                "note": argument.note,
            }
        )


def article_documents(anchored: Anchored, known: Known) -> tuple[JsonObject, JsonObject]:
    """Make the JSON-LD documents of an anchored sheet: of the article and its claims, and of what they say."""
    vocabulary, language = known.vocabulary, anchored.sheet.article.language
    found = ArticleDocument(anchored, known)
    graph = found.iris.article_graph(found.slug)
    return (
        document(found.nodes(), vocabulary.sheet_context, graph, language),
        document(found.said(), vocabulary.description_context, graph, language),
    )
