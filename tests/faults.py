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
}


#: Good data beside that of the article, so that every shape has something to look at.
FULLER = Path(__file__).parent / "fuller.trig"


def fuller() -> list[ox.Quad]:
    """The quads of the good data beside that of the article."""
    return list(ox.parse(FULLER.read_bytes(), format=ox.RdfFormat.TRIG))


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
    if parameter == SH.maxCount:
        other = next((q.object for q in values if q.object != first.object), None) or like(first.object)
        return add(subject, predicate, other, first.graph_name.value)
    if parameter == SH.node and isinstance(first.object, ox.Literal):
        return swap(first, ox.Literal(first.object.value))
    if parameter in (SH["class"], SH.node):
        return swap(first, iri(PROPOSITION))
    if parameter == SH.nodeKind:
        return swap(first, ox.Literal("text"))
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
        return iri(f"{term.value}-2")
    if term.datatype.value == f"{XSD}date":
        return ox.Literal("2026-01-01", datatype=term.datatype)
    if term.language:
        return ox.Literal("another", language=term.language)
    if term.datatype.value == f"{XSD}decimal":
        return ox.Literal("7.5", datatype=term.datatype)
    if term.value.isdigit():
        return ox.Literal(str(int(term.value) + 1), datatype=term.datatype)
    return ox.Literal("de" if len(term.value) == 2 else f"{term.value}9", datatype=term.datatype)


ARTICLE = f"{BASE}id/article/minusma-end"
CLAIM = f"{ARTICLE}/c15-1"
NARRATED = f"{ARTICLE}/c11-1"
BELIEVED = f"{ARTICLE}/c09-4"
EXPLICIT = f"{ARTICLE}/a05"
INFERRED = f"{ARTICLE}/a08"
REGISTRY = f"{BASE}graph/registry"
ARTICLE_GRAPH = f"{BASE}graph/article/minusma-end"
LINKS = f"{BASE}graph/links"
SOURCE = f"{BASE}id/source/un-press-6952"
FULL = f"{SOURCE}/c99/says"
PROPOSITION = f"{BASE}id/proposition/it-happens"
KIND = f"{BASE}code/kind/take-part"
MALI = f"{BASE}id/mali"
CRITICS = f"{BASE}id/critics"
ANNOTATOR = f"{BASE}id/annotator"
DECISION = f"{BASE}id/decision-to-end"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
SAME = f"{OWL}sameAs"
TYPE = str(RDF.type)
LABEL = str(RDFS.label)


