"""The ontology: consistent, complete in its documentation, and no term that its vocabulary does not define.

The pitfalls are those of OOPS! (https://oops.linkeddata.es), the criteria those of FOOPS! (https://foops.linkeddata.es) that can
be checked without the web.
"""

import re
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS
from rdflib.namespace import DCAT, DCTERMS, FOAF, GEO, ORG, PROV, SDO, VANN, VOID, XSD, ClosedNamespace, DefinedNamespace

from conftest import ROOT
from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.project import Project
from mali_kg.rdf.namespaces import FOREIGN
from mali_kg.report.terms import known_terms
from mali_kg.sheets.vocabulary import Vocabulary

MK = rdflib.Namespace("https://w3id.org/mali-kg/ns#")
NS = rdflib.URIRef("https://w3id.org/mali-kg/ns")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology/mali.ttl").parse(ROOT / "ontology/roles.ttl")


@pytest.fixture(scope="module")
def small() -> Compiled:
    """The small project of the tests, which has something for every term."""
    return compile_project(Project(Path(__file__).parent / "small_project"))


@pytest.fixture(scope="module")
def codes() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology/codes.ttl")


def own(graph: rdflib.Graph, kind: rdflib.URIRef) -> list[rdflib.URIRef]:
    return sorted(s for s in graph.subjects(RDF.type, kind) if isinstance(s, rdflib.URIRef) and s.startswith(MK))


def terms(graph: rdflib.Graph) -> list[rdflib.URIRef]:
    return [t for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty) for t in own(graph, kind)]


