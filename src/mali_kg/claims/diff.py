"""What changed between two datasets: by claim, and by statement."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.model import Claim, Statement
from mali_kg.claims.reader import Records
from mali_kg.claims.selection import subjects
from mali_kg.errors import UnsupportedError
from mali_kg.files import printable
from mali_kg.rdf.canonical import EFFORT, canonicalize
from mali_kg.rdf.curie import shorten
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.order import natural

#: Colours of a terminal: what is there now, what was, and what is another.
COLORS = {"added": "\x1b[32m", "+": "\x1b[32m", "removed": "\x1b[31m", "-": "\x1b[31m", "changed": "\x1b[1m"}
RESET = "\x1b[0m"


class BlankNodePatchError(UnsupportedError):
    """A patch would have to name blank nodes."""


class ChangedClaim(NamedTuple):
    """A claim that is in both, and differs."""

    claim: str
    #: Field to its value before and after.
    fields: dict[str, tuple[str, str]]


class Thing(NamedTuple):
    """What is no claim, and of which statements were added or removed."""

    iri: str
    #: Whether only one of the datasets knows it: ``added``, ``removed``, else ``changed``.
    how: str
    added: list[ox.Quad]
    removed: list[ox.Quad]


class Difference(NamedTuple):
    """What is in one dataset and not in the other."""

    added_claims: list[Claim]
    removed_claims: list[Claim]
    changed_claims: list[ChangedClaim]
    #: Lines of N-Quads, sorted.
    added: list[str]
    removed: list[str]
    #: What else has other statements: entities, arguments, sources; in natural order.
    things: list[Thing]
    #: IRI to its label, of what the difference speaks of.
    labels: dict[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether the datasets are the same."""
        return not self.added and not self.removed


def difference(before: list[ox.Quad], after: list[ox.Quad], base: str, effort: int = EFFORT) -> Difference:
    """What changed from one dataset to another; blank nodes are named as RDFC-1.0 does, so that two names of one node are no difference.

    :param effort: attempts, at most, to tell a blank node from others that are like it.
    :raises UnsupportedError: where that is not enough.
    """
    old, new = (Records(QuadBackend(q), base) for q in (before, after))
    of_old, of_new = ({c.iri: c for c in records.claims} for records in (old, new))
    saying = [{p.iri: p.statements for p in records.propositions} for records in (old, new)]
    changed = []
    for iri in of_old.keys() & of_new.keys():
        fields = {
            name: (shown(was), shown(now))
            for name, was, now in zip(
                Claim._fields, described(of_old[iri], old, saying[0]), described(of_new[iri], new, saying[1]), strict=True
            )
            if was != now
        }
        if fields:
            changed.append(ChangedClaim(iri, fields))
    lines_before = set(canonicalize(before, effort=effort, name="the version before").lines)
    lines_after = set(canonicalize(after, effort=effort, name="the version after").lines)
    more, fewer = sorted(lines_after - lines_before), sorted(lines_before - lines_after)
    spoken = {word for change in changed for pair in change.fields.values() for text in pair for word in text.split(", ")}
    spoken |= {iri for line in (*more, *fewer) for iri in re.findall(r"<([^<>]*)>", line)} | {c.claim for c in changed}
    labels = {iri: label for iri in sorted(spoken) if (label := new.labelled(iri) or old.labelled(iri))}
    return Difference(
        added_claims=[c for c in new.claims if c.iri not in of_old],
        removed_claims=[c for c in old.claims if c.iri not in of_new],
        changed_claims=sorted(changed, key=lambda c: (natural(of_new[c.claim].article), of_new[c.claim].start, natural(c.claim))),
        added=more,
        removed=fewer,
        things=things(more, fewer, (subjects(before), subjects(after)), {*of_old, *of_new}, new.iris),
        labels=labels,
    )


def things(more: list[str], fewer: list[str], known: tuple[set[str], set[str]], claims: Collection[str], iris: Iris) -> list[Thing]:
    """What statements were added to and removed from, but claims, their evidence and what they say, which are told as claims.

    :param known: the subjects of the version before, and of that after.
    :param claims: the claims of both.
    """
    found: dict[str, tuple[list[ox.Quad], list[ox.Quad]]] = {}
    for which, told in enumerate((more, fewer)):
        for quad in ox.parse("".join(told), format=ox.RdfFormat.N_QUADS):
            graph, subject = getattr(quad.graph_name, "value", ""), getattr(quad.subject, "value", str(quad.subject))
            own = {subject, subject.rpartition("/")[0]}
            if own.isdisjoint(claims) and not graph.startswith(iris.proposition_graph("")):
                found.setdefault(subject, ([], []))[which].append(quad)
    hows = {(True, False): "removed", (False, True): "added"}
    return [
        Thing(iri, hows.get((iri in known[0], iri in known[1]), "changed"), added, removed)
        for iri, (added, removed) in sorted(found.items(), key=lambda item: natural(item[0]))
    ]


