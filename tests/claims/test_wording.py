"""What claims say in words: expected values read by hand from the articles and their sheets."""

import pytest

from invented import NAMES, records
from mali_kg.claims.wording import PHASES, ROLES, STRENGTHS, Told, Wording, listed


def lines(told, indent=0):
    """Roles in words, those below further right."""
    return [line for t in told for line in (f"{' ' * indent}{t.role}: {t.words}", *lines(t.below, indent + 2))]


def said(name, claim):
    found = records(name)
    wording = Wording(found)
    description = found.description(found.iris.description(found.iris.part(*claim.split("/"))))
    return [wording.head(description), *lines(wording.roles(description))]


def test_a_condition_a_range_and_a_time():
    """“Ondria pledged to cut its emissions by between 40 and 45 percent by 2030 if the Northern Climate Fund doubles its grants.”"""
    assert said("climate", "orrow-bay/c02-1") == [
        "cut",
        "actor: Ondria",
        "undergoer: Emissions of greenhouse gases",
        "  possessor: Ondria",
        "condition: double",
        "  actor: Northern Climate Fund",
        "  undergoer: Grants of the Northern Climate Fund",
        "time: by 2030",
        "extent: between 40 and 45 percent",
    ]


def test_negation_within():
    """“He called on the Election Commission not to publish the result unless the High Court agrees.”"""
    assert said("election", "first-report/c08-1") == [
        "call on",
        "actor: Teo Brandel",
        "theme: not publish",
        "  actor: Election Commission of Velmara",
        "  theme: “the result”",
        "  condition: not agree",
        "    actor: High Court of Velmara",
        "recipient: Election Commission of Velmara",
    ]


def test_so_many_of_so_many_and_days():
    """“The boxes of 12 of the 240 polling stations”; “from 3 to 7 March 2024”."""
    assert "    quantity: 12 out of 240" in said("election", "second-report/c03-2")
    assert "time: from 3 March 2024 to 7 March 2024" in said("climate", "orrow-bay/c01-1")


def test_lists():
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_roles_stand_in_the_order_of_their_table(project):
    from mali_kg.sheets.vocabulary import Vocabulary

    vocabulary = Vocabulary(project)
    assert tuple(vocabulary.roles) == ROLES
    assert STRENGTHS.keys() == vocabulary.codes["strength"]
    assert PHASES.keys() == vocabulary.codes["phase"]


def test_parts_by_path():
    found = records("climate")
    paths = Wording(found).paths(found.iris.description(found.iris.part("orrow-bay", "c04-2")))
    assert paths[""] == "run"
    assert paths["actor"] == "Tavaria"
    assert paths["extent"] == "2 times"
    assert paths["comparedTo time"] == "2022"


@pytest.mark.parametrize("name", NAMES)
def test_everything_has_words(name):
    found = records(name)
    wording = Wording(found)
    for claim in found.claims:
        for description in found.within(claim.says):
            assert wording.head(description)
            assert all(isinstance(told, Told) and told.words for told in wording.roles(description))
