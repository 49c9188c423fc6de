"""Every shipped question against what a person reads in the article.

The rows were checked twice: against the article with the program's first answers in sight, and by a second reader who had the article and
the questions and nothing else. Where a reader has to judge (what was inferred), the second reader's list holds every row that is expected
here. Claims are given by their ids, c{sentence}-{ordinal}.
"""

from pathlib import Path

import pyoxigraph as ox
import pytest

from mali_kg.sparql.engine import ask
from mali_kg.sparql.questions import bind, question, questions

VOICE = "The article’s own voice"
GOVERNMENT = "Transitional Government of Mali"
SEGMENTS = "Several segments of Malian society"
CRITICS = "Critics"
MINUSMA = "UN Multidimensional Integrated Stabilization Mission in Mali"


@pytest.fixture(scope="module")
def rows(dataset, project):
    def call(name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
        asked = question(project, name)
        answer = ask(dataset.store, bind(asked, values, dataset.base), dataset.base, name)
        assert isinstance(answer, ox.QuerySolutions)
        chosen = columns or tuple(v.value for v in answer.variables)
        return [
            tuple("" if row[c] is None else row[c].value.rpartition("/id/")[2].removeprefix("article/minusma-end/") for c in chosen)
            for row in answer
        ]

    return call


def test_each_has_title_description_and_an_expected_result_here(project):
    source = Path(__file__).read_text(encoding="utf-8")
    for q in questions(project):
        assert q.title != q.name
        assert q.description
        assert f'"{q.name}"' in source, q.name


def test_who_claims_what_in_another_article(rows):
    assert rows("who-claims-what", article="article:another") == []


def test_who_claims_what(rows):
    """In the order of the text; the first is the headline's, the last the end of the last sentence's."""
    found = rows("who-claims-what", "claim", "holder", "quote")
    assert found[0] == ("c00-1", VOICE, "Closing Chapter: UN Peacekeeping Mission Era Ends in Mali")
    assert ("c15-1", CRITICS, "prematurely ending the peacekeeping mission could lead to a deterioration of security") in found
    assert ("c04-1", VOICE, "MINUSMA was established by the UN Security Council") in found
    assert [c[1:3] for c, _, _ in found] == sorted(c[1:3] for c, _, _ in found)
    assert {c[1:3] for c, _, _ in found} == {f"{n:02}" for n in range(21)}


def test_claims_of_holder(rows):
    """“Critics argue that prematurely ending … could lead to a deterioration … and a potential resurgence …”."""
    assert rows("claims-of-holder", "claim", "cue", "hedges") == [
        ("c15-1", "Critics argue that", "could, prematurely"),
        ("c15-2", "Critics argue that", "could, potential, prematurely"),
    ]
    assert [c for (c,) in rows("claims-of-holder", "claim", holder="segments-of-malian-society")] == ["c09-4", "c09-5", "c09-6"]


def test_agents_and_names(rows):
    found = set(rows("agents-and-names", "agent", "name", "language", "kind", "vague"))
    assert {
        ("united-nations", "United Nations", "en", "label", "false"),
        ("united-nations", "UN", "en", "other name", "false"),
        ("united-nations", "Nations unies", "fr", "label", "false"),
        ("minusma", "MINUSMA", "en", "other name", "false"),
        ("transitional-government", "transitional authorities", "en", "other name", "false"),
        ("critics", "Critics", "en", "label", "true"),
        ("segments-of-malian-society", SEGMENTS, "en", "label", "true"),
        ("international-community", "International community", "en", "label", "true"),
    } <= found
    assert "narrator" not in {agent for agent, *_ in found}


def test_what_is_minusma(rows):
    """Established by the Security Council, in 2013, to support the government; three tasks are named."""
    found = {(aspect[2:], value) for aspect, value, _ in rows("what-is-minusma")}
    assert found == {
        ("name", MINUSMA),
        ("other name", "MINUSMA"),
        ("other name", "UN peacekeeping mission in Mali"),
        ("established by", "UN Security Council"),
        ("when", "2013"),
        ("purpose", "Support for the Malian government in its efforts to restore stability"),
        ("task of its mandate", "Protecting civilians"),
        ("task of its mandate", "Facilitating political processes"),
        ("task of its mandate", "Promoting human rights"),
    }


def test_mandate_tasks(rows):
    """“Tasks such as”: three, and the list is open."""
    assert rows("mandate-tasks") == [
        ("Protecting civilians", "c05-1", "such as"),
        ("Facilitating political processes", "c05-2", "such as"),
        ("Promoting human rights", "c05-3", "such as"),
    ]


def test_events_and_dates(rows):
    assert rows("events-and-dates") == [
        ("Establishment of MINUSMA", "2013", "year", "c04-2", VOICE),
        ("Military coup of August 2020", "2020-08", "month", "c07-4", VOICE),
    ]


def test_for_and_against(rows):
    """The Transitional Government calls for the end, segments of society support the call; no argument on it is marked in the text."""
    found = rows("for-and-against", "role", "who_or_what", "explicitness")
    assert found[:2] == [("1 held by", GOVERNMENT, ""), ("2 endorsed by", SEGMENTS, "")]
    assert {(role[2:], what) for role, what, _ in found[2:]} == {
        ("supported by", "It is time for Mali to take full responsibility for its security"),
        ("supported by", "It is time for Mali to build a stronger national defence force"),
        ("supported by", "The stronger force should be capable of addressing internal security threats"),
        ("supported by", "The presence of foreign troops has not fully resolved Mali’s security challenges"),
        ("attacked by", "Ending the mission prematurely could lead to a deterioration of security"),
        ("attacked by", "Ending the mission prematurely could lead to a potential resurgence of violence"),
    }
    assert {how for *_, how in found[2:]} == {"inferred"}


def test_for_and_against_something_else(rows):
    """The concerns are the article's own; two desires are granted beside them (“while …”, twice)."""
    found = rows("for-and-against", "role", "who_or_what", "explicitness", proposition="decision-raises-concern-about-gaps")
    assert found[0] == ("1 held by", VOICE, "")
    assert {(what, how) for role, what, how in found if role == "5 holds although"} == {
        ("The decision reflects the desire for increased national ownership of security in Mali", "explicit"),
        ("The decision reflects the transitional government’s desire to take greater responsibility for security", "explicit"),
    }


def test_reported_and_narrated(rows):
    """Argued that: three of s08, and the call; believed that: three of s09; critics argue: two of s15. The rest is narrated."""
    found = {(how, who): int(n) for how, who, n in rows("reported-and-narrated")}
    assert found.pop(("narrated", VOICE)) > 80
    assert found == {("reported", GOVERNMENT): 4, ("reported", SEGMENTS): 3, ("reported", CRITICS): 2}


def test_hedged_claims(rows):
    found = {(hedge, claim[1:3]) for claim, hedge in rows("hedged-claims", "claim", "hedge")}
    assert found == {
        ("aims to", "03"),
        ("potential", "03"),
        ("to support", "04"),
        ("it was time for", "08"),
        ("not fully", "09"),
        ("potential", "13"),
        ("could", "15"),
        ("potential", "15"),
        ("prematurely", "15"),
        ("may", "16"),
        ("will need to", "17"),
        ("potential", "19"),
    }


def test_restated_propositions(rows):
    found: dict[str, tuple[int, set[str]]] = {}
    for says, n, claim in rows("restated-propositions", "says", "times", "claim"):
        found.setdefault(says, (int(n), set()))[1].add(claim)
    assert found == {
        "The UN made the decision": (3, {"c01-1", "c10-1", "c18-1"}),
        "The decision is to end the peacekeeping mission in Mali": (4, {"c01-6", "c07-5", "c13-4", "c18-6"}),
        "The Transitional Government of Mali made a call": (3, {"c01-3", "c10-3", "c18-3"}),
        "The decision to end the mission answers a call by the Transitional Government": (2, {"c01-2", "c10-2"}),
        "The peacekeeping mission is the UN’s, and is in Mali": (2, {"c01-4", "c18-5"}),
        "Mali has security challenges": (2, {"c09-6", "c20-4"}),
        "The decision raises concerns about potential security gaps": (2, {"c13-2", "c19-3"}),
        "The decision raises concerns about potential security risks": (2, {"c13-3", "c19-4"}),
    }


def test_factors_considered(rows):
    """Various factors, of which three are named; of none does anybody say that it is met."""
    assert rows("factors-considered") == [
        ("Overall security environment", "c12-1", "0"),
        ("Progress by the Malian authorities in addressing security concerns", "c12-2", "0"),
        ("Capacity of the national defence and security forces to assume greater responsibility", "c12-3", "0"),
        ("Various factors that the UN considered", "c12-4", "0"),
    ]


def test_actor_and_holder(rows):
    """It called, initiated and took power, and wants more responsibility, as the article tells; it holds the call and the three of s08."""
    found = {(how, claim, who) for how, _, claim, who in rows("actor-and-holder")}
    assert found == {
        *(("actor", claim, VOICE) for claim in ("c01-3", "c07-1", "c07-2", "c10-3", "c18-3", "c19-2")),
        *(("holder", claim, GOVERNMENT) for claim in ("c08-1", "c08-2", "c08-3", "c09-3")),
    }
    assert ("endorser", "c09-3", GOVERNMENT) in {
        (how, claim, who) for how, _, claim, who in rows("actor-and-holder", agent="segments-of-malian-society")
    }


def test_coup_and_power(rows):
    """August 2020 dates the coup; of taking power the text only says that it followed."""
    assert rows("coup-and-power") == [
        ("Assumption of power by the Transitional Government", "", "Military coup of August 2020", "c07-3"),
        ("Military coup of August 2020", "2020-08", "", "c07-4"),
    ]


def test_argument_map_explicit(rows):
    """“While” in s13 and s19, over gaps and over risks; “as the mission …” in s16, for services, aid and development."""
    found = [(kind, conclusion, cue) for _, _, kind, conclusion, cue in rows("argument-map-explicit")]
    gaps, risks = (f"The decision raises concerns about potential security {what}" for what in ("gaps", "risks"))
    services, aid, development = (
        f"The withdrawal of MINUSMA may affect the delivery of {what}"
        for what in ("essential services", "humanitarian aid", "development programmes")
    )
    assert sorted(found) == sorted(
        [
            *[("is granted, but", gaps, "While")] * 2,
            *[("is granted, but", risks, "While")] * 2,
            ("supports", services, "as the mission"),
            ("supports", aid, "as the mission"),
            ("supports", development, "as the mission"),
        ]
    )


def test_argument_map(rows):
    """The explicit ones are the article's; what was inferred is the annotator's, and is more than half."""
    found = rows("argument-map", "argument", "kind", "explicitness", "arguer")
    assert {(how, who) for _, _, how, who in found} == {("explicit", VOICE), ("inferred", "The mali-kg project")}
    explicit = {a for a, _, how, _ in found if how == "explicit"}
    assert explicit == {a for a, *_ in rows("argument-map-explicit")}
    assert len({a for a, *_ in found}) > 2 * len(explicit)
    assert {a for a, kind, *_ in found if kind == "attacks"} == {"a11", "a12"}


def test_argued_by_nobody_else(rows):
    """Everything reported but the call itself, which others support and attack."""
    assert [c for c, *_ in rows("argued-by-nobody-else")] == ["c08-1", "c08-2", "c08-3", "c09-4", "c09-5", "c09-6", "c15-1", "c15-2"]


def test_everything_behind(rows):
    """The critics' two outcomes and the three challenges of s14 speak for the concerns; nothing stands behind these."""
    found = {(premise.removeprefix("proposition/"), direct) for premise, _, direct in rows("everything-behind")}
    assert found == {
        ("premature-ending-could-worsen-security", "true"),
        ("premature-ending-could-revive-violence", "true"),
        ("mali-faces-armed-groups", "true"),
        ("mali-faces-intercommunal-tensions", "true"),
        ("mali-faces-political-environment", "true"),
    }
    through = {p.removeprefix("proposition/"): d for p, _, d in rows("everything-behind", conclusion="un-should-work-with-government")}
    assert through == {"withdrawal-may-affect-services": "true", "minusma-crucial-for-services": "false"}


def test_agreements(rows):
    """That Mali has security challenges, the segments presuppose (s09) and the article (s20); the call has a holder and an endorser (s09)."""
    assert rows("agreements") == [
        ("Mali has security challenges", SEGMENTS, "", "c09-6"),
        ("Mali has security challenges", VOICE, "", "c20-4"),
        ("The mission should end", GOVERNMENT, SEGMENTS, "c09-3"),
    ]


def test_disagreements(rows):
    """The critics against the call of the Transitional Government, and so against those who supported it; the text does not mark it."""
    worse, violence = (
        f"Ending the mission prematurely could lead to a {what}"
        for what in ("deterioration of security", "potential resurgence of violence")
    )
    assert rows("disagreements") == [
        (CRITICS, says, against, how, "The mission should end", "inferred", "false")
        for says in (worse, violence)
        for against, how in ((GOVERNMENT, "holds"), (SEGMENTS, "endorses"))
    ]


def test_event_roles(rows):
    decision, call = (f"{what} to end the UN peacekeeping mission in Mali" for what in ("Decision", "Call"))
    assert set(rows("event-roles")) == {
        (decision, "decided", "United Nations", "c01-1"),
        (decision, "decided", "United Nations", "c10-1"),
        (decision, "decided", "United Nations", "c18-1"),
        (decision, "initiated", GOVERNMENT, "c07-1"),
        (call, "called", GOVERNMENT, "c01-3"),
        (call, "called", GOVERNMENT, "c10-3"),
        (call, "called", GOVERNMENT, "c18-3"),
        (call, "supported", SEGMENTS, "c09-1"),
        ("Establishment of MINUSMA", "established", "UN Security Council", "c04-1"),
        ("Deployment of peacekeepers by MINUSMA", "carried out", MINUSMA, "c06-1"),
        ("Assumption of power by the Transitional Government", "carried out", GOVERNMENT, "c07-2"),
    }


def test_dates_and_other_sources(rows):
    """2013 against resolution 2100 of 25 April 2013; August 2020 against 18 August 2020."""
    assert [r[:3] for r in rows("dates-and-other-sources")] == [
        ("Establishment of MINUSMA", "2013", "2013-04-25"),
        ("Military coup of August 2020", "2020-08", "2020-08-18"),
    ]


def test_claims_about(rows, project):
    """Each quotation stands at the offsets; what s05 says of the mandate is of the mandate, and only “the mission’s mandate” of the mission."""
    text = project.text_path("minusma-end").read_text(encoding="utf-8")
    found = {claim: text[int(start) : int(end)] for claim, _, _, start, end in rows("claims-about")}
    assert found["c06-1"] == "MINUSMA has deployed thousands of peacekeepers to Mali"
    assert found["c16-4"] == "the mission played a crucial role in facilitating their provision"
    assert found["c05-4"] == "The mission’s mandate"
    assert {"c05-1", "c07-4", "c14-1", "c20-1"}.isdisjoint(found)
    assert {c for c, *_ in rows("claims-about", entity="military-coup-2020")} == {"c07-3", "c07-4"}


def test_open_lists(rows):
    """Three items each; in s16 two, aid and programmes, each in two propositions: it is an essential service, and it may be affected."""
    assert rows("open-lists") == [
        ("minusma-end/s05", "such as", "3"),
        ("minusma-end/s12", "including", "3"),
        ("minusma-end/s14", "including", "3"),
        ("minusma-end/s16", "such as", "4"),
    ]


def test_self_check(rows):
    assert rows("self-check") == [("0",)]
