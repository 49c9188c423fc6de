"""Descriptions as sheets write them: a situation of a kind, with who and what takes part in which role.

What a bare word stands for, and what may fill a role, stand in the table of roles.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mali_kg.errors import did_you_mean
from mali_kg.project import Project
from mali_kg.sheets.fields import Fields, Reader
from mali_kg.sheets.kinds import Kinds, read_kinds
from mali_kg.sheets.model import EntityFiller, FieldsFiller, Filler, NodeFiller, WordsFiller
from mali_kg.sheets.registry import AGENTS, Registry, by_name, read_registry
from mali_kg.sheets.roles import Role
from mali_kg.sheets.vocabulary import Vocabulary
from mali_kg.sheets.yaml import List, Map, Text, YamlNode

#: How deep descriptions may be nested: the article's own voice needs three.
DEEPEST = 5
#: Fields of a quantity that are decimal numbers, and those that are words.
NUMBERS = ("number", "outOf", "atLeast", "moreThan", "atMost", "lessThan", "times")
QUANTITY = (*NUMBERS, "unit", "per")
#: Fields of a time, beside a bare value.
TIME = ("at", "from", "to", "by")
_DECIMAL = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_LIKE_A_DATE = re.compile(r"[0-9]{4}(-[0-9]{1,2}){0,2}")


@dataclass(frozen=True)
class Known:
    """What descriptions may name."""

    registry: Registry
    kinds: Kinds
    vocabulary: Vocabulary

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Each name that one entity alone has, with its slug."""
        return by_name(self.registry)

    @cached_property
    def opposites(self) -> dict[str, tuple[str, ...]]:
        """The kinds that are opposites of a kind, whichever of the two says so."""
        pairs = {pair for k in self.kinds.values() if k.opposite for pair in ((k.slug, k.opposite), (k.opposite, k.slug))}
        return {slug: tuple(sorted(other for one, other in pairs if one == slug)) for slug, _ in pairs}

    @cached_property
    def agents(self) -> tuple[str, ...]:
        """The slugs of those who can hold claims."""
        return tuple(slug for slug, entry in self.registry.items() if entry.type in AGENTS)


def read_known(project: Project) -> Known:
    """Read what the sheets of a project may name.

    :raises DataError: with every problem of the list of kinds, or of the registry.
    """
    vocabulary = Vocabulary(project)
    kinds = read_kinds(project, vocabulary.roles)
    return Known(read_registry(project, kinds), kinds, vocabulary)


def is_day(value: str) -> bool:
    """Tell whether a value is a day of the calendar, as ``xsd:date`` without a time zone."""
    import datetime

    try:
        return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def time_type(value: str) -> str:
    """Give the local name of the datatype of a year, month or day (XML Schema 1.1, 3.3); empty for what is none."""
    if re.fullmatch(r"[0-9]{4}", value):
        return "gYear"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", value) and is_day(f"{value}-01"):
        return "gYearMonth"
    return "date" if is_day(value) else ""


