"""Planted faults, generated from the good data: one for every constraint of every shape.

Each fault is a change of the good quads that breaks one constraint. The generator reads the shapes and knows how to break
each kind of constraint; what it cannot know (logical constraints, paths) is written by hand below.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pyoxigraph as ox
import rdflib
from rdflib import RDF, RDFS, SH

from checkout import checkout
from mali_kg.project import Project

BASE = "https://w3id.org/mali-kg/"
MK = f"{BASE}ns#"
OA = "http://www.w3.org/ns/oa#"
XSD = "http://www.w3.org/2001/XMLSchema#"
Quads = frozenset[ox.Quad]
iri = ox.NamedNode

#: Constraint parameters of SHACL Core that the shapes use, with the component that reports them.
COMPONENTS = {
    SH.minCount: "MinCountConstraintComponent",
    SH.maxCount: "MaxCountConstraintComponent",
    SH["class"]: "ClassConstraintComponent",
    SH.datatype: "DatatypeConstraintComponent",
    SH.node: "NodeConstraintComponent",
    SH.nodeKind: "NodeKindConstraintComponent",
    SH.uniqueLang: "UniqueLangConstraintComponent",
    SH.pattern: "PatternConstraintComponent",
    SH.minLength: "MinLengthConstraintComponent",
    SH.minInclusive: "MinInclusiveConstraintComponent",
    SH.lessThan: "LessThanConstraintComponent",
    SH.disjoint: "DisjointConstraintComponent",
    SH.hasValue: "HasValueConstraintComponent",
    SH["or"]: "OrConstraintComponent",
    SH.xone: "XoneConstraintComponent",
}
#: Parameters that are no constraints of their own.
NO_CONSTRAINTS = {RDF.type, SH.path, SH.message, SH.property, SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.severity}


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


def add(subject: str, predicate: str, value: ox.NamedNode | ox.Literal, graph: str | None = None) -> Callable[[Quads], Quads]:
    """Add one quad."""
    return lambda quads: quads | {ox.Quad(iri(subject), iri(predicate), value, iri(graph) if graph else ox.DefaultGraph())}


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
            yield Fault(name(prop), COMPONENTS[parameter], broken(parameter, argument, sorted(focuses)[0], predicate, values))


def broken(
    parameter: rdflib.term.Node, argument: rdflib.term.Node, focus: str, predicate: str, values: list[ox.Quad]
) -> Callable[[Quads], Quads]:
    """How to break one constraint."""
    first = values[0]
    subject = first.subject.value
    if parameter == SH.minCount:
        return remove(subject, predicate)
    if parameter == SH.maxCount:
        if predicate == f"{OA}motivatedBy":
            return add(subject, predicate, iri(f"{BASE}id/critics"))
        other = next((q.object for q in values if q.object != first.object), None) or like(first.object)
        return add(subject, predicate, other, graph_of(first))
    if parameter == SH["class"]:
        return swap(first, iri(f"{BASE}id/article"))
    if parameter == SH.node and isinstance(first.object, ox.Literal):
        return swap(first, ox.Literal(first.object.value))
    if parameter == SH.node:
        return swap(first, iri(f"{BASE}code/nothing"))
    if parameter == SH.nodeKind:
        return swap(first, ox.Literal("text"))
    if parameter == SH.datatype:
        return swap(first, ox.Literal("2020", datatype=iri(f"{XSD}gYear")))
    if parameter == SH.uniqueLang:
        return add(subject, predicate, ox.Literal("another", language=first.object.language), graph_of(first))
    if parameter == SH.pattern:
        return swap(first, ox.Literal("?"))
    if parameter == SH.minLength:
        return swap(first, ox.Literal(""))
    if parameter == SH.minInclusive:
        return swap(first, ox.Literal("-1", datatype=iri(f"{XSD}integer")))
    if parameter == SH.lessThan:
        return swap(first, ox.Literal("999999", datatype=iri(f"{XSD}nonNegativeInteger")))
    if parameter == SH.hasValue:
        return swap(first, iri(f"{BASE}id/critics"))
    raise AssertionError(f"no way to break {parameter} of {focus}")


def graph_of(quad: ox.Quad) -> str | None:
    """The graph of a quad as `add` takes it."""
    return quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else None


def like(term: ox.NamedNode | ox.Literal) -> ox.NamedNode | ox.Literal:
    """Another value of the same kind."""
    if isinstance(term, ox.NamedNode):
        return iri(f"{term.value}-2")
    if term.datatype.value == f"{XSD}boolean":
        return ox.Literal("false" if term.value == "true" else "true", datatype=term.datatype)
    if term.datatype.value == f"{XSD}date":
        return ox.Literal("2026-01-01", datatype=term.datatype)
    if term.language:
        return ox.Literal("another", language=term.language)
    if term.value.isdigit():
        return ox.Literal(str(int(term.value) + 1), datatype=term.datatype)
    return ox.Literal("de" if len(term.value) == 2 else f"{term.value}9", datatype=term.datatype)


CLAIM = f"{BASE}id/article/minusma-end/c15-1"
NARRATED = f"{BASE}id/article/minusma-end/c11-1"
BELIEVED = f"{BASE}id/article/minusma-end/c17-1"
EXPLICIT = f"{BASE}id/article/minusma-end/a05"
INFERRED = f"{BASE}id/article/minusma-end/a08"
COUP = f"{BASE}id/military-coup-2020"
COUP_GRAPH = f"{BASE}graph/proposition/coup-in-august-2020"
WITHDRAWAL = f"{BASE}id/withdrawal-of-minusma"
LIQUIDATION = f"{BASE}id/liquidation-of-minusma"
UN_GRAPH = f"{BASE}graph/context/un-avlibrary-9365"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SCHEMA = "https://schema.org/"
PROPOSITION = f"{BASE}id/proposition/premature-ending-could-worsen-security"
TYPE = str(RDF.type)


def replace_time(graph: str, subject: str, predicate: str, value: ox.Literal) -> Callable[[Quads], Quads]:
    """Another time in a content."""

    def plant(quads: Quads) -> Quads:
        old = next(q for q in quads if q.subject == iri(subject) and q.predicate == iri(predicate) and graph_of(q) == graph)
        return swap(old, value)(quads)

    return plant


def blank(cls: str) -> Callable[[Quads], Quads]:
    """A blank node of a class."""
    return lambda quads: quads | {ox.Quad(ox.BlankNode("planted"), iri(TYPE), iri(cls))}


YEAR_AS_INTEGER = ox.Literal("2020", datatype=iri(f"{XSD}integer"))

#: What the generator cannot know how to break: rule and component to the change.
BY_HAND: dict[tuple[str, str], Callable[[Quads], Quads]] = {
    ("claim", "NodeKindConstraintComponent"): blank(f"{MK}Claim"),
    ("proposition", "NodeKindConstraintComponent"): blank(f"{MK}Proposition"),
    ("argument", "NodeKindConstraintComponent"): blank(f"{MK}Argument"),
    ("entity", "NodeKindConstraintComponent"): blank(f"{MK}Situation"),
    ("article", "NodeKindConstraintComponent"): blank(f"{SCHEMA}NewsArticle"),
    ("claim-holder", "DisjointConstraintComponent"): add(CLAIM, f"{MK}heldBy", iri(f"{BASE}id/annotator")),
    ("claim-endorser", "ClassConstraintComponent"): add(CLAIM, f"{MK}endorsedBy", iri(f"{BASE}id/mali")),
    ("claim-endorser", "DisjointConstraintComponent"): add(CLAIM, f"{MK}endorsedBy", iri(f"{BASE}id/critics")),
    ("claim-attributed", "XoneConstraintComponent"): remove(CLAIM, f"{MK}attributionCue"),
    ("claim-possible-hedged", "OrConstraintComponent"): remove(f"{BASE}id/article/minusma-end/c15-1", f"{MK}hedge"),
    ("claim-modality-marked", "OrConstraintComponent"): remove(BELIEVED, f"{MK}hedge"),
    ("evidence-quote", "MinCountConstraintComponent"): lambda quads: frozenset(q for q in quads if q.object != iri(f"{CLAIM}/quote")),
    ("evidence-quote", "MaxCountConstraintComponent"): add(f"{CLAIM}/evidence", f"{OA}hasSelector", iri(f"{NARRATED}/quote")),
    ("evidence-position", "MinCountConstraintComponent"): lambda quads: frozenset(q for q in quads if q.object != iri(f"{CLAIM}/position")),
    ("evidence-position", "MaxCountConstraintComponent"): add(f"{CLAIM}/evidence", f"{OA}hasSelector", iri(f"{NARRATED}/position")),
    ("proposition-expressed", "MinCountConstraintComponent"): each(
        remove(CLAIM, f"{MK}expresses"), add(CLAIM, f"{MK}expresses", iri(f"{BASE}id/proposition/premature-ending-could-revive-violence"))
    ),
    ("argument-premise", "DisjointConstraintComponent"): add(INFERRED, f"{MK}premise", iri(f"{BASE}id/proposition/mission-should-end")),
    ("argument-kind", "XoneConstraintComponent"): add(INFERRED, TYPE, iri(f"{MK}Attack")),
    ("argument-explicit-marked", "OrConstraintComponent"): remove(EXPLICIT, f"{MK}cue"),
    ("argument-inferred-attributed", "OrConstraintComponent"): each(
        remove(INFERRED, f"{MK}arguer"), add(INFERRED, f"{MK}arguer", iri(f"{BASE}id/critics"))
    ),
    ("argument-explicit-not-annotators", "OrConstraintComponent"): each(
        remove(EXPLICIT, f"{MK}arguer"), add(EXPLICIT, f"{MK}arguer", iri(f"{BASE}id/annotator"))
    ),
    ("time-at", "NodeConstraintComponent"): replace_time(COUP_GRAPH, COUP, f"{SEM}hasTimeStamp", YEAR_AS_INTEGER),
    ("time-begin", "NodeConstraintComponent"): replace_time(UN_GRAPH, LIQUIDATION, f"{SEM}hasBeginTimeStamp", YEAR_AS_INTEGER),
    ("time-end", "NodeConstraintComponent"): replace_time(UN_GRAPH, WITHDRAWAL, f"{SEM}hasEndTimeStamp", YEAR_AS_INTEGER),
    ("entity-alt", "DisjointConstraintComponent"): add(
        f"{BASE}id/minusma",
        "http://www.w3.org/2004/02/skos/core#altLabel",
        ox.Literal("UN Multidimensional Integrated Stabilization Mission in Mali", language="en"),
    ),
    ("vague-group-same", "MaxCountConstraintComponent"): add(
        f"{BASE}id/critics", "http://www.w3.org/2002/07/owl#sameAs", iri("http://www.wikidata.org/entity/Q1"), f"{BASE}graph/links"
    ),
    ("article-length", "NodeConstraintComponent"): lambda quads: swap(
        next(q for q in quads if q.predicate == iri(f"{MK}textLength")), ox.Literal("long")
    )(quads),
    ("sentence-number", "MinInclusiveConstraintComponent"): lambda quads: swap(
        next(q for q in quads if q.predicate == iri(f"{SCHEMA}position")), ox.Literal("-1", datatype=iri(f"{XSD}integer"))
    )(quads),
}


def all_faults(good: Good) -> list[Fault]:
    """Every fault, generated and by hand."""
    return [*generated(good), *(Fault(rule, component, plant) for (rule, component), plant in BY_HAND.items())]


#: What else a fault breaks, because it follows from it. Everything else that fires is a false finding.
CONSEQUENCES: dict[tuple[str, str], set[str]] = {
    # A second arguer of an explicit argument, a second explicitness: the sister rules see the pair too.
    ("argument-arguer", "MaxCount"): {"argument-explicit-not-annotators"},
    ("argument-explicitness", "MaxCount"): {"argument-inferred-attributed"},
    # Words that are no words of the article cannot stand in the sentence.
    **{
        (rule, "Datatype"): {"words-in-sentence"}
        for rule in ("argument-cue-language", "claim-cue-language", "claim-open-list-language", "claim-words")
    },
    # The sum and length of the text are compared with the text.
    **{("article-length", kind): {"text-sum"} for kind in ("MaxCount", "MinCount", "Node")},
    **{("article-sha256", kind): {"text-sum"} for kind in ("MaxCount", "MinCount", "Pattern")},
    # What is no evidence has no quotation, position and source.
    ("claim-evidence", "Class"): {"evidence-position", "evidence-quote", "evidence-source"},
    # A holder that is nobody is not the narrator, and has no cue.
    ("claim-holder", "Class"): {"claim-attributed"},
    # A claim that leaves its proposition leaves it unsaid; one that leaves its sentence leaves that without claims.
    **{("claim-proposition", kind): {"proposition-expressed"} for kind in ("Class", "MinCount")},
    **{("claim-sentence", kind): {"sentence-covered"} for kind in ("Class", "MinCount")},
    ("context-source", "MinCount"): {"context-undescribed"},
    ("entity-label", "MinCount"): {"entity-undescribed"},
    **{("link-entity", kind): {"link-without-evidence"} for kind in ("MinCount", "NodeKind")},
    **{("link-other", kind): {"link-without-evidence"} for kind in ("MinCount", "NodeKind")},
    # Positions and quotations are compared with the text, and evidence counts them.
    ("position-start", "LessThan"): {"quote-at-position"},
    **{("position-start", kind): {"evidence-position"} for kind in ("MaxCount", "MinCount")},
    **{("quote-exact", kind): {"quote-at-position"} for kind in ("Datatype", "MinLength")},
    ("quote-exact", "MaxCount"): {"evidence-quote", "quote-at-position"},
    ("quote-exact", "MinCount"): {"evidence-quote"},
    ("quote-prefix", "Datatype"): {"quote-surroundings"},
    ("quote-suffix", "Datatype"): {"quote-surroundings"},
    ("evidence-quote", "MaxCount"): {"quote-at-position"},
    ("evidence-position", "MaxCount"): {"quote-at-position"},
    # A start below an end that is no number is below nothing.
    ("position-end", "Node"): {"position-start"},
    # The count is compared with the graph, and a graph that no proposition names is nobody's.
    ("proposition-count", "MaxCount"): {"content-count"},
    ("proposition-count", "Node"): {"content-count"},
    ("proposition-graph", "MaxCount"): {"statement-in-two-propositions"},
    **{("proposition-graph", kind): {"content-count", "unknown-graph"} for kind in ("MinCount", "NodeKind")},
    # A number in the place of words does not stand in the quotation.
    ("duration-words", "Datatype"): {"number-in-evidence"},
    ("quantity-words", "Datatype"): {"number-in-evidence"},
    # A sentence without a place, or of no article, leaves its text unaccounted for.
    **{("sentence-position", kind): {"text-unaccounted"} for kind in ("Class", "MinCount")},
    **{("sentence-source", kind): {"text-unaccounted"} for kind in ("Class", "MinCount", "MaxCount")},
    # A blank node that is only typed lacks everything that its class needs.
    ("claim", "NodeKind"): {
        "blank-node",
        *(
            f"claim-{p}"
            for p in (
                "article",
                "evidence",
                "holder",
                "interpreter",
                "label",
                "modality",
                "polarity",
                "presupposed",
                "proposition",
                "sentence",
            )
        ),
    },
    ("proposition", "NodeKind"): {"blank-node", *(f"proposition-{p}" for p in ("count", "expressed", "graph", "label"))},
    ("argument", "NodeKind"): {
        "blank-node",
        *(f"argument-{p}" for p in ("arguer", "article", "conclusion", "explicitness", "kind", "premise")),
    },
    ("entity", "NodeKind"): {"blank-node", "entity-label", "entity-unused"},
    ("article", "NodeKind"): {"blank-node", "article-language", "article-length", "article-sha256"},
    # A conclusion among its own premises is the smallest circle.
    ("argument-premise", "Disjoint"): {"arguments-acyclic"},
    ("vague-group-same", "MaxCount"): {"link-without-evidence"},
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


ARTICLE = f"{BASE}id/article/minusma-end"
LINKS = f"{BASE}graph/links"
CONTENT = f"{BASE}graph/proposition/premature-ending-could-worsen-security"
COULD = (f"{BASE}id/premature-ending", f"{MK}couldLeadTo", iri(f"{BASE}id/deterioration-of-security"))
SAME = "http://www.w3.org/2002/07/owl#sameAs"
LABEL = str(RDFS.label)
MALI = f"{BASE}id/mali"


def requote(claim: str, text: str) -> Callable[[Quads], Quads]:
    """Let a claim quote another stretch of the text, rightly."""
    start = Project(checkout()).text_path("minusma-end").read_text(encoding="utf-8").index(text)

    def plant(quads: Quads) -> Quads:
        gone = frozenset(q for q in quads if q.subject not in (iri(f"{claim}/quote"), iri(f"{claim}/position")) or q.predicate == iri(TYPE))
        number = iri(f"{XSD}nonNegativeInteger")
        return gone | {
            ox.Quad(iri(f"{claim}/quote"), iri(f"{OA}exact"), ox.Literal(text)),
            ox.Quad(iri(f"{claim}/position"), iri(f"{OA}start"), ox.Literal(str(start), datatype=number)),
            ox.Quad(iri(f"{claim}/position"), iri(f"{OA}end"), ox.Literal(str(start + len(text)), datatype=number)),
        }

    return plant


#: A fault for every rule that is no shape: the rule, the change, and what else follows from it.
OTHER_FAULTS: list[tuple[str, Callable[[Quads], Quads], set[str]]] = [
    ("content-count", add(*COULD[:2], iri(f"{BASE}id/resurgence-of-violence-2"), CONTENT), {"entity-undescribed"}),
    ("content-count", lambda quads: frozenset(q for q in quads if graph_of(q) != CONTENT), {"entity-unused"}),
    ("arguments-acyclic", add(INFERRED, f"{MK}premise", iri(f"{BASE}id/proposition/mission-should-end")), {"argument-premise"}),
    (
        "arguments-acyclic",
        each(
            add(f"{ARTICLE}/a22", f"{MK}premise", iri(f"{BASE}id/proposition/withdrawal-may-affect-services")),
            remove(f"{ARTICLE}/a21", f"{MK}premise"),
            add(f"{ARTICLE}/a21", f"{MK}premise", iri(f"{BASE}id/proposition/challenge-is-handling-security")),
            remove(f"{ARTICLE}/a21", f"{MK}conclusion"),
            add(f"{ARTICLE}/a21", f"{MK}conclusion", iri(f"{BASE}id/proposition/withdrawal-may-affect-services")),
        ),
        set(),
    ),
    ("content-outside-its-graph", add(*COULD), {"content-predicate-asserted"}),
    ("content-predicate-asserted", add(MALI, f"{MK}faces", iri(f"{BASE}id/security-gaps")), set()),
    (
        "statement-in-two-propositions",
        each(add(*COULD, f"{BASE}graph/proposition/premature-ending-could-revive-violence")),
        {"content-count"},
    ),
    (
        "proposition-doubled",
        each(remove(PROPOSITION, LABEL), add(PROPOSITION, LABEL, ox.Literal("The mission should end", language="en"))),
        set(),
    ),
    (
        "entity-unused",
        each(add(f"{BASE}id/new", TYPE, iri(f"{MK}Situation")), add(f"{BASE}id/new", LABEL, ox.Literal("New", language="en"))),
        set(),
    ),
    ("entity-undescribed", remove(f"{BASE}id/ended", LABEL), {"entity-label"}),
    ("blank-node", lambda quads: quads | {ox.Quad(ox.BlankNode("b"), iri(LABEL), ox.Literal("b", language="en"))}, set()),
    ("article-cites-outside", add(CLAIM, "http://www.w3.org/ns/prov#hadPrimarySource", iri("https://example.org/report")), set()),
    (
        "article-cites-outside",
        add(
            f"{BASE}id/decision-to-end", f"{MK}concerns", iri("https://example.org/report"), f"{BASE}graph/proposition/un-made-the-decision"
        ),
        {"content-count", "entity-undescribed"},
    ),
    ("link-without-evidence", add(MALI, SAME, iri("http://www.wikidata.org/entity/Q1"), LINKS), set()),
    ("link-outside-its-graph", add(MALI, SAME, iri("http://www.wikidata.org/entity/Q912")), set()),
    ("context-undescribed", add(MALI, f"{MK}faces", iri(f"{BASE}id/security-gaps"), f"{BASE}graph/context/hearsay"), set()),
    ("unknown-graph", add(MALI, f"{MK}faces", iri(f"{BASE}id/security-gaps"), f"{BASE}graph/other"), set()),
    ("undefined-term", add(CLAIM, f"{MK}heldBySomeone", iri(f"{BASE}id/critics")), set()),
    ("foreign-term", add(CLAIM, f"{SCHEMA}noSuchTerm", ox.Literal("x")), set()),
    (
        "foreign-term",
        add(CLAIM, "http://www.w3.org/2005/11/its/rdf#taClassRef".replace("2005/11/its/rdf", "ns/prov"), ox.Literal("x")),
        set(),
    ),
    ("text-sum", lambda quads: number_of(quads, ARTICLE, f"{MK}textLength", 1), set()),
    ("quote-at-position", shifted(f"{CLAIM}/position", 1, 1), set()),
    ("quote-at-position", lambda quads: literal_of(quads, f"{OA}exact", "The mission’s mandate", "The mission's mandate"), set()),
    (
        "quote-surroundings",
        each(remove(f"{CLAIM}/quote", f"{OA}prefix"), add(f"{CLAIM}/quote", f"{OA}prefix", ox.Literal("Supporters argue that "))),
        set(),
    ),
    ("quote-in-sentence", requote(CLAIM, "MINUSMA was established"), set()),
    ("quote-from-excluded", requote(f"{ARTICLE}/c00-1", "in Mali, What Next!"), set()),
    ("words-in-sentence", each(remove(CLAIM, f"{MK}hedge"), add(CLAIM, f"{MK}hedge", ox.Literal("might", language="en"))), set()),
    (
        "words-in-sentence",
        each(remove(CLAIM, f"{MK}attributionCue"), add(CLAIM, f"{MK}attributionCue", ox.Literal("Critics say that", language="en"))),
        set(),
    ),
    ("words-in-sentence", each(remove(EXPLICIT, f"{MK}cue"), add(EXPLICIT, f"{MK}cue", ox.Literal("because", language="en"))), set()),
    (
        "number-in-evidence",
        replace_time(COUP_GRAPH, COUP, f"{SEM}hasTimeStamp", ox.Literal("2021-08", datatype=iri(f"{XSD}gYearMonth"))),
        set(),
    ),
    (
        "number-in-evidence",
        replace_time(COUP_GRAPH, COUP, f"{SEM}hasTimeStamp", ox.Literal("2020-09", datatype=iri(f"{XSD}gYearMonth"))),
        set(),
    ),
    (
        "number-in-evidence",
        replace_time(COUP_GRAPH, COUP, f"{SEM}hasTimeStamp", ox.Literal("2020-08-18", datatype=iri(f"{XSD}date"))),
        set(),
    ),
    ("number-in-evidence", lambda quads: literal_of(quads, f"{MK}statedQuantity", "thousands", "13,000"), set()),
    (
        "sentence-covered",
        each(remove(f"{ARTICLE}/c00-1", f"{MK}inSentence"), add(f"{ARTICLE}/c00-1", f"{MK}inSentence", iri(f"{ARTICLE}/s01"))),
        {"quote-in-sentence"},
    ),
    ("sentences-overlap", shifted(f"{ARTICLE}/s02/position", -3, 0), {"one-sentence"}),
    ("text-unaccounted", shifted(f"{ARTICLE}/s02/position", 4, 0), {"quote-in-sentence"}),
    ("one-sentence", shifted(f"{ARTICLE}/s02/position", 0, 98), {"sentences-overlap"}),
]
