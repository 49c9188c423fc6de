"""What others infer from our data by RDFS and OWL 2 RL: nothing about any thing, and nothing that our shapes refuse."""

from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS

from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.project import Project
from mali_kg.rdf.rdflib_graph import from_graph, to_graph
from mali_kg.report.check import read_ontology, read_shapes
from mali_kg.report.engines import _quiet
from mali_kg.report.results import Result, read_report

#: A small project with a description in every role.
SMALL = Path(__file__).parents[1] / "small_project"


@pytest.fixture(scope="module")
def small() -> Compiled:
    return compile_project(Project(SMALL))


def inferred(compiled: Compiled, inference: str) -> list[Result]:
    """The results of pyshacl, with what it infers."""
    import pyshacl

    project = compiled.project
    shapes = to_graph(read_shapes(project, project.shape_paths()))
    with _quiet():
        _, report, _ = pyshacl.validate(
            to_graph(compiled.quads() + read_ontology(project)), shacl_graph=shapes, inference=inference, inplace=True
        )
    return read_report(from_graph(report))


@pytest.mark.parametrize("inference", ["rdfs", "owlrl"])
def test_data_with_what_is_inferred_conforms(compiled, small, inference):
    assert inferred(compiled, inference) == []
    assert inferred(small, inference) == []


def new_of_things(compiled: Compiled, more: str, semantics: type) -> set[tuple[rdflib.URIRef, str]]:
    """What a closure adds about the things of the registry: predicate and object, as far as it says something.

    :param more: Turtle beside the data.
    """
    import owlrl

    graph = to_graph(compiled.quads())
    graph.parse(data=more, format="turtle")
    iris = compiled.project.iris
    things = {rdflib.URIRef(iris.entity(slug)) for slug in compiled.shared.known.registry}
    before = set(graph)
    owlrl.DeductiveClosure(semantics).expand(graph)
    # That everything is a resource, a thing, and the same as itself, says nothing; nor does another name of what stood there before.
    empty = {RDFS.Resource, OWL.Thing}
    named = {other: thing for thing, other in graph.subject_objects(OWL.sameAs) if thing in things}
    return {
        (p, str(o))
        for s, p, o in set(graph) - before
        if s in things and not (p == RDF.type and o in empty) and not (p == OWL.sameAs and o == s) and (s, p, named.get(o, o)) not in before
    }


@pytest.mark.parametrize("name", ["compiled", "small"])
def test_nothing_new_follows_about_any_thing(name, request):
    """No organisation, person, place or named event gets a type, a part in an event or anything else from what is claimed of it.

    Neither by RDFS nor by OWL-RL: the closure under both holds what follows by either.
    """
    from owlrl import RDFS_OWLRL_Semantics

    assert new_of_things(request.getfixturevalue(name), "", RDFS_OWLRL_Semantics) == set()


@pytest.mark.parametrize(
    "leak",
    [
        "mk:actor rdfs:range prov:Leader .",
        "mk:theme rdfs:domain mk:Claim ; rdfs:range mk:Eventuality .",
        "mk:mentions owl:inverseOf mk:mentionedIn .",
        "mk:topic rdfs:subPropertyOf mk:near . mk:near rdfs:range geo:Feature .",
        "mk:names a owl:SymmetricProperty .",
    ],
)
def test_a_leak_would_be_seen(small, leak):
    prefixes = (
        f"@prefix mk: <{small.project.iris.ns}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> ."
        " @prefix prov: <http://www.w3.org/ns/prov#> . @prefix geo: <http://www.opengis.net/ont/geosparql#> ."
    )
    from owlrl import OWLRL_Semantics

    assert new_of_things(small, f"{prefixes} {leak}", OWLRL_Semantics)


def test_no_content_triple_has_a_thing_as_its_subject(compiled, small):
    """In the graphs of articles and sources no thing is a subject, and elsewhere nothing but its names is said of it."""
    for project in (compiled, small):
        iris = project.project.iris
        things = {iris.entity(slug) for slug in project.shared.known.registry}
        said = {(q.graph_name.value, q.predicate.value.rpartition("#")[2]) for q in project.quads() if q.subject.value in things}
        assert {graph.removeprefix(iris.graphs) for graph, _ in said} == {"registry", "links"}
        assert {name for _, name in said} <= {"type", "label", "altLabel", "note", "kind", "names", "sameAs"}
