"""Planted faults, generated from the good data: one for every constraint of every shape.

Each fault is a change of the good quads that breaks one constraint. The generator reads the shapes and knows how to break
each kind of constraint; what it cannot know (logical constraints, paths) is written by hand below.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import rdflib
from rdflib import RDF, RDFS, SH

BASE = "https://example.org/ardvik/"
MK = f"{BASE}ns#"
OA = "http://www.w3.org/ns/oa#"
XSD = "http://www.w3.org/2001/XMLSchema#"
#: A small project that has something for every shape and rule.
PROJECT = Path(__file__).parent / "small_project"
Quads = frozenset[ox.Quad]
DECIMAL = rdflib.URIRef(f"{XSD}decimal")
iri = ox.NamedNode

#: Constraint parameters of SHACL Core that the shapes use, with the component that reports them.
COMPONENTS = {
    SH.minCount: "MinCountConstraintComponent",
    SH.maxCount: "MaxCountConstraintComponent",
    SH.qualifiedMaxCount: "QualifiedMaxCountConstraintComponent",
    SH["class"]: "ClassConstraintComponent",
    SH.datatype: "DatatypeConstraintComponent",
    SH.node: "NodeConstraintComponent",
    SH.nodeKind: "NodeKindConstraintComponent",
    SH.uniqueLang: "UniqueLangConstraintComponent",
    SH.pattern: "PatternConstraintComponent",
    SH.minLength: "MinLengthConstraintComponent",
    SH["in"]: "InConstraintComponent",
    SH.minInclusive: "MinInclusiveConstraintComponent",
    SH.minExclusive: "MinExclusiveConstraintComponent",
    SH.lessThan: "LessThanConstraintComponent",
    SH.lessThanOrEquals: "LessThanOrEqualsConstraintComponent",
    SH.disjoint: "DisjointConstraintComponent",
    SH.equals: "EqualsConstraintComponent",
    SH.closed: "ClosedConstraintComponent",
    SH.hasValue: "HasValueConstraintComponent",
    SH["or"]: "OrConstraintComponent",
    SH.xone: "XoneConstraintComponent",
    SH["not"]: "NotConstraintComponent",
}
#: Parameters that are no constraints of their own.
NO_CONSTRAINTS = {
    RDF.type,
    SH.path,
    SH.message,
    SH.property,
    SH.targetClass,
    SH.targetSubjectsOf,
    SH.targetObjectsOf,
    SH.severity,
    SH.ignoredProperties,
    SH.qualifiedValueShape,
}


class Fault(NamedTuple):
    """A planted fault: what it breaks, and how."""

    rule: str
    component: str
    plant: Callable[[Quads], Quads]


class Good:
    """The good data, with the look-ups that planting needs."""

    def __init__(self, quads: list[ox.Quad], shapes: rdflib.Graph, ontology: list[ox.Quad]) -> None:
        self.quads = frozenset(quads)
        self.shapes = shapes
        subclass = {(q.subject.value, q.object.value) for q in ontology if q.predicate.value == str(RDFS.subClassOf)}
        self.types: dict[str, set[str]] = {}
        for q in quads:
            if q.predicate.value == str(RDF.type):
                self.types.setdefault(q.object.value, set()).add(q.subject.value)
        for below, above in subclass:
            self.types.setdefault(above, set()).update(self.types.get(below, set()))

    def with_path(self, focuses: set[str], predicate: str) -> list[ox.Quad]:
        """The quads of a predicate on these subjects, sorted."""
        return sorted((q for q in self.quads if q.predicate.value == predicate and q.subject.value in focuses), key=str)

    def focuses(self, shape: rdflib.term.Node) -> set[str]:
        """The focus nodes of a node shape."""
        found: set[str] = set()
        for target in self.shapes.objects(shape, SH.targetClass):
            found |= self.types.get(str(target), set())
        for target in self.shapes.objects(shape, SH.targetSubjectsOf):
            found |= {q.subject.value for q in self.quads if q.predicate.value == str(target)}
        for target in self.shapes.objects(shape, SH.targetObjectsOf):
            found |= {q.object.value for q in self.quads if q.predicate.value == str(target)}
        return found


def swap(old: ox.Quad, new: ox.NamedNode | ox.Literal) -> Callable[[Quads], Quads]:
    """Put another object in the place of one quad's."""
    return lambda quads: (quads - {old}) | {ox.Quad(old.subject, old.predicate, new, old.graph_name)}


def remove(subject: str, predicate: str) -> Callable[[Quads], Quads]:
    """Take away every value of a predicate."""
    return lambda quads: frozenset(q for q in quads if not (q.subject == iri(subject) and q.predicate == iri(predicate)))


