"""Exports are read back by other tools and assert nothing that only holders say."""

import pyoxigraph as ox
import pytest
import rdflib

from mali_kg.rdf.canonical import canonical_hash
from mali_kg.rdf.formats import RDF_FORMATS
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.reified import flatten
from mali_kg.rdf.writing import serialize


def test_forms_with_named_graphs_give_the_dataset_back(compiled):
    quads = compiled.quads()
    want = canonical_hash(quads)
    for fmt in RDF_FORMATS.values():
        if fmt.named_graphs:
            data = serialize(quads, fmt, compiled.project.config.base)
            assert canonical_hash(list(ox.parse(data, format=getattr(ox.RdfFormat, fmt.oxigraph)))) == want, fmt.name


@pytest.mark.parametrize(
    ("name", "theirs"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("trig", "trig"), ("nquads", "nquads")]
)
def test_rdflib_reads_every_form(compiled, name, theirs):
    data = serialize(compiled.quads(), RDF_FORMATS[name], compiled.project.config.base)
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=theirs)
    count = sum(1 for _ in dataset.quads((None, None, None, None)))
    expected = len(compiled.lines) if RDF_FORMATS[name].named_graphs else len(flatten(compiled.quads(), Iris(compiled.project.config.base)))
    assert count == expected


def test_forms_without_named_graphs_reify_what_others_say(compiled):
    iris = Iris(compiled.project.config.base)
    triples = set(flatten(compiled.quads(), iris))
    told = [q for q in compiled.quads() if isinstance(q.graph_name, ox.NamedNode) and iris.is_told_by_others(q.graph_name.value)]
    assert told
    assert not triples & {q.triple for q in told}
    in_graph = ox.NamedNode(iris.term("inGraph"))
    assert sum(t.predicate == in_graph for t in triples) == len(told)


def test_the_reified_form_keeps_every_statement(compiled):
    """Reading rdf:Statement and mk:inGraph back gives the quads."""
    iris = Iris(compiled.project.config.base)
    graph = rdflib.Graph().parse(data=serialize(compiled.quads(), RDF_FORMATS["turtle"], iris.base), format="turtle")
    mk = rdflib.Namespace(iris.ns)
    back = {
        (graph.value(s, rdflib.RDF.subject), graph.value(s, rdflib.RDF.predicate), str(graph.value(s, rdflib.RDF.object)), g)
        for s, g in graph.subject_objects(mk.inGraph)
    }
    told = {
        (q.subject.value, q.predicate.value, q.object.value, q.graph_name.value)
        for q in compiled.quads()
        if isinstance(q.graph_name, ox.NamedNode) and iris.is_told_by_others(q.graph_name.value)
    }
    assert {tuple(map(str, b)) for b in back} == told


def test_the_same_dataset_gives_the_same_bytes(compiled):
    for fmt in RDF_FORMATS.values():
        assert serialize(compiled.quads(), fmt, compiled.project.config.base) == serialize(
            compiled.quads()[::-1], fmt, compiled.project.config.base
        ), fmt.name


def test_prefixes_are_declared(compiled):
    text = serialize(compiled.quads(), RDF_FORMATS["trig"], compiled.project.config.base).decode()
    assert "@prefix mk: <https://w3id.org/mali-kg/ns#>" in text
    assert "kg:critics" in text


def test_exports_keep_the_datatypes_that_a_store_would_change(run):
    """Oxigraph's store keeps xsd:nonNegativeInteger as xsd:integer; an export is not made from it."""
    result = run("export", "nquads")
    assert '"2971"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>' in result.stdout


def test_what_a_store_gives_back_conforms(compiled, dataset, project, tmp_path):
    from mali_kg.report.check import validate_files

    path = tmp_path / "from-store.nq"
    path.write_bytes(serialize(dataset.store, RDF_FORMATS["nquads"], dataset.base))
    assert validate_files([path], [], project, "shacl").problems == []
