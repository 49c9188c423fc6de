"""What the files of a site are, as servers are to tell it: media types by the ending of a name. The one table."""

from posixpath import basename

from mali_kg.rdf.formats import RDF_FORMATS

#: Ending to media type. Types that are not registered are told by the registered one that fits.
MEDIA_TYPES: dict[str, str] = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
    ".json": "application/json",
    ".cff": "application/yaml",
    ".csv": "text/csv",
    **{ending: f.media_type for f in RDF_FORMATS.values() for ending in f.endings},
    ".dot": "text/vnd.graphviz",
    ".mmd": "text/plain",
    ".cypher": "text/plain",
    ".graphml": "application/xml",
    ".gexf": "application/xml",
    ".sqlite": "application/vnd.sqlite3",
    ".zip": "application/zip",
    ".gz": "application/gzip",
}
#: Files whose names do not tell what they are.
NAMED = {".well-known/void": "text/turtle", "linkset.json": "application/linkset+json"}
#: Types of text that does not tell its encoding in itself.
TEXTS = tuple(
    sorted(
        {t for t in MEDIA_TYPES.values() if t.startswith("text/")} | {"application/n-triples", "application/n-quads", "application/trig"}
    )
)


def media_type(path: str) -> str:
    """Tell what a file is."""
    name = basename(path)
    return NAMED.get(path) or MEDIA_TYPES[name[name.rfind(".") :]]