def add(subject: str, predicate: str, value: ox.NamedNode | ox.Literal, graph: str = "") -> Callable[[Quads], Quads]:
    """Add one quad, to the graph in which most is said of its subject where none is named."""

    def plant(quads: Quads) -> Quads:
        said = Counter(q.graph_name.value for q in quads if q.subject == iri(subject))
        return quads | {ox.Quad(iri(subject), iri(predicate), value, iri(graph or said.most_common(1)[0][0]))}

    return plant


def only(subject: str, *predicates: str) -> Callable[[Quads], Quads]:
    """Keep of a subject its type and label, and these terms of ours."""
    kept = {TYPE, LABEL, *(f"{MK}{p}" for p in predicates)}
    return lambda quads: frozenset(q for q in quads if q.subject != iri(subject) or q.predicate.value in kept)


def each(*steps: Callable[[Quads], Quads]) -> Callable[[Quads], Quads]:
    """Several changes, one after the other."""

    def plant(quads: Quads) -> Quads:
        for step in steps:
            quads = step(quads)
        return quads

    return plant


def name(node: rdflib.term.Node) -> str:
    """The name of a shape."""
    return str(node).rpartition("/")[2]


def property_shapes(good: Good) -> list[rdflib.term.Node]:
    """The property shapes, all of which have a name and a target of their own."""
    return sorted(good.shapes.subjects(RDF.type, SH.PropertyShape))


def constraints(shapes: rdflib.Graph) -> set[tuple[str, str]]:
    """Every constraint of every shape that reports under its own name: (rule, component)."""
    found = set()
    for shape in {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)}:
        if not isinstance(shape, rdflib.URIRef) or name(shape).startswith("is-"):
            continue
        for predicate in shapes.predicates(shape):
            if predicate not in NO_CONSTRAINTS:
                found.add((name(shape), COMPONENTS[predicate]))
    return found


def generated(good: Good) -> Iterator[Fault]:
    """A fault for every constraint of a property shape whose path is one predicate."""
    for prop in property_shapes(good):
        path = good.shapes.value(prop, SH.path)
        if not isinstance(path, rdflib.URIRef):
            continue
        focuses = good.focuses(prop)
        assert focuses, f"no focus node for {prop}"
        predicate = str(path)
        values = good.with_path(focuses, predicate)
        for parameter, argument in sorted(good.shapes.predicate_objects(prop)):
            if parameter in NO_CONSTRAINTS:
                continue
            if (name(prop), COMPONENTS[parameter]) in BY_HAND:
                continue
            assert values, f"no value for {prop}"
            yield Fault(name(prop), COMPONENTS[parameter], broken(good, parameter, argument, predicate, values))


def broken(
    good: "Good", parameter: rdflib.term.Node, argument: rdflib.term.Node, predicate: str, values: list[ox.Quad]
) -> Callable[[Quads], Quads]:
    """How to break one constraint."""
    # What is compared with another value needs one that has it.
    compared = {q.subject.value for q in good.quads if q.predicate.value == str(argument)}
    first = next((q for q in values if q.subject.value in compared), values[0])
    subject = first.subject.value
    if parameter == SH.minCount:
        return remove(subject, predicate)
    if parameter in (SH.maxCount, SH.qualifiedMaxCount):
        other = next((q.object for q in values if q.object != first.object), None) or like(first.object)
        return add(subject, predicate, other, first.graph_name.value)
    if parameter == SH.node and isinstance(first.object, ox.Literal):
        return swap(first, ox.Literal(first.object.value))
    if parameter in (SH["class"], SH.node, SH["in"], SH.equals):
        return swap(first, iri(PROPOSITION))
    if parameter == SH.nodeKind:
        return swap(first, ox.Literal("text"))
    if parameter == SH.datatype and argument == DECIMAL:
        return swap(first, ox.Literal("7", datatype=iri(f"{XSD}integer")))
    if parameter == SH.datatype:
        return swap(first, ox.Literal("2020", datatype=iri(f"{XSD}gYear")))
    if parameter == SH.uniqueLang:
        return add(subject, predicate, ox.Literal("another", language=first.object.language), first.graph_name.value)
    if parameter == SH.pattern:
        return swap(first, ox.Literal("?") if isinstance(first.object, ox.Literal) else iri(PROPOSITION))
    if parameter == SH.minLength:
        return swap(first, ox.Literal(""))
    if parameter == SH.minInclusive:
        return swap(first, ox.Literal("-1", datatype=iri(f"{XSD}integer")))
    if parameter == SH.minExclusive:
        return swap(first, ox.Literal("0.0", datatype=first.object.datatype))
    if parameter in (SH.lessThan, SH.lessThanOrEquals):
        return swap(first, ox.Literal("999999", datatype=first.object.datatype))
    if parameter == SH.disjoint:
        return add(subject, str(argument), first.object)
    if parameter == SH.hasValue:
        return swap(first, iri(f"{BASE}id/critics"))
    raise AssertionError(f"no way to break {parameter} of {subject}")


