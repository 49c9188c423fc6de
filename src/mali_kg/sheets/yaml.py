"""YAML in which every value knows its line.

Every scalar is text: ``no``, ``2013`` and ``2020-08`` stay what the author wrote (YAML 1.1 would make
False, an integer and a date of them). Aliases and repeated keys are refused.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from mali_kg.errors import DataError, Problem

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
    """Measure how deep brackets and braces nest, those in quotes and comments counted too."""
    depth = deepest = 0
    for match in re.finditer(r"[\[{\]}]", text):
        depth = depth + 1 if match[0] in "[{" else max(0, depth - 1)
        deepest = max(deepest, depth)
    return deepest
