"""The tables: what they hold, that every id leads to its row and every name has its id, and that no spreadsheet takes text for a formula."""

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date

import pyoxigraph as ox
import pytest
from exported import EACH, file_of, material
from hypothesis import given
from hypothesis import strategies as st

from mali_kg.claims.selection import Selection, claims_of, select
from mali_kg.errors import MaliKgError
from mali_kg.export.material import Material
from mali_kg.export.table_files import cell, write_csv, write_sqlite
from mali_kg.export.tables import SEPARATOR, TABLES

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


PARTS = {"a holder": Selection(holder="transitional-government"), "a thing": Selection(about="minusma")}


def part(name: str) -> Material:
    """A whole dataset, or a part of the article."""
    if name in EACH:
        return material(name)
    whole, wanted = material(), PARTS[name]
    found = Material(select(whole.quads, whole.base, wanted), whole.base, whole.project)
    found.chosen = claims_of(whole.quads, whole.base, wanted)
    return found


@pytest.mark.parametrize("name", [*EACH, *PARTS])
@pytest.mark.parametrize("read", [of_csv, of_sqlite])
def test_every_id_leads_to_its_row_and_every_name_has_its_id(read, name):
    tables = read(part(name))
    ids = {n: column(rows, "id") for n, rows in tables.items() if rows and "id" in rows[0]}
    for table, rows in tables.items():
        for c in TABLES[table].columns:
            if c.refers:
                assert column(rows, c.name) <= ids.get(c.refers, set()), f"{table}.{c.name}"
    # Of these no table is told twice: a column that holds nothing but ids says whose they are.
    everything = {i for n, found in ids.items() for i in found if n != "kinds"}
    for table, rows in tables.items():
        for c in TABLES[table].columns:
            values = column(rows, c.name)
            if values and not c.refers and c.name != "id":
                assert not values <= everything, f"{table}.{c.name} holds ids of no table"


@pytest.mark.parametrize("name", EACH)
def test_whatever_is_named_has_its_id_beside_it(name):
    tables = of_csv(material(name))
    beside = {
        ("claims", "holders", "holder_ids", "agents"),
        ("claims", "endorsers", "endorser_ids", "agents"),
        ("claims", "via", "via_ids", "agents"),
        ("descriptions", "of_name", "of", "entities"),
        ("descriptions", "names", "name_ids", "entities"),
        ("roles", "entity_name", "entity", "entities"),
        ("mentions", "entity_name", "entity", "entities"),
        ("flat", "from_name", "from", "entities"),
        ("flat", "to_name", "to", "entities"),
        ("arguments", "arguers", "arguer_ids", "agents"),
        ("arguments", "premise_says", "premise", "claims"),
        ("arguments", "conclusion_says", "conclusion", "claims"),
        ("articles", "about", "about_ids", "entities"),
        ("events", "names", "name_ids", "entities"),
    }
    for table, named, ids, target in beside:
        key = "says" if target == "claims" else "name"
        names = {row["id"][0]: row[key][0] for row in tables[target]}
        for row in tables[table]:
            assert row[named] == [names[i] for i in row[ids]], (table, row)


def the(rows: list[dict[str, list[str]]], **wanted: str) -> dict[str, list[str]]:
    """The one row that has these values."""
    (found,) = (row for row in rows if all(row[key.rstrip("_")] == [value] for key, value in wanted.items()))
    return found


def test_a_claim_and_what_it_says():
    """Read in the article and the sheet: c15-2."""
    tables = of_csv(material())
    claim = the(tables["claims"], id="article/minusma-end/c15-2")
    assert claim["hedges"] == ["could", "potential"]
    assert (claim["holders"], claim["stance"], claim["strength"]) == (["Critics"], ["asserted"], ["neutral"])
    says = the(tables["descriptions"], id=claim["description"][0])
    assert (says["kind"], says["type"]) == (["resurge"], ["description"])
    cause = the(tables["roles"], description=says["id"][0], role="cause")
    assert the(tables["descriptions"], id=cause["nested"][0])["kind"] == ["end"]
    assert the(tables["roles"], description=cause["nested"][0], role="undergoer")["entity"] == ["minusma"]
    assert the(tables["roles"], description=cause["nested"][0], role="manner")["value"] == ["prematurely"]
    theme = the(tables["roles"], description=says["id"][0], role="theme")
    assert the(tables["descriptions"], id=theme["nested"][0])["text"] == ["violence"]
    assert the(tables["mentions"], claim=claim["id"][0])["entity"] == ["minusma"]


