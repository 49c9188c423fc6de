"""JSON-LD with keys of our own: the whole dataset, graph by graph, each claim with what it says and its evidence inside it."""

import json
import re
from collections.abc import Sequence
from typing import Any

import pyoxigraph as ox

from mali_kg.claims.backends import Term, to_text
from mali_kg.export.context import RELATIVE, Keys, read_context
from mali_kg.export.material import Material
from mali_kg.export.nesting import ReadingOrder, Subject
from mali_kg.rdf.namespaces import RDF, XSD
from mali_kg.sheets.vocabulary import Context

#: Integers that every reader of JSON keeps, as every writer of RDF writes them; and the datatypes that may be written so.
INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
#: A decimal with a fraction is no such number: readers of JSON-LD make a double of it.
INTEGERS = frozenset(f"{XSD}{name}" for name in ("integer", "nonNegativeInteger", "decimal"))


def write_compact(material: Material) -> bytes:
    """Write the whole dataset."""
    context, parts = Compacting(Keys(read_context(material.project, material.base)), material.base).document(material.quads)
    graph = json.dumps(parts, indent=1, ensure_ascii=False)
    return f'{{"@context": {serialize_context(context)},\n"@graph": {graph}}}\n'.encode()


def serialize_context(context: Context, depth: int = 1) -> str:
    """Write a context as JSON, a key a line."""
    lines = []
    for name, term in context.items():
        inner = term.get("@context", {}) if isinstance(term, dict) else {}
        shown = json.dumps(term, ensure_ascii=False)
        if len(inner) > 1:
            shown = (
                json.dumps({k: v for k, v in term.items() if k != "@context"})[:-1]
                + f', "@context": {serialize_context(inner, depth + 1)}}}'
            )
        lines.append(f"{' ' * depth}{json.dumps(name)}: {shown}")
    return "{\n" + ",\n".join(lines) + "}"


class Compacting:
    """Writes quads as a JSON-LD document.

    :param base: of the dataset’s IRIs.
    """

    def __init__(self, keys: Keys, base: str) -> None:
        self.keys, self.reading = keys, ReadingOrder(base)
        self.ids = self.reading.iris.entity("")
        #: Keys, classes and prefixes that were written.
        self.used: set[str] = set()
        self._scoped: dict[str, Keys] = {}

    def document(self, quads: list[ox.Quad]) -> tuple[Context, list[object]]:
        """Give the context, and the graphs: in each the nodes that stand below no other."""
        parts: list[object] = []
        self.used = set()
        for name, nodes in self.reading.graphs(quads):
            written = [self.node(node, self.keys) for node in nodes]
            parts += [{"id": name, "@graph": written}] if name else written
        context = self.keys.pruned(self.used)
        if "says" in context:
            inner = self.scoped("says", self.keys).pruned(self.used)
            context["says"] = {**context["says"], "@context": {k: inner[k] for k in self.keys.within("says") if k in inner}}
        return context, parts

    def node(self, node: Subject, keys: Keys) -> dict[str, object]:
        """Make a node, with what stands below it inside it."""
        below = {to_text(inner.term): inner for inner in node.below}
        classes = [self._name(keys, keys.of_class(iri)) for iri in sorted(node.types())]
        own = next((self.scoped(name, keys) for name in classes if keys.within(name)), keys)
        found: dict[str, Any] = {}
        for predicate, values in node.said.items():
            for value in () if predicate == f"{RDF}type" else values:
                key = own.of_value(predicate, value)
                name = self._name(own, key.name if key else own.short(predicate))
                if key and key.type == "@language" and isinstance(value, ox.Literal):
                    by_language = found.setdefault(name, {})
                    by_language.setdefault(value.language, []).append(value.value)
                    continue
                inside = below.pop(to_text(value), None)
                if inside:
                    # The keys of a class hold for its own nodes alone, those of a key for all that is inside.
                    shown: object = self.node(inside, self.scoped(name, keys) if keys.within(name) else keys)
                else:
                    shown = self._value(value, own, key.base if key else "", bool(key))
                found.setdefault(name, []).append(shown)
        head = {"id": self._reference(to_text(node.term), keys)} | ({"type": one(classes)} if classes else {})
        return head | {name: one(values) if isinstance(values, list) else many(values) for name, values in found.items()}

    def scoped(self, name: str, keys: Keys) -> Keys:
        """Give the keys inside a key or class."""
        if name not in self._scoped:
            self._scoped[name] = Keys(keys.context | keys.within(name))
        return self._scoped[name]

    def _name(self, keys: Keys, name: str) -> str:
        self.used.add(name.partition(":")[0] if name not in keys.context else name)
        return name

    def _reference(self, iri: str, keys: Keys) -> str:
        if iri.startswith(self.ids) and RELATIVE.fullmatch(iri[len(self.ids) :]):
            return iri[len(self.ids) :]
        return self._name(keys, keys.short(iri))

    def _value(self, value: Term, keys: Keys, base: str, is_plain: bool) -> object:
        """Give a value; plain where its key tells what it is."""
        if not isinstance(value, ox.Literal):
            iri = to_text(value)
            if base and iri.startswith(base) and RELATIVE.fullmatch(iri[len(base) :]):
                return iri[len(base) :]
            return self._reference(iri, keys) if is_plain else {"id": self._reference(iri, keys)}
        if value.language:
            return {"@language": value.language, "@value": value.value}
        datatype = value.datatype.value
        if datatype == f"{XSD}boolean" and value.value in ("true", "false"):
            return value.value == "true"
        if datatype in INTEGERS and INTEGER.fullmatch(value.value) and (is_plain or datatype == f"{XSD}integer"):
            return int(value.value)
        if is_plain or datatype == f"{XSD}string":
            return value.value
        return {"@type": self._name(keys, keys.short(datatype)), "@value": value.value}


def one(values: Sequence[object]) -> object:
    """Give the value of a list of one, else the list."""
    return values[0] if len(values) == 1 else values


def many(by_language: dict[str, list[str]]) -> dict[str, object]:
    """Give text by language, in the order of the languages."""
    return {language: one(by_language[language]) for language in sorted(by_language)}
