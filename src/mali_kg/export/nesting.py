"""The order in which people read a dataset: claims first, as in the text, each with what it says and its evidence below it; code lists last."""

from collections.abc import Iterable
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import Term, by_predicate, to_text
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import DCT, FOREIGN, OA, OWL, PROV, RDF, RDFS, SCHEMA, SKOS
from mali_kg.rdf.order import natural

#: Classes in the order of reading; whatever has none of them comes between these and `LAST`.
FIRST = ("mk:Claim", "mk:SourceClaim", "mk:Argument", "schema:NewsArticle", "mk:Source", "mk:Narrator", "mk:Sentence", "mk:ExcludedSpan")
LAST = ("skos:ConceptScheme", "mk:Kind", "skos:Concept")
#: Predicates in the order of reading; all others come between these two lists, by name.
HEAD = (
    *("rdf:type", "rdfs:label", "skos:prefLabel", "dct:title", "schema:headline", "mk:quotation"),
    *("mk:heldBy", "mk:endorsedBy", "mk:via", "mk:attributionCue", "mk:stance", "mk:strength", "mk:polarity", "mk:focus", "mk:modalCue"),
    *(
        "mk:hedge",
        "mk:openListCue",
        "mk:background",
        "mk:kind",
        "mk:of",
        "mk:text",
        "mk:names",
        "mk:phase",
        "mk:innerPolarity",
        "mk:innerStrength",
    ),
    *("mk:from", "mk:to", "oa:exact", "oa:prefix", "oa:suffix", "oa:start", "oa:end"),
)
TAIL = (
    *(
        "mk:fingerprint",
        "mk:oppositeFingerprint",
        "mk:mentions",
        "mk:closeTo",
        "mk:inSentence",
        "schema:appearance",
        "schema:claimInterpreter",
        "mk:accepted",
    ),
    *("skos:note", "mk:says", "mk:hasEvidence"),
)
#: Graphs in the order of reading, by the beginnings of their names; all others come between these two lists.
GRAPHS_FIRST, GRAPHS_LAST = ("article/", "source/", "reviews"), ("registry", "links", "catalog", "vocabulary")


class Subject(NamedTuple):
    """A subject of one graph: what is said of it, by predicate in the order of reading, and what stands below it."""

    term: ox.NamedNode | ox.BlankNode
    said: dict[str, list[Term]]
    below: list["Subject"]

    def types(self) -> set[str]:
        """Give the IRIs of its classes."""
        return {to_text(t) for t in self.said.get(f"{RDF}type", ())}


class ReadingOrder:
    """The order of reading for a base of IRIs."""

    def __init__(self, base: str) -> None:
        self.iris = Iris(base)
        spaces = {
            "mk": self.iris.ns,
            "rdf": RDF,
            "rdfs": RDFS,
            "schema": SCHEMA,
            "skos": SKOS,
            "dct": DCT,
            "oa": OA,
            "owl": OWL,
            "prov": PROV,
        }

        def ranks(names: Iterable[str], start: int) -> dict[str, int]:
            split = (name.partition(":") for name in names)
            return {(spaces.get(prefix) or FOREIGN[prefix]) + local: rank for rank, (prefix, _, local) in enumerate(split, start)}

        self.classes = ranks(FIRST, -len(FIRST)) | dict.fromkeys(ranks(LAST, 1), 1)
        self.predicates = ranks(HEAD, -len(HEAD)) | ranks(TAIL, 1)

    def graphs(self, quads: Iterable[ox.Quad]) -> list[tuple[str, list[Subject]]]:
        """Give the graphs, each with the nodes that stand below no other; of the default graph the name is empty."""
        found: dict[str, set[ox.Quad]] = {}
        for quad in quads:
            name = "" if isinstance(quad.graph_name, ox.DefaultGraph) else to_text(quad.graph_name)
            found.setdefault(name, set()).add(quad)
        return [(name, self.nodes(found[name])) for name in sorted(found, key=self._graph_rank)]

    def nodes(self, quads: Iterable[ox.Quad]) -> list[Subject]:
        """Give the nodes of one graph that stand below no other, in the order of reading."""
        by_subject: dict[ox.NamedNode | ox.BlankNode, list[ox.Quad]] = {}
        for quad in quads:
            assert not isinstance(quad.subject, ox.Triple)
            by_subject.setdefault(quad.subject, []).append(quad)
        nodes = {to_text(term): self._node(term, some) for term, some in by_subject.items()}
        nested: set[str] = set()

        def nest(node: Subject, root: str) -> None:
            """Put below a node what it names and what belongs to the root: so the selectors of a claim stand below its evidence."""
            for objects in node.said.values():
                for term in objects:
                    name = to_text(term)
                    if isinstance(term, ox.NamedNode) and name.startswith(root) and name in nodes and name not in nested:
                        nested.add(name)
                        node.below.append(nodes[name])
                        nest(nodes[name], root)

        roots = []
        # The name of what belongs to another begins with the other’s, so the other comes first.
        for name in sorted(nodes, key=natural):
            if name not in nested:
                roots.append(nodes[name])
                nest(nodes[name], f"{name}/")
        return sorted(roots, key=self.rank)

    def rank(self, node: Subject) -> int:
        """Give the place of a node’s class in the order of reading; above 0 for a code list and its codes."""
        return min((self.classes[t] for t in node.types() if t in self.classes), default=0)

    def _node(self, term: ox.NamedNode | ox.BlankNode, quads: list[ox.Quad]) -> Subject:
        said = by_predicate(quads)
        order = sorted(said, key=lambda predicate: (self.predicates.get(predicate, 0), predicate))
        # Most predicates have one object, which needs no key.
        objects = {p: sorted(said[p], key=_by_text) if len(said[p]) > 1 else said[p] for p in order}
        return Subject(term, objects, [])

    def _graph_rank(self, name: str) -> tuple[int, object]:
        local = name.removeprefix(self.iris.graphs)
        first = [n for n, start in enumerate(GRAPHS_FIRST, -len(GRAPHS_FIRST)) if local.startswith(start)]
        last = [n for n, start in enumerate(GRAPHS_LAST, 1) if local == start]
        return next(iter((*first, *last)), 0), natural(name)


def _by_text(term: Term) -> tuple[object, ...]:
    return natural(to_text(term)), str(term)
