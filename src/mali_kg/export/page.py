"""schema.org markup for the page of an article, as JSON-LD.

Only what the graph asserts: the article, its claims with who makes them, and names. What a claim says is its text, and never a property of
what it is about; so events have no dates here, and organisations no deeds. Ratings are left to fact-checkers (ClaimReview).
"""

import json
from typing import Any

from mali_kg.claims.model import Claim, Entity
from mali_kg.claims.reader import Records
from mali_kg.export.material import Material
from mali_kg.rdf.iris import Iris

#: schema.org's type for an entity, by local name of its class; the first that fits.
TYPES = {
    "Organization": "Organization",
    "PeacekeepingMission": "Organization",
    "VagueGroup": "Organization",
    "Person": "Person",
    "Event": "Event",
    "Feature": "Place",
    "Legislation": "Legislation",
}


def write(material: Material) -> bytes:
    """The markup: one NewsArticle an article with its claims, and the Dataset they are in."""
    records = material.records
    entities = {e.iri: e for e in records.entities}
    graph: list[dict[str, Any]] = []
    mentioned: dict[str, None] = {}
    for article in records.articles:
        claims = [c for c in records.claims if c.article == article.iri]
        for iri in (*article.about, *(h for c in claims for h in (*c.holders, *c.endorsers))):
            if iri in entities:
                mentioned[iri] = None
        about = [{"@id": iri} for iri in article.about]
        graph.append(
            {
                "@type": "NewsArticle",
                "@id": article.iri,
                "headline": article.headline,
                "inLanguage": article.language,
                "about": about,
                "mentions": [{"@id": c.iri} for c in claims],
            }
        )
        graph += [claim_node(claim, records, entities, material.base) for claim in claims]
    graph += [entity_node(entities[iri]) for iri in mentioned if "Narrator" not in entities[iri].types]
    graph.append(dataset_node(material))
    # It is to stand within <script>: nothing in it may end that.
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, indent=2, ensure_ascii=False).replace("<", "\\u003c")
    return f"{text}\n".encode()


def claim_node(claim: Claim, records: Records, entities: dict[str, Entity], base: str) -> dict[str, Any]:
    """A claim: its text, who makes it, where it appears. In the article's own voice, the article makes it."""
    reported = [h for h in claim.holders if h in entities and "Narrator" not in entities[h].types]
    node: dict[str, Any] = {
        "@type": "Claim",
        "@id": claim.iri,
        "text": claim.label,
        "citation": claim.quote,
        "appearance": {"@id": claim.article},
        "isPartOf": {"@id": Iris(base).dataset},
    }
    if reported:
        node["author"] = [{"@id": h} for h in reported]
    if claim.hedges or claim.modality:
        node["keywords"] = [claim.modality, *claim.hedges]
    return node


def entity_node(entity: Entity) -> dict[str, Any]:
    """Who or what is mentioned: its type and its names."""
    kind = next((TYPES[t] for t in TYPES if t in entity.types), "Thing")
    node: dict[str, Any] = {"@type": kind, "@id": entity.iri, "name": entity.label}
    if entity.other_names:
        node["alternateName"] = list(entity.other_names)
    return node


def dataset_node(material: Material) -> dict[str, Any]:
    """The dataset, with what Google requires of one (name, and a description of 50 to 5,000 characters) and what it recommends."""
    config = material.project.config
    return {
        "@type": "Dataset",
        "@id": Iris(material.base).dataset,
        "name": config.title,
        "description": config.description,
        "version": config.version,
        "license": config.license,
        "inLanguage": config.language,
        "creator": {"@type": "Organization", "name": config.creator},
        "isAccessibleForFree": True,
        "identifier": Iris(material.base).dataset,
        "variableMeasured": ["claims", "holders", "modality", "quotations with offsets", "arguments"],
    }
