"""Write a site: its parts in processes, each into a stage, and then into place."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib.resources import files
from multiprocessing import connection
from pathlib import Path

from mali_kg.errors import MaliKgError
from mali_kg.export.datasette import datasette_metadata
from mali_kg.project import Project
from mali_kg.rdf.namespaces import SCHEMA
from mali_kg.site.articles import ArticlePages
from mali_kg.site.dataset import dataset_files
from mali_kg.site.entities import entity_pages
from mali_kg.site.folder import SiteFolder, Stage, Staged, Written
from mali_kg.site.home import home
from mali_kg.site.hosting import closing
from mali_kg.site.maps import maps
from mali_kg.site.organisations import organisations
from mali_kg.site.questions import question_list, question_names, question_pages
from mali_kg.site.retired import retired, retired_pages
from mali_kg.site.search import search
from mali_kg.site.site import File, Options, Site, open_site
from mali_kg.site.sources import proposition_pages, review_page, source_pages
from mali_kg.site.timeline import timeline
from mali_kg.site.vocabulary import code_pages, kind_pages, rules_page, vocabulary_pages
from mali_kg.site.words import LANGUAGES, words


class SiteWorkerError(MaliKgError):
    """A process that wrote pages has ended before its work.

    :ivar folder: of the site, which is as it was.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"{folder}: a process that wrote pages was ended, perhaps for want of memory; the site is as it was.")


#: Entities that one task writes.
ENTITIES = 200
#: Questions that one task asks.
QUESTIONS = 10
#: Articles from which a site is written by several processes.
MANY = 6


def articles(site: Site, iris: list[str]) -> Iterator[File]:
    """Write the pages of articles."""
    for iri in iris:
        yield from ArticlePages(site, iri).files()


def entities(site: Site, iris: list[str]) -> Iterator[File]:
    """Write the pages of entities."""
    for iri in iris:
        yield from entity_pages(site, iri)


def front(site: Site, _: list[str]) -> Iterator[File]:
    """Write what there is once: the home page, what this is, what all pages use."""
    yield from home(site)
    yield site.html("about.html", "about")
    yield from assets()
    yield "hosting/datasette.json", datasette_metadata(site.project.config, site.address)


def vocabulary(site: Site, _: list[str]) -> Iterator[File]:
    """Write what the terms mean, what a dataset is held to, and the list of questions."""
    yield from vocabulary_pages(site)
    yield from code_pages(site)
    yield rules_page(site)
    yield question_list(site)
    yield from review_page(site)
    yield from retired_pages(site, retired(site))


def assets() -> Iterator[File]:
    """Give the files that pages use: style, program, words."""
    import json

    for file in sorted((files("mali_kg.site") / "assets").iterdir(), key=lambda f: f.name):
        yield f"assets/{file.name}", file.read_bytes()
    told = json.dumps({language: dict(words(language)) for language in LANGUAGES}, ensure_ascii=False, sort_keys=True)
    yield "assets/words.js", f"window.maliKgWords = {told};\n".encode()


#: What a site is made of: each part by its name writes its files for some things.
PARTS: dict[str, Callable[[Site, list[str]], Iterator[File]]] = {
    "front": front,
    "articles": articles,
    "entities": entities,
    "search": search,
    "maps": maps,
    "timeline": timeline,
    "organisations": organisations,
    "vocabulary": vocabulary,
    "kinds": kind_pages,
    "sources": source_pages,
    "propositions": proposition_pages,
    "questions": question_pages,
    "dataset": dataset_files,
}
Task = tuple[str, list[str]]


def tasks(site: Site) -> list[Task]:
    """Divide the site into tasks, none of which needs what another one writes."""
    narrators = site.iris.article("")
    records, term = site.records, site.iris.term
    found = [e.iri for e in records.each_entity() if not e.iri.startswith(narrators)]
    several = (
        ("questions", question_names(site), QUESTIONS),
        ("kinds", records.of_type(term("Kind")), ENTITIES),
        ("sources", records.of_type(term("Source")), ENTITIES),
        ("propositions", records.of_type(term("Proposition")), ENTITIES),
    )
    return [
        # First, because these take longest.
        ("dataset", []),
        ("search", []),
        ("front", []),
        ("maps", []),
        ("timeline", []),
        ("organisations", []),
        ("vocabulary", []),
        *((part, iris[start : start + size]) for part, iris, size in several for start in range(0, len(iris), size)),
        *(("articles", [iri]) for iri in site.records.of_type(f"{SCHEMA}NewsArticle")),
        *(("entities", found[start : start + ENTITIES]) for start in range(0, len(found), ENTITIES)),
    ]


def write_site(project: Project, folder: Path, options: Options, jobs: int = 0) -> Written:
    """Write the site of a project into a folder.

    :param jobs: processes; 0 for as many as there are processors, where there is work for them.
    :raises BasePathError: where the path of the site is none.
    :raises SiteFolderError: where the folder is not ours, or cannot be written; the old site stays.
    """
    with SiteFolder(folder).held() as held:
        site = open_site(project, options)
        address, base = site.address, site.iris.base
        todo = tasks(site)
        number = jobs or (
            os.cpu_count() or 1 if sum(part == "articles" for part, _ in todo) > MANY and project.dataset_path.exists() else 1
        )
        if number == 1:
            stage = Stage(held.path, "0")
            return held.commit(_closed(held, address, base, [staged for task in todo for staged in do(site, stage, task)]))
        del site
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(number, context, _start, (project.root, held.path, options))
        try:
            with _without_interrupts():
                results = pool.map(_do, todo)
            return held.commit(_closed(held, address, base, [staged for found in results for staged in found]))
        except BrokenProcessPool:
            raise SiteWorkerError(folder) from None
        finally:
            pool.shutdown(cancel_futures=True)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Start processes that no interrupt reaches: it is for the one that started them, which ends them. What is blocked here is blocked there."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _closed(held: SiteFolder, address: str, base: str, staged: list[Staged]) -> list[Staged]:
    """Add the files that need to know all others."""
    stage = Stage(held.path, "closing")
    return staged + [stage.add(path, data) for path, data in closing(address, base, [s.path for s in staged])]


def do(site: Site, stage: Stage, task: Task) -> Iterator[Staged]:
    """Make the files of a task."""
    part, things = task
    for path, data in PARTS[part](site, things):
        yield stage.add(path, data)


#: What a process of its own has opened.
_HERE: list[tuple[Site, Stage]] = []


def _start(root: Path, folder: Path, options: Options) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _HERE.append((open_site(Project(root), options), Stage(folder, str(os.getpid()))))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os._exit(1)


def _do(task: Task) -> list[Staged]:
    return list(do(*_HERE[0], task))
