"""What the claims leave unquoted, read by hand."""

import pytest

from mali_kg.dataset.compile import anchored_sheets
from mali_kg.sheets.coverage import cover


@pytest.fixture(scope="module")
def covered(project):
    (article,) = anchored_sheets(project)
    return cover(article)


def test_every_sentence_has_claims(covered):
    assert len(covered.sentences) == 21
    assert covered.sentence_share == 1.0


def test_what_no_claim_quotes_are_questions_cues_and_connectives(covered):
    """Read by hand: nothing else of the body is left unquoted."""
    unquoted = {s.text[a - s.span.start : b - s.span.start].strip(" ,.") for s in covered.sentences for a, b in s.unquoted}
    assert unquoted == {
        "What Next!",
        "following",
        "The transitional authorities argued that",
        "who believed that",
        "While",
        "Critics argue that",
        "Additionally",
        "as",
    }
