"""Every shipped question against what a person reads in the article.

What is expected was written down by a reader who had the article, its claims, the registry, the outside sources and the titles of the questions,
before any of them was asked. Claims are given by their ids, c{sentence}-{ordinal}; those of an outside source as source/{source}/{claim}.
"""

from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from mali_kg.sparql.engine import ask
from mali_kg.sparql.questions import bind, question, questions

VOICE = "The article’s own voice"
GOVERNMENT = "Transitional Government of Mali"
SEGMENTS = "Several segments of Malian society"
CRITICS = "Critics"
UN = "United Nations"
COUNCIL = "UN Security Council"
MINUSMA = "UN Multidimensional Integrated Stabilization Mission in Mali"

DECISION = "Decision of the UN to end its peacekeeping mission in Mali"
CALL = "Call of the Transitional Government of Mali to end the UN peacekeeping mission"
ESTABLISHMENT = "Establishment of MINUSMA"
COUP = "Military coup of August 2020"
WITHDRAWAL = "Withdrawal of MINUSMA"
RESIGNATION = "Resignation of President Ibrahim Boubacar Keïta"
REQUEST = "Request of June 2023 for the withdrawal of MINUSMA"

#: The outside sources, as they are named in the data.
AVLIBRARY, MANDATE_PAGE, PRESS = "source/un-avlibrary-9365", "source/un-mandate-page", "source/un-press-6952"
SAHELIEN, TURKISH, UPI, WIKIPEDIA = (
    "source/sahelien-retrait",
    "source/turkish-foreign-ministry-177",
    "source/upi-2020-08-19",
    "source/wikipedia-minusma",
)

#: The challenges that Mali continues to face, as a premise.
CHALLENGES = ("c14-1", "c14-3", "c14-6", "c14-7")


def ids(text: str) -> set[str]:
    """Claims by their sentences: ``s01 1-4 7, s02 1`` is c01-1, c01-2, c01-3, c01-4, c01-7 and c02-1."""
    found = set()
    for part in text.split(","):
        sentence, *ordinals = part.split()
        for ordinal in ordinals:
            first, _, last = ordinal.partition("-")
            found |= {f"c{sentence[1:]}-{n}" for n in range(int(first), int(last or first) + 1)}
    return found


def short(term: object) -> str:
    """A value as it is written here: an id, a code or a role by its name alone."""
    if term is None:
        return ""
    value: str = term.value
    if not value.startswith("https://w3id.org/mali-kg/"):
        return value
    return (
        value.rpartition("/code/")[2].rpartition("/id/")[2].removeprefix("article/minusma-end/").rpartition("/ns#")[2].removeprefix("kind/")
    )


