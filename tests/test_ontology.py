"""The ontology: consistent, complete in its documentation, and no term that its vocabulary does not define.

The pitfalls are those of OOPS! (https://oops.linkeddata.es), the criteria those of FOOPS! (https://foops.linkeddata.es) that can
be checked without the web.
"""

from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS
from rdflib.namespace import DCAT, DCTERMS, FOAF, GEO, ORG, PROV, SDO, VANN, VOID, XSD, ClosedNamespace, DefinedNamespace

from conftest import ROOT
from mali_kg.rdf.namespaces import FOREIGN
from mali_kg.report.terms import known_terms

MK = rdflib.Namespace("https://w3id.org/mali-kg/ns#")
NS = rdflib.URIRef("https://w3id.org/mali-kg/ns")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology/mali.ttl")


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


def test_the_reasoner_does_find_contradictions(ontology):
    """A claim that is a proposition: the classes are disjoint."""
    import owlrl

    graph = rdflib.Graph() + ontology
    thing = rdflib.URIRef("https://example.org/x")
    graph.add((thing, RDF.type, MK.Claim))
    graph.add((thing, RDF.type, MK.Proposition))
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    assert list(graph.subjects(RDF.type, rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")))


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
                assert (cls, RDF.type, OWL.Class) in ontology or cls in XSD or cls == RDF.langString, (prop, cls)
    for prop in own(ontology, OWL.DatatypeProperty):
        assert ontology.value(prop, RDFS.range), prop
    for prop in (MK.expresses, MK.heldBy, MK.modality, MK.polarity, MK.contentGraph, MK.premise, MK.conclusion, MK.arguer, MK.hasEvidence):
        assert ontology.value(prop, RDFS.domain), prop
        assert ontology.value(prop, RDFS.range), prop


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
    assert {(MK.Proposition, MK.Claim), (MK.Argument, MK.Claim), (MK.Concession, MK.Support), (MK.ExcludedSpan, MK.Sentence)} <= pairs


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
    for scheme in codes.subjects(RDF.type, SKOS.ConceptScheme):
        assert codes.value(scheme, SKOS.definition)
        concepts = list(codes.subjects(SKOS.inScheme, scheme))
        assert len(concepts) >= 2
        for concept in concepts:
            assert concept == rdflib.URIRef(f"{scheme}/{codes.value(concept, SKOS.notation)}")
            assert codes.value(concept, SKOS.definition)
            assert [v for v in codes.objects(concept, SKOS.prefLabel) if v.language == "en"]


def test_every_term_of_ours_is_used_or_said_why_not(ontology, compiled):
    """Nothing is minted for its own sake; mk:inGraph is used by the exports without named graphs."""
    used = "".join(line for line in compiled.lines if "graph/ontology" not in line)
    unused = {t.removeprefix(MK) for t in terms(ontology) if f"<{t}>" not in used}
    assert unused == {"inGraph"}


def test_every_key_of_the_context_is_a_term(project, ontology):
    """The context maps keys to terms that exist."""
    from mali_kg.sheets.vocabulary import Vocabulary

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
    "aif": {"I-node", "RA-node", "CA-node"},  # http://www.arg.dundee.ac.uk/aif
    "cito": {"supports", "disagreesWith"},  # http://purl.org/spar/cito
    "rdfg": {"Graph", "subGraphOf", "equivalentGraph"},  # http://www.w3.org/2004/03/trix/rdfg-1/
    "sepio": {"0000000", "0000001", "0000002"},  # proposition, assertion, evidence line
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


def test_foreign_terms_are_all_used(compiled, project):
    text = "".join(compiled.lines)
    unused = {t for t in known_terms(project) if f"<{t}>" not in text}
    assert {t.rpartition("#")[2].rpartition("/")[2] for t in unused} <= {"langString", "string"}
