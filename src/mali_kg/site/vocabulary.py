"""The pages of the vocabulary: its terms, the lists of codes, the kinds of situations, the shapes and rules."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import to_text
from mali_kg.claims.descriptions import by_name
from mali_kg.rdf.namespaces import OWL, RDF, RDFS, SHACL, SKOS
from mali_kg.site import data
from mali_kg.site.reading import MOST, lines

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site

#: Sections of the page of terms: the words for each, and the class of what stands in it; the first that fits.
SECTIONS = (
    ("classes", f"{OWL}Class"),
    ("roles", "Role"),
    ("object-properties", f"{OWL}ObjectProperty"),
    ("datatype-properties", f"{OWL}DatatypeProperty"),
    ("annotation-properties", f"{OWL}AnnotationProperty"),
)
#: What a term says of others: the words for it, and the predicate.
LINKS = (
    ("term-domain", f"{RDFS}domain"),
    ("term-range", f"{RDFS}range"),
    ("term-class-above", f"{RDFS}subClassOf"),
    ("term-property-above", f"{RDFS}subPropertyOf"),
    ("term-disjoint", f"{OWL}disjointWith"),
    ("term-inverse", f"{OWL}inverseOf"),
    ("term-close", f"{SKOS}closeMatch"),
)
#: What a term says in words, each a paragraph.
WORDS = (f"{SKOS}scopeNote", f"{SKOS}note", f"{SKOS}example")
#: Lists of codes whose codes claims and arguments have: the property that gives them.
OF_CLAIMS = ("stance", "strength", "polarity", "background", "explicitness")


class ToldRule(NamedTuple):
    """A shape or a rule, as the page of rules tells it."""

    name: str
    message: str
    #: ``Violation`` or ``Warning``.
    severity: str


# ---------------------------------------------------------------------- terms


def vocabulary_pages(site: "Site") -> "Iterator[File]":
    """Write the page of all terms, and the ontology beside it."""
    records, ns = site.records, site.iris.base + "ns"
    terms = records.subjects(f"{RDFS}isDefinedBy", ns)
    sections: dict[str, list[dict[str, Any]]] = {key: [] for key, _ in SECTIONS}
    for iri in sorted(terms):
        types = records.values(iri, f"{RDF}type")
        key = next((key for key, kind in SECTIONS if (kind if "://" in kind else site.iris.term(kind)) in types), "")
        if key:
            sections[key].append(_term(site, iri))
    yield site.html(
        "ns.html",
        "ns",
        ns,
        title=records.value(ns, "http://purl.org/dc/terms/title"),
        description=site.text(ns, "http://purl.org/dc/terms/description"),
        comment=site.text(ns, f"{RDFS}comment"),
        version=records.value(ns, f"{OWL}versionInfo"),
        namespace=site.iris.ns,
        sections=[(key, found) for key, found in sections.items() if found],
        lists=code_lists(site),
    )
    graph = site.store.quads_for_pattern(None, None, None, ox.NamedNode(site.iris.vocabulary_graph))
    yield from data.beside(site, "ns", [quad for quad in graph if not to_text(quad.subject).startswith(site.iris.codes)])


def _term(site: "Site", iri: str) -> dict[str, Any]:
    records = site.records
    types = records.values(iri, f"{RDF}type")
    return {
        "iri": iri,
        "name": iri.removeprefix(site.iris.ns),
        "label": site.labels(iri),
        "definition": site.text(iri, f"{SKOS}definition"),
        "words": [text for predicate in WORDS if (text := site.text(iri, predicate))],
        "links": [(key, found) for key, predicate in LINKS if (found := links(site, records.values(iri, predicate)))],
        "marks": [mark for mark in ("Functional", "Symmetric", "Transitive") if f"{OWL}{mark}Property" in types],
    }


def links(site: "Site", iris: tuple[str, ...]) -> list[tuple[str, str]]:
    """Give terms as links, each with its text: ours by their own labels, others by their names with a prefix."""
    return [(iri, "" if iri.startswith(site.iris.base) else site.records.name(iri).strip("<>")) for iri in iris]


# ---------------------------------------------------------------------- codes


def code_lists(site: "Site") -> list[str]:
    """Find the lists of codes; the kinds are one of them."""
    return [iri for iri in site.records.of_type(f"{SKOS}ConceptScheme") if iri.startswith(site.iris.codes)]


def code_pages(site: "Site") -> "Iterator[File]":
    """Write a page for each list of codes, and the list of kinds."""
    for iri in code_lists(site):
        stem = site.places.stem(iri)
        codes = site.records.subjects(f"{SKOS}inScheme", iri)
        is_kinds = iri == site.iris.scheme("kind")
        template, told = ("kinds", [(code, site.text(code, f"{SKOS}definition")) for code in codes]) if is_kinds else ("codes", [])
        yield site.html(
            f"{stem}.html",
            template,
            iri,
            definition=site.text(iri, f"{SKOS}definition"),
            codes=told if is_kinds else [_code(site, stem.rpartition("/")[2], code) for code in codes],
        )
        yield from data.beside(site, stem, list(site.backend.about([iri, *codes])))


def _code(site: "Site", scheme: str, iri: str) -> dict[str, Any]:
    records = site.records
    number = sum(1 for _ in site.backend.referring([iri], [site.iris.term(scheme)])) if scheme in OF_CLAIMS else None
    return {
        "iri": iri,
        "notation": records.value(iri, f"{SKOS}notation"),
        "label": site.labels(iri),
        "definition": site.text(iri, f"{SKOS}definition"),
        "example": site.text(iri, f"{SKOS}example"),
        "words": [text for predicate in (f"{SKOS}scopeNote", f"{SKOS}note") if (text := site.text(iri, predicate))],
        "broader": records.values(iri, f"{SKOS}broader"),
        "number": number,
        "counted": "arguments" if scheme == "explicitness" else "claims",
    }


# ---------------------------------------------------------------------- kinds


def kind_pages(site: "Site", iris: list[str]) -> "Iterator[File]":
    """Write the pages of kinds: what each is, and the claims that say something of this kind."""
    records, term = site.records, site.iris.term
    for iri in iris:
        found = by_name(to_text(quad.subject) for quad in site.backend.referring([iri], [term("kind")]))
        owners = [said.removesuffix("/says") for said in found if said.endswith("/says")]
        claims = [owner for owner in owners if not owner.startswith(site.iris.proposition(""))]
        within = by_name(said.partition("/says/")[0] for said in found if "/says/" in said)
        inside = [owner for owner in within if not owner.startswith(site.iris.proposition(""))]
        stem = site.places.stem(iri)
        yield site.html(
            f"{stem}.html",
            "kind",
            iri,
            label=site.labels(iri),
            definition=site.text(iri, f"{SKOS}definition"),
            words=[text for predicate in WORDS if (text := site.text(iri, predicate))],
            roles=records.mk(iri, "expectsRole"),
            opposite=by_name((*records.mk(iri, "opposite"), *records.subjects(term("opposite"), iri))),
            broader=records.values(iri, f"{SKOS}broader"),
            narrower=records.subjects(f"{SKOS}broader", iri),
            ids=[(key, name, "") for key in ("propbank", "plover") for name in records.mk(iri, key)]
            + [("close", text or name, name) for name, text in links(site, records.values(iri, f"{SKOS}closeMatch"))],
            events=[thing for thing in found if "/says" not in thing and records.is_a(thing, "Eventuality")][:MOST],
            lists=[
                (key, lines(site, things[:MOST]), len(things), max(0, len(things) - MOST))
                for key, things in (("kind-claims", claims), ("kind-within", inside))
                if things
            ],
        )
        yield from data.beside(site, stem, list(site.backend.about([iri])))


# ---------------------------------------------------------------------- shapes and rules


def rules_page(site: "Site") -> "File":
    """Write what a dataset is held to: shapes, and rules that SHACL cannot tell."""
    return site.html("shapes.html", "shapes", sections=rules(site))


def rules(site: "Site") -> list[tuple[str, list[ToldRule]]]:
    """Read the shapes and rules, by where they come from."""
    from mali_kg.report import fidelity, meaning, terms
    from mali_kg.report.rules import read_rules
    from mali_kg.report.shapes import read_shapes

    messages: dict[str, str] = {}
    severities: dict[str, str] = {}
    for quad in read_shapes(site.project, site.project.shape_paths()):
        name = to_text(quad.subject).rpartition("/")[2]
        if quad.predicate.value == f"{SHACL}message":
            messages[name] = to_text(quad.object)
        elif quad.predicate.value == f"{SHACL}severity":
            severities[name] = to_text(quad.object).removeprefix(SHACL)
    shapes = [ToldRule(name, messages[name], severities.get(name, "Violation")) for name in sorted(messages)]
    of_text = [ToldRule(name, told, "Warning" if name in fidelity.WARNINGS else "Violation") for name, told in fidelity.RULES.items()]
    of_meaning = [ToldRule(name, told, "Violation" if name in meaning.ERRORS else "Warning") for name, told in meaning.RULES.items()]
    across = [ToldRule(rule.name, rule.message, rule.severity) for rule in read_rules(site.project)]
    return [
        ("rules-shapes", shapes),
        ("rules-fidelity", of_text),
        ("rules-meaning", of_meaning),
        ("rules-terms", [ToldRule(terms.RULE, terms.MESSAGE, "Violation")]),
        ("rules-across", across),
    ]
