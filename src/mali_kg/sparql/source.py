"""What is asked: the project's dataset, files of anybody's, or an endpoint; all by the same two words, open and ask."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Union

from mali_kg.project import CONFIG_NAME, Project
from mali_kg.sparql.engine import Answer, ask
from mali_kg.store.opened import Opened, open_files, open_store

if TYPE_CHECKING:
    from mali_kg.http import Credentials
    from mali_kg.sparql.endpoint import Endpoint


class QuerySource(NamedTuple):
    """Something that answers queries."""

    where: Union[Opened, "Endpoint"]
    #: Whether a query may ask other endpoints.
    service: bool

    @property
    def base(self) -> str:
        """The base IRI of the prefixes that need no declaration."""
        return self.where.base

    def ask(self, query: str, name: str = "query") -> Answer:
        """Answer a query.

        :param name: what messages call it.
        :raises MaliKgError: for a bad query, or an endpoint that does not answer.
        """
        if isinstance(self.where, Opened):
            return ask(self.where, query, name, self.service)
        return self.where.ask(query, name)

    def close(self) -> None:
        """Close the connections to an endpoint."""
        if not isinstance(self.where, Opened):
            self.where.close()


class SourceAddress(NamedTuple):
    """What is to be asked, before it is opened; it can be sent to another process."""

    root: Path
    data: tuple[Path, ...] = ()
    endpoint: str = ""
    credentials: "Credentials | None" = None
    #: Seconds to wait for an endpoint.
    timeout: float = 10.0
    #: Whether a query may ask other endpoints, where the project's settings do not allow it.
    service: bool = False

    def open(self) -> QuerySource:
        """Open it, see `open_source`."""
        return open_source(Project(self.root), list(self.data), self.endpoint, self.credentials, self.timeout, self.service)

    def stamp(self) -> str:
        """Tell what changes when the files that are asked change; empty where that cannot be told."""
        from mali_kg.rdf.files import rdf_paths

        if self.endpoint:
            return self.endpoint
        project = Project(self.root)
        if not self.data and not project.dataset_path.is_file():
            return ""
        files = [path for given in self.data for path in rdf_paths(given)] or [project.dataset_path]
        try:
            found = [path.stat() for path in (*files, self.root / CONFIG_NAME)]
        except OSError:
            return ""
        return str([(s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for s in found])


def open_source(
    project: Project,
    data: list[Path] | None = None,
    endpoint: str = "",
    credentials: "Credentials | None" = None,
    timeout: float = 10.0,
    service: bool = False,
) -> QuerySource:
    """Open what is to be asked: the project's dataset, unless files or an endpoint are given.

    :param data: RDF files or folders.
    :param endpoint: address of a SPARQL endpoint.
    :param timeout: seconds to wait for the endpoint.
    :param service: whether a query may ask other endpoints, where the project's settings do not allow it.
    """
    if endpoint:
        from mali_kg.sparql.endpoint import Endpoint

        # Parts of a query that ask elsewhere are for the endpoint to allow.
        return QuerySource(Endpoint(endpoint, project.config.base, credentials, timeout), True)
    opened = open_files(data, project) if data else open_store(project)
    return QuerySource(opened, service or project.config.service)
