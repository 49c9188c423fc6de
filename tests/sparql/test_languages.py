"""Labels in several languages: a question gives each thing once, in the language asked for, and loses nothing that has another only."""

import pyoxigraph as ox
import pytest

from mali_kg.rdf.namespaces import RDFS, SKOS
from mali_kg.sparql.engine import ask
from mali_kg.sparql.questions import bind, question, questions
from mali_kg.store.opened import Opened

LABELS = (f"{RDFS}label", f"{SKOS}prefLabel", f"{SKOS}altLabel")
#: These have no labels, or give them in all languages, which is what they are for.
WITHOUT = ("agents-and-names", "open-lists", "self-check")


def rewritten(dataset, languages):
    """The dataset with each English label in other languages: the same text, with the language before it."""
    store = ox.Store()
    for quad in dataset.store:
        value = quad.object
        if quad.predicate.value in LABELS and isinstance(value, ox.Literal) and value.language:
            if value.language == "en":
                for tag in languages:
                    text = value.value if tag == "en" else f"{tag}: {value.value}"
                    store.add(ox.Quad(quad.subject, quad.predicate, ox.Literal(text, language=tag or None), quad.graph_name))
        else:
            store.add(quad)
    return Opened(store, dataset.base)


@pytest.fixture(scope="module")
def only_english(dataset):
    return rewritten(dataset, ["en"])


@pytest.fixture(scope="module")
def in_three(dataset):
    return rewritten(dataset, ["en", "fr", "de"])


@pytest.fixture(scope="module")
def without_english(dataset):
    return rewritten(dataset, ["fr", "de"])


@pytest.fixture(scope="module")
def rows(project):
    def call(opened, name, **values):
        found = ask(opened, bind(question(project, name), values, opened.base), name)
        assert isinstance(found, ox.QuerySolutions)
        names = [v.value for v in found.variables]
        return sorted(tuple("" if row[n] is None else row[n].value for n in names) for row in found)

    return call


def labelled(project):
    return [q.name for q in questions(project) if q.name not in WITHOUT]


def foreign(tag, found):
    """Rows as they are in one language, for rows with English labels: what has a prefix is a label."""
    return sorted(tuple(cell.removeprefix(f"{tag}: ") for cell in row) for row in found)


def test_every_question_with_labels_has_a_language(project):
    for q in questions(project):
        assert ("language" in {p.name for p in q.parameters}) == (q.name not in WITHOUT), q.name
    assert len(labelled(project)) >= 20


def test_a_translation_adds_no_row(project, rows, only_english, in_three):
    for name in labelled(project):
        assert rows(in_three, name) == rows(only_english, name), name


def test_the_language_asked_for_is_given(project, rows, only_english, in_three):
    for name in labelled(project):
        for asked in ("fr", "FR"):
            found = rows(in_three, name, language=asked)
            assert any(cell.startswith("fr: ") for row in found for cell in row), name
            assert not any(cell.startswith("de: ") for row in found for cell in row), name
            assert foreign("fr", found) == rows(only_english, name), name


def test_what_has_another_language_only_is_given_once(project, rows, only_english, without_english):
    """German, which is before French; no question asked in English comes back empty for a project in another language."""
    for name in labelled(project):
        found = rows(without_english, name)
        assert not any(cell.startswith("fr: ") for row in found for cell in row), name
        assert foreign("de", found) == rows(only_english, name), name


def test_labels_without_a_language_are_given(project, rows, dataset, only_english):
    plain = rewritten(dataset, [""])
    for name in labelled(project):
        assert foreign("", rows(plain, name)) == rows(only_english, name), name


def test_names_are_told_once(rows, dataset):
    """MINUSMA is its other name in English and in French."""
    found = rows(dataset, "what-is-minusma")
    assert len(found) == len(set(found))
    assert [value for aspect, value, _ in found if aspect == "2 other name"] == [
        "MINUSMA",
        "UN peacekeeping mission in Mali",
        "peacekeeping mission in Mali",
    ]


def test_every_name_in_every_language_where_that_is_asked(rows, in_three, only_english):
    assert len(rows(in_three, "agents-and-names")) == 3 * len(rows(only_english, "agents-and-names"))


def test_questions_with_a_fallback_run_in_another_engine(project, in_three):
    """rdflib gives as many rows: nothing rests on how one engine reads NOT EXISTS."""
    from mali_kg.rdf.namespaces import prefixes
    from mali_kg.rdf.rdflib_graph import to_dataset

    names = prefixes(project.config.base)
    other = to_dataset(list(in_three.store), names)
    other.default_union = True
    # Others take rdflib minutes, as they did with one language.
    for name in ("claims-of-holder", "mandate-tasks", "coup-and-power", "reported-and-narrated"):
        text = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in names.items()) + question(project, name).query
        assert len(list(other.query(text))) == len(list(ask(in_three, text))), name


def test_schema_counts_what_is_said_in_several_languages_once(only_english, in_three, without_english):
    from mali_kg.sparql.profile import usages

    def counted(opened, language="en"):
        return {u.what: u.times for u in usages(opened, language)["properties"]}

    names = ("rdfs:label", "skos:prefLabel", "skos:altLabel")
    once = {name: counted(only_english)[name] for name in names}
    for found in (counted(in_three), counted(in_three, "FR"), counted(without_english)):
        assert {name: found[name] for name in names} == once


def test_stats_lose_nobody_and_count_none_twice(only_english, in_three, without_english):
    from mali_kg.sparql.profile import counts

    expected = {heading: sorted(rows.values()) for heading, rows in counts(only_english).items() if heading.startswith("claims by")}
    assert expected.keys() == {"claims by stance", "claims by strength", "claims by polarity", "claims by holder"}
    for opened in (in_three, without_english):
        assert {heading: sorted(rows.values()) for heading, rows in counts(opened).items() if heading.startswith("claims by")} == expected
