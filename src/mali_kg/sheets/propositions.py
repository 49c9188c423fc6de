"""Propositions that people named, to cite and label them across articles: ``data/propositions.yaml``."""

import re
from typing import NamedTuple

from mali_kg.files import read_text
from mali_kg.project import Project
from mali_kg.rdf.iris import SLUG
from mali_kg.sheets.description import DescriptionReader, Known
from mali_kg.sheets.fields import Reader
from mali_kg.sheets.model import Labels, NodeFiller
from mali_kg.sheets.yaml import parse


class PropositionEntry(NamedTuple):
    """A proposition with a name: whoever says what it describes, says it."""

    slug: str
    label: Labels
    says: NodeFiller
    line: int


def read_propositions(project: Project, known: Known) -> tuple[PropositionEntry, ...]:
    """Read ``data/propositions.yaml``; nothing where there is no such file.

    :raises DataError: with every problem found, each with its line.
    """
    path = project.propositions_path
    if not path.exists():
        return ()
    file, language = project.display(path), project.config.language
    reader = Reader(file)
    found = []
    for slug, node, line in reader.mapping(parse(read_text(path, "list of propositions"), file), "the list").each():
        fields = reader.mapping(node, f"proposition {slug!r}", ("label", "says"))
        if not re.fullmatch(SLUG, slug):
            reader.problem("bad-id", f"{slug!r} is not lower-case letters, digits and single hyphens.", line)
        label, says = fields.labels("label", language), fields.get("says")
        if not label.get(language) or says is None:
            reader.problem("missing-key", f"{fields.where} has no label or no 'says'.", line, "Add label: what is said; says: {kind: …, …}")
        else:
            found.append(PropositionEntry(slug, label, DescriptionReader(reader, known).description(says, f"says of {fields.where}"), line))
    reader.done()
    return tuple(found)