@pytest.fixture(scope="module")
def rows(dataset, project):
    def call(name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
        asked = question(project, name)
        answer = ask(dataset, bind(asked, values, dataset.base), name)
        assert isinstance(answer, ox.QuerySolutions)
        chosen = columns or tuple(v.value for v in answer.variables)
        return [tuple(short(row[c]) for c in chosen) for row in answer]

    return call


@pytest.fixture(scope="module")
def labels(rows) -> dict[str, str]:
    """What each claim of the article says, in short."""
    return dict(rows("who-claims-what", "claim", "says"))


def test_each_has_title_description_and_an_expected_result_here(project):
    source = Path(__file__).read_text(encoding="utf-8")
    for q in questions(project):
        assert q.title != q.name
        assert q.description
        assert f'"{q.name}"' in source, q.name


def test_who_claims_what_in_another_article(rows):
    assert rows("who-claims-what", article="article:another") == []


def test_who_claims_what(rows, project):
    """In the order of the text; the first is the headline's, the last the end of the last sentence's."""
    found = rows("who-claims-what", "claim", "holder", "quote")
    assert found[0] == ("c00-1", VOICE, "Closing Chapter: UN Peacekeeping Mission Era Ends in Mali")
    assert ("c15-1", CRITICS, "prematurely ending the peacekeeping mission could lead to a deterioration of security") in found
    assert ("c04-1", VOICE, "MINUSMA was established by the UN Security Council") in found
    assert [c[1:3] for c, _, _ in found] == sorted(c[1:3] for c, _, _ in found)
    assert len({c for c, _, _ in found}) == len(found)
    numbers = [1, 6, 4, 3, 5, 4, 4, 6, 3, 6, 4, 4, 4, 5, 8, 2, 7, 4, 6, 4, 4]
    assert Counter(c[1:3] for c, _, _ in found) == {f"{n:02}": number for n, number in enumerate(numbers)}


def test_who_claims_what_and_how(rows):
    """Most is asserted fully and affirmed; these are not."""
    found = {
        claim: (stance, strength, polarity)
        for claim, stance, strength, polarity in rows("who-claims-what", "claim", "stance", "strength", "polarity")
    }
    stances = {
        "evaluative": "s02 1, s06 3 4, s11 1 3, s14 2 8, s16 4, s18 4",
        "intended": "s03 1 2",
        "normative": "s08 1-3, s17 1-4, s20 1-3",
        "directive": "s09 3",
        "believed": "s09 4",
    }
    for stance, claims in stances.items():
        assert {c for c, how in found.items() if how[0] == stance} == ids(claims), stance
    assert {c for c, how in found.items() if how[1] != "full"} == ids("s03 3, s15 1 2, s16 1-3")
    assert {how[1] for how in found.values()} == {"full", "neutral"}
    assert {c for c, how in found.items() if how[2] == "negative"} == {"c09-4", "c11-1"}
    assert {how[0] for how in found.values()} == {"asserted", *stances}


def test_claims_of_holder(rows):
    """“Critics argue that prematurely ending … could lead to a deterioration … and a potential resurgence …”."""
    assert rows("claims-of-holder", "claim", "stance", "strength", "polarity", "cue", "hedges") == [
        ("c15-1", "asserted", "neutral", "affirmative", "Critics argue that", "could"),
        ("c15-2", "asserted", "neutral", "affirmative", "Critics argue that", "could, potential"),
    ]
    assert rows("claims-of-holder", "claim", "stance", "polarity", "cue", "hedges", holder="segments-of-malian-society") == [
        ("c09-4", "believed", "negative", "who believed that", "")
    ]
    assert rows("claims-of-holder", "claim", "stance", "cue", holder="transitional-government") == [
        *((claim, "normative", "The transitional authorities argued that") for claim in ("c08-1", "c08-2", "c08-3")),
        ("c09-3", "directive", "The call to end the mission"),
    ]
    assert rows("claims-of-holder", holder="united-nations") == []


def test_agents_and_names(rows):
    found = set(rows("agents-and-names", "agent", "name", "language", "kind", "vague"))
    assert {
        ("united-nations", UN, "en", "label", "false"),
        ("united-nations", "UN", "en", "other name", "false"),
        ("united-nations", "Nations unies", "fr", "label", "false"),
        ("minusma", "MINUSMA", "en", "other name", "false"),
        ("minusma", "MINUSMA", "fr", "other name", "false"),
        ("transitional-government", "transitional authorities", "en", "other name", "false"),
        ("ibrahim-boubacar-keita", "Ibrahim Boubacar Keïta", "en", "label", "false"),
        ("mali", "Mali", "fr", "label", "false"),
        ("critics", CRITICS, "en", "label", "true"),
        ("segments-of-malian-society", SEGMENTS, "en", "label", "true"),
        ("international-community", "International community", "en", "label", "true"),
    } <= found
    vague = {agent: how for agent, *_, how in found}
    assert len(vague) == 19
    assert {agent for agent, how in vague.items() if how == "true"} == {
        "critics",
        "segments-of-malian-society",
        "malian-authorities",
        "foreign-troops",
        "peacekeepers",
        "armed-groups",
        "other-international-actors",
        "international-community",
    }
    assert {"narrator", "northern-regions", "human-rights", "military-coup-2020"}.isdisjoint(vague)


def test_what_is(rows):
    """Its names; then: established by the Council, with a mandate, deploying, playing a role, being in Mali, to be ended."""
    found = rows("what-is", "aspect", "kind", "value", "claim")
    names = {value for _, _, value, claim in found if not claim}
    assert names == {MINUSMA, "MINUSMA", "UN peacekeeping mission in Mali", "peacekeeping mission in Mali"}
    roles: dict[str, set[str]] = defaultdict(set)
    for aspect, kind, _, claim in found:
        if claim:
            roles[f"{aspect.removeprefix('3 ')} {kind}"].add(claim)
    expected = {
        "theme have": {"c01-4", "c18-5"},
        "theme be present": {"c01-7", "c07-6", "c18-7"},
        "theme be called for short": {"c02-4"},
        "theme be called": {f"{WIKIPEDIA}/c1"},
        "theme be": {"c06-3", "c06-4"},
        "actor play a role": {"c02-1", "c02-2", "c16-4"},
        "actor deploy": {"c06-1", "c06-2"},
        "result establish": {"c04-1", "c04-2", "c04-3", f"{MANDATE_PAGE}/c1"},
        "possessor have a mandate": {"c05-1", "c05-2", "c05-3", "c05-4"},
        "possessor have": {"c10-5"},
        "undergoer end": {"c09-3"},
        "theme withdraw": {"c16-5"},
        "recipient authorise": {f"{PRESS}/c4", f"{PRESS}/c5"},
    }
    assert roles == expected


def test_claims_of_kind(rows):
    """The UN considered various factors, “including” three; that is about none of their roles alone, and the first is no item of the list."""
    found = rows("claims-of-kind", "claim", "role", "filler", "holder", "polarity", "focus", "open")
    assert set(rows("claims-of-kind", "stance", "strength")) == {("asserted", "full")}
    assert {(claim, role) for claim, role, *_ in found} == {(f"c12-{n}", role) for n in (1, 2, 3, 4) for role in ("actor", "theme")}
    assert len(found) == 8
    assert {filler for _, role, filler, *_ in found if role == "actor"} == {UN}
    fillers = {claim: filler for claim, role, filler, *_ in found if role == "theme"}
    assert fillers["c12-1"] == "overall security environment"
    assert fillers["c12-4"] == "various factors"
    assert {(holder, polarity, focus) for _, _, _, holder, polarity, focus, _ in found} == {(VOICE, "affirmative", "")}
    assert {claim: words for claim, *_, words in found} == {"c12-1": "including", "c12-2": "including", "c12-3": "including", "c12-4": ""}


def test_claims_of_other_kinds(rows):
    """What Mali faces; what has a mandate; what resolved the challenges, and to which degree not."""
    assert {c for (c,) in rows("claims-of-kind", "claim", kind="face")} == ids("s09 6, s14 1 3 6 7, s20 4")
    assert {(c, filler) for c, role, filler in rows("claims-of-kind", "claim", "role", "filler", kind="face") if role == "experiencer"} == {
        (c, "Mali") for c in ids("s09 6, s14 1 3 6 7, s20 4")
    }
    assert {c for (c,) in rows("claims-of-kind", "claim", kind="have-mandate")} == ids("s05 1-4")
    resolve = set(rows("claims-of-kind", "claim", "role", "holder", "polarity", "focus", kind="resolve"))
    assert resolve == {("c09-4", role, SEGMENTS, "negative", "degree") for role in ("cause", "undergoer", "degree")}
    decided = {
        (c, role, filler)
        for c, role, filler in rows("claims-of-kind", "claim", "role", "filler", kind="decide", article="article:minusma-end")
    }
    assert {c for c, role, _ in decided if role == "actor"} == ids("s01 1 2, s10 1 2, s18 1 2")
    assert {(c, filler) for c, role, filler in decided if role == "reason"} == {("c01-2", CALL), ("c10-2", CALL)}
    assert {(c, filler) for c, role, filler in decided if role == "manner"} == {("c11-1", "lightly")}
    # “could lead to”, “may impact”: what is only possible is told as that
    assert set(rows("claims-of-kind", "claim", "stance", "strength", kind="deteriorate")) == {("c15-1", "asserted", "neutral")}
    assert set(rows("claims-of-kind", "claim", "stance", "strength", kind="affect")) == {
        (c, "asserted", "neutral") for c in ("c16-1", "c16-2", "c16-3")
    }


def test_timeline(rows):
    """The article dates the establishment and the coup; “now”, in s20, is no date."""
    found = rows("timeline", "date", "until", "inner", "claim")
    # inner: what the date is of stands below the point of the claim
    top = {(date, claim) for date, _, _, claim in found if claim in {"c04-2", "c07-4"}}
    assert top == {("2013", "c04-2"), ("2020-08", "c07-4")}
    assert {claim for *_, claim in found} == {
        "c04-2",
        "c07-4",
        f"{MANDATE_PAGE}/c2",
        f"{PRESS}/c6",
        f"{TURKISH}/c1",
        f"{SAHELIEN}/c1",
        f"{AVLIBRARY}/c1",
        f"{AVLIBRARY}/c4",
        f"{AVLIBRARY}/c5",
        f"{AVLIBRARY}/c6",
    }
    assert {claim for _, _, inner, claim in found if inner not in {"", "false"}} == {
        f"{PRESS}/c6",
        f"{AVLIBRARY}/c4",
        f"{AVLIBRARY}/c5",
        f"{AVLIBRARY}/c6",
    }


def test_timeline_is_in_the_order_of_the_dates(rows):
    found = rows("timeline", "date", "until", "claim")
    assert [(date or until, claim) for date, until, claim in found] == [
        ("2013", "c04-2"),
        ("2013-04-25", f"{MANDATE_PAGE}/c2"),
        ("2013-07-01", f"{PRESS}/c6"),
        ("2020-08", "c07-4"),
        ("2020-08-18", f"{TURKISH}/c1"),
        ("2023-06-16", f"{SAHELIEN}/c1"),
        ("2023-06-30", f"{AVLIBRARY}/c1"),
        ("2023-06-30", f"{AVLIBRARY}/c4"),
        ("2023-12-31", f"{AVLIBRARY}/c5"),
        ("2024-01-01", f"{AVLIBRARY}/c6"),
    ]


def test_timeline_puts_the_datings_of_an_event_side_by_side(rows):
    """The coup was in August 2020, says the article; on 18 August, says a source. Nobody dates the establishment itself otherwise."""
    found = rows("timeline", "event", "precision", "datings", "claim")
    named = {claim: (event, precision) for event, precision, _, claim in found}
    assert named["c04-2"] == (ESTABLISHMENT, "year")
    assert named["c07-4"] == (COUP, "month")
    assert named[f"{TURKISH}/c1"] == (COUP, "day")
    assert named[f"{SAHELIEN}/c1"] == (REQUEST, "day")
    assert named[f"{AVLIBRARY}/c5"] == (f"{WITHDRAWAL} (ends)", "day")
    datings = {claim: text for _, _, text, claim in found if claim in {"c07-4", f"{TURKISH}/c1"}}
    assert all("2020-08" in text and "2020-08-18" in text for text in datings.values())
    assert {claim for _, _, text, claim in found if "2020-08-18" in text} == {"c07-4", f"{TURKISH}/c1"}


def test_before_and_after(rows, labels):
    """“After years of …”, “following a military coup”, “preceded by …”, “following the call”; and a source: resigned after the coup."""
    found = {
        claim: (later, earlier, polarity)
        for later, earlier, polarity, claim in rows("before-and-after", "later", "earlier", "polarity", "claim")
    }
    assert found.keys() == {"c02-3", "c07-3", "c11-2", "c18-2", f"{UPI}/c2"}
    assert found["c11-2"] == (DECISION, "Review of the situation on the ground before the decision", "affirmative")
    assert found["c18-2"] == (DECISION, CALL, "affirmative")
    assert found["c02-3"][0] == DECISION
    assert found["c07-3"][1:] == (COUP, "affirmative")
    assert found[f"{UPI}/c2"] == (RESIGNATION, COUP, "affirmative")
    assert {holder for (holder, claim) in rows("before-and-after", "holder", "claim") if claim.startswith("c")} == {VOICE}
    assert set(rows("before-and-after", "stance", "strength")) == {("asserted", "full")}


def test_for_and_against(rows):
    """The Transitional Government calls for the end, segments of society support the call; no argument on it is marked in the text."""
    found = rows("for-and-against", "role", "who_or_what", "explicitness", "argument", "in_claim")
    assert [(role[2:], who, claim) for role, who, _, _, claim in found[:2]] == [
        ("held by", GOVERNMENT, "c09-3"),
        ("endorsed by", SEGMENTS, "c09-3"),
    ]
    assert {(role[2:], how, argument, premise) for role, _, how, argument, premise in found[2:]} == {
        *(("supported by", "inferred", *pair) for pair in [("a08", "c08-1"), ("a09", "c08-2"), ("a09", "c08-3"), ("a10", "c09-4")]),
        *(("attacked by", "inferred", *pair) for pair in [("a11", "c15-1"), ("a12", "c15-2"), ("a29", "c13-2"), ("a30", "c13-3")]),
        *(("attacked by", "inferred", "a31", premise) for premise in ("c16-1", "c16-4")),
    }


def test_for_and_against_something_else(rows):
    """The concerns are the article's own; two desires are granted beside them (“while …”, in s13 and in s19, where they are told again)."""
    found = rows("for-and-against", "role", "who_or_what", "explicitness", "argument", "in_claim", claim="article-minusma-end:c13-2")
    assert {(role[2:], who, claim) for role, who, _, argument, claim in found if not argument} == {
        ("held by", VOICE, c) for c in ("c13-2", "c19-3")
    }
    assert {(role[2:], how, argument, premise) for role, _, how, argument, premise in found if argument} == {
        ("holds although", "explicit", "a01", "c13-1"),
        ("holds although", "explicit", "a03", "c19-1"),
        ("supported by", "inferred", "a13", "c15-1"),
        ("supported by", "inferred", "a25", "c15-2"),
        *(("supported by", "inferred", "a26", c) for c in CHALLENGES),
    }


def test_reported_and_narrated(rows):
    """Argued that: three of s08, and the call; believed that: one of s09; critics argue: two of s15. The other 87 of 94 are narrated."""
    found = {(how, who): int(n) for how, who, n in rows("reported-and-narrated")}
    assert found == {("narrated", VOICE): 87, ("reported", GOVERNMENT): 4, ("reported", SEGMENTS): 1, ("reported", CRITICS): 2}


def test_hedged_claims(rows):
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim, words, mark in rows("hedged-claims", "claim", "words", "mark"):
        found[mark, words].add(claim)
    assert found == {
        ("hedge", "potential"): ids("s03 2 3, s13 2 3, s15 2, s19 3 4"),
        ("hedge", "could"): ids("s15 1 2"),
        ("hedge", "may"): ids("s16 1-3"),
        ("modal", "aims to"): ids("s03 1 2"),
        ("modal", "it was time for"): ids("s08 1-3"),
        ("modal", "will need to"): ids("s17 1-4"),
        ("modal", "The challenge now lies in"): ids("s20 1-3"),
    }


def test_restated_claims(rows):
    """Nine things are said again, seven of them twice; nothing of it by another voice, and all of it affirmed and fully."""
    found: dict[str, tuple[int, set[str]]] = {}
    for says, n, claim in rows("restated-claims", "describes", "times", "claim"):
        found.setdefault(says, (int(n), set()))[1].add(claim)
    assert sorted((n, sorted(claims)) for n, claims in found.values()) == [
        (2, ["c01-1", "c18-1"]),
        (2, ["c01-2", "c10-2"]),
        (2, ["c01-4", "c18-5"]),
        (2, ["c07-5", "c13-4"]),
        (2, ["c09-6", "c20-4"]),
        (2, ["c13-2", "c19-3"]),
        (2, ["c13-3", "c19-4"]),
        (3, ["c01-3", "c10-3", "c18-3"]),
        (3, ["c01-7", "c07-6", "c18-7"]),
    ]
    assert set(rows("restated-claims", "stance", "strength", "polarity", "holder")) == {("asserted", "full", "affirmative", VOICE)}


def test_actor_and_holder(rows):
    """It called, initiated and took power, and wants more responsibility, as the article tells; it holds the call and the three of s08."""
    found = {(how, claim, who) for how, claim, who in rows("actor-and-holder", "stands_as", "claim", "told_by")}
    assert found == {
        *(("actor", claim, VOICE) for claim in ("c01-3", "c07-1", "c07-2", "c07-3", "c10-3", "c18-3")),
        ("experiencer", "c19-2", VOICE),
        *(("holder", claim, GOVERNMENT) for claim in ("c08-1", "c08-2", "c08-3", "c09-3")),
    }
    assert {(how, claim) for how, claim in rows("actor-and-holder", "stands_as", "claim", agent="segments-of-malian-society")} == {
        ("actor", "c09-1"),
        ("endorser", "c09-3"),
        ("holder", "c09-4"),
    }
    assert {(how, claim) for how, claim in rows("actor-and-holder", "stands_as", "claim", agent="critics")} == {
        ("holder", "c15-1"),
        ("holder", "c15-2"),
    }


def test_argument_map_explicit(rows, labels):
    """“While” in s13 and s19, over gaps and over risks; “as the mission …” in s16, for services, aid and development."""
    found = rows("argument-map-explicit", "argument", "premise", "kind", "conclusion", "cue", "arguer")
    gaps, risks = (f"The decision raises concerns about potential security {what}" for what in ("gaps", "risks"))
    services, aid, development = (
        f"The withdrawal of MINUSMA may affect the delivery of {what}"
        for what in ("essential services", "humanitarian aid", "development programmes")
    )
    owned, desired = labels["c13-1"], labels["c19-1"]
    role = "MINUSMA played a crucial role in facilitating the provision of essential services"
    assert set(found) == {
        ("a01", owned, "is granted, but", gaps, "While", VOICE),
        ("a02", owned, "is granted, but", risks, "While", VOICE),
        ("a03", desired, "is granted, but", gaps, "While", VOICE),
        ("a04", desired, "is granted, but", risks, "While", VOICE),
        ("a05", role, "supports", services, "as the mission", VOICE),
        ("a06", role, "supports", aid, "as the mission", VOICE),
        ("a07", role, "supports", development, "as the mission", VOICE),
    }
    assert len(found) == 7


def test_argument_map(rows):
    """The explicit ones are the article's; of those that were inferred, five have somebody who argues so, for its own claim; two depend on something."""
    found = rows("argument-map", "argument", "kind", "explicitness", "arguer", "scope")
    assert len(found) == 54
    assert len({argument for argument, *_ in found}) == 33
    assert {(a, who) for a, _, how, who, _ in found if how == "explicit"} == {(f"a0{n}", VOICE) for n in range(1, 8)}
    assert {a: who for a, _, how, who, _ in found if how == "inferred" and who} == {
        "a08": GOVERNMENT,
        "a09": GOVERNMENT,
        "a10": SEGMENTS,
        "a11": CRITICS,
        "a12": CRITICS,
    }
    assert {a for a, kind, *_ in found if kind == "attacks"} == {"a11", "a12", "a29", "a30", "a31"}
    assert {(a, scope) for a, *_, scope in found if scope} == {("a11", "premature"), ("a12", "premature")}


def test_argued_by_nobody_else(rows):
    """Everything reported but the call itself, which others support and attack."""
    assert [c for (c,) in rows("argued-by-nobody-else", "claim")] == ["c08-1", "c08-2", "c08-3", "c09-4", "c15-1", "c15-2"]


def test_everything_behind(rows):
    """The critics' two outcomes and the challenges of s14 speak for the concerns; nothing stands behind these."""
    found = {premise: (holder, direct) for premise, holder, direct in rows("everything-behind", "premise", "holder", "direct")}
    assert found == {
        "c15-1": (CRITICS, "true"),
        "c15-2": (CRITICS, "true"),
        **dict.fromkeys(CHALLENGES, (VOICE, "true")),
    }


def test_everything_behind_something_else(rows):
    """The close work of s17: for the services, the challenges, the concerns and the mechanisms; the role of the mission and the critics stand behind."""
    found = dict(rows("everything-behind", "premise", "direct", claim="article-minusma-end:c17-1"))
    assert found == {
        **dict.fromkeys(["c16-1", "c13-2", "c13-3", "c17-4", *CHALLENGES], "true"),
        **dict.fromkeys(["c16-4", "c15-1", "c15-2"], "false"),
    }
    # What attacks the call speaks for the concerns, and not for the call.
    assert dict(rows("everything-behind", "premise", "direct", claim="article-minusma-end:c09-3")) == dict.fromkeys(
        ["c08-1", "c08-2", "c08-3", "c09-4"], "true"
    )


def test_everything_behind_what_is_said_again(rows):
    """The concerns of s19 are those of s13: what speaks for them there speaks for them here; of a step on the way, only its own place counts."""
    again = dict(rows("everything-behind", "premise", "direct", claim="article-minusma-end:c19-4"))
    assert again == dict(rows("everything-behind", "premise", "direct", claim="article-minusma-end:c13-3"))
    assert {"c15-1", "c15-2", *CHALLENGES} <= set(again)
    assert dict(rows("everything-behind", "premise", "direct", claim="article-minusma-end:c20-1")) == {"c19-3": "true", "c19-4": "true"}


def test_agreements(rows):
    """On the end of the mission: the call has a holder and an endorser (s09). Nothing else that a voice says is said by another."""
    assert rows("agreements", "polarity", "holder", "endorsed_by", "strength", "claim") == [
        ("affirmative", GOVERNMENT, SEGMENTS, "full", "c09-3")
    ]


def test_disagreements(rows):
    """Against the call, and so against those who supported it, speak the critics and what the article tells of concerns and services; no word marks it."""
    found = set(rows("disagreements", "found", "holder", "claim", "against", "how", "against_claim"))
    assert {(holder, claim, against, how, against_claim) for _, holder, claim, against, how, against_claim in found} == {
        (holder, claim, against, how, "c09-3")
        for holder, claims in ((CRITICS, ("c15-1", "c15-2")), (VOICE, ("c13-2", "c13-3", "c16-1", "c16-4")))
        for claim in claims
        for against, how in ((GOVERNMENT, "holds"), (SEGMENTS, "endorses"))
    }
    assert all("argument" in way and "inferred" in way for way, *_ in found)


@pytest.mark.parametrize("name", ["hedge-drift", "stronger-and-weaker", "quoted-chain", "who-says-what-to-whom"])
def test_not_in_one_article(rows, name):
    """What is said again is said as strongly; nobody passes on what another said, and nobody is told to speak to somebody."""
    assert {"hedge-drift": [], "stronger-and-weaker": [], "quoted-chain": [], "who-says-what-to-whom": []}[name] == rows(name)


def test_event_roles(rows):
    """Who decided, called, initiated, supported, established; whom the sources say to have resigned and to have asked. Of the coup nobody says whose it was."""
    found = set(rows("event-roles", "name", "kind", "role", "who", "focus", "claim"))
    decide, call, establish = ((DECISION, "decide"), (CALL, "call for"), (ESTABLISHMENT, "establish"))
    assert found == {
        *((*decide, "actor", UN, "", claim) for claim in ("c01-1", "c10-1", "c18-1")),
        *((*decide, "actor", UN, "reason", claim) for claim in ("c01-2", "c10-2")),
        (*decide, "actor", UN, "after", "c18-2"),
        (DECISION, "initiate", "actor", GOVERNMENT, "", "c07-1"),
        *((*call, "actor", GOVERNMENT, "", claim) for claim in ("c01-3", "c10-3", "c18-3")),
        (CALL, "support", "actor", SEGMENTS, "", "c09-1"),
        *((*establish, "actor", COUNCIL, focus, claim) for claim, focus in (("c04-1", ""), ("c04-2", "time"), ("c04-3", "purpose"))),
        (RESIGNATION, "resign", "actor", "Ibrahim Boubacar Keïta", "", f"{UPI}/c1"),
        (RESIGNATION, "resign", "actor", "Ibrahim Boubacar Keïta", "after", f"{UPI}/c2"),
        (REQUEST, "call for", "actor", "Abdoulaye Diop", "", f"{SAHELIEN}/c1"),
    }
    assert set(rows("event-roles", "stance", "strength")) == {("asserted", "full")}


def test_dates_and_other_sources(rows):
    """2013 against resolution 2100 of 25 April 2013; August 2020 against 18 August 2020."""
    assert rows("dates-and-other-sources", "event", "article_says", "source_says", "claim") == [
        (ESTABLISHMENT, "2013", "2013-04-25", "c04-2"),
        (COUP, "2020-08", "2020-08-18", "c07-4"),
    ]


#: Of the article, what speaks of the mission; also through the names of the decision, the call, the establishment and the withdrawal.
ABOUT_MINUSMA = (
    "s00 1, s01 1-4 7, s02 1-4, s03 1-3, s04 1-3, s05 1-4, s06 1-4, s07 1 5 6, s09 1-3, s10 1-3 5, s11 1 2, s13 1-4, s15 1 2, s16 1-5,"
    "s18 1-5 7, s19 1 3 4"
)


def test_claims_about(rows, project):
    """Each quotation stands at the offsets; the coup, the forces, the challenges and what is to be done are not of the mission."""
    text = project.text_path("minusma-end").read_text(encoding="utf-8")
    found = rows("claims-about", "claim", "start", "end")
    quotes = {claim: text[int(start) : int(end)] for claim, start, end in found if start}
    assert quotes.keys() == ids(ABOUT_MINUSMA)
    assert quotes["c06-1"] == "MINUSMA has deployed thousands of peacekeepers to Mali"
    assert quotes["c16-4"] == "the mission played a crucial role in facilitating their provision"
    assert quotes["c05-4"] == "The mission’s mandate"
    assert {claim for claim, start, _ in found if not start} == {
        f"{SAHELIEN}/c1",
        *(f"{AVLIBRARY}/c{n}" for n in (4, 5, 6)),
        f"{MANDATE_PAGE}/c1",
        *(f"{PRESS}/c{n}" for n in (4, 5, 6)),
        f"{WIKIPEDIA}/c1",
    }


def test_claims_about_something_else(rows):
    assert {c for (c,) in rows("claims-about", "claim", entity="military-coup-2020")} == {
        "c07-3",
        "c07-4",
        f"{TURKISH}/c1",
        f"{TURKISH}/c2",
        f"{UPI}/c2",
    }
    assert {c for (c,) in rows("claims-about", "claim", entity="critics")} == set()
    assert {c for (c,) in rows("claims-about", "claim", entity="humanitarian-aid")} == {"c16-2", "c16-6"}
    assert {c for (c,) in rows("claims-about", "claim", entity="resolution-2100", article="article:minusma-end")} == set()


#: Of the article, what joins two; in s03, the article itself and its perspective.
EDGES = (
    "s01 1 4 7, s02 1 2, s03 1 2, s04 1-4, s05 1-3, s06 1-4, s07 1 3 6, s08 1-3, s09 1 4 6, s10 1 5, s12 1-4, s13 1-3, s14 1 3-7, s15 1 2,"
    "s16 1-4 6 7, s17 1-4, s18 1 4 5 7, s19 1-4, s20 4"
)


def test_flat_view(rows):
    """An edge for each claim that joins two; two for s17, where two actors work with the government."""
    found = rows("flat-view", "subject", "kind", "object", "holder", "stance", "strength", "polarity", "focus", "claim")
    assert Counter(claim for *_, claim in found) == {claim: 2 if claim == "c17-3" else 1 for claim in ids(EDGES)}
    assert {
        (UN, "have", MINUSMA, VOICE, "asserted", "full", "affirmative", "", "c01-4"),
        (MINUSMA, "be present", "Mali", VOICE, "asserted", "full", "affirmative", "", "c01-7"),
        (COUNCIL, "establish", MINUSMA, VOICE, "asserted", "full", "affirmative", "time", "c04-2"),
        (MINUSMA, "deploy", "thousands Peacekeepers deployed by MINUSMA", VOICE, "asserted", "full", "affirmative", "", "c06-1"),
        (GOVERNMENT, "initiate", DECISION, VOICE, "asserted", "full", "affirmative", "", "c07-1"),
        (GOVERNMENT, "take power", COUP, VOICE, "asserted", "full", "affirmative", "after", "c07-3"),
        (SEGMENTS, "support", CALL, VOICE, "asserted", "full", "affirmative", "", "c09-1"),
        ("Armed groups in Mali", "operate", "Northern regions of Mali", VOICE, "asserted", "full", "affirmative", "", "c14-4"),
        ("Humanitarian aid", "be", "Essential services", VOICE, "asserted", "full", "affirmative", "", "c16-6"),
        (
            UN,
            "work together",
            "Malian government after the decision to end MINUSMA",
            VOICE,
            "normative",
            "full",
            "affirmative",
            "",
            "c17-1",
        ),
    } <= set(found)
    how = {claim: tuple(row) for *row, claim in found}
    assert how["c09-4"][3:] == (SEGMENTS, "believed", "full", "negative", "degree")
    assert how["c08-1"][0] == "Mali"
    assert how["c08-1"][3:] == (GOVERNMENT, "normative", "full", "affirmative", "")
    assert how["c15-1"][3:] == (CRITICS, "asserted", "neutral", "affirmative", "")


def test_open_lists(rows):
    """Three items each; in s16 two, aid and programmes, of each of which two things are said: it is an essential service, and it may be affected."""
    assert rows("open-lists") == [
        ("minusma-end/s05", "such as", "3"),
        ("minusma-end/s12", "including", "3"),
        ("minusma-end/s14", "including", "3"),
        ("minusma-end/s16", "such as", "4"),
    ]


def test_self_check(rows):
    assert rows("self-check") == [("0",)]
