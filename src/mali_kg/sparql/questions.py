"""The shipped questions: ``data/queries/*.rq``.

A question is a whole SPARQL query that any engine answers as it stands. Its first comments give its title, its description and
its parameters; the default of a parameter is the term in the one ``VALUES ?name { term }`` of the query, or ``UNDEF`` for anything.
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.names import AmbiguousNameError
from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.files import PathError
from mali_kg.project import Project
from mali_kg.rdf.curie import expand, namespace, shorten
from mali_kg.rdf.iris import LOCAL_IDS, Iris
from mali_kg.rdf.namespaces import SCHEMA
from mali_kg.sparql.errors import ParameterError
from mali_kg.sparql.source import QuerySource

#: What text of a query has and the name of a question has not.
_NOT_IN_NAMES = frozenset("{}?*<>/. \t\r\n")

#: The prefix of what a parameter takes whose default is anything, by its name; that of entities for others.
ANY = {
    "article": "article",
    "kind": "code-kind",
    "proposition": "proposition",
    "role": "mk",
    "source": "source",
    **dict.fromkeys(("argument", "claim", "conclusion", "premise", "sentence"), ""),
}


def is_name(text: str) -> bool:
    """Tell whether a text is the name of a question, known or not, rather than a query."""
    return not _NOT_IN_NAMES.intersection(text)


class NoQuestionError(MaliKgError):
    """A name that no shipped question has."""

    def __init__(self, name: str, near: str) -> None:
        self.name, self.near = name, near
        super().__init__(f"no question is called {name!r}. {near}".rstrip())


class UnknownParameterError(MaliKgError):
    """A parameter that a question does not have.

    :param known: the names of those that it has.
    """

    def __init__(self, question: str, parameter: str, known: Collection[str]) -> None:
        self.question, self.parameter, self.known = question, parameter, tuple(known)
        has = f"It has {', '.join(known)}." if known else "It has no parameters."
        near = did_you_mean(parameter, known, listing=False)
        super().__init__(f"question {question!r} has no parameter {parameter!r}. {near} {has}".replace("  ", " "))


class BrokenQuestionError(PathError):
    """A file of a question in which a parameter has no place, or more than one.

    :param parameter: its name.
    """

    def __init__(self, path: Path, parameter: str, places: int) -> None:
        self.parameter = parameter
        super().__init__(path, f"parameter {parameter!r} needs one VALUES ?{parameter} {{ term }} in the query, it has {places}.")


class Parameter(NamedTuple):
    """Something of a question that can be given."""

    name: str
    description: str
    #: The term that stands in the query: ``kg:critics``, ``"text"@en``; ``UNDEF`` for anything.
    default: str

    @property
    def prefix(self) -> str:
        """The prefix of the names that it takes; empty for text, and for parts of articles where any will do."""
        if self.default == "UNDEF":
            return ANY.get(self.name, "kg")
        return "" if self.default.startswith('"') else self.default.partition(":")[0]

    @property
    def is_of_article(self) -> bool:
        """Whether it takes a part of an article: a claim, an argument, a sentence."""
        return self.prefix.startswith("article-") or (self.default == "UNDEF" and not self.prefix)


class Question(NamedTuple):
    """One shipped query."""

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    query: str


def _place(name: str) -> str:
    """Give the pattern of the place of a parameter in a query: before, term and after."""
    return rf"(VALUES \?{re.escape(name)} \{{ )(\S+|\"[^\"\n]*\"\S*)( \}})"


def read_question(path: Path, project: Project, base: str = "") -> Question:
    """Read a question.

    :raises BrokenQuestionError: where a parameter has no place, or more than one, in the query.
    """
    text = project.text(path, "query", base)
    head: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        key, _, value = line[1:].strip().partition(": ")
        head[key] = value
    parameters = []
    for key, value in head.items():
        if key.startswith("param "):
            name = key.removeprefix("param ")
            places = re.findall(_place(name), text)
            if len(places) != 1:
                raise BrokenQuestionError(path, name, len(places))
            parameters.append(Parameter(name, value, places[0][1]))
    return Question(path.stem, head.get("title", path.stem), head.get("description", ""), tuple(parameters), text)


def questions(project: Project) -> list[Question]:
    """List all shipped questions, by name."""
    return [read_question(path, project) for path in project.question_paths()]


def question(project: Project, name: str, base: str = "") -> Question:
    """Find the question of this name.

    :param base: the base of the dataset that is asked, where it is known already.
    :raises NoQuestionError: where there is none; the message offers the nearest.
    """
    paths = {path.stem: path for path in project.question_paths()}
    if name not in paths:
        raise NoQuestionError(name, did_you_mean(name, paths))
    return read_question(paths[name], project, base)


def bind(asked: Question, values: dict[str, str], base: str) -> str:
    """Give the query of a question with values in the place of the defaults.

    A value becomes a term, and the term is written as SPARQL writes it: nothing of the value can be read as query.

    :raises UnknownParameterError: for a parameter that the question does not have.
    :raises ParameterError: for a value that is no term of the default's kind.
    """
    query = asked.query
    known = {p.name: p for p in asked.parameters}
    for name, value in values.items():
        if name not in known:
            raise UnknownParameterError(asked.name, name, known)
        term = str(to_term(value, known[name], base))
        query = re.sub(_place(name), lambda place, term=term: place[1] + term + place[3], query)  # type: ignore[misc]
    return query


def with_articles(asked: Question, values: Mapping[str, str], source: QuerySource) -> dict[str, str]:
    """Put whole IRIs, found in what is asked, into values that are ids of parts of an article (c04-1, a01).

    :raises AmbiguousNameError: where several articles have it, and none is given as another parameter.
    """
    known = {p.name: p for p in asked.parameters}
    return {
        name: whole(value, values.get("article", ""), source) if name in known and known[name].is_of_article else value
        for name, value in values.items()
    }


def whole(value: str, article: str, source: QuerySource) -> str:
    """Find the IRI of the part of an article with this id; the value itself where it is no such id, or no article has it.

    :param article: that it is a part of; empty for any.
    """
    what = next((what for what, pattern in LOCAL_IDS.items() if re.fullmatch(pattern, value)), "")
    if not what:
        return value
    found = source.ask(
        f'SELECT ?part {{ ?article a <{SCHEMA}NewsArticle> BIND (IRI(CONCAT(STR(?article), "/{value}")) AS ?part) FILTER EXISTS {{ ?part a ?type }} }}'
    )
    parts = sorted(row["part"].value for row in found) if isinstance(found, ox.QuerySolutions) else []
    of_article = (
        [part for part in parts if part.rpartition("/")[0].endswith(f"/{article.rpartition(':')[2].rpartition('/')[2]}")]
        if article
        else parts
    )
    if len(of_article) > 1:
        raise AmbiguousNameError(what, value, [shorten(part, source.base) for part in of_article])
    return of_article[0] if of_article else value


def to_term(value: str, parameter: Parameter, base: str) -> ox.NamedNode | ox.Literal:
    """Read a value as a term of the kind that the parameter's default is: a literal, or an IRI (whole, with a prefix, or a name as in sheets)."""
    if parameter.default.startswith('"'):
        language = parameter.default.rpartition('"')[2].removeprefix("@")
        # Tags of languages are in lower case where LANG() gives them.
        text = value.lower() if parameter.name == "language" else value
        return ox.Literal(text, language=language) if language else ox.Literal(text)
    named = expand(value.strip("<>"), base)
    if named is not None:
        iri = named
    elif ":" in value and "//" in value:
        iri = value.strip("<>")
    elif re.match(r"(article|proposition|source)/", value):
        iri = Iris(base).entity(value)
    else:
        iri = f"{namespace(parameter.prefix, base) or Iris(base).entity('')}{value}"
    try:
        return ox.NamedNode(iri)
    except ValueError:
        like = parameter.default if ":" in parameter.default else f"{parameter.prefix or 'kg'}:some-name"
        expected = f"a name such as {like.partition(':')[2]}, a prefixed name such as {like}, or an IRI"
        raise ParameterError(parameter.name, value, f"{parameter.name}: {value!r} is no IRI; expected {expected}.") from None
