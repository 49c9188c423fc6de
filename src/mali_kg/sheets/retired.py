"""Ids that were published once and name nothing any more: ``data/retired.yaml``. None of them is used again."""

from typing import NamedTuple

from mali_kg.files import read_text
from mali_kg.project import Project
from mali_kg.sheets.context import read_date
from mali_kg.sheets.fields import Reader
from mali_kg.sheets.model import Labels
from mali_kg.sheets.yaml import parse


class RetiredEntry(NamedTuple):
    """A retired id, as IRIs have it behind ``{base}id/``: ``article/minusma-end/c03-1``, ``critics``."""

    id: str
    date: str
    reason: Labels
    #: What is to be used in its place; nothing where there is no such thing.
    replaced_by: tuple[str, ...]
    line: int


def read_retired(project: Project) -> tuple[RetiredEntry, ...]:
    """Read ``data/retired.yaml``; nothing where there is no such file.

    :raises DataError: with every problem found, each with its line.
    """
    path = project.retired_path
    if not path.exists():
        return ()
    file = project.display(path)
    reader = Reader(file)
    found: dict[str, RetiredEntry] = {}
    for node in reader.items(parse(read_text(path, "list of retired ids"), file), "the list"):
        fields = reader.mapping(node, "a retired id", ("id", "date", "reason", "replacedBy"))
        id_ = fields.text("id")
        fields.where = f"retired id {id_!r}"
        if id_ in found:
            reader.problem("duplicate-id", f"{fields.where} stands twice, first on line {found[id_].line}.", fields.line, "Keep one.")
        reason = fields.labels("reason", project.config.language)
        if not reason:
            reader.problem("missing-key", f"{fields.where} has no 'reason'.", fields.line, "Add reason: why it was retired.")
        found[id_] = RetiredEntry(id_, read_date(fields, "date"), reason, fields.texts("replacedBy"), fields.line)
    reader.done()
    return tuple(found.values())
