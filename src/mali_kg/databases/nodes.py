"""Loading nodes and edges: what is there is compared with what should be, and the difference is sent in one transaction.

Every node and edge of ours has three properties more than the export: ``kg``, the base of the dataset, by which it is known as ours; ``sum``, a
hash of its properties, by which a change is seen; and edges a ``key``. Nothing without our ``kg`` is touched.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from mali_kg.claims.property_graph import Edge, Node
from mali_kg.databases.elements import StoredThing, is_within
from mali_kg.databases.errors import AlreadyThereError, ArticleMissingError, RelabelledError
from mali_kg.databases.node_comparison import NodePlan
from mali_kg.rdf.iris import Iris


class GraphTarget(Protocol):
    """A database of nodes and edges."""

    #: What messages call it; without credentials.
    name: str

    def nodes(self, base: str) -> Iterator[StoredThing]:
        """Read the nodes of the dataset that are there.

        :param base: base of its IRIs.
        """

    def edges(self, base: str) -> Iterator[StoredThing]:
        """Read the edges of the dataset that are there."""

    def apply(self, compared: NodePlan, base: str, progress: Callable[[int], None], batch: int = 0) -> None:
        """Make a change: all of it, or nothing.

        :param compared: what is there and what should be, compared.
        :param progress: is told how many nodes and edges have been sent.
        :param batch: nodes or edges in one statement; 0 for what suits the database.
        :raises MaliKgError: where it fails.
        """

    def counts(self, base: str) -> dict[str, int]:
        """Count nodes by label and edges by type."""

    def close(self) -> None:
        """Let go of the database."""


def compare(target: GraphTarget, base: str, wanted: Iterable[Node | Edge], mode: str, article: str = "") -> NodePlan:
    """Compare what is there with what should be.

    :param wanted: the nodes and edges of the dataset, or what one article needs.
    :param mode: ``replace``, ``merge`` or ``create``.
    :param article: the article that is loaded alone: what is shared is brought up to date, and only what is its own is taken away.
    :raises AlreadyThereError: where ``create`` meets what is there already.
    :raises RelabelledError: where other articles use what this one has under another label.
    """
    compared, iri = _compared(target, base), Iris(base).article(article)
    try:
        compared.insert_wanted(wanted)
        if mode == "create" and (compared.is_there(iri) if article else compared.overlap()):
            what = "this article" if article else "this dataset"
            raise AlreadyThereError(target.name, what, partly=True)
        if article:
            _spare_others(compared, target.name, base, iri)
        if mode == "replace":
            compared.allow_removal(lambda key: not article or is_within(key, iri))
    except BaseException:
        compared.close()
        raise
    return compared


def _spare_others(compared: NodePlan, name: str, base: str, article: str) -> None:
    articles = Iris(base).article("").rstrip("/")
    for key, node in compared.cut():
        if is_within(key, articles) and not is_within(key, article):
            raise RelabelledError(name, node)


def removal(target: GraphTarget, base: str, article: str = "") -> NodePlan:
    """Plan what goes when the dataset, or one article of it, is taken away; all of ours, where the article is the last one.

    :raises ArticleMissingError: where the database does not hold the article.
    """
    compared = _compared(target, base)
    iris = Iris(base)
    known = {slug for iri in compared.nodes_there(iris.article("")) if (slug := iris.slug("article", iri))}
    if article and article not in known:
        compared.close()
        raise ArticleMissingError(target.name, article, known)
    compared.allow_removal(lambda key: not article or known == {article} or is_within(key, iris.article(article)))
    return compared


def _compared(target: GraphTarget, base: str) -> NodePlan:
    compared = NodePlan()
    try:
        compared.insert_present(target.nodes(base), target.edges(base))
    except BaseException:
        compared.close()
        raise
    return compared


def counted(target: GraphTarget, compared: NodePlan, base: str, more: bool) -> dict[str, tuple[int, int, bool]]:
    """Count nodes by label and edges by type: there, as they should be, and whether this is good. What a load has sent is not compared anew.

    :param more: whether more may be there.
    """
    there, wanted = target.counts(base), compared.wanted_counts()
    numbers = {name: (there.get(name, 0), wanted.get(name, 0)) for name in there.keys() | wanted.keys()}
    return {
        name: (found, should, found >= should if more else found == should)
        for name, (found, should) in sorted(numbers.items(), key=lambda item: (item[0].isupper(), item[0]))
    }


def holds(target: GraphTarget, base: str, article: str) -> bool:
    """Tell whether an article is there."""
    with _compared(target, base) as compared:
        return compared.is_there(Iris(base).article(article))
