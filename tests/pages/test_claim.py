"""Views of claims: expected values read by hand from the articles and their sheets."""

import pytest

from invented import compiled as invented
from invented import records
from mali_kg.pages.find import find
from mali_kg.pages.text import as_json
from mali_kg.pages.view import Viewer
from mali_kg.project import Project


def view(name, thing):
    """A view of something of an invented project, as JSON."""
    found = records(name)
    return as_json(Viewer(found, invented(name).project).view(find(found, thing)))


def test_a_claim_in_its_sentence_with_its_holder_and_what_it_says():
    found = view("election", "article-second-report:c05-1")
    assert found["codes"] == {"stance": "asserted", "strength": "neutral", "polarity": "affirmative"}
    assert found["claim"] == ["Late ferries may have lowered turnout on the outer islands"]
    assert found["in the text"] == [
        "⟦On the outer islands, late ferries may have lowered turnout⟧, the Coastal Observer Mission said. (characters 416 to 475)"
    ]
    assert found["held by"] == ["Coastal Observer Mission"]
    assert found["how"] == ["asserted, as possible (neutral), affirmed; in the words “may”"]
    assert found["attributed by"] == ["“the Coastal Observer Mission said”"]
    assert found["background"] == ["none: it is what the sentence is there to say"]
    assert found["says"] == [
        {
            "value": "lower",
            "below": {
                "undergoer": ["Turnout in the presidential election"],
                "place": ["Outer islands of Velmara"],
                "cause": ["“late ferries”"],
            },
        }
    ]
    assert found["more strongly by"] == [
        "The article’s own voice: Late ferries lowered turnout on the outer islands (article-first-report:c06-1) [full]"
    ]


def test_through_whom_a_claim_came():
    """“Nora Filk of the Civic Union said that the mayor of Tarnoe had told her that soldiers had entered …”, and the army denies it."""
    found = view("election", "article-first-report:c05-1")
    assert found["held by"] == ["Mayor of Tarnoe, as Nora Filk says"]
    assert found["passed on by"] == ["Nora Filk (asserted: “Nora Filk of the Civic Union said that”)"]
    assert found["denied by"] == ["Army of Velmara: Soldiers did not enter the polling station in Tarnoe (article-second-report:c04-1)"]
    assert found["named"] == ["Soldiers entered the polling station in Tarnoe (proposition:soldiers-entered-polling-station)"]
    again = view("election", "article-second-report:c04-1")
    assert again["affirmed by"] == [
        "Mayor of Tarnoe, as Nora Filk says: Soldiers entered the polling station in Tarnoe (article-first-report:c05-1)"
    ]


def test_who_says_it_again_and_who_says_it_more_weakly():
    found = view("election", "article-first-report:c02-1")
    wins = "Ilse Maranto wins the presidential election in Velmara"
    assert found["also said by"] == [f"Election Commission of Velmara: {wins} (article-first-report:c00-1)"]
    assert found["more weakly by"] == [
        "Election Commission of Velmara: Ilse Maranto has likely won the presidential election (article-second-report:c02-1) [partial]"
    ]
    # Written on the other one of the two.
    share = "Election Commission of Velmara: Ilse Maranto won the election with between 52 and 54 percent of the votes"
    assert found["close to"] == [f"{share} (article-first-report:c02-2)"]


def test_what_is_left_open():
    """“It is unclear whether Maranto accepts the recount.”"""
    found = view("election", "article-second-report:c08-1")
    assert found["how"] == ["asserted, left open (uncommitted), whether it is so; in the words “unclear whether”"]


def test_the_opposite_and_outside_sources():
    """The emissions of Tavaria: Vosk says that they rose, Reth and the Energy Office that they fell."""
    office = "Energy Office of Tavaria, figures of 2023 (invented for tests) (outside source, read on 23 November 2026)"
    fell = "The emissions of Tavaria fell in 2023"
    found = view("climate", "c04-1")
    assert found["also said by"] == [f"{office}: {fell} (source-tavaria-energy-office:c1)"]
    assert found["the opposite by"] == ["Lene Vosk: The emissions of Tavaria rose in 2023 (c03-2)"]
    assert view("climate", "c03-2")["the opposite by"] == [
        f"Jonas Reth: {fell} (c04-1)",
        f"{office}: {fell} (source-tavaria-energy-office:c1)",
    ]


def test_who_argues_with_it_and_by_which_words():
    """“… because the country ran twice as many wind turbines as in 2022”, says Reth, who contradicted Vosk."""
    found = view("climate", "c04-1")
    turbines = "Jonas Reth: Tavaria ran twice as many wind turbines as in 2022 (c04-2)"
    assert found["supported by"] == [{"value": turbines, "below": {"how": ["argued by Jonas Reth, “because” (a01)"]}}]
    assert found["attacks"] == [
        {
            "value": "Lene Vosk: The emissions of Tavaria rose in 2023 (c03-2)",
            "below": {"how": ["argued by Jonas Reth, “contradicted her” (a02)"]},
        }
    ]


