"""Names in queries: those that the data does not have, and those that are none, are told."""

import pyoxigraph as ox
import pytest

from mali_kg.cli.answers import LocalAnswerer
from mali_kg.cli.completion import Words
from mali_kg.errors import MaliKgError
from mali_kg.sparql.absent import absent
from mali_kg.sparql.endpoint import declare
from mali_kg.sparql.engine import ask
from mali_kg.sparql.questions import bind, question
from mali_kg.sparql.source import QuerySource

KG = "https://w3id.org/mali-kg/"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (
            "SELECT ?c { ?c mk:polarity ?p FILTER (?p != code-polarity:positiv) }",
            ["code-polarity:positiv does not occur in the data. Did you mean code-polarity:positive?"],
        ),
        # The right name in the wrong list, below the wrong prefix, in a list that is none.
        ("SELECT * { ?c mk:modality code-polarity:possible }", ["code-polarity:possible", "Did you mean code-modality:possible?"]),
        ("SELECT * { article:c15-1 ?p ?o }", ["article:c15-1", "Did you mean article-minusma-end:c15-1?"]),
        ("SELECT * { ?c mk:modality code-modalty:possible }", ["code-modalty:possible", "Did you mean code-modality:possible?"]),
        ("SELECT * { ?c mk:heldBy kg:CRITICS }", ["kg:CRITICS does not occur in the data. Did you mean kg:critics?"]),
        # Whole, with a prefix of the query's own, and with a base.
        (
            f"SELECT * {{ ?c ?p ?o FILTER (?o != <{KG}code/polarity/positiv>) }}",
            ["code/polarity/positiv>", f"<{KG}code/polarity/positive>"],
        ),
        (f"PREFIX p: <{KG}code/polarity/> SELECT * {{ ?c ?p p:positiv }}", ["p:positiv", "Did you mean p:positive?"]),
        (f"BASE <{KG}id/> SELECT * {{ ?c mk:heldBy <critik> }}", ["<critik> does not occur"]),
        ("SELECT * { ?c mk:hedg\\u0065 ?o }", []),
        # Wherever the data is asked.
        ("SELECT * { OPTIONAL { ?c mk:heldBy kg:nobody-at-all } }", ["kg:nobody-at-all does not occur in the data."]),
        ("SELECT * { ?c mk:heldBy/mk:nothing-such ?x }", ["mk:nothing-such"]),
        ("SELECT * { GRAPH graph:nothing-such { ?s ?p ?o } }", ["graph:nothing-such"]),
        ("SELECT (IF(?p = code-polarity:positiv, 1, 2) AS ?x) { ?c mk:polarity ?p }", ["code-polarity:positiv"]),
        ("SELECT ?p { ?c mk:polarity ?p } GROUP BY ?p HAVING (?p != code-polarity:positiv)", ["code-polarity:positiv"]),
        ("SELECT * { VALUES ?p { code-polarity:positiv code-polarity:partial } ?c mk:polarity ?p }", ["code-polarity:positiv"]),
        ('SELECT * { ?c mk:polarity ?p } VALUES (?n ?p) { ("kg:x"@en code-polarity:positiv) }', ["code-polarity:positiv"]),
        ("SELECT * { BIND (code-polarity:positiv AS ?p) ?c mk:polarity ?p }", ["code-polarity:positiv"]),
        ("CONSTRUCT WHERE { ?c mk:heldBy kg:nobody-at-all }", ["kg:nobody-at-all"]),
        # Each once.
        ("SELECT * { ?c mk:x1 kg:mali OPTIONAL { ?c mk:x1 ?y } }", ["mk:x1"]),
        # What the query makes anew.
        ("CONSTRUCT { ?c kg:new-one graph-new:x } WHERE { ?c mk:heldBy kg:critics }", []),
        ("SELECT ?c (kg:new-one AS ?x) { ?c mk:heldBy kg:critics }", []),
        (
            "CONSTRUCT { ?c a ?n } { ?c mk:heldBy kg:critics BIND (kg:new-one AS ?n) VALUES (?n2 ?h) { (kg:new-two kg:critics) } ?c mk:heldBy ?h }",
            [],
        ),
        # The beginning of IRIs; texts and comments; other vocabularies; terms of the ontology only.
        ("SELECT * { ?c ?p ?o FILTER (STRSTARTS(STR(?o), STR(code-modality:)) || STRSTARTS(STR(?o), STR(kg:new-one))) }", []),
        ("SELECT * { ?c rdfs:label 'kg:new-one' } # kg:new-one", []),
        ("SELECT * { ?c rdfs:lable <http://nowhere.example/x> }", []),
        ("SELECT * { ?x mk:inGraph ?g }", []),
        ("SELECT * FROM graph:links { ?c mk:heldBy kg:critics }", []),
        ("SELECT * { ?c mk:heldBy kg:critics SERVICE <http://x/> { ?c mk:new-one kg:new-one } }", []),
    ],
)
def test_names_that_occur_nowhere(dataset, query, told):
    found = absent(QuerySource(dataset, False), query)
    assert len(found) == bool(told), found
    assert all(words in found[0] for words in told)


