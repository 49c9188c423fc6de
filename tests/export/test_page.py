"""Markup of a page: the article, its claims with who makes and who reads them, and names; nothing that only holders say."""

import json
from typing import Any

import pyoxigraph as ox
import pytest
from exported import EACH, material, written


def nodes(name: str = EACH[0]) -> dict[str, dict[str, Any]]:
    page = json.loads(written("page", name))
    assert page["@context"] == "https://schema.org"
    found = {n["@id"]: n for n in page["@graph"]}
    assert len(found) == len(page["@graph"])
    return found


@pytest.mark.parametrize("name", EACH)
def test_the_dataset_is_as_search_engines_want_it(name):
    """Google's published requirements for a Dataset: a name, and a description of 50 to 5,000 characters."""
    (dataset,) = (n for n in nodes(name).values() if n["@type"] == "Dataset")
    assert dataset["name"]
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["license"].startswith("https://")


@pytest.mark.parametrize("name", EACH)
def test_every_claim_has_its_interpreter_and_leads_to_what_is_there(name):
    found = nodes(name)
    claims = [n for n in found.values() if n["@type"] == "Claim"]
    assert [c["@id"] for c in claims] == [c.iri for c in material(name).records.claims]
    interpreters = {c["claimInterpreter"]["@id"] for c in claims}
    assert interpreters == {material(name).records.iris.annotator}
    assert found[interpreters.pop()]["@type"] == "Organization"
    refers = {
        v["@id"]
        for n in found.values()
        for value in n.values()
        for v in (value if isinstance(value, list) else [value])
        if isinstance(v, dict) and "@id" in v
    }
    assert refers <= found.keys()


def test_who_makes_a_claim():
    found = nodes()
    base = material().base
    critics = found[f"{base}id/critics"]
    assert critics["name"] == "Critics"
    assert [c["text"] for c in found.values() if c.get("author") == [{"@id": critics["@id"]}]] == [
        "Ending the mission prematurely could lead to a deterioration of security",
        "Ending the mission prematurely could lead to a potential resurgence of violence",
    ]
    claim = found[f"{base}id/article/minusma-end/c09-4"]
    assert claim["keywords"] == ["believed", "negative"]
    assert claim["mentions"] == [{"@id": f"{base}id/foreign-troops"}, {"@id": f"{base}id/mali"}]
    assert claim["citation"] == "the presence of foreign troops had not fully resolved the country’s security challenges"
    (article,) = (n for n in found.values() if n["@type"] == "NewsArticle")
    assert [m["@id"] for m in article["mentions"]] == [n["@id"] for n in found.values() if n["@type"] == "Claim"]


def test_nothing_is_said_of_what_claims_speak_of():
    """Names and what sort of thing it is; what is decided, feared or wanted is no Event, and nothing has a date."""
    found = nodes()
    things = [n for n in found.values() if n["@type"] not in ("Claim", "NewsArticle", "Dataset")]
    assert {key for n in things for key in n} <= {"@id", "@type", "name", "alternateName"}
    assert found[f"{material().base}id/decision-to-end"]["@type"] == "Thing"
    assert found[f"{material().base}id/mali"]["@type"] == ["Organization", "Place"]
    assert not [n for n in found.values() if {"startDate", "datePublished", "reviewRating"} & n.keys()]


def test_pyld_reads_it(counts):
    """With the vocabulary of schema.org in the place of its context, which is not fetched."""
    from pyld import jsonld

    page = json.loads(written("page"))
    page["@context"] = {"@vocab": "https://schema.org/"}
    text = jsonld.to_rdf(page, {"format": "application/n-quads"})
    quads = list(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    assert sum(q.object == ox.NamedNode("https://schema.org/Claim") for q in quads) == counts.claims
