"""One request to a database of nodes and edges."""

import time
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from mali_kg.claims.backends import StoreBackend
from mali_kg.claims.property_graph import Edge, Node, things
from mali_kg.claims.reader import Records
from mali_kg.databases import nodes
from mali_kg.databases.node_comparison import NodePlan
from mali_kg.databases.nodes import GraphTarget
from mali_kg.databases.request import Change, Count, LoadRequest, LoadResult, Reporting
from mali_kg.databases.wanted import WantedArticle
from mali_kg.dataset.built import pieces
from mali_kg.project import Project
from mali_kg.store.disk import bulk_load, prepare
from mali_kg.store.opened import open_store


class NodeLoading:
    """One request to a database of nodes and edges.

    :param base: base of the dataset's IRIs.
    """

    def __init__(self, target: GraphTarget, project: Project, base: str, request: LoadRequest, reporting: Reporting) -> None:
        self.target, self.project, self.base, self.request, self.reporting = target, project, base, request, reporting

    def result(self) -> LoadResult:
        """Do what is requested."""
        target, base, request = self.target, self.base, self.request
        if request.remove:
            with nodes.removal(target, base, request.article) as compared:
                gone = self._apply(compared)
            left = nodes.holds(target, base, request.article) if request.article else bool(target.counts(base))
            return LoadResult(gone, is_left=left and not request.dry_run)
        change: Change | None = None
        if not request.verify_only:
            with self._compare(request.mode) as compared:
                change = self._apply(compared)
                if request.dry_run:
                    return LoadResult(change)
                if not request.article:
                    return LoadResult(change, _kinds(nodes.counted(target, compared, base, request.keeps)))
        with self._compare("replace") as compared:
            return LoadResult(change, _kinds(compared.differences(request.keeps)))

    def _compare(self, mode: str) -> NodePlan:
        return nodes.compare(self.target, self.base, self._wanted(), mode, self.request.article)

    def _wanted(self) -> Iterable[Node | Edge]:
        """Read the nodes and edges of the dataset, or of what one article needs of it, one after the other."""
        return things(Records(StoreBackend(self._store()), self.base, self.project.config.language))

    def _store(self) -> ox.Store:
        if self.request.article:
            store = ox.Store()
            bulk_load(store, WantedArticle(lambda: pieces(self.project), self.base, self.request.article).pieces())
            return store
        prepare(self.project)
        return open_store(self.project).store

    def _apply(self, compared: NodePlan) -> Change:
        planned = Change(added=compared.added, changed=compared.changed, removed=compared.removed, kept=0, seconds=0)
        if self.request.dry_run:
            return planned
        start, size = time.monotonic(), planned.added + planned.changed + planned.removed
        if size:
            with self.reporting.show_progress(lambda: size) as progress:
                self.target.apply(compared, self.base, progress, self.request.batch)
        change = planned._replace(seconds=time.monotonic() - start)
        self.reporting.on_change(change)
        return change


def _kinds(counts: Mapping[str, tuple[int, int, bool]]) -> tuple[Count, ...]:
    return tuple(Count(kind=kind, there=there, sent=sent, is_good=good) for kind, (there, sent, good) in counts.items())
