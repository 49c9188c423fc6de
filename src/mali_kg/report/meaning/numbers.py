"""Numbers and dates as texts write them: in digits, with separators of thousands, in words, scaled, and by the names of months."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from mali_kg.report.meaning.tokens import Tokens
from mali_kg.report.meaning.words import Lexicon

#: Digits, in groups of three parted by a space, or with points and commas within.
_DIGITS = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:[ \u00a0\u202f’']\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)*)")
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[ \u00a0\u202f’']")
_MARK = re.compile(r"[.,]")
_DIGIT = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}([.,]\d{3})+")


class Number(NamedTuple):
    """A number in a text."""

    start: int
    end: int
    #: What it may be: “1.440” is 1440 or 1.44.
    values: frozenset[Decimal]


def readings(digits: str, decimal_mark: str = "") -> frozenset[Decimal]:
    """Give what digits with separators may mean.

    :param decimal_mark: a point or a comma; empty where either may be it.
    """
    plain = _SPACE.sub("", digits)
    marks = _MARK.findall(plain)
    if not marks:
        return frozenset((Decimal(plain),))
    head, tail = plain[: plain.rindex(marks[-1])], plain[plain.rindex(marks[-1]) + 1 :]
    found = set()
    if _GROUPED.fullmatch(plain) and len(set(marks)) == 1 and (len(marks) > 1 or marks[0] != decimal_mark):
        found.add(_MARK.sub("", plain))
    if marks[-1] not in head and (len(marks) == 1 or _GROUPED.fullmatch(head)) and (marks[-1] == decimal_mark or not (decimal_mark and found)):
        found.add(f"{_MARK.sub('', head)}.{tail}")
    # Else it is a list of numbers, or a date such as 18.8.2020: each by itself.
    return frozenset(map(Decimal, found or _DIGIT.findall(plain)))


@lru_cache(2000)
def numbers_in(text: str, lexicon: Lexicon | None) -> tuple[Number, ...]:
    """Find the numbers of a text, in its order.

    :param lexicon: the word lists of its language; without any, digits alone are read.
    """
    found = list(_in_digits(text, lexicon))
    if lexicon:
        found += _in_words(Tokens(text), lexicon)
    return tuple(sorted(found, key=lambda n: n.start))


def values_in(text: str, lexicon: Lexicon | None) -> frozenset[Decimal]:
    """Give the values of the numbers of a text."""
    return frozenset[Decimal]().union(*(n.values for n in numbers_in(text, lexicon)))


def _in_digits(text: str, lexicon: Lexicon | None) -> Iterator[Number]:
    scales = lexicon.scales if lexicon else {}
    for match in _DIGITS.finditer(text):
        values, end = readings(match[0], lexicon.decimal_mark if lexicon else ""), match.end()
        # A scale may stand right behind, as in 1.2m, or after a space; one may follow another.
        for word in _WORD.finditer(text, end):
            scale = scales.get(word[0].casefold())
            if scale is None or text[end : word.start()].strip(" \u00a0\u202f-") or (word.start() == end and len(word[0]) > 2):
                break
            values, end = values | {v * scale for v in values}, word.end()
        yield Number(match.start(), end, values)


def _in_words(tokens: Tokens, lexicon: Lexicon) -> Iterator[Number]:
    """Find numbers in words: “two hundred and five” is one."""
    words, numbers, scales = tokens.words, lexicon.numbers, lexicon.scales
    joiners, i = lexicon.single("number-joiner"), 0
    while i < len(words):
        if words[i] not in numbers and words[i] not in scales:
            i += 1
            continue
        first, last, total, current, counted = i, i, Decimal(0), Decimal(0), False
        while i < len(words) and (words[i] in numbers or words[i] in scales):
            word = words[i]
            if word in scales and i > first:
                current = (current or Decimal(1)) * scales[word]
                if scales[word] >= 1000:
                    total, current = total + current, Decimal(0)
            elif word in numbers:
                current, counted = current + numbers[word], True
            last, i = i, i + 1
            joined = i + 1 < len(words) and words[i] in joiners and words[i - 1] in scales and words[i + 1] in numbers
            i += joined
            if i < len(words) and (tokens.gap(i - 1).strip("- \u00a0") or (words[i] in numbers and not _adds(numbers.get(words[last]), numbers[words[i]], words[last] in scales))):
                break
        # Scales alone, as in “thousands of people”, are no number.
        if counted or words[first] in numbers:
            yield Number(tokens.starts[first], tokens.ends[last], frozenset((total + current,)))


def _adds(before: Decimal | None, after: Decimal, scaled: bool) -> bool:
    """Tell whether one number word after another adds to it: twenty five, hundred two; but not two three."""
    return scaled or (before is not None and before % 10 == 0 and before >= 20 and after < 20 and after % 1 == 0)


def month_in(text: str, month: int, lexicon: Lexicon) -> bool:
    """Tell whether a text names a month, or has its number in a date in digits."""
    named = any(lexicon.months.get(word) == month for word in Tokens(text).words)
    return named or re.search(rf"(?<!\d)0?{month}[./-]\d|\d[./-]0?{month}(?!\d)", text) is not None


def absent(kind: str, value: str, texts: list[str], lexicon: Lexicon | None) -> list[str]:
    """Give the parts of a number or date that stand in none of some texts, as people would write them.

    :param kind: local name of its datatype.
    """
    if kind == "decimal":
        there = any(abs(Decimal(value)) in values_in(text, lexicon) for text in texts)
        return [] if there else [value]
    missing = []
    year, _, rest = value.lstrip("-").partition("-")
    month, _, day = rest.partition("-")
    for part, size in ((year, 4), (day, 2)):
        if part and not any(Decimal(part) in values_in(text, lexicon) for text in texts):
            missing.append(part if size == 4 else str(int(part)))
    if month and lexicon and not any(month_in(text, int(month), lexicon) for text in texts):
        missing.insert(0, next((name for name, number in lexicon.months.items() if number == int(month)), month))
    return missing
