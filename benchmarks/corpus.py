"""A corpus of many articles, made from the real one, to measure with.

Each copy has its own claims and arguments. Organisations, groups and places are the same in all; what else the claims speak of, and the
propositions about it, are its own, but that every fiftieth article says what the one before it says. What only joins shared entities is
said by every article; no statement stands in two propositions.

``python benchmarks/corpus.py COPIES FILE`` writes it as N-Quads.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.project import Project
from mali_kg.sheets.registry import AGENTS

ROOT = Path(__file__).parents[1]
#: Types of entities that all articles share.
SHARED = AGENTS | {"Place", "Legislation"}


def own_entities(compiled: Compiled) -> set[str]:
    """The slugs of entities that are not shared by all articles."""
    return {slug for slug, entity in compiled.registry.items() if entity.type not in SHARED}


def own_propositions(compiled: Compiled, entities: set[str]) -> set[str]:
    """The slugs of propositions that speak of such an entity."""
    base = compiled.project.config.base
    found = set()
    for q in compiled.quads():
        graph = getattr(q.graph_name, "value", "")
        if graph.startswith(f"{base}graph/proposition/"):
            terms = {getattr(t, "value", "").removeprefix(f"{base}id/") for t in (q.subject, q.object)}
            if terms & entities:
                found.add(graph.removeprefix(f"{base}graph/proposition/"))
    return found


def corpus(copies: int, project: Project | None = None) -> Iterator[str]:
    """The lines of N-Quads of a corpus of so many articles."""
    compiled = compile_project(project or Project(ROOT))
    base = re.escape(compiled.project.config.base)
    article = compiled.articles[0].article
    entities = own_entities(compiled)
    propositions = own_propositions(compiled, entities)
    of_topic = re.compile(
        rf"(<{base}(?:id/(?:{'|'.join(map(re.escape, sorted(entities, key=len, reverse=True)))})"
        rf"|(?:id|graph)/proposition/(?:{'|'.join(map(re.escape, sorted(propositions, key=len, reverse=True)))})))(?=>)"
    )
    of_article = re.compile(rf"(<{base}id/article/{re.escape(article)})(?=[/>])")
    seen: set[str] = set()
    each, topical = [], []
    for line in compiled.lines:
        if of_article.search(line):
            each.append(of_topic.sub(r"\1-%TOPIC%", of_article.sub(r"\1-%ARTICLE%", line)))
        elif of_topic.search(line):
            topical.append(of_topic.sub(r"\1-%TOPIC%", line))
        elif line not in seen:
            seen.add(line)
            yield line
    # The first keeps the real names, so that the defaults of the questions find something.
    for number in range(copies):
        repeats = number % 50 == 1
        topic = number - 1 if repeats else number
        for template in each if repeats else each + topical:
            line = template.replace("-%ARTICLE%", f"-{number}" if number else "")
            yield line.replace("-%TOPIC%", f"-{topic}" if topic else "")


if __name__ == "__main__":
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        out.writelines(corpus(int(sys.argv[1])))
