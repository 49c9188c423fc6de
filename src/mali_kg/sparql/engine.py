"""Run a SPARQL query over a dataset in memory."""

import pyoxigraph as ox

from mali_kg.errors import MaliKgError
from mali_kg.rdf.curie import known
from mali_kg.sparql.policy import refuse_outside, refuse_service

#: Rows, a yes or no, or a graph.
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | list[ox.Triple]


def ask(store: ox.Store, query: str, base: str, name: str = "query", service: bool = False) -> Answer:
    """Run a query in which the prefixes of the project are known.

    :param base: the project's base IRI.
    :param name: what messages call the query: a file, or a question's name.
    :param service: whether the query may ask other endpoints.
    :raises MaliKgError: for a syntax error, with line and column, or an evaluation error.
    """
    if not service:
        refuse_service(query, name, base)
    if "from" in query.lower():
        refuse_outside(store, query, base, name)
    try:
        return store.query(query, prefixes=known(query, base))
    except SyntaxError as error:
        from mali_kg.sparql.syntax_errors import hint, place

        raise MaliKgError(f"{name}: not a SPARQL query{place(query, str(error))}{hint(query, base, store)}") from None
    except (RuntimeError, OSError, ValueError) as error:
        raise MaliKgError(f"{name}: cannot be answered: {error}.") from None
