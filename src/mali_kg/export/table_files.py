"""Files of the tables: CSV with its description (CSV on the Web, W3C Recommendation 2015), and a SQLite database."""

import csv
import io
import json
import re
import sqlite3
import tempfile
from pathlib import Path

from mali_kg.export.material import Material
from mali_kg.export.rows import Rows
from mali_kg.export.tables import SEPARATOR, TABLES, ColumnForm, TableForm

#: What a spreadsheet would take for a formula (or, after a tab or a line break, could), with the apostrophes that may stand before it.
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
#: What begins like a formula and is a number.
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")

#: Columns that can be searched for words, by table.
INDEXED = {"claims": ("says", "quote"), "source_claims": ("says", "quote")}


def cell(value: object) -> object:
    """Give a value as it stands in CSV. Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    if isinstance(value, list):
        value = SEPARATOR.join(value)
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) and not NUMBER.fullmatch(value) else value
    return ("true" if value else "false") if isinstance(value, bool) else value


def write_csv(material: Material) -> dict[str, bytes]:
    """Write a CSV file for each table (RFC 4180), and their description."""
    files: dict[str, bytes] = {}
    rows = Rows(material.records)
    for name, table in TABLES.items():
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([c.name for c in table.columns])
        writer.writerows([cell(v) for v in row] for row in table.rows(rows))
        files[f"{name}.csv"] = out.getvalue().encode()
    files["csv-metadata.json"] = (json.dumps(description(material), indent=2, ensure_ascii=False) + "\n").encode()
    return files


#: What a program that reads the CSV files must know.
NOTE = (
    "So that no spreadsheet takes text for a formula, text in CSV that begins with = + - @, a tab or a line break and is no number has an apostrophe"
    " before it; so has text that begins with apostrophes and then one of these. A program takes one apostrophe away from such text."
)


def description(material: Material) -> dict[str, object]:
    """Describe what the files hold, in CSVW."""
    config = material.project.config

    def column(c: ColumnForm) -> dict[str, object]:
        shown: dict[str, object] = {
            "name": c.name,
            "titles": c.name,
            "dc:description": f"{c.about} ({c.refers}.csv, id)" if c.refers else c.about,
            "datatype": "string" if c.kind == "list" else c.kind,
        }
        return shown | ({"separator": SEPARATOR} if c.kind == "list" else {})

    def table(name: str, t: TableForm) -> dict[str, object]:
        keys = [
            {"columnReference": c.name, "reference": {"resource": f"{c.refers}.csv", "columnReference": "id"}}
            for c in t.columns
            if c.refers and c.kind != "list"
        ]
        schema = {"columns": [column(c) for c in t.columns], "primaryKey": list(t.key)} | ({"foreignKeys": keys} if keys else {})
        return {"url": f"{name}.csv", "dc:description": t.about, "tableSchema": schema}

    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": config.language}],
        "dc:title": config.title,
        "dc:description": config.description,
        "dc:creator": config.creator,
        "dc:license": {"@id": config.license},
        "rdfs:comment": NOTE,
        "tables": [table(name, t) for name, t in TABLES.items()],
    }


def index_text(database: sqlite3.Connection) -> None:
    """Index what claims say and quote for full-text search (SQLite FTS5, of external content), accents or not.

    It comes after VACUUM, which may give rows other numbers. A SQLite that was made without FTS5 gets no index.
    """
    with database:
        try:
            for name, columns in INDEXED.items():
                told = ", ".join(f'"{column}"' for column in columns)
                database.execute(
                    f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({told}, content="{name}", tokenize="unicode61 remove_diacritics 2")'
                )
                database.execute(f"""INSERT INTO "{name}_fts" ("{name}_fts") VALUES ('rebuild')""")
        except sqlite3.OperationalError as error:
            if "no such module" not in str(error):
                raise


def write_sqlite(material: Material) -> bytes:
    """Write the tables as a SQLite database, with their keys, references and an index of text; lists as JSON, which Datasette shows as such."""
    rows = Rows(material.records)
    types = {"integer": "INTEGER", "boolean": "INTEGER", "decimal": "NUMERIC"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tables.sqlite"
        database = sqlite3.connect(path)
        try:
            for name, table in TABLES.items():
                columns = [
                    f'"{c.name}" {types.get(c.kind, "TEXT")}' + (f' REFERENCES "{c.refers}"("id")' if c.refers and c.kind != "list" else "")
                    for c in table.columns
                ]
                key = ", ".join(f'"{k}"' for k in table.key)
                database.execute(f'CREATE TABLE "{name}" ({", ".join(columns)}, PRIMARY KEY ({key}))')
                marks = ", ".join("?" * len(columns))
                values = [[json.dumps(v, ensure_ascii=False) if isinstance(v, list) else v for v in row] for row in table.rows(rows)]
                database.executemany(f'INSERT INTO "{name}" VALUES ({marks})', values)
            database.commit()
            database.execute("VACUUM")
            index_text(database)
        finally:
            database.close()
        return path.read_bytes()