def like(term: ox.NamedNode | ox.Literal) -> ox.NamedNode | ox.Literal:
    """Another value of the same kind."""
    if isinstance(term, ox.NamedNode):
        return iri(PROPOSITION)
    if term.datatype.value == f"{XSD}date":
        return ox.Literal("2026-01-01", datatype=term.datatype)
    if term.language:
        return ox.Literal("another", language=term.language)
    if term.datatype.value == f"{XSD}decimal":
        return ox.Literal("7.5", datatype=term.datatype)
    if term.value.isdigit():
        return ox.Literal(str(int(term.value) + 1), datatype=term.datatype)
    return ox.Literal("de" if len(term.value) == 2 else f"{term.value}9", datatype=term.datatype)


ARTICLE = f"{BASE}id/article/ardvik-bridge"
CLAIM = f"{ARTICLE}/c02-1"
NARRATED = f"{ARTICLE}/c03-2"
PASSED_ON = f"{ARTICLE}/c05-1"
EXPLICIT = f"{ARTICLE}/a01"
INFERRED = f"{ARTICLE}/a02"
ARTICLE_GRAPH = f"{BASE}graph/article/ardvik-bridge"
SOURCE = f"{BASE}id/source/port-office"
#: A description with every role.
FULL = f"{SOURCE}/c1/says"
SOURCE_GRAPH = f"{BASE}graph/source/port-office"
REGISTRY = f"{BASE}graph/registry"
LINKS = f"{BASE}graph/links"
PROPOSITION = f"{BASE}id/proposition/bridge-reopens"
KIND = f"{BASE}code/kind/take-part"
ARDVIK = f"{BASE}id/ardvik"
CRITICS = f"{BASE}id/critics"
ANNOTATOR = f"{BASE}id/annotator"
DECISION = f"{BASE}id/decision-to-close"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
SAME = f"{OWL}sameAs"
TYPE = str(RDF.type)
LABEL = str(RDFS.label)


def blank(cls: str, graph: str = ARTICLE_GRAPH) -> Callable[[Quads], Quads]:
    """A blank node of a class."""
    return lambda quads: quads | {ox.Quad(ox.BlankNode("planted"), iri(TYPE), iri(cls), iri(graph))}


def replace(subject: str, predicate: str, value: ox.NamedNode | ox.Literal) -> Callable[[Quads], Quads]:
    """Another value in the place of all of a predicate."""

    def plant(quads: Quads) -> Quads:
        graph = next(q.graph_name.value for q in quads if q.subject == iri(subject) and q.predicate == iri(predicate))
        return each(remove(subject, predicate), add(subject, predicate, value, graph))(quads)

    return plant


def code(scheme: str, notation: str) -> ox.NamedNode:
    """A concept of a code list."""
    return iri(f"{BASE}code/{scheme}/{notation}")


