"""What is asked: the project's dataset, files of anybody's, or an endpoint; all by the same two words, open and ask."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Union

from mali_kg.errors import UnsupportedError
from mali_kg.project import Project
from mali_kg.sparql.run import Answer, ask
from mali_kg.store import Opened, open_files, open_store, with_union

if TYPE_CHECKING:
    from mali_kg.sparql.endpoint import Endpoint
    from mali_kg.web import Credentials


class Source(NamedTuple):
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
            return ask(self.where.store, query, self.base, name, self.service)
        return self.where.ask(query, name)


def open_source(
    project: Project,
    data: list[Path] | None = None,
    union: bool = False,
    endpoint: str = "",
    credentials: "Credentials | None" = None,
    timeout: float = 10.0,
) -> Source:
    """Open what is to be asked: the project's dataset, unless files or an endpoint are given.

    :param data: RDF files or folders.
    :param union: whether the default graph is the union of all graphs.
    :param endpoint: address of a SPARQL endpoint.
    :param timeout: seconds to wait for the endpoint.
    :raises UnsupportedError: for the union of an endpoint, which decides itself what its default graph is.
    """
    if endpoint:
        if union:
            raise UnsupportedError(
                "--union: an endpoint decides itself what its default graph is. Name graphs in the query: GRAPH ?g { … }."
            )
        from mali_kg.sparql.endpoint import Endpoint

        # Parts of a query that ask elsewhere are for the endpoint to allow.
        return Source(Endpoint(endpoint, project.config.base, credentials, timeout), True)
    opened = open_files(data, project) if data else open_store(project)
    return Source(with_union(opened) if union else opened, project.config.service)
