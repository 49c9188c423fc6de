"""Parts of the dataset, and other bases."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import compiled as invented
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.names import AmbiguousNameError
from mali_kg.claims.reader import Records
from mali_kg.claims.selection import Selection, claims_of, rebase, select
from mali_kg.errors import MaliKgError
from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material
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
    # The end of the mission is what both critics’ claims are about, two levels down.
    assert claims(holder="critics", about="minusma") == ["c15-1", "c15-2"]
    # The decision names the mission, so that who speaks of the one speaks of the other.
    assert {"c01-1", "c11-1", "c18-4"} <= set(claims(about="minusma"))
    assert set(claims(about="intercommunal-tensions")) == {"c14-6"}


def test_a_claim_comes_with_all_that_explains_it(quads, project):
    part = select(quads, project.config.base, Selection(claim="c15-1"))
    records = Records(QuadBackend(part), project.config.base)
    (claim,) = (c for c in records.claims if c.iri.endswith("/c15-1"))
    assert claim.quote.startswith("prematurely ending")
    assert claim.end > claim.start
    assert records.label(claim.holders[0]) == "Critics"
    assert records.articles
    assert {(a.iri.rpartition("/")[2], a.kind) for a in records.arguments} == {("a11", "attack"), ("a13", "support"), ("a24", "support")}
    # What it argues with has its holders there: the call it attacks, the concerns it supports.
    beside = {c.iri.rpartition("/")[2] for c in records.claims} - {"c15-1"}
    assert beside == {"c09-3", "c13-2", "c13-3"}
    # What it says, to the last word.
    said = [
        (d.kind, [(f.role, records.short(f.object) or f.value) for f in d.fillers if "/says/" not in f.object])
        for d in records.within(claim.says)
    ]
    assert said == [("deteriorate", []), ("end", [("manner", "prematurely"), ("undergoer", "minusma")]), ("", [])]
    # The kinds and codes that it names, and no terms of the vocabulary.
    subjects = {q.subject.value.removeprefix(project.config.base) for q in part}
    assert {"code/kind/deteriorate", "code/kind/end", "code/stance/asserted", "code/strength/neutral", "id/minusma"} <= subjects
    assert not any(subject.startswith("ns#") for subject in subjects)


def test_a_part_has_no_loose_ends(quads, project):
    """Whatever of ours a part names is in it, but classes, roles, and articles’ own sentences that no claim stands in."""
    base = project.config.base
    for wanted in (Selection(claim="c15-1"), Selection(about="mali"), Selection(article="minusma-end")):
        part = select(quads, base, wanted)
        there = {q.subject.value for q in part}
        named = {t.value for q in part for t in (q.subject, q.object) if isinstance(t, ox.NamedNode) and t.value.startswith(base)}
        assert {n for n in named - there if not n.startswith(project.iris.ns)} == set()


def test_parts_of_several_articles():
    compiled = invented("election")
    quads, base = compiled.quads(), compiled.project.config.base

    def claims(**wanted):
        part = Selection(**wanted)
        found = claims_of(quads, base, part)
        assert found is not None
        return sorted(iri.removeprefix(compiled.project.iris.article("")) for iri in found)

    with pytest.raises(
        AmbiguousNameError, match="claim 'c04-1' is in several articles: article-first-report:c04-1, article-second-report:c04-1"
    ):
        claims(claim="c04-1")
    assert claims(claim="c04-1", article="second-report") == ["second-report/c04-1"]
    assert claims(claim="article-first-report:c04-1") == ["first-report/c04-1"]
    assert claims(holder="coastal-observer-mission") == ["second-report/c03-1", "second-report/c03-2", "second-report/c05-1"]
    # Each article stands by itself: of the other one nothing comes along.
    part = select(quads, base, Selection(article="second-report"))
    assert {q.graph_name.value.removeprefix(compiled.project.iris.graphs) for q in part} == {
        "article/second-report",
        "registry",
        "vocabulary",
    }


def test_without_what_was_inferred(quads, project):
    part = select(quads, project.config.base, Selection(without_inferred=True))
    arguments = Records(QuadBackend(part), project.config.base).arguments
    assert {a.explicitness for a in arguments} == {"explicit"}
    # “While” in s13 and s19, each over two claims; “as the mission” in s16, for three.
    assert len(arguments) == 7
    assert "inferred" not in {q.object.value.rpartition("/")[2] for q in part if q.predicate.value.endswith("#explicitness")}


@pytest.mark.parametrize(
    "name", ["links", "graph:links", "registry", "article/minusma-end", "source/un-press-6952", "vocabulary", "catalog"]
)
def test_one_graph(quads, project, name):
    graph = select(quads, project.config.base, Selection(graph=name))
    assert {q.graph_name.value for q in graph} == {f"{project.iris.graphs}{name.removeprefix('graph:')}"}
    assert len(graph) == sum(q.graph_name == graph[0].graph_name for q in quads)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"claim": "c99-1"}, "no claim is called"),
        ({"holder": "critic"}, "Did you mean critics"),
        ({"about": "minusm"}, "Did you mean minusma"),
        ({"article": "minusma"}, "Did you mean minusma-end"),
        ({"graph": "link"}, "Did you mean links"),
        ({"graph": "minusma-end"}, "Did you mean article/minusma-end"),
        ({"graph": "default"}, "no graph is called 'default'"),
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


def test_the_hash_is_the_same_in_every_form(run, tmp_path, compiled):
    want = canonical_hash(compiled.quads())
    assert run("canon").stdout.strip() == want
    for name in ("a.trig", "a.nq", "a.jsonld", "a.compact.jsonld"):
        assert run("export", "-o", str(tmp_path / name)).returncode == 0
        assert run("canon", str(tmp_path / name)).stdout.strip() == want
    lines = run("canon", "--nquads").stdout
    assert lines.count("\n") == len(compiled.lines)
    assert run("canon", "nothing.trig").returncode == 2


@pytest.mark.parametrize("name", FORMS)
def test_every_form_takes_every_part(quads, project, name):
    """A claim, a holder, an entity."""
    for wanted in (
        Selection(claim="c15-1"),
        Selection(holder="critics"),
        Selection(about="establishment-of-minusma", without_inferred=True),
    ):
        material = Material(select(quads, project.config.base, wanted), project.config.base, project)
        material.chosen = claims_of(quads, project.config.base, wanted)
        assert all(claim.holders for claim in material.records.claims)
        empty = {
            "timeline-svg": ("no dated event", wanted.about != "establishment-of-minusma"),
            "map-svg": ("no argument in this part", bool(wanted.about)),
            "agents-svg": ("nothing in this part is said of an agent", not wanted.about),
        }
        words, is_empty = empty.get(name, ("", False))
        if is_empty:
            with pytest.raises(MaliKgError, match=words):
                FORMS[name].write(material)
            continue
        assert FORMS[name].write(material)


def test_parts_without_claims_and_empty_names_are_refused(run):
    for args, words in (
        (("nanopubs", "--graph", "links"), "no claims"),
        (("map-dot", "--graph", "links"), "no claims"),
        (("trig", "--graph", "default"), "no graph is called 'default'"),
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


def test_numbers_that_are_none_are_told(quads, project):
    from mali_kg.errors import DataError

    broken = [
        ox.Quad(q.subject, q.predicate, ox.Literal("abc"), q.graph_name) if q.predicate.value.endswith("oa#start") else q for q in quads
    ]
    with pytest.raises(DataError, match="start is 'abc'"):
        _ = Records(QuadBackend(broken), project.config.base).claims