def test_what_speaks_for_and_against():
    """Read in the sheet: a09 has two premises, a11 the critics for its arguer and depends on “premature”, a29 nobody."""
    rows = [row for row in of_csv(material())["arguments"] if row["conclusion_says"] == ["The mission should end"]]
    assert [row["id"][0].rpartition("/")[2] for row in rows] == ["a08", "a09", "a09", "a10", "a11", "a12", "a29", "a30", "a31", "a31"]
    by_id = {row["id"][0].rpartition("/")[2]: row for row in rows}
    assert (by_id["a11"]["kind"], by_id["a11"]["arguers"], by_id["a11"]["scope"]) == (["attack"], ["Critics"], ["premature"])
    assert by_id["a29"]["arguers"] == []


def test_numbers_and_times():
    """Read in the sheets of the company and of the election."""
    tables = of_csv(material("company"))
    assert the(tables["quantities"], more_than="300")["per"] == ["tonne"]
    assert the(tables["quantities"], number="4100", id="article/yearly-results/c06-1/says/recipient/quantity")
    assert the(tables["times"], by="2027")["label"] == ["by 2027"]
    tables = of_csv(material("election"))
    assert the(tables["quantities"], out_of="240")["number"] == ["12"]
    voice = the(tables["claims"], id="article/first-report/c05-1")
    assert (voice["via"], voice["via_ids"]) == (["Nora Filk"], ["nora-filk"])


def test_verdicts_and_names():
    """Read in the small project."""
    tables = of_csv(material("a small one"))
    verdict = the(tables["reviews"], claim="article/ardvik-bridge/c05-1")
    assert (verdict["by_ids"], verdict["verdict"], verdict["published"]) == (["union"], ["Too early to tell"], ["2026-11-24"])
    proposition = the(tables["propositions"], id="proposition/ferry-sinks")
    assert (proposition["says"], proposition["claims"]) == (["The ferry sinks"], ["1"])


def test_the_flat_view_has_who_says_so():
    """Read in the climate sheets; in the article, c09-4."""
    tables = of_csv(material("climate"))
    row = the(tables["flat"], claim="article/orrow-bay/c03-1")
    assert (row["from"], row["kind"], row["to"], row["holder_ids"]) == (
        ["lene-vosk"],
        ["tell"],
        ["delegates"],
        ["article/orrow-bay/narrator"],
    )
    assert all(row["holders"] for row in tables["flat"])
    denied = the(of_csv(material())["flat"], claim="article/minusma-end/c09-4")
    assert (denied["polarity"], denied["focus"], denied["holders"]) == (["negative"], ["degree"], ["Several segments of Malian society"])


def test_dates_join_with_their_events_claims_and_sources():
    """Read in the article and in the sources: the withdrawal is to be completed by the end of 2023; the mission was established in 2013."""
    tables = of_csv(material())
    row = the(tables["dates"], by="2023-12-31")
    event = the(tables["events"], id=row["event_id"][0])
    assert event["name"] == ["Withdrawal of MINUSMA"]
    source = the(tables["sources"], id=row["source"][0])
    assert source["page"] == ["https://media.un.org/avlibrary/en/asset/d306/d3067286"]
    assert source["title"] == row["said_by"]
    assert (row["claim"], row["flat"], row["holder_ids"]) == ([], ["false"], [])
    told = the(tables["source_claims"], id=row["source_claim"][0])
    assert told["quote"] == ["withdrawing its personnel by 31 December 2023"]
    row = the(tables["dates"], at="2013")
    assert (row["claim"], row["flat"]) == (["article/minusma-end/c04-2"], ["true"])
    assert row["said_by"] == ["The article’s own voice"]
    assert row["holder_ids"] == ["article/minusma-end/narrator"]


def test_descriptions_tell_the_keys():
    written = write_csv(material())
    told = {t["url"]: t["tableSchema"] for t in json.loads(written["csv-metadata.json"])["tables"]}
    keys = {(url, k["columnReference"]): k["reference"]["resource"] for url, schema in told.items() for k in schema.get("foreignKeys", ())}
    assert keys["arguments.csv", "premise"] == "claims.csv"
    assert keys["dates.csv", "event_id"] == "entities.csv"
    assert keys["roles.csv", "nested"] == "descriptions.csv"
    # A key of several values in one cell is none in CSV on the Web; its description says where it leads.
    assert ("claims.csv", "holder_ids") not in keys
    (holders,) = (c for c in told["claims.csv"]["columns"] if c["name"] == "holder_ids")
    assert "agents.csv" in holders["dc:description"]


