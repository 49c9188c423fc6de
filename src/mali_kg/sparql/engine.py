"""Run a SPARQL query over a dataset in memory."""

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.rdf.curie import known
from mali_kg.sparql.policy import refuse_outside, refuse_service
from mali_kg.store.opened import Opened

#: Rows, a yes or no, or a graph.
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | list[ox.Triple]


def ask(opened: Opened, query: str, name: str = "query", service: bool = False) -> Answer:
    """Run a query in which the prefixes of the project are known.

    :param name: what messages call the query: a file, or a question's name.
    :param service: whether the query may ask other endpoints.
    :raises MaliKgError: for a syntax error, with line and column, or an evaluation error.
    """
    store, base = opened.store, opened.base
    if not service:
        refuse_service(query, name, base)
    chooses = "from" in query.lower() and refuse_outside(store, query, base, name)
    try:
        # Where a query chooses its graphs itself, Oxigraph would not listen to it.
        return store.query(query, prefixes=known(query, base), use_default_graph_as_union=opened.union and not chooses)
    except SyntaxError as error:
        from mali_kg.sparql.syntax_errors import hint, place

        raise MaliKgError(f"{name}: not a SPARQL query{place(query, str(error))}{hint(query, base, store)}") from None
    except (RuntimeError, OSError, ValueError) as error:
        raise MaliKgError(f"{name}: cannot be answered: {error}.") from None
