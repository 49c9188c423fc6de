"""Every IRI of a dataset has its place in the site: a page, or an anchor on one."""

from collections import defaultdict

import pyoxigraph as ox
import pytest
from sites import PROJECTS, Parsed, project_of, site_of

from checkout import checkout
from mali_kg.project import Project
from mali_kg.rdf.iris import Iris
from mali_kg.site.places import Places
from mali_kg.store.opened import open_store


@pytest.fixture(params=["real", *sorted(PROJECTS)])
def written(request, site_folder):
    """A project, and its site."""
    if request.param == "real":
        return Project(checkout()), site_folder
    return project_of(request.param), site_of(request.param)


def test_every_iri_has_its_place(written):
    project, folder = written
    base = project.config.base
    places = Places(Iris(base))
    anchors = defaultdict(set)
    found = {term.value for quad in open_store(project).store for term in quad if isinstance(term, ox.NamedNode)}
    own = sorted(iri for iri in found if iri.startswith(base) and iri != base)
    assert len(own) > 100
    homeless = [iri for iri in own if not places.page(iri)]
    assert homeless == []
    for iri in own:
        stem, anchor = places.stem_and_anchor(iri)
        anchors[stem].add(anchor)
    for stem, wanted in anchors.items():
        path = folder / f"{stem}.html"
        if stem == "dataset" and not path.is_file():
            continue
        assert path.is_file(), path
        ids = Parsed(path.read_text(encoding="utf-8")).ids
        assert sorted(wanted - {""} - set(ids)) == [], path


def test_no_page_has_an_id_twice_or_a_heading_out_of_order(written):
    _, folder = written
    for path in folder.rglob("*.html"):
        page = Parsed(path.read_text(encoding="utf-8"))
        assert page.faults == [], path
        assert page.open == [], path
        assert len(page.ids) == len(set(page.ids)), (path, sorted(i for i in page.ids if page.ids.count(i) > 1))
        assert page.levels[0] == 1, path
        for before, after in zip(page.levels, page.levels[1:], strict=False):
            assert after <= before + 1, (path, page.levels)


def test_every_kind_of_thing_has_data_beside_its_page(written):
    project, folder = written
    places = Places(Iris(project.config.base))
    store = open_store(project).store
    for quad in store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), None, None):
        iri = quad.subject.value
        stem = places.stem(iri) if iri.startswith(project.config.base) else ""
        if stem and stem != "dataset" and not iri.startswith(f"{project.config.base}id/link/"):
            told = {triple.subject.value for triple in ox.parse(path=str(folder / f"{stem}.ttl"), format=ox.RdfFormat.TURTLE)}
            assert iri in told, stem
            told = {triple.subject.value for triple in ox.parse(path=str(folder / f"{stem}.jsonld"), format=ox.RdfFormat.JSON_LD)}
            assert iri in told, stem
