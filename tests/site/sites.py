"""Sites of invented projects, each written once, and their pages as a reader’s program sees them."""

import shutil
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from posixpath import join, normpath

from checkout import ROOT, scratch
from mali_kg.project import Project
from mali_kg.site.site import Options
from mali_kg.site.write import write_site

#: Where the invented projects are, by name.
PROJECTS = {
    "small": ROOT / "tests/small_project",
    **{path.parent.name: path.parent for path in (ROOT / "tests/projects").glob("*/mali-kg.toml")},
}


@cache
def project_of(name: str) -> Project:
    """A copy of an invented project."""
    target = scratch() / "site-projects" / name
    shutil.copytree(PROJECTS[name], target, ignore=shutil.ignore_patterns("build", "expected.yaml"))
    return Project(target)


@cache
def site_of(name: str) -> Path:
    """The site of an invented project."""
    folder = scratch() / "sites" / name
    write_site(project_of(name), folder, Options())
    return folder


class Parsed(HTMLParser):
    """A page: its ids, its links, its text, and its headings."""

    VOID = frozenset(("meta", "link", "br", "input", "img", "hr"))

    #: Elements that stand apart from what is before them, with a space between or not.
    APART = frozenset(("br", "dd", "dt", "li", "p", "td", "th", "h1", "h2", "h3", "h4", "div", "pre"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.levels: list[int] = []
        self.texts: list[str] = []
        self.cells: list[list[str]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_startendtag(self, tag, attributes):
        """Take an element of a picture that ends where it begins."""
        self.handle_starttag(tag, attributes)
        if tag not in self.VOID:
            self.handle_endtag(tag)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if "id" in told:
            self.ids.append(told["id"])
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self.levels.append(int(tag[1]))
        if tag == "tr":
            self.cells.append([])
        if tag in ("td", "th"):
            self.cells[-1].append("")
        if tag in self.APART:
            self.texts.append(" ")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data):
        if "script" not in self.open:
            self.texts.append(data)
            if {"td", "th"} & set(self.open) and self.cells:
                self.cells[-1][-1] += data

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def page(folder: Path, path: str) -> Parsed:
    """A page; its links as paths from the folder of the site."""
    found = Parsed((folder / path).read_text(encoding="utf-8"))
    start = path.rpartition("/")[0]
    found.links = [link if "://" in link else normpath(join(start, link)) for link in found.links]
    return found
