"""The tables: every id leads to its row, every name has its id, and no spreadsheet takes text for a formula."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mali_kg.claims.selection import Selection, claims_of, select
from mali_kg.errors import MaliKgError
from mali_kg.export.material import Material
from mali_kg.export.pictures import write_agents_dot
from mali_kg.export.table_files import cell, write_csv, write_sqlite
from mali_kg.export.tables import SEPARATOR, TABLES

#: What names a row of a table, beside its id.
NAMES = ("name", "says", "headline", "page")
Rows = dict[str, list[dict[str, list[str]]]]


def of_csv(material: Material) -> Rows:
    """Every table: its rows, each cell a list of values."""
    written = write_csv(material)
    read = {n: list(csv.DictReader(io.StringIO(written[f"{n}.csv"].decode(), newline=""))) for n in TABLES}
    lists = {(n, c.name) for n, t in TABLES.items() for c in t.columns if c.kind == "list"}
    return {
        n: [{k: (v.split(SEPARATOR) if (n, k) in lists else [v]) if v else [] for k, v in row.items()} for row in rows]
        for n, rows in read.items()
    }


def of_sqlite(material: Material) -> Rows:
    lists = {(n, c.name) for n, t in TABLES.items() for c in t.columns if c.kind == "list"}
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(write_sqlite(material))
        database.row_factory = sqlite3.Row
        return {
            n: [
                {k: [] if row[k] is None else json.loads(row[k]) if (n, k) in lists else [str(row[k])] for k in row.keys()}  # noqa: SIM118
                for row in database.execute(f'SELECT * FROM "{n}"')
            ]
            for n in TABLES
        }


def column(rows: Iterable[dict[str, list[str]]], name: str) -> set[str]:
    return {value for row in rows for value in row[name]}


@pytest.fixture(params=["all", "holder", "about"])
def material(compiled, request):
    wanted = {"all": Selection(), "holder": Selection(holder="transitional-government"), "about": Selection(about="minusma")}[request.param]
    quads, base = compiled.quads(), compiled.project.config.base
    found = Material(select(quads, base, wanted), base, compiled.project)
    found.chosen = claims_of(quads, base, wanted)
    return found


@pytest.mark.parametrize("read", [of_csv, of_sqlite])
def test_every_id_leads_to_its_row_and_every_name_has_its_id(material, read):
    tables = read(material)
    ids = {n: column(rows, "id") for n, rows in tables.items() if rows and "id" in rows[0]}
    names = {n: {v for key in NAMES if key in rows[0] for v in column(rows, key)} for n, rows in tables.items() if rows}
    named = {
        (n, row["id"][0]): {v for key in NAMES if key in row for v in row[key]} for n, rows in tables.items() for row in rows if n in ids
    }
    everything = {i for found in ids.values() for i in found}
    for table, rows in tables.items():
        refers = {c.name: c.refers for c in TABLES[table].columns if c.refers}
        for name, target in refers.items():
            assert column(rows, name) <= ids.get(target, set()), f"{table}.{name}"
        for c in TABLES[table].columns:
            values = column(rows, c.name)
            if not values or (c.name == "id" and table in ids):
                continue
            # What holds ids says of which table.
            assert c.name in refers or not values <= everything, f"{table}.{c.name} holds ids of no table"
            if c.name in refers or c.name in NAMES or c.kind in ("integer", "boolean"):
                continue
            # What holds names of another table has their ids beside it.
            if values <= {v for n, found in names.items() if n != table for v in found}:
                for row in rows:
                    beside = [named[refers[k], i] for k in refers for i in row[k]]
                    assert set(row[c.name]) <= {v for found in beside for v in found}, f"{table}.{c.name}: {row}"


def test_dates_join_with_their_events_claims_and_sources(compiled):
    """Read in the article and in the context file: the withdrawal is to be completed by the end of 2023."""
    tables = of_csv(Material(compiled.quads(), compiled.project.config.base, compiled.project))
    (row,) = (r for r in tables["dates"] if r["date"] == ["2023-12-31"])
    (event,) = (e for e in tables["events"] if e["id"] == row["event_id"])
    assert event["name"] == row["event"] == ["Withdrawal of MINUSMA"]
    assert row["sense"] == ["ends by"]
    (source,) = (s for s in tables["sources"] if s["id"] == row["source"])
    assert source["page"] == row["said_by"] == ["https://media.un.org/avlibrary/en/asset/d306/d3067286"]
    assert (row["claim"], row["claimed"]) == ([], ["false"])
    (row,) = (r for r in tables["dates"] if r["date"] == ["2013"])
    assert row["claim"] == ["article/minusma-end/c04-2"]
    assert row["said_by"] == ["The article’s own voice"]
    assert row["holder_ids"] == ["article/minusma-end/narrator"]


def test_descriptions_tell_the_keys(compiled):
    written = write_csv(Material(compiled.quads(), compiled.project.config.base, compiled.project))
    told = {t["url"]: t["tableSchema"] for t in json.loads(written["csv-metadata.json"])["tables"]}
    keys = {(url, k["columnReference"]): k["reference"]["resource"] for url, schema in told.items() for k in schema.get("foreignKeys", ())}
    assert keys["arguments.csv", "arguer_id"] == "agents.csv"
    assert keys["dates.csv", "event_id"] == "entities.csv"
    # A key of several values in one cell is none in CSV on the Web; its description says where it leads.
    assert ("claims.csv", "holder_ids") not in keys
    (holders,) = (c for c in told["claims.csv"]["columns"] if c["name"] == "holder_ids")
    assert "agents.csv" in holders["dc:description"]


# --- who holds it


@pytest.mark.parametrize("name", ["transitional-government", "critics", "article/minusma-end/narrator"])
def test_every_arrow_between_organisations_names_a_holder(run, name):
    text = run("export", "agents-dot", "--holder", name).stdout
    arrows = [line for line in text.splitlines() if " -> " in line]
    assert arrows or name == "critics"
    assert all(re.search(r"\(\w", line) for line in arrows)


def test_what_nobody_claims_is_no_arrow(compiled):
    """Of the three statements that make the transitional government's arrows, one loses its claim."""
    base = compiled.project.config.base
    arrows = []
    for quads in (
        compiled.quads(),
        [
            q
            for q in compiled.quads()
            if not (q.predicate.value.endswith("#expresses") and q.object.value.endswith("/government-wants-greater-responsibility"))
        ],
    ):
        drawn = write_agents_dot(Material(quads, base, compiled.project)).decode()
        arrows.append([line for line in drawn.splitlines() if " -> " in line])
    assert len(arrows[0]) > len(arrows[1]) > 0
    assert all("(" in line for line in arrows[1])