@pytest.mark.parametrize("name", EACH)
def test_tables_are_what_their_description_says(name):
    folder = file_of("tables", name)
    told = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    tables = {t["url"].removesuffix(".csv"): t for t in told["tables"]}
    assert tables.keys() == TABLES.keys() == {p.stem for p in folder.glob("*.csv")}
    read = {n: list(csv.DictReader(io.StringIO((folder / f"{n}.csv").read_text(encoding="utf-8"), newline=""))) for n in tables}
    readers = {"integer": int, "decimal": float, "boolean": {"true": True, "false": False}.__getitem__, "date": date.fromisoformat}
    for table, form in tables.items():
        schema = form["tableSchema"]
        header = next(csv.reader(io.StringIO((folder / f"{table}.csv").read_text(encoding="utf-8"), newline="")))
        assert header == [c["name"] for c in schema["columns"]]
        keys = [tuple(row[k] for k in schema["primaryKey"]) for row in read[table]]
        assert len(set(keys)) == len(keys), table
        assert all(all(key) for key in keys), table
        for c in schema["columns"]:
            for value in {row[c["name"]] for row in read[table]} - {""}:
                readers.get(c["datatype"], str)(value)
        for key in schema.get("foreignKeys", ()):
            target = read[key["reference"]["resource"].removesuffix(".csv")]
            assert {r[key["columnReference"]] for r in read[table]} - {""} <= {r[key["reference"]["columnReference"]] for r in target}


@pytest.mark.parametrize("name", EACH)
def test_sqlite_is_whole_by_its_own_word(name):
    with closing(sqlite3.connect(file_of("sqlite", name))) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_sqlite_answers():
    """Read in the sheets: what the critics hold; what attacks ending the mission; prices above 200 crowns."""
    with closing(sqlite3.connect(file_of("sqlite"))) as database:
        rows = database.execute("SELECT c.id FROM claims c JOIN json_each(c.holders) h WHERE h.value = 'Critics' ORDER BY 1").fetchall()
        assert rows == [("article/minusma-end/c15-1",), ("article/minusma-end/c15-2",)]
        attacks = database.execute(
            "SELECT count(DISTINCT a.id) FROM arguments a JOIN claims c ON c.id = a.conclusion"
            " WHERE a.kind = 'attack' AND c.says = 'The mission should end'"
        )
        assert attacks.fetchone() == (5,)
    with closing(sqlite3.connect(file_of("sqlite", "company"))) as database:
        found = database.execute("SELECT unit, typeof(more_than) FROM quantities WHERE more_than > 200").fetchall()
        assert found == [("crowns", "integer")]


def test_in_no_part_does_anything_stand_without_a_holder():
    """Whichever claim, holder or entity is asked for: every claim has its holder and what it says, and links lead to what is there."""
    whole = material()
    records = whole.records
    parts = [Selection(claim=records.short(c.iri)) for c in records.claims[::7]]
    parts += [Selection(holder=records.short(h)) for h in {h for c in records.claims for h in c.holders}]
    parts += [Selection(about=records.short(e.iri)) for e in records.entities[::5]]
    seen = 0
    for wanted in parts:
        try:
            found = Material(select(whole.quads, whole.base, wanted), whole.base, whole.project).records
        except MaliKgError:
            continue
        there = {c.iri for c in found.claims}
        for claim in found.claims:
            assert claim.holders, wanted
            assert found.description(claim.says).kind, wanted
            assert set(claim.close_to) <= there, wanted
        for argument in found.arguments:
            assert {*argument.premises, argument.conclusion} <= there, wanted
        seen += 1
    assert seen > 10


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


def test_a_label_that_is_a_formula():
    """In the form for spreadsheets it has an apostrophe; the forms for programs have it as it is."""
    evil = "=cmd|' /C calc'!A0"
    whole = material()
    quads = [
        ox.Quad(q.subject, q.predicate, ox.Literal(evil, language="en"), q.graph_name)
        if q.object == ox.Literal("Critics", language="en")
        else q
        for q in whole.quads
    ]
    odd = Material(quads, whole.base, whole.project)
    written = write_csv(odd)
    cells = [v for n in TABLES for row in csv.reader(io.StringIO(written[f"{n}.csv"].decode(), newline="")) for v in row]
    assert f"'{evil}" in cells
    assert not [v for v in cells if v.startswith("=")]
    assert "apostrophe" in json.loads(written["csv-metadata.json"])["rdfs:comment"]
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(write_sqlite(odd))
        assert database.execute("SELECT name FROM agents WHERE id = 'critics'").fetchone() == (evil,)
