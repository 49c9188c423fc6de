"""RDF forms: all triples as they stand, no reification, graphs where a form has them; Turtle and TriG as people read them."""

import re

import pyoxigraph as ox
import pytest
import rdflib
from exported import EACH, file_of, material, text_of, written

from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material
from mali_kg.rdf.canonical import canonical_hash
from mali_kg.rdf.formats import RDF_FORMATS
from mali_kg.rdf.writing import serialize
from tools import count

#: Forms of triples, and of quads: with the name of pyoxigraph’s format, rapper’s and rdflib’s parsers.
TRIPLES = {"turtle": ("TURTLE", "turtle", "turtle"), "ntriples": ("N_TRIPLES", "ntriples", "nt"), "rdfxml": ("RDF_XML", "rdfxml", "xml")}
QUADS = {"trig": ("TRIG", "trig", "trig"), "nquads": ("N_QUADS", "nquads", "nquads")}
JSON = {"jsonld": "JSON_LD", "jsonld-compact": "JSON_LD"}


def read(form: str, name: str) -> list[ox.Quad]:
    fmt = {n: f[0] for n, f in (TRIPLES | QUADS).items()} | JSON
    return list(ox.parse(written(form, name), format=getattr(ox.RdfFormat, fmt[form])))


@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("form", sorted(QUADS | JSON))
def test_forms_with_graphs_give_the_dataset_back(form, name):
    assert set(read(form, name)) == set(material(name).quads)
    assert canonical_hash(read(form, name)) == canonical_hash(material(name).quads)


@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("form", sorted(TRIPLES))
def test_forms_of_triples_hold_every_triple_as_it_stands(form, name):
    found = [quad.triple for quad in read(form, name)]
    assert set(found) == {quad.triple for quad in material(name).quads}
    assert len(found) == len(material(name).quads)


def test_no_form_is_reified():
    text = "\n".join(text_of(form) for form in (*TRIPLES, *QUADS, *JSON))
    assert not re.search(r"#Statement|#subject\b|#reifies|inGraph|<<", text)
    assert not [name for name in FORMS if name.endswith("12")]


@pytest.mark.parametrize("form", sorted(TRIPLES | QUADS))
def test_rapper_reads_it(form):
    assert count(file_of(form), (TRIPLES | QUADS)[form][1]) == len(material().quads)


@pytest.mark.parametrize("form", sorted(TRIPLES | QUADS))
def test_rdflib_reads_it(form):
    dataset = rdflib.Dataset()
    dataset.parse(data=written(form), format=(TRIPLES | QUADS)[form][2])
    assert sum(1 for _ in dataset.quads((None, None, None, None))) == len(material().quads)


def test_prefixes_are_declared_one_for_each_article_and_list():
    for form in ("turtle", "trig"):
        text = text_of(form)
        head = [line for line in text.splitlines() if line.startswith("@prefix")]
        assert head == sorted(head, key=lambda line: line.split()[1].rstrip(":"))
        assert "@prefix article-minusma-end: <https://w3id.org/mali-kg/id/article/minusma-end/> ." in head
        assert "@prefix code-kind: <https://w3id.org/mali-kg/code/kind/> ." in head
        assert "@prefix code-stance: <https://w3id.org/mali-kg/code/stance/> ." in head
        assert all(re.search(rf"(?m)[\s^]{line.split()[1]}\S", text.partition("\n\n")[2]) for line in head)


def subjects(text: str) -> list[str]:
    """The subjects of a Turtle document in the order of the text; those that are indented with their spaces."""
    return re.findall(r"(?m)^( *[^ @}\n][^ \n]*) a ", text)


@pytest.mark.parametrize("form", ["turtle", "trig"])
def test_claims_come_first_and_in_the_order_of_the_text(form):
    found = [s for s in subjects(text_of(form)) if not s.startswith(" ")]
    claims = [s for s in found if re.fullmatch(r"article-minusma-end:c\d+-\d+", s)]
    assert found[: len(claims)] == claims
    assert claims[:4] == [f"article-minusma-end:{c}" for c in ("c00-1", "c01-1", "c01-2", "c01-3")]
    numbers = [tuple(map(int, re.findall(r"\d+", s))) for s in claims]
    assert numbers == sorted(numbers)
    assert len(claims) == len(material().records.claims)


def test_code_lists_come_last():
    found = [s for s in subjects(text_of("turtle")) if not s.startswith(" ")]
    codes = [s for s in found if re.fullmatch(r"code(-[a-z-]+)?:\S+|<\S+/code/\S+>", s)]
    assert codes
    assert found[-len(codes) :] == codes


def test_what_a_claim_says_and_its_evidence_stand_below_it():
    """c15-1: Ending the mission prematurely could lead to a deterioration of security."""
    found = subjects(text_of("turtle"))
    at = found.index("article-minusma-end:c15-1")
    assert found[at + 1 : at + 8] == [
        "    <c15-1/says>",
        "        <c15-1/says/cause>",
        "        <c15-1/says/undergoer>",
        "    <c15-1/evidence>",
        "        <c15-1/position>",
        "        <c15-1/quote>",
        "article-minusma-end:c15-2",
    ]
    assert text_of("turtle").index("@base <https://w3id.org/mali-kg/id/article/minusma-end/> .") < text_of("turtle").index("<c00-1/says>")