def test_the_data_is_consistent_with_the_ontology(compiled, ontology):
    """OWL 2 RL entailment (owlrl) over ontology and data finds no contradiction."""
    import owlrl

    from mali_kg.rdf.rdflib_graph import to_graph

    graph = to_graph(compiled.quads()) + ontology
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = list(graph.subjects(RDF.type, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")))
    assert errors == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Claim", "Description"), ("Claim", "SourceClaim"), ("Description", "Eventuality"), ("Quantity", "Time"), ("Support", "Attack")],
)
def test_the_reasoner_does_find_contradictions(ontology, one, other):
    """A thing of two classes that are disjoint."""
    import owlrl

    graph = rdflib.Graph() + ontology
    thing = rdflib.URIRef("https://example.org/x")
    graph.add((thing, RDF.type, MK[one]))
    graph.add((thing, RDF.type, MK[other]))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert list(graph.subjects(RDF.type, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")))


#: Datatypes of OWL 2 (Structural Specification, 4) that the ontology uses. OWL 2 has no dates and years.
OWL_DATATYPES = {XSD.string, XSD.decimal, XSD.nonNegativeInteger, RDF.PlainLiteral}


def test_it_is_owl_2_dl(ontology):
    """What OWL 2 DL asks for (Structural Specification, 3 and 5.8), as far as what the ontology uses goes: all is declared, no property is of two
    sorts, datatypes are those of OWL 2, and nothing is said of OWL's own terms.
    """
    sorts = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {sort: set(ontology.subjects(RDF.type, sort)) for sort in sorts}
    for sort in sorts[1:]:
        for other in sorts[1:]:
            assert sort == other or not declared[sort] & declared[other]
    of_rdf = {RDF.type, RDFS.label, RDFS.comment, RDFS.isDefinedBy, RDFS.domain, RDFS.range, RDFS.subClassOf, RDFS.subPropertyOf}
    of_owl = {OWL.versionIRI, OWL.versionInfo, OWL.disjointWith}
    for s, p, o in ontology:
        assert p in of_rdf | of_owl or p in declared[OWL.AnnotationProperty], p
        assert not any(s in namespace for namespace in (OWL, RDFS, XSD)), s
        if p in (RDFS.subClassOf, OWL.disjointWith):
            assert {s, o} <= declared[OWL.Class], (s, o)
        if p == RDFS.domain:
            assert o in declared[OWL.Class], (s, o)
        if p == RDFS.range:
            assert o in (OWL_DATATYPES if s in declared[OWL.DatatypeProperty] else declared[OWL.Class]), (s, o)
        if p == RDFS.subPropertyOf:
            assert {s, o} <= declared[OWL.ObjectProperty], (s, o)
        if isinstance(o, rdflib.Literal):
            assert o.language or o.datatype is None, o


def roles(graph: rdflib.Graph) -> set[rdflib.URIRef]:
    """The roles of descriptions."""
    return set(graph.subjects(RDF.type, MK.Role))


def test_nothing_follows_from_a_role(ontology, project):
    """A role has no domain, no range and no property above it, and it is what the table says."""
    assert roles(ontology) == {MK[name] for name in Vocabulary(project).roles}
    for role in roles(ontology):
        assert not list(ontology.objects(role, RDFS.domain)), role
        assert not list(ontology.objects(role, RDFS.range)), role
        assert not list(ontology.objects(role, RDFS.subPropertyOf)), role
        assert not set(ontology.objects(role, RDF.type)) & {OWL.FunctionalProperty, OWL.InverseFunctionalProperty, OWL.SymmetricProperty}, (
            role
        )


def test_descriptions_have_at_most_40_predicates_and_none_with_a_modal_or_negation(ontology, compiled, small):
    """Fields of quantities and times apart, and what is computed: type, label, fingerprints."""
    found = set()
    for quads in (compiled.quads(), small.quads()):
        ns = next(q.object.value for q in quads if q.predicate.value.endswith("preferredNamespaceUri"))
        nodes = {
            q.subject for q in quads if q.predicate.value == str(RDF.type) and q.object.value in (f"{ns}Description", f"{ns}Participant")
        }
        found |= {q.predicate.value.removeprefix(ns) for q in quads if q.subject in nodes and q.predicate.value.startswith(ns)}
    assert len(roles(ontology)) == 32
    written = {r.removeprefix(MK) for r in roles(ontology)} | {"kind", "of", "text", "names", "phase", "innerPolarity", "innerStrength"}
    assert found - {"fingerprint"} == written
    assert len(written) <= 40
    words = {word for name in found for word in re.findall("[A-Z]?[a-z]+", name)}
    assert not words & {"not", "No", "never", "could", "may", "might", "should", "will", "would", "must", "can", "Not", "Could", "Should"}


def test_alignments_are_close_matches_of_the_same_sort(ontology):
    """No class is matched to a property, nor a property to a class."""
    assert set(ontology.objects(None, SKOS.closeMatch))
    for term, other in ontology.subject_objects(SKOS.closeMatch):
        local = re.split("[#/_]", other)[-1]
        is_class = (term, RDF.type, OWL.Class) in ontology
        assert is_class == (local[0].isupper() or local.isdigit()), (term, other)


def test_every_term_has_one_label_a_definition_and_its_ontology(ontology):
    """OOPS! P08 (missing annotations), P38; FOOPS! VOC1, VOC2."""
    for term in terms(ontology):
        assert len([v for v in ontology.objects(term, RDFS.label) if v.language == "en"]) == 1, term
        assert len(str(ontology.value(term, SKOS.definition))) > 10, term
        assert ontology.value(term, RDFS.isDefinedBy) == NS, term


def test_no_two_terms_share_a_label_or_definition(ontology):
    """OOPS! P32 (several classes with the same label)."""
    for predicate in (RDFS.label, SKOS.definition):
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
            values = [str(ontology.value(t, predicate)) for t in own(ontology, kind)]
            assert len(set(values)) == len(values)


def test_names_follow_one_convention(ontology):
    """OOPS! P22."""
    for cls in own(ontology, OWL.Class):
        assert cls.removeprefix(MK)[0].isupper()
    for prop in own(ontology, OWL.ObjectProperty) + own(ontology, OWL.DatatypeProperty):
        assert prop.removeprefix(MK)[0].islower()
    assert all(t.removeprefix(MK).isalnum() for t in terms(ontology))


def test_domains_and_ranges(ontology):
    """OOPS! P11, P19: at most one of each, each a known class or datatype; a property of the model itself has both."""
    for prop in own(ontology, OWL.ObjectProperty) + own(ontology, OWL.DatatypeProperty):
        for predicate in (RDFS.domain, RDFS.range):
            found = list(ontology.objects(prop, predicate))
            assert len(found) <= 1, prop
            for cls in found:
                assert (cls, RDF.type, OWL.Class) in ontology or cls in OWL_DATATYPES, (prop, cls)
    # What holds dates and years has no range: OWL 2 has no datatype for them. Roles have none by design.
    dated = {MK[name] for name in ("at", "from", "to", "by", "dateRead", "retiredOn")}
    for prop in own(ontology, OWL.DatatypeProperty):
        assert bool(ontology.value(prop, RDFS.range)) != (prop in dated | roles(ontology)), prop
    # What the data says of things of the registry and of nodes of several classes is true of no one class.
    several = {
        "says",
        "stance",
        "accepted",
        "attributionCue",
        "mentions",
        "inSentence",
        "kind",
        "of",
        "names",
        "text",
        "dateRead",
        "retiredOn",
        "retiredBecause",
    }
    for prop in {*own(ontology, OWL.ObjectProperty), *own(ontology, OWL.DatatypeProperty)} - roles(ontology):
        assert bool(ontology.value(prop, RDFS.domain)) != (prop.removeprefix(MK) in several), prop
    anything = {MK.of, MK.names, MK.mentions}
    for prop in {*own(ontology, OWL.ObjectProperty)} - roles(ontology):
        assert bool(ontology.value(prop, RDFS.range)) != (prop in anything), prop


def test_no_cycles_and_no_loose_classes(ontology):
    """OOPS! P06 (cycles in a hierarchy), P04 (unconnected elements)."""
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in terms(ontology):
            above = {up for parent in ontology.objects(term, predicate) for up in ontology.transitive_objects(parent, predicate)}
            assert term not in above
    for cls in own(ontology, OWL.Class):
        assert (
            any(s != cls and p != RDFS.isDefinedBy for s, p in ontology.subject_predicates(cls))
            or any(True for _ in ontology.objects(cls, RDFS.subClassOf))
            or any(True for _ in ontology.objects(cls, OWL.disjointWith))
        ), cls


def test_disjoint_classes_are_stated(ontology):
    """OOPS! P10."""
    pairs = set(ontology.subject_objects(OWL.disjointWith))
    assert {
        (MK.Claim, MK.Description),
        (MK.Claim, MK.SourceClaim),
        (MK.Claim, MK.Argument),
        (MK.Description, MK.Participant),
        (MK.Description, MK.Eventuality),
        (MK.Proposition, MK.Claim),
        (MK.Concession, MK.Support),
        (MK.ExcludedSpan, MK.Sentence),
    } <= pairs


def test_a_property_is_object_or_datatype_and_not_both(ontology):
    assert not set(own(ontology, OWL.ObjectProperty)) & set(own(ontology, OWL.DatatypeProperty))


def test_the_header_has_what_a_stranger_needs(ontology, project):
    """FOOPS! FIND1–3, ACC, OM1–5, VER1–2: ontology IRI, version, title, description, creator, licence, date, prefix."""
    assert (NS, RDF.type, OWL.Ontology) in ontology
    for predicate in (
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.creator,
        DCTERMS.license,
        DCTERMS.created,
        OWL.versionIRI,
        OWL.versionInfo,
        VANN.preferredNamespacePrefix,
        VANN.preferredNamespaceUri,
    ):
        assert ontology.value(NS, predicate) is not None or list(ontology.objects(NS, predicate)), predicate
    assert str(ontology.value(NS, VANN.preferredNamespaceUri)) == project.iris.ns
    assert str(ontology.value(NS, OWL.versionIRI)).endswith(str(ontology.value(NS, OWL.versionInfo)))
    assert str(ontology.value(NS, OWL.versionInfo)) == project.config.version


def test_no_blank_nodes(ontology, codes):
    assert not any(isinstance(t, rdflib.BNode) for g in (ontology, codes) for triple in g for t in triple)


def test_codes_are_complete(codes):
    schemes = {s.rpartition("/")[2] for s in codes.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == {"stance", "stance-family", "strength", "polarity", "background", "phase", "explicitness", "exclusion"}
    for scheme in codes.subjects(RDF.type, SKOS.ConceptScheme):
        assert codes.value(scheme, SKOS.definition)
        concepts = list(codes.subjects(SKOS.inScheme, scheme))
        assert len(concepts) >= 2
        for concept in concepts:
            assert concept == rdflib.URIRef(f"{scheme}/{codes.value(concept, SKOS.notation)}")
            assert codes.value(concept, SKOS.definition)
            assert codes.value(concept, SKOS.example)
            assert sorted(v.language for v in codes.objects(concept, SKOS.prefLabel)) == ["en", "fr"]


def test_every_stance_is_of_one_family(codes):
    code = rdflib.Namespace("https://w3id.org/mali-kg/code/")
    families = {s: list(codes.objects(s, SKOS.broader)) for s in codes.subjects(SKOS.inScheme, code.stance)}
    assert all(len(found) == 1 for found in families.values())
    assert {s.rpartition("/")[2]: found[0].rpartition("/")[2] for s, found in families.items()} == {
        "asserted": "epistemic",
        "evaluative": "epistemic",
        "believed": "epistemic",
        "normative": "deontic",
        "directive": "deontic",
        "permitted": "deontic",
        "intended": "volitional",
        "committed": "volitional",
        "desired": "volitional",
    }


def used(project: Compiled) -> str:
    """The lines of a project's dataset outside its vocabulary, with terms as ours has them."""
    base = project.project.config.base
    return "".join(line for line in project.lines if "graph/vocabulary" not in line).replace(f"{base}ns#", str(MK))


def test_every_term_of_ours_is_used(ontology, compiled, small):
    """Nothing is minted for its own sake. The class of roles is named by the vocabulary alone."""
    lines = used(compiled) + used(small)
    assert {t.removeprefix(MK) for t in terms(ontology) if f"<{t}>" not in lines} == {"Role"}


def test_every_key_of_the_context_is_a_term(project, ontology):
    """The context maps keys to terms that exist."""
    known = known_terms(project)
    for context in Vocabulary(project).context:
        for key, term in context.items():
            target = term["@id"] if isinstance(term, dict) else term
            if key.startswith("@") or not isinstance(target, str) or target.startswith(("@", "http")):
                continue
            prefix, _, local = target.partition(":")
            if prefix == "mk":
                assert MK[local] in terms(ontology), key
            else:
                assert FOREIGN[prefix] + local in known, key


#: Vocabularies whose published term lists rdflib carries.
LISTED: dict[str, type[DefinedNamespace] | ClosedNamespace] = {
    "dcat": DCAT,
    "dct": DCTERMS,
    "foaf": FOAF,
    "geo": GEO,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SDO,
    "skos": SKOS,
    "vann": VANN,
    "void": VOID,
    "xsd": XSD,
}
#: Terms of small vocabularies, with where they were looked up.
SMALL = {
    "dcat": {"version"},  # DCAT 3, https://www.w3.org/TR/vocab-dcat-3/#Property:resource_version; rdflib 7.6 lists DCAT 2
    "aif": {"RA-node", "CA-node"},  # http://www.arg.dundee.ac.uk/aif
    "sepio": {"0000000", "0000001"},  # proposition, assertion
}


def vocabulary_file(name: str) -> set[str]:
    text = (Path(__file__).parent / "vocabularies" / f"{name}.txt").read_text(encoding="utf-8")
    return {line for line in text.splitlines() if not line.startswith("#")}


def test_foreign_terms_are_defined_by_their_vocabularies():
    for line in (ROOT / "ontology/foreign-terms.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        prefix, _, local = line.partition(":")
        if local in SMALL.get(prefix, set()):
            continue
        if prefix in LISTED:
            assert rdflib.URIRef(FOREIGN[prefix] + local) in LISTED[prefix], line
        else:
            assert local in vocabulary_file(prefix), line


def test_namespaces_of_the_table_are_those_of_the_vocabularies():
    for prefix, namespace in LISTED.items():
        assert FOREIGN[prefix] == str(namespace._NS if isinstance(namespace, type) else namespace), prefix


def test_foreign_terms_are_all_used(compiled, small, project):
    text = "".join([*compiled.lines, *small.lines])
    unused = {t for t in known_terms(project) if f"<{t}>" not in text}
    assert {t.rpartition("#")[2].rpartition("/")[2] for t in unused} <= {"langString", "string"}
