"""What changed between two datasets: by claim, and by statement."""

import re
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.agreement import AnyClaim
from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.descriptions import local
from mali_kg.claims.model import Hop
from mali_kg.claims.reader import Records
from mali_kg.claims.selection import subjects
from mali_kg.claims.wording import Wording
from mali_kg.errors import UnsupportedError
from mali_kg.files import printable
from mali_kg.rdf.canonical import EFFORT, canonicalize
from mali_kg.rdf.curie import shorten
from mali_kg.rdf.namespaces import RDFS
from mali_kg.rdf.order import natural

#: Colours of a terminal: what is there now, what was, and what is another.
COLORS = {"added": "\x1b[32m", "+": "\x1b[32m", "removed": "\x1b[31m", "-": "\x1b[31m", "changed": "\x1b[1m"}
RESET = "\x1b[0m"

#: Fields of a claim that follow from what it says, or that tell where that is written.
COMPUTED = frozenset(("iri", "says", "fingerprint", "mentions"))


class BlankNodePatchError(UnsupportedError):
    """A patch would have to name blank nodes."""


class ChangedClaim(NamedTuple):
    """A claim that is in both, and differs."""

    claim: str
    #: Field to its value before and after; what it says by its parts: ``says cause undergoer``.
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

    added_claims: list[AnyClaim]
    removed_claims: list[AnyClaim]
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
    """Find what changed from one dataset to another; blank nodes are named as RDFC-1.0 does, so that two names of one node are no difference.

    :param effort: attempts, at most, to tell a blank node from others that are like it.
    :raises UnsupportedError: where that is not enough.
    """
    old, new = (Records(QuadBackend(q), base) for q in (before, after))
    of_old, of_new = claims(old), claims(new)
    # By their IRIs, so that another label of a thing is a change of that thing alone.
    told_before, told_after = (
        Wording(records, lambda iri: local(iri) if iri.startswith(new.iris.codes) else iri) for records in (old, new)
    )
    changed = [
        ChangedClaim(iri, fields)
        for iri, now in of_new.items()
        if iri in of_old and (fields := changes(described(of_old[iri], told_before), described(now, told_after)))
    ]
    lines_before = set(canonicalize(before, effort=effort, name="the version before").lines)
    lines_after = set(canonicalize(after, effort=effort, name="the version after").lines)
    more, fewer = sorted(lines_after - lines_before), sorted(lines_before - lines_after)
    spoken = {word for change in changed for pair in change.fields.values() for text in pair for word in text.split(", ")}
    spoken |= {iri for line in (*more, *fewer) for iri in re.findall(r"<([^<>]*)>", line)} | {c.claim for c in changed}
    labels = {iri: label for iri in sorted(spoken) if (label := new.labelled(iri) or old.labelled(iri))}
    return Difference(
        added_claims=[c for iri, c in of_new.items() if iri not in of_old],
        removed_claims=[c for iri, c in of_old.items() if iri not in of_new],
        changed_claims=changed,
        added=more,
        removed=fewer,
        things=things(more, fewer, (subjects(before), subjects(after)), {*of_old, *of_new}),
        labels=labels,
    )


def claims(records: Records) -> dict[str, AnyClaim]:
    """Give the claims by IRI: those of articles in the order of their texts, then those of outside sources."""
    found: list[AnyClaim] = [*records.claims, *(claim for source in records.sources for claim in source.claims)]
    return {claim.iri: claim for claim in found}


def described(claim: AnyClaim, wording: Wording) -> dict[str, str]:
    """Give the fields of a claim as text; what it says by its parts, each by the path of roles that leads to it."""
    fields = {name: shown(value) for name, value in claim._asdict().items() if name not in COMPUTED}
    said = wording.paths(claim.says) if claim.says else {}
    return fields | {f"says {path}".rstrip(): words for path, words in said.items()}


