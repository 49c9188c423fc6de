"""Views of entities, articles, arguments, kinds, roles and sources: expected values read by hand from the articles and their sheets."""

import pytest

from invented import NAMES, copied, records
from invented import compiled as invented
from mali_kg.claims.backends import QuadBackend, StoreBackend
from mali_kg.claims.reader import Records
from mali_kg.dataset.compile import compile_project
from mali_kg.pages.entity import spoken_of
from mali_kg.pages.find import find
from mali_kg.pages.text import as_json, render
from mali_kg.pages.view import Viewer
from mali_kg.project import Project


@pytest.fixture(scope="module")
def viewer(dataset, project):
    return Viewer(Records(StoreBackend(dataset.store), dataset.base), project)


def shown(viewer, name):
    return as_json(viewer.view(find(viewer.records, name)))


def view(name, thing):
    """A view of something of an invented project, as JSON."""
    return shown(Viewer(records(name), invented(name).project), thing)


def test_an_entity_with_the_claims_that_speak_of_it_by_kind_and_holder():
    """The turnout: both reports tell it; the ferries lowered it, as the article says, or may have, as the mission says."""
    found = view("election", "turnout")
    own = "The article’s own voice"
    assert found["spoken of"] == [
        {
            "value": "amount to",
            "below": {own: ["Turnout was 61 percent (article-first-report:c03-1)", "Turnout was 61 percent (article-second-report:c01-2)"]},
        },
        {"value": "be", "below": {own: ["Turnout was twice as high as in the local elections of 2022 (article-first-report:c03-2)"]}},
        {
            "value": "lower",
            "below": {
                "Coastal Observer Mission": ["Late ferries may have lowered turnout on the outer islands (article-second-report:c05-1)"],
                own: ["Late ferries lowered turnout on the outer islands (article-first-report:c06-1)"],
            },
        },
    ]


def test_an_agent_with_what_it_holds_endorses_and_passes_on():
    assert view("climate", "ondria")["endorses"] == ["The Keshmar Islands want the Northern Climate Fund to build sea walls (c05-1)"]
    assert view("election", "nora-filk")["passes on"] == [
        "Mayor of Tarnoe, as Nora Filk says: Soldiers entered the polling station in Tarnoe (article-first-report:c05-1)"
    ]
    (argued,) = view("election", "teo-brandel")["argues"]
    assert argued == {
        "value": "Teo Brandel: 3,000 ballot papers vanished (article-first-report:c07-3)",
        "below": {
            "supports": ["Teo Brandel: Teo Brandel intends to contest the result (article-first-report:c07-2)"],
            "how": ["argued by Teo Brandel, “because” (article-first-report:a01)"],
        },
    }


def test_what_outside_sources_and_names_say_of_an_entity():
    found = view("climate", "tavaria")
    office = "Energy Office of Tavaria, figures of 2023 (invented for tests) (outside source, read on 23 November 2026)"
    assert found["other sources"] == [
        f"{office}: The emissions of Tavaria fell in 2023 (source-tavaria-energy-office:c1)",
        f"{office}: The emissions of Tavaria could rise in 2025 (source-tavaria-energy-office:c2)",
    ]
    assert found["named"] == ["The emissions of Tavaria rose in 2023 (proposition:tavarian-emissions-rose-in-2023)"]


def test_an_event_with_its_kind_and_what_its_name_names(viewer):
    found = shown(viewer, "decision-to-end")
    assert found["named event"] == ["Decision of the UN to end its peacekeeping mission in Mali"]
    assert found["kind"] == ["decide (code-kind:decide)"]
    assert found["its name names"] == [
        "UN Multidimensional Integrated Stabilization Mission in Mali (kg:minusma), United Nations (kg:united-nations)"
    ]


def test_what_is_the_same_elsewhere_and_how_one_knows(viewer):
    found = shown(viewer, "united-nations")
    (same,) = found["same as"]
    assert same["value"] == "http://www.wikidata.org/entity/Q1065"
    assert "Wikidata code Q1065" in same["below"]["evidence"][0]


def test_a_country_is_a_polity_and_no_place_besides(viewer):
    assert shown(viewer, "mali")["polity"] == ["Mali"]


def test_an_article_with_its_voices_and_its_claims_in_the_order_of_the_text():
    """Counted in the sheet of the second report."""
    found = view("election", "second-report")
    assert found["in it"] == ["9 sentences with 13 claims, and 2 arguments"]
    assert found["voices"] == [
        "The article’s own voice (5 claims)",
        "Coastal Observer Mission (3 claims)",
        "Army of Velmara (1 claim)",
        "Election Commission of Velmara (1 claim)",
        "High Court of Velmara (1 claim)",
        "Morning Tide (1 claim)",
        "Teo Brandel (1 claim)",
    ]
    assert found["claims"][0] == "Velmara held its presidential election on 14 May 2024 (article-second-report:c01-1)"
    assert found["claims"][-1] == "Morning Tide: The dispute will delay the budget of Velmara (article-second-report:c09-1)"
    assert len(found["arguments"]) == 2


def test_an_argument(viewer):
    """“While the decision … reflects the desire …, it also raises concerns about potential security gaps.”"""
    found = shown(viewer, "a01")
    assert found["argument"] == ["concession"]
    assert found["is granted, but"] == ["The article’s own voice: The decision raises concerns about potential security gaps (c13-2)"]
    assert found["argued by"] == ["The article’s own voice"]
    assert found["in the words"] == ["“While”"]
    assert found["in the text"][0].startswith("While the decision to end the peacekeeping mission reflects the desire")
    assert "inferred by" in shown(viewer, "a11")
    assert shown(viewer, "a11")["depends on"] == ["“premature”"]


