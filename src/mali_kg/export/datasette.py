"""What Datasette is told of the SQLite database: titles, what tables and columns hold, by which columns one looks through them.

Keys as in Datasette’s documentation of metadata and facets; its version 1 reads the same file.
"""

import json
from typing import Any

from mali_kg.export.tables import TABLES
from mali_kg.project import Config

#: Name of the database: that of its file without the ending. Datasette finds by it what is told of the tables.
DATABASE = "dataset"
#: Columns by whose values Datasette counts the rows of a table; lists are counted by what is in them.
FACETS = {
    "claims": ("article", "holders", "stance", "strength", "polarity"),
    "descriptions": ("type", "kind"),
    "roles": ("role",),
    "flat": ("kind", "holders", "stance", "polarity"),
    "arguments": ("kind", "explicitness", "arguers"),
    "entities": ("types",),
    "agents": ("types", "vague"),
    "source_claims": ("source", "stance", "polarity"),
    "reviews": ("by",),
    "dates": ("said_by",),
}
#: Column that names a row where another table refers to it.
NAMES = {
    "claims": "says",
    "descriptions": "label",
    "articles": "headline",
    "entities": "name",
    "agents": "name",
    "events": "name",
    "kinds": "name",
    "sources": "title",
    "source_claims": "says",
    "propositions": "says",
}
#: Short names of licences, by what their addresses begin with.
LICENCES = {
    "https://creativecommons.org/licenses/by/4.0": "CC BY 4.0",
    "https://creativecommons.org/licenses/by-sa/4.0": "CC BY-SA 4.0",
    "https://creativecommons.org/publicdomain/zero/1.0": "CC0 1.0",
}


def datasette_metadata(config: Config, address: str, database: str = DATABASE) -> bytes:
    """Write the file that Datasette reads beside the database: ``metadata.json``.

    :param address: of the site, where a reader learns more.
    :param database: name of the database’s file without its ending.
    """
    licence = next((name for start, name in LICENCES.items() if config.license.startswith(start)), config.license)
    told = {
        "title": config.title,
        "description": config.description,
        "license": licence,
        "license_url": config.license,
        "source": f"{config.title.partition(':')[0]} {config.version}",
        "source_url": address,
        "about": "What the tables hold is what somebody claims, never a fact of ours",
        "about_url": f"{address}about.html",
        "databases": {database: {"tables": {name: _table(name) for name in TABLES}}},
    }
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def _table(name: str) -> dict[str, Any]:
    table = TABLES[name]
    lists = {column.name for column in table.columns if column.kind == "list"}
    told: dict[str, Any] = {"description": table.about, "columns": {column.name: column.about for column in table.columns}}
    if name in FACETS:
        told["facets"] = [{"array": column} if column in lists else column for column in FACETS[name]]
    if name in NAMES:
        told["label_column"] = NAMES[name]
    return told
