"""Views of one thing."""

import pytest

from mali_kg.claims.backends import StoreBackend
from mali_kg.claims.reader import Records
from mali_kg.errors import MaliKgError
from mali_kg.pages.find import find
from mali_kg.pages.text import as_json, render
from mali_kg.pages.view import Viewer
from mali_kg.project import Project


def viewer_of(dataset, project):
    return Viewer(Records(StoreBackend(dataset.store), dataset.base), project)


@pytest.fixture(scope="module")
def viewer(dataset, project):
    return viewer_of(dataset, project)


@pytest.mark.parametrize("name", ["critics", "Critics", "https://w3id.org/mali-kg/id/critics"])
def test_names(viewer, name):
    assert find(viewer.records, name) == "https://w3id.org/mali-kg/id/critics"


def test_an_unknown_name_offers_the_nearest(viewer):
    with pytest.raises(MaliKgError, match="Did you mean minusma"):
        find(viewer.records, "minusmaa")


def test_a_claim_is_shown_in_its_sentence_with_its_holder_and_what_speaks_for_it(viewer):
    lines = viewer.view(find(viewer.records, "c15-1"))
    found = as_json(lines, "x")
    assert found["in the text"] == [
        "Critics argue that ⟦prematurely ending the peacekeeping mission could lead to a deterioration of security⟧ and a potential resurgence of violence. (characters 2886 to 2971)"
    ]
    assert found["held by"] == ["Critics"]
    assert found["hedged by"] == ["“could”", "“prematurely”"]
    assert any("The mission should end" in value and "inferred" in value for value in found["attacks"])


def test_without_the_text_the_quote_is_shown(dataset, tmp_path):
    bare = viewer_of(dataset, Project(tmp_path))
    assert "⟦prematurely ending" in as_json(bare.view(find(bare.records, "c15-1")), "x")["in the text"][0]


def test_an_event_shows_claims_and_other_sources_apart(viewer):
    found = as_json(viewer.view(find(viewer.records, "military-coup-2020")), "x")
    assert found["spoken of in"] == [
        "There was a military coup in August 2020 (c07-4)",
        "The Transitional Government assumed power after a military coup (c07-3)",
    ]
    assert any("2020-08-18" in v and "mfa.gov.tr" in v for v in found["by another source"])


@pytest.mark.parametrize("name", ["a05", "mission-should-end", "minusma-end", "mali", "narrator"])
def test_every_kind_of_thing_has_a_view(viewer, name):
    assert len(viewer.view(find(viewer.records, name))) > 2


def test_every_subject_of_the_dataset_has_a_view(viewer, compiled):
    import pyoxigraph as ox

    subjects = {
        q.subject.value for q in compiled.quads() if isinstance(q.graph_name, ox.DefaultGraph) and isinstance(q.subject, ox.NamedNode)
    }
    for iri in subjects:
        assert render(viewer.view(iri))


def test_lines_fit_the_width(viewer):
    text = render(viewer.view(find(viewer.records, "MINUSMA")), 80)
    assert max(map(len, text.splitlines())) <= 80
