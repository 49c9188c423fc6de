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


def test_no_triple_of_what_is_said_has_a_thing_as_its_subject(compiled):
    """Roles hang on descriptions and what they hold, and never on an organisation, a person or a named event."""
    iris, known = Iris(compiled.project.config.base), compiled.shared.known
    roles = {iris.term(role) for role in known.vocabulary.roles}
    things = {iris.entity(slug) for slug in known.registry} | {iris.article("minusma-end")}
    said = [q for q in compiled.quads() if q.predicate.value in roles]
    assert len(said) > 200
    assert not [q for q in said if q.subject.value in things]


def test_every_quad_is_in_a_graph_of_its_own_kind(compiled):
    names = {getattr(q.graph_name, "value", "").removeprefix(f"{compiled.project.config.base}graph/") for q in compiled.quads()}
    sources = {f"source/{path.stem}" for path in compiled.project.context_paths()}
    assert names == {"article/minusma-end", "registry", "links", "vocabulary", "catalog", *sources}


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
article: {id: second, sha256: DIGEST, language: en}
sentences:
- id: s01
  text: The UN decided to end the mission.
  claims:
  - id: c01-1
    quote: The UN decided to end the mission
    label: The UN decided to end the mission
    says: {of: decision-to-end, kind: decide, actor: united-nations, theme: {kind: end, undergoer: minusma}}
"""


def sheet() -> str:
    import hashlib

    return SECOND.replace("DIGEST", hashlib.sha256(b"The UN decided to end the mission.\n").hexdigest())


def test_two_articles_that_say_the_same_have_equal_fingerprints(copy):
    project = second_article(copy, sheet())
    quads = compile_project(project).quads()
    iris = project.iris
    prints = {q.subject.value: q.object.value for q in quads if q.predicate.value == iris.term("fingerprint")}
    first, second = (iris.description(iris.part(article, "c01-1")) for article in ("minusma-end", "second"))
    assert prints[first] == prints[second]
    assert validate_project(project, "shacl").problems == []


def test_other_articles_do_not_change_what_an_article_compiles_to(copy, compiled):
    both = compile_project(second_article(copy, sheet()))
    assert set(compiled.lines) <= set(both.lines)


def test_two_articles_with_one_id_are_refused(copy):
    project = second_article(copy, sheet().replace("id: second", "id: minusma-end"))
    with pytest.raises(DataError) as caught:
        compile_project(project)
    assert "bad-id" in {p.rule for p in caught.value.problems}
