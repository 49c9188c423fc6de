"""A project of many articles, made from the real one, to measure building with.

Each copy has a text, a sheet, ids, and events, topics and documents of its own, so that what it says is its own too; organisations, groups, places and
people are shared by all, and so is what is said of nothing else. As in the real world, some articles say what another one says: every fiftieth speaks of
the events of the one before it.

``python benchmarks/sheets.py COPIES FOLDER`` writes it.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
ARTICLE = "minusma-end"
#: Types of entities that each copy has of its own.
OWN = {"Event", "Topic", "Document"}
#: Keys below which there are words, and no names of entities.
WORDS = {"kind", "text", "manner", "degree", "value", "label", "quote", "note", "cue", "hedge", "accepted"}


class WrittenOut(yaml.SafeDumper):
    """Writes what stands twice out twice: sheets have no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        """Whether an object is written out, whatever it is: always."""
        return True


def dumped(value: Any) -> str:
    """A value as YAML, in its order."""
    return yaml.dump(value, Dumper=WrittenOut, allow_unicode=True, sort_keys=False, width=1000)


def renamed(value: Any, own: set[str], topic: int, number: int) -> Any:
    """A name, or a list or mapping of them, with the number of its topic behind what a copy has of its own; and the article with that of the copy."""
    if isinstance(value, str):
        return f"article/{ARTICLE}-{number}" if value == f"article/{ARTICLE}" else f"{value}-{topic}" if value in own else value
    if isinstance(value, list):
        return [renamed(v, own, topic, number) for v in value]
    if isinstance(value, dict):
        return {k: v if k in WORDS else renamed(v, own, topic, number) for k, v in value.items()}
    return value


def write_project(copies: int, folder: Path) -> None:
    """Write a project of so many articles into a new folder."""
    for name in ("ontology", "shapes", "data"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mali-kg.toml", folder)
    original = folder / "data" / "articles" / ARTICLE
    text = (original / "article.txt").read_bytes()
    sheet = yaml.load((original / "claims.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    registry = yaml.load((folder / "data" / "registry.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    # What outside sources speak of, too, is spoken of by every copy: the sources name the entries of the first.
    own = {slug for slug, entry in registry.items() if entry["type"] in OWN and names(sheet, slug)}
    entries = dict(registry)
    for number in range(1, copies):
        topic = number - 1 if number % 50 == 2 else number
        copy = renamed(sheet, own, topic, number)
        copy["article"]["id"] = f"{ARTICLE}-{number}"
        place = folder / "data" / "articles" / f"{ARTICLE}-{number}"
        place.mkdir()
        (place / "article.txt").write_bytes(text)
        (place / "claims.yaml").write_text(dumped(copy), encoding="utf-8")
        if topic == number:
            entries |= {f"{slug}-{number}": renamed(registry[slug], own, number, number) for slug in sorted(own)}
    (folder / "data" / "registry.yaml").write_text(dumped(entries), encoding="utf-8")


def names(value: Any, slug: str) -> bool:
    """Whether a sheet names an entity."""
    if isinstance(value, dict):
        return any(names(v, slug) for k, v in value.items() if k not in WORDS)
    return any(names(v, slug) for v in value) if isinstance(value, list) else value == slug


if __name__ == "__main__":
    write_project(int(sys.argv[1]), Path(sys.argv[2]))
