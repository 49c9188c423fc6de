"""What comes from outside the articles: facts from other sources, and links to other datasets."""

import re
from pathlib import Path
from typing import NamedTuple

from mali_kg.errors import did_you_mean
from mali_kg.files import read_text
from mali_kg.project import Project
from mali_kg.rdf.iris import SLUG
from mali_kg.sheets.content import StatementEntry, is_day, read_content
from mali_kg.sheets.fields import Fields, Reader
from mali_kg.sheets.registry import Registry
from mali_kg.sheets.vocabulary import Vocabulary
from mali_kg.sheets.yaml import parse


class ContextSource(NamedTuple):
    """An outside source and the facts that were read in it."""

    #: Name of the file without its ending; names the graph.
    slug: str
    file: str
    url: str
    title: str
    read: str
    facts: tuple[StatementEntry, ...]
    line: int


class Link(NamedTuple):
    """The same thing in another dataset, with the evidence."""

    entity: str
    same_as: str
    read: str
    evidence: str
    line: int


def _date(fields: Fields, key: str) -> str:
    value = fields.text(key)
    if value and not is_day(value):
        fields.reader.problem("bad-date", f"{key} of {fields.where} is {value!r}, expected a day such as 2026-11-23.", fields.line_of(key))
    return value


def _url(fields: Fields, key: str) -> str:
    value = fields.text(key)
    if value and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
        fields.reader.problem("bad-url", f"{key} of {fields.where} is {value!r}, expected an http or https address.", fields.line_of(key))
    return value


def read_source(path: Path, project: Project, vocabulary: Vocabulary, registry: Registry) -> ContextSource:
    """Read one file of ``data/context/``.

    :raises DataError: with every problem found, each with its line.
    """
    file = project.display(path)
    reader = Reader(file)
    root = reader.mapping(parse(read_text(path, "context file"), file), "the file", ("source", "facts"))
    if not re.fullmatch(SLUG, path.stem):
        reader.problem("bad-id", f"the file is called {path.name!r}; its name must be lower-case letters, digits and single hyphens.", 1)
    for key in ("source", "facts"):
        if root.get(key) is None:
            reader.problem("missing-key", f"the file has no {key!r}.", 1)
    reader.done()
    fields = reader.mapping(root.node.entries["source"], "source", ("url", "title", "read"))
    facts = read_content(reader, root.node.entries["facts"], "facts", vocabulary, registry)
    source = ContextSource(path.stem, file, _url(fields, "url"), fields.text("title"), _date(fields, "read"), facts, fields.line)
    reader.done()
    return source


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
        links.append(Link(slug, _url(fields, "sameAs"), _date(fields, "read"), fields.text("evidence"), fields.line))
    reader.done()
    return tuple(links)
