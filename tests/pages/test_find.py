"""What people call things: ids, names with a prefix, labels; and names that are none, or several."""

import pytest

from invented import NAMES, records
from mali_kg.claims.backends import StoreBackend
from mali_kg.claims.names import MOST, AmbiguousNameError, UnknownNameError
from mali_kg.claims.reader import Records
from mali_kg.pages.find import find

KG = "https://w3id.org/mali-kg/"


@pytest.fixture(scope="module")
def found(dataset):
    return Records(StoreBackend(dataset.store), dataset.base)


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        *((name, "id/critics") for name in ("critics", "Critics", "kg:critics", f"{KG}id/critics", f"<{KG}id/critics>", " critics ")),
        *((name, "id/minusma") for name in ("MINUSMA", "UN peacekeeping mission in Mali")),
        *((name, "id/article/minusma-end") for name in ("minusma-end", "article:minusma-end", "article/minusma-end")),
        *((name, "id/article/minusma-end/c15-1") for name in ("c15-1", "article-minusma-end:c15-1", "article/minusma-end/c15-1")),
        ("a05", "id/article/minusma-end/a05"),
        ("s09", "id/article/minusma-end/s09"),
        ("x02", "id/article/minusma-end/x02"),
        *((name, "id/source/un-press-6952") for name in ("un-press-6952", "source:un-press-6952")),
        ("source-un-press-6952:c1", "id/source/un-press-6952/c1"),
        *((name, "code/kind/raise-concern") for name in ("raise-concern", "code-kind:raise-concern", "raise concerns")),
        *((name, "ns#cause") for name in ("cause", "mk:cause")),
        *((name, "ns#coActor") for name in ("coActor", "co-actor")),
        *((name, "code/strength/neutral") for name in ("neutral", "code-strength:neutral")),
        *((name, "code/background/not-at-issue") for name in ("not-at-issue", "not at issue")),
        ("heldBy", "ns#heldBy"),
    ],
)
def test_names(found, name, iri):
    assert find(found, name) == KG + iri


@pytest.mark.parametrize(("name", "near"), [("minusmaa", "minusma"), ("criticss", "critics"), ("resolv", "resolve"), ("c15-11", "c15-1")])
def test_an_unknown_name_offers_the_nearest(found, name, near):
    with pytest.raises(UnknownNameError, match=rf"Did you mean .*\b{near}\b") as unknown:
        find(found, name)
    assert unknown.value.wanted == name


@pytest.mark.parametrize("name", ["c04-1", "a01", "s01", "x01"])
def test_an_id_that_several_articles_have_is_told_with_each(name):
    with pytest.raises(AmbiguousNameError) as ambiguous:
        find(records("election"), name)
    assert ambiguous.value.found == (f"article-first-report:{name}", f"article-second-report:{name}")
    for whole in ambiguous.value.found:
        assert find(records("election"), whole)


def test_one_that_only_one_article_has_is_found():
    assert find(records("election"), "c05-3").endswith("first-report/c05-3")


def test_no_more_is_told_than_one_wants_to_read():
    many = [f"article-{n}:c01-1" for n in range(1000)]
    told = AmbiguousNameError("claim", "c01-1", many)
    assert str(told) == f"claim 'c01-1' is in several articles: {', '.join(many[:MOST])} and 995 more. Give one of these."
    assert len(told.found) == 1000


def test_what_a_description_reads_like_is_nobodys_name(found):
    """“Mali” fills many roles, and “2013” is a time: the words of a description do not name it."""
    assert find(found, "Mali") == f"{KG}id/mali"
    with pytest.raises(UnknownNameError):
        find(found, "2013")


def test_a_label_of_an_entity_goes_before_that_of_a_claim(found):
    assert find(found, "Military coup of August 2020") == f"{KG}id/military-coup-2020"
    assert find(found, "The mission should end") == f"{KG}id/article/minusma-end/c09-3"


@pytest.mark.parametrize("name", NAMES)
def test_every_entity_kind_and_claim_is_found_by_its_name(name):
    all_ = records(name)
    for iri in (*(e.iri for e in all_.entities), *(k.iri for k in all_.kinds), *(c.iri for c in all_.claims)):
        assert find(all_, all_.name(iri)) == iri
