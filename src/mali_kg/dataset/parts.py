"""The parts of a dataset: what all articles share, and each article by itself."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.rdf.iris import Iris


class Part(NamedTuple):
    """A part of a dataset, and what it names of other parts."""

    quads: list[ox.Quad]
    #: IRIs of entities, and of propositions that another article defines.
    names: frozenset[str]


def parts_of(quads: Iterable[ox.Quad], iris: Iris) -> Iterator[Part]:
    """Take a dataset apart: what all articles share comes first.

    A proposition belongs to the first article, in the order of their IRIs, of which a claim expresses it or an argument names it.
    """
    found = list(quads)
    articles = iris.article("")
    naming = {iris.term(name) for name in ("expresses", "premise", "conclusion", "closeTo")}
    home: dict[str, str] = {}
    named: dict[str, set[str]] = {}
    for q in found:
        if isinstance(q.object, ox.NamedNode) and _iri(q.subject).startswith(articles):
            article = _article(_iri(q.subject), articles)
            named.setdefault(article, set()).add(q.object.value)
            if q.predicate.value in naming:
                home[q.object.value] = min(article, home.get(q.object.value, article))
    graphs = {iris.proposition_graph(iris.slug("proposition", proposition)): article for proposition, article in home.items()}
    heaps: dict[str, list[ox.Quad]] = {"": []}
    for q in found:
        subject = _iri(q.subject)
        article = home.get(subject, "")
        if not isinstance(q.graph_name, ox.DefaultGraph):
            article = graphs.get(q.graph_name.value, "")
        elif subject.startswith(articles):
            article = _article(subject, articles)
        heaps.setdefault(article, []).append(q)
        if article:
            named.setdefault(article, set()).update((subject, _iri(q.object)))
    for article, heap in sorted(heaps.items()):
        names = named.get(article, set())
        own = {_iri(q.subject) for q in heap if isinstance(q.graph_name, ox.DefaultGraph)}
        yield Part(heap, frozenset(names - own - {""}))


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""


def _article(iri: str, articles: str) -> str:
    return articles + iri.removeprefix(articles).partition("/")[0]
