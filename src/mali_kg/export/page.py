"""schema.org markup for the page of an article, as JSON-LD.

Only what the graph asserts: the article, its claims with who makes them and who reads them so, and names. What a claim says is its text, and never
a property of what it is about; so organisations have no deeds here, and what is decided, feared or wanted is no Event. Ratings are left to
fact-checkers (ClaimReview).
"""

import json

from mali_kg.claims.model import Claim, Entity
from mali_kg.claims.reader import Records
from mali_kg.export.material import Material
from mali_kg.project import Config
from mali_kg.rdf.iris import Iris

#: schema.org’s types for an entity, by local name of its class; the first that fits.
TYPES: dict[str, str | list[str]] = {
    # It is where something happens and who does something.
    "Polity": ["Organization", "Place"],
    "Organization": "Organization",
    "VagueGroup": "Organization",
    "Person": "Person",
    "Feature": "Place",
    "Document": "CreativeWork",
    "Agent": "Organization",
}


def write(material: Material) -> bytes:
    """Write the markup: one NewsArticle an article with its claims, who and what they name, and the Dataset they are in."""
    records, iris = material.records, material.records.iris
    entities = {e.iri: e for e in records.entities}
    graph: list[dict[str, object]] = []
    mentioned = {iris.annotator: None}
    for article in records.articles:
        claims = [c for c in records.claims if c.article == article.iri]
        named = (*article.about, *(iri for c in claims for iri in (*c.holders, *c.endorsers, *c.mentions)))
        mentioned.update(dict.fromkeys(iri for iri in named if iri in entities))
        graph.append(
            {
                "@type": "NewsArticle",
                "@id": article.iri,
                "headline": article.headline,
                "inLanguage": article.language,
                "about": [{"@id": iri} for iri in article.about],
                "mentions": [{"@id": c.iri} for c in claims],
            }
        )
        graph += [claim_node(claim, records, entities) for claim in claims]
    graph += [entity_node(entities.get(iri) or records.entity(iri)) for iri in mentioned if not is_narrator(iri, entities)]
    graph.append(dataset_node(material.project.config, iris))
    # It is to stand within <script>: nothing in it may end that.
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, indent=2, ensure_ascii=False).replace("<", "\\u003c")
    return f"{text}\n".encode()


def is_narrator(iri: str, entities: dict[str, Entity]) -> bool:
    """Tell whether this is the voice that tells an article, which stands for the article itself."""
    return iri in entities and "Narrator" in entities[iri].types


def claim_node(claim: Claim, records: Records, entities: dict[str, Entity]) -> dict[str, object]:
    """Describe a claim: its text, who makes it, who reads it so, where it appears. In the article’s own voice, the article makes it."""
    iris = records.iris
    reported = [holder for holder in claim.holders if not is_narrator(holder, entities)]
    mentions = [iri for iri in claim.mentions if iri in entities]
    marks = (claim.stance, claim.strength if claim.strength != "full" else "", claim.polarity if claim.polarity == "negative" else "")
    node: dict[str, object] = {
        "@type": "Claim",
        "@id": claim.iri,
        "text": claim.label,
        "citation": claim.quote,
        "claimInterpreter": {"@id": iris.annotator},
        "appearance": {"@id": claim.article},
        "isPartOf": {"@id": iris.dataset},
        "keywords": [mark for mark in (*marks, *claim.modals, *claim.hedges) if mark],
    }
    if reported:
        node["author"] = [{"@id": holder} for holder in reported]
    if mentions:
        node["mentions"] = [{"@id": iri} for iri in mentions]
    return node


def entity_node(entity: Entity) -> dict[str, object]:
    """Describe who or what is mentioned: its type and its names."""
    kind = next((TYPES[t] for t in TYPES if t in entity.types), "Thing")
    node: dict[str, object] = {"@type": kind, "@id": entity.iri, "name": entity.label}
    if entity.other_names:
        node["alternateName"] = list(entity.other_names)
    return node


def dataset_node(config: Config, iris: Iris) -> dict[str, object]:
    """Describe the dataset, with what Google requires of one (name, and a description of 50 to 5,000 characters) and what it recommends."""
    return {
        "@type": "Dataset",
        "@id": iris.dataset,
        "name": config.title,
        "description": config.description,
        "version": config.version,
        "license": config.license,
        "inLanguage": config.language,
        "creator": {"@type": "Organization", "name": config.creator},
        "isAccessibleForFree": True,
        "identifier": iris.dataset,
        "variableMeasured": ["claims", "holders", "stance", "strength", "polarity", "quotations with offsets", "arguments"],
    }
