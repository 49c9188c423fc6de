"""The folder of a site: what is new is made beside it and then put into place; only what an earlier run wrote is ever replaced or removed.

``.mali-kg-site`` in it holds the list of the files that are ours, each with its sum; what is being made; and, while files are put into place, the list of
what goes where, so that a run that was killed there is finished by the next one.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from mali_kg.errors import MaliKgError

#: Our own folder in that of the site.
OWN = ".mali-kg-site"
MANIFEST, JOURNAL, LOCK, NEW = "files.txt", "commit.json", "lock", "new"
#: What may be in a folder that is not a site yet: it is of the tools that publish one.
PUBLISHING = frozenset((".git", ".gitignore", "CNAME", ".nojekyll"))


class SiteFolderError(MaliKgError):
    """A folder that a site cannot be written into.

    :ivar path: the folder, or what is in the way.
    """

    def __init__(self, path: Path, found: str) -> None:
        self.path = path
        super().__init__(f"{path}: {found}")


class Staged(NamedTuple):
    """A file of the site as a run has made it."""

    path: str
    #: SHA-256 of what it is to hold.
    sum: str
    #: SHA-256 of what is there and differs; empty where nothing is there, or what is there is the same.
    replaces: str
    #: Where it was made; empty where what is there is the same.
    made: str


class Written(NamedTuple):
    """What a run has done to a folder: how many files."""

    new: int
    changed: int
    same: int
    removed: int


class SiteFolder:
    """The folder of a site, while a run holds it.

    :param path: need not exist.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.own = path, path / OWN
        self.new = self.own / NEW
        #: Path of each file of ours to its SHA-256, as the last run left it.
        self.ours: dict[str, str] = {}

    @contextmanager
    def held(self) -> Iterator["SiteFolder"]:
        """Hold the folder for one run; finish what a killed one had begun to put into place.

        :raises SiteFolderError: where it is no folder of ours and not empty, or another run holds it, or it cannot be written.
        """
        self._check()
        made = [p for p in (self.own, self.path, *self.path.parents) if not p.exists()]
        try:
            self.own.mkdir(parents=True, exist_ok=True)
            with (self.own / LOCK).open("ab") as lock:
                try:
                    fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    raise SiteFolderError(self.path, "another mali-kg is writing this site. Wait until it is done.") from None
                self._finish()
                shutil.rmtree(self.new, ignore_errors=True)
                self.new.mkdir()
                self.ours = read_manifest(self.own / MANIFEST)
                try:
                    yield self
                finally:
                    shutil.rmtree(self.new, ignore_errors=True)
        except OSError as error:
            raise SiteFolderError(self.path, f"cannot be written: {error.strerror}. Choose another place or make room.") from None
        finally:
            if not (self.own / MANIFEST).exists() and not (self.own / JOURNAL).exists() and self.own in made:
                # Nothing came of it: leave no trace.
                (self.own / LOCK).unlink(missing_ok=True)
                for folder in made:
                    _remove_empty(folder)

    def _check(self) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise SiteFolderError(self.path, "is a file. Give the name of a folder.")
        if self.path.is_dir() and not (self.own / MANIFEST).is_file() and not (self.own / JOURNAL).is_file():
            strangers = sorted(p.name for p in self.path.iterdir() if p.name not in PUBLISHING and p.name != OWN)
            if strangers:
                raise SiteFolderError(
                    self.path, f"holds {strangers[0]}, and is no site that mali-kg wrote. Give an empty folder, or a new one."
                )

    def commit(self, staged: Iterable[Staged]) -> Written:
        """Put what was made into place, and remove what was ours and is no more.

        :raises SiteFolderError: where something in the way is not as we wrote it; nothing is changed then.
        """
        staged = list(staged)
        wanted = {s.path: s.sum for s in staged}
        for s in staged:
            if s.replaces and self.ours.get(s.path) != s.replaces:
                raise SiteFolderError(self.path / s.path, "is not as mali-kg wrote it, and would be replaced. Move it away.")
        gone = [path for path in self.ours if path not in wanted]
        removed = [path for path in gone if _sum(self.path / path) == self.ours[path]]
        moves = {s.path: (s.made, s.replaces) for s in staged if s.made}
        for folder in sorted({(self.path / path).parent for path in moves}):
            folder.mkdir(parents=True, exist_ok=True)
        journal = {"moves": moves, "removed": {path: self.ours[path] for path in removed}, "files": wanted}
        beside = self.own / f"{JOURNAL}.tmp"
        with beside.open("w", encoding="utf-8") as out:
            json.dump(journal, out)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(self.own / JOURNAL)
        changed = sum(bool(s.replaces) for s in staged)
        self._finish()
        return Written(len(moves) - changed, changed, len(staged) - len(moves), len(removed))

    def _finish(self) -> None:
        """Put into place what the journal tells, however far an earlier run came; but for what somebody has changed since it was written."""
        journal = self.own / JOURNAL
        if not journal.is_file():
            return
        told = json.loads(journal.read_text(encoding="utf-8"))
        for path, (made, replaces) in told["moves"].items():
            if (self.new / made).exists() and _sum(self.path / path) == replaces:
                (self.new / made).replace(self.path / path)
        for path, found in told["removed"].items():
            if _sum(self.path / path) != found:
                continue
            (self.path / path).unlink(missing_ok=True)
            folder = (self.path / path).parent
            while folder != self.path and _remove_empty(folder):
                folder = folder.parent
        write_manifest(self.own / MANIFEST, told["files"])
        journal.unlink()


class Stage:
    """Makes the files of a site beside it, in one process.

    :param folder: of the site.
    :param name: by which the files of this process are told from those of others.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.new, self.name, self.number = folder, folder / OWN / NEW, name, 0

    def add(self, path: str, data: bytes) -> Staged:
        """Make a file, unless the same is there already."""
        there = self.folder / path
        try:
            found = there.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            found = None
        except IsADirectoryError:
            raise SiteFolderError(there, "is a folder, where a page is to be. Move it away.") from None
        if found == data:
            return Staged(path, _digest(data), "", "")
        self.number += 1
        made = f"{self.name}-{self.number}"
        (self.new / made).write_bytes(data)
        return Staged(path, _digest(data), "" if found is None else _digest(found), made)


def read_manifest(path: Path) -> dict[str, str]:
    """Read which files are ours: the path of each to its SHA-256; none where there is no list."""
    if not path.is_file():
        return {}
    return {name: found for line in path.read_text(encoding="utf-8").splitlines() for found, _, name in [line.partition("  ")]}


def write_manifest(path: Path, files: dict[str, str]) -> None:
    """Write which files are ours, as sha256sum has it."""
    beside = path.with_suffix(".tmp")
    beside.write_text("".join(f"{found}  {name}\n" for name, found in sorted(files.items())), encoding="utf-8")
    beside.replace(path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _sum(path: Path) -> str:
    """Compute the SHA-256 of a file; empty where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True
