"""The layout: no module imports itself by way of others, and the map of the house names every room."""

import ast
from pathlib import Path

import mali_kg
from checkout import ROOT

PACKAGE = Path(mali_kg.__file__).parent
MODULES = {".".join(("mali_kg", *p.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): p for p in PACKAGE.rglob("*.py")}


def for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imported(tree: ast.AST) -> set[str]:
    """The modules of the package that a module imports, at its head or within a function; not what is imported for types alone."""
    found: set[str] = set()
    left = [tree]
    while left:
        node = left.pop()
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{a.name}" if f"{node.module}.{a.name}" in MODULES else node.module for a in node.names}
        left += [child for child in ast.iter_child_nodes(node) if not for_types(child)]
    return found & MODULES.keys()


def test_no_module_imports_itself_by_way_of_others():
    graph = {name: imported(ast.parse(path.read_text(encoding="utf-8"))) - {name} for name, path in MODULES.items()}
    # Modules that nothing left imports, or that import nothing left, are in no circle.
    while bare := {name for name, found in graph.items() if not found & graph.keys()}:
        graph = {name: found for name, found in graph.items() if name not in bare}
    assert sorted(graph) == []


def test_the_map_names_every_room():
    text = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    rooms = {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists()}
    assert {room for room in rooms if f"| `{room}/` |" not in text} == set()
    assert {p.stem for p in PACKAGE.glob("[a-z]*.py") if f"`{p.stem}`" not in text} == set()


def test_every_module_of_a_room_that_the_map_names_is_there():
    """Names in the table that stand between backquotes are modules, rooms or files of them."""
    text = (ROOT / "docs/explanation/architecture.md").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("| `") and line.split("`")[1].endswith("/"):
            room = PACKAGE / line.split("`")[1]
            named = [name.strip("/") for name in line.split("|")[2].split("`")[1::2] if name.replace("_", "").rstrip("/").isalpha()]
            assert [name for name in named if not (room / f"{name}.py").exists() and not (room / name).is_dir()] == [], room.name
