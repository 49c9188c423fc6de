"""The claim sheet against the article, by hand.

Every expectation here was read from the article by a person, sentence by sentence, and not from the program's output.
"""

import pyoxigraph as ox
import pytest

from mali_kg.sparql.engine import ask

#: Part of a quote (unique in the sheet), holder, modality, polarity, hedges: as the text has it.
READ_BY_HAND = [
    ("has made the decision to end its peacekeeping mission", "article/minusma-end/narrator", "asserted", "positive", set()),
    (
        "it was time for Mali to take full responsibility for its security",
        "transitional-government",
        "normative",
        "positive",
        {"it was time for"},
    ),
    ("had not fully resolved the country’s security challenges", "segments-of-malian-society", "believed", "partial", {"not fully"}),
    ("The decision was not taken lightly", "article/minusma-end/narrator", "evaluative", "negative", set()),
    ("could lead to a deterioration of security", "critics", "possible", "positive", {"could", "prematurely"}),
    ("and a potential resurgence of violence", "critics", "possible", "positive", {"could", "potential", "prematurely"}),
    ("may impact the delivery of essential services", "article/minusma-end/narrator", "possible", "positive", {"may"}),
    (
        "This article aims to provide a neutral perspective on the decision",
        "article/minusma-end/narrator",
        "stated-aim",
        "positive",
        {"aims to"},
    ),
    (
        "The UN and other international actors will need to work closely",
        "article/minusma-end/narrator",
        "normative",
        "positive",
        {"will need to"},
    ),
    ("intercommunal tensions, and a fragile political environment", "article/minusma-end/narrator", "asserted", "positive", set()),
]


def rows(dataset, query: str) -> list[tuple[str, ...]]:
    answer = ask(dataset.store, query, dataset.base)
    assert isinstance(answer, ox.QuerySolutions)
    base = f"{dataset.base}id/"
    return [tuple("" if v is None else v.value.removeprefix(base) for v in row) for row in answer]


@pytest.mark.parametrize(("words", "holder", "modality", "polarity", "hedges"), READ_BY_HAND)
def test_who_holds_what_and_how(dataset, words, holder, modality, polarity, hedges):
    found = rows(
        dataset,
        f"""SELECT ?claim ?holder ?modality ?polarity (GROUP_CONCAT(?h; separator="|") AS ?hedges) {{
          ?claim mk:hasEvidence/oa:hasSelector/oa:exact ?quote ; mk:heldBy ?holder ; mk:modality/skos:notation ?modality ; mk:polarity/skos:notation ?polarity .
          OPTIONAL {{ ?claim mk:hedge ?h }} FILTER CONTAINS(?quote, "{words}") }} GROUP BY ?claim ?holder ?modality ?polarity""",
    )
    assert any((h, m, p, set(filter(None, w.split("|")))) == (holder, modality, polarity, hedges) for _, h, m, p, w in found), found


def test_only_three_holders_beside_the_narrator(dataset):
    """Argued: the transitional authorities. Believed: several segments. Argue: critics. Nobody else is given a claim."""
    found = {h for (h,) in rows(dataset, "SELECT DISTINCT ?h { ?c mk:heldBy ?h }")}
    assert found == {"article/minusma-end/narrator", "transitional-government", "segments-of-malian-society", "critics"}


def test_every_sentence_has_claims(dataset):
    """The body has twenty sentences, and the headline is one more."""
    found = rows(dataset, "SELECT ?s (COUNT(?c) AS ?n) { ?s a mk:Sentence OPTIONAL { ?c mk:inSentence ?s ; a mk:Claim } } GROUP BY ?s")
    assert len(found) == 21
    assert all(int(n) > 0 for _, n in found)


