"""Turtle and TriG for people: in the order of reading, what belongs to a claim below it and indented, with a prefix for each article and list."""

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from mali_kg.claims.backends import Term, to_text
from mali_kg.export.nesting import ReadingOrder, Subject
from mali_kg.rdf.curie import shorten, used_prefixes
from mali_kg.rdf.namespaces import RDF, XSD

#: What may follow the base of an article or source in a relative IRI.
_BELOW = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)+")
#: Datatypes whose literals Turtle writes without quotes, and the values that it reads back as they are.
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
INDENT = "    "


class TurtleWriter:
    """Writes graphs as Turtle or TriG.

    :param base: of the dataset’s IRIs.
    """

    def __init__(self, base: str) -> None:
        self.base, self.reading = base, ReadingOrder(base)
        iris = self.reading.iris
        #: What the IRIs of parts begin with, up to the name of whose parts they are.
        self.kinds = (iris.article(""), iris.source(""), iris.proposition(""))
        #: The base of relative IRIs where the writing is.
        self.owner = ""
        #: IRIs that were written, with their names.
        self.names: dict[str, str] = {}

    def turtle(self, quads: Iterable[ox.Quad]) -> bytes:
        """Write all triples, in whatever graph; code lists last."""
        roots = [node for _, nodes in self.reading.graphs(quads) for node in nodes]
        roots.sort(key=lambda node: self.reading.rank(node) > 0)
        return self._document(text for node in roots for text in (*self._base(node), self._block(node)))

    def trig(self, quads: Iterable[ox.Quad]) -> bytes:
        """Write all triples in their graphs."""
        return self._document(text for name, nodes in self.reading.graphs(quads) for text in self._graph(name, nodes))

    def _document(self, parts: Iterable[str]) -> bytes:
        body = "\n".join(parts)
        prefixes = used_prefixes(self.names, self.base)
        head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(prefixes.items()))
        return f"{head}\n{body}".encode()

    def _graph(self, name: str, nodes: list[Subject]) -> Iterator[str]:
        # No directive may stand within a graph.
        yield from next((found for node in nodes if (found := list(self._base(node)))), ())
        blocks = [self._block(node) for node in nodes]
        yield from ([f"{self._iri(name)} {{\n", *blocks, "}\n"] if name else blocks)

    def _base(self, root: Subject) -> Iterator[str]:
        """Write the directive that IRIs below a node need, where what they begin with is not that of the node before."""
        iri = to_text(root.term)
        kind = next((start for start in self.kinds if iri.startswith(start)), "")
        owner = f"{kind}{iri[len(kind) :].partition('/')[0]}/" if kind else ""
        if owner not in ("", self.owner) and root.below:
            self.owner = owner
            yield f"@base <{owner}> .\n"

    def _block(self, node: Subject, depth: int = 0) -> str:
        """Write a node, and those below it: each as a text that ends in a line feed, with an empty line between."""
        start = INDENT * depth
        lines = [f"{self._predicate(p)} {', '.join(map(self._term, objects))}" for p, objects in node.said.items()]
        text = f"{start}{self._term(node.term)} " + f" ;\n{start}{INDENT}".join(lines) + " .\n"
        return "\n".join([text, *(self._block(below, depth + 1) for below in node.below)])

    def _predicate(self, iri: str) -> str:
        return "a" if iri == f"{RDF}type" else self._iri(iri)

    def _term(self, term: Term) -> str:
        if isinstance(term, ox.NamedNode):
            return self._iri(term.value)
        if isinstance(term, ox.Literal) and not term.language and term.datatype.value != f"{XSD}string":
            bare = _BARE.get(term.datatype.value)
            if bare and bare.fullmatch(term.value):
                return term.value
            return f"{ox.Literal(term.value)}^^{self._iri(term.datatype.value)}"
        return str(term)

    def _iri(self, iri: str) -> str:
        if iri not in self.names:
            self.names[iri] = shorten(iri, self.base)
        name = self.names[iri]
        below = iri[len(self.owner) :] if self.owner and name.startswith("<") and iri.startswith(self.owner) else ""
        return f"<{below}>" if _BELOW.fullmatch(below) else name
