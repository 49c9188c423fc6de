"""What tests of exports share: the article and the invented projects as material, and their forms as files, each made once."""

from functools import cache
from pathlib import Path

import invented
from checkout import ROOT, checkout, scratch
from mali_kg.claims.model import Claim
from mali_kg.dataset.compile import compile_project
from mali_kg.export.forms import FORMS
from mali_kg.export.material import Material
from mali_kg.project import Project

#: The article that the tests know; a small project with every role and every kind of file; and the invented projects.
ARTICLE, SMALL, INVENTED = "the article", "a small one", invented.NAMES
EACH = (ARTICLE, SMALL, *INVENTED)


def material(name: str = ARTICLE) -> Material:
    """A dataset, compiled."""
    return _material(name)


def written(form: str, name: str = ARTICLE) -> bytes:
    """A dataset in a form that is one file."""
    return _written(form, name)


def file_of(form: str, name: str = ARTICLE) -> Path:
    """A dataset in a form, as a file or folder for programs that read one."""
    return _file(form, name)


@cache
def _material(name: str) -> Material:
    if name in INVENTED:
        compiled = invented.compiled(name)
    else:
        compiled = compile_project(Project(checkout() if name == ARTICLE else ROOT / "tests" / "small_project"))
    return Material(compiled.quads(), compiled.project.config.base, compiled.project)


@cache
def _written(form: str, name: str) -> bytes:
    found = FORMS[form].write(material(name))
    assert isinstance(found, bytes)
    return found


@cache
def _file(form: str, name: str) -> Path:
    folder = scratch() / "forms" / name.replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    if not FORMS[form].is_folder:
        path = folder / f"all{FORMS[form].endings[0]}"
        path.write_bytes(written(form, name))
        return path
    found = FORMS[form].write(material(name))
    assert isinstance(found, dict)
    (folder / form).mkdir()
    for part, data in found.items():
        (folder / form / part).write_bytes(data)
    return folder / form


def text_of(form: str, name: str = ARTICLE) -> str:
    """A dataset in a form of text."""
    return written(form, name).decode()


def claim_of(local: str, name: str = ARTICLE) -> Claim:
    """A claim by its id: ``c15-1``, or with its article before it."""
    (found,) = (claim for claim in material(name).records.claims if claim.iri.endswith(f"/{local}"))
    return found