def test_a_kind_with_who_says_so_and_where_it_stands_within():
    found = view("climate", "fall")
    assert found["kind"] == ["fall"]
    assert found["opposite"] == ["rise (code-kind:rise)"]
    assert found["said in"] == ["Jonas Reth: The emissions of Tavaria fell in 2023 (c04-1)"]
    assert len(found["other sources"]) == 1
    # Rising is what the delegates were told, too.
    assert view("climate", "rise")["within"] == [
        "The article’s own voice: Lene Vosk told the delegates that the emissions of Tavaria had risen in 2023 (c03-1)"
    ]


def test_a_role_with_what_fills_it():
    found = view("climate", "condition")
    assert found["meaning"] == ["What must hold for it."]
    # “if the Northern Climate Fund doubles its grants”
    assert found["filled"] == ["1 time"]
    assert any("Tavaria (kg:tavaria)" in line for line in view("climate", "possessor")["filled by"])


def test_a_code_with_its_claims():
    found = view("climate", "code-stance:committed")
    assert found["in"] == ["1 claim"]
    assert found["claims"][0].startswith("Ondria: Ondria commits itself to cut its emissions")


def test_a_named_proposition_with_who_affirms_and_who_denies_it():
    found = view("election", "soldiers-entered-polling-station")
    entered = "Soldiers entered the polling station in Tarnoe"
    assert found["affirmed by"] == [f"Mayor of Tarnoe, as Nora Filk says: {entered} (article-first-report:c05-1) [asserted, in full]"]
    assert found["denied by"] == [
        "Army of Velmara: Soldiers did not enter the polling station in Tarnoe (article-second-report:c04-1) [asserted, in full]"
    ]


def test_a_source_and_what_it_says():
    found = view("climate", "tavaria-energy-office")
    assert found["page"] == ["https://example.org/tavaria-energy-office/figures-2023"]
    assert found["read on"] == ["23 November 2026"]
    assert found["says"][1] == "The emissions of Tavaria could rise in 2025 (source-tavaria-energy-office:c2): “They could rise in 2025.”"
    told = view("climate", "source-tavaria-energy-office:c1")
    assert told["in its words"] == ["“Emissions fell in 2023.”"]
    assert told["also said by"] == ["Jonas Reth: The emissions of Tavaria fell in 2023 (c04-1)"]


def test_a_sentence_and_what_is_excluded(viewer):
    found = shown(viewer, "s15")
    assert [line.rpartition("(")[2] for line in found["claims"]] == ["c15-1)", "c15-2)"]
    assert shown(viewer, "x01")["excluded"][0].startswith("What Next! (characters")
    assert shown(viewer, "x01")["excluded as"][0].startswith("question: ")


def test_a_retired_id_tells_what_to_take(tmp_path):
    root = copied("climate", tmp_path / "project")
    (root / "data/retired.yaml").write_text(
        "- {id: article/orrow-bay/c99-1, date: 2026-11-24, reason: {en: It said what c04-1 says}, replacedBy: article/orrow-bay/c04-1}\n",
        encoding="utf-8",
    )
    compiled = compile_project(Project(root))
    found = Records(QuadBackend(compiled.quads()), compiled.project.config.base)
    told = shown(Viewer(found, compiled.project), "c99-1")
    assert told["because"] == ["It said what c04-1 says"]
    assert told["take"] == ["The emissions of Tavaria fell in 2023 (c04-1)"]


def test_labels_are_in_the_language_asked_for(dataset, project):
    found = shown(Viewer(Records(StoreBackend(dataset.store), dataset.base, "fr"), project), "c15-1")
    assert found["held by"] == ["Détracteurs"]
    assert found["says"][0]["value"] == "se dégrader"


@pytest.mark.parametrize("name", ["a05", "minusma-end", "mali", "narrator", "end", "neutral", "annotator", "mk:Claim"])
def test_every_kind_of_thing_has_a_view(viewer, name):
    assert len(viewer.view(find(viewer.records, name)).lines) > 2


def test_every_subject_of_the_dataset_has_a_view(viewer, compiled):
    for iri in {q.subject.value for q in compiled.quads()}:
        assert render(viewer.view(iri))


@pytest.mark.parametrize("name", NAMES)
def test_every_subject_of_the_invented_projects_has_a_view_that_fits(name):
    made = Viewer(records(name), invented(name).project)
    for iri in {q.subject.value for q in invented(name).quads()}:
        for width in (160, 80, 40):
            text = render(made.view(iri), width)
            assert max(map(len, text.splitlines())) <= width, iri


def test_of_very_many_claims_the_first_are_told(viewer, monkeypatch):
    monkeypatch.setattr("mali_kg.pages.entity.MOST", 3)
    monkeypatch.setattr("mali_kg.pages.telling.MOST", 3)
    found = viewer.records.subjects(viewer.records.iris.term("mentions"), viewer.records.iris.entity("minusma"))
    claims = [iri for iri in found if viewer.records.is_a(iri, "Claim")]
    told = list(spoken_of(viewer.telling, "spoken of", claims))
    assert sum(len(line.below) for line in told) == 3
    assert told[-1].value == f"… and {len(claims) - 3} more"


def test_what_fills_a_role_stands_below_it(viewer):
    text = render(viewer.view(find(viewer.records, "c15-1")), 80)
    assert (
        "says           deteriorate\n"
        "                 undergoer: “security”\n"
        "                 cause: end\n"
        "                   undergoer: UN Multidimensional Integrated Stabilization\n"
        "                       Mission in Mali\n"
        "                   manner: “prematurely”\n"
    ) in text


def test_lines_fit_the_width(viewer):
    for width in (160, 80, 40):
        text = render(viewer.view(find(viewer.records, "MINUSMA")), width)
        assert max(map(len, text.splitlines())) <= width