def test_in_no_part_does_a_proposition_stand_without_a_holder(compiled):
    """Whichever claim, holder or entity is asked for: what a part says, somebody in it holds, and its links lead to what is there."""
    base = compiled.project.config.base
    quads = compiled.quads()
    whole = Material(quads, base, compiled.project).records
    parts = [Selection(claim=whole.short(c.iri)) for c in whole.claims[::7]]
    parts += [Selection(holder=whole.short(h)) for h in {h for c in whole.claims for h in c.holders}]
    parts += [Selection(about=whole.short(e.iri)) for e in whole.entities[::5]]
    linked = 0
    for wanted in parts:
        try:
            found = Material(select(quads, base, wanted), base, compiled.project)
        except MaliKgError:
            continue
        records = found.records
        assert all(records.claims_of[p.iri] for p in records.propositions), wanted
        graphs = {
            q.graph_name.value for q in found.quads if isinstance(q.graph_name, ox.NamedNode) and "/proposition/" in q.graph_name.value
        }
        assert graphs == {g for p in records.propositions for g in records.mk(p.iri, "contentGraph")}, wanted
        close = {q.object.value for q in found.quads if q.predicate.value.endswith("#closeTo")}
        linked += len(close)
        assert close <= {p.iri for p in records.propositions}, wanted
    assert linked


# --- spreadsheets


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1+1", "'+1+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("+5.25", "+5.25"),
        ("-1e9", "-1e9"),
        ("-2020-01", "'-2020-01"),
        (-5, -5),
        (["=a", "b"], "'=a | b"),
        (["a", "=b"], "a | =b"),
        ("’tis", "’tis"),
        ("'tis", "'tis"),
        ("a=b", "a=b"),
        (True, "true"),
        (None, None),
        ("", ""),
    ],
)
def test_text_that_a_spreadsheet_would_run_has_an_apostrophe(value, shown):
    assert cell(value) == shown


def read_back(text: str) -> str:
    """As the guide says that a program does it."""
    return re.sub(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", text)


@given(st.text(alphabet="'=+-@\t\r\n＝1.e a") | st.text())
def test_the_apostrophe_comes_off_again(text):
    shown = cell(text)
    assert read_back(shown) == text
    number = re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", text)
    assert number or not shown or shown[0] not in "=+-@\t\r\n＝＋－＠"


def test_a_label_that_is_a_formula(compiled):
    """In the form for spreadsheets it has an apostrophe; the forms for programs have it as it is."""
    evil = "=cmd|' /C calc'!A0"
    quads = [
        ox.Quad(q.subject, q.predicate, ox.Literal(evil, language="en"), q.graph_name)
        if q.object == ox.Literal("Critics", language="en")
        else q
        for q in compiled.quads()
    ]
    material = Material(quads, compiled.project.config.base, compiled.project)
    written = write_csv(material)
    cells = [v for n in TABLES for row in csv.reader(io.StringIO(written[f"{n}.csv"].decode(), newline="")) for v in row]
    assert f"'{evil}" in cells
    assert not [v for v in cells if v.startswith("=")]
    assert "apostrophe" in json.loads(written["csv-metadata.json"])["rdfs:comment"]
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(write_sqlite(material))
        assert database.execute("SELECT name FROM agents WHERE id = 'critics'").fetchone() == (evil,)
