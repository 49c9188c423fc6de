"""Nanopublications: each asserts a claim and what it says, and nothing of a thing; valid by the library of others."""

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from exported import EACH, claim_of, material, written

from mali_kg.claims.selection import Selection, select
from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material

BASE = "https://w3id.org/mali-kg/"
NP = "http://www.nanopub.org/nschema#"


def one_by_one(data: bytes) -> dict[str, rdflib.ConjunctiveGraph]:
    """Each nanopublication by its IRI, as the nanopub library wants it."""
    found: dict[str, rdflib.ConjunctiveGraph] = {}
    whole = rdflib.ConjunctiveGraph()
    whole.parse(data=data, format="trig")
    for s, p, o, c in whole.quads():
        found.setdefault(str(c.identifier).split("#")[0], rdflib.ConjunctiveGraph()).get_context(c.identifier).add((s, p, o))
    return found


def quads(name: str = EACH[0]) -> list[ox.Quad]:
    return list(ox.parse(written("nanopubs", name), format=ox.RdfFormat.TRIG))


def part_of(local: str, key: Path | None = None, created: str = "") -> Material:
    """One claim of the article, to be published alone."""
    whole = material()
    part = Material(select(whole.quads, whole.base, Selection(claim=local)), whole.base, whole.project, key, created)
    part.chosen = frozenset([claim_of(local).iri])
    return part


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_they_are_valid_and_trusty_by_their_own_library(counts):
    from nanopub import Nanopub, NanopubConf

    found = one_by_one(written("nanopubs"))
    assert len(found) == counts.claims
    for iri, graph in found.items():
        one = Nanopub(rdf=graph, conf=NanopubConf())
        assert one.is_valid
        assert one.has_valid_trusty
        assert one.source_uri == iri


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_signature_is_valid_by_their_own_library(tmp_path):
    from Crypto.PublicKey import RSA
    from nanopub import Nanopub, NanopubConf

    key = tmp_path / "key.pem"
    key.write_bytes(RSA.generate(2048).export_key())
    data = FORMS["nanopubs"].write(part_of("c15-1", key))
    assert isinstance(data, bytes)
    (graph,) = one_by_one(data).values()
    one = Nanopub(rdf=graph, conf=NanopubConf())
    assert one.is_valid
    assert one.has_valid_signature
    assert one.has_valid_trusty


@pytest.mark.parametrize("name", EACH)
def test_nothing_is_asserted_of_a_thing(name):
    """No entity of the registry, and no article, is the subject of a triple: of what is spoken of, nothing is said."""
    things = {e.iri for e in material(name).records.entities} | {a.iri for a in material(name).records.articles}
    found = quads(name)
    assert found
    assert not [q for q in found if q.subject.value in things]


@pytest.mark.parametrize("name", EACH)
def test_the_assertion_is_the_claim_and_all_of_what_it_says(name):
    found = quads(name)
    assertion_of = {q.object: [r for r in found if r.graph_name == q.object] for q in found if q.predicate.value == f"{NP}hasAssertion"}
    assert len(assertion_of) == len(material(name).records.claims)
    known = {q.triple for q in material(name).quads}
    for asserted in assertion_of.values():
        (claim,) = {q.subject.value for q in asserted if q.object.value.endswith("ns#Claim")}
        read = {c.iri: c for c in material(name).records.claims}[claim]
        within = {d.iri for d in material(name).records.within(read.says)} | set(material(name).records.mk(claim, "via"))
        assert {q.subject.value for q in asserted} == {claim} | within
        assert {q.triple for q in asserted} <= known


def test_who_says_it_and_who_read_it_so():
    """c15-1: the critics hold it, which is part of what is asserted; the annotator answers for that, from the words of the article."""
    found = quads()
    claim = claim_of("c15-1").iri
    (held,) = (q for q in found if q.subject.value == claim and q.predicate.value == f"{BASE}ns#heldBy")
    assert held.object.value == f"{BASE}id/critics"
    assertion = held.graph_name
    assert assertion.value.endswith("#assertion")
    about = {(q.predicate.value.rpartition("#")[2], q.object.value) for q in found if q.subject == assertion}
    assert about == {
        ("wasAttributedTo", f"{BASE}id/annotator"),
        ("wasDerivedFrom", f"{claim}/evidence"),
        ("hadPrimarySource", f"{BASE}id/article/minusma-end"),
    }
    exact = [q for q in found if q.subject.value == f"{claim}/quote" and q.predicate.value.endswith("#exact")]
    assert exact[0].graph_name.value == assertion.value.replace("#assertion", "#provenance")


def test_they_carry_a_date_where_one_is_given_and_none_is_made_up():
    created = "http://purl.org/dc/terms/created"
    assert not [q for q in quads() if q.predicate.value == created]
    data = FORMS["nanopubs"].write(part_of("c15-1", created="2026-11-25T12:00:00Z"))
    assert isinstance(data, bytes)
    (date,) = (q for q in ox.parse(data, format=ox.RdfFormat.TRIG) if q.predicate.value == created)
    assert date.object == ox.Literal("2026-11-25T12:00:00Z", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime"))
    assert date.graph_name.value == f"{date.subject.value}#pubinfo"


def test_a_claim_that_says_what_another_says_asserts_it_whole():
    """c07-6 says what c01-7 says: MINUSMA is present in Mali."""
    data = FORMS["nanopubs"].write(part_of("c07-6"))
    assert isinstance(data, bytes)
    asserted = [q for q in ox.parse(data, format=ox.RdfFormat.TRIG) if q.graph_name.value.endswith("#assertion")]
    said = claim_of("c01-7").says
    assert {q.object.value for q in asserted if q.subject.value == said and q.predicate.value == f"{BASE}ns#place"} == {f"{BASE}id/mali"}


def test_a_bad_key_is_told(run, tmp_path):
    (tmp_path / "key.pem").write_text("no key")
    result = run("export", "nanopubs", "--key", str(tmp_path / "key.pem"))
    assert result.returncode == 2
    assert "openssl genrsa" in result.stderr
    assert run("export", "trig", "--key", "x").returncode == 2
