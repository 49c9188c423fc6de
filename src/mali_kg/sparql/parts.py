"""A SPARQL query taken apart as its text: prologue, dataset clauses, and the parts of its pattern, each with its place.

It is for a query that a real parser has taken already.
"""

from typing import NamedTuple

from mali_kg.sparql.lexer import OPENING, Token, closing, tokens


class PatternPart(NamedTuple):
    """One part of a pattern: triples, a graph, a group, a filter and so on."""

    #: ``triple``, ``graph``, ``group``, ``optional``, ``minus``, ``filter``, ``bind``, ``values`` or ``service``.
    kind: str
    #: Its text in the query; a triple whose subject or predicate is left out in the query has it again.
    text: str
    #: Offset in the query, of what is its own.
    at: int
    #: The pattern within, where there is one; empty for alternatives (UNION).
    inner: tuple[Token, ...] = ()


class ParsedQuery(NamedTuple):
    """A query: what comes before its pattern, and the pattern."""

    #: ``PREFIX`` and ``BASE`` declarations.
    prologue: str
    #: ``FROM`` and ``FROM NAMED`` clauses.
    dataset: str
    pattern: tuple[Token, ...]


def take_apart(text: str) -> ParsedQuery | None:
    """Find the pattern of a SELECT or CONSTRUCT query and what comes before it; None where it has none."""
    found = tokens(text)
    form = next((i for i, t in enumerate(found) if t.word in ("SELECT", "CONSTRUCT", "ASK", "DESCRIBE")), None)
    if form is None:
        return None
    inner = where(found[form:])
    if inner is None:
        return None
    head = found[form : next(i for i, t in enumerate(found) if inner and t == inner[0]) if inner else len(found)]
    froms = []
    for i, token in enumerate(head[:-1]):
        if token.word == "FROM":
            named = head[i + 1].word == "NAMED"
            froms.append(f"FROM {'NAMED ' if named else ''}{head[i + 2 if named else i + 1].text}")
    return ParsedQuery(text[: found[form].at], " ".join(froms), inner)


def where(found: tuple[Token, ...] | list[Token]) -> tuple[Token, ...] | None:
    """Find what stands between the braces of a query that starts with its form; None where it has none."""
    i, groups = 0, []
    while i < len(found):
        if found[i].text in ("(", "["):
            i = closing(found, i)
        elif found[i].text == "{":
            end = closing(found, i)
            groups.append((i, end))
            follows = found[end + 1].word if end + 1 < len(found) else ""
            if found[0].word != "CONSTRUCT" or len(groups) == 2 or follows not in ("WHERE", "{", "FROM"):
                return tuple(found[i + 1 : end])
            i = end
        i += 1
    return None


def parts(pattern: tuple[Token, ...], text: str) -> list[PatternPart]:
    """Give the parts of a pattern, in their order; a block of triples as one part a triple."""
    found: list[PatternPart] = []
    i = 0
    while i < len(pattern):
        token = pattern[i]
        if token.text == ".":
            i += 1
            continue
        kind, end, inner = _one(pattern, i)
        if kind == "triples":
            found += _triples(pattern[i : end + 1], text)
        else:
            found.append(PatternPart(kind, text[token.at : pattern[end].end], token.at, inner))
        i = end + 1
    return found


def _one(pattern: tuple[Token, ...], i: int) -> tuple[str, int, tuple[Token, ...]]:
    """Find kind, last token and inner pattern of the part that starts at ``i``."""
    word = pattern[i].word

    def group(at: int) -> tuple[int, tuple[Token, ...]]:
        end = closing(pattern, at)
        return end, pattern[at + 1 : end]

    def brace(at: int) -> int:
        return next((k for k in range(at, len(pattern)) if pattern[k].text == "{"), len(pattern) - 1)

    if word == "{":
        end, inner = group(i)
        alone = True
        while end + 2 < len(pattern) and pattern[end + 1].word == "UNION":
            end, _ = group(end + 2)
            alone = False
        return "group", end, inner if alone else ()
    if word in ("OPTIONAL", "MINUS", "GRAPH", "SERVICE"):
        end, inner = group(brace(i))
        return word.lower(), end, inner
    if word == "VALUES":
        return "values", closing(pattern, brace(i)), ()
    if word == "BIND":
        return "bind", closing(pattern, i + 1), ()
    if word == "FILTER":
        # A bracketed condition, a call, or EXISTS with a group: it ends with the first closing mark at its own depth.
        at = next((k for k in range(i, len(pattern)) if pattern[k].text in OPENING), len(pattern) - 1)
        return "filter", closing(pattern, at), ()
    end = i
    while end < len(pattern):
        if pattern[end].text in ("(", "["):
            end = closing(pattern, end)
        elif pattern[end].text in (".", "{") or (
            end > i and pattern[end].word in ("OPTIONAL", "MINUS", "GRAPH", "SERVICE", "VALUES", "BIND", "FILTER")
        ):
            break
        end += 1
    return "triples", max(i, end - 1), ()


def _triples(block: tuple[Token, ...], text: str) -> list[PatternPart]:
    """Give the triples of a block: subject, then verbs and objects parted by semicolons and commas."""

    def cut(found: tuple[Token, ...], mark: str) -> list[tuple[Token, ...]]:
        pieces: list[list[Token]] = [[]]
        depth = 0
        for token in found:
            depth += (token.text in "([") - (token.text in ")]")
            if token.text == mark and depth == 0:
                pieces.append([])
            else:
                pieces[-1].append(token)
        return [tuple(piece) for piece in pieces if piece]

    def last_term(found: tuple[Token, ...]) -> int:
        """Find the index at which the last term starts; a bracket, or a literal with its language or datatype, is one term."""
        i = len(found) - 1
        if found[i].text in ("]", ")"):
            depth = 0
            while i >= 0:
                depth += (found[i].text in ")]") - (found[i].text in "([")
                if depth == 0:
                    return i
                i -= 1
            return 0
        if found[i].text.startswith("@"):
            return i - 1
        if i > 1 and found[i - 1].text == "^^":
            return i - 2
        return i

    def shown(found: tuple[Token, ...]) -> str:
        return text[found[0].at : found[-1].end]

    end = closing(block, 0) if block[0].text in ("(", "[") else 0
    subject, rest = block[: end + 1], block[end + 1 :]
    if not rest:
        return [PatternPart("triple", shown(subject), subject[0].at)]
    found: list[PatternPart] = []
    for piece in cut(rest, ";"):
        objects = cut(piece, ",")
        at = last_term(objects[0]) if objects else 0
        verb = objects[0][:at] if objects else ()
        if not verb:
            return [PatternPart("triple", shown(block), block[0].at)]
        for n, terms in enumerate(objects):
            obj = terms[at:] if n == 0 else terms
            at_own = piece[0].at if n == 0 else obj[0].at
            at_own = subject[0].at if not found else at_own
            found.append(PatternPart("triple", f"{shown(subject)} {shown(verb)} {shown(obj)}", at_own))
    return found
