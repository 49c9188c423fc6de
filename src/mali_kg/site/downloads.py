"""The whole dataset as files to download: each form that can be written here, with its size and its sum."""

import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph as ox

from mali_kg.claims.selection import rebase
from mali_kg.dataset.built import base, pieces
from mali_kg.errors import LibraryMissingError, UnsupportedError
from mali_kg.export.form import Form
from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material
from mali_kg.project import Project
from mali_kg.site.media import media_type

if TYPE_CHECKING:
    from mali_kg.site.site import Site

FOLDER = "downloads"
#: Bytes of N-Quads above which a dataset is offered in no other form: the others are made in memory.
LARGEST = 30_000_000
#: The same for forms that take seconds an article, by name.
LARGEST_OF = {"nanopubs": 4_000_000}
#: What all files of a folder have as their date, so that the same files give the same bytes: the first that ZIP can tell.
NO_DATE = (1980, 1, 1, 0, 0, 0)


class Download(NamedTuple):
    """A file with the whole dataset."""

    path: str
    form: Form
    size: int
    #: SHA-256.
    sum: str

    @property
    def media_type(self) -> str:
        """What it is."""
        return media_type(self.path)

    @property
    def of(self) -> str:
        """What is in it, where it is packed or compressed; else what it is."""
        if self.path.endswith(".zip"):
            return media_type(self.form.holds)
        return media_type(self.path.removesuffix(".gz"))

    @property
    def name(self) -> str:
        """Its name without the folder."""
        return self.path.rpartition("/")[2]


def downloads(site: "Site") -> Iterator[tuple[Download, bytes]]:
    """Write the dataset in each form: pictures apart, which are pages of their own; of a large one only what is written in pieces."""
    yield _told(f"{FOLDER}/dataset.nq.gz", FORMS["nquads"], _compressed(nquads(site)))
    if is_large(site):
        return
    material = Material(ox.parse(b"".join(nquads(site)), format=ox.RdfFormat.N_QUADS), site.iris.base, site.project)
    size = _size(site)
    for form in FORMS.values():
        if size > LARGEST_OF.get(form.name, LARGEST):
            continue
        if ".svg" in "".join(form.endings) or (form.needs_claims and not material.records.claims):
            continue
        try:
            written = form.write(material)
        except (LibraryMissingError, UnsupportedError):
            continue
        if isinstance(written, dict):
            yield _told(f"{FOLDER}/dataset-{form.name}.zip", form, _packed(written))
        else:
            yield _told(f"{FOLDER}/dataset{form.endings[0]}", form, written)


def is_large(site: "Site") -> bool:
    """Tell whether a dataset is offered in no form but the one that is written in pieces."""
    return _size(site) > LARGEST


def _size(site: "Site") -> int:
    path = site.project.dataset_path
    return path.stat().st_size if path.exists() else len(_compiled(site.project))


@lru_cache(1)
def _compiled(project: Project) -> bytes:
    """Compile a project that is not built: once for all that asks."""
    return b"".join(pieces(project))


def _told(path: str, form: Form, data: bytes) -> tuple[Download, bytes]:
    return Download(path, form, len(data), hashlib.sha256(data).hexdigest()), data


def nquads(site: "Site") -> Iterator[bytes]:
    """Give the dataset as N-Quads in pieces, with the base that the site has."""
    project, old = site.project, base(site.project)
    path, kind = project.dataset_path, ox.RdfFormat.N_QUADS
    if old == site.iris.base:
        yield from pieces(project) if path.exists() else (_compiled(project),)
        return
    found = ox.parse(path=str(path), format=kind) if path.exists() else ox.parse(_compiled(project), format=kind)
    for quad in rebase(found, old, site.iris.base):
        yield f"{quad} .\n".encode()


def _compressed(parts: Iterator[bytes]) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=out, mtime=0) as file:
        for part in parts:
            file.write(part)
    return out.getvalue()


def _packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, files[name])
    return out.getvalue()
