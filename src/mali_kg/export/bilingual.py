"""The words of pictures, in the language of the picture and in the other one that a reader can choose: ``pictures.yaml`` has them."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple


class Bilingual(NamedTuple):
    """A text in the language of the picture, and in the other one that a reader can choose."""

    first: str
    other: str

    @classmethod
    def same(cls, text: str) -> "Bilingual":
        """Give a text that is the same in both."""
        return cls(text, text)


def joined(words: Sequence[Bilingual]) -> Bilingual:
    """Write several texts after each other."""
    return Bilingual(", ".join(w.first for w in words), ", ".join(w.other for w in words))


class Languages:
    """The words of pictures themselves, in one language or two.

    :param first: the language of the picture; English where pictures have no words in it.
    :param other: the one that a reader can change to; empty for none.
    """

    def __init__(self, first: str, other: str = "") -> None:
        known = _words()
        self.first = first if first in known else "en"
        self.other = other if other in known else self.first

    def say(self, key: str, **values: Any) -> Bilingual:
        """Give words by their key. A value in two languages is filled in by language."""
        filled = []
        for n, language in enumerate((self.first, self.other)):
            filled.append(_words()[language][key].format(**{k: v[n] if isinstance(v, Bilingual) else v for k, v in values.items()}))
        return Bilingual(*filled)

    def day(self, date: str) -> Bilingual:
        """Write a year, a month or a day; what is none of them as it stands."""
        return Bilingual(_day(date, _words()[self.first]), _day(date, _words()[self.other]))


@lru_cache(1)
def _words() -> dict[str, dict[str, str]]:
    import yaml

    found: dict[str, dict[str, str]] = yaml.safe_load((files("mali_kg.export") / "pictures.yaml").read_text(encoding="utf-8"))
    return found


def _day(text: str, words: dict[str, str]) -> str:
    parts = text.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return text
    if len(parts) > 1 and not 1 <= int(parts[1]) <= 12:
        return text
    month = f"{words[f'month-{int(parts[1])}']} " if len(parts) > 1 else ""
    day = "" if len(parts) < 3 else f"{words['first-day'] if parts[2] == '01' else int(parts[2])} "
    return f"{day}{month}{parts[0]}"
