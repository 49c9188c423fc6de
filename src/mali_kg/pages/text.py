"""A view as text or as JSON."""

from collections.abc import Iterator

from mali_kg.files import printable
from mali_kg.pages.lines import Line, View
from mali_kg.wrapping import wrap

#: Columns by which what belongs to a value stands further right than it.
STEP = 2


def render(view: View, width: int = 100) -> str:
    """Write a view as text that fits a width."""
    lines = view.lines
    indent = max((len(line.key) for line in lines), default=0) + 2
    # On a narrow screen the keys stand above what they are the keys of.
    above = indent > width // 3
    start = STEP if above else indent
    out: list[str] = []
    previous = ""
    for line in lines:
        key = "" if line.key == previous else printable(line.key)
        if above:
            out += [*([key] if key else []), *wrap(printable(line.value), width, " " * start, " " * (start + STEP))]
        else:
            out += wrap(printable(line.value), width, f"{key:{indent}}", " " * indent)
        out += _below(line, width, start + STEP)
        previous = line.key
    return "\n".join(out) + "\n"


def _below(line: Line, width: int, start: int) -> Iterator[str]:
    """Write what belongs to a value: a line each, its key before it."""
    for below in line.below:
        yield from wrap(printable(f"{below.key}: {below.value}"), width, " " * start, " " * (start + 2 * STEP))
        yield from _below(below, width, start + STEP)


def as_json(view: View) -> dict[str, object]:
    """Give a view as one object for JSON: the IRI, codes, and each key with its values."""
    return {"iri": view.iri, **({"codes": dict(view.codes)} if view.codes else {}), **_keys(view.lines)}


def _keys(lines: list[Line] | tuple[Line, ...]) -> dict[str, object]:
    found: dict[str, list[object]] = {}
    for line in lines:
        value: object = {"value": line.value, "below": _keys(line.below)} if line.below else line.value
        found.setdefault(line.key, []).append(value)
    return dict(found)
