"""The library speaks library: nothing outside the command line names an option, a command or a variable of it."""

import ast
import re
from pathlib import Path

import pytest

import mali_kg
from mali_kg.cli import advice
from mali_kg.errors import MaliKgError

PACKAGE = Path(mali_kg.__file__).parent
LIBRARY = [p for p in sorted(PACKAGE.rglob("*.py")) if p.parent.name != "cli"]
OPTION = re.compile(
    r"(?<![\w-])--[a-z][a-z-]+|\bmali-kg (?:build|canon|coverage|diff|export|load|query|schema|show|stats|validate)\b|MALI_KG_[A-Z]+"
)
#: Text that is no message: the name of a test suite in JUnit XML; `--union` goes with the next version of the model.
ALLOWED = {"mali-kg validate", "--union"}


def texts(path: Path) -> list[tuple[int, str]]:
    """The string literals of a module but its docstrings, with their lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, documented) and n.body and isinstance(n.body[0], ast.Expr)}
    return [(n.lineno, n.value) for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in docs]


@pytest.mark.parametrize("path", LIBRARY, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_text_of_the_library_names_an_option(path):
    found = [(line, m[0]) for line, text in texts(path) for m in OPTION.finditer(text) if m[0] not in ALLOWED]
    assert found == []


def test_every_advice_is_for_an_error_that_there_is():
    """The classes are found by name, so that none is imported for it."""
    defined = {n.name for path in LIBRARY for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.ClassDef)}
    told = {*advice.ADVICE, *advice.MESSAGES, *advice._COMPOSED}
    assert told <= defined
    assert not set(advice.ADVICE) & set(advice.MESSAGES)


def test_every_error_of_the_library_can_be_caught_by_its_class():
    """Beyond the command line, nothing raises the root of all errors; the query engine still does."""
    bare = [
        f"{path.relative_to(PACKAGE)}:{n.lineno}"
        for path in LIBRARY
        if path != PACKAGE / "sparql" / "engine.py"
        for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "MaliKgError"
    ]
    assert bare == []


def test_no_class_name_stands_for_two_things():
    names = [
        n.name
        for path in sorted(PACKAGE.rglob("*.py"))
        for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(n, ast.ClassDef)
    ]
    assert {name for name in names if names.count(name) > 1} == set()


def test_what_is_unknown_is_told_as_it_is():
    assert advice.advised(MaliKgError("no such thing")) == "no such thing"
