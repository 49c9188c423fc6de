"""The names in a query: those of the project that occur nowhere in the data, and those that are none; with the nearest that are meant."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from mali_kg.errors import did_you_mean, near
from mali_kg.rdf.curie import expand, iris_in, is_local, namespace, shorten, split, used_prefixes
from mali_kg.rdf.namespaces import families, prefixes
from mali_kg.sparql.lexer import Token, closing, declared_prefixes, tokens
from mali_kg.sparql.parts import where
from mali_kg.sparql.source import QuerySource
from mali_kg.store.opened import Opened

#: Quads that are looked at to find a name that was meant.
NEAREST_OF = 300_000
#: Names that are offered at most.
OFFERED = 3
_FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")


def occurs(store: ox.Store, iri: str) -> bool:
    """Whether an IRI stands anywhere in the data: as a term, or as the name of a graph."""
    try:
        node = ox.NamedNode(iri)
    except ValueError:
        return False
    places = ((node, None, None, None), (None, node, None, None), (None, None, node, None), (None, None, None, node))
    return any(next(store.quads_for_pattern(*place), None) is not None for place in places)


def occurring(store: ox.Store) -> set[str]:
    """The IRIs that occur in the data; where that is very large, in a part of it."""
    return iris_in(islice(store, NEAREST_OF))


def nearest(name: str, base: str, known: Iterable[str], declared: dict[str, str]) -> str:
    """A ``Did you mean …?`` for a name that does not occur; empty where no other is near.

    :param name: as the query has it: with a prefix, or whole between ``<`` and ``>``.
    :param known: the IRIs that occur.
    :param declared: the prefixes that the query declares.
    """
    iri = expand(name, base, declared) or ""
    whole = name.startswith("<")
    start = iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] if whole else expand(name.partition(":")[0] + ":", base, declared) or ""
    local = iri[len(start) :]
    if not start or not local:
        return ""
    beside = {i[len(start) :] for i in known if len(i) > len(start) and i.startswith(start) and is_local(i[len(start) :])}
    close = near(local, sorted(beside))
    meant = [f"<{start}{c}>" if whole else f"{name.partition(':')[0]}:{c}" for c in close]
    if iri.startswith(base):
        # The right name in the wrong list, or below the wrong prefix: code-polarity:possible, article:c15-1.
        ours = sorted(shorten(i, base) for i in known if i.startswith(base) and split(i, base)[0])
        meant = [n for n in ours if n.partition(":")[2] == local] + meant
        if not meant and len(ours) <= 10_000:
            meant = near(shorten(iri, base), ours)
    return f"Did you mean {' or '.join(dict.fromkeys(meant[:OFFERED]))}?" if meant else ""


def absent(source: QuerySource, query: str) -> list[str]:
    """A sentence for each name of the project's own namespaces that a query asks for and that occurs nowhere in the data.

    Such a name matches nothing, and ``!=`` with it holds of everything. What a query makes anew is not meant: what only a template of CONSTRUCT,
    or a variable that no pattern has, puts into the answer. An endpoint is not asked for its names.
    """
    if not isinstance(source.where, Opened):
        return []
    store, base = source.where.store, source.base
    if re.search(r"\\u[0-9a-f]", query, re.IGNORECASE):
        return []  # code points that stand for letters: names cannot be told as they were typed
    declared = declared_prefixes(query)
    found: dict[str, str] = {}
    for token in asked_for(tokens(query)):
        iri = _resolve(token, query, base, declared)
        if iri.startswith(base) and iri[-1] not in "/#" and iri not in found.values() and not occurs(store, iri):
            found[token.text] = iri
    known = occurring(store) if found else set()
    return [f"{name} does not occur in the data. {nearest(name, base, known, declared)}".strip() for name in found]


def _resolve(token: Token, query: str, base: str, declared: dict[str, str]) -> str:
    """The IRI of a token; empty for other tokens."""
    if not re.fullmatch(r"<[^<>]*>|(?:[A-Za-z][\w.-]*)?:\S+", token.text):
        return ""
    iri = expand(token.text, base, declared) or ""
    if token.text.startswith("<") and ":" not in iri:
        from urllib.parse import urljoin

        start = re.search(r"\bbase\s*<([^<>\s]*)>", query, re.IGNORECASE)
        iri = urljoin(start[1], iri) if start else ""
    return iri


def asked_for(found: list[Token]) -> Iterator[Token]:
    """The tokens of a query that the data is asked with: all but its prologue, its graphs (FROM), a template, and what it makes anew."""
    form = next((i for i, t in enumerate(found) if t.word in _FORMS), len(found))
    pattern = where(found[form:]) or ()
    inside = {t.at for t in pattern}
    i = form
    while i < len(found):
        token, after = found[i], found[i + 1].text if i + 1 < len(found) else ""
        if token.word == "CONSTRUCT" and after == "{":
            i = closing(found, i + 1)
        elif token.word == "FROM":
            i += 2 if after.upper() == "NAMED" else 1
        elif token.word == "SERVICE":
            i = closing(found, next((k for k in range(i, len(found)) if found[k].text == "{"), i))
        elif token.word == "VALUES":
            end = closing(found, next((k for k in range(i, len(found)) if found[k].text == "{"), i))
            yield from _values(found[i + 1 : end], pattern, found[i : end + 1])
            i = end
        elif token.text == "(" and len(found) > i + 4 and found[i + 2].word == "AS":
            # A term under a new name: BIND (kg:a AS ?x), SELECT (kg:a AS ?x).
            if token.at in inside and _stands(found[i + 3].text, pattern, found[i : i + 5]):
                yield found[i + 1]
            i += 4
        elif token.word == "STR" and after == "(" and len(found) > i + 3 and found[i + 3].text == ")":
            i += 3  # the start of IRIs: STRSTARTS (STR (?x), STR (graph:proposition))
        else:
            yield token
        i += 1


def _stands(variable: str, pattern: Iterable[Token], but: Iterable[Token]) -> bool:
    """Whether a variable stands in a pattern, elsewhere than in these tokens."""
    places = {t.at for t in but}
    return any(t.text[1:] == variable[1:] and t.text[0] in "?$" and t.at not in places for t in pattern)


def _values(data: list[Token], pattern: Iterable[Token], block: list[Token]) -> Iterator[Token]:
    """The terms of VALUES whose variables stand elsewhere in the pattern."""
    braces = next((i for i, t in enumerate(data) if t.text == "{"), len(data))
    named = [t.text for t in data[:braces] if t.text[0] in "?$"]
    counts = [_stands(name, pattern, block) for name in named]
    column = 0
    for before, token in zip([data[braces], *data[braces + 1 :]] if braces < len(data) else [], data[braces + 1 :], strict=False):
        if token.text == "(":
            column = 0
        elif token.text != ")" and not token.text.startswith(("@", "^^")) and before.text != "^^":
            if counts and counts[min(column, len(counts) - 1)]:
                yield token
            column += 1 if len(named) > 1 else 0


def broken_name(words: str, base: str, declared: dict[str, str], store: ox.Store | None) -> str:
    """What is wrong with the first name of a query that is none: a slash in it, or a prefix that nobody knows; empty where all are names.

    :param words: the query without its texts, IRIs and comments.
    :param store: the data, where it is at hand.
    """
    roots = families(base)

    def stands_for(prefix: str) -> str:
        return declared.get(prefix) or namespace(prefix, base) or ""

    for match in re.finditer(r"(?<![\w?$:.-])([A-Za-z][\w-]*):([\w.-]++(?:\\?/[\w.-]++)++)(?![:/\\])", words):
        prefix, local = match[1], match[2].rstrip(".")
        known = stands_for(prefix)
        start = known or roots.get(prefix, "")
        # Of our own names only; what follows a slash in mk:expresses/mk:contentGraph is a path. An escape makes a name of it.
        if start.startswith(base) and start[-1] == "/" and not (known and "\\" in local):
            right = shorten(start + local.replace("\\", ""), base)
            return f"{prefix}:{local} is not a name in SPARQL, where a slash ends a name. Write {right}"
    for prefix, local in re.findall(r"(?<![\w?$:.-])([A-Za-z][\w-]*):([\w.-]*)", words):
        if stands_for(prefix):
            continue
        told = f"The prefix {prefix}: is not declared."
        iris = occurring(store) if store is not None else set()
        used = used_prefixes(iris, base)
        if prefix not in roots:
            return f"{told} {did_you_mean(prefix, prefixes(base) | used)}".strip()
        names = sorted(n for n in (shorten(i, base) for i in iris) if n.startswith(f"{prefix}-") and n.endswith(f":{local}"))
        likely = names or [f"{p}:" for p in used if p.startswith(f"{prefix}-")]
        if not likely:
            return f"{told} What is below {roots[prefix]}LIST/ has the prefix {prefix}-LIST:"
        return f"{told} Did you mean {', '.join(likely[:-1])}{' or ' if len(likely) > 1 else ''}{likely[-1]}?"
    return ""
