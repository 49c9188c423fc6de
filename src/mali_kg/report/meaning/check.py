"""All rules on meaning, over what a batch of articles holds."""

from collections.abc import Callable, Iterator

import pyoxigraph as ox

from mali_kg.claims.backends import QuadBackend
from mali_kg.claims.selection import subjects
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import RDF, SCHEMA
from mali_kg.report.meaning import (
    accepted,
    arguments,
    background,
    conditions,
    entities,
    holders,
    labels,
    polarity,
    quantities,
    quotes,
    roles,
    shared,
    sources,
    stance,
    structure,
)
from mali_kg.report.meaning.accepted import Severities, accept
from mali_kg.report.meaning.holders import Finding
from mali_kg.report.meaning.names import SharedReading
from mali_kg.report.meaning.reading import Data, Reading
from mali_kg.report.meaning.words import WordLists
from mali_kg.report.results import Result

_MODULES = (
    holders,
    stance,
    polarity,
    conditions,
    quotes,
    background,
    quantities,
    entities,
    labels,
    roles,
    structure,
    arguments,
    shared,
    sources,
    accepted,
)
#: Rule to message.
RULES: dict[str, str] = {rule: message for module in _MODULES for rule, message in module.RULES.items()}
#: Rules that tell what is certainly wrong. All others warn: somebody must judge, and may accept.
ERRORS = frozenset(
    (
        *("quote-in-word", "value-not-in-quote", "quantity-contradicts", "words-not-in-article", "argument-twice", "part-of-person"),
        *("item-of-two", "item-form", "read-in-future", "accepted-unknown", "accepted-error"),
    )
)
WARNINGS = frozenset(RULES) - ERRORS


class Meaning:
    """The rules on meaning for the articles of one dataset, which may come in batches.

    :param lists: the word lists of the project.
    :param others: the names of rules that are checked elsewhere.
    """

    def __init__(self, iris: Iris, lists: WordLists, others: frozenset[str] = frozenset()) -> None:
        self.iris, self.lists = iris, lists
        self.severities = Severities(WARNINGS, ERRORS, others)
        self._shared: SharedReading | None = None

    def check(self, backend: QuadBackend, text_of: Callable[[str], bytes | None]) -> list[Result]:
        """Check the articles of a batch, and with the first one what all articles share; what was found, sorted.

        :param backend: the quads of the batch; those of the first one hold what all articles share.
        :param text_of: gives the bytes of an article’s text for its IRI, or None where the text is not at hand: only quotations are looked at then.
        """
        found: set[Finding] = set()
        if self._shared is None:
            self._shared = SharedReading.read(backend, self.iris, self.lists)
            found.update(shared.check(backend, self.iris, self._shared))
            of_sources, told = sources.check(backend, self.iris, self._shared)
            found.update(accept(of_sources, told, self.severities, complete=True))
        for article in sorted(subjects(backend.referring((f"{SCHEMA}NewsArticle",), (f"{RDF}type",)))):
            content = text_of(article)
            text = None if content is None else content.decode("utf-8", errors="replace")
            data = Data(backend, self.iris, self._shared, article, text)
            claims = subjects(backend.referring((article,), (f"{SCHEMA}appearance",)))
            arguing = subjects(backend.referring((article,), (self.iris.term("inArticle"),)))
            reading = Reading(data, claims, arguing)
            complete = reading.text is not None and reading.lexicon is not None
            found.update(
                accept({c.iri: c.accepted for c in reading.annotated() if c.accepted}, findings(reading), self.severities, complete)
            )
        return sorted(result(self.iris, *finding) for finding in found)


def findings(reading: Reading) -> Iterator[Finding]:
    """Give what the rules find in one article."""
    lexicon = reading.lexicon
    yield from quantities.check_article(reading)
    yield from structure.check(reading, lexicon)
    yield from arguments.check(reading, lexicon)
    if lexicon:
        for module in (holders, stance, polarity, conditions, quotes, background, quantities, entities, labels):
            yield from module.check(reading, lexicon)


def result(iris: Iris, rule: str, focus: str, value: str = "") -> Result:
    """Make a result of a finding."""
    severity = "Violation" if rule in ERRORS else "Warning"
    return Result(
        f"<{focus}>",
        "",
        str(ox.Literal(value)) if value else "",
        iris.rule("MeaningConstraintComponent"),
        iris.rule(rule),
        RULES[rule],
        severity,
    )
