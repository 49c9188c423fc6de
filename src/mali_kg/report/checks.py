"""All checks of a dataset, part by part: shapes, rules, terms, fidelity, meaning.

What all articles share is one part, and each article is one. A part is checked beside what it names of the others and no more, so that the work for an
article is the same however many there are; small parts are checked together. Rules that compare articles see what they read of all of them.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import QuadBackend
from mali_kg.dataset.article import Places
from mali_kg.dataset.parts import Part
from mali_kg.files import read_bytes
from mali_kg.project import Project
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import RDFS
from mali_kg.report import fidelity, terms
from mali_kg.report.engines import Validator, validator
from mali_kg.report.meaning import Meaning
from mali_kg.report.meaning.words import WordLists
from mali_kg.report.report import Report, Skipped, of_results
from mali_kg.report.results import Result
from mali_kg.report.rules import Rule, read_rules, run_rules
from mali_kg.report.shapes import read_shapes

#: Quads that are checked together. An engine needs some milliseconds for each call, and the dataset of one article is checked as a whole.
BATCH = 20_000


class Checks:
    """The checks of one dataset.

    :param engine: the engine for the project's shapes; empty to leave them out.
    """

    def __init__(self, project: Project, engine: str = "") -> None:
        self.project, self.iris = project, project.iris
        self._validate: Validator | None = validator(engine, read_shapes(project, project.shape_paths())) if engine else None
        self._rules = read_rules(project)
        self._known_terms = terms.known_terms(project)
        self._lists = WordLists(project.folder("ontology/words"))
        self._meaning = Meaning(self.iris, self._lists, frozenset((*fidelity.RULES, *(r.name for r in self._rules))))
        self._found = _Found([], [], [], [], [])
        self._without_text: list[str] = []
        #: Parts that have not been checked, and how many quads they have.
        self._batch: list[Part] = []
        self._size = 0
        #: What parts may name of others; None as long as all parts are in the batch.
        self._others: _Others | None = None
        #: Where batches are checked while the next one is made: engines and stores work beside Python.
        self._thread: ThreadPoolExecutor | None = None
        self._running: Future[None] | None = None

    def add(self, part: Part) -> None:
        """Check a part, or keep it until there are so many that a check is worth its while.

        :param part: the first one being what all articles share. Its list of quads is not to be changed any more.
        """
        if self._batch and self._size + len(part.quads) > BATCH:
            self._start()
        self._batch.append(part)
        self._size += len(part.quads)

    def report(self, places_of: Callable[[], Places]) -> Report:
        """Check what is left, and make the report.

        :param places_of: gives the places of faults; called only where something was found.
        """
        results, skipped = self.finish()
        return of_results(results, places_of, self.iris, skipped)

    def finish(self) -> tuple[list[Result], tuple[Skipped, ...]]:
        """Check what is left, and what crosses parts: all results, and what was not checked."""
        if self._others is None:
            batch = _Batch(self._batch)
            self._check(batch, [], self._rules)
        else:
            self._start()
            self.close()
            self._found.rules.extend(run_rules([r for r in self._rules if r.crosses_articles], self._others.store, self.project))
        unread = "its text is not here, so quotes were not compared with it."
        skipped = tuple(Skipped("text", f"{article}: {unread}") for article in self._without_text)
        return self._found.all(), skipped

    def close(self) -> None:
        """Wait for what is being checked, and raise what was raised there."""
        running, self._running = self._running, None
        if running:
            running.result()
        if self._thread:
            self._thread.shutdown()
            self._thread = None

    def _start(self) -> None:
        """Have the parts that are kept checked, once the last ones are."""
        parts, self._batch, self._size = self._batch, [], 0
        self._others = self._others or _Others(parts[0].quads, self.iris, self._rules)
        self._thread = self._thread or ThreadPoolExecutor(1, "checks")
        if self._running:
            self._running.result()
        self._running = self._thread.submit(self._check_batch, parts, self._others)

    def _check_batch(self, parts: list[Part], others: "_Others") -> None:
        """Check parts beside what they name of what all share."""
        batch = _Batch(parts)
        others.learn(batch)
        shared = [] if batch.first is others.shared else others.shared_for(batch)
        self._check(batch, shared, [r for r in self._rules if not r.crosses_articles])

    def _check(self, batch: "_Batch", shared: list[ox.Quad], rules: list[Rule]) -> None:
        """Check quads.

        :param shared: what they name of what all share. What is wrong there is told where that is checked, with all that belongs to it.
        """
        seen = batch.quads + shared
        silent = {str(q.subject) for q in shared} - {str(q.subject) for q in batch.quads}
        batch.backend.add(shared)
        store = ox.Store()
        store.extend(seen)
        if self._validate:
            self._found.shapes.extend(r for r in self._validate(seen) if r.focus not in silent)
        self._found.rules.extend(r for r in run_rules(rules, store, self.project) if r.focus not in silent)
        self._found.terms.extend(terms.check(batch.quads, self._known_terms, self.iris))
        text_of = texts(self.project)
        unfaithful, without_text = fidelity.check(batch.backend, self.iris, text_of, self.project.config.sentences, self._lists)
        self._found.fidelity.extend(unfaithful)
        self._found.meaning.extend(self._meaning.check(batch.backend, text_of))
        self._without_text += without_text


class _Batch:
    """Parts that are checked together."""

    def __init__(self, parts: list[Part]) -> None:
        self.first = parts[0].quads if parts else []
        self.quads = [q for part in parts for q in part.quads]
        self.names = frozenset[str]().union(*(part.names for part in parts))
        self.backend = QuadBackend(self.quads)


class _Found(NamedTuple):
    """Results by what found them."""

    shapes: list[Result]
    rules: list[Result]
    terms: list[Result]
    fidelity: list[Result]
    meaning: list[Result]

    def all(self) -> list[Result]:
        """Give all results, each once: those of shapes in the order of the engine, then the others sorted."""
        beyond = (self.rules, self.terms, self.fidelity, self.meaning)
        return [*dict.fromkeys(self.shapes), *(r for found in beyond for r in sorted(set(found)))]


class _Others:
    """What parts may name: what all articles share. In the same store is what rules that compare articles read.

    :param shared: the quads of what all share.
    """

    def __init__(self, shared: list[ox.Quad], iris: Iris, rules: Iterable[Rule]) -> None:
        self.shared = shared
        self.store = ox.Store()
        self.store.extend(shared)
        self._reads = frozenset().union(*(r.reads or () for r in rules))
        vocabulary, codes, kinds = ox.NamedNode(iris.vocabulary_graph), iris.codes, iris.code("kind", "")
        # Engines need subclasses and codes, a rule the definitions of terms.
        self._always = [
            q
            for q in shared
            if (q.graph_name == vocabulary and q.predicate.value in (f"{RDFS}subClassOf", f"{RDFS}isDefinedBy"))
            or (isinstance(q.subject, ox.NamedNode) and q.subject.value.startswith(codes) and not q.subject.value.startswith(kinds))
        ]

    def learn(self, batch: _Batch) -> None:
        """Keep what rules read of a batch."""
        for predicate in self._reads:
            self.store.extend(batch.backend.predicates().get(predicate, ()))

    def shared_for(self, batch: _Batch) -> list[ox.Quad]:
        """Give what is said, in what all share, of all that a batch names."""
        found = [
            *self._always,
            *(q for iri in sorted(batch.names) for q in self.store.quads_for_pattern(ox.NamedNode(iri), None, None, None)),
        ]
        return list(dict.fromkeys(found))


def texts(project: Project) -> Callable[[str], bytes | None]:
    """Make a function that gives the bytes of an article's text for its IRI, where the project has it."""

    def text_of(article: str) -> bytes | None:
        slug = project.iris.slug("article", article)
        path = project.text_path(slug)
        return read_bytes(path, "article text") if slug not in ("", "..", ".") and path.is_file() else None

    return text_of
