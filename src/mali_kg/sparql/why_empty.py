"""Why a query gives nothing: the first part of its pattern at which nothing is left, and what is amiss with it."""

import re
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.rdf.curie import expand, shorten
from mali_kg.sparql.errors import QueryError
from mali_kg.sparql.lexer import declared_prefixes, tokens
from mali_kg.sparql.names import nearest, occurring
from mali_kg.sparql.parts import ParsedQuery, PatternPart, parts, take_apart, where
from mali_kg.sparql.source import QuerySource
from mali_kg.store.opened import Opened

#: Names that an endpoint is asked for, to find one that was meant.
NEAREST_OF = 50_000
#: Properties, and graphs, that are told at most.
TOLD = 12


class Culprit(NamedTuple):
    """The part of a pattern at which nothing is left."""

    part: PatternPart
    #: The text of the pattern before it, in which so many braces as ``depth`` are open.
    before: str
    depth: int
    #: ``GRAPH term`` around it; empty where it sees all graphs.
    graph: str
    #: The terms that VALUES gives before it.
    given: str


def why_empty(source: QuerySource, query: str, name: str = "query") -> str:
    """Give a sentence or two on why a query has no answer; empty where that cannot be told.

    The pattern is asked part by part, each with all that stand before it, until nothing is left.
    """
    taken = take_apart(query)
    if taken is None or not taken.pattern:
        return _described(source, query, name)
    pattern = _Pattern(source, taken, query, name)
    try:
        culprit = pattern.search(parts(taken.pattern, query))
        if culprit is None:
            return f"{name}: nothing found, though its patterns match: HAVING, LIMIT, OFFSET or the VALUES at its end leaves nothing."
        line = query.count("\n", 0, culprit.part.at) + 1
        return f"{name}: nothing found. Line {line}: {pattern.tell(culprit)}"
    except MaliKgError:
        return ""


def _described(source: QuerySource, query: str, name: str) -> str:
    """Tell why a DESCRIBE of terms gives nothing."""
    found = tokens(query)
    at = next((i for i, token in enumerate(found) if token.word == "DESCRIBE"), None)
    if at is None:
        return ""
    pattern = _Pattern(source, ParsedQuery(query[: found[at].at], "", ()), query, name)
    unknown = (pattern.unknown(token.text) for token in found[at + 1 :])
    try:
        return next((f"{name}: nothing found. {words}" for words in unknown if words), "")
    except MaliKgError:
        return ""


