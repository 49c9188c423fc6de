"""The compiled dataset: deterministic, whole, and asserting nothing that only holders say."""

import pyoxigraph as ox
import pytest

from conftest import edit
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import DataError
from mali_kg.project import Project
from mali_kg.rdf.canonical import canonical_hash
from mali_kg.rdf.iris import Iris
from mali_kg.report.check import validate_project


def test_two_compilations_are_the_same_bytes(compiled, project):
    assert compile_project(project).data() == compiled.data()


def test_the_order_of_files_and_of_entities_does_not_matter(compiled, copy):
    path = copy / "data/registry.yaml"
    blocks = path.read_text(encoding="utf-8").split("\nmali:\n")
    path.write_text("mali:\n" + blocks[1] + "\n" + blocks[0] + "\n", encoding="utf-8")
    assert compile_project(Project(copy)).lines == compiled.lines


def test_no_content_triple_is_asserted(compiled):
    iris = Iris(compiled.project.config.base)
    content = {q.triple for q in compiled.quads() if isinstance(q.graph_name, ox.NamedNode) and iris.is_told_by_others(q.graph_name.value)}
    asserted = {
        q.triple for q in compiled.quads() if not isinstance(q.graph_name, ox.NamedNode) or not iris.is_told_by_others(q.graph_name.value)
    }
    assert len(content) > 90
    assert not content & asserted


def test_no_blank_nodes(compiled):
    assert not any(isinstance(term, ox.BlankNode) for q in compiled.quads() for term in (q.subject, q.object, q.graph_name))


def test_each_triple_stands_in_one_graph(compiled):
    triples = [q.triple for q in compiled.quads()]
    doubled = {t for t in triples if triples.count(t) > 1} if len(triples) != len(set(triples)) else set()
    assert not doubled


def test_another_base_moves_every_iri_and_nothing_else(compiled, copy):
    edit(copy / "mali-kg.toml", '"https://w3id.org/mali-kg/"', '"https://example.org/claims/"')
    moved = "".join(compile_project(Project(copy)).lines)
    assert "w3id.org/mali-kg" not in moved
    assert sorted(moved.replace("https://example.org/claims/", "https://w3id.org/mali-kg/").splitlines(keepends=True)) == compiled.lines


def test_the_hash_does_not_depend_on_order(compiled):
    quads = compiled.quads()
    assert canonical_hash(quads) == canonical_hash(quads[::-1])


def second_article(copy, body: str) -> Project:
    folder = copy / "data/articles/second"
    folder.mkdir()
    (folder / "article.txt").write_text("The UN decided to end the mission.\n", encoding="utf-8")
    (folder / "claims.yaml").write_text(body, encoding="utf-8")
    return Project(copy)


SECOND = """
article: {id: second, sha256: 9c08ba04eac5ac4e8ac32c44ab3b35fafd8e5d2fe4dc02d6f0a1a11b4ed4ebd9, language: en}
sentences:
- id: s01
  text: The UN decided to end the mission.
  claims:
  - {id: c01-1, quote: The UN decided to end the mission, proposition: PROPOSITION, label: The UN made the decision}
"""


def sheet(proposition: str) -> str:
    import hashlib

    digest = hashlib.sha256(b"The UN decided to end the mission.\n").hexdigest()
    return SECOND.replace("9c08ba04eac5ac4e8ac32c44ab3b35fafd8e5d2fe4dc02d6f0a1a11b4ed4ebd9", digest).replace("PROPOSITION", proposition)


def test_two_articles_share_a_proposition(copy):
    project = second_article(copy, sheet("un-made-the-decision"))
    quads = compile_project(project).quads()
    iris = project.iris
    expressing = {
        q.subject.value
        for q in quads
        if q.predicate.value == iris.term("expresses") and q.object.value == iris.proposition("un-made-the-decision")
    }
    assert iris.part("second", "c01-1") in expressing
    assert iris.part("minusma-end", "c01-1") in expressing
    assert validate_project(project, "shacl").problems == []


def test_a_claim_of_another_sheets_proposition_needs_a_label(copy):
    project = second_article(copy, sheet("un-made-the-decision").replace(", label: The UN made the decision", ""))
    with pytest.raises(DataError) as caught:
        compile_project(project)
    (problem,) = caught.value.problems
    assert "add label" in problem.fix


def test_a_proposition_that_no_article_defines_is_refused(copy):
    with pytest.raises(DataError) as caught:
        compile_project(second_article(copy, sheet("un-made-the-decison")))
    (problem,) = caught.value.problems
    assert problem.rule == "unknown-proposition"
    assert "un-made-the-decision" in problem.fix
    assert problem.file.endswith("second/claims.yaml")


def test_other_articles_do_not_change_what_an_article_compiles_to(copy, compiled):
    both = compile_project(second_article(copy, sheet("un-made-the-decision")))
    assert set(compiled.lines) <= set(both.lines)
