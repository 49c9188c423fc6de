"""The registry: who and what the articles speak of, once for all articles."""

import re
from typing import NamedTuple

from mali_kg.errors import did_you_mean
from mali_kg.files import read_text
from mali_kg.project import Project
from mali_kg.rdf.iris import SLUG
from mali_kg.sheets.fields import Fields, Reader
from mali_kg.sheets.kinds import Kinds
from mali_kg.sheets.yaml import parse

#: What an entity can be; each is a term of the context.
TYPES = frozenset(("Organization", "VagueGroup", "Person", "Polity", "Place", "Event", "Document", "Topic"))
#: Types that can hold a claim, endorse one, draw an argument or act.
AGENTS = frozenset(("Organization", "VagueGroup", "Person", "Polity"))
KEYS = ("type", "kind", "names", "label", "alt", "note")
#: Names that the project gives to things of its own, and words that JSON-LD takes for its keywords.
RESERVED = frozenset(("annotator", "article", "proposition", "source", "link", "review", "id", "type", "graph"))


class RegistryEntry(NamedTuple):
    """One entry of the registry."""

    slug: str
    type: str
    #: Of an event: slug of its kind, empty for none; and slugs of the entities that its name settles.
    kind: str
    names: tuple[str, ...]
    label: dict[str, tuple[str, ...]]
    alt: dict[str, tuple[str, ...]]
    note: dict[str, tuple[str, ...]]
    line: int


Registry = dict[str, RegistryEntry]


def read_registry(project: Project, kinds: Kinds) -> Registry:
    """Read ``data/registry.yaml``.

    :raises DataError: with every problem found, each with its line.
    """
    file = project.display(project.registry_path)
    reader = Reader(file)
    root = reader.mapping(parse(read_text(project.registry_path, "registry"), file), "the registry")
    entities = {
        slug: _entry(reader.mapping(node, f"entity {slug!r}", KEYS), slug, line, project, kinds) for slug, node, line in root.each()
    }
    for entry in entities.values():
        for name in entry.names:
            if name not in entities:
                message = f"names of entity {entry.slug!r} has {name!r}, which is unknown."
                reader.problem("unknown-entity", message, entry.line, did_you_mean(name, entities))
            elif entry.slug in settled(name, entities):
                message = f"entity {entry.slug!r} is among the names of what it names: {name!r}."
                reader.problem("names-circle", message, entry.line, "Break the circle of `names`.")
    reader.done()
    return entities


def _entry(fields: Fields, slug: str, line: int, project: Project, kinds: Kinds) -> RegistryEntry:
    reader, language = fields.reader, project.config.language
    if not re.fullmatch(SLUG, slug) or slug in RESERVED:
        reader.problem("bad-id", f"{slug!r} is reserved or not lower-case letters, digits and single hyphens.", line)
    type_ = fields.choice("type", TYPES)
    kind, names = fields.text("kind", ""), fields.texts("names")
    for key, given in (("kind", kind), ("names", names)):
        if given and type_ != "Event":
            message = f"{fields.where} is no Event and has {key!r}."
            reader.problem("unknown-key", message, fields.line_of(key), "Remove it, or make it type: Event.")
    if kind and kind not in kinds:
        reader.problem("unknown-kind", f"unknown kind {kind!r} in {fields.where}.", fields.line_of("kind"), did_you_mean(kind, kinds))
    label = fields.labels("label", language)
    if not label.get(language):
        reader.problem("missing-key", f"{fields.where} has no label in {language!r}.", line, f"Add label: {{{language}: …}}")
    for tag, texts in label.items():
        if len(texts) > 1:
            reader.problem("two-labels", f"{fields.where} has {len(texts)} labels in {tag!r}.", line, "Keep one; put the others below alt.")
    return RegistryEntry(slug, type_, kind, names, label, fields.labels("alt", language), fields.labels("note", language), line)


def settled(slug: str, registry: Registry) -> frozenset[str]:
    """Give an entity, and all that its name settles: an event's `names`, and theirs."""
    found: set[str] = set()
    todo = [slug]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += registry[name].names if name in registry else ()
    return frozenset(found)


def by_name(registry: Registry) -> dict[str, str]:
    """Give each name, label or other, in any language, with the slug of the entity that alone has it."""
    found: dict[str, set[str]] = {}
    for slug, entry in registry.items():
        for texts in (*entry.label.values(), *entry.alt.values()):
            for text in texts:
                found.setdefault(text, set()).add(slug)
    return {text: next(iter(slugs)) for text, slugs in found.items() if len(slugs) == 1}
