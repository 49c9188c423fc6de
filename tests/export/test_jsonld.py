"""Compact JSON-LD: our own keys, native numbers, nested by claim; and, for a library of others, the dataset to the letter."""

import json
import re
from typing import Any

import pyoxigraph as ox
import pytest
from exported import EACH, INVENTED, material, text_of, written

from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material
from mali_kg.rdf.canonical import canonical_hash


def graph(name: str, local: str) -> list[dict[str, Any]]:
    """The nodes of a named graph that stand below no other."""
    document = json.loads(written("jsonld-compact", name))
    (found,) = (part["@graph"] for part in document["@graph"] if part["id"].endswith(f"/graph/{local}"))
    return list(found)


def node(name: str, local: str, id_: str) -> dict[str, Any]:
    (found,) = (node for node in graph(name, local) if node["id"] == id_)
    return found


@pytest.mark.parametrize("form", ["jsonld", "jsonld-compact"])
@pytest.mark.parametrize("name", EACH)
def test_pyld_reads_the_same_dataset(form, name):
    from pyld import jsonld

    document = json.loads(written(form, name))
    text = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": lambda *_: pytest.fail("fetched")})
    assert canonical_hash(list(ox.parse(text, format=ox.RdfFormat.N_QUADS))) == canonical_hash(material(name).quads)


def test_a_claim_with_what_it_says_and_its_evidence_inside():
    """Read in the sheet and the article: c15-1."""
    claim = node("the article", "article/minusma-end", "article/minusma-end/c15-1")
    assert {key: claim[key] for key in ("type", "holder", "stance", "strength", "polarity", "cue", "hedge")} == {
        "type": "Claim",
        "holder": "critics",
        "stance": "asserted",
        "strength": "neutral",
        "polarity": "affirmative",
        "cue": {"en": "Critics argue that"},
        "hedge": {"en": "could"},
    }
    says = claim["says"]
    assert (says["kind"], says["undergoer"]["text"]) == ("deteriorate", {"en": "security"})
    assert (says["cause"]["kind"], says["cause"]["undergoer"], says["cause"]["manner"]) == ("end", "minusma", {"en": "prematurely"})
    position, quote = claim["evidence"]["selector"]
    assert (position["start"], position["end"]) == (2886, 2971)
    assert quote["quote"] == "prematurely ending the peacekeeping mission could lead to a deterioration of security"


def test_a_claim_that_says_what_another_says_names_it():
    assert node("the article", "article/minusma-end", "article/minusma-end/c07-6")["says"] == "article/minusma-end/c01-7/says"


def test_numbers_and_dates_are_plain():
    """Read in the sheets of the climate summit and of the company."""
    says = node("climate", "article/orrow-bay", "article/orrow-bay/c02-1")["says"]
    assert (says["extent"]["atLeast"], says["extent"]["atMost"], says["extent"]["unit"]) == (40, 45, {"en": "percent"})
    assert says["time"]["byYear"] == "2030"
    met = node("climate", "article/orrow-bay", "article/orrow-bay/c01-1")["says"]
    assert met["actor"]["source"]["quantity"]["number"] == 38
    assert (met["time"]["fromDate"], met["time"]["toDate"]) == ("2024-03-03", "2024-03-07")
    recall = node("company", "article/yearly-results", "article/yearly-results/c07-1")["says"]
    assert (recall["phase"], recall["time"]["month"]) == ("begins", "2024-02")
    assert node("the article", "article/minusma-end", "article/minusma-end/c04-2")["says"]["time"]["year"] == "2013"


def test_a_number_with_a_fraction_stays_what_it_is():
    """JSON-LD makes a double of 0.8, which is no decimal any more; so it is text there. Read in the sheet of the trial."""
    text = text_of("jsonld-compact", "medicine")
    found = re.findall(r'"number": ("?[\d.]+"?)', text)
    assert any("." in number for number in found)
    assert all(number.startswith('"') == ("." in number) for number in found)


def test_a_kind_that_is_called_like_a_key_stays_a_kind():
    """`end` is a key of positions, `support` and `count` could be ones: a kind is an IRI relative to its list."""
    said = [q.object.value for q in material().quads if q.predicate.value.endswith("ns#kind")]
    assert f"{material().base}code/kind/end" in said
    read = ox.parse(written("jsonld-compact"), format=ox.RdfFormat.JSON_LD)
    assert sorted(q.object.value for q in read if q.predicate.value.endswith("ns#kind")) == sorted(said)


def test_what_a_key_means_depends_on_where_it_stands():
    """`source`, `number` and `cue` mean one thing of a claim, its evidence or an argument, and another in what is said."""
    document = json.loads(written("jsonld-compact", "climate"))
    context = document["@context"]
    assert context["source"]["@id"] == "oa:hasSource"
    assert context["says"]["@context"]["source"]["@id"] == "mk:source"
    assert node("climate", "article/orrow-bay", "article/orrow-bay/a01")["cue"] == {"en": "because"}


def test_the_context_has_what_is_used_and_no_more():
    for name in INVENTED:
        document = json.loads(written("jsonld-compact", name))
        text = json.dumps(document["@graph"])
        inner = document["@context"]["says"]["@context"]
        keys = [key for key, term in document["@context"].items() if isinstance(term, dict) and key[0].islower()]
        assert not [key for key in (*keys, *inner) if f'"{key}"' not in text]
        assert not re.search(
            r'"@(value|type)"', json.dumps(graph(name, f"article/{material(name).records.articles[0].iri.split('/')[-1]}"))
        )


def test_claims_stand_in_the_order_of_the_text_and_before_the_rest():
    ids = [n["id"].removeprefix("article/minusma-end/") for n in graph("the article", "article/minusma-end")]
    claims = [c.iri.rpartition("/")[2] for c in sorted(material().records.claims, key=lambda c: tuple(map(int, re.findall(r"\d+", c.iri))))]
    assert ids[: len(claims)] == claims
    assert ids[len(claims)] == "a01"


def test_another_base(material_with_other_base):
    """The context has the base of what is exported, not that of the project."""
    data = FORMS["jsonld-compact"].write(material_with_other_base)
    assert isinstance(data, bytes)
    assert json.loads(data)["@context"]["@base"] == "https://example.org/kg/id/"
    assert set(ox.parse(data, format=ox.RdfFormat.JSON_LD)) == set(material_with_other_base.quads)


@pytest.fixture
def material_with_other_base() -> Material:
    from mali_kg.claims.selection import rebase

    whole = material()
    return Material(rebase(whole.quads, whole.base, "https://example.org/kg/"), "https://example.org/kg/", whole.project)
