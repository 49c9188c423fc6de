"""Parts of the dataset, other bases, and what changed between two versions."""

import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SHEET, edit
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.diff import as_patch, difference
from mali_kg.claims.reader import Records
from mali_kg.claims.selection import Selection, claims_of, rebase, select
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import MaliKgError
from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material
from mali_kg.project import Project
from mali_kg.rdf.canonical import canonical_hash
from mali_kg.rdf.order import natural


@pytest.fixture(scope="module")
def quads(compiled):
    return compiled.quads()


@pytest.fixture(scope="module")
def claims(quads, project):
    def of(**wanted) -> list[str]:
        part = select(quads, project.config.base, Selection(**wanted))
        assert set(part) <= set(quads)
        asked = claims_of(quads, project.config.base, Selection(**wanted))
        assert asked is not None
        return [c.iri.rpartition("/")[2] for c in Records(QuadBackend(part), project.config.base).claims if c.iri in asked]

    return of


def test_claims_by_holder_entity_and_article(claims, counts):
    """Read in the article: s15 is the critics’; s08 and the call are the government’s; the coup is in s07 alone."""
    assert claims(holder="critics") == ["c15-1", "c15-2"]
    assert sorted(claims(holder="transitional-government")) == ["c08-1", "c08-2", "c08-3", "c09-3"]
    assert set(claims(about="military-coup-2020")) == {"c07-3", "c07-4"}
    assert len(claims(article="minusma-end")) == counts.claims
    assert claims(claim="c15-1") == ["c15-1"]
    assert claims(claim="article/minusma-end/c15-1") == ["c15-1"]
    assert claims(holder="critics", about="deterioration-of-security") == ["c15-1"]


def test_a_claim_comes_with_all_that_explains_it(quads, project):
    part = select(quads, project.config.base, Selection(claim="c15-1"))
    records = Records(QuadBackend(part), project.config.base)
    (claim,) = (c for c in records.claims if c.iri.endswith("/c15-1"))
    assert claim.quote.startswith("prematurely ending")
    assert claim.end > claim.start
    assert records.label(claim.holders[0]) == "Critics"
    assert records.articles
    attacks = [a for a in records.arguments if a.kind == "attack"]
    assert [records.label(a.conclusion) for a in attacks] == ["The mission should end"]
    # What it argues with has its holders there: the call it attacks, the concerns it supports.
    beside = {c.iri.rpartition("/")[2] for c in records.claims} - {"c15-1"}
    assert beside == {"c09-3", "c13-2", "c13-3", "c19-3", "c19-4"}
    own = next(p for p in records.propositions if p.iri == claim.proposition)
    assert [records.short(s.object) for s in own.statements if s.predicate.endswith("couldLeadTo")] == ["deterioration-of-security"]
    assert not [q for q in part if isinstance(q.graph_name, ox.NamedNode) and "/ontology" in q.graph_name.value]


def test_without_what_was_inferred(quads, project):
    part = select(quads, project.config.base, Selection(without_inferred=True))
    assert {a.explicitness for a in Records(QuadBackend(part), project.config.base).arguments} == {"explicit"}
    assert len(Records(QuadBackend(part), project.config.base).arguments) == 7
    assert "inferred" not in {q.object.value.rpartition("/")[2] for q in part if q.predicate.value.endswith("#explicitness")}


def test_one_graph(quads, project):
    links = select(quads, project.config.base, Selection(graph="links"))
    assert links
    assert {q.graph_name.value for q in links} == {f"{project.config.base}graph/links"}
    assert all(isinstance(q.graph_name, ox.DefaultGraph) for q in select(quads, project.config.base, Selection(graph="default")))


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"claim": "c99-1"}, "no claim is called"),
        ({"holder": "critic"}, "Did you mean critics"),
        ({"about": "minusm"}, "Did you mean minusma"),
        ({"article": "minusma"}, "Did you mean minusma-end"),
        ({"graph": "link"}, "Did you mean links"),
        ({"holder": "critics", "about": "military-coup-2020"}, "no claim fits"),
    ],
)
def test_what_does_not_exist_is_told(quads, project, wanted, words):
    with pytest.raises(MaliKgError, match=words):
        select(quads, project.config.base, Selection(**wanted))


def test_another_base(quads, project):
    new = "https://example.org/kg/"
    moved = list(rebase(quads, project.config.base, new))
    assert len(moved) == len(quads)
    assert not [
        t
        for q in moved
        for t in (q.subject, q.predicate, q.object, q.graph_name)
        if isinstance(t, ox.NamedNode) and t.value.startswith(project.config.base)
    ]
    assert canonical_hash(list(rebase(moved, new, project.config.base))) == canonical_hash(quads)


def test_text_that_holds_the_base_is_left_alone(project):
    text = ox.Literal(f"<{project.config.base}id/critics>")
    quad = ox.Quad(ox.NamedNode(f"{project.config.base}id/a"), ox.NamedNode("http://p"), text)
    (moved,) = rebase([quad], project.config.base, "https://example.org/")
    assert moved.object == text
    assert moved.subject.value == "https://example.org/id/a"  # type: ignore[union-attr]


def test_parts_and_bases_by_the_command(run):
    text = run("export", "nquads", "--holder", "critics", "--base-iri", "https://example.org/kg/").stdout
    assert "https://example.org/kg/id/article/minusma-end/c15-1" in text
    assert "w3id.org/mali-kg/id" not in text
    assert "c04-1>" not in text
    assert "https://example.org/kg/id/article/minusma-end/c09-3" in text
    assert run("export", "nquads", "--base-iri", "example.org").returncode == 2


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=6))
def test_natural_order_is_the_order_of_numbers(numbers):
    assert sorted((f"c{n}-1" for n in numbers), key=natural) == [f"c{n}-1" for n in sorted(numbers)]