def test_a_claim_as_it_reads():
    """Read in the sheet: c09-4, what several segments of society believed."""
    text = text_of("turtle")
    block = text[text.index("\narticle-minusma-end:c09-4 a ") + 1 :].partition("\n\n")[0]
    lines = [line.strip().rstrip(" ;.") for line in block.splitlines()]
    assert lines[:10] == [
        "article-minusma-end:c09-4 a mk:Claim",
        'rdfs:label "The presence of foreign troops has not fully resolved Mali’s security challenges"@en',
        "mk:heldBy kg:segments-of-malian-society",
        'mk:attributionCue "who believed that"@en',
        "mk:stance code-stance:believed",
        "mk:strength code-strength:full",
        "mk:polarity code-polarity:negative",
        "mk:focus mk:degree",
        "mk:background code-background:not-at-issue",
        "mk:mentions kg:foreign-troops, kg:mali",
    ]
    assert lines[-2:] == ["mk:says <c09-4/says>", "mk:hasEvidence <c09-4/evidence>"]


def test_a_small_edit_is_a_small_difference():
    whole = material()
    changed = [
        ox.Quad(q.subject, q.predicate, ox.Literal("Criticasters", language="en"), q.graph_name)
        if q.object == ox.Literal("Critics", language="en")
        else q
        for q in whole.quads
    ]
    for form in ("turtle", "trig"):
        after = FORMS[form].write(Material(changed, whole.base, whole.project))
        assert isinstance(after, bytes)
        assert len(set(text_of(form).splitlines()) ^ set(after.decode().splitlines())) == 2


def test_what_stands_in_no_graph_or_belongs_to_nobody_comes_back():
    """Of data of others: the default graph, a blank node, an odd IRI, every kind of literal, the same subject in two graphs."""
    base = material().base
    iri = ox.NamedNode
    p = iri("http://example.org/a b".replace(" ", "%20"))
    values = [
        ox.Literal("a\n\"b\" \\ \u2028 '''"),
        ox.Literal("x", language="fr"),
        ox.Literal("007", datatype=iri("http://www.w3.org/2001/XMLSchema#integer")),
        ox.Literal("1.", datatype=iri("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.Literal("-1.50", datatype=iri("http://www.w3.org/2001/XMLSchema#decimal")),
        ox.Literal("1", datatype=iri("http://www.w3.org/2001/XMLSchema#boolean")),
        ox.Literal("false", datatype=iri("http://www.w3.org/2001/XMLSchema#boolean")),
        ox.Literal("1e3", datatype=iri("http://www.w3.org/2001/XMLSchema#double")),
        ox.Literal("q", datatype=iri("http://example.org/type,1")),
        iri(f"{base}id/article/x/c1-1/says(1)"),
        iri(f"{base}id/article/"),
        ox.BlankNode("b"),
    ]
    subject = iri(f"{base}id/article/x/c1-1")
    quads = [ox.Quad(s, p, v, g) for v in values for s in (subject, ox.BlankNode("b")) for g in (ox.DefaultGraph(), iri("urn:g"))]
    quads.append(ox.Quad(iri(f"{base}id/article/x/c1-1/says"), p, subject))
    quads.append(ox.Quad(subject, p, iri(f"{base}id/article/x/c1-1/says")))
    odd = Material(quads, base, material().project)
    for form in ("trig", "turtle", "jsonld-compact"):
        data = FORMS[form].write(odd)
        assert isinstance(data, bytes)
        back = set(ox.parse(data, format=getattr(ox.RdfFormat, ({n: f[0] for n, f in (TRIPLES | QUADS).items()} | JSON)[form])))
        wanted = set(quads) if form != "turtle" else {ox.Quad(q.subject, q.predicate, q.object) for q in quads}
        assert canonical_hash(list(back)) == canonical_hash(list(wanted)), form


def test_every_format_of_the_library_gives_the_same_bytes_in_any_order():
    for fmt in RDF_FORMATS.values():
        assert serialize(material().quads, fmt, material().base) == serialize(material().quads[::-1], fmt, material().base), fmt.name


def test_exports_keep_the_datatypes_that_a_store_would_change(run):
    """Oxigraph's store keeps xsd:nonNegativeInteger as xsd:integer; an export is not made from it."""
    result = run("export", "nquads")
    assert '"2971"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>' in result.stdout


def test_what_a_store_gives_back_conforms(dataset, project, tmp_path):
    from mali_kg.report.check import validate_files

    path = tmp_path / "from-store.nq"
    path.write_bytes(serialize(dataset.store, RDF_FORMATS["nquads"], dataset.base))
    assert validate_files([path], [], project, "shacl").problems == []
