"""Content: what a proposition or an outside source says, as statements about entities."""

import re
from collections.abc import Callable
from typing import NamedTuple

from mali_kg.errors import did_you_mean
from mali_kg.sheets.fields import Reader
from mali_kg.sheets.registry import Registry
from mali_kg.sheets.vocabulary import Vocabulary
from mali_kg.sheets.yaml import Map, YamlNode


class StatementEntry(NamedTuple):
    """Subject, key and value, before the context turns them into a triple."""

    subject: str
    key: str
    value: str
    #: Language of the value where the key takes text by language; else empty.
    language: str
    line: int


#: Datatype to the test of a value and what is expected.
_FORMS: dict[str, tuple[Callable[[str], bool], str]] = {
    "xsd:gYear": (lambda v: re.fullmatch(r"[0-9]{4}", v) is not None, "a year such as 2013"),
    "xsd:gYearMonth": (lambda v: is_day(f"{v}-01"), "a month such as 2020-08"),
    "xsd:date": (lambda v: is_day(v), "a day such as 2023-06-30"),
}


def is_day(value: str) -> bool:
    """Whether the value is a day of the calendar, as ``xsd:date`` without a time zone."""
    import datetime

    try:
        return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None and bool(datetime.date.fromisoformat(value))
    except ValueError:
        return False


def read_content(
    reader: Reader, node: YamlNode, where: str, vocabulary: Vocabulary, registry: Registry, article: str = ""
) -> tuple[StatementEntry, ...]:
    """Read ``{subject: {key: value or list}}``; every problem goes to the reader.

    :param article: ``article/{slug}`` where the article itself may be spoken of.
    """
    statements: list[StatementEntry] = []

    def entity(slug: str, line: int) -> None:
        if slug not in registry and (not article or slug != article):
            near = did_you_mean(slug, set(registry))
            fix = f"{near} Or add it to data/registry.yaml." if near else "Add it to data/registry.yaml."
            reader.problem("unknown-entity", f"unknown entity {slug!r} in {where}.", line, fix)

    for subject, entries, line in reader.mapping(node, where).each():
        entity(subject, line)
        for key, value, at in reader.mapping(entries, f"{subject} in {where}").each():
            if key not in vocabulary.content_keys:
                reader.problem("unknown-key", f"unknown key {key!r} in {where}.", at, did_you_mean(key, vocabulary.content_keys))
                continue
            tagged: dict[str, YamlNode] = {"": value}
            if vocabulary.by_language(key):
                if isinstance(value, Map):
                    tagged = value.entries
                else:
                    reader.problem("wrong-kind", f"{key} in {where} has no language.", at, f"Write {key}: {{fr: …}}")
            for language, texts in tagged.items():
                for text in reader.texts(texts, f"{key} in {where}"):
                    if vocabulary.is_reference(key):
                        entity(text.value, text.line)
                    good, expected = _FORMS.get(vocabulary.datatype(key), (bool, "text"))
                    if not good(text.value):
                        reader.problem("bad-date", f"{key} in {where} is {text.value!r}, expected {expected}.", text.line)
                    statement = StatementEntry(subject, key, text.value, language, text.line)
                    if any(s[:4] == statement[:4] for s in statements):
                        reader.problem(
                            "repeated-statement", f"{subject} {key} {text.value} stands twice in {where}.", text.line, "Keep one."
                        )
                    statements.append(statement)
    if not statements:
        reader.problem("empty-content", f"{where} says nothing.", node.line, "Write subject: {key: value} below it.")
    return tuple(statements)