def test_the_four_roles_are_four_predicates(dataset):
    """UN decided, Transitional Government called and initiated, Security Council established (trap 5)."""
    found = set(
        rows(
            dataset,
            "SELECT ?p ?who { GRAPH ?g { ?event ?p ?who } VALUES ?p { mk:decidedBy mk:calledBy mk:initiatedBy mk:establishedBy } FILTER STRSTARTS(STR(?g), STR(graph:proposition)) }".replace(
                "STR(graph:proposition)", f'"{dataset.base}graph/proposition/"'
            ),
        )
    )
    ns = f"{dataset.base}ns#"
    assert found == {
        (f"{ns}decidedBy", "united-nations"),
        (f"{ns}calledBy", "transitional-government"),
        (f"{ns}initiatedBy", "transitional-government"),
        (f"{ns}establishedBy", "un-security-council"),
    }


def test_dates_are_as_precise_as_the_text(dataset):
    """2013 dates the establishment, August 2020 the coup and not the taking of power (traps 1 and 2)."""
    answer = ask(
        dataset.store,
        f'SELECT ?event ?time {{ GRAPH ?g {{ ?event sem:hasTimeStamp ?time }} FILTER STRSTARTS(STR(?g), "{dataset.base}graph/proposition/") }}',
        dataset.base,
    )
    found = {(r["event"].value.removeprefix(f"{dataset.base}id/"), str(r["time"])) for r in answer}
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert found == {("establishment-of-minusma", f'"2013"^^<{xsd}gYear>'), ("military-coup-2020", f'"2020-08"^^<{xsd}gYearMonth>')}


def test_vague_quantities_stay_words(dataset):
    """No number in any content of the article (trap 3)."""
    answer = ask(
        dataset.store,
        f'SELECT ?o {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (isNumeric(?o) && STRSTARTS(STR(?g), "{dataset.base}graph/proposition/")) }}',
        dataset.base,
    )
    assert not list(answer)


def test_open_lists(dataset):
    """Open lists: the mandate (3 tasks), the factors (3), Mali's challenges (3 items), essential services (2, each twice)."""
    found = rows(dataset, "SELECT ?s (COUNT(?c) AS ?n) { ?c mk:openListCue ?cue ; mk:inSentence ?s } GROUP BY ?s")
    assert dict(found) == {
        "article/minusma-end/s05": "3",
        "article/minusma-end/s12": "3",
        "article/minusma-end/s14": "3",
        "article/minusma-end/s16": "4",
    }


def test_restated_propositions_are_shared(dataset):
    found = {p: int(n) for p, n in rows(dataset, "SELECT ?p (COUNT(?c) AS ?n) { ?c mk:expresses ?p } GROUP BY ?p HAVING (COUNT(?c) > 1)")}
    assert found == {
        "proposition/un-made-the-decision": 3,  # s01, s10, s18
        "proposition/decision-is-to-end-mission": 4,  # s01, s07, s13, s18
        "proposition/transitional-government-made-call": 3,  # s01, s10, s18
        "proposition/decision-answers-call": 2,  # s01, s10
        "proposition/mission-is-the-uns-in-mali": 2,  # s01, s18
        "proposition/mali-has-security-challenges": 2,  # s09, s20
        "proposition/decision-raises-concern-about-gaps": 2,  # s13, s19
        "proposition/decision-raises-concern-about-risks": 2,  # s13, s19
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
    assert {w for (w,) in rows(dataset, 'SELECT DISTINCT ?who { ?a mk:explicitness/skos:notation "inferred" ; mk:arguer ?who }')} == {
        "annotator"
    }


def test_nobody_claims_that_a_considered_factor_is_met(dataset):
    """The UN considered progress and capacity; that there is any, nobody says."""
    found = rows(
        dataset,
        "SELECT ?p { GRAPH ?g { VALUES ?f { kg:progress-on-security-concerns kg:capacity-for-greater-responsibility kg:overall-security-environment } ?f ?p ?o } FILTER CONTAINS(STR(?g), 'proposition') }",
    )
    assert {p.rpartition("#")[2] for (p,) in found} == {"bearer"}
