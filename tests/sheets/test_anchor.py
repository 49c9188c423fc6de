"""Quotes found at their place, code point for code point."""

from hypothesis import given
from hypothesis import strategies as st

from mali_kg.dataset.compile import anchored_sheets
from mali_kg.sheets.anchor import CONTEXT, Span, closest, places, surroundings


@given(st.text(), st.text(min_size=1), st.text())
def test_a_quote_is_found_where_it_stands(before, quote, after):
    text = before + quote + after
    assert Span(len(before), len(before) + len(quote)) in places(text, quote)
    assert all(text[s.start : s.end] == quote for s in places(text, quote))


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_prefix_and_suffix_join_up_with_the_quote(text, a, b):
    span = Span(*sorted((min(a, len(text)), min(b, len(text)))))
    prefix, suffix = surroundings(text, span)
    assert prefix + text[span.start : span.end] + suffix in text
    assert len(prefix) <= CONTEXT
    assert len(suffix) <= CONTEXT


def test_overlapping_places_are_all_found():
    assert places("aaa", "aa") == [Span(0, 2), Span(1, 3)]


def test_positions_count_code_points():
    assert places("𝒳’s x", "x") == [Span(4, 5)]


def test_closest_shows_the_apostrophe_of_the_text():
    assert closest("The mission’s mandate encompassed tasks", "The mission's mandate") == "The mission’s mandate"


def test_every_claim_stands_at_its_place_and_is_unique_with_its_surroundings(project):
    for anchored in anchored_sheets(project):
        for claim in anchored.sheet.claims:
            span = anchored.spans[claim.id]
            assert anchored.text[span.start : span.end] == claim.quote
            prefix, suffix = surroundings(anchored.text, span)
            assert anchored.text.count(prefix + claim.quote + suffix) == 1
