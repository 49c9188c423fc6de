"""Counts of what a dataset holds."""

from importlib.resources import files
from typing import Any

from mali_kg.sparql.engine import ask
from mali_kg.store.opened import Opened

#: Heading to the query that counts below it; each query gives ?what and ?count.
HEADINGS: dict[str, str] = {
    "dataset": "stats-dataset.rq",
    "claims by modality": "stats-modality.rq",
    "claims by holder": "stats-holder.rq",
    "arguments": "stats-arguments.rq",
    "entities": "stats-entities.rq",
}


def count(dataset: Opened) -> dict[str, dict[str, int]]:
    """Counts by heading, largest first."""
    return {heading: _rows(dataset, name) for heading, name in HEADINGS.items()}


def _rows(dataset: Opened, name: str) -> dict[str, int]:
    query = (files("mali_kg.sparql") / "queries" / name).read_text(encoding="utf-8")
    answer: Any = ask(dataset.store, query, dataset.base, name)
    return {row["what"].value: int(row["count"].value) for row in answer}
