"""The claim sheet against the article, by hand.

Every expectation here was read from the article by a person, sentence by sentence, and not from the program's output.
"""

import pyoxigraph as ox
import pytest

from mali_kg.sparql.engine import ask

VOICE = "article/minusma-end/narrator"
#: Part of a quote (unique in the sheet), holder, stance, strength, polarity, focus, words that carry or weaken it: as the text has it.
READ_BY_HAND = [
    ("has made the decision to end its peacekeeping mission in Mali", VOICE, "asserted", "full", "affirmative", "", set()),
    (
        "it was time for Mali to take full responsibility for its security",
        *("transitional-government", "normative", "full", "affirmative", "", {"it was time for"}),
    ),
    (
        "had not fully resolved the country’s security challenges",
        "segments-of-malian-society",
        "believed",
        "full",
        "negative",
        "degree",
        set(),
    ),
    ("The decision was not taken lightly", VOICE, "evaluative", "full", "negative", "manner", set()),
    ("could lead to a deterioration of security", "critics", "asserted", "neutral", "affirmative", "", {"could"}),
    ("and a potential resurgence of violence", "critics", "asserted", "neutral", "affirmative", "", {"could", "potential"}),
    ("may impact the delivery of essential services", VOICE, "asserted", "neutral", "affirmative", "", {"may"}),
    ("This article aims to provide a neutral perspective on the decision", VOICE, "intended", "full", "affirmative", "", {"aims to"}),
    ("The UN and other international actors will need to work closely", VOICE, "normative", "full", "affirmative", "", {"will need to"}),
    ("intercommunal tensions, and a fragile political environment", VOICE, "asserted", "full", "affirmative", "", set()),
]


def rows(dataset, query: str) -> list[tuple[str, ...]]:
    answer = ask(dataset, query)
    assert isinstance(answer, ox.QuerySolutions)
    base = f"{dataset.base}id/"
    return [tuple("" if v is None else v.value.removeprefix(base) for v in row) for row in answer]


@pytest.mark.parametrize(("words", "holder", "stance", "strength", "polarity", "focus", "marks"), READ_BY_HAND)
def test_who_holds_what_and_how(dataset, words, holder, stance, strength, polarity, focus, marks):
    found = rows(
        dataset,
        f"""SELECT ?holder ?stance ?strength ?polarity ?focus (GROUP_CONCAT(DISTINCT ?h; separator="|") AS ?marks) {{
          ?claim a mk:Claim ; mk:hasEvidence/oa:hasSelector/oa:exact ?quote ; mk:heldBy ?holder ; mk:stance/skos:notation ?stance ;
            mk:strength/skos:notation ?strength ; mk:polarity/skos:notation ?polarity .
          OPTIONAL {{ ?claim mk:focus ?role BIND (STRAFTER(STR(?role), "#") AS ?focus) }}
          OPTIONAL {{ ?claim mk:hedge|mk:modalCue ?h }} FILTER CONTAINS(?quote, "{words}") }} GROUP BY ?claim ?holder ?stance ?strength ?polarity ?focus""",
    )
    expected = (holder, stance, strength, polarity, focus)
    assert any((tuple(how), set(filter(None, w.split("|")))) == (expected, marks) for *how, w in found), found


def test_only_three_holders_beside_the_narrator(dataset):
    """Argued: the transitional authorities. Believed: several segments. Argue: critics. Nobody else is given a claim."""
    found = {h for (h,) in rows(dataset, "SELECT DISTINCT ?h { ?c a mk:Claim ; mk:heldBy ?h }")}
    assert found == {"article/minusma-end/narrator", "transitional-government", "segments-of-malian-society", "critics"}


def test_every_sentence_has_claims(dataset):
    """The body has twenty sentences, and the headline is one more."""
    found = rows(dataset, "SELECT ?s (COUNT(?c) AS ?n) { ?s a mk:Sentence OPTIONAL { ?c mk:inSentence ?s ; a mk:Claim } } GROUP BY ?s")
    assert len(found) == 21
    assert all(int(n) > 0 for _, n in found)


def test_four_doings_are_four_kinds(dataset):
    """UN decided, Transitional Government called and initiated, Security Council established (trap 5)."""
    found = set(
        rows(
            dataset,
            """SELECT DISTINCT ?kind ?who { ?claim a mk:Claim ; mk:says ?d . ?d mk:actor ?who ; mk:kind/skos:notation ?kind
            VALUES ?kind { "decide" "call-for" "initiate" "establish" } FILTER NOT EXISTS { ?d mk:result ?x FILTER isLiteral(?x) } }""",
        )
    )
    assert found == {
        ("decide", "united-nations"),
        ("call-for", "transitional-government"),
        ("initiate", "transitional-government"),
        ("establish", "un-security-council"),
    }


def test_dates_are_as_precise_as_the_text(dataset):
    """2013 dates the establishment, August 2020 the coup and not the taking of power (traps 1 and 2)."""
    answer = ask(dataset, "SELECT DISTINCT ?event ?time { ?claim a mk:Claim ; mk:says ?d . ?d mk:of ?event ; mk:time/mk:at ?time }")
    found = {(r["event"].value.removeprefix(f"{dataset.base}id/"), str(r["time"])) for r in answer}
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert found == {("establishment-of-minusma", f'"2013"^^<{xsd}gYear>'), ("military-coup-2020", f'"2020-08"^^<{xsd}gYearMonth>')}
    everything = rows(dataset, "SELECT ?n ?t { GRAPH graph-article:minusma-end { ?n mk:at ?t } }")
    assert {value for _, value in everything} == {"2013", "2020-08"}