def test_every_shipped_question_asks_for_what_is_there(dataset, project):
    from mali_kg.sparql.questions import questions

    assert [absent(QuerySource(dataset, False), q.query) for q in questions(project)] == [[] for _ in questions(project)]


def test_the_command_tells_a_name_that_is_not_there_though_rows_are_found(run, copy, tmp_path):
    wrong = "SELECT (COUNT(*) AS ?n) { ?c mk:polarity ?p FILTER (?p != code-polarity:positiv) }"
    note = "mali-kg: code-polarity:positiv does not occur in the data. Did you mean code-polarity:positive?\n"
    assert (run("query", wrong, cwd=copy).stdout, run("query", wrong, cwd=copy).stderr) == ("n\n95\n", note)
    assert run("query", "-", stdin=wrong, cwd=copy).stderr == note
    (tmp_path / "q.rq").write_text(wrong)
    assert run("query", str(tmp_path / "q.rq"), cwd=copy).stderr == note
    right = run("query", wrong.replace("positiv)", "positive)"), cwd=copy)
    # Read in the article: c11-1 (“not taken lightly”) is negative, c09-4 (“not fully resolved”) partial.
    assert (right.stdout, right.stderr) == ("n\n2\n", "")
    empty = run("query", "SELECT ?c { ?c mk:heldBy kg:critic OPTIONAL { ?c mk:nothing-such ?x } }", cwd=copy)
    assert empty.stderr.count("kg:critic does not occur") == 1
    assert "mk:nothing-such does not occur" in empty.stderr


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { ?c ?p ?o FILTER (?o != code:positive) }", "The prefix code: is not declared. Did you mean code-polarity:positive?"),
        (
            "SELECT * { ?c ?p code:foo }",
            "Did you mean code-event-type:, code-exclusion:, code-explicitness:, code-modality: or code-polarity:?",
        ),
        ("SELECT * { ?c mk:modality code:modality/possible }", "a slash ends a name. Write code-modality:possible"),
        ("SELECT * { ?c mk:modality code:modality\\/possible }", "Write code-modality:possible"),
        ("SELECT * { article:minusma-end/c15-1 ?p ?o }", "Write article-minusma-end:c15-1"),
        ("SELECT * { ?c ?p article:minusma-end/c15-1. }", "Write article-minusma-end:c15-1"),
        ("SELECT * { kg:article/minusma-end/c15-1 ?p ?o }", "Write article-minusma-end:c15-1"),
        ("SELECT * { article-minusma-end:c15-1/quote ?p ?o }", f"Write <{KG}id/article/minusma-end/c15-1/quote>"),
        ("SELECT * { GRAPH graph:proposition/mission-should-end { ?s ?p ?o } }", "Write graph-proposition:mission-should-end"),
        (f"PREFIX c: <{KG}code/> SELECT * {{ ?c ?p c:modality/possible }}", "Write code-modality:possible"),
        ("SELECT * { ?c code_modality:x ?o }", "The prefix code_modality: is not declared. Did you mean code-modality"),
        # A path is no name with a slash.
        ("SELECT * { ?c mk:expresses/mk:contentGraph ?g ", "It has 1 opening and 0 closing braces."),
        ("SELECT * { ?c mk:expresses/a ?g ", "It has 1 opening and 0 closing braces."),
    ],
)
def test_a_name_that_is_none_is_explained(dataset, query, words):
    with pytest.raises(MaliKgError) as error:
        ask(dataset.store, query, dataset.base)
    assert words in str(error.value)
    if "Write" in words:
        right = words.partition("Write ")[2]
        assert list(ask(dataset.store, f"SELECT ?x {{ VALUES ?x {{ {right} }} }}", dataset.base))
        assert next(iter(absent(QuerySource(dataset, False), f"ASK {{ {right} ?p ?o }}")), "") == ""


