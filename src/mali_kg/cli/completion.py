"""What Tab offers at the prompt: keywords, names of questions and commands, prefixes, and the terms that occur in the data."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from mali_kg.errors import MaliKgError
from mali_kg.limits import Limits
from mali_kg.rdf.curie import shorten
from mali_kg.rdf.namespaces import prefixes
from mali_kg.sparql.answer import Answerer
from mali_kg.sparql.source import QuerySource, open_source

if TYPE_CHECKING:
    from mali_kg.project import Project

KEYWORDS = (
    *("SELECT", "CONSTRUCT", "ASK", "DESCRIBE", "WHERE", "GRAPH", "OPTIONAL", "FILTER", "UNION", "MINUS", "BIND", "VALUES", "DISTINCT"),
    *("ORDER BY", "GROUP BY", "HAVING", "LIMIT", "OFFSET", "EXISTS", "NOT EXISTS", "COUNT", "SAMPLE", "GROUP_CONCAT", "LANG", "STR"),
)
#: Terms that are looked at; enough for the words of a corpus, few enough to be there at once.
TERMS = 20_000
#: What looking for them may take.
PATIENCE = Limits(3.0)
_USED = "SELECT DISTINCT ?x {{ {{ ?x ?p ?o }} UNION {{ ?s ?x ?o }} UNION {{ ?s a ?x }} UNION {{ GRAPH ?x {{ }} }} }} LIMIT {limit}"


def used_terms(source: QuerySource) -> list[str]:
    """Give the names of what occurs, as tables print them."""
    found = source.ask(_USED.format(limit=TERMS))
    assert isinstance(found, ox.QuerySolutions)
    names = {shorten(row["x"].value, source.base) for row in found if isinstance(row["x"], ox.NamedNode)}
    return sorted(name for name in names if not name.startswith("<"))


class Words(Completer):
    """Completes the word before the cursor.

    :param asked: what is asked.
    :param is_local: whether that is here; where it is an endpoint, the words are those of the project.
    """

    def __init__(self, project: "Project", asked: Answerer, is_local: bool = True) -> None:
        self.project, self.asked, self.is_local = project, asked, is_local

    @cached_property
    def terms(self) -> list[str]:
        """The terms that occur."""
        try:
            return self.asked.call(PATIENCE, used_terms) if self.is_local else used_terms(open_source(self.project))
        except MaliKgError:
            return []

    @cached_property
    def prefixes(self) -> list[str]:
        """The prefixes that are known, and those of the names that occur."""
        return sorted({f"{p}:" for p in prefixes(self.asked.base)} | {f"{name.partition(':')[0]}:" for name in self.terms})

    @cached_property
    def questions(self) -> list[str]:
        """The names of the shipped questions."""
        return [path.stem for path in self.project.question_paths()]

    def candidates(self, before: str) -> tuple[str, list[str]]:
        """Find the word that is being typed, and what it could become."""
        match = re.search(r"(?:[.?$]?[\w-]+(?::[\w:.-]*)?|\.)$", before)
        word = match[0] if match else ""
        line = before.strip()
        if word.startswith(("?", "$")):
            return word, sorted({v for v in re.findall(r"[?$]\w+", before[: len(before) - len(word)]) if v.startswith(word)})
        if line.startswith(".explain ") or line == word:
            names = [*self.questions, *((".list", ".explain", ".format", ".help", ".quit") if line == word else ())]
        else:
            names = []
        if ":" in word:
            return word, [t for t in self.terms if t.startswith(word)]
        names += [k for k in KEYWORDS if word and k.startswith(word.upper())] + (self.prefixes if word else [])
        return word, [n for n in names if n.upper().startswith(word.upper())] if word else []

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Give what could stand in the place of the word before the cursor."""
        word, found = self.candidates(document.text_before_cursor)
        for text in found:
            yield Completion(text, start_position=-len(word))
