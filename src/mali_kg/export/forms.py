"""The forms of the dataset: the one table that `mali-kg export` and the documentation read."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.export.material import Material
from mali_kg.files import plain_name
from mali_kg.rdf.formats import RDF_FORMATS, by_ending

#: One file, or a folder of files by name.
Written = bytes | dict[str, bytes]


class Form(NamedTuple):
    """One form."""

    name: str
    group: str
    #: Endings of files; the first form of the table that has one is the one it stands for. Empty for a folder.
    endings: tuple[str, ...]
    about: str
    #: Module below `mali_kg.export`, and function.
    module: str
    function: str
    #: What to install for it: ``mali-kg[…]`` or a program.
    needs: str = ""
    #: Of a folder: the ending of its files.
    holds: str = ""

    def write(self, material: Material) -> Written:
        """The material in this form.

        :raises MaliKgError: where what it needs is not installed.
        """
        try:
            writer: Callable[[Material], Written] = getattr(import_module(f"mali_kg.export.{self.module}"), self.function)
            return writer(material)
        except ModuleNotFoundError as error:
            if not self.needs.startswith("mali-kg["):
                raise
            raise MaliKgError(f"{self.name} needs {error.name}. Install it with: pip install '{self.needs}'") from None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files."""
        return not self.endings


FORMS: dict[str, Form] = {
    f.name: f
    for f in (
        Form("turtle", "RDF", (".ttl",), "Turtle, for people; what claims say is reified", "rdf", "write_turtle"),
        Form("trig", "RDF", (".trig",), "TriG, for people; the whole dataset", "rdf", "write_trig"),
        Form("ntriples", "RDF", (".nt",), "N-Triples; what claims say is reified", "rdf", "write_ntriples"),
        Form("nquads", "RDF", (".nq",), "N-Quads; the whole dataset, in constant memory", "rdf", "write_nquads"),
        Form("rdfxml", "RDF", (".rdf", ".owl"), "RDF/XML; what claims say is reified", "rdf", "write_rdfxml"),
        Form("jsonld", "RDF", (".jsonld",), "JSON-LD, expanded; the whole dataset", "rdf", "write_jsonld"),
        Form(
            "jsonld-compact",
            "RDF",
            (".compact.jsonld",),
            "JSON-LD with our context; the whole dataset",
            "jsonld",
            "write_compact",
            "mali-kg[jsonld]",
        ),
        Form(
            "cards",
            "RDF",
            (".cards.json",),
            "claim cards: JSON for web developers, one object a claim",
            "jsonld",
            "write_cards",
            "mali-kg[jsonld]",
        ),
        Form("turtle12", "RDF", (".12.ttl",), "RDF 1.2 Turtle; what claims say as triple terms", "rdf", "write_turtle12"),
        Form("trig12", "RDF", (".12.trig",), "RDF 1.2 TriG; what claims say as triple terms", "rdf", "write_trig12"),
        Form(
            "nanopubs",
            "RDF",
            (".nanopubs.trig",),
            "nanopublications, one a claim, with trusty URIs",
            "nanopubs",
            "write",
            "mali-kg[nanopub]",
        ),
        Form("page", "web", (".page.jsonld",), "schema.org markup to paste into the article’s page", "page", "write"),
        Form("aif", "arguments", (".aif.json",), "argument map as AIF nodes and edges", "aif", "write"),
        Form("map-dot", "arguments", (".dot", ".gv"), "argument map for Graphviz", "pictures", "write_map_dot"),
        Form("map-mermaid", "arguments", (".mmd",), "argument map for Mermaid", "pictures", "write_map_mermaid"),
        Form("map-svg", "arguments", (".svg",), "argument map as a picture", "pictures", "write_map_svg", "graphviz"),
        Form("timeline-svg", "pictures", (".timeline.svg",), "dated events as a picture", "timeline", "write"),
        Form(
            "agents-dot",
            "pictures",
            (".agents.dot",),
            "organisations and what claims say they did, for Graphviz",
            "pictures",
            "write_agents_dot",
        ),
        Form(
            "agents-svg",
            "pictures",
            (".agents.svg",),
            "organisations and what claims say they did, as a picture",
            "pictures",
            "write_agents_svg",
            "graphviz",
        ),
        Form(
            "csv-graph", "property graphs", (), "nodes and edges as CSV files for bulk import", "property_graph", "write_csv", holds=".csv"
        ),
        Form("cypher", "property graphs", (".cypher",), "openCypher statements", "property_graph", "write_cypher"),
        Form("graphml", "property graphs", (".graphml",), "GraphML", "property_graph", "write_graphml", "mali-kg[graphs]"),
        Form("gexf", "property graphs", (".gexf",), "GEXF, for Gephi", "property_graph", "write_gexf", "mali-kg[graphs]"),
        Form("tables", "tables", (), "CSV files with a CSVW description", "table_files", "write_csv", holds=".csv"),
        Form("sqlite", "tables", (".sqlite", ".db"), "the same tables as one SQLite database", "table_files", "write_sqlite"),
    )
}


def form_named(name: str) -> Form:
    """The form of this name.

    :raises MaliKgError: where there is none; the message lists them.
    """
    if name in FORMS:
        return FORMS[name]
    raise MaliKgError(
        f"unknown format {name!r}. {did_you_mean(name, FORMS, listing=False)} Formats: {', '.join(FORMS)}.".replace("  ", " ")
    )


def form_of_ending(path: str) -> Form | None:
    """The form that the ending of a file tells, the longest ending first; None where it tells none."""
    fitting = [(len(e), f) for f in FORMS.values() for e in f.endings if path.lower().endswith(e)]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def view_of_ending(path: str) -> Form | None:
    """The form that the ending of a file tells, compressed or not, where that is no RDF; else None."""
    name = plain_name(path).lower()
    form = next((f for f in FORMS.values() if f.endings and name.endswith(f.endings)), None)
    return form if form and not by_ending(name, RDF_FORMATS) else None
