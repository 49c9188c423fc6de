"""The shipped questions in openCypher: their texts, and the rows that they should have, which are those of the SPARQL questions of the same names."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from checkout import ROOT, checkout
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.flat_view import FlatView
from mali_kg.claims.reader import Records
from mali_kg.dataset.compile import compile_project
from mali_kg.project import Project

Row = dict[str, Any]


@cache
def kinds() -> dict[str, str]:
    """The kinds of the project by their labels: a property graph tells them by their names in sheets."""
    entries = yaml.safe_load((checkout() / "data/kinds.yaml").read_text(encoding="utf-8"))
    return {entry["label"]["en"]: name for name, entry in entries.items()}


def kind(row: Row) -> object:
    return row["kind"] and kinds()[row["kind"]]


def listed(column: str) -> Callable[[Row], object]:
    """Words as a list: a property graph has them so, and nothing where there are none."""
    return lambda row: tuple(sorted(row[column].split(", "))) if row[column] else None


@cache
def flat() -> set[tuple[str, ...]]:
    """The edges of the flat view: the claim, and role and words of both ends."""
    base = Project(checkout()).config.base
    records = Records(QuadBackend(compile_project(Project(checkout())).quads()), base)
    return {
        (e.claim, e.from_role, e.from_words or records.label(e.start), e.to_role, e.to_words or records.label(e.end))
        for e in FlatView(records).edges()
    }


#: Question to those of its columns that are told otherwise in openCypher, each with what it is there.
OTHERWISE: dict[str, dict[str, Callable[[Row], object]]] = {
    "argument-map": {"scope": listed("scope")},
    "claims-of-holder": {"cue": listed("cue"), "hedges": listed("hedges")},
    "claims-of-kind": {"open": listed("open")},
    "event-roles": {"kind": kind},
    "flat-view": {"kind": kind},
    "hedge-drift": {"hedges": listed("hedges")},
    "open-lists": {
        "article": lambda row: f"{Project(checkout()).config.base}id/article/{row['sentence'].partition('/')[0]}",
        "sentence": lambda row: int(row["sentence"].partition("/s")[2]),
    },
    "quoted-chain": {"cue": listed("cue")},
    "stronger-and-weaker": {"hedges": listed("hedges")},
    "what-is": {"kind": kind},
}
#: Question to the rows that only SPARQL has.
LEFT_OUT: dict[str, Callable[[Row], bool]] = {
    "actor-and-holder": lambda row: row["stands_as"] == "passes on",
    # The label of an agent is in one language there.
    "agents-and-names": lambda row: row["kind"] == "label" and row["language"] != "en",
    # Which kinds are opposites is not told there.
    "disagreements": lambda row: row["found"] == "by kind",
    # An end that is no one thing has no edge.
    "flat-view": lambda row: tuple(row[c] for c in ("claim", "subject_role", "subject", "object_role", "object")) not in flat(),
    # LadybugDB has no word for stretches of time where nothing has one.
    "timeline": lambda row: row["sense"] == "from",
}
#: What the article of the tests has nothing of, so that LadybugDB may not even have the edges: nobody passes a claim on, or says more weakly what another says.
NOT_HERE = {"hedge-drift", "quoted-chain", "stronger-and-weaker"}
#: What a property graph has no words for, which is what a thing itself is said to be and which kinds are of a broader one; and what is not here.
NOT_SAID = {"self-check", "who-says-what-to-whom"} | NOT_HERE


def questions() -> set[str]:
    """The names of the questions in openCypher that have an answer here."""
    return {path.stem for path in (ROOT / "data/queries/cypher").glob("*.cypher")} - NOT_HERE


def cypher(name: str) -> tuple[str, list[str]]:
    """A question in openCypher, and its columns."""
    text = (ROOT / f"data/queries/cypher/{name}.cypher").read_text(encoding="utf-8")
    (columns,) = re.findall(r"^// columns: (.*)$", text, re.MULTILINE)
    return "\n".join(line for line in text.splitlines() if not line.startswith("//")), columns.split(", ")


def rows_of(found) -> list[tuple[object, ...]]:
    return sorted((tuple(tuple(v) if isinstance(v, list) else v for v in r) for r in found), key=repr)


def expected_rows(name: str, project: Path | None = None) -> list[tuple[object, ...]]:
    """The rows of the SPARQL answer, those of its columns that the other one has; each once, as labels in several languages may repeat them."""
    import mali_kg

    columns, told, left_out = cypher(name)[1], OTHERWISE.get(name, {}), LEFT_OUT.get(name, lambda _: False)
    rows = [row for row in mali_kg.query(name, project=project or checkout()).dicts() if not left_out(row)]
    return rows_of({tuple(told[c](row) if c in told else row[c] for c in columns) for row in rows})
