"""A project of many articles, made from the real one, to measure building with.

Each copy has a text, a sheet, ids, entities and propositions of its own; organisations, groups, places and laws are shared by all, and so are the
propositions about nothing else, which the first copy defines. As in the real world, some articles say what another one says: every fiftieth repeats
the propositions of the one before it.

``python benchmarks/sheets.py COPIES FOLDER`` writes it.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
ARTICLE = "minusma-end"
#: Types of entities that all articles share.
SHARED = {"Organization", "PeacekeepingMission", "VagueGroup", "Person", "Place", "Legislation"}
#: Keys of sheets whose values are slugs of propositions, and those of entities.
PROPOSITIONS, ENTITIES = ("proposition", "premise", "conclusion", "closeTo"), ("holder", "endorsedBy", "arguer", "about")


class WrittenOut(yaml.SafeDumper):
    """Writes what stands twice out twice: sheets have no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Whether an object is written out, whatever it is: always."""
        return True


def dumped(value: Any) -> str:
    """A value as YAML, in its order."""
    return yaml.dump(value, Dumper=WrittenOut, allow_unicode=True, sort_keys=False, width=1000)


def words(content: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The texts of a content: its subjects and values."""
    for subject, entries in content.items():
        yield subject
        for value in entries.values():
            yield from value if isinstance(value, list) else [value] if isinstance(value, str) else ()


def renamed(value: Any, own: set[str], number: int) -> Any:
    """A slug, or a list or mapping of them, with the number behind what is the copy's own."""
    if isinstance(value, str):
        return f"article/{ARTICLE}-{number}" if value == f"article/{ARTICLE}" else f"{value}-{number}" if value in own else value
    if isinstance(value, list):
        return [renamed(v, own, number) for v in value]
    if isinstance(value, dict):
        return {renamed(k, own, number): renamed(v, own, number) for k, v in value.items()}
    return value


def write_project(copies: int, folder: Path) -> None:
    """Write a project of so many articles into a new folder."""
    for name in ("ontology", "shapes", "data"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mali-kg.toml", folder)
    original = folder / "data" / "articles" / ARTICLE
    text = (original / "article.txt").read_bytes()
    sheet = yaml.safe_load((original / "claims.yaml").read_text(encoding="utf-8"))
    registry = yaml.safe_load((folder / "data" / "registry.yaml").read_text(encoding="utf-8"))
    contents = {c["proposition"]: c["content"] for s in sheet["sentences"] for c in s.get("claims", ()) if "content" in c}
    named = {slug for content in contents.values() for slug in words(content)} | set(sheet["article"].get("about", ()))
    entities = {slug for slug in named & set(registry) if registry[slug]["type"] not in SHARED}
    spoken = entities | {f"article/{ARTICLE}"}
    propositions = {slug for slug, content in contents.items() if renamed(content, spoken, 1) != content}
    entries = dict(registry)
    for number in range(1, copies):
        topic = number - 1 if number % 50 == 2 else number
        copy = _sheet(sheet, number, topic, entities, propositions)
        place = folder / "data" / "articles" / f"{ARTICLE}-{number}"
        place.mkdir()
        (place / "article.txt").write_bytes(text)
        (place / "claims.yaml").write_text(dumped(copy), encoding="utf-8")
        if topic == number:
            entries |= {f"{slug}-{number}": registry[slug] for slug in sorted(entities)}
    (folder / "data" / "registry.yaml").write_text(dumped(entries), encoding="utf-8")


def _sheet(sheet: dict[str, Any], number: int, topic: int, entities: set[str], propositions: set[str]) -> dict[str, Any]:
    """The sheet of one copy."""

    def entry(found: dict[str, Any]) -> dict[str, Any]:
        found = dict(found)
        if number != topic or found.get("proposition") not in propositions:
            found.pop("closeTo", None)
            content = found.pop("content", None)
            # What another copy defines is named here by its label.
            if content is not None and "label" not in found:
                raise ValueError(found)
        if found.get("proposition") in propositions:
            label = found["label"]
            found["label"] = {k: f"{v} ({topic})" for k, v in label.items()} if isinstance(label, dict) else f"{label} ({topic})"
        for keys, own in ((PROPOSITIONS, propositions), (ENTITIES, entities)):
            found |= {key: renamed(found[key], own, topic) for key in keys if key in found}
        if "content" in found:
            found["content"] = renamed(found["content"], entities, number)
        return found

    article = {**sheet["article"], "id": f"{ARTICLE}-{number}"}
    article |= {key: renamed(article[key], entities, topic) for key in ENTITIES if key in article}
    labels = {c["proposition"]: c["label"] for s in sheet["sentences"] for c in s.get("claims", ()) if "label" in c}
    sentences = []
    for sentence in sheet["sentences"]:
        copy = dict(sentence)
        if "claims" in sentence:
            copy["claims"] = [entry({"label": labels[c["proposition"]], **c}) for c in sentence["claims"]]
        sentences.append(copy)
    return {**sheet, "article": article, "sentences": sentences, "arguments": [entry(a) for a in sheet.get("arguments", ())]}


if __name__ == "__main__":
    write_project(int(sys.argv[1]), Path(sys.argv[2]))