def blank(cls: str) -> Callable[[Quads], Quads]:
    """A blank node of a class."""
    return lambda quads: quads | {ox.Quad(ox.BlankNode("planted"), iri(TYPE), iri(cls), iri(ARTICLE_GRAPH))}


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
    ("entity", "NodeKindConstraintComponent"): blank(f"{MK}Topic"),
    ("kind", "NodeKindConstraintComponent"): blank(f"{MK}Kind"),
    ("article", "NodeKindConstraintComponent"): blank(f"{SCHEMA}NewsArticle"),
    ("claim-holder", "DisjointConstraintComponent"): add(CLAIM, f"{MK}heldBy", iri(ANNOTATOR)),
    ("claim-endorser", "ClassConstraintComponent"): add(CLAIM, f"{MK}endorsedBy", iri(DECISION)),
    ("claim-endorser", "DisjointConstraintComponent"): add(CLAIM, f"{MK}endorsedBy", iri(CRITICS)),
    ("claim-attributed", "XoneConstraintComponent"): remove(CLAIM, f"{MK}attributionCue"),
    ("claim-stance-marked", "OrConstraintComponent"): replace(NARRATED, f"{MK}stance", code("stance", "normative")),
    ("claim-strength-marked", "OrConstraintComponent"): remove(CLAIM, f"{MK}hedge"),
    ("hop-claim", "MinCountConstraintComponent"): lambda quads: frozenset(q for q in quads if q.object != iri(f"{CLAIM}/via/2")),
    ("hop-claim", "MaxCountConstraintComponent"): add(NARRATED, f"{MK}via", iri(f"{CLAIM}/via/1")),
    ("said-polarity", "MaxCountConstraintComponent"): add(f"{CLAIM}/says", f"{MK}innerPolarity", code("polarity", "negative")),
    ("said-strength", "MaxCountConstraintComponent"): add(f"{CLAIM}/says", f"{MK}innerStrength", code("strength", "neutral")),
    ("description-filled", "MinCountConstraintComponent"): only(f"{FULL}/purpose", "kind", "fingerprint"),
    ("participant-filled", "MinCountConstraintComponent"): only(f"{FULL}/attribute"),
    ("participant-kind", "MaxCountConstraintComponent"): add(f"{FULL}/attribute", f"{MK}kind", iri(KIND)),
    ("participant-names-text", "OrConstraintComponent"): each(
        remove(f"{FULL}/condition", f"{MK}text"), add(f"{FULL}/condition", f"{MK}of", iri(MALI))
    ),
    ("quantity-filled", "MinCountConstraintComponent"): only(f"{FULL}/frequency"),
    ("time-filled", "MinCountConstraintComponent"): only(f"{FULL}/time"),
    ("role-bearer", "OrConstraintComponent"): add(f"{FULL}/frequency", f"{MK}manner", ox.Literal("often", language="en")),
    ("thing-names-only", "ClosedConstraintComponent"): add(MALI, f"{SCHEMA}about", iri(CRITICS)),
    ("evidence-quote", "MinCountConstraintComponent"): lambda quads: frozenset(q for q in quads if q.object != iri(f"{CLAIM}/quote")),
    ("evidence-quote", "MaxCountConstraintComponent"): add(f"{CLAIM}/evidence", f"{OA}hasSelector", iri(f"{NARRATED}/quote")),
    ("evidence-position", "MinCountConstraintComponent"): lambda quads: frozenset(q for q in quads if q.object != iri(f"{CLAIM}/position")),
    ("evidence-position", "MaxCountConstraintComponent"): add(f"{CLAIM}/evidence", f"{OA}hasSelector", iri(f"{NARRATED}/position")),
    ("argument-premise", "DisjointConstraintComponent"): add(INFERRED, f"{MK}premise", iri(f"{ARTICLE}/c09-3")),
    ("argument-arguer", "NotConstraintComponent"): replace(EXPLICIT, f"{MK}arguer", iri(ANNOTATOR)),
    ("argument-claims-article", "EqualsConstraintComponent"): lambda quads: swap(
        next(q for q in quads if q.subject == iri(NARRATED) and q.predicate == iri(f"{SCHEMA}appearance")), iri(PROPOSITION)
    )(quads),
    ("argument-kind", "XoneConstraintComponent"): add(INFERRED, TYPE, iri(f"{MK}Attack")),
    ("argument-explicit-marked", "OrConstraintComponent"): remove(EXPLICIT, f"{MK}cue"),
    ("argument-explicit-argued", "OrConstraintComponent"): remove(EXPLICIT, f"{MK}arguer"),
    ("argument-inferred-attributed", "XoneConstraintComponent"): remove(INFERRED, "http://www.w3.org/ns/prov#wasAttributedTo"),
    ("source-claims", "MinCountConstraintComponent"): lambda quads: frozenset(
        q
        for q in quads
        if q.graph_name != iri(f"{BASE}graph/source/upi-2020-08-19") or not q.subject.value.startswith(f"{BASE}id/source/upi-2020-08-19/")
    ),
    ("kind-edge", "XoneConstraintComponent"): remove(KIND, f"{MK}edgeTo"),
    ("kind-plain", "NotConstraintComponent"): replace(KIND, f"{SKOS}notation", ox.Literal("should-take-part")),
    ("entity-alt", "DisjointConstraintComponent"): lambda quads: add(
        f"{BASE}id/minusma",
        f"{SKOS}altLabel",
        next(q.object for q in quads if q.subject == iri(f"{BASE}id/minusma") and q.predicate == iri(LABEL)),
    )(quads),
    ("vague-group-same", "MaxCountConstraintComponent"): add(CRITICS, SAME, iri("http://www.wikidata.org/entity/Q1"), LINKS),
    ("article-length", "NodeConstraintComponent"): lambda quads: swap(
        next(q for q in quads if q.predicate == iri(f"{MK}textLength")), ox.Literal("long")
    )(quads),
    ("sentence-number", "MinInclusiveConstraintComponent"): replace(
        f"{ARTICLE}/s02", f"{SCHEMA}position", ox.Literal("-1", datatype=iri(f"{XSD}integer"))
    ),
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


