"""Answers in Python: rows to walk through, and a table to look at in the prompt and in a notebook."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mali_kg
from mali_kg.sparql.table import SHOWN, SHOWN_IN_NOTEBOOK, Table, to_table

#: “The mission’s mandate encompassed tasks such as protecting civilians, facilitating political processes, and promoting human rights.”
MANDATE = """SELECT ?task ?claim ?open {
  ?claim mk:openListCue ?open ; mk:says ?said . ?said mk:kind code-kind:have-mandate ; mk:theme/mk:kind/skos:prefLabel ?task FILTER (LANG(?task) = "en")
} ORDER BY ?claim"""
TASKS = ["protect", "facilitate", "promote"]


@pytest.fixture(scope="module")
def tasks():
    return mali_kg.query(MANDATE)


def test_rows_are_mappings_in_their_order(tasks):
    assert len(tasks) == 3
    assert [row["task"] for row in tasks] == TASKS
    assert [list(row) for row in tasks] == [["task", "claim", "open"]] * 3
    assert tasks.dicts() == list(tasks)


def test_rows_by_number(tasks):
    assert tasks[0]["task"] == "protect"
    assert tasks[-1]["open"] == "such as"
    assert [row["task"] for row in tasks[1:]] == TASKS[1:]
    assert isinstance(tasks[:2], Table)
    with pytest.raises(IndexError):
        tasks[3]
    assert list(reversed([row["task"] for row in tasks])) == TASKS[::-1]


def test_the_same_rows_as_tuples(tasks):
    assert tasks.columns == ("task", "claim", "open")
    assert [row[0] for row in tasks.rows] == TASKS
    assert all(type(row) is tuple for row in tasks.rows)


def test_true_and_false(tasks):
    assert tasks
    assert not mali_kg.query("SELECT ?x { ?x mk:nothing ?y }")
    yes, no = mali_kg.query("ASK {}"), mali_kg.query("ASK { ?x mk:nothing ?y }")
    assert yes
    assert not no
    assert (yes.answer, no.answer, tasks.answer) == (True, False, None)
    assert no.rows == [(False,)]
    # A row with the value false is a row.
    assert mali_kg.query("SELECT (false AS ?answer) {}")


def test_equal_where_the_rows_are(tasks):
    assert tasks == mali_kg.query(MANDATE)
    assert tasks != tasks[:2]


def test_it_is_looked_at_as_a_table(tasks, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    lines = repr(tasks).splitlines()
    assert lines[-1] == "3 rows"
    assert lines[1].split() == ["│", "task", "│", "claim", "│", "open", "│"]
    assert "promote" in lines[-3]
    assert str(tasks) == repr(tasks)
    monkeypatch.setenv("COLUMNS", "70")
    assert "claim  https://w3id.org/mali-kg/id/article/minusma-end/c05-1" in repr(tasks).splitlines()
    assert repr(mali_kg.query("SELECT * {}")) == "1 row"


def test_no_more_is_shown_than_one_wants_to_look_at():
    rows = mali_kg.query("SELECT ?n { { SELECT * { ?x a mk:Claim } LIMIT 1 } VALUES ?n { " + " ".join(map(str, range(1000, 1200))) + " } }")
    assert len(rows) == 200
    shown = repr(rows)
    assert shown.endswith(f"200 rows, the first {SHOWN} are shown")
    assert (str(1000 + SHOWN - 1) in shown, str(1000 + SHOWN) in shown) == (True, False)
    page = rows._repr_html_()
    assert f"<p>200 rows, the first {SHOWN_IN_NOTEBOOK} are shown</p>" in page
    assert page.count("<tr>") == SHOWN_IN_NOTEBOOK + 1
    assert mali_kg.query("ASK {}")._repr_html_().count("<tr>") == 2


class Reader(HTMLParser):
    """Tags and texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.cells = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        assert not attrs
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data):
        if self.cells:
            self.cells[-1] += data


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zl", "Zp", "Zs", "Cs", "Co", "Cn", "Cf"))), max_size=4))
def test_nothing_of_the_data_is_markup(texts):
    texts = [*texts, "<script>alert('x')</script>", "a & b", '"', "</table>"]
    reader = Reader()
    reader.feed(Table(("<b>",), [(text,) for text in texts])._repr_html_().partition("<p>")[0])
    assert reader.tags == {"table", "thead", "tbody", "tr", "th", "td"}
    assert [cell.rstrip("\n") for cell in reader.cells] == ["<b>", *texts]


def test_what_is_unbound_is_an_empty_cell():
    table = mali_kg.query("SELECT ?x ?y { VALUES (?x ?y) { (1 UNDEF) } }")
    assert table[0] == {"x": 1, "y": None}
    assert "<td>1</td><td></td>" in table._repr_html_()


def test_a_graph_is_a_table_of_triples(dataset):
    found = to_table(dataset.store.query("CONSTRUCT { <http://x/s> <http://x/p> 1 } {}"))
    assert list(found) == [{"subject": "http://x/s", "predicate": "http://x/p", "object": 1}]
    assert found.answer is None
