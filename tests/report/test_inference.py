"""What others infer from our data by RDFS and OWL 2 RL conforms to our shapes."""

import pytest

from mali_kg.rdf.rdflib_graph import from_graph, to_graph
from mali_kg.report.check import read_ontology, read_shapes
from mali_kg.report.engines import _quiet
from mali_kg.report.results import Result, read_report


@pytest.fixture(scope="module")
def shapes(project):
    return to_graph(read_shapes(project, project.shape_paths()))


def inferred(quads, shapes, inference: str) -> list[Result]:
    """The results of pyshacl, with what it infers."""
    import pyshacl

    with _quiet():
        _, report, _ = pyshacl.validate(to_graph(quads), shacl_graph=shapes, inference=inference, inplace=True)
    return read_report(from_graph(report))


def test_data_with_what_rdfs_infers_conforms(project, compiled, shapes):
    assert inferred(compiled.quads() + read_ontology(project), shapes, "rdfs") == []


def test_data_with_what_owl_rl_infers_conforms_but_for_counts_of_names(project, compiled, shapes):
    """By owl:sameAs each thing has all its names (OWL 2 RL, eq-ref and eq-rep), so that shapes that allow one name, or none, find more."""
    found = inferred(compiled.quads() + read_ontology(project), shapes, "owlrl")
    assert {r.shape.removeprefix(project.iris.rule("")) for r in found} == {"link-entity", "link-other", "vague-group-same"}
    assert {r.component for r in found} == {"MaxCountConstraintComponent"}


def test_a_context_graph_is_told_from_a_content_graph(project, compiled):
    """Each outside source of the project has a context graph, and no proposition's content is one."""
    iris = project.iris
    typed = {
        q.subject.value for q in compiled.quads() if q.object.value == iris.term("ContextGraph") and q.predicate.value.endswith("#type")
    }
    assert typed == {iris.context_graph(source.slug) for source in compiled.sources}
    contents = {q.object.value for q in compiled.quads() if q.predicate.value == iris.term("contentGraph")}
    assert contents
    assert not contents & typed
