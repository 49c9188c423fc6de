"""A view as text or as JSON."""

import textwrap
from typing import Any

from mali_kg.files import printable
from mali_kg.show.views import Line


def render(lines: list[Line], width: int = 100) -> str:
    """Lines as text that fits a width."""
    indent = max((len(line.key) for line in lines), default=0) + 2
    out = []
    previous = ""
    for line in lines:
        key = "" if line.key == previous else line.key
        wrapped = textwrap.wrap(printable(line.value), max(20, width - indent), break_on_hyphens=False) or [""]
        out.append(f"{key:{indent}}{wrapped[0]}")
        out += [" " * indent + more for more in wrapped[1:]]
        previous = line.key
    return "\n".join(out) + "\n"


def as_json(lines: list[Line], iri: str) -> dict[str, Any]:
    """Lines as one object: each key with its values."""
    found: dict[str, Any] = {"iri": iri}
    for line in lines:
        found.setdefault(line.key, []).append(line.value)
    return found