#: What the generator cannot know how to break: rule and component to the change.
BY_HAND: dict[tuple[str, str], Callable[[Quads], Quads]] = {
    ("claim", "NodeKindConstraintComponent"): blank(f"{MK}Claim"),
    ("description", "NodeKindConstraintComponent"): blank(f"{MK}Description"),
    ("proposition", "NodeKindConstraintComponent"): blank(f"{MK}Proposition"),
    ("argument", "NodeKindConstraintComponent"): blank(f"{MK}Argument"),
    ("entity", "NodeKindConstraintComponent"): blank(f"{MK}Topic", REGISTRY),
    ("kind", "NodeKindConstraintComponent"): blank(f"{MK}Kind", REGISTRY),
    ("article", "NodeKindConstraintComponent"): blank(f"{SCHEMA}NewsArticle"),
    ("claim-holder", "DisjointConstraintComponent"): add(CLAIM, f"{MK}heldBy", iri(ANNOTATOR)),
    ("claim-endorser", "ClassConstraintComponent"): add(CLAIM, f"{MK}endorsedBy", iri(DECISION)),
    ("claim-endorser", "DisjointConstraintComponent"): add(CLAIM, f"{MK}endorsedBy", iri(CRITICS)),
    ("claim-attributed", "XoneConstraintComponent"): remove(CLAIM, f"{MK}attributionCue"),
    ("claim-stance-marked", "OrConstraintComponent"): replace(NARRATED, f"{MK}stance", code("stance", "normative")),
    ("claim-strength-marked", "OrConstraintComponent"): remove(CLAIM, f"{MK}hedge"),
    ("hop-claim", "MinCountConstraintComponent"): lambda quads: frozenset(q for q in quads if q.object != iri(f"{PASSED_ON}/via/1")),
    ("hop-claim", "MaxCountConstraintComponent"): add(NARRATED, f"{MK}via", iri(f"{PASSED_ON}/via/1")),
    ("said-polarity", "MaxCountConstraintComponent"): add(f"{CLAIM}/says", f"{MK}innerPolarity", code("polarity", "negative")),
    ("said-strength", "MaxCountConstraintComponent"): add(f"{CLAIM}/says", f"{MK}innerStrength", code("strength", "neutral")),
    ("participant-kind", "MaxCountConstraintComponent"): add(f"{FULL}/attribute", f"{MK}kind", iri(KIND)),
    ("participant-names-text", "OrConstraintComponent"): each(
        remove(f"{FULL}/condition", f"{MK}text"), add(f"{FULL}/condition", f"{MK}of", iri(ARDVIK))
    ),
    ("quantity-filled", "MinCountConstraintComponent"): only(f"{FULL}/frequency"),
    ("time-filled", "MinCountConstraintComponent"): only(f"{FULL}/time"),
    ("role-bearer", "OrConstraintComponent"): add(f"{FULL}/frequency", f"{MK}manner", ox.Literal("often", language="en")),
    ("thing-names-only", "ClosedConstraintComponent"): add(ARDVIK, f"{SCHEMA}about", iri(CRITICS)),
    ("claim-evidence", "ClassConstraintComponent"): replace(CLAIM, f"{MK}hasEvidence", iri(f"{CLAIM}/says")),
    ("evidence-quote", "MinCountConstraintComponent"): lambda quads: frozenset(q for q in quads if q.object != iri(f"{CLAIM}/quote")),
    ("evidence-quote", "MaxCountConstraintComponent"): add(f"{CLAIM}/evidence", f"{OA}hasSelector", iri(f"{NARRATED}/quote")),
    ("evidence-position", "MinCountConstraintComponent"): lambda quads: frozenset(q for q in quads if q.object != iri(f"{CLAIM}/position")),
    ("evidence-position", "MaxCountConstraintComponent"): add(f"{CLAIM}/evidence", f"{OA}hasSelector", iri(f"{NARRATED}/position")),
    ("argument-premise", "DisjointConstraintComponent"): add(INFERRED, f"{MK}premise", iri(f"{ARTICLE}/c04-1")),
    ("argument-arguer", "NotConstraintComponent"): replace(EXPLICIT, f"{MK}arguer", iri(ANNOTATOR)),
    ("argument-claims-article", "EqualsConstraintComponent"): lambda quads: swap(
        next(q for q in quads if q.subject == iri(NARRATED) and q.predicate == iri(f"{SCHEMA}appearance")), iri(PROPOSITION)
    )(quads),
    ("argument-kind", "XoneConstraintComponent"): each(
        add(INFERRED, TYPE, iri(f"{MK}Support")),
        lambda quads: (
            quads
            | {
                ox.Quad(q.subject, iri(f"{MK}supports"), q.object, q.graph_name)
                for q in quads
                if q.subject == iri(INFERRED) and q.predicate == iri(f"{MK}conclusion")
            }
        ),
    ),
    ("argument-explicit-marked", "OrConstraintComponent"): remove(EXPLICIT, f"{MK}cue"),
    ("argument-explicit-argued", "OrConstraintComponent"): remove(EXPLICIT, f"{MK}arguer"),
    ("argument-inferred-attributed", "XoneConstraintComponent"): remove(INFERRED, "http://www.w3.org/ns/prov#wasAttributedTo"),
    ("source-claims", "MinCountConstraintComponent"): lambda quads: frozenset(
        q for q in quads if not q.subject.value.startswith(f"{SOURCE}/")
    ),
    ("kind-edge", "XoneConstraintComponent"): remove(f"{BASE}code/kind/close", f"{MK}edgeTo"),
    ("kind-plain", "NotConstraintComponent"): replace(KIND, f"{SKOS}notation", ox.Literal("should-take-part")),
    ("entity-alt", "DisjointConstraintComponent"): add(
        f"{BASE}id/harbour-office", f"{SKOS}altLabel", ox.Literal("Harbour Office of Ardvik", language="en")
    ),
    ("sentence-number", "MinInclusiveConstraintComponent"): replace(
        f"{ARTICLE}/s02", f"{SCHEMA}position", ox.Literal("-1", datatype=iri(f"{XSD}integer"))
    ),
}