def test_vague_quantities_stay_words(dataset):
    """No number in what the article says (trap 3): "thousands" and "years" are words."""
    assert not rows(dataset, "SELECT ?n { GRAPH graph-article:minusma-end { ?q a mk:Quantity ; ?p ?n FILTER isNumeric(?n) } }")
    assert {t for (t,) in rows(dataset, "SELECT ?t { GRAPH graph-article:minusma-end { ?q a mk:Quantity ; mk:text ?t } }")} == {
        "thousands",
        "years",
        "over the years",
    }


def test_open_lists(dataset):
    """Open lists: the mandate (3 tasks), the factors (3), Mali's challenges (3 items), essential services (2, each twice)."""
    found = rows(dataset, "SELECT ?s (COUNT(?c) AS ?n) { ?c a mk:Claim ; mk:openListCue ?cue ; mk:inSentence ?s } GROUP BY ?s")
    assert dict(found) == {
        "article/minusma-end/s05": "3",
        "article/minusma-end/s12": "3",
        "article/minusma-end/s14": "3",
        "article/minusma-end/s16": "4",
    }


def test_what_is_said_again(dataset):
    """Read in the text: which claims say what an earlier one says."""
    found = rows(
        dataset,
        """SELECT ?f (GROUP_CONCAT(?name; separator=" ") AS ?names) { ?c a mk:Claim ; mk:says/mk:fingerprint ?f
        BIND (REPLACE(STR(?c), "^.*/", "") AS ?name) } GROUP BY ?f HAVING (COUNT(?c) > 1)""",
    )
    assert {frozenset(names.split()) for _, names in found} == {
        frozenset({"c01-1", "c18-1"}),  # the UN made the decision to end the mission
        frozenset({"c01-2", "c10-2"}),  # in response to the call
        frozenset({"c01-3", "c10-3", "c18-3"}),  # the Transitional Government made a call
        frozenset({"c01-4", "c18-5"}),  # the mission is the UN’s
        frozenset({"c01-7", "c07-6", "c18-7"}),  # the mission is in Mali
        frozenset({"c07-5", "c13-4"}),  # the decision is to end the mission
        frozenset({"c09-6", "c20-4"}),  # Mali has security challenges
        frozenset({"c13-2", "c19-3"}),  # concerns about gaps
        frozenset({"c13-3", "c19-4"}),  # concerns about risks
    }


def test_explicit_arguments_are_those_with_a_connective(dataset):
    """“While …, it also …” twice, over two objects each; “as the mission played …” for the delivery of services and its two examples."""
    found = rows(
        dataset,
        'SELECT ?s ?type (COUNT(?a) AS ?n) { ?a mk:explicitness/skos:notation "explicit" ; mk:inSentence ?s ; a ?type FILTER (?type != mk:Argument) } GROUP BY ?s ?type',
    )
    short = {(s.rpartition("/")[2], t.rpartition("#")[2]): int(n) for s, t, n in found}
    assert short == {("s13", "Concession"): 2, ("s19", "Concession"): 2, ("s16", "Support"): 3}


def test_inferred_arguments_are_the_annotators(dataset):
    """The annotator infers them; who argues is the voice that holds their premises, or nobody."""
    assert {
        w for (w,) in rows(dataset, 'SELECT DISTINCT ?who { ?a mk:explicitness/skos:notation "inferred" ; prov:wasAttributedTo ?who }')
    } == {"annotator"}
    assert {w for (w,) in rows(dataset, 'SELECT DISTINCT ?who { ?a mk:explicitness/skos:notation "inferred" ; mk:arguer ?who }')} == {
        "transitional-government",
        "segments-of-malian-society",
        "critics",
    }


def test_nobody_claims_that_a_considered_factor_is_met(dataset):
    """The UN considered progress and capacity; that there is any, nobody says."""
    claimed = {k for (k,) in rows(dataset, "SELECT ?k { ?c a mk:Claim ; mk:says/mk:kind/skos:notation ?k }")}
    nested = {k for (k,) in rows(dataset, "SELECT ?k { ?c a mk:Claim ; mk:says/mk:theme/mk:kind/skos:notation ?k }")}
    assert "make-progress" in nested
    assert "make-progress" not in claimed
    holders = rows(
        dataset, "SELECT ?who { ?c a mk:Claim ; mk:says ?d . ?d mk:kind code-kind:have-capacity ; mk:possessor ?who FILTER isIRI(?who) }"
    )
    assert ("national-defence-and-security-forces",) not in holders


def test_the_mission_is_spoken_of_by_many_claims(dataset):
    """A reader who looks for MINUSMA finds at least 37 claims that speak of it, by its name, as the mission, or by what was done with it."""
    ((number,),) = rows(dataset, "SELECT (COUNT(?c) AS ?n) { ?c a mk:Claim ; mk:mentions kg:minusma }")
    assert int(number) >= 37
