"""A dataset as something that can be queried: the project's, or files. The default graph of a query is the union of all graphs, each triple once."""

from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from mali_kg.dataset.built import DamagedDatasetError, base, base_of, read, told_base
from mali_kg.dataset.header import is_ours
from mali_kg.project import Project
from mali_kg.store.disk import altered_file, on_disk


class Opened:
    """A dataset in a store, with the base of its IRIs.

    ``store`` answers queries. It is no place to export from: Oxigraph keeps every derived integer type as xsd:integer.
    """

    def __init__(self, store: ox.Store, base: str, union: bool = True) -> None:
        """Keep a store.

        :param union: whether its graphs share no triple, so that Oxigraph's own union of them holds each once; else its default graph is to be the union.
        """
        self.store, self.base, self.union = store, base, union


def open_store(project: Project) -> Opened:
    """The project's dataset in a store: in memory, or the one that `prepare` has put on disk.

    :raises MaliKgError: where the built file is not N-Quads.
    """
    folder = on_disk(project)
    if folder and folder.is_dir() and not altered_file(folder):
        with suppress(OSError, RuntimeError):
            return Opened(ox.Store.read_only(str(folder)), base(project))
    data = read(project)
    store = ox.Store()
    try:
        # What we wrote, and is whole, needs no second look at its IRIs: a quarter of the time.
        store.bulk_load(data, format=ox.RdfFormat.N_QUADS, lenient=is_ours(data))
    except SyntaxError as error:
        raise DamagedDatasetError(project.dataset_path, f"not N-Quads: {error.msg} (line {error.lineno})") from None
    return Opened(store, base_of(data, project))


def open_files(paths: list[Path], project: Project) -> Opened:
    """RDF files or folders of anybody's in a store in memory; the base of its prefixes is the one they tell, else the project's.

    :raises DataError: with file and line, where one does not parse.
    """
    from mali_kg.rdf.files import read_rdf

    quads = set(read_rdf(*paths))
    store = ox.Store()
    store.extend(quads)
    base = told_base(store) or project.config.base
    if len({q.triple for q in quads}) == len(quads):
        return Opened(store, base)
    # A triple that stands in two graphs, or in two files of which one has no graphs, would be counted twice.
    store.extend([ox.Quad(q.subject, q.predicate, q.object) for q in quads])
    return Opened(store, base, union=False)
