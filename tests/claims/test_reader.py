"""One reading of claims, whether a dataset is in memory, in a store or behind a SPARQL endpoint."""

import pyoxigraph as ox
import pytest

from conftest import checkout
from invented import records as invented
from mali_kg.claims.backends import QuadBackend, StoreBackend
from mali_kg.claims.descriptions import NotANumberError
from mali_kg.claims.model import TextPosition
from mali_kg.claims.names import AmbiguousNameError, UnknownNameError
from mali_kg.claims.reader import Records
from mali_kg.claims.selection import around, subjects
from mali_kg.claims.sparql_backend import IRIS_A_QUERY, SparqlBackend, UnexpectedAnswerError
from mali_kg.cli.advice import advised
from mali_kg.pages.find import find
from mali_kg.pages.lines import IncompleteError
from mali_kg.pages.text import render
from mali_kg.pages.view import Viewer
from mali_kg.project import Project
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import OA, RDF, RDFS
from mali_kg.report import fidelity

IRIS = Iris()


@pytest.fixture(scope="module")
def quads(compiled):
    return compiled.quads()


@pytest.fixture(scope="module")
def backends(quads):
    store = ox.Store()
    store.extend(quads)
    return {"quads": QuadBackend(quads), "store": StoreBackend(store), "sparql": SparqlBackend(store.query)}


OTHERS = ("store", "sparql")


@pytest.mark.parametrize("other", OTHERS)
def test_every_back_end_gives_the_same_records(backends, other):
    memory, found = (Records(backends[name], IRIS.base) for name in ("quads", other))
    for records in ("articles", "claims", "arguments", "entities", "kinds", "sources"):
        assert getattr(found, records) == getattr(memory, records), records
    for claim in memory.claims:
        assert list(found.within(claim.says)) == list(memory.within(claim.says)), claim.iri


@pytest.mark.parametrize("other", OTHERS)
def test_every_back_end_gives_the_same_views(backends, other, project):
    memory, found = (Viewer(Records(backends[name], IRIS.base), project) for name in ("quads", other))
    for name in ("c15-1", "a05", "end", "cause", "minusma", "military-coup-2020", "article/minusma-end", "Critics", "source:un-press-6952"):
        iri = find(memory.records, name)
        assert find(found.records, name) == iri
        assert render(found.view(iri)) == render(memory.view(iri))


def as_stored(quads):
    """A store gives every kind of integer back as xsd:integer."""
    store = ox.Store()
    store.extend(quads)
    return set(store)


@pytest.mark.parametrize("other", OTHERS)
def test_every_back_end_gives_the_same_parts(backends, other):
    claims = {IRIS.part("minusma-end", "c15-1")}
    assert as_stored(around(backends[other], IRIS, claims)) == as_stored(around(backends["quads"], IRIS, claims))


@pytest.mark.parametrize("name", ["quads", *OTHERS])
def test_what_is_no_iri_and_what_is_not_there_say_nothing(backends, name):
    for subject in ("", "two words", "_:b0", f"{IRIS.base}id/nobody"):
        assert dict(backends[name].said_of(subject)) == {}
    assert list(backends[name].referring([f"{IRIS.base}id/nobody"], [f"{RDF}type"])) == []
    assert list(backends[name].below(f"{IRIS.base}id/nobody/")) == []


