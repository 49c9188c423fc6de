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
        """A term of the vocabulary: ``{base}ns#Claim``."""
        return self.ns + name

    def code(self, scheme: str, notation: str) -> str:
        """A concept of a code list."""
        return f"{self.codes}{scheme}/{notation}"

    @property
    def codes(self) -> str:
        """What the IRIs of all concepts of code lists begin with."""
        return f"{self.base}code/"

    def entity(self, slug: str) -> str:
        """An entry of the registry."""
        return f"{self.base}id/{slug}"

    def article(self, slug: str) -> str:
        """An article."""
        return f"{self.base}id/article/{slug}"

    def part(self, article: str, local: str) -> str:
        """A sentence, claim, argument or excluded span of an article, by its local id."""
        return f"{self.article(article)}/{local}"

    def evidence(self, claim: str) -> str:
        """The words that a claim is read from: a selection of the article's text, of a claim's IRI."""
        return f"{claim}/evidence"

    def quote(self, claim: str) -> str:
        """The quotation of a claim, of its IRI."""
        return f"{claim}/quote"

    def position(self, owner: str) -> str:
        """The place in the text of a claim, sentence or excluded span, of its IRI."""
        return f"{owner}/position"

    def slug(self, kind: str, iri: str) -> str:
        """The way back: the slug in the IRI of an ``article``, a ``proposition`` or a ``proposition_graph``; empty for any other IRI."""
        start = str(getattr(self, kind)(""))
        rest = iri.removeprefix(start)
        return rest if iri.startswith(start) and rest and "/" not in rest else ""

    def narrator(self, article: str) -> str:
        """The voice that tells an article."""
        return f"{self.article(article)}/narrator"

    def proposition(self, slug: str) -> str:
        """A proposition."""
        return f"{self.base}id/proposition/{slug}"

    def link(self, slug: str, number: int) -> str:
        """The note of evidence for the n-th link of an entity."""
        return f"{self.base}id/link/{slug}-{number}"

    @property
    def graphs(self) -> str:
        """What the IRIs of all named graphs begin with."""
        return f"{self.base}graph/"

    @property
    def default_graph(self) -> str:
        """Where the default graph stands in a database that has none."""
        return f"{self.graphs}default"

    def proposition_graph(self, slug: str) -> str:
        """The named graph with what a proposition says."""
        return f"{self.graphs}proposition/{slug}"

    def context_graph(self, source: str) -> str:
        """The named graph with the facts of one outside source."""
        return f"{self.graphs}context/{source}"

    def statement(self, graph: str, number: int) -> str:
        """The n-th statement of a graph, where it has to travel reified."""
        return f"{graph}/statement/{number}"

    def is_told_by_others(self, graph: str) -> bool:
        """Whether the graph holds what holders of claims or outside sources say, and not what we assert."""
        return graph.startswith((f"{self.graphs}proposition/", f"{self.graphs}context/"))

    def in_sheets(self, iri: str) -> str:
        """An IRI as the sheets write it: ``critics``, ``article/minusma-end/c15-1``."""
        return iri.removeprefix(self.entity("")).removeprefix(self.base)

    def rule(self, name: str) -> str:
        """A shape or rule of validation."""
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
    def ontology_graph(self) -> str:
        """The named graph with the vocabulary."""
        return f"{self.graphs}ontology"
