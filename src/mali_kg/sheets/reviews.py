"""Verdicts of fact-checkers on claims, in their own words and with their dates: ``data/reviews.yaml``. None is a verdict of ours."""

import re
from typing import NamedTuple

from mali_kg.errors import did_you_mean
from mali_kg.files import read_text
from mali_kg.project import Project
from mali_kg.sheets.context import read_date
from mali_kg.sheets.description import Known
from mali_kg.sheets.fields import Reader
from mali_kg.sheets.model import Labels
from mali_kg.sheets.registry import AGENTS
from mali_kg.sheets.yaml import parse


class ReviewEntry(NamedTuple):
    """What a named fact-checker says of a claim."""

    id: str
    #: The claim: slug of its article, and its id.
    article: str
    claim: str
    #: Slug of who says it.
    by: str
    #: Its words.
    verdict: str
    published: str
    url: str
    read: str
    note: Labels
    line: int


def read_reviews(project: Project, known: Known) -> tuple[ReviewEntry, ...]:
    """Read ``data/reviews.yaml``; nothing where there is no such file.

    :raises DataError: with every problem found, each with its line.
    """
    path = project.reviews_path
    if not path.exists():
        return ()
    file = project.display(path)
    reader = Reader(file)
    found: dict[str, ReviewEntry] = {}
    for node in reader.items(parse(read_text(path, "list of reviews"), file), "the list"):
        fields = reader.mapping(node, "a review", ("id", "claim", "by", "verdict", "date", "url", "read", "note"))
        id_ = fields.text("id")
        fields.where = f"review {id_}"
        if id_ and not re.fullmatch(r"r[0-9]+", id_):
            reader.problem("bad-id", f"{id_!r} is not the id of a review, expected r1, r2 and so on.", fields.line_of("id"))
        if id_ in found:
            reader.problem(
                "duplicate-id", f"id {id_!r} stands twice, first on line {found[id_].line}.", fields.line, "Take the next free number."
            )
        article, slash, claim = fields.text("claim").partition("/")
        if not slash:
            message = f"claim of {fields.where} is {article!r}, expected an article and a claim of it such as minusma-end/c15-1."
            reader.problem("unknown-claim", message, fields.line_of("claim"))
        by = fields.text("by")
        entry = known.registry.get(by)
        if by and (entry is None or entry.type not in AGENTS):
            message = f"by of {fields.where} is {by!r}, which is nobody who can say anything."
            reader.problem("unknown-by", message, fields.line_of("by"), did_you_mean(by, known.agents))
        found[id_] = ReviewEntry(
            id_,
            article,
            claim,
            by,
            fields.text("verdict"),
            read_date(fields, "date"),
            fields.url("url"),
            read_date(fields, "read"),
            fields.labels("note", project.config.language),
            fields.line,
        )
    reader.done()
    return tuple(found.values())
