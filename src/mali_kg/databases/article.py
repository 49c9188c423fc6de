"""One article of a corpus alone: loaded, replaced or taken away by a few questions about it, however many others there are."""

from collections.abc import Iterable

import pyoxigraph as ox

from mali_kg.claims.backends import Backend
from mali_kg.claims.names import UnknownNameError
from mali_kg.claims.selection import around, graphs, objects, subjects
from mali_kg.databases.errors import ArticleMissingError
from mali_kg.databases.lines import key, lines
from mali_kg.databases.rdf_target import DatasetScope, RdfTarget
from mali_kg.databases.wanted import WantedDataset
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import RDF, SCHEMA
from mali_kg.rdf.quads import serialize


def names(found: Backend, iris: Iris) -> set[str]:
    """List the names of the articles that are there."""
    typed = found.referring({f"{SCHEMA}NewsArticle"}, (f"{RDF}type",))
    return {slug for iri in subjects(typed) if (slug := iris.slug("article", iri))}


def part(found: Backend, iris: Iris, article: str) -> set[ox.Quad]:
    """Select an article, its claims and arguments, and all that is needed to understand them; the arguments of other articles are their own.

    :raises UnknownNameError: where there is none of that name.
    """
    known = names(found, iris)
    if article not in known:
        raise UnknownNameError("article", article, known)
    iri = iris.article(article)
    things = set(found.below(f"{iri}/"))
    types = [q for q in found.about(things) if q.predicate.value == f"{RDF}type"]
    claims, arguments = (subjects(q for q in types if q.object == ox.NamedNode(iris.term(kind))) for kind in ("Claim", "Argument"))
    return around(found, iris, claims, arguments, things)


def own(found: Backend, iris: Iris, article: str) -> set[ox.Quad]:
    """Select what goes with an article: what is told of it, its sentences, claims, arguments and voice; and the propositions that no other article's claims
    or arguments speak of, with what they say. The names of organisations, events and places stay; they are nobody's.
    """
    iri = iris.article(article)
    things = {iri, *found.below(f"{iri}/")}
    uses = tuple(iris.term(t) for t in ("expresses", "premise", "conclusion"))
    quads = set(found.about(things))
    mentioned = objects(quads, *uses)
    alone = mentioned - objects((q for q in found.referring(mentioned, uses) if not things & subjects([q])), *uses)
    about = set(found.about(alone))
    return quads | about | set(found.about(objects(about, iris.term("contentGraph"))))


def lines_of(dataset: Backend, sent: WantedDataset, article: str) -> list[bytes]:
    """Select the lines of an article, as they were written: a store gives every integer back as xsd:integer.

    :param dataset: the dataset that is sent, to be read.
    :param sent: the same, as lines.
    :raises UnknownNameError: where the dataset has no such article.
    """
    keys = {key(line) for line in to_lines(part(dataset, Iris(sent.base), article))}
    return [line for line in lines(sent.pieces()) if key(line) in keys]


def there(target: RdfTarget, scope: DatasetScope, article: str, wanted: list[bytes]) -> list[bytes]:
    """Read what is there of an article, and of the same things that its lines speak of.

    :param wanted: the lines of the article.
    """
    quads = list(ox.parse(b"".join(wanted), format=ox.RdfFormat.N_QUADS))
    same = subjects(q for q in quads if isinstance(q.graph_name, ox.DefaultGraph)) | graphs(quads)
    return to_lines({q for q in (*target.backend.about(same), *own(target.backend, Iris(scope.base), article)) if is_ours(q, scope)})


def of_article(target: RdfTarget, scope: DatasetScope, article: str) -> list[bytes]:
    """Read what goes when an article is taken away; all of ours, where it is the last one.

    :raises ArticleMissingError: where the database does not hold it.
    """
    iris = Iris(scope.base)
    known = names(target.backend, iris)
    if article not in known:
        raise ArticleMissingError(target.name, article, known)
    if known == {article}:
        return list(target.quad_lines(scope))
    return to_lines(q for q in own(target.backend, iris, article) if is_ours(q, scope))


def is_ours(quad: ox.Quad, scope: DatasetScope) -> bool:
    """Tell whether a quad belongs to the dataset, and to nobody else."""
    if isinstance(quad.graph_name, ox.NamedNode):
        return quad.graph_name.value.startswith(Iris(scope.base).graphs)
    return quad.predicate.value in scope.predicates and isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(scope.base)


def to_lines(quads: Iterable[ox.Quad]) -> list[bytes]:
    """Write quads as lines of N-Quads."""
    return list(lines([serialize(quads, ox.RdfFormat.N_QUADS)]))
