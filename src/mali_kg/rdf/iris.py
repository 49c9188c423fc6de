"""Every IRI of the dataset is built here and nowhere else."""

from mali_kg.rdf.namespaces import DEFAULT_BASE

#: A slug names an entity, article or proposition. It is a segment of RFC 3986 paths that needs no escape.
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
#: Ids within an article: sentence s07, claim c07-2, argument a03, excluded span x01.
LOCAL_IDS = {
    "sentence": r"s[0-9]{2,}",
    "claim": r"c([0-9]{2,})-[0-9]+",
    "argument": r"a[0-9]{2,}",
    "excluded": r"x[0-9]{2,}",
}


class Iris:
    """The IRIs of one project.

    ``base`` ends in ``/``. All methods take slugs or local ids as they stand in the sheets and return IRIs.
    """

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = base
        self.ns = f"{base}ns#"

    def term(self, name: str) -> str:
        """Give the IRI of a term of the vocabulary: ``{base}ns#Claim``."""
        return self.ns + name

    def code(self, scheme: str, notation: str) -> str:
        """Give the IRI of a concept of a code list."""
        return f"{self.codes}{scheme}/{notation}"

    def scheme(self, name: str) -> str:
        """Give the IRI of a code list."""
        return f"{self.codes}{name}"

    @property
    def codes(self) -> str:
        """What the IRIs of all concepts of code lists begin with."""
        return f"{self.base}code/"

    def entity(self, slug: str) -> str:
        """Give the IRI of an entry of the registry."""
        return f"{self.base}id/{slug}"

    def article(self, slug: str) -> str:
        """Give the IRI of an article."""
        return f"{self.base}id/article/{slug}"

    def part(self, article: str, local: str) -> str:
        """Give the IRI of a sentence, claim, argument or excluded span of an article, by its local id."""
        return f"{self.article(article)}/{local}"

    def evidence(self, claim: str) -> str:
        """Give the IRI of the words that a claim is read from: a selection of the article's text, from a claim's IRI."""
        return f"{claim}/evidence"

    def quote(self, claim: str) -> str:
        """Give the IRI of the quotation of a claim, from its IRI."""
        return f"{claim}/quote"

    def position(self, owner: str) -> str:
        """Give the IRI of the place in the text of a claim, sentence or excluded span, from its IRI."""
        return f"{owner}/position"

    def description(self, owner: str) -> str:
        """Give the IRI of what a claim or a named proposition says, from its IRI."""
        return f"{owner}/says"

    def filler(self, owner: str, role: str, number: int = 1) -> str:
        """Give the IRI of what fills a role of a description or participant, from its IRI: the n-th of several."""
        return f"{owner}/{role}" if number == 1 else f"{owner}/{role}-{number}"

    def hop(self, claim: str, number: int) -> str:
        """Give the IRI of the n-th voice that passes a claim on, from the claim's IRI."""
        return f"{claim}/via/{number}"

    def slug(self, kind: str, iri: str) -> str:
        """Give the slug in the IRI of an ``article``, a ``proposition``, a ``source`` or an ``article_graph``, the way back; empty for any other IRI."""
        start = str(getattr(self, kind)(""))
        rest = iri.removeprefix(start)
        return rest if iri.startswith(start) and rest and "/" not in rest else ""

    def narrator(self, article: str) -> str:
        """Give the IRI of the voice that tells an article."""
        return f"{self.article(article)}/narrator"

    def proposition(self, slug: str) -> str:
        """Give the IRI of a proposition that has a name."""
        return f"{self.base}id/proposition/{slug}"

    def review(self, local: str) -> str:
        """Give the IRI of a verdict of a fact-checker."""
        return f"{self.base}id/review/{local}"

    def annotation(self, claim: str) -> str:
        """Give the IRI of the annotation that shows a claim on its article’s text, from the claim’s IRI."""
        return f"{claim}/annotation"

    def annotations(self, page: int = 0) -> str:
        """Give the IRI of the collection of all annotations, or a page of it."""
        return f"{self.base}annotations/{page}" if page else f"{self.base}annotations"

    @property
    def reviews_graph(self) -> str:
        """The named graph with the verdicts of fact-checkers."""
        return f"{self.graphs}reviews"

    def link(self, slug: str, number: int) -> str:
        """Give the IRI of the note of evidence for the n-th link of an entity."""
        return f"{self.base}id/link/{slug}-{number}"

    @property
    def graphs(self) -> str:
        """What the IRIs of all named graphs begin with."""
        return f"{self.base}graph/"

    def article_graph(self, slug: str) -> str:
        """Give the IRI of the named graph with all of an article."""
        return f"{self.graphs}article/{slug}"

    def source(self, slug: str) -> str:
        """Give the IRI of an outside source."""
        return f"{self.base}id/source/{slug}"

    def source_claim(self, source: str, local: str) -> str:
        """Give the IRI of a claim of an outside source."""
        return f"{self.source(source)}/{local}"

    def source_graph(self, slug: str) -> str:
        """Give the IRI of the named graph with all that an outside source says."""
        return f"{self.graphs}source/{slug}"

    @property
    def registry_graph(self) -> str:
        """The named graph with who and what the articles speak of, the kinds, and the propositions that have a name."""
        return f"{self.graphs}registry"

    def in_sheets(self, iri: str) -> str:
        """Give an IRI as the sheets write it: ``critics``, ``article/minusma-end/c15-1``."""
        return iri.removeprefix(self.entity("")).removeprefix(self.base)

    def rule(self, name: str) -> str:
        """Give the IRI of a shape or rule of validation."""
        return f"{self.base}shape/{name}"

    @property
    def annotator(self) -> str:
        """Who wrote the claim sheets."""
        return self.entity("annotator")

    @property
    def dataset(self) -> str:
        """The dataset itself."""
        return f"{self.base}dataset"

    @property
    def nanopublication(self) -> str:
        """What the IRIs of nanopublications begin with, before their trusty code."""
        return f"{self.base}np/"

    @property
    def links_graph(self) -> str:
        """The named graph with the links to other datasets."""
        return f"{self.graphs}links"

    @property
    def catalog_graph(self) -> str:
        """The named graph in which the dataset describes itself."""
        return f"{self.graphs}catalog"

    @property
    def vocabulary_graph(self) -> str:
        """The named graph with the ontology and the code lists."""
        return f"{self.graphs}vocabulary"
