"""The word lists of a language, ``ontology/words/{language}.yaml``, and where their words stand in a text."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from mali_kg.errors import DataError, Problem
from mali_kg.files import read_text
from mali_kg.report.meaning.tokens import Tokens, words_of
from mali_kg.sheets.yaml import List, Map, Text, YamlNode, parse

#: The lists whose phrases are looked for in texts, the longest first.
SENSES = (
    *("negation", "denial", "may-deny", "no-denial"),
    *("strength-neutral", "strength-partial", "strength-uncommitted", "softener", "weakener"),
    *(
        "stance-normative",
        "stance-directive",
        "stance-permitted",
        "stance-intended",
        "stance-committed",
        "stance-desired",
        "stance-believed",
    ),
    *("stance-of-cue", "stance-of-quote", "speech", "complementizer", "according", "open-list-before"),
    *("condition", "no-condition", "order-later", "order-earlier", "by-rule"),
)
#: Stances that words carry, each with its list.
STANCES = {name.removeprefix("stance-"): name for name in SENSES if name.startswith("stance-") and not name.startswith("stance-of")}
#: Strengths that words carry, each with its list.
STRENGTHS = {name.removeprefix("strength-"): name for name in SENSES if name.startswith("strength-")}
Phrase = tuple[str, ...]


class Match(NamedTuple):
    """A phrase of the lists in a text."""

    #: Numbers of its first word, and of the word after its last one.
    first: int
    after: int
    #: Its place in the text.
    start: int
    end: int
    #: The lists that have it, each with the lemma there.
    senses: Mapping[str, str]

    def lists(self, names: Mapping[str, str]) -> set[str]:
        """Give the keys of those lists that have it."""
        return {key for key, name in names.items() if name in self.senses}


class Lexicon:
    """The word lists of one language."""

    def __init__(self, language: str, lists: Mapping[str, Mapping[Phrase, str]], numbers: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        #: What parts whole numbers from fractions: a point or a comma.
        self.decimal_mark = next(iter(lists["decimal-mark"].values()))
        self.lists = lists
        #: Whether the noun that a name is built on stands behind what goes with it.
        self.noun_is_last = ("last",) in lists["noun-place"]
        self.numbers = {word: Decimal(value) for word, value in numbers["numbers"].items()}
        self.scales = {word: Decimal(value) for word, value in numbers["scales"].items()}
        #: Name of a month or its abbreviation, to its number.
        self.months = {word: int(number) for word, number in numbers["months"].items()}
        senses: dict[Phrase, dict[str, str]] = {}
        for name in SENSES:
            for phrase, lemma in lists[name].items():
                senses.setdefault(phrase, {})[name] = lemma
        #: First word to the phrases that begin with it, the longest first.
        self._phrases: dict[str, list[tuple[Phrase, dict[str, str]]]] = {}
        for phrase in sorted(senses, key=lambda p: (-len(p), p)):
            self._phrases.setdefault(phrase[0], []).append((phrase, senses[phrase]))
        #: Form of a verb to its lemma: what the lists of verbs and of irregular forms tell.
        self.lemmas = {
            phrase[0]: lemma
            for name in ("speech", "irregular", "denial", *STANCES.values())
            for phrase, lemma in lists[name].items()
            if len(phrase) == 1
        }
        #: Word to what its forms share: at first of those whose lemma the lists tell.
        self._stems = dict(self.lemmas)
        self._found: dict[str, list[Match]] = {}
        #: Words alone, by list.
        self._single = {name: frozenset(phrase[0] for phrase in phrases if len(phrase) == 1) for name, phrases in lists.items()}
        #: First letters and words of lists that are compared with the end or the beginning of something.
        self._by_end = {name: _by(phrases, -1) for name, phrases in lists.items()}
        self._by_start = {name: _by(phrases, 0) for name, phrases in lists.items()}
        #: Words that tell little by themselves: “have”, in “have the right to”, names no kind.
        self.light = frozenset(word for name in ("auxiliary", "light-verb", "function-word") for word in self._single[name])
        closed = self.light.union(*(self._single[name] for name in ("grammar-word", "pronoun", "own-future", "complementizer")))
        #: Words that every text has, whatever it tells of: those of closed classes, and the forms of light verbs.
        self.grammar = closed.union(word for word, lemma in self.lemmas.items() if lemma in self.light)

    def single(self, name: str) -> frozenset[str]:
        """Give the words of a list that stand alone."""
        return self._single[name]

    def find(self, tokens: Tokens) -> list[Match]:
        """Find the phrases of the lists in a text, in its order; where two overlap, the first and longest."""
        found: list[Match] = []
        words, phrases, after = tokens.words, self._phrases, 0
        for i, word in enumerate(words):
            if i < after or word not in phrases or (word in self.months and self._is_month(tokens, i)):
                continue
            for phrase, senses in phrases[word]:
                size = len(phrase)
                if size == 1 or tuple(words[i : i + size]) == phrase:
                    after = i + size
                    found.append(Match(i, after, tokens.starts[i], tokens.ends[after - 1], senses))
                    break
        return found

    def find_in(self, words: str) -> list[Match]:
        """Find the phrases of the lists in words that come again and again: cues, hedges, modals."""
        found = self._found.get(words)
        if found is None:
            if len(self._found) > 4096:
                self._found.clear()
            found = self._found[words] = self.find(Tokens(words))
        return found

    def _is_month(self, tokens: Tokens, number: int) -> bool:
        """Tell whether a word that may be a month is one: with a capital, and a number beside it."""
        beside = tokens.words[max(0, number - 1) : number + 2]
        return tokens.raw(number)[0].isupper() and any(word.isdecimal() for word in beside)

    def ends_before(self, name: str, tokens: Tokens, number: int) -> bool:
        """Tell whether a phrase of a list ends right before a word, with nothing but space or the mark of an elision between."""
        if number <= 0 or tokens.gap(number - 1).strip(" \n’'"):
            return False
        phrases = self._by_end[name].get(tokens.words[number - 1], ())
        return any(tuple(tokens.words[max(0, number - len(p)) : number]) == p for p in phrases)

    def ends_with(self, name: str, text: str) -> bool:
        """Tell whether the last word of a text is one of a list."""
        words = words_of(text)
        return bool(words) and words[-1] in self._single[name]

    def starts_at(self, name: str, tokens: Tokens, number: int) -> bool:
        """Tell whether a phrase of a list begins with a word."""
        if number >= len(tokens.words):
            return False
        return any(tuple(tokens.words[number : number + len(p)]) == p for p in self._by_start[name].get(tokens.words[number], ()))

    def has(self, name: str, text: str) -> bool:
        """Tell whether a text holds a phrase of a list."""
        tokens = Tokens(text)
        return any(self.starts_at(name, tokens, i) for i in range(len(tokens.words)))

    def stem(self, word: str) -> str:
        """Give what the forms of a word share: its lemma in the lists, else the word without a regular ending."""
        found = self._stems.get(word)
        if found is None:
            found = self._stems[word] = stem(word)
        return found


def _by(phrases: Mapping[Phrase, str], at: int) -> dict[str, list[Phrase]]:
    found: dict[str, list[Phrase]] = {}
    for phrase in filter(None, phrases):
        found.setdefault(phrase[at], []).append(phrase)
    return found


_ENDINGS = ("ations", "ation", "ings", "ing", "ied", "ies", "ed", "es", "s")


def stem(word: str) -> str:
    """Cut a regular ending off a word, where enough is left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    # “Delay” and “delayed”, “plan” and “planned” share a stem.
    while len(word) > 3 and (word[-1] in "eiy" or word[-1] == word[-2]):
        word = word[:-1]
    return word


