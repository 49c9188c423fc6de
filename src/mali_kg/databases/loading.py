"""Load, remove or verify a dataset, or one article of it, in any database."""

from typing import TYPE_CHECKING

from mali_kg.databases.request import LoadRequest, LoadResult, OnChange, Reporting, ShowProgress, ignore_change, no_progress

if TYPE_CHECKING:
    from mali_kg.databases.nodes import GraphTarget
    from mali_kg.databases.rdf_target import RdfTarget
    from mali_kg.project import Project


def load(
    target: "RdfTarget | GraphTarget",
    project: "Project",
    base: str,
    request: LoadRequest,
    show: ShowProgress = no_progress,
    on_change: OnChange = ignore_change,
) -> LoadResult:
    """Do what is requested with a database, and verify it.

    :param target: the database, open; it stays open.
    :param base: base of the dataset's IRIs.
    :param show: shows how far a load is.
    :param on_change: is given a change as soon as it is made.
    :raises AlreadyThereError: where something is to be created and is there.
    :raises LoadError: where a load fails; the message tells in which state the database is left.
    :raises MaliKgError: where the dataset or the database cannot be read.
    """
    from mali_kg.databases.rdf_target import RdfTarget

    reporting = Reporting(show, on_change)
    if isinstance(target, RdfTarget):
        from mali_kg.databases.quad_loading import QuadLoading

        return QuadLoading(target, project, base, request, reporting).result()
    from mali_kg.databases.node_loading import NodeLoading

    return NodeLoading(target, project, base, request, reporting).result()
