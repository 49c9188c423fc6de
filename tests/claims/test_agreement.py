"""Who says the same, who denies it, who says it more strongly: what was read in the invented articles by hand is what is found."""

import pytest

from invented import NAMES, expected, records, short
from mali_kg.claims.agreement import STRENGTHS, Agreement, Relation


def claims(name):
    found = records(name)
    return [*found.claims, *(claim for source in found.sources for claim in source.claims)]


def pairs(name, relation):
    """The pairs of claims that say the same and stand so to each other, the one before the other."""
    agreement = Agreement(records(name))
    return {
        (short(name, claim.iri), short(name, other.iri))
        for claim in claims(name)
        for other in agreement.saying(claim.fingerprint).claims
        if other.iri != claim.iri and agreement.relation(claim, other) is relation
    }


def read(name, question, key, **wanted):
    """The pairs that a person read, both ways round."""
    listed = [tuple(entry[key]) for entry in expected(name)[question] if wanted.items() <= entry.items()]
    return {pair for one, other in listed for pair in ((one, other), (other, one))}


@pytest.mark.parametrize("name", NAMES)
def test_who_denies_what_another_says(name):
    assert pairs(name, Relation.DENIED) == read(name, "disagreements", "claims", by="polarity")


@pytest.mark.parametrize("name", NAMES)
def test_who_says_it_more_strongly(name):
    listed = expected(name)["stronger-and-weaker"]
    assert pairs(name, Relation.STRONGER) == {(entry["weaker"], entry["stronger"]) for entry in listed}
    assert pairs(name, Relation.WEAKER) == {(entry["stronger"], entry["weaker"]) for entry in listed}


@pytest.mark.parametrize("name", NAMES)
def test_who_says_the_opposite(name):
    agreement = Agreement(records(name))
    found = {(short(name, c.iri), short(name, other.iri)) for c in claims(name) for other in agreement.opposite(c)}
    assert found == read(name, "disagreements", "claims", by="opposite kinds")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found_that_a_careless_program_would_find(name):
    agreement = Agreement(records(name))
    opposite = {(short(name, c.iri), short(name, other.iri)) for c in claims(name) for other in agreement.opposite(c)}
    found = {
        "disagreements": pairs(name, Relation.DENIED) | opposite,
        "stronger-and-weaker": pairs(name, Relation.STRONGER) | pairs(name, Relation.WEAKER),
    }
    for entry in expected(name)["absent"]:
        assert tuple(entry["claims"]) not in found.get(entry["question"], set()), entry


def test_who_says_it_again():
    """Read in the two reports: the day of the election, the turnout, and that Brandel would contest the result stand in both; the headline says
    what the second sentence says.
    """
    assert pairs("election", Relation.SAME) == {
        pair
        for one, other in (
            ("first-report/c01-1", "second-report/c01-1"),
            ("first-report/c03-1", "second-report/c01-2"),
            ("first-report/c07-2", "second-report/c06-2"),
            ("first-report/c00-1", "first-report/c02-1"),
        )
        for pair in ((one, other), (other, one))
    }


def test_a_name_that_people_gave_is_found():
    found = records("election")
    (claim,) = (c for c in found.claims if c.iri.endswith("first-report/c05-1"))
    assert Agreement(found).saying(claim.fingerprint).named == [found.iris.proposition("soldiers-entered-polling-station")]


def claim(**fields):
    """A claim of the election, with other fields."""
    return records("election").claims[0]._replace(stance="asserted", strength="full", polarity="affirmative", focus="")._replace(**fields)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({}, {"polarity": "negative"}, Relation.DENIED),
        # One family: what is believed may deny what is asserted.
        ({}, {"polarity": "negative", "stance": "believed"}, Relation.DENIED),
        ({"polarity": "negative"}, {"polarity": "negative", "stance": "evaluative"}, Relation.SAME),
        # Another family: “should not” denies nothing that is so.
        ({}, {"polarity": "negative", "stance": "normative"}, Relation.APART),
        ({"stance": "directive"}, {"stance": "permitted", "polarity": "negative"}, Relation.DENIED),
        ({"stance": "intended"}, {"stance": "directive"}, Relation.APART),
        # Who leaves it open denies nothing.
        ({"strength": "uncommitted"}, {"polarity": "negative"}, Relation.OPEN),
        ({}, {"strength": "uncommitted"}, Relation.WEAKER),
        # “Not lightly” and “not fully” are about two roles; where one is about the whole, it is about the role, too.
        ({"focus": "manner", "polarity": "negative"}, {"focus": "degree"}, Relation.APART),
        ({"focus": "degree", "polarity": "negative"}, {}, Relation.DENIED),
        ({"focus": "time"}, {"focus": "time"}, Relation.SAME),
    ],
)
def test_relations(one, other, relation):
    assert Agreement(records("election")).relation(claim(**one), claim(**other)) is relation


def test_strengths_are_those_of_the_code_list(project):
    from mali_kg.sheets.vocabulary import Vocabulary

    assert set(STRENGTHS) == Vocabulary(project).codes["strength"]