def all_faults(good: Good) -> list[Fault]:
    """Every fault, generated and by hand."""
    return [*generated(good), *(Fault(rule, component, plant) for (rule, component), plant in BY_HAND.items())]


#: What else a fault breaks, because it follows from it. Everything else that fires is a false finding.
CONSEQUENCES: dict[tuple[str, str], set[str]] = {
    # What an argument joins is compared with its article, its explicitness with who answers for it, its arguer with its premises.
    **{("argument-article", kind): {"argument-claims-article"} for kind in ("Class", "MaxCount", "MinCount")},
    **{("argument-explicitness", kind): {"argument-inferred-attributed"} for kind in ("MinCount", "Node")},
    **{("argument-arguer", kind): {"arguer-holds-premise"} for kind in ("Class", "Not")},
    ("argument-premise", "Class"): {"arguer-holds-premise"},
    # A conclusion among its own premises is the smallest circle.
    ("argument-premise", "Disjoint"): {"arguer-holds-premise", "arguments-acyclic"},
    ("argument-claims-article", "Equals"): {"claim-article"},
    # Words that are no words of the article cannot stand in the sentence.
    **{
        (rule, "Datatype"): {"words-in-sentence"}
        for rule in ("argument-cue-language", "claim-cue-language", "claim-modal-language", "claim-open-list-language", "claim-words")
    },
    # What is no IRI has no type and label.
    **{(rule, "NodeKind"): {"entity-undescribed"} for rule in ("article-about", "claim-mentions")},
    # The sum and length of the text are compared with the text.
    **{("article-length", kind): {"text-sum"} for kind in ("MaxCount", "MinCount", "MinInclusive", "Pattern")},
    **{("article-sha256", kind): {"text-sum"} for kind in ("MaxCount", "MinCount", "Pattern")},
    # What is no evidence has no quotation, position and source.
    ("claim-evidence", "Class"): {"evidence-position", "evidence-quote", "evidence-source"},
    # A holder that is nobody is not the narrator, and has no cue.
    ("claim-holder", "Class"): {"claim-attributed"},
    # A focus that is no role of what is said is none of its roles; a stance or strength that is none of the plain ones is marked by nothing.
    **{("claim-focus", kind): {"focus-absent"} for kind in ("In", "MaxCount")},
    **{("claim-stance", kind): {"claim-stance-marked"} for kind in ("MaxCount", "Node")},
    **{("claim-strength", kind): {"claim-strength-marked"} for kind in ("MaxCount", "Node")},
    # A claim that leaves its sentence leaves that without claims.
    **{("claim-sentence", kind): {"sentence-covered"} for kind in ("Class", "MinCount")},
    # A second kind or fingerprint is also that of another description, and the kind expects other roles.
    ("description-kind", "MaxCount"): {"fingerprint-shared", "role-unexpected"},
    ("description-fingerprint", "MaxCount"): {"fingerprint-shared"},
    # The first description that is of something is an actor.
    **{("description-of", kind): {"role-actor"} for kind in ("Node", "QualifiedMaxCount")},
    ("entity-label", "MinCount"): {"entity-undescribed"},
    # A span that is not placed in the text leaves it unaccounted for.
    **{(f"{part}-position", kind): {"text-unaccounted"} for part in ("excluded", "sentence") for kind in ("Class", "MinCount")},
    **{(f"{part}-source", kind): {"text-unaccounted"} for part in ("excluded", "sentence") for kind in ("Class", "MinCount", "MaxCount")},
    ("excluded-position", "MaxCount"): {"text-unaccounted"},
    ("sentence-position", "MaxCount"): {"quote-in-sentence", "sentences-overlap", "text-unaccounted"},
    # Who passes a claim on is not spoken of otherwise, and has a place among others.
    **{("hop-voice", kind): {"entity-unused"} for kind in ("Class", "MinCount")},
    **{("hop-number", kind): {"hop-order"} for kind in ("Datatype", "MinInclusive")},
    # An edge that goes to where it comes from goes to two roles. A kind without a name has no plain one, one without roles expects none.
    ("kind-edge-from", "Disjoint"): {"kind-edge-to"},
    ("kind-notation", "MinCount"): {"kind-plain"},
    **{("kind-roles", kind): {"role-unexpected"} for kind in ("In", "MinCount")},
    **{("link-entity", kind): {"link-without-evidence"} for kind in ("MinCount", "NodeKind")},
    **{("link-other", kind): {"link-without-evidence"} for kind in ("MinCount", "NodeKind")},
    # Positions and quotations are compared with the text, and evidence counts them.
    ("position-start", "LessThan"): {"quote-at-position"},
    **{("position-start", kind): {"evidence-position"} for kind in ("MaxCount", "MinCount")},
    **{("position-end", kind): {"position-start"} for kind in ("MinInclusive", "Pattern")},
    **{("quote-exact", kind): {"quote-at-position"} for kind in ("Datatype", "MinLength")},
    ("quote-exact", "MaxCount"): {"evidence-quote", "quote-at-position"},
    ("quote-exact", "MinCount"): {"evidence-quote"},
    ("quote-prefix", "Datatype"): {"quote-surroundings"},
    ("quote-suffix", "Datatype"): {"quote-surroundings"},
    ("evidence-quote", "MaxCount"): {"quote-at-position"},
    ("proposition-says", "MaxCount"): {"proposition-doubled"},
    # Numbers that are put in the place of words stand in no quotation.
    **{(rule, "Datatype"): {"number-in-evidence"} for rule in ("role-manner", "words-language")},
    ("time-at", "MaxCount"): {"number-in-evidence"},
    # A source that says nothing speaks of nothing.
    ("source-claims", "MinCount"): {"entity-unused"},
    # A blank node that is only typed lacks everything that its class needs.
    ("claim", "NodeKind"): {
        "blank-node",
        *(
            f"claim-{p}"
            for p in ("article", "evidence", "holder", "interpreter", "label", "polarity", "says", "sentence", "stance", "strength")
        ),
    },
    ("description", "NodeKind"): {
        "blank-node",
        *(f"description-{p}" for p in ("empty", "fingerprint", "kind", "label")),
    },
    ("proposition", "NodeKind"): {"blank-node", *(f"proposition-{p}" for p in ("label", "says"))},
    ("argument", "NodeKind"): {
        "blank-node",
        *(f"argument-{p}" for p in ("article", "conclusion", "explicitness", "inferred-attributed", "kind", "premise")),
    },
    ("kind", "NodeKind"): {
        "blank-node",
        *(f"kind-{p}" for p in ("definition", "label", "notation", "plain", "roles", "scheme")),
    },
    ("entity", "NodeKind"): {"blank-node", "entity-label", "entity-unused"},
    ("article", "NodeKind"): {"blank-node", "article-language", "article-length", "article-sha256"},
}