class WordLists:
    """The word lists of a project, by language.

    :param folder: ``ontology/words`` of the project.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Lexicon | None] = {}

    def of(self, language: str) -> Lexicon | None:
        """Give the lists of a language, or of a language tag with subtags; None where there are none.

        :raises DataError: where the file is not what it should be.
        """
        name = language.partition("-")[0].lower()
        if name not in self._read:
            path = self.folder / f"{name}.yaml"
            self._read[name] = read_lexicon(path, name) if name.isalpha() and path.is_file() else None
        return self._read[name]


def read_lexicon(path: Path, language: str) -> Lexicon:
    """Read the word lists of a language.

    :raises DataError: where a list is missing or is none.
    """
    root = parse(read_text(path, "word lists"), str(path))
    if not isinstance(root, Map):
        raise DataError([Problem("broken-words", "not word lists: expected a mapping.", "", str(path), 1)])
    lists: dict[str, dict[Phrase, str]] = {}
    numbers: dict[str, dict[str, str]] = {}
    for name, node in root.entries.items():
        if name in ("numbers", "scales", "months"):
            numbers[name] = dict(_numbers(node))
        elif name == "bound" and isinstance(node, Map):
            lists |= {f"bound-{field}": dict(_phrases(of_field)) for field, of_field in node.entries.items()}
        else:
            lists[name] = dict(_phrases(node))
    missing = sorted({*SENSES, *OTHERS} - lists.keys() | {"numbers", "scales", "months"} - numbers.keys())
    if missing:
        message = f"the word lists have no {', '.join(missing)}."
        raise DataError([Problem("broken-words", message, "Add them; a list may be empty: [].", str(path), root.line)])
    return Lexicon(language, lists, numbers)


def _phrases(node: YamlNode) -> Iterator[tuple[Phrase, str]]:
    """Give each phrase of a list or mapping with its lemma: itself, or the key that it stands below."""
    if isinstance(node, Text):
        yield words_of(node.value), node.value
    elif isinstance(node, List):
        for item in node.items:
            yield from _phrases(item)
    else:
        for lemma, forms in node.entries.items():
            yield words_of(lemma), lemma
            yield from ((phrase, lemma) for phrase, _ in _phrases(forms))


def _numbers(node: YamlNode) -> Iterator[tuple[str, str]]:
    """Give each word for a number with its value; of a list of lists, the number of each list."""
    if isinstance(node, Map):
        yield from ((word, value.value) for word, value in node.entries.items() if isinstance(value, Text))
    elif isinstance(node, List):
        for number, names in enumerate(node.items, 1):
            yield from ((phrase[0], str(number)) for phrase, _ in _phrases(names))


#: The other lists.
OTHERS = (
    *(
        "degrees",
        "scope-end",
        "pronoun",
        "person-pronoun",
        "anaphor",
        "passive-agent",
        "turning",
        "not-last",
        "not-first",
        "auxiliary",
        "relative",
    ),
    *(
        "open-list",
        "open-list-end",
        "function-word",
        "at-least",
        "more-than",
        "at-most",
        "less-than",
        "times",
        "bound-atLeast",
        "bound-moreThan",
        "bound-atMost",
    ),
    *(
        "bound-lessThan",
        "time-by",
        "date-by",
        "time-from",
        "time-to",
        "number-joiner",
        "range-joiner",
        "number-times",
        "ordinal-ending",
        "cue-support",
        "cue-attack",
        "cue-concession",
    ),
    *(
        "premise-after",
        "premise-before",
        "irregular",
        "decimal-mark",
        "determiner",
        "negation-again",
        "adverb-ending",
        "degree-word",
        "phase-word",
        "light-verb",
        "because",
        "own-future",
        "definite",
        "noun-place",
    ),
    *(
        "preposition-to",
        "preposition-from",
        "date-of",
        "quantifier",
        "grammar-word",
        "asks-whether",
        "although",
        "while",
        "finite",
        "evaluative",
        "endorsing",
        "restrictor",
        "per-phrase",
        "past-ending",
        "approximate",
        "together",
        "number-from",
        "number-to",
        "number-by",
        "comparison",
        "conditional-ending",
    ),
)
