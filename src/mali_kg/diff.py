"""What changed between two datasets: by claim, and by statement."""

from collections.abc import Callable
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.canonical import EFFORT, canonicalize
from mali_kg.errors import UnsupportedError
from mali_kg.export.model import Claim
from mali_kg.export.records import Records, natural


class Change(NamedTuple):
    """A claim that is in both, and differs."""

    claim: str
    #: Field to its value before and after.
    fields: dict[str, tuple[str, str]]


class Difference(NamedTuple):
    """What is in one dataset and not in the other."""

    added_claims: list[Claim]
    removed_claims: list[Claim]
    changed_claims: list[Change]
    #: Lines of N-Quads, sorted.
    added: list[str]
    removed: list[str]

    @property
    def is_empty(self) -> bool:
        """Whether the datasets are the same."""
        return not self.added and not self.removed


def difference(before: list[ox.Quad], after: list[ox.Quad], base: str, effort: int = EFFORT) -> Difference:
    """What changed from one dataset to another; blank nodes are named as RDFC-1.0 does, so that two names of one node are no difference.

    :param effort: attempts, at most, to tell a blank node from others that are like it.
    :raises UnsupportedError: where that is not enough.
    """
    old, new = (Records(q, base) for q in (before, after))
    of_old, of_new = ({c.iri: c for c in records.claims} for records in (old, new))
    changed = []
    for iri in of_old.keys() & of_new.keys():
        fields = {
            name: (shown(was), shown(now))
            for name, was, now in zip(Claim._fields, described(of_old[iri], old), described(of_new[iri], new), strict=True)
            if was != now
        }
        if fields:
            changed.append(Change(iri, fields))
    lines_before = set(canonicalize(before, effort=effort, name="the version before").lines)
    lines_after = set(canonicalize(after, effort=effort, name="the version after").lines)
    return Difference(
        [c for c in new.claims if c.iri not in of_old],
        [c for c in old.claims if c.iri not in of_new],
        sorted(changed, key=lambda c: (natural(of_new[c.claim].article), of_new[c.claim].start, natural(c.claim))),
        sorted(lines_after - lines_before),
        sorted(lines_before - lines_after),
    )


def described(claim: Claim, records: Records) -> tuple[object, ...]:
    """A claim's fields; its proposition with what that says, so that a changed content shows."""
    said = next((p.statements for p in records.propositions if p.iri == claim.proposition), ())
    content = "; ".join(
        f"{records.name(s.subject)} {records.name(s.predicate)} {records.name(s.object) if s.object else s.value}" for s in said
    )
    return (*claim[:-1], f"{records.name(claim.proposition)}: {content}")


def shown(value: object) -> str:
    """A field as text."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def as_text(found: Difference, base: str) -> str:
    """The difference for people."""
    records = Records([], base)
    out = []
    for mark, claims in (("added", found.added_claims), ("removed", found.removed_claims)):
        out += [f"{mark:8} {records.name(c.iri)}: {c.label}\n" for c in claims]
    for change in found.changed_claims:
        out.append(f"changed  {records.name(change.claim)}\n")
        for name, (was, now) in change.fields.items():
            out += [f"  {name}\n", f"    - {was}\n", f"    + {now}\n"]
    counts = [
        f"{len(found.added_claims)} claims added, {len(found.removed_claims)} removed, {len(found.changed_claims)} changed",
        f"{len(found.added)} statements added, {len(found.removed)} removed",
    ]
    return "".join(out) + "; ".join(counts) + "\n"


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
        "quads": {"added": [line.rstrip("\n") for line in found.added], "removed": [line.rstrip("\n") for line in found.removed]},
    }
    return json.dumps(shown, indent=2, ensure_ascii=False) + "\n"


def as_patch(found: Difference, _base: str = "") -> str:
    """The difference as RDF Patch (A. Seaborne, RDF Delta): deletions, then additions, in one transaction.

    :raises UnsupportedError: for blank nodes, whose names mean nothing to the store that takes the patch.
    """
    if any(line.startswith("_:") or " _:" in line for line in (*found.added, *found.removed)):
        raise UnsupportedError("a patch cannot name blank nodes; take --format text or json.")
    return "TX .\n" + "".join(f"D {line}" for line in found.removed) + "".join(f"A {line}" for line in found.added) + "TC .\n"


#: Name of a form to what writes it.
FORMS: dict[str, Callable[[Difference, str], str]] = {"text": as_text, "json": as_json, "patch": as_patch}
