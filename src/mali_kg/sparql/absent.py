"""The names of the project that a query asks for and that occur nowhere in the data."""

import re
from collections.abc import Iterable, Iterator

from mali_kg.rdf.curie import expand
from mali_kg.sparql.lexer import Token, closing, declared_prefixes, tokens
from mali_kg.sparql.names import nearest, occurring, occurs
from mali_kg.sparql.parts import where
from mali_kg.sparql.source import QuerySource
from mali_kg.store.opened import Opened

_FORMS = ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")


def absent(source: QuerySource, query: str) -> list[str]:
    """Give a sentence for each name of the project's own namespaces that a query asks for and that occurs nowhere in the data.

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
    """Give the IRI of a token; empty for other tokens."""
    if not re.fullmatch(r"<[^<>]*>|(?:[A-Za-z][\w.-]*)?:\S+", token.text):
        return ""
    iri = expand(token.text, base, declared) or ""
    if token.text.startswith("<") and ":" not in iri:
        from urllib.parse import urljoin

        start = re.search(r"\bbase\s*<([^<>\s]*)>", query, re.IGNORECASE)
        iri = urljoin(start[1], iri) if start else ""
    return iri


def asked_for(found: list[Token]) -> Iterator[Token]:
    """Give the tokens of a query that the data is asked with: all but its prologue, its graphs (FROM), a template, and what it makes anew."""
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
            i += 3  # the start of IRIs: STRSTARTS (STR (?x), STR (graph:article))
        else:
            yield token
        i += 1


def _stands(variable: str, pattern: Iterable[Token], but: Iterable[Token]) -> bool:
    """Tell whether a variable stands in a pattern, elsewhere than in these tokens."""
    places = {t.at for t in but}
    return any(t.text[1:] == variable[1:] and t.text[0] in "?$" and t.at not in places for t in pattern)


def _values(data: list[Token], pattern: Iterable[Token], block: list[Token]) -> Iterator[Token]:
    """Give the terms of VALUES whose variables stand elsewhere in the pattern."""
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
