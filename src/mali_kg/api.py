"""The Python API: the dataset as rdflib knows it."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib


def load(project: str | Path | None = None) -> "rdflib.Dataset":
    """The dataset of a project as an ``rdflib.Dataset``, with the project's prefixes bound.

    The default graph holds what we assert: claims, evidence, arguments, labels, code lists. What claims say is in the
    named graphs ``{base}graph/proposition/…``.

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
    from mali_kg.namespaces import prefixes
    from mali_kg.project import open_project
    from mali_kg.rdflib_graph import to_dataset
    from mali_kg.store import open_quads

    quads, base = open_quads(open_project(project))
    return to_dataset(quads, prefixes(base))
