"""Looking things up in a dataset: names, labels, values and texts."""

import hashlib

import pyoxigraph as ox

from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.project import Project
from mali_kg.rdf.curie import expand, shorten
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import OA, RDF, RDFS, SCHEMA, SEM, SKOS
from mali_kg.store.opened import Opened

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Lookup:
    """Looks things up in one dataset, in one language."""

    def __init__(self, dataset: Opened, project: Project, language: str = "en") -> None:
        self.store, self.iris, self.project, self.language = dataset.store, Iris(dataset.base), project, language

    def find(self, name: str) -> str:
        """The IRI that a name stands for: an IRI, a prefixed name, a slug, a claim's id (with the article where there are several), or a label.

        :raises MaliKgError: where nothing or more than one thing has that name.
        """
        name = name.strip()
        candidates = [
            name,
            expand(name, self.iris.base) or name,
            self.iris.entity(name),
            self.iris.proposition(name),
            self.iris.article(name),
        ]
        articles = [s.value for s in self.subjects(f"{RDF}type", ox.NamedNode(f"{SCHEMA}NewsArticle"))]
        candidates += [f"{article}/{name}" for article in articles]
        found = sorted({c for c in candidates if self.exists(c)})
        if not found:
            labels = (f"{RDFS}label", f"{SKOS}altLabel", self.iris.term("acronym"))
            found = sorted(
                {
                    q.subject.value
                    for p in labels
                    for q in self.store.quads_for_pattern(None, ox.NamedNode(p), None, ox.DefaultGraph())
                    if isinstance(q.object, ox.Literal)
                    and q.object.value.casefold() == name.casefold()
                    and isinstance(q.subject, ox.NamedNode)
                }
            )
            found = [f for f in found if not self.is_a(f, "Claim")] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise MaliKgError(f"{name!r} is the name of several things: {', '.join(self.short(f) for f in found)}. Give one of these.")
        known = {
            self.short(q.subject.value)
            for q in self.store.quads_for_pattern(None, ox.NamedNode(f"{RDFS}label"), None, ox.DefaultGraph())
            if isinstance(q.subject, ox.NamedNode)
        }
        names = {k.strip("<>").rpartition("/")[2].rpartition(":")[2] for k in known}
        raise MaliKgError(f"nothing is called {name!r}. {did_you_mean(name, names)}".rstrip())

    def exists(self, iri: str) -> bool:
        """Whether anything is said of an IRI in the default graph."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return next(self.store.quads_for_pattern(node, None, None, ox.DefaultGraph()), None) is not None

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """The objects of a subject and predicate in the default graph, sorted."""
        return sorted(
            (q.object for q in self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph())),
            key=str,
        )

    def subjects(self, predicate: str, value: Term) -> list[ox.NamedNode]:
        """The subjects of a predicate and object in the default graph, sorted."""
        found = self.store.quads_for_pattern(None, ox.NamedNode(predicate), value, ox.DefaultGraph())
        return sorted((q.subject for q in found if isinstance(q.subject, ox.NamedNode)), key=str)

    def mk(self, subject: str, term: str) -> list[Term]:
        """The objects of a subject and a term of our vocabulary."""
        return self.objects(subject, self.iris.term(term))

    def is_a(self, iri: str, term: str) -> bool:
        """Whether a thing has a class of our vocabulary."""
        return ox.NamedNode(self.iris.term(term)) in self.objects(iri, f"{RDF}type")

    def values(self, subject: str, predicate: str) -> list[str]:
        """The objects as text."""
        return [o.value for o in self.objects(subject, predicate) if not isinstance(o, ox.Triple)]

    def label(self, iri: str) -> str:
        """The label in the viewer's language, else in English, else any, else the short IRI."""
        found = {o.language or "": o.value for p in ("label",) for o in self.objects(iri, RDFS + p) if isinstance(o, ox.Literal)}
        found = found or {o.language or "": o.value for o in self.objects(iri, f"{SKOS}prefLabel") if isinstance(o, ox.Literal)}
        return found.get(self.language) or found.get("en") or next(iter(found.values()), self.short(iri))

    def short(self, iri: str) -> str:
        """An IRI as people read it and queries take it."""
        return shorten(iri, self.iris.base)

    def words(self, term: Term) -> str:
        """A term as words: its label, or its text."""
        if isinstance(term, ox.NamedNode):
            return self.label(term.value)
        return f"“{term.value}”" if isinstance(term, ox.Literal) and term.language else getattr(term, "value", str(term))

    def span(self, position: str) -> tuple[int, int]:
        """Start and end of a position."""
        return int(self.values(position, f"{OA}start")[0]), int(self.values(position, f"{OA}end")[0])

    def text(self, article: str) -> str | None:
        """The text of an article, where the project has it and it is the one that was annotated."""
        path = self.project.text_path(article.rpartition("/")[2])
        if not path.is_file():
            return None
        data = path.read_bytes()
        known = self.mk(article, "textSha256")
        if not known or hashlib.sha256(data).hexdigest() != known[0].value:  # type: ignore[union-attr]
            return None
        return data.decode("utf-8")

    def predicate_label(self, predicate: str) -> str:
        """The label of a predicate."""
        if predicate.startswith(self.iris.ns):
            found = self.store.quads_for_pattern(ox.NamedNode(predicate), ox.NamedNode(f"{RDFS}label"), None, None)
            return next((q.object.value for q in found if isinstance(q.object, ox.Literal)), predicate.removeprefix(self.iris.ns))
        return {f"{SEM}hasActor": "actor", f"{SEM}hasPlace": "place", f"{SEM}hasTimeStamp": "time"}.get(
            predicate, predicate.rpartition("/")[2].rpartition("#")[2]
        )

    def local(self, iri: str) -> str:
        """A claim's id without its article."""
        return iri.rpartition("/")[2]