class _Pattern:
    """The pattern of a query, of which parts can be asked."""

    def __init__(self, source: QuerySource, taken: ParsedQuery, query: str, name: str) -> None:
        self.source, self.taken, self.query, self.name = source, taken, query, name

    def holds(self, pattern: str) -> bool:
        """Tell whether a pattern matches anything."""
        return bool(self.source.ask(f"{self.taken.prologue} ASK {self.taken.dataset} {{ {pattern} }}", self.name))

    def names(self, variable: str, pattern: str) -> list[str]:
        """Find the names of what a variable of a pattern stands for; a few of them."""
        asked = f"{self.taken.prologue} SELECT DISTINCT ?{variable} {self.taken.dataset} {{ {pattern} }} LIMIT {TOLD + 1}"
        found = self.source.ask(asked, self.name)
        rows = list(found) if isinstance(found, ox.QuerySolutions) else []
        return sorted(shorten(row[variable].value, self.source.base) for row in rows if isinstance(row[variable], ox.NamedNode))

    def search(self, found: list[PatternPart], before: str = "", graph: str = "", depth: int = 0) -> Culprit | None:
        """Find the first part at which nothing is left."""
        given = ""
        ordered = [p for p in found if p.kind != "filter"] + [p for p in found if p.kind == "filter"]
        for part in ordered:
            upto = f"{before} {part.text} {'.' if part.kind == 'triple' else ''}"
            if part.kind in ("optional", "bind") or self.holds(upto + "}" * depth):
                before = upto
                given += part.text if part.kind == "values" else ""
                continue
            if part.inner and part.kind in ("graph", "group"):
                inner = where(part.inner) if part.inner[0].word == "SELECT" else part.inner
                opened = part.text[: part.text.index("{")]
                deeper = self.search(parts(inner or (), self.query), f"{before} {opened}{{", opened.strip() or graph, depth + 1)
                if deeper:
                    return deeper
            return Culprit(part, before, depth, graph, given)
        return None

    def tell(self, culprit: Culprit) -> str:
        """Tell what is amiss with a part."""
        part, graph = culprit.part, culprit.graph
        clipped = " ".join(part.text.split())
        shown = clipped if len(clipped) < 120 else clipped[:117] + "…"
        if part.kind == "filter":
            return f"{shown} leaves nothing of what the patterns match."
        if part.kind == "minus":
            return f"{shown} takes everything away."
        for token in tokens(f"{graph} {part.text} {culprit.given}"):
            unknown = self.unknown(token.text)
            if unknown:
                return unknown
        if self.holds(f"{graph} {{ {part.text} }}" if graph else part.text):
            return f"{shown} matches by itself, but not together with what stands before it.{self._properties(culprit)}"
        if graph and part.kind == "triple" and self.holds(part.text):
            return f"{shown} matches, but not in {graph}.{self._graphs(part.text)}"
        return f"nothing matches {shown}{f' in {graph}' if graph else ''}.{self._reaching(part)}"

    def _properties(self, culprit: Culprit) -> str:
        """Tell what the subject of a triple has, where it has not what is asked."""
        subject = culprit.part.text.split()[0]
        if culprit.part.kind != "triple" or not re.fullmatch(r"[?$]\w+", subject):
            return ""
        return _listed(f"{subject} has", self.names("any_p", f"{culprit.before} {subject} ?any_p ?any_o {'}' * culprit.depth}"))

    def _reaching(self, part: PatternPart) -> str:
        """Tell which properties lead to the object of a triple, where the one that is asked for does not."""
        term = part.text.split()[-1]
        if part.kind != "triple" or not _is_name(term):
            return ""
        return _listed(f"What leads to {term}", self.names("any_p", f"?any_s ?any_p {term}"), ":")

    def _graphs(self, pattern: str) -> str:
        return _listed("It does in", self.names("any_g", f"GRAPH ?any_g {{ {pattern} }}"))

    def unknown(self, term: str) -> str:
        """Tell that an IRI occurs nowhere, with the nearest that does; empty for other terms and where it occurs."""
        if not _is_name(term):
            return ""
        spots = f"{{ {term} ?p ?o }} UNION {{ ?s {term} ?o }} UNION {{ ?s ?p {term} }}"
        if self.holds(f"{spots} UNION {{ GRAPH ?g {{ {spots} }} }} UNION {{ GRAPH {term} {{ ?s ?p ?o }} }}"):
            return ""
        base, declared = self.source.base, declared_prefixes(self.taken.prologue)
        if isinstance(self.source.where, Opened):
            known = occurring(self.source.where.store)
        else:
            known = self._below(expand(f"{term.partition(':')[0]}:", base, declared) or "") if not term.startswith("<") else set()
        return f"{term} does not occur in the data. {nearest(term, base, known, declared)}".strip()

    def _below(self, start: str) -> set[str]:
        """Find IRIs that begin so and that an endpoint has as subject, predicate or object; some of them where there are very many."""
        spots = "{ ?x ?p ?o } UNION { ?s ?x ?o } UNION { ?s ?p ?x }"
        answer = self.source.ask(
            f"SELECT DISTINCT ?x {{ {{ {spots} }} FILTER (STRSTARTS(STR(?x), {ox.Literal(start)})) }} LIMIT {NEAREST_OF}"
        )
        if not isinstance(answer, ox.QuerySolutions):
            raise QueryError(self.name, "the answer to a SELECT has no rows.")
        return {row["x"].value for row in answer if isinstance(row["x"], ox.NamedNode)}


def _is_name(term: str) -> bool:
    return bool(re.fullmatch(r"<[^<>]+>", term) or re.fullmatch(r"[A-Za-z][\w-]*:\S+", term))


def _listed(start: str, names: list[str], mark: str = "") -> str:
    """Give a sentence with names; empty where there are none."""
    return f" {start}{mark} {', '.join(names[:TOLD])}{' …' if len(names) > TOLD else ''}." if names else ""
