"""The pages of the vocabulary: terms, codes, kinds, shapes and rules."""

import re

import pyoxigraph as ox
from sites import page, site_of

from checkout import ROOT, checkout
from mali_kg.project import Project
from mali_kg.sheets.vocabulary import Vocabulary
from mali_kg.site import vocabulary
from mali_kg.site.site import Options, open_site


def test_every_term_has_its_place_with_what_it_means(site_folder):
    written = page(site_folder, "ns.html")
    defined = {
        quad.subject.value.partition("#")[2]
        for quad in Vocabulary(Project(checkout())).ontology_quads
        if quad.predicate.value.endswith("#isDefinedBy")
    }
    assert len(defined) > 100
    assert defined <= set(written.ids)
    # Of ontology/mali.ttl, by hand.
    told = (
        "One utterance at one place of one text: its holder says that what it describes obtains or does not, with a stance and a strength."
    )
    assert f"mk:Claim claim {told}" in written.text
    assert "http://purl.obolibrary.org/obo/SEPIO_0000001" in written.links
    assert "https://schema.org/Claim" in written.links
    assert (
        "mk:opposite opposite A kind that excludes this one for the same participants at the same time (end, continue). Of kind To kind It is mutual"
        in written.text
    )


def test_the_ontology_beside_the_page_is_the_whole_ontology(site_folder):
    triples = {str(quad.triple) for quad in Vocabulary(Project(checkout())).ontology_quads}
    for ending, form in (("ttl", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        assert {str(quad.triple) for quad in ox.parse(path=str(site_folder / f"ns.{ending}"), format=form)} == triples


def test_codes_have_places_with_their_meaning_and_how_many_claims_have_them(site_folder):
    written = page(site_folder, "code/stance.html")
    # One claim of the sheet is a demand: that the mission end.
    assert (
        "directive directive claims: 1 A call, request, order or demand that something be done, put to somebody who can do it."
        in written.text
    )
    assert "For example: The union called on the firm to reopen the plant." in written.text
    assert "code/stance-family.html#deontic" in written.links


def test_a_kind_tells_what_it_is_and_which_claims_speak_of_it(site_folder):
    written = page(site_folder, "code/kind/end.html")
    # Of data/kinds.yaml and of the sheets, by hand.
    assert "To stop being, or to make something stop being." in written.text
    assert {"code/kind/maintain.html", "code/kind/liquidate.html", "http://www.wikidata.org/entity/Q12769393", "ns.html#undergoer"} <= set(
        written.links
    )
    assert "PropBank end.01" in written.text
    found = re.findall(r"(c\d\d-\d+)\.html", " ".join(written.links))
    assert found == ["c00-1", "c09-3", "c01-1", "c07-5", "c09-2", "c10-1", "c15-1", "c15-2"]
    assert "Claims that say something of this kind 2" in written.text
    assert "Claims in which it is part of what is said 7" in written.text
    assert "id/source/un-avlibrary-9365.html#c" in " ".join(written.links)
    assert "code/kind/end.html" in page(site_folder, "code/kind.html").links


def test_every_rule_has_its_place_under_its_name(site_folder):
    written = page(site_folder, "shapes.html")
    known = set(re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs/reference/rules.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert len(known) > 100
    assert known <= set(written.ids)
    assert ["claim-stance", "error", "A claim has exactly one stance from the code list: check stance."] in written.cells
    assert [row[1] for row in written.cells if row[0] == "arguer-holds-premise"] == ["warning"]
    assert [row[1] for row in written.cells if row[0] == "one-sentence"] == ["warning"]


def test_kinds_of_a_project_of_its_own_have_pages():
    assert "No claim of these data speaks of it." not in page(site_of("small"), "code/kind/sink.html").text
    assert (site_of("small") / "code/kind/take-part.ttl").is_file()


def test_the_events_of_a_kind_are_told_however_many_claims_it_has(monkeypatch):
    """In the registry: the decision to end the mission is a decision."""
    monkeypatch.setattr(vocabulary, "MOST", 1)
    site = open_site(Project(checkout()), Options())
    files = dict(vocabulary.kind_pages(site, [site.iris.code("kind", "decide")]))
    assert "id/decision-to-end.html" in files["code/kind/decide.html"].decode()
