"""The dataset as tables, for spreadsheets, data frames and SQLite: claims, propositions, statements, arguments, agents and events.

The columns are told once, in `TABLES`; CSV files, their description (CSV on the Web, W3C Recommendation 2015) and the database are made of that.
"""

import csv
import io
import json
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from mali_kg.export.material import Material
from mali_kg.export.records import Records, local
from mali_kg.export.timeline import dated

#: Between several values in one cell.
SEPARATOR = " | "
Row = tuple[Any, ...]


class Column(NamedTuple):
    """One column."""

    name: str
    about: str
    #: Datatype of CSVW; ``list`` for text with separators.
    kind: str = "string"
    #: Table and column that it refers to.
    refers: tuple[str, str] | None = None


class Table(NamedTuple):
    """One table: its columns, the first of which is its key unless ``key`` is empty, and what fills it."""

    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Records], list[Row]]
    key: tuple[str, ...] = ("id",)


def _claims(r: Records) -> list[Row]:
    return [
        (
            *(r.short(c.iri), r.short(c.article), c.sentence, c.label, c.quote, c.start, c.end),
            *([r.label(h) for h in c.holders], [r.short(h) for h in c.holders], [r.label(e) for e in c.endorsers]),
            *(c.modality, c.polarity, list(c.cues), list(c.hedges), list(c.open_list), c.presupposed, r.short(c.proposition)),
        )
        for c in r.claims
    ]


def _propositions(r: Records) -> list[Row]:
    return [(r.short(p.iri), p.label, len(r.claims_of[p.iri]), len(p.statements)) for p in r.propositions]


def _statements(r: Records) -> list[Row]:
    return [
        (
            r.short(p.iri),
            s.number,
            r.short(s.subject),
            local(s.predicate),
            r.short(s.object) or None,
            s.value or None,
            local(s.datatype) or None,
        )
        for p in r.propositions
        for s in p.statements
    ]


def _arguments(r: Records) -> list[Row]:
    return [
        (r.short(a.iri), n, a.kind, r.short(p), r.short(a.conclusion), a.explicitness, list(a.cues), r.label(a.arguer))
        for a in r.arguments
        for n, p in enumerate(a.premises, 1)
    ]


def _agents(r: Records) -> list[Row]:
    held = [h for c in r.claims for h in c.holders]
    return [
        (r.short(e.iri), e.label, list(e.other_names), [t for t in e.types if t != "Agent"], e.is_vague, held.count(e.iri))
        for e in r.entities
        if e.is_agent
    ]


def _events(r: Records) -> list[Row]:
    return [(r.short(e.iri), e.label, e.event_type) for e in r.entities if e.is_event]


def _dates(r: Records) -> list[Row]:
    return [(d.event, d.date, d.said_by, d.claimed) for d in dated(r)]


_PROPOSITION = ("propositions", "id")
TABLES: dict[str, Table] = {
    "claims": Table(
        "Every claim, in the order of the text: who holds it, what it says, how, and where.",
        (
            Column("id", "the claim"),
            Column("article", "the article"),
            Column("sentence", "number of the sentence; 0 is the headline", "integer"),
            Column("says", "what the claim says, in plain words"),
            Column("quote", "the words of the text"),
            Column("start", "first code point of the quote in the text", "integer"),
            Column("end", "code point after the quote", "integer"),
            Column("holders", "who holds the claim", "list"),
            Column("holder_ids", "the holders, by id", "list"),
            Column("endorsers", "who stands behind what another claims", "list"),
            Column("modality", "asserted, possible, believed and so on"),
            Column("polarity", "positive, negative or partial"),
            Column("attributed_by", "the words that give the claim to its holder", "list"),
            Column("hedges", "words that weaken the claim or mark its modality", "list"),
            Column("open_list", "words that mark a list as open", "list"),
            Column("presupposed", "whether the sentence takes it for granted", "boolean"),
            Column("proposition", "what is claimed, whoever claims it", refers=_PROPOSITION),
        ),
        _claims,
    ),
    "propositions": Table(
        "What claims say, each once, however many claims say it.",
        (
            Column("id", "the proposition"),
            Column("says", "in plain words"),
            Column("claims", "how many claims say it", "integer"),
            Column("statements", "how many statements it consists of", "integer"),
        ),
        _propositions,
    ),
    "statements": Table(
        "What propositions consist of. None of these is a fact: each is only what claims of its proposition say.",
        (
            Column("proposition", "whose statement it is", refers=_PROPOSITION),
            Column("number", "its number in the proposition", "integer"),
            Column("subject", "what it is about"),
            Column("predicate", "what is said"),
            Column("object", "of whom or what; empty for a value"),
            Column("value", "a value: a date, a text"),
            Column("datatype", "the datatype of the value"),
        ),
        _statements,
        ("proposition", "number"),
    ),
    "arguments": Table(
        "What speaks for and against what: one row a premise.",
        (
            Column("id", "the argument"),
            Column("number", "number of the premise", "integer"),
            Column("kind", "support, attack, or concession: granted, but"),
            Column("premise", "what speaks for or against", refers=_PROPOSITION),
            Column("conclusion", "what it speaks for or against", refers=_PROPOSITION),
            Column("explicitness", "explicit where words of the text mark it, else inferred"),
            Column("cues", "these words", "list"),
            Column("arguer", "who draws it"),
        ),
        _arguments,
        ("id", "number"),
    ),
    "agents": Table(
        "Organisations, groups and people, and the voices that tell the articles.",
        (
            Column("id", "the agent"),
            Column("name", "its name"),
            Column("other_names", "other names", "list"),
            Column("types", "what it is", "list"),
            Column("vague", "whether the text does not say who belongs to it", "boolean"),
            Column("claims", "how many claims it holds", "integer"),
        ),
        _agents,
    ),
    "events": Table(
        "The events that claims and sources speak of.",
        (Column("id", "the event"), Column("name", "its name"), Column("type", "kind of event")),
        _events,
    ),
    "dates": Table(
        "Dates of events, each as somebody gives it.",
        (
            Column("event", "the name of the event"),
            Column("date", "as precise as it was given: a year, a month or a day"),
            Column("said_by", "who gives it"),
            Column("claimed", "whether an article claims it, or another source says it", "boolean"),
        ),
        _dates,
        ("event", "date", "said_by"),
    ),
}


