"""Kinds of situations: the open list of ``data/kinds.yaml``, one line each."""

import re
from typing import NamedTuple

from mali_kg.errors import did_you_mean
from mali_kg.files import read_text
from mali_kg.project import Project
from mali_kg.rdf.iris import SLUG
from mali_kg.sheets.fields import Fields, Reader
from mali_kg.sheets.model import Labels
from mali_kg.sheets.roles import Roles
from mali_kg.sheets.yaml import parse

KEYS = ("label", "definition", "roles", "opposite", "broader", "edge", "propbank", "wikidata", "plover")


class KindEntry(NamedTuple):
    """A kind of situation."""

    slug: str
    label: Labels
    definition: Labels
    #: The roles that it expects, each with what fills it there, in words.
    roles: dict[str, str]
    #: Slugs of kinds; empty for none.
    opposite: str
    broader: str
    #: The two roles that the flat view joins; empty where the usual ones serve.
    edge: tuple[str, ...]
    #: Identifiers in other lists, where they were looked up: a PropBank roleset, a Wikidata item, a PLOVER event type.
    propbank: str
    wikidata: str
    plover: str
    line: int


Kinds = dict[str, KindEntry]


def read_kinds(project: Project, roles: Roles) -> Kinds:
    """Read ``data/kinds.yaml``.

    :raises DataError: with every problem found, each with its line.
    """
    path = project.kinds_path
    file = project.display(path)
    reader = Reader(file)
    root = reader.mapping(parse(read_text(path, "list of kinds"), file), "the list of kinds")
    kinds: Kinds = {}
    for slug, node, line in root.each():
        fields = reader.mapping(node, f"kind {slug!r}", KEYS)
        if not re.fullmatch(SLUG, slug):
            reader.problem("bad-id", f"{slug!r} is not lower-case letters, digits and single hyphens.", line)
        kinds[slug] = _kind(slug, fields, roles, project.config.language)
    for kind in kinds.values():
        for key, other in (("opposite", kind.opposite), ("broader", kind.broader)):
            if other and other not in kinds:
                reader.problem("unknown-kind", f"{key} of kind {kind.slug!r} is {other!r}.", kind.line, did_you_mean(other, kinds))
            elif other == kind.slug:
                reader.problem("unknown-kind", f"kind {kind.slug!r} is its own {key}.", kind.line, "Name another kind.")
    for kind in kinds.values():
        above, seen = kind.broader, {kind.slug}
        while above in kinds and above not in seen:
            seen.add(above)
            above = kinds[above].broader
        if above == kind.slug and kind.broader != kind.slug:
            reader.problem("kind-circle", f"kind {kind.slug!r} is broader than itself.", kind.line, "Break the circle of `broader`.")
    reader.done()
    return kinds


def _kind(slug: str, fields: Fields, roles: Roles, language: str) -> KindEntry:
    reader, label = fields.reader, fields.labels("label", language)
    if not label.get(language):
        reader.problem("missing-key", f"{fields.where} has no label in {language!r}.", fields.line, f"Add label: {{{language}: …}}")
    expected: dict[str, str] = {}
    node = fields.get("roles")
    if node is None:
        reader.problem("missing-key", f"{fields.where} has no 'roles'.", fields.line, "Add roles: {actor: who …}")
    else:
        of_roles = reader.mapping(node, f"roles of {fields.where}", tuple(roles))
        expected = {role: of_roles.text(role) for role, _, _ in of_roles.each() if role in roles}
    edge = fields.texts("edge")
    for role in edge:
        if role not in roles:
            reader.problem("unknown-role", f"edge of {fields.where} names {role!r}.", fields.line_of("edge"), did_you_mean(role, roles))
    if len(edge) not in (0, 2):
        reader.problem("wrong-kind", f"edge of {fields.where} has {len(edge)} roles, expected two.", fields.line_of("edge"))
    definition = fields.labels("definition", language)
    if not definition:
        reader.problem("missing-key", f"{fields.where} has no 'definition'.", fields.line, "Add definition: what happens, in a sentence.")
    wikidata = fields.text("wikidata", "")
    if wikidata and not re.fullmatch(r"Q[1-9][0-9]*", wikidata):
        reader.problem("bad-id", f"wikidata of {fields.where} is {wikidata!r}, expected an item such as Q42.", fields.line_of("wikidata"))
    return KindEntry(
        slug,
        label,
        definition,
        expected,
        fields.text("opposite", ""),
        fields.text("broader", ""),
        edge if len(edge) == 2 else (),
        fields.text("propbank", ""),
        wikidata,
        fields.text("plover", ""),
        fields.line,
    )
