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
_DASHES = ("-", "–", " - ", " – ")
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
    if (
        marks[-1] not in head
        and (len(marks) == 1 or _GROUPED.fullmatch(head))
        and (marks[-1] == decimal_mark or not (decimal_mark and found))
    ):
        found.add(f"{_MARK.sub('', head)}.{tail}")
    # Else it is a list of numbers, or a date such as 18.8.2020: each by itself.
    return frozenset(map(Decimal, found or _DIGIT.findall(plain)))


@lru_cache(2000)
def numbers_in(text: str, lexicon: Lexicon | None) -> tuple[Number, ...]:
    """Find the numbers of a text, in its order.

    :param lexicon: the word lists of its language; without any, digits alone are read.
    """
    found = _in_digits(text, lexicon)
    if lexicon:
        digits = tuple(found)
        found += (n for n in _in_words(Tokens(text), lexicon) if not any(d.start <= n.start < d.end for d in digits))
    return tuple(sorted(found, key=lambda n: n.start))


def values_in(text: str, lexicon: Lexicon | None) -> frozenset[Decimal]:
    """Give the values of the numbers of a text."""
    return frozenset[Decimal]().union(*(n.values for n in numbers_in(text, lexicon)))


def _in_digits(text: str, lexicon: Lexicon | None) -> list[Number]:
    scales = lexicon.scales if lexicon else {}
    found: list[Number] = []
    scaled: list[Decimal] = []
    for match in _DIGITS.finditer(text):
        factor = Decimal(1)
        values, end = readings(match[0], lexicon.decimal_mark if lexicon else ""), match.end()
        # A scale may stand right behind, as in 1.2m, or after a space; one may follow another.
        for word in _WORD.finditer(text, end):
            scale = scales.get(word[0].lower())
            if scale is None or text[end : word.start()].strip(" \u00a0\u202f-") or (word.start() == end and len(word[0]) > 2):
                break
            values, end = values | {v * scale for v in values}, word.end()
            factor *= scale
        found.append(Number(match.start(), end, values))
        scaled.append(factor)
    # A scale is shared by what “to” or a dash joins: “from 4.1 to 5.3 million”.
    for i in range(len(found) - 2, -1, -1):
        between = text[found[i].end : found[i + 1].start]
        if scaled[i] == 1 != scaled[i + 1] and (
            between in _DASHES or (lexicon and between.strip().lower() in lexicon.single("range-joiner"))
        ):
            found[i] = found[i]._replace(values=found[i].values | {v * scaled[i + 1] for v in found[i].values})
    return found


def _in_words(tokens: Tokens, lexicon: Lexicon) -> Iterator[Number]:
    """Find numbers in words: “two hundred and five” is one."""
    words, i = tokens.words, 0
    while i < len(words):
        first, value, counted = i, _Sum(), False
        while i < len(words) and (words[i] in lexicon.numbers or words[i] in lexicon.scales):
            counted = value.add(words, i, lexicon, alone=i == first) or counted
            i += 1
            after = i + (i < len(words) and words[i] in lexicon.single("number-joiner"))
            if any(tokens.gap(at).strip("- \u00a0\u202f") for at in range(i - 1, after)) or not value.takes(words, i - 1, after, lexicon):
                break
            i = after
        if counted:
            yield Number(tokens.starts[first], tokens.ends[i - 1], frozenset((value.total + value.current,)))
        i += i == first


class _Sum:
    """A number in words, word by word."""

    def __init__(self) -> None:
        self.total, self.current = Decimal(0), Decimal(0)

    def add(self, words: list[str], number: int, lexicon: Lexicon, alone: bool) -> bool:
        """Add a word; tell whether it counts: “thousands of people” is no number."""
        word = words[number]
        if word in lexicon.scales and not (alone and word in lexicon.numbers):
            self.current = (self.current or Decimal(1)) * lexicon.scales[word]
            if lexicon.scales[word] >= 1000:
                self.total, self.current = self.total + self.current, Decimal(0)
            return not (alone and word.endswith("s"))
        if not alone and tuple(words[number - 1 : number + 1]) in lexicon.lists["number-times"]:
            self.current *= lexicon.numbers[word]
        else:
            self.current += lexicon.numbers[word]
        return True

    def takes(self, words: list[str], last: int, number: int, lexicon: Lexicon) -> bool:
        """Tell whether a word adds to the one before, or multiplies it: twenty five, two hundred, hundred two; but not two three."""
        if number >= len(words):
            return False
        before, after = lexicon.numbers.get(words[last]), lexicon.numbers.get(words[number])
        joined = number > last + 1
        if words[number] in lexicon.scales and not joined:
            return True
        if after is None:
            return False
        tens = before is not None and before % 10 == 0 and before >= 10 and after < (20 if before > 10 else 10) and after % 1 == 0
        return words[last] in lexicon.scales or tens or (not joined and tuple(words[last : number + 1]) in lexicon.lists["number-times"])


def month_in(text: str, month: int, lexicon: Lexicon) -> bool:
    """Tell whether a text names a month, or has its number in a date in digits."""
    named = any(lexicon.months.get(word) == month for word in Tokens(text).words)
    return named or re.search(rf"(?<!\d)0?{month}[./-]\d|\d[./-]0?{month}(?!\d)", text) is not None


def absent(kind: str, value: str, texts: list[str], lexicon: Lexicon | None) -> list[str]:
    """Give the parts of a number or date that stand in none of some texts, as people would write them; none of a value that is ill-formed.

    :param kind: local name of its datatype.
    """
    if kind == "decimal":
        wanted = abs(Decimal(value)) if _DECIMAL.fullmatch(value) else None
        return [] if wanted is None or any(wanted in values_in(text, lexicon) for text in texts) else [value]
    date = _DATE.fullmatch(value)
    if not date:
        return []
    year, month, day = date.groups()
    missing = [str(int(part)) for part in (day, year) if part and not any(Decimal(part) in values_in(text, lexicon) for text in texts)]
    if month and lexicon and not any(month_in(text, int(month), lexicon) for text in texts):
        missing.insert(0, next((name.capitalize() for name, number in lexicon.months.items() if number == int(month)), month))
    return missing


#: A decimal number; a year, month or day, with a time zone or without (XML Schema 1.1, part 2, D.2.1).
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")
_DATE = re.compile(r"-?(\d{4,})(?:-(\d\d)(?:-(\d\d))?)?(?:Z|[+-]\d\d:\d\d)?")
