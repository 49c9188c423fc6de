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
            "SELECT ?c { ?c mk:polarity ?p FILTER (?p != code-polarity:negativ) }",
            ["code-polarity:negativ does not occur in the data. Did you mean code-polarity:negative?"],
        ),
        # The right name in the wrong list, below the wrong prefix, in a list that is none.
        ("SELECT * { ?c mk:strength code-polarity:neutral }", ["code-polarity:neutral", "Did you mean code-strength:neutral?"]),
        ("SELECT * { ?d mk:kind kg:decide }", ["kg:decide does not occur in the data. Did you mean code-kind:decide?"]),
        # A kind, a role; a code of which none is near, in a short list.
        ("SELECT * { ?d mk:kind code-kind:raise-concerns }", ["Did you mean code-kind:raise-concern?"]),
        ("SELECT * { ?d mk:actr ?x }", ["mk:actr does not occur in the data. Did you mean mk:actor?"]),
        ("SELECT * { ?d mk:coactor ?x }", ["Did you mean mk:coActor"]),
        (
            "SELECT * { ?c mk:polarity code-polarity:yes }",
            ["code-polarity:yes does not occur in the data. There are code-polarity:affirmative, code-polarity:negative."],
        ),
        ("SELECT * { ?d mk:kind code-kind:photosynthesise }", ["code-kind:photosynthesise does not occur in the data."]),
        ("SELECT * { article:c15-1 ?p ?o }", ["article:c15-1", "Did you mean article-minusma-end:c15-1?"]),
        ("SELECT * { ?c mk:strength code-strenght:neutral }", ["code-strenght:neutral", "Did you mean code-strength:neutral?"]),
        ("SELECT * { ?c mk:heldBy kg:CRITICS }", ["kg:CRITICS does not occur in the data. Did you mean kg:critics?"]),
        # Whole, with a prefix of the query's own, and with a base.
        (
            f"SELECT * {{ ?c ?p ?o FILTER (?o != <{KG}code/polarity/negativ>) }}",
            ["code/polarity/negativ>", f"<{KG}code/polarity/negative>"],
        ),
        (f"PREFIX p: <{KG}code/polarity/> SELECT * {{ ?c ?p p:negativ }}", ["p:negativ", "Did you mean p:negative?"]),
        (f"BASE <{KG}id/> SELECT * {{ ?c mk:heldBy <critik> }}", ["<critik> does not occur"]),
        ("SELECT * { ?c mk:hedg\\u0065 ?o }", []),
        # Wherever the data is asked.
        ("SELECT * { OPTIONAL { ?c mk:heldBy kg:nobody-at-all } }", ["kg:nobody-at-all does not occur in the data."]),
        ("SELECT * { ?c mk:heldBy/mk:nothing-such ?x }", ["mk:nothing-such"]),
        ("SELECT * { GRAPH graph:nothing-such { ?s ?p ?o } }", ["graph:nothing-such"]),
        ("SELECT (IF(?p = code-polarity:negativ, 1, 2) AS ?x) { ?c mk:polarity ?p }", ["code-polarity:negativ"]),
        ("SELECT ?p { ?c mk:polarity ?p } GROUP BY ?p HAVING (?p != code-polarity:negativ)", ["code-polarity:negativ"]),
        ("SELECT * { VALUES ?p { code-polarity:negativ code-polarity:affirmative } ?c mk:polarity ?p }", ["code-polarity:negativ"]),
        ('SELECT * { ?c mk:polarity ?p } VALUES (?n ?p) { ("kg:x"@en code-polarity:negativ) }', ["code-polarity:negativ"]),
        ("SELECT * { BIND (code-polarity:negativ AS ?p) ?c mk:polarity ?p }", ["code-polarity:negativ"]),
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
        ("SELECT * { ?c ?p ?o FILTER (STRSTARTS(STR(?o), STR(code-stance:)) || STRSTARTS(STR(?o), STR(kg:new-one))) }", []),
        ("SELECT * { ?c rdfs:label 'kg:new-one' } # kg:new-one", []),
        ("SELECT * { ?c rdfs:lable <http://nowhere.example/x> }", []),
        ("SELECT * { ?x mk:endorsedBy ?g ; mk:frequency ?f }", []),
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


