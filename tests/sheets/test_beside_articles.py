"""What stands beside the articles: retired ids, reviews, propositions that have a name."""

import pyoxigraph as ox
import pytest

from conftest import SHEET, edit
from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.errors import DataError
from mali_kg.project import Project
from mali_kg.report.check import validate_project

RETIRED = """
- id: article/minusma-end/c01-6
  date: 2026-11-25
  reason: What it said stands whole in another claim.
  replacedBy: article/minusma-end/c01-1
"""
# Invented, and only for this test: nobody has reviewed the claim.
REVIEW = """
- id: r1
  claim: minusma-end/c15-1
  by: critics
  verdict: Invented verdict for a test
  date: 2026-01-02
  url: https://example.org/review
  read: 2026-01-03
"""
PROPOSITION = """
mission-ends:
  label: The mission ends
  says: {kind: end, undergoer: minusma}
"""


def compiled_with(copy, name: str, text: str) -> Compiled:
    (copy / "data" / name).write_text(text, encoding="utf-8")
    return compile_project(Project(copy))


def problems_with(copy, name: str, text: str) -> list[tuple[str, str]]:
    with pytest.raises(DataError) as caught:
        compiled_with(copy, name, text)
    assert all(p.line for p in caught.value.problems)
    return [(p.rule, f"{p.message} {p.fix}") for p in caught.value.problems]


def said_of(compiled: Compiled, subject: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for q in compiled.quads():
        if isinstance(q.subject, ox.NamedNode) and q.subject.value == subject:
            found.setdefault(q.predicate.value.rpartition("#")[2].rpartition("/")[2], set()).add(getattr(q.object, "value", ""))
    return found


def test_a_retired_id_is_told_with_what_replaces_it(copy):
    compiled = compiled_with(copy, "retired.yaml", RETIRED)
    iris = compiled.project.iris
    found = said_of(compiled, iris.part("minusma-end", "c01-6"))
    assert found["deprecated"] == {"true"}
    assert found["retiredOn"] == {"2026-11-25"}
    assert found["isReplacedBy"] == {iris.part("minusma-end", "c01-1")}
    assert validate_project(compiled.project, "shacl").problems == []


@pytest.mark.parametrize("id_", ["article/minusma-end/c15-1", "article/minusma-end/a08", "article/minusma-end", "critics", "source/upi-2020-08-19/c1"])
def test_a_retired_id_is_not_used_again(copy, id_):
    ((rule, told),) = problems_with(copy, "retired.yaml", RETIRED.replace("article/minusma-end/c01-6", id_))
    assert rule == "retired-id"
    assert "another id" in told
    assert id_ in told


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("  date: 2026-11-25\n", "", "missing-key"),
        ("date: 2026-11-25", "date: 2026-11-31", "bad-date"),
        ("  reason: What it said stands whole in another claim.\n", "", "missing-key"),
        ("replacedBy", "replaced", "unknown-key"),
    ],
)
def test_bad_retired_ids(copy, old, new, rule):
    assert rule in [found for found, _ in problems_with(copy, "retired.yaml", RETIRED.replace(old, new))]


def test_an_id_is_retired_once(copy):
    assert "duplicate-id" in [rule for rule, _ in problems_with(copy, "retired.yaml", RETIRED + RETIRED.lstrip("\n"))]


def test_a_review_is_a_claim_of_its_author_about_a_claim(copy):
    compiled = compiled_with(copy, "reviews.yaml", REVIEW)
    iris = compiled.project.iris
    found = said_of(compiled, iris.review("r1"))
    assert found["itemReviewed"] == {iris.part("minusma-end", "c15-1")}
    assert found["heldBy"] == {iris.entity("critics")}
    assert found["verdict"] == {"Invented verdict for a test"}
    assert found["datePublished"] == {"2026-01-02"}
    assert found["hadPrimarySource"] == {"https://example.org/review"}
    assert {p.message for p in validate_project(compiled.project, "shacl").problems if p.severity == "error"} == set()


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("minusma-end/c15-1", "minusma-end/c99-1", "unknown-claim"),
        ("minusma-end/c15-1", "c15-1", "unknown-claim"),
        ("by: critics", "by: northern-regions", "unknown-by"),
        ("by: critics", "by: critic", "unknown-by"),
        ("id: r1", "id: one", "bad-id"),
        ("date: 2026-01-02", "date: January", "bad-date"),
        ("url: https://example.org/review", "url: example.org", "bad-url"),
        ("  verdict: Invented verdict for a test\n", "", "missing-key"),
    ],
)
def test_bad_reviews(copy, old, new, rule):
    assert rule in [found for found, _ in problems_with(copy, "reviews.yaml", REVIEW.replace(old, new))]


def test_a_named_proposition_joins_what_claims_say(copy):
    compiled = compiled_with(copy, "propositions.yaml", PROPOSITION)
    iris = compiled.project.iris
    fingerprints = {
        owner: said_of(compiled, iris.description(owner))["fingerprint"]
        for owner in (iris.proposition("mission-ends"), iris.part("minusma-end", "c09-3"), iris.part("minusma-end", "c15-1"))
    }
    mine, demanded, feared = fingerprints.values()
    assert mine == demanded
    assert mine != feared
    assert validate_project(compiled.project, "shacl").problems == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("mission-ends:", "Mission:", "bad-id"),
        ("  label: The mission ends\n", "", "missing-key"),
        ("kind: end", "kind: ned", "unknown-kind"),
    ],
)
def test_bad_propositions(copy, old, new, rule):
    assert rule in [found for found, _ in problems_with(copy, "propositions.yaml", PROPOSITION.replace(old, new))]


def test_problems_of_all_files_beside_the_articles_are_told_at_once(copy):
    edit(copy / SHEET, "    hedge: could\n    says: {kind: deteriorate,", "    hedge: might\n    says: {kind: deteriorate,")
    (copy / "data/retired.yaml").write_text(RETIRED.replace("date: 2026-11-25", "date: then"), encoding="utf-8")
    (copy / "data/propositions.yaml").write_text(PROPOSITION.replace("kind: end", "kind: ned"), encoding="utf-8")
    rules = {rule for rule, _ in problems_with(copy, "reviews.yaml", REVIEW.replace("id: r1", "id: one"))}
    assert {"hedge-not-found", "bad-date", "unknown-kind", "bad-id"} <= rules
