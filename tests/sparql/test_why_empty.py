"""What a query that gives nothing says of itself."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mali_kg.sparql.engine import ask
from mali_kg.sparql.lexer import tokens
from mali_kg.sparql.parts import parts, take_apart
from mali_kg.sparql.questions import questions
from mali_kg.sparql.results import format_for, is_empty, serialize
from mali_kg.sparql.source import QuerySource
from mali_kg.sparql.why_empty import why_empty


@pytest.fixture(scope="module")
def source(dataset):
    return QuerySource(dataset, False)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?c { ?c mk:heldBy kg:critic }", "Line 1: kg:critic does not occur in the data. Did you mean kg:critics?"),
        ("SELECT ?c {\n ?c mk:heldby ?x }", "Line 2: mk:heldby does not occur in the data. Did you mean mk:heldBy?"),
        ("SELECT ?c { ?c <http://nowhere.example/x> ?y }", "<http://nowhere.example/x> does not occur in the data."),
        ("SELECT ?c { ?c a mk:Claim ; mk:heldBy kg:minusma }", "nothing matches ?c mk:heldBy kg:minusma"),
        (
            "SELECT ?c { ?c mk:heldBy kg:critics ;\n mk:stance <https://w3id.org/mali-kg/code/stance/normative> }",
            "Line 2: ?c mk:stance <https://w3id.org/mali-kg/code/stance/normative> matches by itself, but not together",
        ),
        ("SELECT ?c { FILTER (?x = kg:minusma) ?c mk:heldBy ?x }", "FILTER (?x = kg:minusma) leaves nothing"),
        ("SELECT * { ?x mk:hedge ?y FILTER NOT EXISTS { ?x mk:says ?z } }", "FILTER NOT EXISTS { ?x mk:says ?z } leaves nothing"),
        # What the subject has, where it has not what is asked for; read in the sheet: nobody is said to end the mission.
        (
            "SELECT * { ?c mk:endorsedBy ?who ; mk:focus ?role }",
            "?c mk:focus ?role matches by itself, but not together with what stands before it. ?c has ",
        ),
        ("SELECT * { ?d mk:kind code-kind:end ; mk:actor ?x }", " mk:place, mk:time, mk:undergoer,"),
        ("SELECT * { ?c a mk:Claim ; mk:kind ?k }", "?c has mk:"),
        # What leads to a thing, where the role that is asked for does not.
        ("SELECT * { ?d mk:actor kg:armed-group }", "kg:armed-group does not occur in the data. Did you mean kg:armed-groups?"),
        ("SELECT * { ?d mk:undergoer kg:armed-groups }", "What leads to kg:armed-groups: mk:actor, mk:mentions, mk:stimulus."),
        ("SELECT * { ?d mk:kind code-kind:decides }", "Did you mean code-kind:decide?"),
        ("SELECT * { ?d mk:kind code-kind:end ; mk:cuase ?x }", "mk:cuase does not occur in the data. Did you mean mk:cause"),
        ("SELECT * { ?c mk:stance code-stance:possible }", "There are code-stance:asserted, code-stance:believed,"),
        (
            "SELECT * { GRAPH graph:links { ?s a mk:Claim } }",
            "?s a mk:Claim matches, but not in GRAPH graph:links. It does in graph-article:minusma-end.",
        ),
        ("SELECT * { GRAPH graph:nothing { ?s ?p ?o } }", "graph:nothing does not occur"),
        ("SELECT * { ?c mk:hedge 'could'@en , 'would'@en }", "nothing matches ?c mk:hedge 'would'@en"),
        ("SELECT * { ?c mk:hedge ?h } LIMIT 0", "HAVING, LIMIT, OFFSET or the VALUES"),
        ("SELECT ?c { { SELECT ?c { ?c mk:heldBy kg:minusma } } ?c rdfs:label ?x }", "nothing matches ?c mk:heldBy kg:minusma"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c MINUS { ?a ?b ?c } }", "MINUS { ?a ?b ?c } takes everything away"),
        ("SELECT * { { ?a mk:premise kg:mali } UNION { ?a mk:conclusion kg:mali } }", "nothing matches { ?a mk:premise"),
        ("PREFIX x: <https://w3id.org/mali-kg/id/> SELECT * { ?a mk:heldBy x:critik }", "Did you mean x:critics"),
        ("SELECT * FROM graph:links { ?a mk:heldBy ?b }", "mk:heldBy does not occur in the data"),
        ("SELECT * { GRAPH ?g { ?e mk:actor ?u } ?u mk:heldBy ?x }", "?u mk:heldBy ?x matches by itself"),
        ("SELECT ?c { ?c mk:heldBy kg:critics } VALUES ?c { kg:x }", "or the VALUES at its end"),
        ("DESCRIBE kg:nobody", "kg:nobody does not occur"),
        ("SELECT * { VALUES ?x { kg:nobody-known } ?c mk:heldBy ?x }", "kg:nobody-known does not occur"),
        ("SELECT * { ?a mk:says [ mk:actor kg:critics ] }", "nothing matches ?a mk:says [ mk:actor kg:critics ]"),
        ("SELECT * { ?c mk:hedge ?h . OPTIONAL { ?c mk:cue ?q } ?h a mk:Claim }", "?h a mk:Claim matches by itself, but not together"),
    ],
)
def test_the_part_that_leaves_nothing(source, query, words):
    assert list(source.ask(query)) == []
    assert words in why_empty(source, query)


def test_nothing_is_said_of_graphs_where_none_is_asked_for(source):
    """A query sees all graphs as one; whoever chooses none need not know of them."""
    for query in ("SELECT * { ?c mk:heldBy kg:minusma }", "SELECT * { ?c a mk:Claim ; mk:kind ?k }", "SELECT * { ?d mk:actor kg:critics }"):
        assert "graph" not in why_empty(source, query).lower()


def test_the_parts_of_a_query_are_its_text(project):
    for q in questions(project):
        taken = take_apart(q.query)
        assert taken is not None
        assert not taken.prologue.replace("#", "").strip().startswith("SELECT")
        found = parts(taken.pattern, q.query)
        assert found, q.name
        for part in found:
            assert q.query[part.at :].startswith(part.text.split()[0]) or part.kind == "triple"


def test_a_block_of_triples_is_taken_apart():
    text = "SELECT * { ?a mk:p/(^mk:q)+ ?b , 'x, ; .'@en ; a mk:C ; mk:n -1.5 , [ mk:r ?z ; mk:s 'y' ] . _:b <http://p> \"1\"^^xsd:int . }"
    taken = take_apart(text)
    assert taken is not None
    assert [p.text for p in parts(taken.pattern, text)] == [
        "?a mk:p/(^mk:q)+ ?b",
        "?a mk:p/(^mk:q)+ 'x, ; .'@en",
        "?a a mk:C",
        "?a mk:n -1.5",
        "?a mk:n [ mk:r ?z ; mk:s 'y' ]",
        '_:b <http://p> "1"^^xsd:int',
    ]


@given(st.text(alphabet="SELECT{}()[].;,?x<>'\"#:@ \nmk", max_size=60))
@settings(max_examples=300)
def test_any_text_is_taken_apart_without_a_fall(text):
    assert all(token.text and text[token.at : token.end] == token.text for token in tokens(text))
    taken = take_apart(f"SELECT * {{ {text} }}")
    if taken:
        parts(taken.pattern, f"SELECT * {{ {text} }}")


@pytest.mark.parametrize("fmt", ["table", "markdown", "html", "csv", "tsv", "json", "xml"])
def test_no_rows_are_known_in_every_format(dataset, fmt):
    for query, empty in (
        ("SELECT ?x ?y { ?x mk:nothing ?y }", True),
        ("SELECT ?x ?y { ?x mk:heldBy kg:critics }", False),
        ("SELECT ?u {}", False),
    ):
        found = ask(dataset, query)
        form = format_for(found, fmt, False)
        assert is_empty(serialize(found, form, dataset.base), form) is empty, query


@pytest.mark.parametrize("fmt", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
def test_no_triples_are_known_in_every_format(dataset, fmt):
    for triples in ([], [ox.Triple(ox.NamedNode("http://a"), ox.NamedNode("http://b/c"), ox.Literal("x"))]):
        form = format_for(triples, fmt, False)
        assert is_empty(serialize(triples, form, dataset.base), form) is (not triples)


def test_it_is_said_on_stderr_and_the_exit_code_stays(run):
    result = run("query", "claims-of-holder", "--param", "holder=critic")
    assert result.returncode == 0
    assert result.stdout.count("\n") == 1
    assert "id/critic> does not occur in the data" in result.stderr
