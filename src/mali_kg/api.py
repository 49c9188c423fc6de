"""The Python API: the dataset as rdflib knows it, and answers to queries as rows and frames."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib

    from mali_kg.limits import Limits
    from mali_kg.sparql.source import SourceAddress
    from mali_kg.sparql.table import Table
    from mali_kg.sparql.worker import Worker

_one_at_a_time = threading.Lock()


def load(project: str | Path | None = None) -> "rdflib.Dataset":
    """Load the dataset of a project as an ``rdflib.Dataset``, with the project's prefixes bound.

    Its default graph is the union of all graphs: of ``{base}graph/article/…``, one for each article, ``{base}graph/registry`` and the others.

    :param project: a project directory; None for the one around the current folder, else the one that comes with the package.
    :raises MaliKgError: where there is no such project, or it has no dataset and cannot be compiled.

    >>> from mali_kg import load
    >>> rows = load().query('''
    ...     PREFIX mk: <https://w3id.org/mali-kg/ns#>
    ...     PREFIX kg: <https://w3id.org/mali-kg/id/>
    ...     SELECT ?label { ?claim mk:heldBy kg:critics ; rdfs:label ?label } ORDER BY ?label''')
    >>> for row in rows:
    ...     print(row.label)
    Ending the mission prematurely could lead to a deterioration of security
    Ending the mission prematurely could lead to a potential resurgence of violence
    """
    from mali_kg.dataset.built import open_quads
    from mali_kg.project import open_project
    from mali_kg.rdf.curie import iris_in, used_prefixes
    from mali_kg.rdf.namespaces import prefixes
    from mali_kg.rdf.rdflib_graph import to_dataset

    quads, base = open_quads(open_project(project))
    return to_dataset(quads, prefixes(base) | used_prefixes(iris_in(quads), base))


def query(
    question: str,
    params: Mapping[str, str] | None = None,
    *,
    project: str | Path | None = None,
    data: str | Path | Sequence[str | Path] | None = None,
    service: bool = False,
    endpoint: str = "",
    user: str = "",
    password: str = "",
    token: str = "",
    timeout: float = 10.0,
    memory: int = 2000,
) -> "Table":
    """Answer a SPARQL query, or a shipped question by its name, as ``mali-kg query`` does.

    It is asked in a process of its own, which stays for the next query of the same data: a query that takes too long, or too much memory, or crashes
    the query engine, ends that process and not this one.

    :param question: text of a query, or the name of a shipped question.
    :param params: values for the parameters of a shipped question.
    :param project: a project directory; None for the one around the current folder, else the one that comes with the package.
    :param data: an RDF file or folder, or several, to ask in the place of the project.
    :param service: whether the query may ask other endpoints (SERVICE), which sends parts of it over the network.
    :param endpoint: address of a SPARQL endpoint to ask, in the place of the project; with a user and password, or a token.
    :param timeout: seconds that the answer may take; 0 for as long as it takes.
    :param memory: megabytes that opening the data, and the answer, may take; 0 for no limit.
    :raises LimitError: where it took longer, or more.
    :raises CrashError: where the query crashed the query engine.
    :raises MaliKgError: for a bad query or parameter, or an endpoint that does not answer.
    :raises TypeError: for an argument of another kind than these, `None` as a parameter's value for example.

    >>> from mali_kg import query
    >>> table = query("claims-of-holder", {"holder": "critics"})
    >>> table.columns
    ('claim', 'stance', 'strength', 'polarity', 'says', 'quote', 'cue', 'hedges')
    >>> [row["hedges"] for row in table]
    ['could', 'could, potential']
    """
    from mali_kg.http import Credentials
    from mali_kg.limits import Limits
    from mali_kg.project import open_project
    from mali_kg.sparql.answer import Presentation, answer
    from mali_kg.sparql.arguments import check_query
    from mali_kg.sparql.errors import ArgumentError
    from mali_kg.sparql.query import NamedQuestion, Query, bound
    from mali_kg.sparql.questions import is_name
    from mali_kg.sparql.results import parse
    from mali_kg.sparql.source import SourceAddress
    from mali_kg.sparql.table import to_table

    check_query(question, params, project, data, endpoint, user, password, token, timeout, memory)
    opened = open_project(project)
    if data and endpoint:
        raise ArgumentError("data", "give data or endpoint, not both.")
    if params and not is_name(question):
        raise ArgumentError("params", "params belong to a shipped question; give its name.")
    paths = [data] if isinstance(data, str | Path) else data or []
    files = tuple(Path(path).absolute() for path in paths)
    login, patience = (Credentials(user, password, token), timeout) if endpoint else (None, 0.0)
    opening = SourceAddress(opened.root.absolute(), files, endpoint, login, patience, service)
    limits = Limits(timeout, memory)
    worker = _worker(opening, limits)
    values = {name: str(value) for name, value in (params or {}).items()}
    asked = worker.call(limits, bound, NamedQuestion(opened, question, values)) if is_name(question) else Query("query", question)
    answered = worker.call(limits, answer, asked, Presentation("json", lenient=True))
    return to_table(parse(answered.data, answered.fmt))


#: The processes that answer queries, by what they have opened; the one that was asked last is last.
_workers: "dict[SourceAddress, Worker]" = {}
#: Processes that stay.
MOST_WORKERS = 4


def _worker(opening: "SourceAddress", limits: "Limits") -> "Worker":
    """Give the process that has opened this, or a new one."""
    from mali_kg.sparql.worker import Worker

    with _one_at_a_time:
        worker = _workers.pop(opening, None) or Worker(opening, limits._replace(seconds=0))
        worker.limits = limits._replace(seconds=0)
        _workers[opening] = worker
        for old in list(_workers)[:-MOST_WORKERS]:
            if _workers[old].retire():
                del _workers[old]
    return worker
