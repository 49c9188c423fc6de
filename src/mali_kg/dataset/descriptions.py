"""Descriptions as JSON-LD nodes: each with its label and, where it has a kind, its fingerprint."""

import hashlib
import json
from typing import NamedTuple

from mali_kg.dataset import measures
from mali_kg.dataset.jsonld import JsonObject, present
from mali_kg.rdf.iris import Iris
from mali_kg.sheets.description import NUMBERS, Known, entities, time_type
from mali_kg.sheets.model import EntityFiller, FieldsFiller, Filler, NodeFiller, WordsFiller
from mali_kg.sheets.registry import settled

#: Hexadecimal digits of a fingerprint: 128 bits of a SHA-256.
DIGITS = 32


class Compared(NamedTuple):
    """What stands for a filler where descriptions are compared, and how it reads."""

    value: object
    label: str


class DescriptionNodes:
    """Makes the nodes of descriptions.

    :param language: of the words that have none of their own.
    :param labels: the language of labels.
    """

    def __init__(self, known: Known, language: str, labels: str) -> None:
        self.known, self.language, self.labels = known, language, labels
        self.iris = Iris(known.vocabulary.project.config.base)
        self.opposites = known.opposites

    def nodes(self, iri: str, described: NodeFiller) -> list[JsonObject]:
        """Give the nodes of a description and of all that is nested in it, itself first.

        :param iri: of the description.
        """
        found: list[JsonObject] = []
        self._add(iri, described, found)
        return found

    def opposite_fingerprints(self, described: NodeFiller) -> list[str]:
        """Give the fingerprints of what is alike in all but its kind, which is an opposite of the kind of a description."""
        kinds = self.opposites.get(described.kind, ())
        value = self._add("", described, []).value if kinds else {}
        assert isinstance(value, dict)
        return [fingerprint({**without_stance(value), "kind": kind}) for kind in kinds]

    def mentions(self, described: NodeFiller) -> list[str]:
        """Give the IRI of each entity that a description reaches, by roles, `of` and `names`, those of events too; sorted."""
        slugs = {name for slug in entities(described) for name in settled(slug, self.known.registry)}
        return sorted(self.iris.entity(slug) for slug in slugs)

    def _add(self, iri: str, node: NodeFiller, found: list[JsonObject]) -> Compared:
        """Add a node and what is nested in it; give the form by which it is compared, and its label."""
        at = len(found)
        found.append({})
        roles: dict[str, list[object]] = {}
        forms: dict[str, list[Compared]] = {}
        for role, fillers in node.roles:
            for number, filler in enumerate(fillers, 1):
                below = self.iris.filler(iri, role, number)
                value, form = self._filler(below, filler, found)
                roles.setdefault(role, []).append(value)
                forms.setdefault(role, []).append(form)
        value = self._value(node, forms)
        # Whether a nested one holds, and how surely, is said by what it is nested in: a claim says so of what it describes.
        bare = without_stance(value)
        label = self._label(node, forms)
        found[at] = present(
            {
                "id": iri,
                "type": "Description" if node.kind else "Participant",
                "kind": node.kind,
                "of": node.of and self.iris.entity(node.of),
                "text": self._words(node.text, node.language),
                "names": [self.iris.entity(name) for name in node.names],
                "phase": node.phase,
                "polarity": node.polarity,
                "strength": node.strength,
                "fingerprint": fingerprint(bare) if node.kind else "",
                "label": {self.labels: label},
                **roles,
            }
        )
        # An entity by itself is compared alike, however it is written.
        return Compared(node.of if value == {"of": node.of} else value, label)

    def _filler(self, iri: str, filler: Filler, found: list[JsonObject]) -> tuple[object, Compared]:
        if isinstance(filler, EntityFiller):
            return self.iris.entity(filler.slug), Compared(filler.slug, self._name(filler.slug))
        if isinstance(filler, WordsFiller):
            return self._words(filler.text, filler.language), Compared(
                {"text": [filler.text, filler.language or self.language]}, filler.text
            )
        return iri, self._fields(iri, filler, found) if isinstance(filler, FieldsFiller) else self._add(iri, filler, found)

    def _fields(self, iri: str, filler: FieldsFiller, found: list[JsonObject]) -> Compared:
        node: JsonObject = {"id": iri, "type": filler.type.capitalize(), "text": self._words(filler.text, filler.language)}
        for name, value in filler.fields:
            if filler.type == "time":
                node[name] = {"@value": value, "@type": f"xsd:{time_type(value)}"}
            elif name in ("unit", "per"):
                node[name] = self._words(value, filler.language)
            else:
                node[name] = value
        fields = dict(filler.fields)
        label = filler.text or (measures.time(fields, "") if filler.type == "time" else measures.quantity(fields, ""))
        found.append(present({**node, "label": {self.labels: label}}))
        compared: dict[str, object] = {"type": filler.type, **fields}
        compared |= {name: measures.canonical_number(value) for name, value in filler.fields if name in NUMBERS}
        if filler.text:
            compared["text"] = [filler.text, filler.language or self.language]
        return Compared(compared, label)

    def _words(self, text: str, language: str) -> object:
        return {"@value": text, "@language": language or self.language} if text else ""

    def _name(self, slug: str) -> str:
        entry = self.known.registry.get(slug)
        if entry is None:
            return "this article"
        return (entry.label.get(self.labels) or next(iter(entry.label.values()), (slug,)))[0]

    def _value(self, node: NodeFiller, forms: dict[str, list[Compared]]) -> dict[str, object]:
        """Give what is compared: kind, roles and fillers, without labels and in a fixed order."""
        own = {
            "kind": node.kind,
            "of": node.of,
            "text": [node.text, node.language or self.language] if node.text else "",
            "names": sorted(node.names),
            "phase": node.phase,
            "polarity": "" if node.polarity == "affirmative" else node.polarity,
            "strength": "" if node.strength == "full" else node.strength,
        }
        values = {role: [form.value for form in some] for role, some in forms.items()}
        roles = {role: sorted(some, key=canonical) if len(some) > 1 else some for role, some in values.items()}
        return {**present(own), "roles": roles} if roles else present(own)

    def _label(self, node: NodeFiller, forms: dict[str, list[Compared]]) -> str:
        """Give how it reads: its head, and what fills its roles."""
        told = [form.label for some in forms.values() for form in some]
        if node.kind:
            kind = self.known.kinds.get(node.kind)
            head = (kind.label.get(self.labels) or (node.kind,))[0] if kind else node.kind
            marks = [mark for mark in (node.phase, "not" if node.polarity == "negative" else "", node.strength) if mark and mark != "full"]
            head = " ".join([*marks, head])
            told = [
                *([self._name(node.of)] if node.of else []),
                *(f"{role}: {form.label}" for role, some in forms.items() for form in some),
            ]
            return f"{head} ({'; '.join(told)})" if told else head
        head = node.text or " ".join([*(form.label for form in forms.get("quantity", ())), *([self._name(node.of)] if node.of else [])])
        rest = [f"{role}: {form.label}" for role, some in forms.items() if role != "quantity" or node.text for form in some]
        return f"{head} ({'; '.join(rest)})" if head and rest else head or "; ".join(rest)


def without_stance(value: dict[str, object]) -> dict[str, object]:
    """Give what is compared without whether it holds and how surely."""
    return {key: of for key, of in value.items() if key not in ("polarity", "strength")}


def canonical(value: object) -> str:
    """Write a value as JSON with sorted keys and no spaces (RFC 8785 for what it holds here: objects, arrays and strings)."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fingerprint(value: object) -> str:
    """Give the fingerprint of what is compared: the first 32 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:DIGITS]