def test_many_things_are_asked_for_in_few_queries(quads):
    store, asked = ox.Store(), []
    store.extend(quads)

    def rows(query):
        asked.append(query)
        return store.query(query)

    things = {q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)}
    assert subjects(SparqlBackend(rows).about(things)) == things
    assert len(asked) == -(-len(things) // IRIS_A_QUERY)
    del asked[:]
    list(SparqlBackend(rows).referring(things, (IRIS.term("heldBy"),)))
    assert len(asked) == -(-len(things) // IRIS_A_QUERY)


def test_a_claim_as_it_stands_in_the_sheet():
    """“Soldiers had entered the polling station in Tarnoe”, as Nora Filk says that the mayor had told her."""
    found = invented("election")
    claim = found.claim(found.iris.part("first-report", "c05-1"))
    entity = found.iris.entity
    assert (claim.stance, claim.strength, claim.polarity, claim.focus, claim.background) == ("asserted", "full", "affirmative", "", "")
    assert (claim.holders, claim.cues) == ((entity("mayor-of-tarnoe"),), ("the mayor of Tarnoe had told her that",))
    assert [(hop.voice, hop.stance, hop.cues) for hop in claim.via] == [
        (entity("nora-filk"), "asserted", ("Nora Filk of the Civic Union said that",))
    ]
    assert claim.mentions == (entity("soldiers"), entity("tarnoe"))
    said = list(found.within(claim.says))
    assert [(d.type, d.kind, d.text) for d in said] == [("description", "enter", ""), ("participant", "", "the polling station")]
    assert {(f.role, f.object) for f in said[0].fillers} == {("actor", entity("soldiers")), ("goal", said[1].iri)}
    assert [claim.iri for claim in found.claims_of[said[0].fingerprint]] == [
        found.iris.part("first-report", "c05-1"),
        found.iris.part("second-report", "c04-1"),
    ]


def test_an_argument_and_a_source_as_they_stand_in_the_files():
    found = invented("climate")
    argument = found.argument(found.iris.part("orrow-bay", "a01"))
    claim = found.iris.part
    assert (argument.kind, argument.explicitness, argument.cues) == ("support", "explicit", ("because",))
    assert (argument.premises, argument.conclusion) == ((claim("orrow-bay", "c04-2"),), claim("orrow-bay", "c04-1"))
    assert argument.arguers == (found.iris.entity("jonas-reth"),)
    (source,) = found.sources
    assert (source.read, [c.quote for c in source.claims]) == ("2026-11-23", ["Emissions fell in 2023.", "They could rise in 2025."])
    (kind,) = (k for k in found.kinds if k.notation == "fall")
    assert (kind.label, kind.opposite) == ("fall", "rise")


@pytest.mark.parametrize(
    "rows", [[{"s": ox.NamedNode("urn:x")}], [{"s": ox.NamedNode("urn:x"), "p": ox.Literal("p"), "o": ox.Literal("o")}]]
)
def test_an_answer_to_something_else_is_told_as_such(rows):
    backend = SparqlBackend(lambda query: iter(rows), "endpoint https://example.org")
    with pytest.raises(UnexpectedAnswerError, match=r"endpoint https://example\.org: what it sent is no answer") as caught:
        list(backend.about(["urn:x"]))
    assert caught.value.query.startswith("SELECT ?s ?p ?o")


def test_records_of_a_store_are_read_one_after_the_other(quads):
    store = ox.Store()
    store.extend(quads)
    records = Records(StoreBackend(store), IRIS.base)
    first = next(records.each_claim())
    store.clear()
    assert first.quote
    # What was not asked for before is gone: nothing else is kept.
    assert all(not claim.quote for claim in list(Records(StoreBackend(store), IRIS.base).each_claim()))


def test_a_label_is_in_the_language_else_in_english_else_the_first():
    thing, label = ox.NamedNode("urn:x#thing"), ox.NamedNode(f"{RDFS}label")

    def labelled(language, *labels):
        quads = [ox.Quad(thing, label, ox.Literal(text, language=tag)) for text, tag in labels]
        return Records(QuadBackend(quads), IRIS.base, language).label(thing.value)

    assert labelled("fr", ("one", "en"), ("un", "fr")) == "un"
    assert labelled("de", ("one", "en"), ("un", "fr")) == "one"
    assert labelled("de", ("un", "fr"), ("uno", "es")) == "uno"
    assert labelled("de") == "thing"


def test_a_position_is_one_start_and_one_end():
    place = ox.NamedNode("urn:x")

    def position(**ends):
        quads = [ox.Quad(place, ox.NamedNode(OA + end), ox.Literal(value)) for end, values in ends.items() for value in values]
        return Records(QuadBackend(quads), IRIS.base).position(place.value)

    assert position(start=["3"], end=["7"]) == TextPosition(3, 7)
    assert position(start=["3"]) is position(start=["3"], end=["x"]) is position(start=["3", "3"], end=["7"]) is None


def test_errors_are_caught_by_class(quads, project):
    records = Records(QuadBackend(quads), IRIS.base)
    with pytest.raises(UnknownNameError) as unknown:
        find(records, "minusmaa")
    assert unknown.value.wanted == "minusmaa"
    twice = [ox.Quad(ox.NamedNode(f"urn:{n}"), ox.NamedNode(f"{RDFS}label"), ox.Literal("Same")) for n in (1, 2)]
    with pytest.raises(AmbiguousNameError) as ambiguous:
        find(Records(QuadBackend(twice), IRIS.base), "same")
    assert ambiguous.value.found == ("<urn:1>", "<urn:2>")
    claim = IRIS.part("minusma-end", "c15-1")
    bare = [ox.Quad(ox.NamedNode(claim), ox.NamedNode(f"{RDF}type"), ox.NamedNode(IRIS.term("Claim")))]
    with pytest.raises(IncompleteError) as incomplete:
        Viewer(Records(QuadBackend(bare), IRIS.base), project).view(claim)
    assert incomplete.value.iri == claim
    broken = [ox.Quad(q.subject, q.predicate, ox.Literal("x"), q.graph_name) if q.predicate.value == f"{OA}end" else q for q in quads]
    with pytest.raises(NotANumberError) as number:
        _ = Records(QuadBackend(broken), IRIS.base).claims
    assert number.value.value == "x"
    # What to run is the command line's to say.
    assert "Run mali-kg" not in str(number.value)
    assert advised(number.value).endswith("[not-a-number]\n    Run mali-kg validate --data on the file.")


def copied(quads, article: str):
    """The quads of another article that says the same."""
    old, new = (IRIS.article(slug) for slug in ("minusma-end", article))

    def moved(term):
        is_part = isinstance(term, ox.NamedNode) and (term.value == old or term.value.startswith(f"{old}/"))
        return ox.NamedNode(new + term.value[len(old) :]) if is_part else term

    return [ox.Quad(moved(q.subject), q.predicate, moved(q.object), q.graph_name) for q in quads]


def test_fidelity_of_a_dataset_is_that_of_each_of_its_articles(quads):
    text = Project(checkout()).text_path("minusma-end").read_bytes()
    broken = [
        ox.Quad(q.subject, q.predicate, ox.Literal("no such words"), q.graph_name)
        if q.predicate.value == f"{OA}exact" and "c15" in str(q.subject)
        else q
        for q in quads
    ]
    articles = {name: copied(broken, name) for name in ("one", "two", "three")}
    texts = {IRIS.article("one"): text, IRIS.article("two"): text + b"!"}
    results, without = fidelity.check(QuadBackend(set().union(*articles.values())), IRIS, texts.get)
    assert without == [IRIS.article("three")]
    assert {r.shape.rpartition("/")[2] for r in results} == {"quote-at-position", "text-sum"}
    alone = [fidelity.check(QuadBackend(quads), IRIS, texts.get) for quads in articles.values()]
    assert results == sorted(result for found, _ in alone for result in found)
    assert without == [article for _, missing in alone for article in missing]


def test_fidelity_takes_a_value_that_is_there_twice_for_none(quads):
    text = Project(checkout()).text_path("minusma-end").read_bytes()
    length = next(q for q in quads if q.predicate.value == IRIS.term("textLength"))
    results, _ = fidelity.check(QuadBackend([*quads, length]), IRIS, lambda article: text)
    assert {r.shape.rpartition("/")[2] for r in results} == {"text-sum"}