class DescriptionReader:
    """Reads the descriptions of one sheet.

    :param article: ``article/{slug}`` where the article itself may be spoken of; empty elsewhere.
    """

    def __init__(self, reader: Reader, known: Known, article: str = "") -> None:
        self.reader, self.known, self.article = reader, known, article
        self.roles, self.codes = known.vocabulary.roles, known.vocabulary.codes
        self.names = known.by_name

    def description(self, node: YamlNode, where: str, depth: int = 1) -> NodeFiller:
        """Read a description, which has a kind; every problem goes to the reader."""
        keys = ("kind", "of", "phase", *(("polarity", "strength") if depth > 1 else ()))
        fields = self.reader.mapping(node, where)
        if isinstance(node, Map) and fields.get("kind") is None:
            self.reader.problem("missing-key", f"{where} has no 'kind'.", node.line, "Add kind: what happens, a name of data/kinds.yaml.")
        found = self._node(fields, keys, depth)
        if found.kind and not found.roles and not found.of:
            fix = "Say who or what takes part, in a role, or which event it is, with `of`."
            self.reader.problem("empty-description", f"{where} describes nothing but a kind.", node.line, fix)
        return found

    def _node(self, fields: Fields, keys: tuple[str, ...], depth: int) -> NodeFiller:
        if depth > DEEPEST:
            self.reader.problem(
                "too-deep", f"{fields.where} is nested {depth} deep, expected {DEEPEST} at most.", fields.line, "Leave more to words."
            )
            return NodeFiller("", "", "", "", (), "", "", "", (), fields.line)
        roles: list[tuple[str, tuple[Filler, ...]]] = []
        for key, value, line in fields.each():
            if key in self.roles:
                roles.append((key, self._role(self.roles[key], value, f"{key} of {fields.where}", depth)))
            elif key not in keys:
                self.reader.problem("unknown-role", f"unknown role or key {key!r} in {fields.where}.", line, self._near_role(key, keys))
        kind = fields.text("kind", "") if "kind" in keys else ""
        if kind and kind not in self.known.kinds:
            self._unknown_kind(kind, fields)
        text, language = fields.text("text", "") if "text" in keys else "", fields.text("language", "") if "language" in keys else ""
        names = fields.texts("names") if "names" in keys else ()
        for name in names:
            self._entity(name, fields.line_of("names"), f"names of {fields.where}")
        of = fields.text("of", "")
        if of:
            self._entity(of, fields.line_of("of"), f"of in {fields.where}")
        return NodeFiller(
            kind,
            of,
            text,
            language,
            names,
            fields.choice("phase", self.codes["phase"], "") if "phase" in keys else "",
            fields.choice("polarity", self.codes["polarity"], "") if "polarity" in keys else "",
            fields.choice("strength", self.codes["strength"], "") if "strength" in keys else "",
            tuple(sorted(roles, key=lambda r: list(self.roles).index(r[0]))),
            fields.line,
        )

    def _role(self, role: Role, node: YamlNode, where: str, depth: int) -> tuple[Filler, ...]:
        items = node.items if isinstance(node, List) else (node,)
        if len(items) > 1 and not role.many:
            self.reader.problem(
                "role-twice", f"{where} has {len(items)} fillers, and takes one.", node.line, "Make a claim of each, or keep one."
            )
        found = tuple(filler for item in items if (filler := self._filler(role, item, where, depth)) is not None)
        if not items:
            self.reader.problem("wrong-kind", f"{where} is an empty list.", node.line)
        return found

    def _filler(self, role: Role, node: YamlNode, where: str, depth: int) -> Filler | None:
        if isinstance(node, Text):
            if not node.value:
                self.reader.wrong_kind(node, "text that is not empty", where)
                return None
            return self._bare(role, node, where)
        if not isinstance(node, Map):
            self.reader.wrong_kind(node, "a word or a mapping", where)
            return None
        if role.is_words:
            fields = self.reader.mapping(node, where, ("text", "language"))
            return WordsFiller(fields.text("text"), fields.text("language", ""), fields.line)
        if role.bare in ("time", "quantity") or (node.entries.keys() & {*QUANTITY, *TIME} and "kind" not in node.entries):
            return self._fields(role, node, where)
        if "kind" in node.entries:
            self._allow(role, "S", where, node.line, "a description")
            return self.description(node, where, depth + 1)
        found = self._node(self.reader.mapping(node, where), ("of", "text", "language", "names", "phase"), depth + 1)
        if not (found.of or found.text or found.roles):
            self.reader.problem("empty-description", f"{where} says nothing.", node.line, "Add kind, of or text.")
        if found.names and not found.text:
            self.reader.problem(
                "names-without-text", f"{where} has names and no words that name them.", node.line, "Add text, or use `of`."
            )
        if found.of:
            self._allow_entity(role, found.of, where, node.line)
        elif found.text:
            self._allow_words(role, found, where)
        return found

    def _allow_words(self, role: Role, found: NodeFiller, where: str) -> None:
        self._allow(role, "L", where, found.line, "words")
        if entity := self.names.get(found.text):
            fix = f"Write {entity}, so that whoever asks for it finds this."
            self.reader.problem("text-names-entity", f"{where} is the text {found.text!r}, which names an entity.", found.line, fix)

    def _bare(self, role: Role, node: Text, where: str) -> Filler:
        if role.bare == "entity":
            if self._entity(node.value, node.line, where):
                self._allow_entity(role, node.value, where, node.line)
            return EntityFiller(node.value, node.line)
        if role.is_words:
            return WordsFiller(node.value, "", node.line)
        if role.bare == "words":
            return NodeFiller("", "", node.value, "", (), "", "", "", (), node.line)
        if role.bare == "time" and (time_type(node.value) or _LIKE_A_DATE.fullmatch(node.value)):
            self._check_time(node.value, where, node.line)
            return FieldsFiller("time", (("at", node.value),), "", "", node.line)
        return FieldsFiller(role.bare, (), node.value, "", node.line)

    def _fields(self, role: Role, node: Map, where: str) -> FieldsFiller:
        of_time = role.bare == "time" or bool(node.entries.keys() & set(TIME))
        self._allow(role, "T" if of_time else "Q", where, node.line, "a time" if of_time else "a quantity")
        names = TIME if of_time else QUANTITY
        fields = self.reader.mapping(node, where, (*names, "text", "language"))
        found = tuple((name, fields.text(name)) for name in names if fields.get(name) is not None)
        for name, value in found:
            if of_time:
                self._check_time(value, f"{name} of {where}", fields.line_of(name))
            elif name in NUMBERS and value and not _DECIMAL.fullmatch(value):
                fix = "Write digits with a point, or use text for words."
                self.reader.problem(
                    "bad-number", f"{name} of {where} is {value!r}, expected a number such as 12.5.", fields.line_of(name), fix
                )
        text = fields.text("text", "")
        if not found and not text:
            self.reader.problem("empty-description", f"{where} says nothing.", node.line, f"Add one of {', '.join(names)}, text.")
        return FieldsFiller("time" if of_time else "quantity", found, text, fields.text("language", ""), node.line)

    def _check_time(self, value: str, where: str, line: int) -> None:
        if value and not time_type(value):
            fix = "Write words below `text` where the text gives no date."
            self.reader.problem(
                "bad-date", f"{where} is {value!r}, expected a year, month or day such as 2013, 2020-08, 2020-08-18.", line, fix
            )

    def _entity(self, slug: str, line: int, where: str) -> bool:
        if slug in self.known.registry or (self.article and slug == self.article):
            return True
        near = did_you_mean(slug, set(self.known.registry))
        fix = f"{near} Or add it to data/registry.yaml, or write {{text: {slug}}} where only words say it.".strip()
        self.reader.problem("unknown-entity", f"unknown entity {slug!r} in {where}.", line, fix)
        return False

    def _allow_entity(self, role: Role, slug: str, where: str, line: int) -> None:
        entry = self.known.registry.get(slug)
        if entry is None:
            return
        agent, document = entry.type in AGENTS, entry.type == "Document"
        if "E" in role.fills or (agent and "A" in role.fills) or (document and "D" in role.fills):
            return
        message = f"{where} is {slug!r}, a {entry.type}; it takes {role.expected()}."
        self.reader.problem("wrong-filler", message, line, f"{role.test} If not, another role fits.")

    def _allow(self, role: Role, letter: str, where: str, line: int, what: str) -> None:
        if letter not in role.fills:
            fix = f"{role.test} If not, another role fits."
            self.reader.problem("wrong-filler", f"{where} is {what}; it takes {role.expected()}.", line, fix)

    def _near_role(self, key: str, keys: tuple[str, ...]) -> str:
        return did_you_mean(key, {*self.roles, *keys}) or f"Roles are: {', '.join(self.roles)}."

    def _unknown_kind(self, kind: str, fields: Fields) -> None:
        used = ", ".join(f"{key}: …" for key, _, _ in fields.each() if key in self.roles)
        line = f"{kind}: {{label: {{en: {kind.replace('-', ' ')}}}, definition: …, roles: {{{used}}}}}"
        fix = f"{did_you_mean(kind, self.known.kinds)} Or add a line to data/kinds.yaml: {line}".strip()
        self.reader.problem("unknown-kind", f"unknown kind {kind!r} in {fields.where}.", fields.line_of("kind"), fix)


def nodes(node: NodeFiller) -> Iterator[NodeFiller]:
    """Give a description or participant and all that are nested in it, itself first."""
    yield node
    for _, fillers in node.roles:
        for filler in fillers:
            if isinstance(filler, NodeFiller):
                yield from nodes(filler)


def entities(node: NodeFiller) -> Iterator[str]:
    """Give the slug of each entity that a description reaches, by roles, `of` and `names`."""
    for found in nodes(node):
        if found.of:
            yield found.of
        yield from found.names
        yield from (f.slug for _, fillers in found.roles for f in fillers if isinstance(f, EntityFiller))
