"""The claims as annotations of the article’s text (W3C Web Annotation Data Model, Recommendation of 2017), for tools that show texts with marks.

The target is the place of the quotation, the body the claim and a sentence to read: who says what.
"""

import json

from mali_kg.claims.model import Claim
from mali_kg.export.material import Material
from mali_kg.rdf.namespaces import OA

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(material: Material) -> bytes:
    """Write a collection of one page, an annotation a claim."""
    iris = material.records.iris
    languages = {article.iri: article.language for article in material.records.articles}
    items = [annotation(claim, languages.get(claim.article, ""), material) for claim in material.claims]
    collection = {
        # What is ours has our prefix; all else is the context’s.
        "@context": [CONTEXT, {"mk": iris.ns}],
        "id": iris.annotations(),
        "type": "AnnotationCollection",
        "label": material.project.config.title,
        "total": len(items),
        "first": {
            "id": iris.annotations(1),
            "type": "AnnotationPage",
            "partOf": iris.annotations(),
            "startIndex": 0,
            "items": items,
        },
    }
    return (json.dumps(collection, indent=2, ensure_ascii=False) + "\n").encode()


def annotation(claim: Claim, language: str, material: Material) -> dict[str, object]:
    """Make the annotation of a claim.

    :param language: of the article.
    """
    records = material.records
    iris, own = records.iris, records.iris.annotation(claim.iri)
    quote = iris.quote(claim.iri)
    around = {name: value for name in ("prefix", "suffix") if (value := records.value(quote, f"{OA}{name}"))}
    return {
        "id": own,
        "type": "Annotation",
        "motivation": "describing",
        "creator": {"id": iris.annotator, "name": records.label(iris.annotator)},
        "rights": material.project.config.license,
        "body": [
            {"id": claim.iri, "type": "mk:Claim"},
            {
                "id": f"{own}/text",
                "type": "TextualBody",
                "purpose": "describing",
                "format": "text/plain",
                "language": language,
                "value": f"{', '.join(records.label(holder) for holder in claim.holders)}: {claim.label}",
            },
        ],
        "target": {
            "id": iris.evidence(claim.iri),
            "type": "SpecificResource",
            "source": claim.article,
            "selector": [
                {"id": quote, "type": "TextQuoteSelector", "exact": claim.quote, **around},
                {"id": iris.position(claim.iri), "type": "TextPositionSelector", "start": claim.start, "end": claim.end},
            ],
        },
    }