def test_without_data_at_hand_the_shape_of_the_prefix_is_told():
    from mali_kg.sparql.syntax_errors import hint

    assert "has the prefix code-LIST:" in hint("SELECT * { ?c ?p code:positive }", KG)
    assert "Write code-modality:possible" in hint("SELECT * { ?c ?p code:modality/possible }", KG)


def test_an_endpoint_is_sent_the_prefixes_that_are_derived():
    sent = declare("SELECT * { article-minusma-end:c15-1 mk:modality code-modality:possible } # graph-x:y", KG)
    assert f"PREFIX code-modality: <{KG}code/modality/> " in sent
    assert f"PREFIX article-minusma-end: <{KG}id/article/minusma-end/> " in sent
    assert "graph-x: <" not in sent
    assert ox.Store().query(sent)


@pytest.mark.parametrize("value", ["article-minusma-end:c15-1", f"{KG}id/article/minusma-end/c15-1", f"<{KG}id/article/minusma-end/c15-1>"])
def test_a_parameter_takes_a_printed_name(project, value):
    asked = question(project, "claims-of-holder")
    assert f"{{ <{KG}id/article/minusma-end/c15-1> }}" in bind(asked, {"holder": value}, KG)


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("SELECT * { ?c mk:modality code-mod", "code-modality:"),
        ("SELECT * { ?c mk:modality code-modality:po", "code-modality:possible"),
        ("SELECT * { article-minusma-end:c15", "article-minusma-end:c15-1"),
        ("SELECT * { GRAPH graph-proposition:mission-sh", "graph-proposition:mission-should-end"),
        ("SELECT * { GRAPH graph:li", "graph:links"),
    ],
)
def test_every_printed_name_is_completed(project, dataset, before, offered):
    assert offered in Words(project, LocalAnswerer(QuerySource(dataset, False))).candidates(before)[1]


def test_show_export_and_diff_take_and_give_the_names(run, copy):
    shown = run("show", "article-minusma-end:c15-1", cwd=copy)
    assert "article-minusma-end:c15-1" in shown.stdout
    assert "proposition:premature-ending-could-worsen-security" in shown.stdout
    assert run("show", "kg:critics", cwd=copy).stdout == run("show", "critics", cwd=copy).stdout
    part = run("export", "ntriples", "--claim", "article-minusma-end:c15-1", cwd=copy)
    assert part.stdout == run("export", "ntriples", "--claim", "c15-1", cwd=copy).stdout
    by_holder = run("export", "nquads", "--holder", "kg:critics", cwd=copy)
    assert by_holder.stdout == run("export", "nquads", "--holder", "critics", cwd=copy).stdout
    graph = run("export", "nquads", "--graph", "graph-proposition:mission-should-end", cwd=copy)
    assert graph.stdout == run("export", "nquads", "--graph", "proposition/mission-should-end", cwd=copy).stdout
    assert by_holder.returncode == graph.returncode == 0
