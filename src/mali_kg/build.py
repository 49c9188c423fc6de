"""Building: compile a project, check it, and write its dataset where it conforms. The command, the wheel and a corpus build so."""

from collections.abc import Callable
from typing import NamedTuple

from mali_kg.dataset.built import write
from mali_kg.dataset.compile import Compiled
from mali_kg.project import Project
from mali_kg.rdf.canonical import canonical_hash
from mali_kg.report.check import compile_checked
from mali_kg.report.report import Report
from mali_kg.store.disk import prepare


class Built(NamedTuple):
    """What was built, and whether it was written."""

    compiled: Compiled
    report: Report
    is_written: bool

    def hash(self) -> str:
        """Give the RDFC-1.0 hash of the dataset, SHA-256."""
        # Canonical N-Quads of a dataset without blank nodes are its sorted lines.
        content, _ = self.compiled.sum()
        return canonical_hash(self.compiled.quads()) if self.compiled.has_blank_nodes() else content


def build(project: Project, engine: str = "pyshacl", force: bool = False, write_to: Callable[[bytes], object] | None = None) -> Built:
    """Build the dataset of a project.

    :param engine: a name in `mali_kg.report.engines.ENGINES`.
    :param force: whether a dataset that does not conform is written, too.
    :param write_to: is given the dataset; None to write it into the project, where the old one stays until the new one is whole.
    :raises DataError: where the sheets are too bad to compile; nothing is written then.
    """
    compiled, report = compile_checked(project, engine)
    if report.fails() and not force:
        return Built(compiled, report, is_written=False)
    if write_to:
        write_to(compiled.data())
    else:
        write(compiled)
        prepare(project)
    return Built(compiled, report, is_written=True)