def test_several_premises_stand_together():
    found = view("climate", "c08-1")
    assert found["supported by"] == [
        {
            "value": "Lene Vosk: The Great Ondrin is likely to vanish by 2060 (c08-2)",
            "below": {
                "and": ["Lene Vosk: The Little Ondrin is likely to vanish by 2060 (c08-3)"],
                "how": ["inferred by the annotator (a05)"],
            },
        }
    ]


def test_what_is_denied_is_what_stands_in_focus():
    """“The fund had not fully paid the grants”: that it paid some is neither said nor denied."""
    found = view("climate", "c07-1")
    assert found["says"] == [
        {
            "value": "pay",
            "below": {
                "actor": ["Northern Climate Fund"],
                "theme": ["Grants of the Northern Climate Fund"],
                "degree": ["not “fully”"],
            },
        }
    ]
    assert found["about"] == ["the degree; all else is taken for granted"]
    # Without a focus the whole is.
    assert view("climate", "c09-1")["says"][0]["value"] == "not contain"


def test_a_wish_with_an_endorser_and_what_is_said_in_passing():
    found = view("climate", "c05-1")
    assert found["held by"] == ["Keshmar Islands"]
    assert found["endorsed by"] == ["Ondria"]
    assert found["how"] == ["as a wish (desired), in full, affirmed"]
    assert view("climate", "c05-2")["background"] == ["not at issue: the sentence says it in passing"]
    assert view("climate", "c08-2")["open list"] == ["“such as”: there is more than what is listed"]


@pytest.fixture(scope="module")
def of_article(dataset, project):
    from mali_kg.claims.backends import StoreBackend
    from mali_kg.claims.reader import Records

    return Viewer(Records(StoreBackend(dataset.store), dataset.base), project)


def shown(viewer, name):
    return as_json(viewer.view(find(viewer.records, name)))


def test_a_claim_of_the_article(of_article):
    found = shown(of_article, "c15-1")
    assert found["in the text"] == [
        "Critics argue that ⟦prematurely ending the peacekeeping mission could lead to a deterioration of security⟧ and a potential resurgence of violence. (characters 2886 to 2971)"
    ]
    assert found["held by"] == ["Critics"]
    assert found["how"] == ["asserted, as possible (neutral), affirmed; in the words “could”"]
    assert found["says"] == [
        {
            "value": "deteriorate",
            "below": {
                "undergoer": ["“security”"],
                "cause": [
                    {
                        "value": "end",
                        "below": {
                            "undergoer": ["UN Multidimensional Integrated Stabilization Mission in Mali"],
                            "manner": ["“prematurely”"],
                        },
                    }
                ],
            },
        }
    ]
    (attacked,) = found["attacks"]
    assert attacked["value"] == "Transitional Government of Mali: The mission should end (c09-3)"
    assert attacked["below"]["how"] == ["inferred by the annotator, as an argument of Critics; it depends on “premature” (a11)"]
    assert found["note"] == ["Said of a premature ending; that the ending is premature is not said outright."]


def test_a_decision_that_was_not_taken_lightly_was_taken(of_article):
    found = shown(of_article, "c11-1")
    assert found["says"] == [
        {
            "value": "decide",
            "below": {"of": ["Decision of the UN to end its peacekeeping mission in Mali"], "manner": ["not “lightly”"]},
        }
    ]


def test_what_another_claim_has_said_is_told_again(of_article):
    """s13 raises concerns; s19 raises them again."""
    assert shown(of_article, "c13-2")["also said by"] == [
        "The article’s own voice: The decision raises concerns about potential security gaps (c19-3)"
    ]


def test_without_the_text_the_quote_is_shown(dataset, tmp_path):
    from mali_kg.claims.backends import StoreBackend
    from mali_kg.claims.reader import Records

    bare = Viewer(Records(StoreBackend(dataset.store), dataset.base), Project(tmp_path))
    assert shown(bare, "c15-1")["in the text"] == [
        "⟦prematurely ending the peacekeeping mission could lead to a deterioration of security⟧ (characters 2886 to 2971)"
    ]


def test_a_review_is_told_in_its_words(tmp_path):
    """A verdict of a fact-checker that does not exist, on what Vosk says."""
    from invented import copied
    from mali_kg.claims.backends import QuadBackend
    from mali_kg.claims.reader import Records
    from mali_kg.dataset.compile import compile_project

    root = copied("climate", tmp_path / "project")
    (root / "data/reviews.yaml").write_text(
        "- {id: r1, claim: orrow-bay/c03-2, by: institute-for-ice-studies, verdict: Mostly so, date: 2024-04-01,"
        " url: 'https://example.org/review', read: 2026-11-24}\n",
        encoding="utf-8",
    )
    compiled = compile_project(Project(root))
    found = Records(QuadBackend(compiled.quads()), compiled.project.config.base)
    told = as_json(Viewer(found, compiled.project).view(find(found, "c03-2")))
    assert told["reviewed by"] == ["Institute for Ice Studies: “Mostly so”, 1 April 2024 <https://example.org/review>"]