def literal_of(quads: Quads, predicate: str, old: str, new: str) -> Quads:
    """Another text in the first quad of a predicate that has the old text."""
    quad = min((q for q in quads if q.predicate == iri(predicate) and isinstance(q.object, ox.Literal) and q.object.value == old), key=str)
    language = quad.object.language
    literal = ox.Literal(new, language=language) if language else ox.Literal(new, datatype=quad.object.datatype)
    return swap(quad, literal)(quads)


def number_of(quads: Quads, subject: str, predicate: str, change: int) -> Quads:
    """Another whole number."""
    quad = next(q for q in quads if q.subject == iri(subject) and q.predicate == iri(predicate))
    return swap(quad, ox.Literal(str(int(quad.object.value) + change), datatype=quad.object.datatype))(quads)


def shifted(subject: str, start: int, end: int) -> Callable[[Quads], Quads]:
    """A position moved."""
    return lambda quads: number_of(number_of(quads, subject, f"{OA}start", start), subject, f"{OA}end", end)


def said(quads: Quads, claim: str) -> ox.NamedNode:
    """The description that a claim says."""
    return next(q.object for q in quads if q.subject == iri(claim) and q.predicate == iri(f"{MK}says"))


def timed(quads: Quads, value: ox.Literal) -> Quads:
    """Another time in the place of May 2021, wherever the article gives it."""
    may = ox.Literal("2021-05", datatype=iri(f"{XSD}gYearMonth"))
    return frozenset(q if q.object != may else ox.Quad(q.subject, q.predicate, value, q.graph_name) for q in quads)


def fingerprint(quads: Quads, description: str) -> ox.Literal:
    """The fingerprint of a description."""
    return next(q.object for q in quads if q.subject == iri(description) and q.predicate == iri(f"{MK}fingerprint"))


def requote(claim: str, text: str) -> Callable[[Quads], Quads]:
    """Let a claim quote another stretch of the text, rightly."""
    start = (PROJECT / "data/articles/ardvik-bridge/article.txt").read_text(encoding="utf-8").index(text)

    def plant(quads: Quads) -> Quads:
        gone = frozenset(q for q in quads if q.subject not in (iri(f"{claim}/quote"), iri(f"{claim}/position")) or q.predicate == iri(TYPE))
        number, graph = iri(f"{XSD}nonNegativeInteger"), iri(ARTICLE_GRAPH)
        return gone | {
            ox.Quad(iri(f"{claim}/quote"), iri(f"{OA}exact"), ox.Literal(text), graph),
            ox.Quad(iri(f"{claim}/position"), iri(f"{OA}start"), ox.Literal(str(start), datatype=number), graph),
            ox.Quad(iri(f"{claim}/position"), iri(f"{OA}end"), ox.Literal(str(start + len(text)), datatype=number), graph),
        }

    return plant