def changes(was: dict[str, str], now: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Find the fields that differ, each before and after."""
    return {name: (was.get(name, ""), now.get(name, "")) for name in {**now, **was} if was.get(name, "") != now.get(name, "")}


def shown(value: object) -> str:
    """Give a field as text."""
    if isinstance(value, Hop):
        return ", ".join((value.voice, value.stance, *(f"“{cue}”" for cue in value.cues)))
    return ", ".join(map(shown, value)) if isinstance(value, tuple) else str(value)


def things(more: list[str], fewer: list[str], known: tuple[set[str], set[str]], claims: Collection[str]) -> list[Thing]:
    """Find the things that statements were added to or removed from, but claims, their evidence and what they say, which are told as claims.

    :param known: the subjects of the version before, and of that after.
    :param claims: the claims of both.
    """
    found: dict[str, tuple[list[ox.Quad], list[ox.Quad]]] = {}
    for which, lines in enumerate((more, fewer)):
        for quad in ox.parse("".join(lines), format=ox.RdfFormat.N_QUADS):
            subject = getattr(quad.subject, "value", str(quad.subject))
            # Labels of what is described are made of those of others.
            is_made = quad.predicate.value == f"{RDFS}label" and "/says" in subject
            if not is_made and not any(owner in claims for owner in owners(subject)):
                found.setdefault(subject, ([], []))[which].append(quad)
    hows = {(True, False): "removed", (False, True): "added"}
    return [
        Thing(iri, hows.get((iri in known[0], iri in known[1]), "changed"), added, removed)
        for iri, (added, removed) in sorted(found.items(), key=lambda item: natural(item[0]))
    ]


def owners(iri: str) -> Iterator[str]:
    """Give an IRI, and those of what it may be a part of."""
    while iri:
        yield iri
        iri = iri.rpartition("/")[0]


#: Things that are no claims and are told of; a patch tells all.
THINGS = 50


def as_text(found: Difference, base: str, color: bool = False, width: int | None = None) -> str:
    """Render the difference for people: ids with labels, then the counts.

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

    def stated(quad: ox.Quad, in_several: bool) -> str:
        value = quad.object
        if isinstance(value, ox.NamedNode):
            text = worded(value.value) if value.value in found.labels else shorten(value.value, base)
        else:
            text = str(value)
        graph = f" [in {records.name(quad.graph_name.value)}]" if in_several and isinstance(quad.graph_name, ox.NamedNode) else ""
        return f"{shorten(quad.predicate.value, base)} {text}{graph}"

    for mark, claims in (("added", found.added_claims), ("removed", found.removed_claims)):
        for c in claims:
            say(mark, f"{records.name(c.iri)}: {c.label}")
    for change in found.changed_claims:
        say("changed", named(change.claim))
        for name, (was, now) in change.fields.items():
            say(" ", name.replace("_", " "))
            for mark, text in (("-", was), ("+", now)):
                if text:
                    say(mark, worded(text))
    for thing in found.things[:THINGS]:
        say(thing.how, named(thing.iri))
        if thing.how == "changed":
            in_several = len({quad.graph_name for quad in (*thing.removed, *thing.added)}) > 1
            for mark, quads in (("-", thing.removed), ("+", thing.added)):
                for quad in quads:
                    say(mark, stated(quad, in_several))
    if len(found.things) > THINGS:
        say("", f"… and {len(found.things) - THINGS} things more; a patch tells every statement.")
    counts = [
        f"{len(found.added_claims)} claims added, {len(found.removed_claims)} removed, {len(found.changed_claims)} changed",
        f"{len(found.added)} statements added, {len(found.removed)} removed",
    ]
    say("", "; ".join(counts))
    return "".join(out)


def as_json(found: Difference, base: str) -> str:
    """Serialize the difference for programs."""
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
    """Serialize the difference as RDF Patch (A. Seaborne, RDF Delta): deletions, then additions, in one transaction.

    :raises BlankNodePatchError: for blank nodes, whose names mean nothing to the store that takes the patch.
    """
    if any(line.startswith("_:") or " _:" in line for line in (*found.added, *found.removed)):
        raise BlankNodePatchError("a patch cannot name blank nodes.")
    return "TX .\n" + "".join(f"D {line}" for line in found.removed) + "".join(f"A {line}" for line in found.added) + "TC .\n"


#: Name of a form to what writes it.
FORMS: dict[str, Callable[[Difference, str], str]] = {"text": as_text, "json": as_json, "patch": as_patch}
