"""What changed between two versions: by claim, in words, and by statement."""

import json

import pyoxigraph as ox
import pytest

from conftest import SHEET, edit
from invented import compiled as invented
from invented import copied
from mali_kg.claims.diff import as_patch, as_text, difference
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import UnsupportedError
from mali_kg.project import Project


@pytest.fixture(scope="module")
def quads(compiled):
    return compiled.quads()


def test_a_change_is_told_by_claim_and_by_statement(copy, compiled, quads, run, tmp_path):
    edit(copy / SHEET, "label: The era of the UN peacekeeping mission ends in Mali", "label: The era is over")
    now = compile_project(Project(copy)).quads()
    found = difference(quads, now, compiled.project.config.base)
    (change,) = found.changed_claims
    assert change.claim.endswith("c00-1")
    assert change.fields == {"label": ("The era of the UN peacekeeping mission ends in Mali", "The era is over")}
    assert not found.added_claims
    assert not found.removed_claims
    assert len(found.added) == len(found.removed) == 1
    before = tmp_path / "before.nq"
    before.write_text("".join(compiled.lines), encoding="utf-8")
    text = run("diff", str(before), cwd=copy)
    assert text.returncode == 0, text.stderr
    assert "+ The era is over" in text.stdout
    assert "1 statements added, 1 removed" in text.stdout
    told = json.loads(run("diff", str(before), str(copy), "--format", "json").stdout)
    assert len(told["quads"]["added"]) == 1


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """The summit, read again: how one claim is held, what another says, who argues with what, and a source."""
    root = copied("climate", tmp_path_factory.mktemp("changed") / "project")
    sheet = root / "data/articles/orrow-bay/claims.yaml"
    edit(sheet, "    stance: normative\n", "    stance: desired\n    strength: neutral\n    polarity: negative\n    focus: theme\n")
    edit(sheet, "condition: {kind: double, actor: northern-climate-fund, undergoer: grants}", "condition: {kind: double, actor: ondria}")
    edit(sheet, "    holder: amara-quell\n", "    holder: lene-vosk\n    endorsedBy: amara-quell\n")
    edit(sheet, "  premise: c04-2\n", "  premise: c04-3\n")
    edit(root / "data/context/tavaria-energy-office.yaml", "time: 2025", "time: 2026")
    before, after = invented("climate"), compile_project(Project(root))
    return difference(before.quads(), after.quads(), before.project.config.base)


def test_a_changed_claim_is_told_in_words(changed):
    """Its fields by their names; what it says by the path of roles that leads to what changed, and by nothing that follows from it."""
    told = {change.claim.rpartition("/")[2]: change.fields for change in changed.changed_claims if "/article/" in change.claim}
    assert told["c07-3"] == {
        "stance": ("normative", "desired"),
        "strength": ("full", "neutral"),
        "polarity": ("affirmative", "negative"),
        "focus": ("", "theme"),
    }
    assert told["c02-1"] == {
        "says condition actor": tuple(f"https://example.org/climate/id/{who}" for who in ("northern-climate-fund", "ondria")),
        "says condition undergoer": ("https://example.org/climate/id/grants", ""),
    }
    assert told["c09-3"] == {
        "holders": tuple(f"https://example.org/climate/id/{who}" for who in ("amara-quell", "lene-vosk")),
        "endorsers": ("", "https://example.org/climate/id/amara-quell"),
    }
    assert told.keys() == {"c02-1", "c07-3", "c09-3"}


def test_a_claim_of_a_source_is_told_in_the_same_way(changed):
    (change,) = (change for change in changed.changed_claims if "/source/" in change.claim)
    assert change.fields == {"says time": ("2025", "2026")}


def test_another_label_of_a_thing_changes_no_claim_that_speaks_of_it(tmp_path):
    root = copied("climate", tmp_path / "project")
    edit(root / "data/registry.yaml", "label: {en: Tavaria}", "label: {en: Republic of Tavaria}")
    edit(root / "data/kinds.yaml", "fall: {label: {en: fall}", "fall: {label: {en: sink}")
    before, after = invented("climate"), compile_project(Project(root))
    found = difference(before.quads(), after.quads(), before.project.config.base)
    assert found.changed_claims == []
    assert [thing.iri.rpartition("/")[2] for thing in found.things] == ["fall", "tavaria"]


def test_what_is_no_claim_is_told_by_statements_and_nothing_twice(changed):
    assert [thing.iri.rpartition("/")[2] for thing in changed.things] == ["a01"]
    text = as_text(changed, "https://example.org/climate/")
    assert "changed  article-orrow-bay:a01\n" in text
    assert "    + mk:premise Jonas Reth of Tavaria contradicted Lene Vosk (article-orrow-bay:c04-3)\n" in text
    assert "    - Amara Quell (kg:amara-quell)\n    + Lene Vosk (kg:lene-vosk)\n" in text
    assert "  says condition actor\n    - Northern Climate Fund (kg:northern-climate-fund)\n    + Ondria (kg:ondria)\n" in text
    assert "fingerprint" not in text


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


def test_a_patch_names_no_blank_nodes(project):
    quads = list(ox.parse("<http://a> <http://b> _:x .", format=ox.RdfFormat.TURTLE))
    with pytest.raises(UnsupportedError, match="blank nodes"):
        as_patch(difference([], quads, project.config.base))