#: A fault for every rule that is no shape: the rule, the change, and what else follows from it.
OTHER_FAULTS: list[tuple[str, Callable[[Quads], Quads], set[str]]] = [
    ("arguments-acyclic", add(INFERRED, f"{MK}premise", iri(f"{ARTICLE}/c04-1")), {"argument-premise", "arguer-holds-premise"}),
    (
        "argument-both-ways",
        each(
            replace(INFERRED, f"{MK}premise", iri(f"{ARTICLE}/c01-3")),
            remove(INFERRED, f"{MK}scope"),
            remove(INFERRED, f"{MK}arguer"),
        ),
        set(),
    ),
    ("arguer-holds-premise", add(INFERRED, f"{MK}premise", iri(f"{ARTICLE}/c01-3")), set()),
    ("article-cites-outside", add(CLAIM, "http://www.w3.org/ns/prov#hadPrimarySource", iri("https://example.org/report")), set()),
    ("article-cites-outside", add(CLAIM, f"{SCHEMA}url", iri("https://example.org/report")), set()),
    (
        "article-cites-outside",
        add(f"{CLAIM}/says", f"{MK}theme", iri("https://example.org/report")),
        {"entity-undescribed", "role-theme", "role-unexpected"},
    ),
    ("blank-node", lambda quads: quads | {ox.Quad(ox.BlankNode("b"), iri(LABEL), ox.Literal("b", language="en"), iri(REGISTRY))}, set()),
    ("description-empty", only(f"{FULL}/purpose", "kind", "fingerprint"), set()),
    ("description-empty", only(f"{FULL}/attribute"), set()),
    ("entity-undescribed", remove(CRITICS, LABEL), {"entity-label"}),
    ("entity-undescribed", add(f"{CLAIM}/says", f"{MK}place", iri(f"{BASE}id/atlantis")), {"role-place"}),
    (
        "entity-unused",
        each(
            add(f"{BASE}id/new", TYPE, iri(f"{MK}Topic"), REGISTRY), add(f"{BASE}id/new", LABEL, ox.Literal("New", language="en"), REGISTRY)
        ),
        set(),
    ),
    ("fingerprint-shared", lambda quads: replace(f"{FULL}/purpose", f"{MK}fingerprint", fingerprint(quads, f"{FULL}/cause"))(quads), set()),
    ("focus-absent", replace(NARRATED, f"{MK}focus", iri(f"{MK}goal")), set()),
    (
        "holder-contradicts",
        lambda quads: each(
            replace(f"{ARTICLE}/c01-1", f"{MK}says", said(quads, NARRATED)), add(f"{ARTICLE}/c01-1", f"{MK}focus", iri(f"{MK}manner"))
        )(quads),
        set(),
    ),
    ("hop-order", replace(f"{PASSED_ON}/via/1", f"{SCHEMA}position", ox.Literal("3", datatype=iri(f"{XSD}integer"))), set()),
    ("hop-order", replace(f"{PASSED_ON}/via/1", f"{SCHEMA}position", ox.Literal("2", datatype=iri(f"{XSD}integer"))), set()),
    ("kinds-acyclic", add(KIND, f"{SKOS}broader", iri(f"{BASE}code/kind/ride")), set()),
    ("link-outside-its-graph", add(ARDVIK, SAME, iri("http://www.wikidata.org/entity/Q1"), REGISTRY), set()),
    ("link-several", add(f"{BASE}id/link/ardvik-1", f"{OA}hasBody", iri("http://www.wikidata.org/entity/Q2")), set()),
    ("link-several", add(f"{BASE}id/link/ardvik-1", f"{OA}hasTarget", iri(CRITICS)), set()),
    ("link-without-evidence", add(ARDVIK, SAME, iri("http://www.wikidata.org/entity/Q2"), LINKS), set()),
    ("names-acyclic", add(DECISION, f"{MK}names", iri(DECISION)), set()),
    (
        "proposition-doubled",
        lambda quads: replace(f"{PROPOSITION}/says", f"{MK}fingerprint", fingerprint(quads, f"{BASE}id/proposition/ferry-sinks/says"))(
            quads
        ),
        {"fingerprint-shared"},
    ),
    ("quad-outside-graphs", lambda quads: quads | {ox.Quad(iri(ARDVIK), iri(f"{SKOS}note"), ox.Literal("A note.", language="en"))}, set()),
    ("retired-used", add(CLAIM, f"{MK}closeTo", iri(f"{ARTICLE}/c05-9")), {"claim-close"}),
    ("role-unexpected", add(f"{CLAIM}/says", f"{MK}recipient", iri(ARDVIK)), set()),
    (
        "too-deep",
        each(
            *(add(f"{FULL}/cause{'/part' * n}", f"{MK}part", iri(f"{FULL}/cause{'/part' * (n + 1)}"), SOURCE_GRAPH) for n in range(5)),
            *(
                add(f"{FULL}/cause{'/part' * n}", predicate, value, SOURCE_GRAPH)
                for n in range(1, 6)
                for predicate, value in (
                    (TYPE, iri(f"{MK}Participant")),
                    (LABEL, ox.Literal("a part", language="en")),
                    (f"{MK}text", ox.Literal("a part", language="en")),
                )
            ),
        ),
        set(),
    ),
    ("undefined-term", add(CLAIM, f"{MK}heldBySomeone", iri(CRITICS)), set()),
    ("unknown-graph", add(ARDVIK, f"{SKOS}note", ox.Literal("A note.", language="en"), f"{BASE}graph/other"), {"wrong-graph"}),
    ("unknown-graph", add(ARDVIK, f"{SKOS}note", ox.Literal("A note.", language="en"), f"{BASE}graph/article/one/two"), {"wrong-graph"}),
    ("vague-group-same", add(CRITICS, SAME, iri("http://www.wikidata.org/entity/Q1"), LINKS), {"link-without-evidence"}),
    ("wrong-graph", add(f"{BASE}id/decree", f"{SKOS}note", ox.Literal("A note.", language="en"), ARTICLE_GRAPH), set()),
    ("wrong-graph", add(f"{CLAIM}/says", f"{SKOS}note", ox.Literal("A note.", language="en"), f"{BASE}graph/article/another"), set()),
    ("wrong-graph", add(f"{FULL}/cause", f"{MK}place", iri(ARDVIK), REGISTRY), set()),
    ("foreign-term", add(CLAIM, f"{SCHEMA}noSuchTerm", ox.Literal("x")), set()),
    (
        "foreign-term",
        add(CLAIM, "http://www.w3.org/2005/11/its/rdf#taClassRef".replace("2005/11/its/rdf", "ns/prov"), ox.Literal("x")),
        set(),
    ),
    ("text-sum", lambda quads: number_of(quads, ARTICLE, f"{MK}textLength", 1), set()),
    ("quote-at-position", shifted(f"{CLAIM}/position", 1, 1), set()),
    ("quote-at-position", lambda quads: literal_of(quads, f"{OA}exact", "the ferry did not sink", "the ferry didn’t sink"), set()),
    (
        "quote-surroundings",
        each(remove(f"{CLAIM}/quote", f"{OA}prefix"), add(f"{CLAIM}/quote", f"{OA}prefix", ox.Literal("Supporters argue that "))),
        set(),
    ),
    ("quote-in-sentence", requote(CLAIM, "The Harbour Office closed"), set()),
    ("quote-from-excluded", requote(f"{ARTICLE}/c00-1", "closed: why?"), set()),
    ("words-in-sentence", replace(CLAIM, f"{MK}hedge", ox.Literal("might", language="en")), set()),
    ("words-in-sentence", replace(CLAIM, f"{MK}attributionCue", ox.Literal("Critics say that", language="en")), set()),
    ("words-in-sentence", replace(EXPLICIT, f"{MK}cue", ox.Literal("because", language="en")), set()),
    ("number-in-evidence", lambda quads: timed(quads, ox.Literal("2022-05", datatype=iri(f"{XSD}gYearMonth"))), set()),
    ("number-in-evidence", lambda quads: timed(quads, ox.Literal("2021-06", datatype=iri(f"{XSD}gYearMonth"))), set()),
    ("number-in-evidence", lambda quads: timed(quads, ox.Literal("2021-05-18", datatype=iri(f"{XSD}date"))), set()),
    (
        "number-in-evidence",
        add(f"{ARTICLE}/c01-3/says/actor/quantity", f"{MK}number", ox.Literal("13000", datatype=iri(f"{XSD}decimal"))),
        set(),
    ),
    ("sentence-covered", replace(f"{ARTICLE}/c00-1", f"{MK}inSentence", iri(f"{ARTICLE}/s01")), {"quote-in-sentence"}),
    ("sentences-overlap", shifted(f"{ARTICLE}/s03/position", -3, 0), {"one-sentence"}),
    ("text-unaccounted", shifted(f"{ARTICLE}/s05/position", 4, 0), set()),
    ("one-sentence", shifted(f"{ARTICLE}/s02/position", 0, 90), {"sentences-overlap"}),
]
