"""The shipped questions: ``data/queries/*.rq``, each with title and description in its first comments."""

from pathlib import Path
from typing import NamedTuple

from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.project import Project


class Question(NamedTuple):
    """One shipped query."""

    name: str
    title: str
    description: str
    query: str


def read_question(path: Path, project: Project, base: str = "") -> Question:
    """Read a question; its header is lines such as ``# title: …`` and ``# description: …``."""
    text = project.text(path, "query", base)
    head: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        key, _, value = line[1:].strip().partition(": ")
        head[key] = value
    return Question(path.stem, head.get("title", path.stem), head.get("description", ""), text)


def questions(project: Project) -> list[Question]:
    """All shipped questions, by name."""
    return [read_question(path, project) for path in project.question_paths()]


def question(project: Project, name: str, base: str = "") -> Question:
    """The question of this name.

    :param base: the base of the dataset that is asked, where it is known already.
    :raises MaliKgError: where there is none; the message offers the nearest.
    """
    paths = {path.stem: path for path in project.question_paths()}
    if name not in paths:
        raise MaliKgError(f"no question is called {name!r}. {did_you_mean(name, paths)} See mali-kg query --list.")
    return read_question(paths[name], project, base)
