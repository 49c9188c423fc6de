"""Quantities and times: as people write them, and as they are compared.

The fields of a quantity are numbers, and the words ``unit`` and ``per``; those of a time are years, months and days.
"""

from collections.abc import Iterator

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def quantity(fields: dict[str, str], text: str) -> str:
    """Tell a quantity as people write it; the words of the text where it has no numbers."""
    told = " ".join(_quantity(fields))
    if told and text:
        return f"{told} (“{text}”)"
    return told or f"“{text}”"


def _quantity(fields: dict[str, str]) -> Iterator[str]:
    least, most = fields.get("atLeast"), fields.get("atMost")
    if least and most:
        yield f"between {number(least)} and {number(most)}"
    bounds = (
        ("atLeast", "at least {}" if not most else ""),
        ("moreThan", "more than {}"),
        ("atMost", "at most {}" if not least else ""),
        ("lessThan", "less than {}"),
        ("number", "{}"),
        ("times", "{} times"),
        ("outOf", "out of {}"),
    )
    for name, pattern in bounds:
        if name in fields and pattern:
            yield pattern.format(number(fields[name]))
    if "unit" in fields:
        yield fields["unit"]
    if "per" in fields:
        yield f"per {fields['per']}"


def number(text: str) -> str:
    """Write a number with its thousands apart: 11,200."""
    whole, point, rest = text.partition(".")
    sign = whole[:1] if whole[:1] in "+-" else ""
    digits = whole.removeprefix(sign)
    return f"{sign}{int(digits):,}{point}{rest}" if digits.isascii() and digits.isdigit() else text


def time(fields: dict[str, str], text: str) -> str:
    """Tell a time as people write it; the words of the text where it has no date."""
    told = " ".join(
        pattern.format(day(fields[name]))
        for name, pattern in (("at", "{}"), ("from", "from {}"), ("to", "to {}"), ("by", "by {}"))
        if name in fields
    )
    return told or f"“{text}”"


def day(text: str) -> str:
    """Write a year, a month or a day: 2013, August 2020, 18 August 2020."""
    parts = text.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return text
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return text
    month = f"{MONTHS[int(parts[1]) - 1]} " if len(parts) > 1 else ""
    return f"{f'{int(parts[2])} ' if len(parts) > 2 else ''}{month}{parts[0]}"


def canonical_number(text: str) -> str:
    """Write a decimal number as all that mean the same are written: without a plus, without noughts that say nothing (XML Schema 1.1, part 2, 3.3.3.2)."""
    whole, _, rest = text.removeprefix("+").removeprefix("-").partition(".")
    whole, rest = whole.lstrip("0") or "0", rest.rstrip("0")
    found = f"{whole}.{rest}" if rest else whole
    return f"-{found}" if text.startswith("-") and found != "0" else found
