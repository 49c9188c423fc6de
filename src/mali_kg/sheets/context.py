"""What comes from outside the articles: what other sources say, and links to other datasets."""

import re
from pathlib import Path
from typing import NamedTuple

from mali_kg.errors import did_you_mean
from mali_kg.files import read_text
from mali_kg.project import Project
from mali_kg.rdf.iris import SLUG
from mali_kg.sheets.description import DescriptionReader, Known, is_day
from mali_kg.sheets.fields import Fields, Reader
from mali_kg.sheets.model import Labels, NodeFiller, Stance
from mali_kg.sheets.reader import STANCE_KEYS, check_focus, read_stance
from mali_kg.sheets.registry import Registry
from mali_kg.sheets.yaml import YamlNode, parse

CLAIM_KEYS = ("id", "label", "quote", *STANCE_KEYS, "hedge", "says", "note", "accepted")


class SourceClaimEntry(NamedTuple):
    """What an outside source says."""

    id: str
    label: Labels
    #: Its words, where they are known.
    quote: str
    stance: Stance
    hedges: tuple[str, ...]
    says: NodeFiller
    note: Labels
    #: Rule to the reason why its warning is accepted.
    accepted: dict[str, str]
    line: int


class ContextSource(NamedTuple):
    """An outside source and what it says."""

    #: Name of the file without its ending; names the source and its graph.
    slug: str
    file: str
    url: str
    title: str
    read: str
    claims: tuple[SourceClaimEntry, ...]
    line: int


class Link(NamedTuple):
    """The same thing in another dataset, with the evidence."""

    entity: str
    same_as: str
    read: str
    evidence: str
    line: int


def read_date(fields: Fields, key: str) -> str:
    """Read a day; a problem where it is none."""
    value = fields.text(key)
    if value and not is_day(value):
        fields.reader.problem("bad-date", f"{key} of {fields.where} is {value!r}, expected a day such as 2026-11-23.", fields.line_of(key))
    return value


def read_source(path: Path, project: Project, known: Known) -> ContextSource:
    """Read one file of ``data/context/``.

    :raises DataError: with every problem found, each with its line.
    """
    file = project.display(path)
    reader = Reader(file)
    root = reader.mapping(parse(read_text(path, "context file"), file), "the file", ("source", "claims"))
    if not re.fullmatch(SLUG, path.stem):
        reader.problem("bad-id", f"the file is called {path.name!r}; its name must be lower-case letters, digits and single hyphens.", 1)
    for key in ("source", "claims"):
        if root.get(key) is None:
            reader.problem("missing-key", f"the file has no {key!r}.", 1)
    reader.done()
    fields = reader.mapping(root.node.entries["source"], "source", ("url", "title", "read"))
    claims = tuple(_claim(reader, node, known) for node in reader.items(root.get("claims"), "claims"))
    if not claims:
        reader.problem("missing-key", "the source says nothing.", root.line_of("claims"), "Add a claim, or remove the file.")
    seen: set[str] = set()
    for claim in claims:
        if claim.id in seen:
            reader.problem("duplicate-id", f"id {claim.id!r} stands twice.", claim.line, "Give one of them the next free number.")
        seen.add(claim.id)
    source = ContextSource(path.stem, file, fields.url("url"), fields.text("title"), read_date(fields, "read"), claims, fields.line)
    reader.done()
    return source


def _claim(reader: Reader, node: YamlNode, known: Known) -> SourceClaimEntry:
    language = known.vocabulary.project.config.language
    fields = reader.mapping(node, "a claim", CLAIM_KEYS)
    id_ = fields.text("id")
    fields.where = f"claim {id_}"
    if id_ and not re.fullmatch(r"c[0-9]+", id_):
        reader.problem("bad-id", f"{id_!r} is not the id of a claim of a source, expected c1, c2 and so on.", fields.line_of("id"))
    label = fields.labels("label", language)
    if not label.get(language):
        reader.problem("missing-key", f"{fields.where} has no label.", fields.line, "Add label: what is said, in a short sentence.")
    says = fields.get("says")
    if says is None:
        reader.problem("missing-key", f"{fields.where} has no 'says'.", fields.line, "Add says: {kind: …, …}.")
        described = NodeFiller("", "", "", "", (), "", "", "", (), fields.line)
    else:
        described = DescriptionReader(reader, known).description(says, f"says of {fields.where}")
    stance = read_stance(fields, known)
    check_focus(reader, stance, described, fields.where, fields.line)
    return SourceClaimEntry(
        id_,
        label,
        fields.text("quote", ""),
        stance,
        fields.texts("hedge"),
        described,
        fields.labels("note", language),
        fields.by_name("accepted"),
        fields.line,
    )


def read_links(project: Project, registry: Registry) -> tuple[Link, ...]:
    """Read ``data/links.yaml``; no links where there is no such file.

    :raises DataError: with every problem found; a vague group is the same as nothing else.
    """
    if not project.links_path.exists():
        return ()
    file = project.display(project.links_path)
    reader = Reader(file)
    links = []
    for node in reader.items(parse(read_text(project.links_path, "links file"), file), "the links"):
        fields = reader.mapping(node, "a link", ("entity", "sameAs", "read", "evidence"))
        slug = fields.text("entity")
        if slug and slug not in registry:
            reader.problem("unknown-entity", f"unknown entity {slug!r}.", fields.line_of("entity"), did_you_mean(slug, registry))
        elif slug and registry[slug].type == "VagueGroup":
            reader.problem(
                "vague-group-linked", f"{slug!r} is a vague group and is the same as nothing else.", fields.line, "Remove the link."
            )
        links.append(Link(slug, fields.url("sameAs"), read_date(fields, "read"), fields.text("evidence"), fields.line))
    reader.done()
    return tuple(links)
