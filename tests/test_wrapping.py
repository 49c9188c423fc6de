"""Text that fits the screen: it breaks between words, never within an id that has room on a line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mali_kg.sparql.results import table
from mali_kg.wrapping import widths, wrap

IDS = st.text("abc-:/", min_size=1, max_size=30)
TEXTS = st.lists(IDS, min_size=1, max_size=8).map(" ".join)


@given(TEXTS, st.integers(1, 40), st.sampled_from(["", "  ", "key  ", "    - "]))
def test_no_word_is_lost_and_none_is_broken_that_has_room(text, width, first):
    lines = wrap(text, max(width, len(first) + 1), first, " " * len(first))
    width = max(width, len(first) + 1)
    assert all(len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join((first + text).split())
    found = {word for line in lines for word in line.split()}
    assert {word for word in text.split() if len(word) <= width} <= found


def test_where_words_go():
    assert wrap("one two three", 9) == ["one two", "three"]
    assert wrap("one two", 9, "k  ", "   ") == ["k  one", "   two"]
    assert wrap("article:x/c15-1", 16, "key  ", "     ") == ["key", "article:x/c15-1"]
    assert wrap("article:x/c15-1", 17, "key  ", "     ") == ["key", "  article:x/c15-1"]
    assert wrap("article:x/c15-1", 9) == ["article:x", "/c15-1"]
    assert wrap("a\n\nb", 9, "- ", "  ") == ["- a", "", "  b"]
    assert wrap("", 9, "key  ", "     ") == ["key"]
    assert wrap("as long as it takes", None, "- ") == ["- as long as it takes"]


def test_the_widest_column_gives_way_first():
    long = "one two three four five six"
    assert widths([["article:x/c15-1"], [long]], 30) == [15, 15]
    assert widths([["article:x/c15-1"], [long]], 99) == [15, 27]
    assert widths([[long], [long]], 40) == [20, 20]
    assert widths([["article:x/c15-1"], [long]], 20) == [15, 5]
    assert widths([["article:x/c15-1"], [long]], 19) is None


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(TEXTS, min_size=n, max_size=n), max_size=3)), st.integers(12, 120))
def test_a_table_fits_its_width_and_breaks_no_id(rows, width):
    names = [f"v{i}" for i in range(len(rows[0]) if rows else 1)]
    shown = table(names, rows, width)
    assert all(len(line) <= width for line in shown.splitlines())
    assert shown.endswith(f"{len(rows)} row{'' if len(rows) == 1 else 's'}\n")
    words = set(re.sub("[│┌┐└┘├┤┬┴┼─]", " ", shown).split())
    assert {word for row in rows for text in row for word in text.split() if len(word) <= width} <= words


def test_where_ids_have_no_room_side_by_side_a_row_is_a_block():
    rows = [["article:minusma-end/c15-1", "proposition:premature-ending-could-worsen-security"], ["article:minusma-end/c15-2", ""]]
    assert "│" in table(["claim", "proposition"], rows, 100)
    assert table(["claim", "proposition"], rows, 64) == (
        "claim        article:minusma-end/c15-1\n"
        "proposition  proposition:premature-ending-could-worsen-security\n"
        "\n"
        "claim        article:minusma-end/c15-2\n"
        "\n"
        "2 rows\n"
    )
    assert table(["claim", "proposition"], rows[:1], 50) == (
        "claim        article:minusma-end/c15-1\nproposition\nproposition:premature-ending-could-worsen-security\n\n1 row\n"
    )


@pytest.mark.parametrize("width", [None, 10, 80])
def test_no_rows_and_no_columns(width):
    assert table(["a_long_name", "another_long_name"], [], width).endswith("\n0 rows\n")
    assert table([], [[], []], width) == "2 rows\n"
