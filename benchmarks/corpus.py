"""A corpus of many articles, made from the real one, to measure with.

Each copy has its own claims and arguments. Organisations, groups, people and places are the same in all; the events, topics and documents that the
claims speak of are its own, and with them what the claims say, but that every fiftieth article says what the one before it says. What is said of
nothing else is said by every article.

``python benchmarks/corpus.py COPIES FILE`` writes it as N-Quads.
"""

import hashlib
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.project import Project
from sheets import ARTICLE, OWN, write_project

ROOT = Path(__file__).parents[1]
FINGERPRINT = re.compile(r'ns#fingerprint> "([0-9a-f]+)"')


def fingerprints(compiled: Compiled, article: str) -> set[str]:
    """The fingerprints of what an article says."""
    graph = f"<{compiled.project.iris.article_graph(article)}>"
    return {found[1] for line in compiled.lines if graph in line and (found := FINGERPRINT.search(line))}


def own_fingerprints() -> set[str]:
    """The fingerprints of what speaks of something of the article’s own: a copy that speaks of something else has others."""
    with tempfile.TemporaryDirectory() as folder:
        write_project(2, Path(folder))
        both = compile_project(Project(Path(folder)))
    return fingerprints(both, ARTICLE) - fingerprints(both, f"{ARTICLE}-1")


def own_entities(compiled: Compiled) -> set[str]:
    """The slugs of entities that are not shared by all articles."""
    spoken = compiled.articles[0].entities
    return {slug for slug, entity in compiled.shared.known.registry.items() if entity.type in OWN and slug in spoken}


def corpus(copies: int, project: Project | None = None) -> Iterator[str]:
    """The lines of N-Quads of a corpus of so many articles."""
    compiled = compile_project(project or Project(ROOT))
    base = re.escape(compiled.project.config.base)
    own = sorted(own_entities(compiled), key=len, reverse=True)
    of_topic = re.compile(rf"(<{base}id/(?:{'|'.join(map(re.escape, own))}))(?=>)")
    of_article = re.compile(rf"(<{base}(?:id|graph)/article/{re.escape(ARTICLE)})(?=[/>])")
    topical = own_fingerprints()
    shared, own_lines, articles = [], [], []
    for line in compiled.lines:
        if of_article.search(line):
            found = FINGERPRINT.search(line)
            line = of_topic.sub(r"\1-%TOPIC%", of_article.sub(r"\1-%ARTICLE%", line))
            articles.append((line, found[1] if found and found[1] in topical else ""))
        elif line.startswith(f"<{compiled.project.config.base}id/") and of_topic.match(line):
            own_lines.append(of_topic.sub(r"\1-%TOPIC%", line))
        else:
            shared.append(line)
    yield from shared
    # The first keeps the real names, so that the defaults of the questions find something.
    for number in range(copies):
        topic = number - 1 if number % 50 == 1 else number
        if topic == number:
            yield from (line.replace("-%TOPIC%", f"-{topic}" if topic else "") for line in own_lines)
        for template, print_ in articles:
            line = template.replace("-%ARTICLE%", f"-{number}" if number else "").replace("-%TOPIC%", f"-{topic}" if topic else "")
            yield line.replace(print_, hashlib.sha256(f"{print_}{topic}".encode()).hexdigest()[:32]) if print_ and topic else line


if __name__ == "__main__":
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:
        out.writelines(corpus(int(sys.argv[1])))
