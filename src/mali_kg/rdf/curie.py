"""From IRIs to the names that people read and type, and back: what is printed can be pasted into a query, or into Turtle.

A name is a prefix and a local part that needs no escape. Prefixes are few (`mali_kg.rdf.namespaces.prefixes`), or follow from the path of the IRI:
``code-modality:possible`` is ``{base}code/modality/possible``, ``article-minusma-end:c15-1`` is ``{base}id/article/minusma-end/c15-1``. An IRI
that has no such name is written whole, between ``<`` and ``>``.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import pyoxigraph as ox

from mali_kg.rdf.namespaces import families, prefixes
from mali_kg.rdf.quads import serialize

#: SPARQL 1.1, 19.8: PN_CHARS_BASE and PN_CHARS, the same in Turtle 1.1; without what lies above U+D7FF, which pyoxigraph's SPARQL (0.5.13) refuses.
_BASE = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
_CHARS = f"{_BASE}_0-9\u00b7\u0300-\u036f\u203f-\u2040-"
#: PN_LOCAL without percent signs and escapes, and with one dot at most (pyoxigraph's SPARQL, 0.5.13, refuses some of two: a.b.c); or nothing,
#: which makes the name of a namespace (PNAME_NS). Nearly all names are ASCII, and
#: compiling the whole takes as long as answering a question.
_LOCAL = rf"(?:[{_BASE}_:0-9][{_CHARS}:]*(?:\.[{_CHARS}:]+)?)?"
_LOCAL_ASCII = r"(?:[A-Za-z_:0-9][A-Za-z_0-9:-]*(?:\.[A-Za-z_0-9:-]+)?)?"
#: What may follow ``article-``, ``code-`` or ``graph-`` in a prefix: a slug, as `mali_kg.rdf.iris.SLUG` has it, so that any parser takes it.
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_DERIVED = rf"({'|'.join(families())})-({_SLUG})"
_IN_TEXT = rf"(?<![\w?$:.-])((?:{'|'.join(families())})-{_SLUG}):"
#: PN_LOCAL_ESC, and a name with or without such escapes, as pyoxigraph writes it. In its literals no such escape occurs.
_ESCAPE = rb"\\[_~.\-!$&'()*+,;=/?#@%]"
_NAME = rb"([^\s\"<>\\^:]++):((?:[^\s\"<>\\]++|" + _ESCAPE + rb")++)"


def namespace(prefix: str, base: str) -> str | None:
    """Give what a prefix stands for in a project with this base; None where it is none of ours."""
    fixed = prefixes(base).get(prefix)
    derived = re.fullmatch(_DERIVED, prefix) if fixed is None else None
    return f"{families(base)[derived[1]]}{derived[2]}/" if derived else fixed


def known(query: str, base: str) -> dict[str, str]:
    """Give the prefixes that a query may use without declaring them: the table, and the derived ones that stand in its text."""
    return prefixes(base) | {p: ns for p in re.findall(_IN_TEXT, query) if (ns := namespace(p, base))}


@lru_cache(maxsize=8)
def _tables(base: str) -> tuple[dict[str, str], list[tuple[str, str]], list[tuple[str, str]]]:
    """Give namespaces with their prefixes; those among them that end in the middle of a word; and the families."""
    by_namespace = {ns: p for p, ns in prefixes(base).items()}
    return by_namespace, [(ns, p) for ns, p in by_namespace.items() if ns[-1] not in "/#"], [(r, w) for w, r in families(base).items()]


def split(iri: str, base: str) -> tuple[str, str]:
    """Give prefix and local part of an IRI; both empty where it has no name."""
    by_namespace, odd, roots = _tables(base)
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = by_namespace.get(iri[:end], "")
    if not prefix:
        for root, word in roots:
            if iri.startswith(root) and re.fullmatch(_SLUG, iri[len(root) : end - 1]):
                prefix = f"{word}-{iri[len(root) : end - 1]}"
        for ns, known_prefix in odd:
            if iri.startswith(ns):
                prefix, end = known_prefix, len(ns)
    return (prefix, iri[end:]) if prefix and is_local(iri[end:]) else ("", "")


def is_local(text: str) -> bool:
    """Tell whether a text can stand after a prefix as it is."""
    return bool(re.fullmatch(_LOCAL_ASCII if text.isascii() else _LOCAL, text))


def shorten(iri: str, base: str) -> str:
    """Shorten an IRI to what people read and type: a name, or the whole between ``<`` and ``>``."""
    prefix, local = split(iri, base)
    return f"{prefix}:{local}" if prefix else f"<{iri}>"


def expand(name: str, base: str, declared: Mapping[str, str] | None = None) -> str | None:
    """Expand a name to its IRI; None where it has none of the prefixes that are known.

    :param name: a prefixed name, its local part as SPARQL writes it, or an IRI between ``<`` and ``>``.
    :param declared: prefixes that the query declares.
    """
    if name.startswith("<") and name.endswith(">"):
        return name[1:-1]
    prefix, colon, local = name.partition(":")
    found = (declared or {}).get(prefix) or namespace(prefix, base)
    return found + re.sub(r"\\(.)", r"\1", local) if colon and found is not None else None


def iris_in(found: Iterable[ox.Quad] | Iterable[ox.Triple]) -> set[str]:
    """Find the IRIs that occur in statements: as terms, in triple terms, as datatypes and as graphs."""
    iris: set[str] = set()

    def add(statement: ox.Quad | ox.Triple) -> None:
        for term in (statement.subject, statement.predicate, statement.object, getattr(statement, "graph_name", None)):
            if isinstance(term, ox.NamedNode):
                iris.add(term.value)
            elif isinstance(term, ox.Literal):
                iris.add(term.datatype.value)
            elif isinstance(term, ox.Triple):
                add(term)

    for statement in found:
        add(statement)
    return iris


def used_prefixes(iris: Iterable[str], base: str) -> dict[str, str]:
    """Find the prefixes of the names of IRIs, so that a document declares no others."""
    used = {split(iri, base)[0] for iri in iris} - {""}
    return {p: ns for p in sorted(used) if (ns := namespace(p, base))}


def write(found: list[ox.Quad] | list[ox.Triple], fmt: ox.RdfFormat, base: str, more: Mapping[str, str] | None = None) -> bytes:
    """Write quads or triples in a format, in their order; where it has prefixes, with the names that `shorten` gives.

    :param more: other prefixes to declare.
    """
    names = used_prefixes(iris_in(found), base)
    if fmt == ox.RdfFormat.RDF_XML:
        # It has names for predicates only, and these have none of the derived prefixes.
        names = {p: ns for p, ns in names.items() if p in prefixes(base)}
    names |= more or {}
    data = serialize(found, fmt, names)
    return _without_escapes(data, names) if fmt in (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG, ox.RdfFormat.N3) else data


def _without_escapes(data: bytes, names: Mapping[str, str]) -> bytes:
    """Put whole IRIs into Turtle or TriG of pyoxigraph in the place of names that need an escape."""
    namespaces = {p.encode(): ns.encode() for p, ns in names.items()}
    pieces, at = [], 0
    # From escape to escape, and from each back to where its name begins: looking at every word would take as long as all the rest.
    names_at = re.compile(_NAME)
    for escape in re.finditer(_ESCAPE, data):
        if escape.start() >= at:
            start = max(at - 1, *(data.rfind(mark, at, escape.start()) for mark in (b" ", b"\t", b"\n", b"^"))) + 1
            name = names_at.match(data, start)
            if name and name.end() > escape.start():
                # No IRI has a backslash of its own.
                pieces += [data[at:start], b"<", namespaces[name[1]], name[2].replace(b"\\", b""), b">"]
                at = name.end()
    return b"".join((*pieces, data[at:]))
