"""One request to a database of quads."""

import time
from collections.abc import Iterable, Mapping

from mali_kg.claims.backends import StoreBackend
from mali_kg.databases import article, quads
from mali_kg.databases.comparison import GraphCount, QuadPlan, differences
from mali_kg.databases.errors import AlreadyThereError
from mali_kg.databases.lines import counts
from mali_kg.databases.rdf_target import RdfTarget
from mali_kg.databases.request import Change, Count, LoadRequest, LoadResult, Reporting
from mali_kg.databases.wanted import WantedDataset
from mali_kg.dataset.built import pieces
from mali_kg.project import Project
from mali_kg.rdf.iris import Iris
from mali_kg.sheets.vocabulary import Vocabulary
from mali_kg.store.disk import prepare
from mali_kg.store.opened import open_store


class QuadLoading:
    """One request to a database of quads.

    :param base: base of the dataset's IRIs.
    """

    def __init__(self, target: RdfTarget, project: Project, base: str, request: LoadRequest, reporting: Reporting) -> None:
        self.target, self.project, self.request, self.reporting = target, project, request, reporting
        self.sent = WantedDataset(lambda: pieces(project), base, Vocabulary(project).terms)

    def result(self) -> LoadResult:
        """Do what is requested."""
        if self.request.remove:
            return self._remove()
        return self._load_article() if self.request.article else self._load_dataset()

    def _load_dataset(self) -> LoadResult:
        target, sent, request = self.target, self.sent, self.request
        if request.verify_only:
            with quads.compare(target, sent, "replace") as compared:
                return LoadResult(counts=self._counts(differences(compared, sent.counts)))
        if request.dry_run:
            with quads.compare(target, sent, request.mode) as compared:
                return LoadResult(_change(compared))
        with self.reporting.show_progress(lambda: sent.size) as progress:
            loaded = quads.load(target, sent, request.mode, progress, request.batch)
        change = Change(added=loaded.added, changed=0, removed=loaded.removed, kept=0, seconds=loaded.seconds)
        self.reporting.on_change(change)
        return LoadResult(change, self._counts(loaded.graphs))

    def _load_article(self) -> LoadResult:
        target, sent, request = self.target, self.sent, self.request
        prepare(self.project)
        wanted = article.lines_of(StoreBackend(open_store(self.project).store), sent, request.article)
        if request.mode == "create" and request.article in article.names(target.backend, Iris(sent.base)):
            raise AlreadyThereError(target.name, f"article {request.article!r}")

        def compare(mode: str) -> QuadPlan:
            return QuadPlan(lambda: article.there(target, sent.scope, request.article, wanted), wanted, remove=mode == "replace")

        change = None
        if not request.verify_only:
            with compare(request.mode) as compared:
                if request.dry_run:
                    return LoadResult(_change(compared))
                change = self._send(compared)
        with compare("replace") as left:
            return LoadResult(change, self._counts(differences(left, counts(wanted))))

    def _remove(self) -> LoadResult:
        target, sent, name = self.target, self.sent, self.request.article

        def present() -> Iterable[bytes]:
            return article.of_article(target, sent.scope, name) if name else target.quad_lines(sent.scope)

        with QuadPlan(present, ()) as compared:
            if self.request.dry_run:
                return LoadResult(_change(compared))
            change = self._send(compared)
        left = name in article.names(target.backend, Iris(sent.base)) if name else bool(target.counts(sent.scope))
        return LoadResult(change, is_left=left)

    def _send(self, compared: QuadPlan) -> Change:
        start = time.monotonic()
        with self.reporting.show_progress(lambda: compared.added + compared.removed) as progress:
            quads.change(self.target, compared, progress, self.request.batch)
        change = _change(compared, time.monotonic() - start)
        self.reporting.on_change(change)
        return change

    def _counts(self, graphs: Mapping[str, GraphCount]) -> tuple[Count, ...]:
        return tuple(
            Count(kind=graph, there=count.there, sent=count.sent, is_good=count.is_good(self.request.keeps))
            for graph, count in graphs.items()
        )


def _change(compared: QuadPlan, seconds: float = 0) -> Change:
    return Change(added=compared.added, changed=0, removed=compared.removed, kept=compared.kept, seconds=seconds)
