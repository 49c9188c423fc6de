"""The shipped questions in openCypher: their texts, and the rows that they should have, which are those of the SPARQL questions of the same names."""

import re
from collections.abc import Callable
from typing import Any

from checkout import ROOT, checkout

#: Question to what makes a row of the SPARQL answer one of the openCypher answer, where it is not the same row; None leaves it out.
OTHERWISE: dict[str, Callable[[dict[str, Any]], tuple[object, ...] | None]] = {}
#: What a property graph has no words for: the graphs themselves, and the names of one thing in all languages.
NOT_SAID = {"self-check", "what-is-minusma"}


def questions() -> set[str]:
    """The names of the questions in openCypher."""
    return {path.stem for path in (ROOT / "data/queries/cypher").glob("*.cypher")}


def cypher(name: str) -> tuple[str, list[str]]:
    """A question in openCypher, and its columns."""
    text = (ROOT / f"data/queries/cypher/{name}.cypher").read_text(encoding="utf-8")
    (columns,) = re.findall(r"^// columns: (.*)$", text, re.MULTILINE)
    return "\n".join(line for line in text.splitlines() if not line.startswith("//")), columns.split(", ")


def rows_of(found) -> list[tuple[object, ...]]:
    return sorted((tuple(tuple(v) if isinstance(v, list) else v for v in r) for r in found), key=repr)


def expected_rows(name: str) -> list[tuple[object, ...]]:
    """The rows of the SPARQL answer, those of its columns that the other one has; each once, as labels in several languages may repeat them."""
    import mali_kg

    columns = cypher(name)[1]
    row = OTHERWISE.get(name, lambda r: tuple(r[c] for c in columns))
    return rows_of({row(r) for r in mali_kg.query(name, project=checkout()).dicts()} - {None})
