"""Shipped questions on many articles: what would make an engine visit everything is in none of their texts. benchmarks/questions.py measures them."""

import re

import pytest

from mali_kg.sparql.questions import questions


@pytest.fixture(scope="module")
def texts(project):
    return {q.name: re.sub(r"(?m)#\s.*$", "", q.query) for q in questions(project)}


def test_no_path_of_no_length_between_two_variables(texts):
    """Engines match ``?a p? ?b`` by every node of the dataset with itself."""
    found = {name: path[0] for name, text in texts.items() if (path := re.search(r"\?\w+ \^?[\w:-]+[?*] \?\w+", text))}
    assert found == {}


def test_none_begins_at_what_nearly_every_claim_has(texts):
    """Engines take a pattern with a given object for a selective one; of polarity and strength, where most claims have it, a filter asks."""
    common = r"mk:(?:polarity code-polarity:affirmative|strength code-strength:full)\b"
    assert {name: pattern[0] for name, text in texts.items() if (pattern := re.search(common, text))} == {}
