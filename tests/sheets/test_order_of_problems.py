"""Problems are told in the order in which people mend them: file by file, line by line, in every form of the report."""

import json
import random
import re

from conftest import SHEET, edit
from mali_kg.errors import DataError, Problem
from mali_kg.rdf.iris import Iris
from mali_kg.report.report import of_problems

IN_ORDER = [
    Problem("z", "first", "", "a.yaml", 2),
    Problem("a", "second", "", "a.yaml", 10),
    Problem("b", "third", "", "a.yaml", 10),
    Problem("a", "fourth", "", "b.yaml", 1),
]


def test_by_file_then_by_line_as_a_number():
    for seed in range(8):
        shuffled = random.Random(seed).sample(IN_ORDER, len(IN_ORDER))
        assert of_problems(shuffled, Iris()).problems == IN_ORDER
        error = DataError(shuffled)
        assert error.problems == IN_ORDER
        assert re.findall("first|second|third|fourth", str(error)) == ["first", "second", "third", "fourth"]


def test_a_report_of_a_project_in_every_form(run, copy):
    """What a claim repeats is looked up after all keys are read, so the first of the file is found last."""
    first = (
        edit(
            copy / SHEET,
            "    background: presupposed\n    says: c01-7\n\n- id: s08",
            "    background: presupposed\n    says: c01-77\n\n- id: s08",
        )
        - 2
    )
    last = (
        edit(copy / SHEET, "    strength: neutral\n    hedge: could\n", "    strength: neutral\n    hedge: could\n    holdr: critics\n") + 2
    )
    link = edit(copy / "data/links.yaml", "- entity: united-nations\n", "- entity: critics\n")
    text = run("validate", cwd=copy).stdout
    assert [line for line in text.splitlines() if not line.startswith(" ")] == [SHEET, "data/links.yaml", "3 errors"]
    assert [int(n) for n in re.findall(r"^  line (\d+): ", text, re.MULTILINE)] == [first, last, link]
    problems = json.loads(run("validate", "--format", "json", cwd=copy).stdout)["problems"]
    assert [p["line"] for p in problems] == [first, last, link]
    sarif = json.loads(run("validate", "--format", "sarif", cwd=copy).stdout)["runs"][0]["results"]
    assert [r["locations"][0]["physicalLocation"]["region"]["startLine"] for r in sarif] == [first, last, link]
    built = run("build", cwd=copy).stderr
    assert [int(n) for n in re.findall(r"^\S+:(\d+): error", built, re.MULTILINE)] == [first, last, link]
