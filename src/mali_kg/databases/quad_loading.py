"""One request to a database of quads."""

import time
from collections.abc import Iterable, Mapping

from mali_kg.databases import quads
from mali_kg.databases.comparison import GraphCount, QuadPlan, differences
from mali_kg.databases.errors import ArticleMissingError
from mali_kg.databases.rdf_target import OurGraphs, RdfTarget
from mali_kg.databases.request import Change, Count, LoadRequest, LoadResult, Reporting
from mali_kg.databases.wanted import WantedArticle, WantedDataset
from mali_kg.dataset.built import pieces
from mali_kg.project import Project
from mali_kg.rdf.iris import Iris


class QuadLoading:
    """One request to a database of quads.

    :param base: base of the dataset's IRIs.
    """

    def __init__(self, target: RdfTarget, project: Project, base: str, request: LoadRequest, reporting: Reporting) -> None:
        self.target, self.project, self.base, self.request, self.reporting = target, project, base, request, reporting

    def result(self) -> LoadResult:
        """Do what is requested."""
        return self._remove() if self.request.remove else self._load()

    def _load(self) -> LoadResult:
        target, request = self.target, self.request
        sent = self._wanted()
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

    def _wanted(self) -> WantedDataset:
        def every() -> Iterable[bytes]:
            return pieces(self.project)

        return WantedArticle(every, self.base, self.request.article) if self.request.article else WantedDataset(every, self.base)

    def _remove(self) -> LoadResult:
        ours = self._gone()
        with QuadPlan(lambda: self.target.quad_lines(ours), ()) as compared:
            if self.request.dry_run:
                return LoadResult(_change(compared))
            start = time.monotonic()
            with self.reporting.show_progress(lambda: compared.removed) as progress:
                quads.change(self.target, compared, progress, self.request.batch)
            change = _change(compared, time.monotonic() - start)
        self.reporting.on_change(change)
        return LoadResult(change, is_left=bool(self.target.counts(ours)))

    def _gone(self) -> OurGraphs:
        """Choose the graphs to take away: all of ours, or that of an article; all, where no other article is there that uses them.

        :raises ArticleMissingError: where the database does not hold the article.
        """
        iris, target, article = Iris(self.base), self.target, self.request.article
        every, alone = OurGraphs(iris.graphs), OurGraphs(iris.graphs, (iris.article_graph(article),))
        if not article:
            return every
        if not target.counts(alone):
            raise ArticleMissingError(target.name, article, sorted(target.articles(self.base)))
        return alone if any(other != article for other in target.articles(self.base)) else every

    def _counts(self, graphs: Mapping[str, GraphCount]) -> tuple[Count, ...]:
        return tuple(
            Count(kind=graph, there=count.there, sent=count.sent, is_good=count.is_good(self.request.keeps))
            for graph, count in graphs.items()
        )


def _change(compared: QuadPlan, seconds: float = 0) -> Change:
    return Change(added=compared.added, changed=0, removed=compared.removed, kept=compared.kept, seconds=seconds)
