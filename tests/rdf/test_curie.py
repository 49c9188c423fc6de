"""Names of IRIs: what is printed is read back as the same IRI, in SPARQL, in Turtle and by other programs."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from mali_kg.rdf.curie import expand, known, shorten, split, used_prefixes, write
from mali_kg.rdf.namespaces import DEFAULT_BASE, FOREIGN, prefixes
from mali_kg.sparql.engine import ask
from mali_kg.store.opened import Opened
from tools import count

BASES = (DEFAULT_BASE, "https://example.org/a-b/kg/")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("id/critics", "kg:critics"),
        ("id/article/minusma-end", "article:minusma-end"),
        ("id/article/minusma-end/c15-1", "article-minusma-end:c15-1"),
        ("id/article/9/a01", "article-9:a01"),
        ("id/proposition/mission-should-end", "proposition:mission-should-end"),
        ("id/link/mali-1", "link:mali-1"),
        ("code/stance/asserted", "code-stance:asserted"),
        ("code/kind/stage-coup", "code-kind:stage-coup"),
        ("graph/links", "graph:links"),
        ("graph/article/minusma-end", "graph-article:minusma-end"),
        ("id/source/upi-2020-08-19", "source:upi-2020-08-19"),
        ("id/source/upi-2020-08-19/c1", "source-upi-2020-08-19:c1"),
        ("graph/article/", "graph-article:"),
        ("ns#Claim", "mk:Claim"),
        ("id/a.b", "kg:a.b"),
        # No name, or one that needs an escape: the whole.
        ("code/stance", None),
        ("dataset", None),
        ("id/article/minusma-end/c15-1/quote", None),
        ("id/article/Minusma_End/c15-1", None),
        ("id/article/a--b/c15-1", None),
        ("id/article//c15-1", None),
        ("id/article/minusma-end/c15-1/says/theme", None),
        ("id/x.", None),
        ("id/-x", None),
        ("id/it's", None),
        ("id/%41", None),
        ("id/x?y=1", None),
    ],
)
@pytest.mark.parametrize("base", BASES)
def test_the_names_of_the_projects_iris(path, name, base):
    assert shorten(base + path, base) == (name or f"<{base}{path}>")
    assert expand(shorten(base + path, base), base) == base + path


def test_names_of_other_vocabularies():
    assert shorten("http://www.w3.org/2000/01/rdf-schema#label", DEFAULT_BASE) == "rdfs:label"
    assert shorten("http://purl.obolibrary.org/obo/SEPIO_0000001", DEFAULT_BASE) == "sepio:0000001"
    assert shorten("http://nowhere.example/x", DEFAULT_BASE) == "<http://nowhere.example/x>"
    assert expand("nobody:x", DEFAULT_BASE) is None
    assert expand("code:positive", DEFAULT_BASE) is None
    assert expand("x:a\\/b", DEFAULT_BASE, {"x": "http://x/"}) == "http://x/a/b"


words = st.text(alphabet="abcXYZ019-._~!$&'()*+,;=:@%é·ªñ\u200c\u2070中😀\ufffd", max_size=6)
paths = st.one_of(
    st.builds("id/{}".format, words),
    st.builds("id/article/{}/{}".format, words, words),
    st.builds("code/{}/{}".format, words, words),
    st.builds("graph/{}/{}/{}".format, words, words, words),
    st.builds("ns#{}".format, words),
    st.builds("id/article/{}/{}".format, st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True), words),
    st.builds("code/{}/{}".format, st.sampled_from(["stance", "kind"]), words),
    words,
)
iris = st.one_of(
    st.builds("{}{}".format, st.sampled_from(BASES), paths),
    st.builds("{}{}".format, st.sampled_from(sorted(FOREIGN.values())), words),
    st.builds("http://elsewhere.example/{}".format, words),
)


def node(iri: str) -> ox.NamedNode:
    """The IRI as a term; what is none is no example."""
    try:
        return ox.NamedNode(iri)
    except ValueError:
        assume(False)
        raise


@given(iri=iris, base=st.sampled_from(BASES))
@example(iri="https://w3id.org/mali-kg/id/a.b.c", base=BASES[0])
@settings(max_examples=400)
def test_what_is_printed_is_read_back(iri, base):
    term, name = node(iri), shorten(iri, base)
    assert expand(name, base) == iri
    # As it stands in the middle of a query and of a Turtle document, with a mark right behind it.
    (row,) = ask(Opened(ox.Store(), base), f"SELECT ?x {{ VALUES ?x {{ {name} }} FILTER(?x={name}) }}")
    assert row["x"] == term
    declared = "".join(f"@prefix {p}: <{ns}> .\n" for p, ns in used_prefixes([iri], base).items())
    assert [q.object for q in ox.parse(f"{declared}{name} <x:p> {name}.", format=ox.RdfFormat.TURTLE)] == [term]
    assert name.startswith("<") or name.partition(":")[::2] == split(iri, base)


texts = st.text(alphabet="ab:/\\\"'<>^ .,;#@\n\t\u2028é", max_size=12)
literals = st.one_of(
    st.builds(ox.Literal, texts),
    st.builds(lambda t: ox.Literal(t, language="en"), texts),
    # Text that looks like a name with an escape.
    st.builds(lambda w: ox.Literal(f" kg:{w}\\/{w} . article-x:{w}\\' "), words),
)


@given(st.data(), st.sampled_from(BASES))
@settings(max_examples=150)
def test_written_documents_hold_no_escapes_in_names_and_the_same_data(data, base):
    some = st.builds(node, iris)
    typed = st.builds(lambda t, d: ox.Literal(t, datatype=d), texts, some)
    inner = st.builds(ox.Triple, some, some, st.one_of(some, literals))
    found = data.draw(st.lists(st.builds(ox.Quad, some, some, st.one_of(some, literals, typed, inner), some), min_size=1, max_size=5))
    text = write(found, ox.RdfFormat.TRIG, base).decode()
    assert set(ox.parse(text, format=ox.RdfFormat.TRIG)) == set(found)
    outside = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', text)
    assert "\\" not in outside
    flat = [q.triple for q in found]
    assert {q.triple for q in ox.parse(write(flat, ox.RdfFormat.TURTLE, base), format=ox.RdfFormat.TURTLE)} == set(flat)


def test_every_iri_of_the_dataset_can_be_pasted(dataset, compiled):
    from mali_kg.rdf.curie import iris_in

    found = sorted(iris_in(compiled.quads()))
    names = [shorten(iri, dataset.base) for iri in found]
    answer = ask(dataset, f"SELECT ?x {{ VALUES ?x {{ {' '.join(names)} }} }}")
    assert [row["x"].value for row in answer] == found
    # What a reader meets has a name: claims, arguments, sentences, propositions, entities, codes, terms.
    reached = {name.partition(":")[0] for name in names}
    assert {"kg", "mk", "article", "article-minusma-end", "source", "code-stance", "code-kind", "graph-article", "graph-source", "graph"} <= reached
    assert not {n for n in names if n.startswith("<") and re.search(r"/(c\d+-\d+|a\d+|s\d+)>$|/ns#\w+>$|/code/\w+/", n)}


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_exports_need_no_escape(compiled, project, form):
    from mali_kg.export.forms import FORMS
    from mali_kg.export.material import Material

    data = FORMS[form].write(Material(compiled.quads(), project.config.base, project))
    text = data.decode() if isinstance(data, bytes) else b"".join(data).decode()
    assert "\\/" not in text
    assert re.search(r"^article-minusma-end:c15-1 ", text, re.MULTILINE)
    assert "mk:stance code-stance:normative ;" in text
    assert "@prefix code:" not in text


def test_other_programs_read_the_names(compiled, project):
    import rdflib
    from pyld import jsonld

    from mali_kg.export.material import Material
    from mali_kg.export.rdf import write_trig, write_turtle
    from mali_kg.rdf.rdflib_graph import to_dataset

    material = Material(compiled.quads(), project.config.base, project)
    turtle, trig = write_turtle(material), write_trig(material)
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    again = list(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    assert set(read) == set(to_dataset(again, {}).default_graph)
    names = rdflib.Dataset()
    names.parse(data=trig, format="trig")
    assert len(names) == len(set(compiled.quads()))
    asked = "PREFIX code-stance: <https://w3id.org/mali-kg/code/stance/> PREFIX mk: <https://w3id.org/mali-kg/ns#> SELECT ?c { ?c mk:stance code-stance:normative }"
    assert len(list(read.query(asked))) == turtle.count(b"mk:stance code-stance:normative ;")
    known_here = used_prefixes([f"{DEFAULT_BASE}id/article/minusma-end/c15-1", f"{DEFAULT_BASE}code/stance/normative"], DEFAULT_BASE)
    document = {"@context": known_here, "@id": "article-minusma-end:c15-1", "http://x/p": {"@id": "code-stance:normative"}}
    (expanded,) = jsonld.expand(document)
    assert expanded["@id"] == f"{DEFAULT_BASE}id/article/minusma-end/c15-1"
    assert expanded["http://x/p"] == [{"@id": f"{DEFAULT_BASE}code/stance/normative"}]


def test_rapper_reads_the_names(compiled, project, tmp_path):
    from mali_kg.export.material import Material
    from mali_kg.export.rdf import write_turtle

    path: Path = tmp_path / "x.ttl"
    path.write_bytes(write_turtle(Material(compiled.quads(), project.config.base, project)))
    assert count(path, "turtle") == len(list(ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)))


def test_prefixes_that_a_query_knows():
    asked = "SELECT * { ?c mk:stance code-stance:normative ; x:y article-a-b:c01-1 ; z ?code-x:y } # graph-2:"
    assert known(asked, DEFAULT_BASE).keys() - prefixes().keys() == {"code-stance", "article-a-b", "graph-2"}
    assert known(asked, DEFAULT_BASE)["article-a-b"] == f"{DEFAULT_BASE}id/article/a-b/"
    assert "code" not in prefixes()


def test_a_query_may_give_a_prefix_another_meaning(dataset):
    query = "PREFIX code-stance: <http://x/> SELECT (code-stance:a AS ?x) {}"
    assert [row["x"].value for row in ask(dataset, query)] == ["http://x/a"]


def test_rdflib_knows_the_names_of_the_dataset(copy):
    import mali_kg

    rows = mali_kg.load(copy).query("SELECT ?c { ?c mk:stance code-stance:normative ; mk:heldBy kg:transitional-government }")
    assert sorted(str(row.c)[-5:] for row in rows) == ["c08-1", "c08-2", "c08-3"]
    table = mali_kg.query("SELECT ?m { article-minusma-end:c08-1 mk:stance ?m }", project=copy)
    assert [row[0].rpartition("/")[2] for row in table.rows] == ["normative"]
