"""YAML that knows its lines."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mali_kg.errors import DataError
from mali_kg.sheets.fields import Reader
from mali_kg.sheets.yaml import List, Map, Text, parse


def test_every_scalar_is_text():
    root = parse("a: no\nb: 2013\nc: 2020-08\nd: 0x10\ne: null\n", "f")
    assert isinstance(root, Map)
    assert [n.value for n in root.entries.values() if isinstance(n, Text)] == ["no", "2013", "2020-08", "0x10", "null"]


def test_lines():
    root = parse("# comment\na: 1\nb:\n- x\n- y\n", "f")
    assert isinstance(root, Map)
    b = root.entries["b"]
    assert root.lines == {"a": 2, "b": 3}
    assert isinstance(b, List)
    assert [i.line for i in b.items] == [4, 5]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a: 1\na: 2\n", "repeated-key", 2),
        ("a: [1\nb: 2\n", "broken-yaml", 2),
        ("a: &x 1\nb: *x\n", "yaml-alias", 2),
        ("", "broken-yaml", 1),
        ("\tx: 1\n", "broken-yaml", 1),
        ("? [a]\n: b\n", "broken-yaml", 1),
        ("[" * 5000, "broken-yaml", None),
        ("a: 1\n--- \nb: 2\n", "broken-yaml", None),
    ],
)
def test_bad_yaml(text, rule, line):
    with pytest.raises(DataError) as caught:
        parse(text, "file.yaml")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.file) == (rule, "file.yaml")
    assert line is None or problem.line == line


@given(st.text(max_size=60))
def test_any_text_is_parsed_or_refused_and_never_crashes(text):
    with contextlib.suppress(DataError):
        parse(text, "f")


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1),
        st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1),
        max_size=5,
    )
)
def test_round_trip(values):
    import yaml

    text = yaml.safe_dump(values, allow_unicode=True, default_style='"')
    root = parse(text, "f")
    assert isinstance(root, Map)
    assert {k: v.value for k, v in root.entries.items() if isinstance(v, Text)} == values


def test_all_problems_are_told_at_once():
    reader = Reader("f")
    fields = reader.mapping(parse("a: x\nc: 1\nn: 0\nflag: yes\n", "f"), "thing", ("a", "b", "n", "flag"))
    fields.text("b")
    fields.positive("n")
    fields.flag("flag")
    with pytest.raises(DataError) as caught:
        reader.done()
    assert [(p.rule, p.line) for p in caught.value.problems] == [
        ("missing-key", 1),
        ("unknown-key", 2),
        ("wrong-kind", 3),
        ("wrong-kind", 4),
    ]
