"""The formats that RDF and query results travel in: the one table that every command reads."""

from collections.abc import Iterable
from typing import NamedTuple

from mali_kg.errors import MaliKgError, did_you_mean


class Format(NamedTuple):
    """One format."""

    name: str
    endings: tuple[str, ...]
    media_type: str
    #: The attribute of ``pyoxigraph.RdfFormat`` or ``pyoxigraph.QueryResultsFormat``; empty where we write it ourselves.
    oxigraph: str
    #: Whether it can hold named graphs.
    named_graphs: bool = False


RDF_FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("turtle", (".ttl",), "text/turtle", "TURTLE"),
        Format("trig", (".trig",), "application/trig", "TRIG", True),
        Format("ntriples", (".nt",), "application/n-triples", "N_TRIPLES"),
        Format("nquads", (".nq",), "application/n-quads", "N_QUADS", True),
        Format("jsonld", (".jsonld",), "application/ld+json", "JSON_LD", True),
        Format("rdfxml", (".rdf", ".owl"), "application/rdf+xml", "RDF_XML"),
    )
}

RESULT_FORMATS: dict[str, Format] = {
    f.name: f
    for f in (
        Format("table", (".txt",), "text/plain", ""),
        Format("markdown", (".md",), "text/markdown", ""),
        Format("html", (".html",), "text/html", ""),
        Format("csv", (".csv",), "text/csv", "CSV"),
        Format("tsv", (".tsv",), "text/tab-separated-values", "TSV"),
        Format("json", (".json", ".srj"), "application/sparql-results+json", "JSON"),
        Format("xml", (".xml", ".srx"), "application/sparql-results+xml", "XML"),
    )
}


class UnknownFormatError(MaliKgError):
    """A name that no format has.

    :param known: the names of those that there are.
    :param near: a sentence with the one that may have been meant.
    """

    def __init__(self, name: str, known: Iterable[str], near: str = "") -> None:
        self.name, self.known = name, tuple(known)
        super().__init__(" ".join(filter(None, (f"unknown format {name!r}.", near, f"Formats: {', '.join(self.known)}."))))


def by_name(name: str, table: dict[str, Format]) -> Format:
    """Find the format of this name.

    :raises UnknownFormatError: where the table has none.
    """
    if name in table:
        return table[name]
    raise UnknownFormatError(name, table, did_you_mean(name, table, listing=False))


def by_ending(path: str, table: dict[str, Format]) -> Format | None:
    """Find the format that a file's ending tells, or None."""
    return next((f for f in table.values() if path.lower().endswith(f.endings)), None)
