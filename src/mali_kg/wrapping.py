"""Text on lines of a width: it breaks between words, and within one only where that alone is wider than the line."""

import textwrap


def wrap(text: str, width: int | None, first: str = "", rest: str = "") -> list[str]:
    """Break a text into lines.

    A word for which there is no room behind the indent stands further left.

    :param width: of the lines; None for as much as it takes.
    :param first: what the first line begins with; it has a line of its own where no word fits behind it.
    :param rest: what the others begin with: blanks.
    """
    if width is None:
        return (first + text).split("\n")
    lines: list[str] = []
    for part in text.split("\n") or [""]:
        start = first if not lines else rest
        found = textwrap.wrap(part, width, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False)
        for n, line in enumerate(found or [start.rstrip()]):
            lines += [line] if len(line) <= width else _too_wide(line, width, start if n == 0 else rest)
    return lines


def _too_wide(line: str, width: int, start: str) -> list[str]:
    """Break a line that holds one word too many for its width."""
    word = line.removeprefix(start).strip()
    head = [start.rstrip()] if start.strip() else []
    if len(word) <= width:
        indent = next(n for n in (2 if head else len(start), 2, 0) if n + len(word) <= width)
        return [*head, " " * indent + word]
    return [*head, *(word[i : i + width] for i in range(0, len(word), width))]


def widths(columns: list[list[str]], available: int) -> list[int] | None:
    """Give widths for columns of cells that together take what is available, the widest giving way first.

    None where the longest words of all columns, an id or an IRI for example, have no room side by side.
    """
    lines = [[line for cell in cells for line in cell.split("\n")] for cells in columns]
    fitted = [max(map(len, found), default=0) for found in lines]
    least = [max((len(word) for line in found for word in line.split()), default=0) for found in lines]
    if sum(least) > available:
        return None
    while sum(fitted) > available:
        fitted[max((wide, i) for i, wide in enumerate(fitted) if wide > least[i])[1]] -= 1
    return fitted