SOURCE_GRAPH = f"{BASE}graph/source/un-press-6952"


def said(quads: Quads, claim: str) -> ox.NamedNode:
    """The description that a claim says."""
    return next(q.object for q in quads if q.subject == iri(claim) and q.predicate == iri(f"{MK}says"))


def timed(quads: Quads, value: ox.Literal) -> Quads:
    """Another time in the place of August 2020, wherever the article gives it."""
    august = ox.Literal("2020-08", datatype=iri(f"{XSD}gYearMonth"))
    return frozenset(q if q.object != august else ox.Quad(q.subject, q.predicate, value, q.graph_name) for q in quads)


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
    ("arguments-acyclic", add(INFERRED, f"{MK}premise", iri(f"{ARTICLE}/c09-3")), {"argument-premise", "arguer-holds-premise"}),
    ("argument-both-ways", replace(f"{ARTICLE}/a30", f"{MK}premise", iri(f"{ARTICLE}/c08-1")), set()),
    ("arguer-holds-premise", add(INFERRED, f"{MK}premise", iri(CLAIM)), set()),
    ("article-cites-outside", add(CLAIM, "http://www.w3.org/ns/prov#hadPrimarySource", iri("https://example.org/report")), set()),
    (
        "article-cites-outside",
        add(f"{CLAIM}/says", f"{MK}theme", iri("https://example.org/report")),
        {"entity-undescribed", "role-theme", "role-unexpected"},
    ),
    ("blank-node", lambda quads: quads | {ox.Quad(ox.BlankNode("b"), iri(LABEL), ox.Literal("b", language="en"), iri(REGISTRY))}, set()),
    ("entity-undescribed", remove(CRITICS, LABEL), {"entity-label"}),
    ("entity-undescribed", add(f"{CLAIM}/says", f"{MK}place", iri(f"{BASE}id/atlantis")), {"role-place"}),
    (
        "entity-unused",
        each(
            add(f"{BASE}id/new", TYPE, iri(f"{MK}Topic"), REGISTRY), add(f"{BASE}id/new", LABEL, ox.Literal("New", language="en"), REGISTRY)
        ),
        set(),
    ),
    (
        "fingerprint-shared",
        replace(f"{FULL}/cause", f"{MK}fingerprint", ox.Literal("00000000000000000000000000000003")),
        set(),
    ),
    ("focus-absent", replace(NARRATED, f"{MK}focus", iri(f"{MK}goal")), set()),
    (
        "holder-contradicts",
        lambda quads: each(
            replace(f"{ARTICLE}/c13-2", f"{MK}says", said(quads, f"{ARTICLE}/c13-3")),
            replace(f"{ARTICLE}/c13-2", f"{MK}polarity", code("polarity", "negative")),
        )(quads),
        set(),
    ),
    ("hop-order", replace(f"{CLAIM}/via/2", f"{SCHEMA}position", ox.Literal("3", datatype=iri(f"{XSD}integer"))), set()),
    ("hop-order", replace(f"{CLAIM}/via/2", f"{SCHEMA}position", ox.Literal("1", datatype=iri(f"{XSD}integer"))), set()),
    ("kinds-acyclic", add(f"{BASE}code/kind/happen", f"{SKOS}broader", iri(KIND)), set()),
    ("link-outside-its-graph", add(MALI, SAME, iri("http://www.wikidata.org/entity/Q912"), REGISTRY), set()),
    ("link-without-evidence", add(MALI, SAME, iri("http://www.wikidata.org/entity/Q1"), LINKS), set()),
    ("names-acyclic", add(DECISION, f"{MK}names", iri(DECISION)), set()),
    (
        "proposition-doubled",
        each(
            replace(f"{PROPOSITION}-there/says", f"{MK}fingerprint", ox.Literal("00000000000000000000000000000001")),
        ),
        set(),
    ),
    ("quad-outside-graphs", lambda quads: quads | {ox.Quad(iri(MALI), iri(f"{SKOS}note"), ox.Literal("A note.", language="en"))}, set()),
    ("retired-used", add(CLAIM, f"{MK}closeTo", iri(f"{ARTICLE}/c99-1")), {"claim-close"}),
    ("role-unexpected", add(f"{CLAIM}/says", f"{MK}recipient", iri(MALI)), set()),
    (
        "too-deep",
        each(
            *(add(f"{FULL}/cause{'/theme' * n}", f"{MK}theme", iri(f"{FULL}/cause{'/theme' * (n + 1)}"), SOURCE_GRAPH) for n in range(5)),
            *(
                add(f"{FULL}/cause{'/theme' * n}", predicate, value, SOURCE_GRAPH)
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
    ("unknown-graph", add(MALI, f"{SKOS}note", ox.Literal("A note.", language="en"), f"{BASE}graph/other"), {"wrong-graph"}),
    ("unknown-graph", add(MALI, f"{SKOS}note", ox.Literal("A note.", language="en"), f"{BASE}graph/article/one/two"), {"wrong-graph"}),
    ("wrong-graph", add(MALI, f"{SKOS}note", ox.Literal("A note.", language="en"), ARTICLE_GRAPH), set()),
    ("wrong-graph", add(f"{CLAIM}/says", f"{MK}place", iri(MALI), f"{BASE}graph/article/another"), set()),
    ("wrong-graph", add(f"{FULL}/cause", f"{MK}place", iri(MALI), REGISTRY), set()),
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
    ("words-in-sentence", replace(CLAIM, f"{MK}hedge", ox.Literal("might", language="en")), set()),
    ("words-in-sentence", replace(CLAIM, f"{MK}attributionCue", ox.Literal("Critics say that", language="en")), set()),
    ("words-in-sentence", replace(EXPLICIT, f"{MK}cue", ox.Literal("because", language="en")), set()),
    ("number-in-evidence", lambda quads: timed(quads, ox.Literal("2021-08", datatype=iri(f"{XSD}gYearMonth"))), set()),
    ("number-in-evidence", lambda quads: timed(quads, ox.Literal("2020-09", datatype=iri(f"{XSD}gYearMonth"))), set()),
    ("number-in-evidence", lambda quads: timed(quads, ox.Literal("2020-08-18", datatype=iri(f"{XSD}date"))), set()),
    ("number-in-evidence", lambda quads: literal_of(quads, f"{MK}text", "thousands", "13,000"), set()),
    ("sentence-covered", replace(f"{ARTICLE}/c00-1", f"{MK}inSentence", iri(f"{ARTICLE}/s01")), {"quote-in-sentence"}),
    ("sentences-overlap", shifted(f"{ARTICLE}/s02/position", -3, 0), {"one-sentence"}),
    ("text-unaccounted", shifted(f"{ARTICLE}/s02/position", 4, 0), {"quote-in-sentence"}),
    ("one-sentence", shifted(f"{ARTICLE}/s02/position", 0, 98), {"sentences-overlap"}),
]
