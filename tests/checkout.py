"""The tests' own copies of this repository's project, so that no test reads or writes the checkout's ``build/``."""

import re
import shutil
import stat
import tempfile
from functools import cache
from pathlib import Path

#: The checkout that the tests stand in. Its sources and pages are read; nothing in it is written.
ROOT = Path(__file__).parents[1]
PARTS = ("mali-kg.toml", "ontology", "shapes", "data")
#: The article that the tests know.
ARTICLE = "minusma-end"


@cache
def scratch() -> Path:
    """A folder for as long as the tests run; `conftest` removes it."""
    return Path(tempfile.mkdtemp(prefix="mali-kg-tests-")).resolve()


def copy_project(source: Path, target: Path) -> None:
    """Copy what a project is made of, and nothing that was made from it; the copy may be written, also where the project may not."""
    target.mkdir(parents=True)
    for part in PARTS:
        (shutil.copytree if (source / part).is_dir() else shutil.copy)(source / part, target / part)
    for path in target.rglob("*"):
        path.chmod(path.stat().st_mode | stat.S_IWUSR)


@cache
def checkout() -> Path:
    """A checkout of the tests' own: the program, and the project with the article that they know.

    The program is a link to the real one, so that a command which is started from here has this project as the one that comes with it.
    """
    target = scratch() / "checkout"
    copy_project(ROOT, target)
    keep_one_article(target)
    (target / "src").symlink_to(ROOT / "src", target_is_directory=True)
    return target


def keep_one_article(root: Path) -> None:
    """Take every article but ours out of a project, and the entities and links that nothing speaks of any more."""
    others = [folder for folder in (root / "data/articles").iterdir() if folder.name != ARTICLE]
    for folder in others:
        shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
    if not others:
        return
    registry, links = root / "data/registry.yaml", root / "data/links.yaml"
    # What only an entry that goes has named is unused next.
    while unused := unused_entities(root):
        for name in unused:
            # An entry goes on to the next line that is not indented.
            drop(registry, rf"^{name}:\n(?:[ \t].*\n|\n)*")
            drop(links, rf"^- entity: {name}\n(?:[ \t].*\n)*")


def drop(path: Path, pattern: str) -> None:
    """Take out what a pattern matches."""
    path.write_text(re.sub(pattern, "", path.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")


def unused_entities(root: Path) -> list[str]:
    """The entities of which no claim, fact, argument or article speaks: by the rule that refuses them."""
    import pyoxigraph as ox

    from mali_kg.dataset.compile import compile_project
    from mali_kg.project import Project

    project = Project(root)
    store = ox.Store()
    store.extend(compile_project(project).quads())
    rows = store.query((root / "shapes/rules/entity-unused.rq").read_text(encoding="utf-8"), use_default_graph_as_union=True)
    return [row["focus"].value.removeprefix(project.iris.entity("")) for row in rows]  # type: ignore[union-attr]


#: An invented article by the book, with its entries of the registry.
SECOND = Path(__file__).parent / "second_article"
SECOND_NAME = "examplehaven-ferry"


def add_second_article(root: Path) -> None:
    """Add the invented article to a project, as ``docs/guides/author.md`` tells."""
    folder = root / "data/articles" / SECOND_NAME
    folder.mkdir()
    for name in ("article.txt", "claims.yaml"):
        shutil.copy(SECOND / name, folder / name)
    with (root / "data/registry.yaml").open("a", encoding="utf-8") as registry:
        registry.write((SECOND / "registry.yaml").read_text(encoding="utf-8"))
