"""What the dataset really uses, and how much of it."""

import json

from invented import compiled, records
from mali_kg.sparql.profile import counts as counts_of
from mali_kg.sparql.profile import usages
from mali_kg.store.opened import Opened


def test_every_class_and_property_of_the_data_is_listed(dataset, compiled, project, counts):
    from mali_kg.rdf.curie import shorten

    found = {heading: {u.what: u for u in rows} for heading, rows in usages(dataset).items()}
    data = [q for q in compiled.quads() if q.graph_name.value != project.iris.vocabulary_graph]
    codes = [q for q in compiled.quads() if q.subject.value.startswith(project.iris.codes)]
    used = {shorten(q.predicate.value, dataset.base) for q in (*data, *codes)}
    assert found["properties"].keys() | found["roles"].keys() == used
    assert found["classes"]["mk:Claim"].times == counts.claims
    assert found["classes"]["mk:Description"].times == counts.descriptions
    assert set(found["graphs"]) == {"graph-article:", "graph-source:", "graph:registry", "graph:links", "graph:catalog", "graph:vocabulary"}
    # Of the vocabulary the code lists alone, which queries name.
    assert "owl:Class" not in found["classes"]


def opened(name):
    import pyoxigraph as ox

    store = ox.Store()
    store.extend(compiled(name).quads())
    return Opened(store, compiled(name).project.config.base)


def test_roles_and_kinds_in_use():
    """Read in the sheet of the summit and in that of the one source."""
    found = {heading: {u.what: u for u in rows} for heading, rows in usages(opened("climate")).items()}
    rise, fall = found["kinds"]["code-kind:rise"], found["kinds"]["code-kind:fall"]
    # Told and claimed by Vosk, named, and feared by the office; said by Reth and by the office.
    assert (rise.times, fall.times) == (4, 2)
    assert fall.example == "article-orrow-bay:c04-1"
    assert "code-kind:communicate" not in found["kinds"]
    assert (found["roles"]["mk:condition"].times, found["roles"]["mk:condition"].example) == (
        1,
        "double (actor: Northern Climate Fund; undergoer: Grants of the Northern Climate Fund)",
    )
    assert (found["roles"]["mk:instrument"].times, found["roles"]["mk:instrument"].example) == (1, "kg:orrow-declaration")
    assert "mk:frequency" not in found["roles"]


def test_counts():
    """Counted in the two reports."""
    found = counts_of(opened("election"))
    claims = records("election").claims
    assert found["dataset"]["claims"] == len(claims) == 32
    assert found["dataset"]["articles"] == 2
    # Eight groups of claims that say the same; see expected.yaml.
    assert found["dataset"]["contents of more than one claim"] == 8
    assert found["dataset"]["named propositions"] == 2
    assert found["claims by polarity"] == {"affirmative": 28, "negative": 4}
    assert found["claims by strength"] == {"full": 28, "neutral": 2, "partial": 1, "uncommitted": 1}
    assert found["claims by stance"] == {"asserted": 28, "intended": 2, "directive": 1, "permitted": 1}
    assert found["claims by holder"]["Teo Brandel"] == 4
    assert found["arguments"] == {"attack, inferred": 2, "support, explicit": 2, "support, inferred": 1}
    assert found["entities"]["polities"] == 1
    assert sum(found["claims by stance"].values()) == len(claims)


def test_what_sources_claim_is_counted_apart():
    found = counts_of(opened("climate"))
    assert found["dataset"]["claims of outside sources"] == 2
    assert sum(found["claims by polarity"].values()) == found["dataset"]["claims"] == len(records("climate").claims)


def test_command(run):
    assert "mk:Claim" in run("schema").stdout
    assert "code-kind:decide" in run("schema").stdout
    assert json.loads(run("schema", "--format", "json").stdout).keys() == {"classes", "properties", "roles", "kinds", "graphs"}
    assert json.loads(run("stats", "--format", "json").stdout)["claims by polarity"]["negative"] == 2
