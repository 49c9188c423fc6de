"""YAML in which every value knows its line.

Every scalar is text: ``no``, ``2013`` and ``2020-08`` stay what the author wrote (YAML 1.1 would make
False, an integer and a date of them). Aliases and repeated keys are refused.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from mali_kg.errors import DataError, Problem, did_you_mean

if TYPE_CHECKING:
    import yaml


class Text(NamedTuple):
    """A scalar."""

    value: str
    line: int


class List(NamedTuple):
    """A sequence."""

    items: "tuple[YamlNode, ...]"
    line: int


class Map(NamedTuple):
    """A mapping, in the author's order."""

    entries: "dict[str, YamlNode]"
    #: Line of each key.
    lines: dict[str, int]
    line: int


YamlNode = Text | List | Map

#: A language tag as Turtle and N-Triples write it (RDF 1.1 Turtle, production LANGTAG), its subtags at most eight long (BCP 47).
LANGUAGE_TAG = re.compile(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*")
#: Deeper brackets than any sheet needs; the parser would crash on far deeper ones.
DEEPEST = 100

_KIND = {Text: "text", List: "a list", Map: "a mapping"}


def parse(text: str, file: str) -> YamlNode:
    """Parse one YAML document.

    :raises DataError: with file and line, for broken YAML, an alias, a repeated key or an empty document.
    """
    import yaml

    if bracket_depth(text) > DEEPEST:
        raise _fail(file, "broken-yaml", "nested too deeply.", 0)
    try:
        # Events, and not nodes: nothing is to be made of a scalar, which takes half the time.
        return _Builder(file).build(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(filter(None, (error.context, error.problem)))
        line = mark.line + 1 if mark else 0
        raise _fail(file, "broken-yaml", f"not YAML: {said}.", line, "Look at indentation, quotes and colons there.") from None
    except yaml.YAMLError as error:
        raise _fail(file, "broken-yaml", f"not YAML: {error}.".replace("\n", " "), 0) from None


def _line(event: "yaml.Event") -> int:
    """Tell the line of an event, from 1."""
    return event.start_mark.line + 1 if event.start_mark else 0


def _fail(file: str, rule: str, message: str, line: int, fix: str = "") -> DataError:
    return DataError([Problem(rule, message, fix, file, line)])


class _Builder:
    """Builds the value of a document from its events (YAML 1.1, 3.1)."""

    def __init__(self, file: str) -> None:
        self.file = file
        #: Values whose end has not come, the innermost last.
        self.open: list[_OpenList | _OpenMap] = []
        self.root: YamlNode | None = None

    def build(self, events: "Iterable[yaml.Event]") -> YamlNode:
        """Build the value of the only document.

        :raises DataError: where there is none, or another one.
        """
        import yaml

        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self.add(Text(event.value, _line(event)))
            elif isinstance(event, yaml.CollectionStartEvent):
                line = _line(event)
                if len(self.open) >= DEEPEST:
                    raise self.fail("broken-yaml", "nested too deeply.", line)
                self.open.append(_OpenMap(line) if isinstance(event, yaml.MappingStartEvent) else _OpenList(line))
            elif isinstance(event, yaml.CollectionEndEvent):
                self.add(self.open.pop().closed())
            elif isinstance(event, yaml.AliasEvent):
                line = _line(event)
                raise self.fail("yaml-alias", "an alias (*name) stands for another value.", line, "Write the value out.")
            elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
                message = "not YAML: expected a single document in the stream but found another document."
                fix = "Look at indentation, quotes and colons there."
                raise self.fail("broken-yaml", message, _line(event), fix)
        if self.root is None:
            raise self.fail("broken-yaml", "the file is empty.", 1)
        return self.root

    def add(self, node: YamlNode) -> None:
        """Put a value into the innermost list or mapping, where it may be a key."""
        if not self.open:
            self.root = node
            return
        into = self.open[-1]
        if isinstance(into, _OpenList):
            into.items.append(node)
        elif into.key is None:
            if not isinstance(node, Text):
                raise self.fail("broken-yaml", "a key is not plain text.", node.line)
            if node.value in into.entries:
                first = into.lines[node.value]
                raise self.fail("repeated-key", f"{node.value!r} stands twice, first on line {first}.", node.line, "Keep one.")
            into.key = node.value
            into.lines[node.value] = node.line
        else:
            into.entries[into.key] = node
            into.key = None

    def fail(self, rule: str, message: str, line: int, fix: str = "") -> DataError:
        """Make the error of a document that is no good."""
        return _fail(self.file, rule, message, line, fix)


class _OpenList:
    """A sequence whose end has not come."""

    __slots__ = ("items", "line")

    def __init__(self, line: int) -> None:
        self.line = line
        self.items: list[YamlNode] = []

    def closed(self) -> List:
        """Give the sequence."""
        return List(tuple(self.items), self.line)


class _OpenMap:
    """A mapping whose end has not come, and the key whose value has not."""

    __slots__ = ("entries", "key", "line", "lines")

    def __init__(self, line: int) -> None:
        self.line = line
        self.entries: dict[str, YamlNode] = {}
        self.lines: dict[str, int] = {}
        self.key: str | None = None

    def closed(self) -> Map:
        """Give the mapping."""
        return Map(self.entries, self.lines, self.line)


def bracket_depth(text: str) -> int:
    """How deep brackets and braces nest, those in quotes and comments counted too."""
    depth = deepest = 0
    for match in re.finditer(r"[\[{\]}]", text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest


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
        """The node as a mapping with these keys (any keys where None)."""
        if not isinstance(node, Map):
            self.wrong_kind(node, "a mapping", where)
            node = Map({}, {}, node.line)
        if keys is not None:
            for key in node.entries:
                if key not in keys:
                    self.problem("unknown-key", f"unknown key {key!r} in {where}.", node.lines[key], did_you_mean(key, keys))
        return Fields(self, node, where)

    def items(self, node: YamlNode | None, where: str) -> tuple[YamlNode, ...]:
        """The node as a list; nothing where it is absent."""
        if node is None:
            return ()
        if not isinstance(node, List):
            self.wrong_kind(node, "a list", where)
            return ()
        return node.items

    def texts(self, node: YamlNode | None, where: str) -> tuple[Text, ...]:
        """The node as one text or a list of texts; nothing where it is absent."""
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
        """The raw value."""
        return self.node.entries.get(key)

    def line_of(self, key: str) -> int:
        """The line of a key, or of the mapping where the key is absent."""
        return self.node.lines.get(key, self.line)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; a problem where it is absent and there is no default."""
        node = self.get(key)
        if node is None:
            if default is None:
                self.reader.problem("missing-key", f"{self.where} has no {key!r}.", self.line, f"Add {key}: …")
            return default or ""
        if not isinstance(node, Text) or not node.value:
            self.reader.wrong_kind(node, "text that is not empty", f"{key} of {self.where}")
            return default or ""
        return node.value

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of texts."""
        return tuple(t.value for t in self.reader.texts(self.get(key), f"{key} of {self.where}"))

    def choice(self, key: str, allowed: "set[str] | frozenset[str]", default: str | None = None) -> str:
        """A text that is one of the allowed ones."""
        value = self.text(key, default)
        if value and value not in allowed:
            self.reader.problem(
                f"unknown-{key}", f"unknown {key} {value!r} in {self.where}.", self.line_of(key), did_you_mean(value, allowed)
            )
        return value

    def positive(self, key: str) -> int | None:
        """A whole number from 1, or None where it is absent."""
        if self.get(key) is None:
            return None
        value = self.text(key)
        if value.isascii() and value.isdigit() and len(value) < 10 and int(value) > 0:
            return int(value)
        self.reader.problem("wrong-kind", f"{key} of {self.where} is {value!r}, expected a whole number from 1.", self.line_of(key))
        return None

    def flag(self, key: str) -> bool:
        """True or false; false where it is absent."""
        value = self.text(key, "false")
        if value not in ("true", "false"):
            self.reader.problem("wrong-kind", f"{key} of {self.where} is {value!r}, expected true or false.", self.line_of(key))
        return value == "true"

    def labels(self, key: str, language: str) -> dict[str, tuple[str, ...]]:
        """Text by language tag: a mapping of languages, or plain text in the default language."""
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
        """Key, value and line of every entry."""
        for key, value in self.node.entries.items():
            yield key, value, self.node.lines[key]
