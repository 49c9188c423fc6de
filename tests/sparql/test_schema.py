"""What the dataset really uses."""

import json

from mali_kg.sparql.profile import usages


def test_every_class_and_property_of_the_data_is_listed(dataset, compiled, counts):
    import pyoxigraph as ox

    from mali_kg.rdf.curie import shorten

    found = {heading: {u.what: u for u in rows} for heading, rows in usages(dataset).items()}
    default = [q for q in compiled.quads() if isinstance(q.graph_name, ox.DefaultGraph)]
    assert set(found["properties of what is asserted"]) == {shorten(q.predicate.value, dataset.base) for q in default}
    assert found["classes"]["mk:Claim"].times == counts.claims
    assert found["properties of contents and facts"]["mk:couldLeadTo"].times == 2
    assert found["properties of contents and facts"]["mk:couldLeadTo"].example == "kg:premature-ending"
    assert set(found["graphs"]) == {"graph-proposition:", "graph-context:", "graph:links", "graph:catalog", "graph:ontology"}


def test_command(run):
    assert "mk:Claim" in run("schema").stdout
    assert "classes" in json.loads(run("schema", "--format", "json").stdout)
