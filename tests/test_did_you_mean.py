"""Names that are offered in the place of one that nothing has: what was meant, and nothing else."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from mali_kg.errors import SHORT_LIST, did_you_mean, distance, near

REGISTRY = sorted(yaml.safe_load((ROOT / "data/registry.yaml").read_text(encoding="utf-8")))
QUESTIONS = sorted(path.stem for path in (ROOT / "data/queries").glob("*.rq"))


def test_the_names_are_read():
    assert "withdrawal-of-minusma" in REGISTRY
    assert len(QUESTIONS) >= 20


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        # A letter wrong, missing, too many, or two in the wrong order.
        ("critcs", "critics"),
        ("critik", "critics"),
        ("crtiics", "critics"),
        ("crittics", "critics"),
        ("minsuma", "minusma"),
        ("untied-nations", "united-nations"),
        ("transitional-goverment", "transitional-government"),
        ("segments-of-malian-societies", "segments-of-malian-society"),
        ("miltary-coup-2020", "military-coup-2020"),
        ("withdrawl-of-minusm", "withdrawal-of-minusma"),
        # Singular and plural.
        ("critic", "critics"),
        ("armed-group", "armed-groups"),
        ("peacekeeper", "peacekeepers"),
        ("foreign-troop", "foreign-troops"),
        # Hyphens, capitals, underscores, spaces.
        ("unitednations", "united-nations"),
        ("United Nations", "united-nations"),
        ("MINUSMA", "minusma"),
        ("united_nations", "united-nations"),
        ("UnSecurityCouncil", "un-security-council"),
        # Words in another order.
        ("government-transitional", "transitional-government"),
        ("minusma-of-withdrawal", "withdrawal-of-minusma"),
        # The beginning, or a part.
        ("abdoulaye", "abdoulaye-diop"),
        ("keita", "ibrahim-boubacar-keita"),
        ("security-council", "un-security-council"),
        ("establishment-of", "establishment-of-minusma"),
    ],
)
def test_what_was_meant_is_offered(typed, meant):
    assert meant in near(typed, REGISTRY)
    assert did_you_mean(typed, REGISTRY).startswith("Did you mean ")


@pytest.mark.parametrize(
    "typed",
    [
        "coalition-of-island-states",
        "united-states",
        "association-of-farmers",
        "ministry-of-education",
        "world-bank",
        "european-union",
        "germany",
        "niger",
        "malaria",
        "nobody-at-all",
        "x",
        "un",
        "",
        "---",
    ],
)
def test_another_name_is_not_offered(typed):
    """Nothing in the registry is spelt like these."""
    assert near(typed, REGISTRY) == []
    assert did_you_mean(typed, REGISTRY) == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("claim-of-holder", ["claims-of-holder"]),
        ("claims-of", ["claims-of-holder", "claims-of-kind"]),
        ("holder-claims", ["claims-of-holder"]),
        ("against-and-for", ["for-and-against"]),
        ("whoclaimswhat", ["who-claims-what"]),
        ("self-chek", ["self-check"]),
        ("timelines", ["timeline"]),
        ("photosynthesis", []),
    ],
)
def test_questions(typed, meant):
    assert near(typed, QUESTIONS) == meant


@pytest.mark.parametrize(("typed", "meant"), [("jsno", "json"), ("cvs", "csv"), ("mkk", "mk"), ("tables", "table"), ("CSV", "csv")])
def test_short_names(typed, meant):
    assert near(typed, ["csv", "json", "kg", "mk", "table", "xml"]) == [meant]


def test_a_part_of_many_names_names_none_of_them():
    named = [f"the-{word}-security" for word in ("first", "second", "third", "fourth")]
    assert near("security", named) == []
    assert near("security", named[:3]) == named[:3]


def test_the_nearest_comes_first_and_three_are_enough():
    assert near("resolution-2101", ["resolution-2690", "resolution-2100"])[0] == "resolution-2100"
    assert len(near("name", [f"name{n}" for n in range(9)])) == 3


def test_what_is_known_is_listed_where_that_is_short():
    few = [f"thing-{n}" for n in range(SHORT_LIST)]
    assert did_you_mean("zebra", few) == f"Known: {', '.join(sorted(few))}."
    assert did_you_mean("zebra", [*few, "one-more"]) == ""
    assert did_you_mean("zebra", few, listing=False) == ""
    assert did_you_mean("zebra", []) == ""


def test_one_that_is_told_beside_a_list_of_all_is_told_once(run):
    told = run("query", "self-check", "--format", "xls").stderr
    assert told.count("markdown") == 1
    assert run("export", "sgml").stderr.count("nanopub") == 1
    assert "Formats: " in told
    assert "  " not in told


def test_a_question_or_a_name_that_is_far_from_all(run):
    unknown = run("show", "coalition-of-island-states")
    assert unknown.returncode == 2
    assert unknown.stderr == "mali-kg: nothing is called 'coalition-of-island-states'.\n"
    assert run("query", "photosynthesis").stderr == "mali-kg: no question is called 'photosynthesis'. See mali-kg query --list.\n"


@given(st.text("abc-", max_size=9), st.text("abc-", max_size=9))
def test_distance(one, other):
    apart = distance(one, other)
    assert apart == distance(other, one)
    assert abs(len(one) - len(other)) <= apart <= max(len(one), len(other))
    assert (apart == 0) == (one == other)
    assert distance(one + "x", other + "x") == apart


def test_distance_of_some():
    assert distance("coup", "coop") == 1
    assert distance("coup", "cop") == 1
    assert distance("ab", "ba") == 1
    assert distance("minusma", "minsuma") == 1
    assert distance("kitten", "sitting") == 3
