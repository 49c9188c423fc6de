"""How much there is in a dataset: the counts that VoID asks for, by one look through the store each."""

import re
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import to_text
from mali_kg.rdf.namespaces import RDF, SCHEMA, XSD
from mali_kg.rdf.order import natural
from mali_kg.site.downloads import nquads

#: A literal with a datatype at the end of a line of N-Quads.
TYPED = re.compile(rb'("(?:[^"\\\n]|\\.)*"\^\^<[^>\n]*>) <[^>\n]*> \.\n')

if TYPE_CHECKING:
    from mali_kg.site.site import Site


class Figures(NamedTuple):
    """Counts of a dataset, its graphs seen as one."""

    triples: int
    #: Subjects that are IRIs below its base.
    entities: int
    subjects: int
    objects: int
    #: Class to the number of its members, by name.
    classes: dict[str, int]
    #: Property to the number of its triples, by name.
    properties: dict[str, int]

    def members(self, iri: str) -> int:
        """Tell how many things are of a class."""
        return self.classes.get(iri, 0)


def count(site: "Site") -> Figures:
    """Count a dataset."""
    base = site.iris.base
    named = f"""SELECT (COUNT(*) AS ?number) {{
        {{ SELECT DISTINCT ?s {{ GRAPH ?g {{ ?s ?p ?o }} }} }}
        FILTER (isIRI(?s) && STRSTARTS(STR(?s), "{base}")) }}"""
    # The store gives numbers back by their values; what stands there is in the file.
    untyped = f"""SELECT (COUNT(DISTINCT ?o) AS ?number) {{ GRAPH ?g {{ ?s ?p ?o }}
        FILTER (!isLiteral(?o) || DATATYPE(?o) IN (<{XSD}string>, <{RDF}langString>)) }}"""
    return Figures(
        # The graphs of a project share no triple.
        triples=len(site.store),
        entities=_number(site, named),
        subjects=_number(site, "SELECT (COUNT(DISTINCT ?s) AS ?number) { GRAPH ?g { ?s ?p ?o } }"),
        objects=_number(site, untyped) + len(_typed(site)),
        classes=_groups(site, f"SELECT ?what (COUNT(DISTINCT ?s) AS ?number) {{ GRAPH ?g {{ ?s <{RDF}type> ?what }} }} GROUP BY ?what"),
        properties=_groups(site, "SELECT ?what (COUNT(*) AS ?number) { GRAPH ?g { ?s ?what ?o } } GROUP BY ?what"),
    )


def _typed(site: "Site") -> set[bytes]:
    """Collect the literals with a datatype, as they stand in the dataset."""
    found: set[bytes] = set()
    rest = b""
    for piece in nquads(site):
        body, end, rest = (rest + piece).rpartition(b"\n")
        found.update(TYPED.findall(body + end))
    return found


def _rows(site: "Site", query: str) -> list[ox.QuerySolution]:
    found = site.store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return list(found)


def _number(site: "Site", query: str) -> int:
    return int(to_text(_rows(site, query)[0]["number"]))


def _groups(site: "Site", query: str) -> dict[str, int]:
    found = {to_text(row["what"]): int(to_text(row["number"])) for row in _rows(site, query)}
    return {iri: found[iri] for iri in sorted(found, key=lambda iri: (natural(iri), iri))}


def on_page(site: "Site", found: Figures) -> list[tuple[str, int]]:
    """Give the figures that a page shows: the words for each, and the number."""
    term = site.iris.term
    shown = (
        ("articles", found.members(f"{SCHEMA}NewsArticle")),
        ("claims", found.members(term("Claim"))),
        ("arguments", found.members(term("Argument"))),
        ("outside-sources", found.members(term("Source"))),
        ("triples", found.triples),
    )
    return [(key, number) for key, number in shown if number]