def described(claim: Claim, records: Records, saying: Mapping[str, tuple[Statement, ...]]) -> Claim:
    """A claim, its proposition with what that says, so that a changed content shows.

    :param saying: proposition to what it says.
    """
    content = "; ".join(
        f"{records.name(s.subject)} {records.name(s.predicate)} {records.name(s.object) if s.object else s.value}"
        for s in saying.get(claim.proposition, ())
    )
    return claim._replace(proposition=f"{records.name(claim.proposition)}: {content}")


def shown(value: object) -> str:
    """A field as text."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


#: Things that are no claims and are told of; a patch tells all.
THINGS = 50


def as_text(found: Difference, base: str, color: bool = False, width: int | None = None) -> str:
    """The difference for people: ids with labels, then the counts.

    :param width: columns to wrap in; None for as many as it takes.
    """
    from mali_kg.wrapping import wrap

    records = Records(QuadBackend(()), base)
    out: list[str] = []

    def say(mark: str, text: str) -> None:
        first = {"-": "    - ", "+": "    + ", " ": "  ", "": ""}.get(mark, f"{mark:8} ")
        lines = wrap(printable(text), width, first, " " * len(first))
        out.extend(f"{COLORS[mark]}{line}{RESET}\n" if color and mark in COLORS else f"{line}\n" for line in lines)

    def named(iri: str) -> str:
        label = found.labels.get(iri)
        return f"{records.name(iri)}: {label}" if label else records.name(iri)

    def worded(text: str) -> str:
        return ", ".join(f"{found.labels[word]} ({records.name(word)})" if word in found.labels else word for word in text.split(", "))

    by_id = {records.name(iri): worded(iri) for iri in found.labels}

    def stated(quad: ox.Quad) -> str:
        value = quad.object
        if isinstance(value, ox.NamedNode):
            told = worded(value.value) if value.value in found.labels else shorten(value.value, base)
        else:
            told = str(value)
        graph = f" [in {records.name(quad.graph_name.value)}]" if isinstance(quad.graph_name, ox.NamedNode) else ""
        return f"{shorten(quad.predicate.value, base)} {told}{graph}"

    for mark, claims in (("added", found.added_claims), ("removed", found.removed_claims)):
        for c in claims:
            say(mark, f"{records.name(c.iri)}: {c.label}")
    for change in found.changed_claims:
        say("changed", named(change.claim))
        for name, (was, now) in change.fields.items():
            say(" ", name)
            for mark, text in (("-", was), ("+", now)):
                # What a proposition says has ids, as the sheets write them.
                say(mark, re.sub(r"[^\s;]+", lambda m: by_id.get(m[0], m[0]), text) if name == "proposition" else worded(text))
    for thing in found.things[:THINGS]:
        say(thing.how, named(thing.iri))
        if thing.how == "changed":
            for quad in thing.removed:
                say("-", stated(quad))
            for quad in thing.added:
                say("+", stated(quad))
    if len(found.things) > THINGS:
        say("", f"… and {len(found.things) - THINGS} things more; a patch tells every statement.")
    counts = [
        f"{len(found.added_claims)} claims added, {len(found.removed_claims)} removed, {len(found.changed_claims)} changed",
        f"{len(found.added)} statements added, {len(found.removed)} removed",
    ]
    say("", "; ".join(counts))
    return "".join(out)


def as_json(found: Difference, base: str) -> str:
    """The difference for programs."""
    import json

    shown = {
        "claims": {
            "added": [c.iri for c in found.added_claims],
            "removed": [c.iri for c in found.removed_claims],
            "changed": [
                {"claim": c.claim, "fields": {k: {"before": was, "after": now} for k, (was, now) in c.fields.items()}}
                for c in found.changed_claims
            ],
        },
        "labels": found.labels,
        "quads": {"added": [line.rstrip("\n") for line in found.added], "removed": [line.rstrip("\n") for line in found.removed]},
    }
    return json.dumps(shown, indent=2, ensure_ascii=False) + "\n"


def as_patch(found: Difference, _base: str = "") -> str:
    """The difference as RDF Patch (A. Seaborne, RDF Delta): deletions, then additions, in one transaction.

    :raises BlankNodePatchError: for blank nodes, whose names mean nothing to the store that takes the patch.
    """
    if any(line.startswith("_:") or " _:" in line for line in (*found.added, *found.removed)):
        raise BlankNodePatchError("a patch cannot name blank nodes.")
    return "TX .\n" + "".join(f"D {line}" for line in found.removed) + "".join(f"A {line}" for line in found.added) + "TC .\n"


#: Name of a form to what writes it.
FORMS: dict[str, Callable[[Difference, str], str]] = {"text": as_text, "json": as_json, "patch": as_patch}
