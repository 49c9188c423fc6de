"""The JSON-LD context of what is exported: the keys of sheets, with those of descriptions inside `says`.

It is made of ``ontology/context.jsonld``. There codes have a vocabulary each, and a code that is called like a key (a kind ``end``, ``cause``) would
be taken for that key; so here the names of codes are IRIs relative to their list. Text has its language as key, and a year, month or date a key
of its own, so that both are plain strings.
"""

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import Term
from mali_kg.project import Project
from mali_kg.rdf.namespaces import FOREIGN, XSD
from mali_kg.sheets.vocabulary import Context

#: The datatypes of times. Each has its key: alone for the time itself, and after ``from``, ``to`` and ``by``.
TIMES = {"year": "xsd:gYear", "month": "xsd:gYearMonth", "date": "xsd:date"}
TIME_KEYS = ("at", "from", "to", "by")
#: Keys of text that has no language.
NO_LANGUAGE = frozenset(("notation",))
#: An IRI relative to a list of codes, or to the base of ids, that can be taken for nothing else.
RELATIVE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_/-]*")


class Key(NamedTuple):
    """A key of the context for a predicate."""

    name: str
    #: ``@id`` for IRIs, the IRI of a datatype, ``@language`` for text by language; empty for plain text.
    type: str
    #: What the IRIs of values begin with, where they are codes; else empty.
    base: str


class Keys:
    """The keys of a context, by the IRIs of what they stand for; of two for the same, the later one."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.prefixes = {name: term for name, term in context.items() if isinstance(term, str) and term[:4] == "http" and name[0] != "@"}
        self.by_iri: dict[str, list[Key]] = {}
        for name, term in context.items():
            iri = term.get("@id", "") if isinstance(term, dict) else term
            if name[0] != "@" and name not in self.prefixes and isinstance(iri, str) and iri[:1] != "@":
                self.by_iri.setdefault(self.whole(iri), []).insert(0, self._key(name, term))

    def _key(self, name: str, term: str | Context) -> Key:
        if isinstance(term, str):
            return Key(name, "", "")
        kind = "@language" if term.get("@container") == "@language" else term.get("@type", "")
        return Key(name, self.whole(kind), term.get("@context", {}).get("@base", ""))

    def whole(self, name: str) -> str:
        """Give the IRI of a name with a prefix."""
        prefix, colon, local = name.partition(":")
        return self.prefixes[prefix] + local if colon and prefix in self.prefixes else name

    def short(self, iri: str) -> str:
        """Give an IRI as a name with a prefix, or whole."""
        end = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = next((p for p, namespace in self.prefixes.items() if namespace == iri[:end]), "")
        return f"{prefix}:{iri[end:]}" if prefix and RELATIVE.fullmatch(iri[end:]) else iri

    def of_class(self, iri: str) -> str:
        """Give the name of a class."""
        return next((key.name for key in self.by_iri.get(iri, ())), "") or self.short(iri)

    def of_value(self, predicate: str, value: Term) -> Key | None:
        """Give the key that takes a value of a predicate as a plain one; None where the context has none."""
        if not isinstance(value, ox.Literal):
            wanted: tuple[str, ...] = ("@id",)
        elif value.language:
            wanted = ("@language",)
        else:
            wanted = (value.datatype.value, "") if value.datatype.value == f"{XSD}string" else (value.datatype.value,)
        return next((key for kind in wanted for key in self.by_iri.get(predicate, ()) if key.type == kind), None)

    def within(self, name: str) -> Context:
        """Give the context that lies over this one in what a key or class has; empty for none, and for codes, which have no keys."""
        term = self.context.get(name)
        found = term.get("@context", {}) if isinstance(term, dict) else {}
        return {} if "@base" in found else dict(found)

    def pruned(self, used: set[str]) -> Context:
        """Give the context with the keys that are used alone, and the prefixes that these and `used` need."""
        kept = {name: term for name, term in self.context.items() if name[0] == "@" or term in ("@id", "@type") or name in used}
        needed = used | set(re.findall(r'"(\w+):', json.dumps([kept])))
        return {name: term for name, term in self.context.items() if name in kept or (name in self.prefixes and name in needed)}


def read_context(project: Project, base: str) -> Context:
    """Read the context of the project, with the base of what is exported, and make it that of exports."""
    path = project.ontology_path("context.jsonld")
    sheet, description = json.loads(project.text(path, "JSON-LD context", base))["@context"]
    foreign = {prefix: namespace for prefix, namespace in FOREIGN.items() if namespace[-1] in "/#"}
    # The keyword itself is written where a graph is. And of an event, as in the registry, the kind is called so.
    outer: Context = {"kind" if key == "eventKind" else key: plain(key, term) for key, term in sheet.items() if term != "@graph"}
    inner = {key: plain(key, term) for key, term in description.items() if key not in TIME_KEYS}
    outer["says"] = {**outer["says"], "@context": inner | dict(times())}
    return foreign | outer


def times() -> Iterator[tuple[str, Context]]:
    """Give the keys of times: ``year``, ``month``, ``date``, ``fromYear`` and so on."""
    for key in TIME_KEYS:
        for name, datatype in TIMES.items():
            yield (name if key == "at" else f"{key}{name.capitalize()}"), {"@id": f"mk:{key}", "@type": datatype}


def plain(key: str, term: str | Context) -> str | Context:
    """Give a key of the context of sheets as exports have it."""
    if key[0] == "@":
        return term
    if isinstance(term, str):
        is_text = ":" in term and term[:4] != "http" and key[0].islower() and key not in NO_LANGUAGE
        return {"@id": term, "@container": "@language"} if is_text else term
    if term.get("@type") == "@vocab":
        # What ends in a number sign can be no base: roles are written with their prefix.
        vocabulary = term["@context"]["@vocab"]
        return {"@id": term["@id"], "@type": "@id"} | ({"@context": {"@base": vocabulary}} if vocabulary[-1] == "/" else {})
    if "@context" in term:
        return {**term, "@context": {name: plain(name, inner) for name, inner in term["@context"].items()}}
    return term
