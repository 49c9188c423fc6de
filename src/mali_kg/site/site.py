"""The site that is being written: the dataset read, where its pages are, and what they are written with."""

import re
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox
from jinja2 import Environment, PackageLoader, StrictUndefined

from mali_kg.claims.backends import StoreBackend, to_text
from mali_kg.claims.cards import Cards
from mali_kg.claims.reader import Records
from mali_kg.claims.selection import rebase
from mali_kg.errors import MaliKgError
from mali_kg.export.context import Keys, read_context
from mali_kg.export.jsonld import Compacting
from mali_kg.project import BASE, Project
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import SCHEMA
from mali_kg.site.data import jsonld
from mali_kg.site.page import ANYWHERE, Page, PageAnywhere
from mali_kg.site.places import Places
from mali_kg.site.reading import MOST_ALIKE
from mali_kg.site.words import LANGUAGES, words
from mali_kg.store.opened import Opened, open_store

#: A file of the site: its path, and its bytes.
File = tuple[str, bytes]


#: The pages that every page leads to: the words for each, and its path.
NAVIGATION = (
    ("home", "index.html"),
    ("search", "search.html"),
    ("maps", "maps.html"),
    ("timeline", "timeline.html"),
    ("organisations", "organisations.html"),
    ("questions", "questions.html"),
    ("disagreements", "disagreements.html"),
    ("dataset", "dataset.html"),
    ("about", "about.html"),
)


class Options(NamedTuple):
    """What a site is asked to be."""

    #: Base of its IRIs; empty for that of the project.
    base_iri: str = ""
    #: Path on the host of its IRIs at which it is served, or its address on another host; empty for the base.
    base_path: str = ""


class BasePathError(MaliKgError):
    """A path that no site can be served at.

    :ivar given: the path.
    """

    def __init__(self, given: str) -> None:
        self.given = given
        super().__init__(f"{given!r} is no path that begins with /, for example /claims/, nor an http or https address.")


#: A path on a host, of characters that need no escape.
PATH = r"/([A-Za-z0-9._~-]+/)*"


class Site:
    """What pages are made from.

    :param opened: the dataset; its base is that of the IRIs.
    """

    def __init__(self, project: Project, opened: Opened, options: Options) -> None:
        if options.base_path and not re.fullmatch(f"{PATH}|{BASE}", f"{options.base_path.removesuffix('/')}/"):
            raise BasePathError(options.base_path)
        self.project, self.options, self.store = project, options, opened.store
        self.iris = Iris(opened.base)
        self.places = Places(self.iris)
        #: Language of the interface at first, and the other one.
        self.language = project.config.language if project.config.language in LANGUAGES else LANGUAGES[0]
        self.other_language = next(language for language in LANGUAGES if language != self.language)
        self.backend = StoreBackend(opened.store)
        self.records = Records(self.backend, opened.base, self.language)
        self._in_other = Records(self.backend, opened.base, self.other_language)
        self.cards = Cards(self.records, MOST_ALIKE)
        self.words = words(self.language)
        self.labels = lru_cache(20_000)(self._labels)

    @cached_property
    def templates(self) -> Environment:
        """The templates."""
        found = Environment(
            loader=PackageLoader("mali_kg.site"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
        )
        found.globals["site"] = self
        return found

    @cached_property
    def is_one_article(self) -> bool:
        """Whether there is one article alone, so that nobody needs to be told which."""
        return len(self.records.of_type(f"{SCHEMA}NewsArticle")) == 1

    @property
    def address(self) -> str:
        """Where the site is on the web: the base of its IRIs, the path that was asked for on the same host, or the address that was."""
        from urllib.parse import urljoin

        found = urljoin(self.iris.base, self.options.base_path)
        return found if found.endswith("/") else f"{found}/"

    def iri(self, name: str) -> str:
        """Give the IRI of a thing by its id as the sheets and cards have it; an IRI is one already."""
        return name if "://" in name else self.iris.entity(name)

    def _labels(self, iri: str) -> tuple[str, str]:
        return self.records.label(iri), self._in_other.label(iri)

    def text(self, iri: str, predicate: str) -> tuple[str, str] | None:
        """Give a text of a thing in the language of the site and in the other one; in English, or in the first there is, where it is in neither.

        :return: None where there is no such text.
        """
        found, other = (records.labelled(iri, (predicate,)) for records in (self.records, self._in_other))
        return None if found is None or other is None else (found, other)

    def nested(self, iri: str) -> dict[str, list[str]]:
        """Give what is nested in a description, by role and in the order of its card: its IRI, or nothing where a role has a thing or words."""
        found: dict[str, list[str]] = {}
        for filler in self.records.description(iri).fillers:
            found.setdefault(filler.role, []).append(filler.object if filler.object.startswith(f"{iri}/") else "")
        return found

    def html(self, path: str, template: str, iri: str = "", **values: Any) -> File:
        """Write a page.

        :param path: its path in the site.
        :param template: name of its template, without the ending.
        :param iri: of the thing that it is of.
        :param values: what the template is given, besides ``p``, the `Page`.
        """
        page = (PageAnywhere if path == ANYWHERE else Page)(self, path, iri)
        return path, (self.templates.get_template(f"{template}.html").render(p=page, **values) + "\n").encode()

    def whole(self, iri: str) -> list[ox.Quad]:
        """Read all that is said of a thing, and of what is a part of it: its evidence, what it says."""
        found: list[ox.Quad] = []
        todo, seen, start = [iri], {iri}, f"{iri}/"
        while todo:
            quads = list(self.backend.about(todo))
            found += quads
            named = {to_text(q.object) for q in quads if isinstance(q.object, ox.NamedNode)}
            todo = sorted(name for name in named - seen if name.startswith(start))
            seen.update(todo)
        return found

    def whole_article(self, iri: str) -> list[ox.Quad]:
        """Read all that is in an article: its graph."""
        graph = ox.NamedNode(self.iris.article_graph(self.iris.slug("article", iri)))
        return list(self.store.quads_for_pattern(None, None, None, graph))

    def jsonld(self, quads: list[ox.Quad]) -> bytes:
        """Write what is said of a thing as JSON-LD."""
        return jsonld(self._compacting, quads)

    @cached_property
    def _compacting(self) -> Compacting:
        return Compacting(Keys(read_context(self.project, self.iris.base)), self.iris.base)

    def map_path(self, article: str) -> str:
        """Give the path of the argument map of an article."""
        return f"maps/{self.iris.slug('article', article)}.html"

    @property
    def short_title(self) -> str:
        """The title of the dataset up to its colon: what fits into a head."""
        return self.project.config.title.partition(":")[0]

    @cached_property
    def navigation(self) -> tuple[tuple[str, str], ...]:
        """The pages that every page leads to: the words for each, and its path. The one map of one article has no list before it."""
        articles = self.records.of_type(f"{SCHEMA}NewsArticle")
        maps = self.map_path(articles[0]) if len(articles) == 1 else "maps.html"
        return tuple((key, maps if key == "maps" else path) for key, path in NAVIGATION)

    def report_link(self, iri: str) -> str:
        """Give the address at which a problem of a page is reported; empty where the project has none."""
        from urllib.parse import quote

        return self.project.config.report.replace("{iri}", quote(iri, safe=""))


def open_site(project: Project, options: Options) -> Site:
    """Open the dataset of a project for its site."""
    opened = open_store(project)
    if options.base_iri and options.base_iri != opened.base:
        moved = ox.Store()
        moved.extend(rebase(opened.store, opened.base, options.base_iri))
        opened = Opened(moved, options.base_iri)
    return Site(project, opened, options)