def cell(value: Any) -> Any:
    """A value as it stands in CSV."""
    if isinstance(value, list):
        return SEPARATOR.join(value)
    return ("true" if value else "false") if isinstance(value, bool) else value


def write_csv(material: Material) -> dict[str, bytes]:
    """A CSV file a table (RFC 4180), and their description."""
    files: dict[str, bytes] = {}
    for name, table in TABLES.items():
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([c.name for c in table.columns])
        writer.writerows([cell(v) for v in row] for row in table.rows(material.records))
        files[f"{name}.csv"] = out.getvalue().encode()
    files["csv-metadata.json"] = (json.dumps(description(material), indent=2, ensure_ascii=False) + "\n").encode()
    return files


def description(material: Material) -> dict[str, Any]:
    """What the files hold, in CSVW."""
    config = material.project.config

    def column(c: Column) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "name": c.name,
            "titles": c.name,
            "dc:description": c.about,
            "datatype": "string" if c.kind == "list" else c.kind,
        }
        return shown | ({"separator": SEPARATOR} if c.kind == "list" else {})

    def table(name: str, t: Table) -> dict[str, Any]:
        keys = [
            {"columnReference": c.name, "reference": {"resource": f"{c.refers[0]}.csv", "columnReference": c.refers[1]}}
            for c in t.columns
            if c.refers
        ]
        schema = {"columns": [column(c) for c in t.columns], "primaryKey": list(t.key)} | ({"foreignKeys": keys} if keys else {})
        return {"url": f"{name}.csv", "dc:description": t.about, "tableSchema": schema}

    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": config.language}],
        "dc:title": config.title,
        "dc:description": config.description,
        "dc:creator": config.creator,
        "dc:license": {"@id": config.license},
        "tables": [table(name, t) for name, t in TABLES.items()],
    }


def write_sqlite(material: Material) -> bytes:
    """The tables as a SQLite database, with their keys and references; lists as JSON, which Datasette shows as such."""
    types = {"integer": "INTEGER", "boolean": "INTEGER"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tables.sqlite"
        database = sqlite3.connect(path)
        try:
            database.execute("PRAGMA foreign_keys = ON")
            for name in ("propositions", *(n for n in TABLES if n != "propositions")):
                table = TABLES[name]
                columns = [
                    f'"{c.name}" {types.get(c.kind, "TEXT")}' + (f' REFERENCES "{c.refers[0]}"("{c.refers[1]}")' if c.refers else "")
                    for c in table.columns
                ]
                key = ", ".join(f'"{k}"' for k in table.key)
                database.execute(f'CREATE TABLE "{name}" ({", ".join(columns)}, PRIMARY KEY ({key}))')
                marks = ", ".join("?" * len(columns))
                rows = [
                    [json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v for v in row] for row in table.rows(material.records)
                ]
                database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
            database.commit()
            database.execute("VACUUM")
        finally:
            database.close()
        return path.read_bytes()
