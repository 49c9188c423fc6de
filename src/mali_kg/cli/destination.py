"""Where a command writes, and the one rule for it: what is there already is replaced only if that is asked for, and what is read never is.

Every command that has ``--output`` goes through here. ``-`` and ``/dev/stdout`` are standard output; other devices, pipes and open descriptors
are written to as they are, since nothing is replaced there.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from mali_kg.dataset.fingerprint import RECORD_NAME, input_paths
from mali_kg.errors import MaliKgError
from mali_kg.files import for_terminal, is_device, listed, plain_name
from mali_kg.files import resolved as resolved_path
from mali_kg.output import write_file, write_folder
from mali_kg.project import CONFIG_NAME, Project
from mali_kg.rdf.formats import RDF_FORMATS, by_ending

#: Names of standard output.
STDOUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")
#: Where descriptors that are open have names.
DESCRIPTORS = ("/dev/fd/", "/proc/self/fd/", "/dev/stderr")


class Destination:
    """A file or a folder that a command writes.

    :param force: whether what is there may be replaced.
    :param reads: what the command itself reads: files, and folders of RDF files.
    :param projects: the projects whose files it reads; the one that the path lies in is added.
    """

    def __init__(self, path: str, force: bool = False, reads: Iterable[Path] = (), projects: Iterable[Project] = ()) -> None:
        self.name, self.path, self.force = path, Path(path), force
        self.reads, self.projects = tuple(reads), tuple(projects)

    def check(self, folder: bool = False) -> None:
        """Refuse what must not be replaced.

        :param folder: whether a folder is to be written.
        :raises MaliKgError: with what is there, and what to do.
        """
        if self._is_stream():
            if folder:
                raise MaliKgError(f"{self.name}: this form is a folder of files. Give the name of a folder.")
            return
        if not folder and self.name.endswith(os.sep):
            raise MaliKgError(f"{self.name}: is the name of a folder. Give the name of a file.")
        try:
            there = self.path.stat()
            resolved = resolved_path(self.path)
        except (OSError, RuntimeError):
            return  # nothing is there, or writing tells why it cannot be
        if stat.S_ISBLK(there.st_mode):
            raise MaliKgError(f"{self.name}: is a disk, which is not overwritten. Give the name of a file.")
        read = self._read(there, resolved)
        if read:
            raise MaliKgError(f"{self.name}: {read}. It is not overwritten, not even with --force. Give another name.")
        if stat.S_ISDIR(there.st_mode) and not folder:
            raise MaliKgError(f"{self.name}: is a folder. Give the name of a file.")
        if folder and not stat.S_ISDIR(there.st_mode):
            raise MaliKgError(f"{self.name}: is a file; this form is a folder of files. Give another name.")
        if folder and Path.cwd().is_relative_to(resolved):
            raise MaliKgError(f"{self.name}: is the folder you are in, or holds it. Give the name of another.")
        if not self.force:
            raise MaliKgError(f"{self.name}: is there already. Give another name, or --force to replace it.")

    def write(self, pieces: Iterable[bytes]) -> None:
        """Write a file from pieces: beside its name first, then renamed; compressed as its ending says.

        :raises MaliKgError: where it must not be replaced, or cannot be written.
        """
        self.check()
        if not self._is_stream():
            write_file(self.path, self._checked(pieces))
            return
        try:
            with self.path.open("ab") as out:
                if out.isatty():
                    pieces = [for_terminal(b"".join(pieces))]
                for piece in pieces:
                    out.write(piece)
        except OSError as error:
            raise MaliKgError(f"{self.name}: cannot be written: {error.strerror}. Choose another place.") from None

    def write_folder(self, files: dict[str, bytes]) -> None:
        """Write a folder of files, whole or not at all.

        :raises MaliKgError: where it must not be replaced, or cannot be written.
        """
        self.check(folder=True)
        write_folder(self.path, files)

    def _checked(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        yield from pieces
        # Somebody may have put something there while we worked.
        self.check()

    def _is_stream(self) -> bool:
        """Tell whether it is written to in place: a device, a pipe, a descriptor that is open."""
        if self.name.startswith(DESCRIPTORS):
            return True
        return is_device(self.path) and not stat.S_ISBLK(self.path.stat().st_mode)

    def _read(self, there: os.stat_result, resolved: Path) -> str:
        """Find what reads the file, or something in the folder; empty where nothing does."""
        around = [Project(p) for p in resolved.parents if (p / CONFIG_NAME).is_file()]
        for project in (*self.projects, *around[:1]):
            built = (project.dataset_path, project.dataset_path.with_name(RECORD_NAME))
            if any(_is_same(there, resolved, p) for p in built):
                return f"belongs to the dataset of the project in {project.root}, which mali-kg build writes"
            if any(_is_same(there, resolved, p) for p in project_files(project)):
                return f"is read by the project in {project.root}"
        for path in self.reads:
            if not os.path.isdir(path):  # noqa: PTH112 -- what is no path at all (the text of a query) is no folder either
                found = _is_same(there, resolved, path)
            else:
                found = resolved.is_relative_to(path.resolve()) and by_ending(plain_name(resolved.name), RDF_FORMATS) is not None
            if found:
                return "is what this command reads"
        return ""


def project_files(project: Project) -> list[Path]:
    """List every file of a project that some command reads."""
    words = listed(project.ontology_path("words"), "*.yaml")
    return [*input_paths(project), *project.shape_paths(), *project.rule_paths(), *project.question_paths(), *words]


def _is_same(there: os.stat_result, resolved: Path, path: Path) -> bool:
    """Tell whether a path leads to the same file, by whatever name or link; or into the folder."""
    with suppress(OSError, ValueError):
        if os.path.samestat(there, path.stat()):
            return True
        return stat.S_ISDIR(there.st_mode) and path.resolve().is_relative_to(resolved)
    return False
