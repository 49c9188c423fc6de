"""Quantities and times as people write them, and as they are compared: numbers that mean the same are the same, however they are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import edit
from invented import copied
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.reader import Records
from mali_kg.dataset.compile import compile_project
from mali_kg.dataset.measures import canonical_number, day, number, quantity, time
from mali_kg.project import Project

NUMBERS = st.from_regex(r"\A[+-]?[0-9]+(\.[0-9]+)?\Z")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("12", "12"),
        ("12.0", "12"),
        ("+012.50", "12.5"),
        ("0.50", "0.5"),
        ("-3.10", "-3.1"),
        ("-0.0", "0"),
        ("000", "0"),
        ("1200", "1200"),
        ("123456789012345678901234567890.10", "123456789012345678901234567890.1"),
    ],
)
def test_a_number_has_one_canonical_form(written, canonical):
    assert canonical_number(written) == canonical


@given(NUMBERS, NUMBERS)
def test_two_numbers_are_written_alike_where_they_mean_the_same(one, other):
    assert (canonical_number(one) == canonical_number(other)) == (Decimal(one) == Decimal(other))


@given(NUMBERS)
def test_the_canonical_form_means_the_same_and_is_its_own(written):
    assert Decimal(canonical_number(written)) == Decimal(written)
    assert canonical_number(canonical_number(written)) == canonical_number(written)


def test_what_is_said_with_the_same_number_otherwise_written_is_the_same(tmp_path):
    """In the climate project c02-1 has 40 to 45 percent; so it has with a nought behind the point, and not with another number."""

    def fingerprint(number: str) -> str:
        root = copied("climate", tmp_path / number)
        edit(root / "data/articles/orrow-bay/claims.yaml", 'atLeast: "40"', f'atLeast: "{number}"')
        project = Project(root)
        records = Records(QuadBackend(compile_project(project).quads()), project.config.base)
        (claim,) = [c for c in records.claims if c.iri.endswith("/c02-1")]
        return claim.fingerprint

    same = fingerprint("40")
    assert fingerprint("40.0") == fingerprint("+040") == same
    assert fingerprint("41") != same


@pytest.mark.parametrize(
    ("fields", "text", "words"),
    [
        ({"number": "3000"}, "", "3,000"),
        ({"number": "12.5", "unit": "percent"}, "", "12.5 percent"),
        ({"atMost": "500000000", "per": "year"}, "up to 500 million", "at most 500,000,000 per year (“up to 500 million”)"),
        ({"atLeast": "40", "atMost": "45", "unit": "percent"}, "", "between 40 and 45 percent"),
        ({"moreThan": "2", "lessThan": "5"}, "", "more than 2 less than 5"),
        ({"number": "12", "outOf": "240"}, "", "12 out of 240"),
        ({"times": "2"}, "", "2 times"),
        ({}, "thousands", "“thousands”"),
    ],
)
def test_quantities(fields, text, words):
    assert quantity(fields, text) == words


@pytest.mark.parametrize(
    ("fields", "text", "words"),
    [
        ({"at": "2013"}, "", "2013"),
        ({"at": "2020-08"}, "", "August 2020"),
        ({"at": "2020-08-18"}, "", "18 August 2020"),
        ({"from": "2024-03-03", "to": "2024-03-07"}, "", "from 3 March 2024 to 7 March 2024"),
        ({"by": "2030"}, "", "by 2030"),
        ({}, "over the years", "“over the years”"),
    ],
)
def test_times(fields, text, words):
    assert time(fields, text) == words


@given(st.text(max_size=12))
def test_what_is_no_number_and_no_day_is_told_as_it_is(text):
    letters = "".join(c for c in text if not c.isdigit())
    assert number(letters) == day(letters) == letters
    number(text), day(text)


@pytest.mark.parametrize("text", ["", "-", "2024-13", "2024-00-01", "2024-03-03-04", "soon", "²"])
def test_no_day(text):
    assert day(text) == text
