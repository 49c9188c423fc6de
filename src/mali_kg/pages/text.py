"""A view as text or as JSON."""

from mali_kg.files import printable
from mali_kg.pages.view import Line
from mali_kg.wrapping import wrap


def render(lines: list[Line], width: int = 100) -> str:
    """Lines as text that fits a width."""
    indent = max((len(line.key) for line in lines), default=0) + 2
    # On a narrow screen the keys stand above what they are the keys of.
    above = indent > width // 3
    out = []
    previous = ""
    for line in lines:
        key = "" if line.key == previous else line.key
        if above:
            out += [*([key] if key else []), *wrap(printable(line.value), width, "  ", "    ")]
        else:
            out += wrap(printable(line.value), width, f"{key:{indent}}", " " * indent)
        previous = line.key
    return "\n".join(out) + "\n"


def as_json(lines: list[Line], iri: str) -> dict[str, str | list[str]]:
    """Lines as one object for JSON: the IRI, and each key with its values."""
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.key, []).append(line.value)
    return {"iri": iri, **found}