def test_the_command_tells_a_name_that_is_not_there_though_rows_are_found(run, copy, counts, tmp_path):
    wrong = "SELECT (COUNT(*) AS ?n) { ?c a mk:Claim ; mk:polarity ?p FILTER (?p != code-polarity:afirmative) }"
    note = "mali-kg: code-polarity:afirmative does not occur in the data. Did you mean code-polarity:affirmative?\n"
    assert (run("query", wrong, cwd=copy).stdout, run("query", wrong, cwd=copy).stderr) == (f"n\n{counts.claims}\n", note)
    assert run("query", "-", stdin=wrong, cwd=copy).stderr == note
    (tmp_path / "q.rq").write_text(wrong)
    assert run("query", str(tmp_path / "q.rq"), cwd=copy).stderr == note
    right = run("query", wrong.replace("afirmative)", "affirmative)"), cwd=copy)
    # Read in the article: “was not taken lightly” (c11-1), “had not fully resolved” (c09-4).
    assert (right.stdout, right.stderr) == ("n\n2\n", "")
    empty = run("query", "SELECT ?c { ?c mk:heldBy kg:critic OPTIONAL { ?c mk:nothing-such ?x } }", cwd=copy)
    assert empty.stderr.count("kg:critic does not occur") == 1
    assert "mk:nothing-such does not occur" in empty.stderr


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { ?c ?p ?o FILTER (?o != code:negative) }", "The prefix code: is not declared. Did you mean code-polarity:negative?"),
        ("SELECT * { ?c mk:strength code:strength/neutral }", "a slash ends a name. Write code-strength:neutral"),
        ("SELECT * { ?c mk:strength code:strength\\/neutral }", "Write code-strength:neutral"),
        ("SELECT * { article:minusma-end/c15-1 ?p ?o }", "Write article-minusma-end:c15-1"),
        ("SELECT * { ?c ?p article:minusma-end/c15-1. }", "Write article-minusma-end:c15-1"),
        ("SELECT * { kg:article/minusma-end/c15-1 ?p ?o }", "Write article-minusma-end:c15-1"),
        ("SELECT * { article-minusma-end:c15-1/quote ?p ?o }", f"Write <{KG}id/article/minusma-end/c15-1/quote>"),
        ("SELECT * { GRAPH graph:source/un-press-6952 { ?s ?p ?o } }", "Write graph-source:un-press-6952"),
        ("SELECT * { article-minusma-end:c15-1/says ?p ?o }", f"Write <{KG}id/article/minusma-end/c15-1/says>"),
        (f"PREFIX c: <{KG}code/> SELECT * {{ ?c ?p c:strength/neutral }}", "Write code-strength:neutral"),
        ("SELECT * { ?c code_stance:x ?o }", "The prefix code_stance: is not declared. Did you mean code-stance"),
        # A path is no name with a slash.
        ("SELECT * { ?c mk:says/mk:kind ?k ", "It has 1 opening and 0 closing braces."),
        ("SELECT * { ?c mk:says/a ?k ", "It has 1 opening and 0 closing braces."),
    ],
)
def test_a_name_that_is_none_is_explained(dataset, query, words):
    with pytest.raises(MaliKgError) as error:
        ask(dataset, query)
    assert words in str(error.value)
    if "Write" in words:
        right = words.partition("Write ")[2]
        assert list(ask(dataset, f"SELECT ?x {{ VALUES ?x {{ {right} }} }}"))
        assert next(iter(absent(QuerySource(dataset, False), f"ASK {{ {right} ?p ?o }}")), "") == ""


def test_without_data_at_hand_the_shape_of_the_prefix_is_told():
    from mali_kg.sparql.syntax_errors import hint

    assert "has the prefix code-LIST:" in hint("SELECT * { ?c ?p code:neutral }", KG)
    assert "Write code-strength:neutral" in hint("SELECT * { ?c ?p code:strength/neutral }", KG)


def test_an_endpoint_is_sent_the_prefixes_that_are_derived():
    sent = declare("SELECT * { article-minusma-end:c15-1 mk:strength code-strength:neutral } # graph-x:y", KG)
    assert f"PREFIX code-strength: <{KG}code/strength/> " in sent
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
        ("SELECT * { ?c mk:stance code-sta", "code-stance:"),
        ("SELECT * { ?c mk:strength code-strength:ne", "code-strength:neutral"),
        ("SELECT * { ?d mk:kind code-kind:raise", "code-kind:raise-concern"),
        ("SELECT * { ?d mk:und", "mk:undergoer"),
        ("SELECT * { article-minusma-end:c15", "article-minusma-end:c15-1"),
        ("SELECT * { GRAPH graph-article:min", "graph-article:minusma-end"),
        ("SELECT * { GRAPH graph:li", "graph:links"),
    ],
)
def test_every_printed_name_is_completed(project, dataset, before, offered):
    assert offered in Words(project, LocalAnswerer(QuerySource(dataset, False))).candidates(before)[1]


def test_show_export_and_diff_take_and_give_the_names(run, copy):
    shown = run("show", "article-minusma-end:c15-1", cwd=copy)
    assert "article-minusma-end:c15-1" in shown.stdout
    assert run("show", "kg:critics", cwd=copy).stdout == run("show", "critics", cwd=copy).stdout
    part = run("export", "ntriples", "--claim", "article-minusma-end:c15-1", cwd=copy)
    assert part.stdout == run("export", "ntriples", "--claim", "c15-1", cwd=copy).stdout
    by_holder = run("export", "nquads", "--holder", "kg:critics", cwd=copy)
    assert by_holder.stdout == run("export", "nquads", "--holder", "critics", cwd=copy).stdout
    graph = run("export", "nquads", "--graph", "graph-source:un-press-6952", cwd=copy)
    assert graph.stdout == run("export", "nquads", "--graph", "source/un-press-6952", cwd=copy).stdout
    assert by_holder.returncode == graph.returncode == 0