def test_a_change_is_told_by_claim_and_by_statement(copy, compiled, quads, run, tmp_path):
    edit(copy / SHEET, "label: The era of the UN peacekeeping mission in Mali ends", "label: The era is over")
    now = compile_project(Project(copy)).quads()
    found = difference(quads, now, compiled.project.config.base)
    (change,) = found.changed_claims
    assert change.claim.endswith("c00-1")
    assert change.fields["label"] == ("The era of the UN peacekeeping mission in Mali ends", "The era is over")
    assert not found.added_claims
    assert not found.removed_claims
    assert len(found.added) == len(found.removed) == 2
    before = tmp_path / "before.nq"
    before.write_text("".join(compiled.lines), encoding="utf-8")
    text = run("diff", str(before), cwd=copy)
    assert text.returncode == 0, text.stderr
    assert "+ The era is over" in text.stdout
    assert "2 statements added, 2 removed" in text.stdout
    told = json.loads(run("diff", str(before), str(copy), "--format", "json").stdout)
    assert len(told["quads"]["added"]) == 2


def test_a_patch_makes_the_one_of_the_other(quads, project):
    """Applied by hand: D takes a statement away, A adds one."""
    base = project.config.base
    removed = [q for q in quads if "c15-1" not in str(q.subject)]
    found = difference(quads, removed, base)
    assert [c.iri.rpartition("/")[2] for c in found.removed_claims] == ["c15-1"]
    state = set(quads)
    for line in as_patch(found).splitlines():
        mark, _, rest = line.partition(" ")
        if mark in ("A", "D"):
            (quad,) = ox.parse(rest, format=ox.RdfFormat.N_QUADS)
            (state.add if mark == "A" else state.remove)(quad)
    assert state == set(removed)


def test_names_of_blank_nodes_are_no_difference(project):
    def graph(name: str) -> list[ox.Quad]:
        return list(ox.parse(f"<http://a> <http://b> _:{name} . _:{name} <http://c> 'x' .", format=ox.RdfFormat.TURTLE))

    assert difference(graph("one"), graph("two"), project.config.base).is_empty


def test_the_hash_is_the_same_in_every_form(run, tmp_path, compiled):
    want = canonical_hash(compiled.quads())
    assert run("canon").stdout.strip() == want
    for name in ("a.trig", "a.nq", "a.jsonld", "a.compact.jsonld"):
        assert run("export", "-o", str(tmp_path / name)).returncode == 0
        assert run("canon", str(tmp_path / name)).stdout.strip() == want
    lines = run("canon", "--nquads").stdout
    assert lines.count("\n") == len(compiled.lines)
    assert run("canon", "nothing.trig").returncode == 2


@pytest.mark.parametrize("name", [f.name for f in FORMS.values() if f.needs != "graphviz"])
def test_every_form_takes_every_part_and_names_every_holder(quads, project, name):
    """A claim, a holder, an entity; what nobody holds is in none of them."""
    for wanted in (
        Selection(claim="c15-1"),
        Selection(holder="critics"),
        Selection(about="establishment-of-minusma", without_inferred=True),
    ):
        material = Material(select(quads, project.config.base, wanted), project.config.base, project)
        material.chosen = claims_of(quads, project.config.base, wanted)
        assert all(material.records.claims_of[p.iri] for p in material.records.propositions)
        if name == "timeline-svg" and wanted.about != "establishment-of-minusma":
            with pytest.raises(MaliKgError, match="no dated event"):
                FORMS[name].write(material)
            continue
        written = FORMS[name].write(material)
        if name == "nanopubs":
            assert isinstance(written, bytes)
            assert written.count(b"np:hasAssertion") == len(material.claims)
        if name == "agents-dot":
            assert isinstance(written, bytes)
            assert all("(" in line for line in written.decode().splitlines() if " -> " in line)


def test_parts_without_claims_and_empty_names_are_refused(run):
    for args, words in (
        (("nanopubs", "--graph", "links"), "no claims"),
        (("nanopubs", "--graph", "default"), "not in this part"),
        (("map-dot", "--graph", "links"), "no claims"),
        (("trig", "--claim", ""), "it is empty"),
    ):
        result = run("export", *args)
        assert result.returncode == 2, args
        assert words in result.stderr
        assert result.stdout == ""


def test_a_copy_with_another_base_is_asked_and_compared_as_it_is(run, tmp_path):
    path = tmp_path / "moved.nq"
    assert run("export", "-o", str(path), "--base-iri", "https://example.org/kg/").returncode == 0
    assert run("query", "claims-of-holder", "--data", str(path)).stdout.count("c15-") == 2
    part = tmp_path / "part.nq"
    assert "different bases" in run("diff", str(path)).stderr
    assert run("export", "-o", str(part)).returncode == 0
    packed = tmp_path / "part.nq.gz"
    assert run("export", "-o", str(packed)).returncode == 0
    assert run("canon", str(packed)).stdout == run("canon", str(part)).stdout


def test_a_patch_names_no_blank_nodes(project):
    from mali_kg.errors import UnsupportedError

    quads = list(ox.parse("<http://a> <http://b> _:x .", format=ox.RdfFormat.TURTLE))
    with pytest.raises(UnsupportedError, match="blank nodes"):
        as_patch(difference([], quads, project.config.base))


def test_numbers_that_are_none_are_told(quads, project):
    from mali_kg.errors import DataError

    broken = [
        ox.Quad(q.subject, q.predicate, ox.Literal("abc"), q.graph_name) if q.predicate.value.endswith("oa#start") else q for q in quads
    ]
    with pytest.raises(DataError, match="start is 'abc'"):
        _ = Records(QuadBackend(broken), project.config.base).claims
