"""Claim cards: plain JSON, one object a claim, with what it says, its evidence, and what speaks for and against it."""

import json
from typing import Any

import pytest
from exported import ARTICLE, EACH, material, written

from mali_kg.export.cards import KEYS


def cards(name: str = ARTICLE) -> dict[str, Any]:
    """The cards by the end of their ids."""
    document = json.loads(written("cards", name))
    return {card["id"].removeprefix("article/").partition("/")[2]: card for card in document["claims"]}


@pytest.mark.parametrize("name", EACH)
def test_every_claim_has_one_with_plain_keys(name):
    document = json.loads(written("cards", name))
    assert [card["iri"] for card in document["claims"]] == [c.iri for c in material(name).records.claims]

    def each_key(found: Any) -> list[str]:
        if isinstance(found, dict):
            return [*found, *(key for value in found.values() for key in each_key(value))]
        return [key for value in found for key in each_key(value)] if isinstance(found, list) else []

    assert not [key for key in each_key(document) if not key.isidentifier()]


def test_the_keys_are_those_that_are_documented():
    documented = [key for key, _ in KEYS]
    used = set()
    for name in EACH:
        for card in json.loads(written("cards", name))["claims"]:
            assert list(card) == [key for key in documented if key in card]
            used |= card.keys()
    assert used == set(documented)


def test_the_critics():
    """Read in the article and the sheet: c15-1."""
    card = cards()["c15-1"]
    assert card["id"] == "article/minusma-end/c15-1"
    assert card["label"] == "Ending the mission prematurely could lead to a deterioration of security"
    assert card["holders"] == [{"id": "critics", "name": "Critics"}]
    assert (card["stance"], card["strength"], card["polarity"]) == ("asserted", "neutral", "affirmative")
    assert (card["cues"], card["hedges"], card["sentence"]) == (["Critics argue that"], ["could"], 15)
    assert card["quote"]["text"] == "prematurely ending the peacekeeping mission could lead to a deterioration of security"
    assert (card["quote"]["start"], card["quote"]["end"]) == (2886, 2971)
    assert card["quote"]["before"].endswith("Critics argue that ")
    says = card["says"]
    assert says["kind"] == "deteriorate"
    assert says["roles"]["undergoer"][0]["text"] == "security"
    (cause,) = says["roles"]["cause"]
    assert cause["kind"] == "end"
    assert cause["roles"]["undergoer"][0]["id"] == "minusma"
    assert cause["roles"]["manner"] == [{"text": "prematurely"}]
    (against,) = card["speaksAgainst"]
    assert (against["id"], against["explicitness"], against["scope"]) == ("article/minusma-end/a11", "inferred", ["premature"])
    assert against["conclusion"]["name"] == "The mission should end"


def test_what_speaks_for_and_against_ending_the_mission():
    """Read in the sheet: a08, a09, a10 support c09-3; a11, a12, a29, a30, a31 attack it."""
    card = cards()["c09-3"]
    assert [a["id"].rpartition("/")[2] for a in card["for"]] == ["a08", "a09", "a10"]
    assert [a["id"].rpartition("/")[2] for a in card["against"]] == ["a11", "a12", "a29", "a30", "a31"]
    assert [p["id"].rpartition("/")[2] for p in card["for"][1]["premises"]] == ["c08-2", "c08-3"]
    assert card["for"][2]["arguers"] == [{"id": "segments-of-malian-society", "name": "Several segments of Malian society"}]
    assert card["against"][0]["premises"][0]["holders"] == ["Critics"]
    assert card["endorsers"] == [{"id": "segments-of-malian-society", "name": "Several segments of Malian society"}]
    assert "despite" not in card


def test_a_concession_is_neither_for_nor_against():
    """Read in the article: while the decision reflects the desire, it raises concerns (a01)."""
    card = cards()["c13-2"]
    assert [a["id"].rpartition("/")[2] for a in card["despite"]] == ["a01"]
    assert "against" not in card


def test_who_says_the_same_and_who_denies_it():
    """Read in the two reports of the election: the count was complete (c04-1); the observers deny it (c03-1)."""
    document = json.loads(written("cards", "election"))
    (card,) = (c for c in document["claims"] if c["id"] == "article/first-report/c04-1")
    assert card["sameContent"] == [
        {
            "id": "article/second-report/c03-1",
            "name": "The count was not complete",
            "holders": ["Coastal Observer Mission"],
            "stance": "asserted",
            "strength": "full",
            "relation": "denied",
            "polarity": "negative",
        }
    ]


def test_verdicts_of_others_and_names():
    """Read in the small project: the union’s verdict on c05-1, which says what the proposition “The ferry sinks” says."""
    card = cards("a small one")["c05-1"]
    assert card["reviews"] == [
        {
            "by": [{"id": "union", "name": "Islanders’ union"}],
            "verdict": "Too early to tell",
            "published": "2026-11-24",
            "page": "https://example.org/review",
            "read": "2026-11-25",
        }
    ]
    assert card["names"] == [{"id": "proposition/ferry-sinks", "name": "The ferry sinks"}]
    assert card["polarity"] == "negative"


def test_numbers_times_and_voices_that_pass_it_on():
    """Read in the sheets: at least 3,000 volunteers; 2.4 million tonnes; what Nora Filk has from the mayor of Tarnoe."""
    company = cards("company")
    (flour,) = company["c01-1"]["says"]["roles"]["theme"]
    assert flour["roles"]["quantity"][0]["number"] == 2400000
    assert company["c01-1"]["says"]["roles"]["time"][0]["at"] == "2024"
    (price,) = company["c04-1"]["says"]["roles"]["condition"]
    assert (price["polarity"], price["roles"]["quantity"][0]["moreThan"]) == ("negative", 300)
    document = json.loads(written("cards", "election"))
    (card,) = (c for c in document["claims"] if c["id"] == "article/first-report/c05-1")
    assert [(v["name"], v["stance"]) for v in card["via"]] == [("Nora Filk", "asserted")]
    assert card["holders"][0]["id"] == "mayor-of-tarnoe"


def test_a_fraction_is_a_number():
    """Read in the sheet of the trial."""

    def numbers(found: Any) -> list[Any]:
        if isinstance(found, dict):
            return [v for k, v in found.items() if k in ("number", "atLeast", "times")] + [n for v in found.values() for n in numbers(v)]
        return [n for v in found for n in numbers(v)] if isinstance(found, list) else []

    found = numbers(json.loads(written("cards", "medicine")))
    assert found
    assert all(isinstance(n, int | float) for n in found)
    assert any(isinstance(n, float) for n in found)
