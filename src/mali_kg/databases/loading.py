"""Loading, removing and verifying a dataset, or one article of it, in any database: what is there, what should be, and what was done, as values."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from mali_kg.databases.errors import AlreadyThereError
from mali_kg.rdf.iris import Iris

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from mali_kg.claims.property_graph import Edge, Node
    from mali_kg.databases.node_comparison import NodePlan
    from mali_kg.databases.nodes import GraphTarget
    from mali_kg.databases.quads import GraphCount, QuadPlan
    from mali_kg.databases.rdf_target import RdfTarget
    from mali_kg.project import Project


class LoadRequest(NamedTuple):
    """What is to be done."""

    #: ``replace``, ``merge`` or ``create``.
    mode: str = "replace"
    #: The article that is loaded or removed alone; empty for the dataset.
    article: str = ""
    remove: bool = False
    #: Only tell what would be done.
    dry_run: bool = False
    #: Only compare.
    verify_only: bool = False
    #: Quads, or nodes and edges, in one request; 0 for what suits the database.
    batch: int = 0

    @property
    def keeps(self) -> bool:
        """Whether more may be there than was sent."""
        return self.mode == "merge" and not self.remove


class Change(NamedTuple):
    """What was done, or would be: numbers of quads, or of nodes and edges."""

    added: int
    #: Nodes and edges of which a property differs; quads are added and removed.
    changed: int
    removed: int
    kept: int
    #: How long it took; 0 where it was not done.
    seconds: float


class Count(NamedTuple):
    """How many of a kind are there, and how many should be."""

    kind: str
    there: int
    sent: int
    is_good: bool


class LoadResult(NamedTuple):
    """What came of a request. What was not asked for is None."""

    #: What was done; with `LoadRequest.dry_run`, what would be.
    change: Change | None = None
    #: What is there beside what was sent: by graph, or by label and type.
    counts: tuple[Count, ...] | None = None
    #: Whether something is still there that was to be removed.
    is_left: bool = False

    @property
    def is_good(self) -> bool:
        """Whether all is as it was asked for."""
        return not self.is_left and all(count.is_good for count in self.counts or ())


#: Makes what is told how much has been sent: of the size in all, which is asked for when it is needed.
ShowProgress = Callable[[Callable[[], int]], "AbstractContextManager[Callable[[int], None]]"]
#: Is told of a change as soon as it is made: what follows may take long, or fail.
Told = Callable[[Change], object]


@contextmanager
def quiet(_size: Callable[[], int]) -> Iterator[Callable[[int], None]]:
    """Show no progress."""
    yield lambda _: None


def ignore(_change: Change) -> None:
    """Tell nobody of a change."""


def load(
    target: "RdfTarget | GraphTarget",
    project: "Project",
    base: str,
    request: LoadRequest,
    show: ShowProgress = quiet,
    told: Told = ignore,
) -> LoadResult:
    """Do what is requested with a database, and see that it is so.

    :param base: base of the dataset's IRIs.
    :param show: shows how far a load is.
    :param told: is told of a change as soon as it is made.
    :raises MaliKgError: where it fails; the message tells in which state the database is left.
    """
    from mali_kg.databases.rdf_target import RdfTarget

    if isinstance(target, RdfTarget):
        return _QuadLoading(target, project, base, request, show, told).result()
    return _NodeLoading(target, project, base, request, show, told).result()


class _QuadLoading:
    """One request to a database of quads."""

    def __init__(self, target: "RdfTarget", project: "Project", base: str, request: LoadRequest, show: ShowProgress, told: Told) -> None:
        from mali_kg.databases.quads import WantedDataset
        from mali_kg.dataset.built import pieces
        from mali_kg.sheets.vocabulary import Vocabulary

        self.target, self.project, self.request, self.show, self.told = target, project, request, show, told
        self.sent: WantedDataset = WantedDataset(lambda: pieces(project), base, Vocabulary(project).terms)

    def result(self) -> LoadResult:
        """Do what is requested."""
        if self.request.remove:
            return self._remove()
        return self._load_article() if self.request.article else self._load_dataset()

    def _load_dataset(self) -> LoadResult:
        from mali_kg.databases import quads

        target, sent, request = self.target, self.sent, self.request
        if request.verify_only:
            with quads.plan(target, sent, "replace") as plan:
                return LoadResult(counts=self._counts(quads.differences(plan, sent.counts)))
        if request.dry_run:
            with quads.plan(target, sent, request.mode) as plan:
                return LoadResult(_planned(plan))
        with self.show(lambda: sent.size) as progress:
            loaded = quads.load(target, sent, request.mode, progress, request.batch)
        change = Change(added=loaded.added, changed=0, removed=loaded.removed, kept=0, seconds=loaded.seconds)
        self.told(change)
        return LoadResult(change, self._counts(loaded.graphs))

    def _load_article(self) -> LoadResult:
        from mali_kg.claims.backends import StoreBackend
        from mali_kg.databases import article, quads
        from mali_kg.databases.lines import counts
        from mali_kg.store.disk import prepare
        from mali_kg.store.opened import open_store

        target, sent, request = self.target, self.sent, self.request
        prepare(self.project)
        wanted = article.lines_of(StoreBackend(open_store(self.project).store), sent, request.article)
        if request.mode == "create" and request.article in article.names(target.backend, Iris(sent.base)):
            raise AlreadyThereError(target.name, f"article {request.article!r}")

        def plan(mode: str) -> "QuadPlan":
            return quads.QuadPlan(lambda: article.there(target, sent.ours, request.article, wanted), wanted, remove=mode == "replace")

        change = None
        if not request.verify_only:
            with plan(request.mode) as wanted_change:
                if request.dry_run:
                    return LoadResult(_planned(wanted_change))
                change = self._send(wanted_change)
        with plan("replace") as left:
            return LoadResult(change, self._counts(quads.differences(left, counts(wanted))))

    def _remove(self) -> LoadResult:
        from mali_kg.databases import article, quads

        target, sent, name = self.target, self.sent, self.request.article
        gone = (lambda: article.of_article(target, sent.ours, name)) if name else (lambda: target.ours(sent.ours))
        with quads.QuadPlan(gone, ()) as plan:
            if self.request.dry_run:
                return LoadResult(_planned(plan))
            change = self._send(plan)
        left = name in article.names(target.backend, Iris(sent.base)) if name else bool(target.counts(sent.ours))
        return LoadResult(change, is_left=left)

    def _send(self, plan: "QuadPlan") -> Change:
        from mali_kg.databases import quads

        start = time.monotonic()
        with self.show(lambda: plan.add + plan.remove) as progress:
            quads.change(self.target, plan, progress, self.request.batch)
        change = Change(added=plan.add, changed=0, removed=plan.remove, kept=plan.kept, seconds=time.monotonic() - start)
        self.told(change)
        return change

    def _counts(self, graphs: "Mapping[str, GraphCount]") -> tuple[Count, ...]:
        return tuple(Count(graph, held.there, held.sent, held.is_good(self.request.keeps)) for graph, held in graphs.items())


def _planned(plan: "QuadPlan") -> Change:
    return Change(added=plan.add, changed=0, removed=plan.remove, kept=plan.kept, seconds=0)


class _NodeLoading:
    """One request to a database of nodes and edges."""

    def __init__(self, target: "GraphTarget", project: "Project", base: str, request: LoadRequest, show: ShowProgress, told: Told) -> None:
        self.target, self.project, self.base, self.request, self.show, self.told = target, project, base, request, show, told

    def result(self) -> LoadResult:
        """Do what is requested."""
        from mali_kg.databases import nodes

        target, base, request = self.target, self.base, self.request
        if request.remove:
            with nodes.removal(target, base, request.article) as plan:
                gone = self._apply(plan)
            left = nodes.holds(target, base, request.article) if request.article else bool(target.counts(base))
            return LoadResult(gone, is_left=left and not request.dry_run)
        change: Change | None = None
        if not request.verify_only:
            with self._plan(request.mode) as plan:
                change = self._apply(plan)
                if request.dry_run:
                    return LoadResult(change)
                if not request.article:
                    return LoadResult(change, _kinds(nodes.counted(target, plan, base, request.keeps)))
        with self._plan("replace") as plan:
            return LoadResult(change, _kinds(plan.differences(request.keeps)))

    def _plan(self, mode: str) -> "NodePlan":
        from mali_kg.databases import nodes

        return nodes.plan(self.target, self.base, self._wanted(), mode, self.request.article)

    def _wanted(self) -> "Iterable[Node | Edge]":
        """Read the nodes and edges of the dataset, or of one article of it, one after the other."""
        from mali_kg.claims.backends import QuadBackend, StoreBackend
        from mali_kg.claims.property_graph import things
        from mali_kg.claims.reader import Records
        from mali_kg.databases import article
        from mali_kg.store.disk import prepare
        from mali_kg.store.opened import open_store

        prepare(self.project)
        dataset = StoreBackend(open_store(self.project).store)
        name, language = self.request.article, self.project.config.language
        if name:
            return things(Records(QuadBackend(article.part(dataset, Iris(self.base), name)), self.base, language))
        return things(Records(dataset, self.base, language))

    def _apply(self, plan: "NodePlan") -> Change:
        planned = Change(added=plan.added, changed=plan.changed, removed=plan.removed, kept=0, seconds=0)
        if self.request.dry_run:
            return planned
        start, size = time.monotonic(), planned.added + planned.changed + planned.removed
        if size:
            with self.show(lambda: size) as progress:
                self.target.apply(plan, self.base, progress, self.request.batch)
        change = planned._replace(seconds=time.monotonic() - start)
        self.told(change)
        return change


def _kinds(counts: Mapping[str, tuple[int, int, bool]]) -> tuple[Count, ...]:
    return tuple(Count(kind, *found) for kind, found in counts.items())
