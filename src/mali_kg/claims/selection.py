"""Parts of a dataset: the claims that are asked for, and all that is needed to understand them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import Backend, QuadBackend
from mali_kg.claims.model import Claim
from mali_kg.claims.names import AmbiguousNameError, UnknownNameError
from mali_kg.claims.reader import Records
from mali_kg.errors import MaliKgError
from mali_kg.rdf.curie import expand
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import OA, RDF, SCHEMA, VANN, VOID

#: Properties whose value is the base as text: where the dataset describes itself.
TOLD_BASES = frozenset((f"{VOID}uriSpace", f"{VANN}preferredNamespaceUri"))


class NothingSelectedError(MaliKgError):
    """No claim fits all that is asked for."""


class Selection(NamedTuple):
    """What is asked for; everything where all is empty. Names are as in sheets, or IRIs."""

    #: An article.
    article: str = ""
    #: A claim: its id, with the article before it where there are several.
    claim: str = ""
    #: A named graph: ``article/…``, ``registry``, ``source/…``, ``links``, ``vocabulary`` …
    graph: str = ""
    #: Who or what the claims speak of, at any depth.
    about: str = ""
    #: Who holds the claims.
    holder: str = ""
    #: Leave out the arguments that the annotator inferred.
    without_inferred: bool = False

    @property
    def of_claims(self) -> bool:
        """Whether only some claims are asked for."""
        return any((self.article, self.claim, self.about, self.holder))


def claims_of(quads: list[ox.Quad], base: str, wanted: Selection) -> frozenset[str] | None:
    """Find the claims that are asked for; None for all."""
    return frozenset(c.iri for c in chosen(Records(QuadBackend(quads), base), wanted)) if wanted.of_claims else None


def select(quads: list[ox.Quad], base: str, wanted: Selection) -> list[ox.Quad]:
    """Select the quads of a part.

    Some claims come with their evidence and what they say, the arguments that they stand in, the claims on the other side of these, and the names of
    all that is mentioned: entities, kinds, codes.

    :raises UnknownNameError: where nothing has a name that is given.
    :raises AmbiguousNameError: where more than one claim has it.
    :raises NothingSelectedError: where no claim fits.
    """
    iris = Iris(base)
    if wanted.without_inferred:
        quads = without_inferred(quads, iris)
    if wanted.of_claims:
        found = QuadBackend(quads)
        claims = chosen(Records(found, base), wanted)
        # A whole article comes with what no claim leads to: sentences without claims, spans that are excluded.
        only_article = wanted.article and not (wanted.claim or wanted.about or wanted.holder)
        whole = found.below(f"{claims[0].article}/") if only_article else ()
        kept = around(found, iris, {c.iri for c in claims}, whole)
        there, close = subjects(kept), iris.term("closeTo")
        quads = [q for q in quads if q in kept and not (q.predicate.value == close and _iri(q.object) not in there)]
    if wanted.graph:
        quads = of_graph(quads, iris, wanted.graph)
    return quads


def without_inferred(quads: list[ox.Quad], iris: Iris) -> list[ox.Quad]:
    """Give the quads without the arguments that no words of the text mark."""
    explicitness, inferred = ox.NamedNode(iris.term("explicitness")), ox.NamedNode(iris.code("explicitness", "inferred"))
    gone = {q.subject for q in quads if q.predicate == explicitness and q.object == inferred}
    return [q for q in quads if q.subject not in gone and q.object not in gone]


def chosen(records: Records, wanted: Selection) -> list[Claim]:
    """Choose the claims that are asked for.

    :raises UnknownNameError: where nothing has a name that is given.
    :raises AmbiguousNameError: where more than one claim has it.
    :raises NothingSelectedError: where no claim fits.
    """

    def named(name: str, iri: str, known: Iterable[str], what: str) -> str:
        known = list(known)
        for candidate in (name, expand(name, records.iris.base), iri):
            if candidate in known:
                return candidate
        raise UnknownNameError(what, name, [records.short(k).removeprefix("article/") for k in known])

    claims = records.claims
    if wanted.article:
        article = named(wanted.article, records.iris.article(wanted.article), {a.iri for a in records.articles}, "article")
        claims = [c for c in claims if c.article == article]
    if wanted.claim:
        name = wanted.claim
        of_one = [c.iri for c in claims if c.iri.endswith(f"/{name}")]
        if len(of_one) > 1:
            raise AmbiguousNameError("claim", name, [records.name(i) for i in of_one])
        iri = of_one[0] if of_one else records.iris.entity(name)
        claim = named(name, iri, {c.iri for c in claims}, "claim")
        claims = [c for c in claims if c.iri == claim]
    if wanted.holder:
        holder = named(wanted.holder, records.iris.entity(wanted.holder), {h for c in claims for h in c.holders}, "holder")
        claims = [c for c in claims if holder in c.holders]
    if wanted.about:
        spoken_of = {entity for c in records.claims for entity in c.mentions}
        entity = named(wanted.about, records.iris.entity(wanted.about), spoken_of, "entity of a claim")
        claims = [c for c in claims if entity in c.mentions]
    if not claims:
        raise NothingSelectedError("no claim fits all that is asked for. Ask for less.")
    return claims


def around(found: Backend, iris: Iris, claims: set[str], more: Iterable[str] = ()) -> set[ox.Quad]:
    """Find the quads of some claims, of the arguments that these stand in, of the claims on the other side, and of what all of them lead to.

    :param more: other things that come, too.
    """
    premise, conclusion = iris.term("premise"), iris.term("conclusion")
    more = set(more)
    arguments = subjects(found.referring(claims, (premise, conclusion)))
    # What is argued with comes with whoever holds it: nothing stands without a holder.
    opposite = objects(found.about(arguments | more), premise, conclusion)
    reviews = subjects(found.referring(claims, (f"{SCHEMA}itemReviewed",)))
    chosen = claims | opposite | arguments | reviews | more
    alone = {ox.NamedNode(iris.term(t)) for t in ("Claim", "Argument", "Review")}
    kept: set[ox.Quad] = set()
    reached: set[str] = set()
    todo = chosen
    while todo:
        reached |= todo
        # Of the vocabulary the codes that are named, and no terms.
        quads = [q for q in found.about(todo) if _iri(q.graph_name) != iris.vocabulary_graph or _iri(q.subject).startswith(iris.codes)]
        # Other claims, arguments and reviews are met on the way and left alone.
        others = {q.subject for q in quads if q.predicate.value == f"{RDF}type" and q.object in alone and _iri(q.subject) not in chosen}
        quads = [q for q in quads if q.subject not in others]
        # How one knows that two things are the same.
        quads += [q for q in found.about(subjects(found.referring(todo, (f"{OA}hasTarget",)))) if _iri(q.graph_name) == iris.links_graph]
        kept.update(quads)
        ends = {t.value for q in quads if q.predicate.value != f"{RDF}type" for t in (q.subject, q.object) if isinstance(t, ox.NamedNode)}
        todo = ends - reached
    return kept


def subjects(quads: Iterable[ox.Quad]) -> set[str]:
    """Give the IRIs of the subjects."""
    return {q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)}


def objects(quads: Iterable[ox.Quad], *predicates: str) -> set[str]:
    """Give the IRIs of the objects of some predicates."""
    return {q.object.value for q in quads if isinstance(q.object, ox.NamedNode) and q.predicate.value in predicates}


def of_graph(quads: list[ox.Quad], iris: Iris, name: str) -> list[ox.Quad]:
    """Select the quads of one graph.

    :raises UnknownNameError: where there is none of that name.
    """
    names = {q.graph_name.value for q in quads if isinstance(q.graph_name, ox.NamedNode)}
    graph = next((n for n in (name, expand(name, iris.base), iris.graphs + name) if n in names), "")
    if not graph:
        raise UnknownNameError("graph", name, [n.removeprefix(iris.graphs) for n in names])
    return [q for q in quads if _iri(q.graph_name) == graph]


def rebase(quads: Iterable[ox.Quad], old: str, new: str) -> Iterator[ox.Quad]:
    """Give the quads with another base of their IRIs. Text that happens to hold the old one is left alone."""
    known: dict[str, ox.NamedNode] = {}

    def moved(term: object) -> object:
        if isinstance(term, ox.NamedNode) and term.value.startswith(old):
            if term.value not in known:
                known[term.value] = ox.NamedNode(new + term.value[len(old) :])
            return known[term.value]
        if isinstance(term, ox.Literal) and term.datatype.value.startswith(old):
            return ox.Literal(term.value, datatype=ox.NamedNode(new + term.datatype.value[len(old) :]))
        return term

    for q in quads:
        object_ = moved(q.object)
        if q.predicate.value in TOLD_BASES and isinstance(object_, ox.Literal) and object_.value.startswith(old):
            object_ = ox.Literal(new + object_.value[len(old) :], datatype=object_.datatype)
        yield ox.Quad(moved(q.subject), moved(q.predicate), object_, moved(q.graph_name))  # type: ignore[arg-type]


def _iri(term: object) -> str:
    return getattr(term, "value", "")
