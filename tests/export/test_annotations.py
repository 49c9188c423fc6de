"""Web Annotations: one a claim, its target the words of the text, its body the claim."""

import json
from typing import Any

import pyoxigraph as ox
import pytest
from exported import ARTICLE, EACH, file_of, material, written

OA = "http://www.w3.org/ns/oa#"
#: What the context of annotations says of the keys that are used; it is not fetched.
KEYS: dict[str, Any] = {
    "oa": OA,
    "as": "http://www.w3.org/ns/activitystreams#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector", "TextPositionSelector")},
    **{name: f"oa:{name}" for name in ("describing", "exact", "prefix", "suffix")},
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
    "creator": {"@type": "@id", "@id": "dcterms:creator"},
    "rights": {"@type": "@id", "@id": "dcterms:rights"},
    "items": {"@type": "@id", "@id": "as:items", "@container": "@list"},
    "first": {"@type": "@id", "@id": "as:first"},
    "partOf": {"@type": "@id", "@id": "as:partOf"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
}


def quads(name: str) -> set[ox.Quad]:
    """What the annotations say, with our copy of the keys in the place of their context."""
    document = json.loads(written("annotations", name))
    context, ours = document["@context"]
    assert context == "http://www.w3.org/ns/anno.jsonld"
    return set(ox.parse(json.dumps({**document, "@context": [KEYS, ours]}), format=ox.RdfFormat.JSON_LD))


@pytest.mark.parametrize("name", EACH)
def test_the_target_of_each_is_the_evidence_of_its_claim(name):
    """What is told of evidence and selectors stands in the dataset, to the letter."""
    found, known = quads(name), {q.triple for q in material(name).quads}
    targets = {q.object for q in found if q.predicate.value == f"{OA}hasTarget"}
    selectors = {q.object for q in found if q.predicate.value == f"{OA}hasSelector"}
    told = {q.triple for q in found if q.subject in targets | selectors}
    assert len(targets) == len(material(name).records.claims)
    assert len(selectors) == 2 * len(targets)
    assert told <= known
    bodies = {q.object.value for q in found if q.predicate.value == f"{OA}hasBody"}
    assert {c.iri for c in material(name).records.claims} <= bodies


def test_each_is_as_the_data_model_wants_it():
    """Web Annotation Data Model: one target, a body, an IRI, its type; a page has its collection, a collection its number of items."""
    document = json.loads(file_of("annotations").read_text(encoding="utf-8"))
    page = document["first"]
    assert (document["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert page["partOf"] == document["id"]
    assert document["total"] == len(page["items"])
    ids = [item["id"] for item in page["items"]]
    assert len(set(ids)) == len(ids)
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] == "describing"
        assert isinstance(item["target"], dict)
        assert not {"created", "modified", "generated"} & item.keys()


def test_the_critics():
    """Read in the article: c15-1."""
    document = json.loads(written("annotations", ARTICLE))
    (item,) = (i for i in document["first"]["items"] if i["body"][0]["id"].endswith("/c15-1"))
    claim, text = item["body"]
    assert claim["type"] == "mk:Claim"
    assert text["value"] == "Critics: Ending the mission prematurely could lead to a deterioration of security"
    assert text["language"] == "en"
    quote, position = item["target"]["selector"]
    assert quote["exact"] == "prematurely ending the peacekeeping mission could lead to a deterioration of security"
    assert (position["start"], position["end"]) == (2886, 2971)
    article = (material().project.root / "data/articles/minusma-end/article.txt").read_text(encoding="utf-8")
    assert article[2886:2971] == quote["exact"]
    assert article[:2886].endswith(quote["prefix"])
    assert article[2971:].startswith(quote["suffix"])
