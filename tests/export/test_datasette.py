"""The SQLite database as Datasette finds it: words can be searched, and what it is told of tables and columns is of those that there are."""

import json
import sqlite3
from contextlib import closing

import pytest
from exported import ARTICLE, EACH, material, written

from mali_kg.export import table_files
from mali_kg.export.datasette import DATABASE, datasette_metadata
from mali_kg.export.table_files import INDEXED, write_sqlite


def opened(name: str) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.deserialize(written("sqlite", name))
    return database


def ids(database: sqlite3.Connection, words: str, table: str = "claims") -> list[str]:
    query = f'SELECT t.id FROM "{table}_fts" f JOIN "{table}" t ON t.rowid = f.rowid WHERE "{table}_fts" MATCH ? ORDER BY t.rowid'
    return [row[0].rpartition("/")[2] for row in database.execute(query, (words,))]


def test_claims_are_found_by_what_they_say_and_by_what_they_quote():
    with closing(opened(ARTICLE)) as database:
        # Of the article, by hand: the resurgence of violence is in one claim, which quotes it.
        assert ids(database, "resurgence") == ["c15-2"]
        assert ids(database, 'quote:"a deterioration of security"') == ["c15-1", "c15-2"]
        assert ids(database, 'says:"deterioration of security"') == ["c15-1"]
        assert ids(database, "nowhere") == []
        assert set(ids(database, "unanimously", "source_claims")) == {"c1", "c2"}


@pytest.mark.parametrize("name", EACH)
def test_the_index_is_of_the_rows_that_there_are(name):
    with closing(opened(name)) as database:
        for table in INDEXED:
            # SQLite compares the index with the rows of the table, and raises where they differ.
            database.execute(f"""INSERT INTO "{table}_fts" ("{table}_fts", rank) VALUES ('integrity-check', 1)""")
            rows = database.execute(f'SELECT rowid, says, quote FROM "{table}"').fetchall()
            assert rows == database.execute(f'SELECT rowid, says, quote FROM "{table}_fts"').fetchall()


def test_the_same_dataset_gives_the_same_bytes():
    assert write_sqlite(material()) == written("sqlite")


def test_what_datasette_is_told_is_of_tables_and_columns_that_there_are():
    config = material().project.config
    told = json.loads(datasette_metadata(config, "https://example.org/site/"))
    assert told["title"] == config.title
    assert told["license"] == "CC BY 4.0"
    assert told["license_url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert told["about_url"] == "https://example.org/site/about.html"
    tables = told["databases"][DATABASE]["tables"]
    with closing(opened(ARTICLE)) as database:
        there = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'")}
        assert set(tables) == there
        for name, table in tables.items():
            columns = {row[1] for row in database.execute(f'PRAGMA table_info("{name}")')}
            assert set(table["columns"]) == columns
            assert {f["array"] if isinstance(f, dict) else f for f in table.get("facets", [])} <= columns
            assert table.get("label_column", "id") in columns | {"id"}
            for facet in table.get("facets", []):
                column = facet["array"] if isinstance(facet, dict) else facet
                values = [row[0] for row in database.execute(f'SELECT "{column}" FROM "{name}"')]
                lists = [value for value in values if value is not None and str(value).startswith("[")]
                assert bool(lists) == isinstance(facet, dict) or not any(values)


def test_a_licence_without_a_short_name_is_told_by_its_address():
    config = material().project.config._replace(license="https://example.org/terms")
    assert json.loads(datasette_metadata(config, ""))["license"] == "https://example.org/terms"


def test_a_sqlite_without_full_text_search_gives_the_tables_all_the_same(monkeypatch):
    class Without(sqlite3.Connection):
        def execute(self, sql, *given):
            if "fts5" in sql:
                raise sqlite3.OperationalError("no such module: fts5")
            return super().execute(sql, *given)

    monkeypatch.setattr(table_files.sqlite3, "connect", Without)
    data = write_sqlite(material())
    monkeypatch.undo()
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        assert database.execute("SELECT count(*) FROM claims").fetchone() == (94,)
        assert database.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE '%_fts%'").fetchone() == (0,)
