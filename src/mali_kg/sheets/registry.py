"""The registry: who and what the articles speak of, once for all articles."""

import re
from typing import NamedTuple

from mali_kg.files import read_text
from mali_kg.project import Project
from mali_kg.rdf.iris import SLUG
from mali_kg.sheets.fields import Reader
from mali_kg.sheets.vocabulary import Vocabulary
from mali_kg.sheets.yaml import parse

#: What an entity can be; each is a term of the context.
TYPES = frozenset(("Organization", "PeacekeepingMission", "VagueGroup", "Person", "Place", "Event", "Situation", "Mandate", "Legislation"))
#: Types that can hold a claim, endorse one or draw an argument.
AGENTS = frozenset(("Organization", "PeacekeepingMission", "VagueGroup", "Person"))
KEYS = ("type", "eventType", "label", "alt", "note")
#: Names that the project gives to things of its own, and words that JSON-LD takes for its keywords.
RESERVED = frozenset(("annotator", "article", "proposition", "link", "id", "type", "graph"))


class RegistryEntry(NamedTuple):
    """One entry of the registry."""

    slug: str
    type: str
    #: Notation of the kind of event; empty for other types.
    event_type: str
    label: dict[str, tuple[str, ...]]
    alt: dict[str, tuple[str, ...]]
    note: dict[str, tuple[str, ...]]
    line: int


Registry = dict[str, RegistryEntry]


def read_registry(project: Project, vocabulary: Vocabulary) -> Registry:
    """Read ``data/registry.yaml``.

    :raises DataError: with every problem found, each with its line.
    """
    file = project.display(project.registry_path)
    reader = Reader(file)
    root = reader.mapping(parse(read_text(project.registry_path, "registry"), file), "the registry")
    language = project.config.language
    entities: Registry = {}
    for slug, node, line in root.each():
        where = f"entity {slug!r}"
        fields = reader.mapping(node, where, KEYS)
        if not re.fullmatch(SLUG, slug) or slug in RESERVED:
            reader.problem("bad-id", f"{slug!r} is reserved or not lower-case letters, digits and single hyphens.", line)
        kind = fields.choice("type", TYPES)
        event_type = fields.text("eventType", "")
        if kind == "Event":
            fields.choice("eventType", vocabulary.codes.get("event-type", frozenset()))
        elif event_type:
            reader.problem(
                "unknown-key",
                f"{where} is no Event and has an eventType.",
                fields.line_of("eventType"),
                "Remove it, or make it type: Event.",
            )
        label = fields.labels("label", language)
        if not label.get(language):
            reader.problem("missing-key", f"{where} has no label in {language!r}.", line, f"Add label: {{{language}: …}}")
        for tag, names in label.items():
            if len(names) > 1:
                reader.problem("two-labels", f"{where} has {len(names)} labels in {tag!r}.", line, "Keep one; put the others below alt.")
        entities[slug] = RegistryEntry(slug, kind, event_type, label, fields.labels("alt", language), fields.labels("note", language), line)
    reader.done()
    return entities
