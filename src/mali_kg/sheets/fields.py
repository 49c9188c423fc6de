"""Reading located YAML into typed values: every problem is collected on the way, so that all are told at once."""

import re
from collections.abc import Iterator

from mali_kg.errors import DataError, Problem, did_you_mean
from mali_kg.sheets.yaml import LANGUAGE_TAG, List, Map, Text, YamlNode

_KIND = {Text: "text", List: "a list", Map: "a mapping"}


class Reader:
    """Reads located YAML into typed values and collects every problem on the way, so that all are told at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def problem(self, rule: str, message: str, line: int, fix: str = "") -> None:
        """Note a problem on a line of this file."""
        self.problems.append(Problem(rule, message, fix, self.file, line))

    def done(self) -> None:
        """Raise everything that was noted.

        :raises DataError: where anything was.
        """
        if self.problems:
            raise DataError(self.problems)

    def wrong_kind(self, node: YamlNode, expected: str, where: str) -> None:
        """Note that a value is of another kind than expected."""
        self.problem("wrong-kind", f"{where} is {_KIND[type(node)]}, expected {expected}.", node.line)

    def mapping(self, node: YamlNode, where: str, keys: tuple[str, ...] | None = None) -> "Fields":
        """Read the node as a mapping with these keys (any keys where None)."""
        if not isinstance(node, Map):
            self.wrong_kind(node, "a mapping", where)
            node = Map({}, {}, node.line)
        if keys is not None:
            for key in node.entries:
                if key not in keys:
                    self.problem("unknown-key", f"unknown key {key!r} in {where}.", node.lines[key], did_you_mean(key, keys))
        return Fields(self, node, where)

    def items(self, node: YamlNode | None, where: str) -> tuple[YamlNode, ...]:
        """Read the node as a list; nothing where it is absent."""
        if node is None:
            return ()
        if not isinstance(node, List):
            self.wrong_kind(node, "a list", where)
            return ()
        return node.items

    def texts(self, node: YamlNode | None, where: str) -> tuple[Text, ...]:
        """Read the node as one text or a list of texts; nothing where it is absent."""
        if node is None:
            return ()
        items = node.items if isinstance(node, List) else (node,)
        good = []
        for item in items:
            if isinstance(item, Text) and item.value:
                good.append(item)
            else:
                self.problem("wrong-kind", f"{where} has an empty value or one that is not text.", item.line)
        return tuple(good)


class Fields:
    """The entries of one mapping, read by key."""

    def __init__(self, reader: Reader, node: Map, where: str) -> None:
        self.reader, self.node, self.where, self.line = reader, node, where, node.line

    def get(self, key: str) -> YamlNode | None:
        """Give the raw value."""
        return self.node.entries.get(key)

    def line_of(self, key: str) -> int:
        """Give the line of a key, or of the mapping where the key is absent."""
        return self.node.lines.get(key, self.line)

    def text(self, key: str, default: str | None = None) -> str:
        """Read a text; a problem where it is absent and there is no default."""
        node = self.get(key)
        if node is None:
            if default is None:
                self.reader.problem("missing-key", f"{self.where} has no {key!r}.", self.line, f"Add {key}: …")
            return default or ""
        if not isinstance(node, Text) or not node.value:
            self.reader.wrong_kind(node, "text that is not empty", f"{key} of {self.where}")
            return default or ""
        return node.value

    def url(self, key: str, default: str | None = None) -> str:
        """Read an address on the web; a problem where it is none, or is absent and there is no default."""
        value = self.text(key, default)
        if value and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
            self.reader.problem("bad-url", f"{key} of {self.where} is {value!r}, expected an http or https address.", self.line_of(key))
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Read one text or a list of texts."""
        return tuple(t.value for t in self.reader.texts(self.get(key), f"{key} of {self.where}"))

    def by_name(self, key: str) -> dict[str, str]:
        """Read a mapping of any names to texts; empty where it is absent."""
        node = self.get(key)
        if node is None:
            return {}
        named = self.reader.mapping(node, f"{key} of {self.where}")
        return {name: named.text(name) for name, _, _ in named.each()}

    def choice(self, key: str, allowed: "set[str] | frozenset[str]", default: str | None = None) -> str:
        """Read a text that is one of the allowed ones."""
        value = self.text(key, default)
        if value and value not in allowed:
            self.reader.problem(
                f"unknown-{key}", f"unknown {key} {value!r} in {self.where}.", self.line_of(key), did_you_mean(value, allowed)
            )
        return value

    def positive(self, key: str) -> int | None:
        """Read a whole number from 1, or None where it is absent."""
        if self.get(key) is None:
            return None
        value = self.text(key)
        if value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0:
            return int(value)
        self.reader.problem("wrong-kind", f"{key} of {self.where} is {value!r}, expected a whole number from 1.", self.line_of(key))
        return None

    def flag(self, key: str) -> bool:
        """Read true or false; false where it is absent."""
        value = self.text(key, "false")
        if value not in ("true", "false"):
            self.reader.problem("wrong-kind", f"{key} of {self.where} is {value!r}, expected true or false.", self.line_of(key))
        return value == "true"

    def labels(self, key: str, language: str) -> dict[str, tuple[str, ...]]:
        """Read text by language tag: a mapping of languages, or plain text in the default language."""
        node = self.get(key)
        if node is None:
            return {}
        if not isinstance(node, Map):
            return {language: self.texts(key)}
        where = f"{key} of {self.where}"
        for tag in node.entries:
            if not LANGUAGE_TAG.fullmatch(tag):
                self.reader.problem(
                    "bad-language", f"{tag!r} in {where} is no language tag.", node.lines[tag], "Use a BCP 47 tag such as en or fr-CA."
                )
        return {tag: tuple(t.value for t in self.reader.texts(value, where)) for tag, value in node.entries.items()}

    def each(self) -> Iterator[tuple[str, YamlNode, int]]:
        """Give key, value and line of every entry."""
        for key, value in self.node.entries.items():
            yield key, value, self.node.lines[key]
