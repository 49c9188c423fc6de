"""The forms of the dataset: the one table that `mali-kg export` and the documentation read."""

from mali_kg.errors import did_you_mean
from mali_kg.export.form import Form
from mali_kg.files import plain_name
from mali_kg.rdf.formats import RDF_FORMATS, UnknownFormatError, by_ending

FORMS: dict[str, Form] = {
    f.name: f
    for f in (
        Form(
            name="turtle",
            group="RDF",
            endings=(".ttl",),
            about="Turtle, for people: claims in the order of the text; all triples",
            module="rdf",
            function="write_turtle",
        ),
        Form(
            name="trig",
            group="RDF",
            endings=(".trig",),
            about="TriG, for people; the whole dataset, with its graphs",
            module="rdf",
            function="write_trig",
        ),
        Form(
            name="ntriples",
            group="RDF",
            endings=(".nt",),
            about="N-Triples; all triples",
            module="rdf",
            function="write_ntriples",
        ),
        Form(
            name="nquads",
            group="RDF",
            endings=(".nq",),
            about="N-Quads; the whole dataset, in constant memory",
            module="rdf",
            function="write_nquads",
            streams=True,
        ),
        Form(
            name="rdfxml",
            group="RDF",
            endings=(".rdf", ".owl"),
            about="RDF/XML; all triples",
            module="rdf",
            function="write_rdfxml",
        ),
        Form(
            name="jsonld",
            group="RDF",
            endings=(".jsonld",),
            about="JSON-LD, expanded; the whole dataset",
            module="rdf",
            function="write_jsonld",
        ),
        Form(
            name="jsonld-compact",
            group="RDF",
            endings=(".compact.jsonld",),
            about="JSON-LD with our own keys, nested by claim; the whole dataset",
            module="jsonld",
            function="write_compact",
        ),
        Form(
            name="nanopubs",
            group="RDF",
            endings=(".nanopubs.trig",),
            about="nanopublications, one a claim and what it says, with trusty URIs",
            module="nanopubs",
            function="write",
            needs="mali-kg[nanopub]",
            needs_claims=True,
            takes_key=True,
        ),
        Form(
            name="cards",
            group="web",
            endings=(".cards.json",),
            about="claim cards: JSON for web developers, one object a claim with all that it needs",
            module="cards",
            function="write",
            needs_claims=True,
        ),
        Form(
            name="annotations",
            group="web",
            endings=(".annotations.jsonld",),
            about="W3C Web Annotations of the article’s text, one a claim",
            module="annotations",
            function="write",
            needs_claims=True,
        ),
        Form(
            name="page",
            group="web",
            endings=(".page.jsonld",),
            about="schema.org markup to paste into the article’s page",
            module="page",
            function="write",
            needs_claims=True,
        ),
        Form(
            name="aif",
            group="arguments",
            endings=(".aif.json",),
            about="argument map as AIF nodes and edges",
            module="aif",
            function="write",
            needs_claims=True,
        ),
        Form(
            name="map-dot",
            group="arguments",
            endings=(".dot", ".gv"),
            about="argument map for Graphviz",
            module="pictures",
            function="write_map_dot",
            needs_claims=True,
        ),
        Form(
            name="map-mermaid",
            group="arguments",
            endings=(".mmd",),
            about="argument map for Mermaid",
            module="pictures",
            function="write_map_mermaid",
            needs_claims=True,
        ),
        Form(
            name="map-svg",
            group="arguments",
            endings=(".svg",),
            about="argument map as a picture",
            module="argument_map",
            function="write",
            needs_claims=True,
        ),
        Form(
            name="timeline-svg",
            group="pictures",
            endings=(".timeline.svg",),
            about="what claims and sources date, as a picture to scale; rival dates side by side",
            module="timeline",
            function="write",
            needs_claims=True,
        ),
        Form(
            name="agents-dot",
            group="pictures",
            endings=(".agents.dot",),
            about="agents, and what claims say of them and other things, for Graphviz",
            module="pictures",
            function="write_agents_dot",
            needs_claims=True,
        ),
        Form(
            name="agents-svg",
            group="pictures",
            endings=(".agents.svg",),
            about="agents, and what claims say of them and other things, as a picture; claims of the same two bundled",
            module="agents",
            function="write",
            needs_claims=True,
        ),
        Form(
            name="csv-graph",
            group="property graphs",
            endings=(),
            about="nodes and edges as CSV files for bulk import",
            module="property_graph",
            function="write_csv",
            holds=".csv",
            needs_claims=True,
        ),
        Form(
            name="cypher",
            group="property graphs",
            endings=(".cypher",),
            about="openCypher statements",
            module="property_graph",
            function="write_cypher",
            needs_claims=True,
        ),
        Form(
            name="graphml",
            group="property graphs",
            endings=(".graphml",),
            about="GraphML",
            module="property_graph",
            function="write_graphml",
            needs="mali-kg[graphs]",
            needs_claims=True,
        ),
        Form(
            name="gexf",
            group="property graphs",
            endings=(".gexf",),
            about="GEXF, for Gephi",
            module="property_graph",
            function="write_gexf",
            needs="mali-kg[graphs]",
            needs_claims=True,
        ),
        Form(
            name="tables",
            group="tables",
            endings=(),
            about="CSV files with a CSVW description",
            module="table_files",
            function="write_csv",
            holds=".csv",
            needs_claims=True,
        ),
        Form(
            name="sqlite",
            group="tables",
            endings=(".sqlite", ".db"),
            about="the same tables as one SQLite database, with a full-text index of what claims say and quote",
            module="table_files",
            function="write_sqlite",
            needs_claims=True,
        ),
    )
}


def form_named(name: str) -> Form:
    """Find the form of this name.

    :raises UnknownFormatError: where there is none.
    """
    if name in FORMS:
        return FORMS[name]
    raise UnknownFormatError(name, FORMS, did_you_mean(name, FORMS, listing=False))


def form_of_ending(path: str) -> Form | None:
    """Find the form that the ending of a file tells, the longest ending first; None where it tells none."""
    fitting = [(len(e), f) for f in FORMS.values() for e in f.endings if path.lower().endswith(e)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def view_of_ending(path: str) -> Form | None:
    """Find the form that the ending of a file tells, compressed or not, where that is no RDF; else None."""
    name = plain_name(path).lower()
    form = next((f for f in FORMS.values() if f.endings and name.endswith(f.endings)), None)
    return form if form and not by_ending(name, RDF_FORMATS) else None
