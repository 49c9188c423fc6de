"""Why a query gives nothing: the first part of its pattern at which nothing is left, and what is amiss with it."""

import re
from collections.abc import Callable

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.rdf.curie import expand
from mali_kg.sparql.lexer import declared_prefixes, tokens
from mali_kg.sparql.names import nearest, occurring
from mali_kg.sparql.parts import ParsedQuery, PatternPart, parts, take_apart, where
from mali_kg.sparql.source import QuerySource
from mali_kg.store.opened import Opened

#: Names that an endpoint is asked for, to find one that was meant.
NEAREST_OF = 50_000


def why_empty(source: QuerySource, query: str, name: str = "query") -> str:
    """A sentence or two on why a query has no answer; empty where that cannot be told.

    The pattern is asked part by part, each with all that stand before it, until nothing is left.
    """
    taken = take_apart(query)
    if taken is None or not taken.pattern:
        return _described(source, query, name)

    def holds(pattern: str) -> bool:
        found = source.ask(f"{taken.prologue} ASK {taken.dataset} {{ {pattern} }}", name)
        return bool(found)

    try:
        culprit = _search(parts(taken.pattern, query), query, "", "", holds)
        if culprit is None:
            return f"{name}: nothing found, though its patterns match: HAVING, LIMIT, OFFSET or the VALUES at its end leaves nothing."
        part, graph, given = culprit
        clipped = " ".join(part.text.split())
        shown = clipped if len(clipped) < 120 else clipped[:117] + "…"
        line = query.count("\n", 0, part.at) + 1
        return f"{name}: nothing found. Line {line}: {_tell(source, taken, part, shown, graph, given, holds)}"
    except MaliKgError:
        return ""


def _described(source: QuerySource, query: str, name: str) -> str:
    """Why a DESCRIBE of terms gives nothing."""
    found = tokens(query)
    at = next((i for i, token in enumerate(found) if token.word == "DESCRIBE"), None)
    if at is None:
        return ""
    start = ParsedQuery(query[: found[at].at], "", ())
    told = (_unknown(source, start, token.text) for token in found[at + 1 :])
    try:
        return next((f"{name}: nothing found. {words}" for words in told if words), "")
    except MaliKgError:
        return ""


def _search(
    found: list[PatternPart], query: str, before: str, graph: str, holds: Callable[[str], bool], depth: int = 0
) -> tuple[PatternPart, str, str] | None:
    """The first part at which nothing is left, the graph that it stands in, and the terms that VALUES gives before it.

    :param before: the text that stands before, in which so many braces as ``depth`` are open.
    :param graph: ``GRAPH term`` around the parts; empty for the default graph.
    """
    given = ""
    ordered = [p for p in found if p.kind != "filter"] + [p for p in found if p.kind == "filter"]
    for part in ordered:
        upto = f"{before} {part.text} {'.' if part.kind == 'triple' else ''}"
        if part.kind in ("optional", "bind") or holds(upto + "}" * depth):
            before = upto
            given += part.text if part.kind == "values" else ""
            continue
        if part.inner and part.kind in ("graph", "group"):
            inner = where(part.inner) if part.inner[0].word == "SELECT" else part.inner
            opened = part.text[: part.text.index("{")]
            deeper = _search(parts(inner or (), query), query, f"{before} {opened}{{", opened.strip() or graph, holds, depth + 1)
            if deeper:
                return deeper
        return part, graph, given
    return None


def _tell(
    source: QuerySource, taken: ParsedQuery, part: PatternPart, shown: str, graph: str, given: str, holds: Callable[[str], bool]
) -> str:
    """What is amiss with a part."""

    def within(pattern: str) -> str:
        return f"{graph} {{ {pattern} }}" if graph else pattern

    if part.kind == "filter":
        return f"{shown} leaves nothing of what the patterns match."
    if part.kind == "minus":
        return f"{shown} takes everything away."
    for token in tokens(f"{graph} {part.text} {given}"):
        unknown = _unknown(source, taken, token.text)
        if unknown:
            return unknown
    if holds(within(part.text)):
        return f"{shown} matches by itself, but not together with what stands before it."
    if part.kind == "triple" and not graph and holds(f"GRAPH ?any_graph {{ {part.text} }}"):
        return f"{shown} matches in named graphs only. Write GRAPH ?g {{ {shown} }}, or add --union."
    if part.kind == "triple" and graph and holds(part.text):
        return f"{shown} matches in the default graph, not in {graph}."
    return f"nothing matches {shown}{f' in {graph}' if graph else ''}."


def _unknown(source: QuerySource, taken: ParsedQuery, term: str) -> str:
    """That an IRI occurs nowhere, with the nearest that does; empty for other terms and where it occurs."""
    if not (re.fullmatch(r"<[^<>]+>", term) or re.fullmatch(r"[A-Za-z][\w-]*:\S+", term)):
        return ""
    spots = f"{{ {term} ?p ?o }} UNION {{ ?s {term} ?o }} UNION {{ ?s ?p {term} }}"
    found = source.ask(
        f"{taken.prologue} ASK {taken.dataset} {{ {spots} UNION {{ GRAPH ?g {{ {spots} }} }} UNION {{ GRAPH {term} {{ ?s ?p ?o }} }} }}"
    )
    if found:
        return ""
    base, declared = source.base, declared_prefixes(taken.prologue)
    if isinstance(source.where, Opened):
        return f"{term} does not occur in the data. {nearest(term, base, occurring(source.where.store), declared)}".strip()
    known = _names(source, expand(f"{term.partition(':')[0]}:", base, declared) or "") if not term.startswith("<") else ()
    return f"{term} does not occur in the data. {nearest(term, base, known, declared)}".strip()


def _names(source: QuerySource, start: str) -> set[str]:
    """IRIs that begin so and that an endpoint has as subject, predicate or object; some of them where there are very many."""
    spots = "{ ?x ?p ?o } UNION { ?s ?x ?o } UNION { ?s ?p ?x }"
    answer = source.ask(f"SELECT DISTINCT ?x {{ {{ {spots} }} FILTER (STRSTARTS(STR(?x), {ox.Literal(start)})) }} LIMIT {NEAREST_OF}")
    if not isinstance(answer, ox.QuerySolutions):
        raise MaliKgError("the answer to a SELECT has no rows.")
    return {row["x"].value for row in answer if isinstance(row["x"], ox.NamedNode)}
