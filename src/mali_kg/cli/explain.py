"""What a shipped question asks, and how: its parts, and the terms that they use."""

import re

from mali_kg.project import Project
from mali_kg.rdf.curie import shorten
from mali_kg.rdf.namespaces import RDFS, SKOS
from mali_kg.sheets.kinds import read_kinds
from mali_kg.sheets.vocabulary import Vocabulary
from mali_kg.sparql.lexer import bare
from mali_kg.sparql.questions import Question
from mali_kg.wrapping import wrap


def explain(asked: Question, project: Project, width: int | None = None) -> str:
    """Explain a question: what it is for, its parameters, its text (whose comments tell its parts) and the project's terms in it.

    :param width: columns to set the words in; None for as many as it takes. The query is given as it stands.
    """
    body = asked.query.splitlines()
    while body and body[0].startswith("# "):
        body.pop(0)

    def wrapped(text: str, first: str = "", indent: int = 0) -> str:
        return "".join(f"{line}\n" for line in wrap(text, width, first, " " * indent))

    params = "".join(wrapped(f"{p.description}; {p.default} as it stands", f"--param {p.name}=…  ", 4) for p in asked.parameters)
    terms = "".join(wrapped(meaning, f"  {name:24} ", 27) for name, meaning in sorted(meanings(asked.query, project).items()))
    text = "\n".join(body)
    return f"{wrapped(asked.title)}\n{wrapped(asked.description)}{params}\n{text}\n\nTerms of the vocabulary in it:\n{terms}"


def meanings(query: str, project: Project) -> dict[str, str]:
    """Find the terms of the project's vocabulary, the codes and the kinds that a query names, each with its definition."""
    found: dict[str, str] = {}
    vocabulary = Vocabulary(project)
    for quad in (*vocabulary.ontology_quads, *vocabulary.code_quads):
        if quad.predicate.value in (f"{SKOS}definition", f"{RDFS}comment"):
            found.setdefault(shorten(getattr(quad.subject, "value", ""), project.config.base), getattr(quad.object, "value", ""))
    named = set(re.findall(r"(?<![\w?$:-])((?:mk|code-[\w-]+):[\w-]+)", bare(query)))
    if any(name.startswith("code-kind:") for name in named):
        kinds = read_kinds(project, vocabulary.roles)
        found |= {f"code-kind:{slug}": next(iter(kind.definition.values()), ("",))[0] for slug, kind in kinds.items()}
    return {name: found.get(name, "") for name in named}
