"""Views: one thing of the dataset as the lines a person wants to read."""

import hashlib
from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.claims.backends import Term
from mali_kg.claims.descriptions import local
from mali_kg.claims.model import Claim
from mali_kg.claims.reader import Records
from mali_kg.errors import MaliKgError
from mali_kg.project import Project
from mali_kg.rdf.namespaces import PROV, RDF, RDFS, SEM, SKOS

#: What speaks for and against a proposition: the class of the argument, how its premise is told of the conclusion, and the reverse.
ARGUMENTS = (
    ("Support", "supported by", "supports"),
    ("Attack", "attacked by", "attacks"),
    ("Concession", "holds although", "is granted, but"),
)
#: How predicates of other vocabularies are told, where the last part of their IRI does not say it.
PREDICATES = {f"{SEM}hasActor": "actor", f"{SEM}hasPlace": "place", f"{SEM}hasTimeStamp": "time"}


class IncompleteError(MaliKgError):
    """The dataset lacks something of a thing that it must have."""

    def __init__(self, iri: str) -> None:
        self.iri = iri
        super().__init__(f"{iri}: the dataset does not have everything that it should have of it.")


class Line(NamedTuple):
    """One line of a view: what it is, and its value."""

    key: str
    value: str


class Viewer:
    """Views of one dataset.

    :param records: the dataset, with the language of its labels.
    :param project: has the texts of its articles, or not.
    """

    def __init__(self, records: Records, project: Project) -> None:
        self.records, self.iris, self.project = records, records.iris, project

    def view(self, iri: str) -> list[Line]:
        """Tell everything worth reading about one thing.

        :raises IncompleteError: where the dataset lacks something of it.
        """
        if self.records.is_a(iri, "Claim"):
            return self.claim(iri)
        if self.records.is_a(iri, "Proposition"):
            return [Line("proposition", self.label(iri)), Line("id", self.name(iri)), *self.proposition(iri)]
        if self.records.is_a(iri, "Argument"):
            return self.argument(iri)
        return self.entity(iri)

    def claim(self, iri: str) -> list[Line]:
        """Tell a claim: its words in the sentence, who holds it and how, and what it says."""
        claim = self.records.claim(iri)
        if not (claim.article and claim.quote and claim.proposition) or min(claim.start, claim.end) < 0:
            raise IncompleteError(iri)
        lines = [Line("claim", self.label(iri)), Line("id", self.name(iri)), Line("in the text", self.sentence(claim))]
        for key, term in (("held by", "heldBy"), ("endorsed by", "endorsedBy"), ("modality", "modality"), ("polarity", "polarity")):
            lines += self.told(key, iri, term)
        for key, term in (("attributed by", "attributionCue"), ("hedged by", "hedge"), ("open list", "openListCue")):
            lines += self.told(key, iri, term)
        if claim.presupposed:
            lines.append(Line("presupposed", "the sentence takes it for granted"))
        lines += self.notes(iri)
        lines.append(Line("proposition", self.name(claim.proposition)))
        return lines + self.proposition(claim.proposition, without=iri)

    def sentence(self, claim: Claim) -> str:
        """Tell the sentence with the quote between ⟦ and ⟧; only the quote where the text is not at hand.

        :raises IncompleteError: where the sentence has no position.
        """
        place = f"(characters {claim.start} to {claim.end})"
        text = self.text(claim.article)
        if text is None or text[claim.start : claim.end] != claim.quote:
            return f"⟦{claim.quote}⟧ {place}"
        whole = self.records.position(self.iris.position(self.records.value(claim.iri, self.iris.term("inSentence"))))
        if whole is None:
            raise IncompleteError(claim.iri)
        return f"{text[whole.start : claim.start]}⟦{claim.quote}⟧{text[claim.end : whole.end]} {place}"

    def text(self, article: str) -> str | None:
        """The text of an article, where the project has it and it is the one that was annotated."""
        path = self.project.text_path(article.rpartition("/")[2])
        if not path.is_file():
            return None
        data = path.read_bytes()
        known = self.records.value(article, self.iris.term("textSha256"))
        return data.decode("utf-8") if hashlib.sha256(data).hexdigest() == known else None

    def proposition(self, iri: str, without: str = "") -> list[Line]:
        """Tell what a proposition says, who says it, and what speaks for and against it.

        :param without: the claim that is told already.
        """
        lines = []
        for graph in self.records.mk(iri, "contentGraph"):
            for q in sorted(self.records.backend.graph(graph), key=str):
                lines.append(Line("says", self.triple(q)))
        key = "also said in" if without else "said in"
        lines += [
            Line(key, f"{self.name(claim)}, held by {', '.join(self.words(h) for h in self.terms(claim, 'heldBy'))}")
            for claim in self.subjects("expresses", iri)
            if claim != without
        ]
        lines += [Line("close to", f"{self.label(other)} ({self.name(other)})") for other in self.records.mk(iri, "closeTo")]
        for argument in self.subjects("conclusion", iri):
            for kind, key, _ in ARGUMENTS:
                if self.records.is_a(argument, kind):
                    lines += [Line(key, f"{self.words(p)} {self.how(argument)}") for p in self.terms(argument, "premise")]
        for argument in self.subjects("premise", iri):
            for kind, _, key in ARGUMENTS:
                if self.records.is_a(argument, kind):
                    lines += [Line(key, f"{self.words(c)} {self.how(argument)}") for c in self.terms(argument, "conclusion")]
        return lines

    def how(self, argument: str) -> str:
        """Tell whether the text marks an argument, and by which words."""
        inferred = self.iris.code("explicitness", "inferred") in self.records.mk(argument, "explicitness")
        cue = ", ".join(self.words(c) for c in self.terms(argument, "cue"))
        return f"[{argument.rpartition('/')[2]}, {'inferred by the annotator' if inferred else f'explicit: {cue}'}]"

    def argument(self, iri: str) -> list[Line]:
        """Tell an argument: its premises, its conclusion and who draws it."""
        kind = self.records.argument(iri).kind or "argument"
        lines = [Line("argument", kind), Line("id", self.name(iri))]
        for key, term in (
            ("premise", "premise"),
            ("conclusion", "conclusion"),
            ("drawn by", "arguer"),
            ("explicitness", "explicitness"),
            ("cue", "cue"),
        ):
            lines += self.told(key, iri, term)
        return lines + self.notes(iri)

    def entity(self, iri: str) -> list[Line]:
        """Tell an entity, event or article: its names, the claims it holds and those that speak of it."""
        types = [local(t) for t in self.records.values(iri, f"{RDF}type") if t != f"{PROV}Agent"]
        lines = [Line(", ".join(types) or "thing", self.label(iri)), Line("id", self.name(iri))]
        lines += [
            Line(f"name ({name.language})", name.value)
            for predicate in (f"{RDFS}label", f"{SKOS}altLabel")
            for name in self.objects(iri, predicate)
            if isinstance(name, ox.Literal)
        ]
        lines += [Line("kind", self.words(o)) for o in self.objects(iri, f"{SEM}eventType")]
        lines += self.notes(iri)
        for key, term in (("holds", "heldBy"), ("endorses", "endorsedBy")):
            lines += [Line(key, f"{self.label(claim)} ({local(claim)})") for claim in self.subjects(term, iri)]
        facts: dict[str, list[ox.Quad]] = {}
        for q in self.records.backend.mentioning(iri):
            if isinstance(q.graph_name, ox.NamedNode):
                facts.setdefault(q.graph_name.value, []).append(q)
        for graph in sorted(facts):
            if graph.startswith(self.iris.proposition_graph("")):
                proposition = self.iris.proposition(self.iris.slug("proposition_graph", graph))
                claims = ", ".join(local(claim) for claim in self.subjects("expresses", proposition))
                lines.append(Line("spoken of in", f"{self.label(proposition)} ({claims})"))
        for graph in sorted(facts):
            if graph.startswith(self.iris.context_graph("")):
                source = ", ".join(self.records.values(graph, f"{PROV}hadPrimarySource"))
                lines += [Line("by another source", f"{self.triple(q)} [{source}]") for q in sorted(facts[graph], key=str)]
            elif graph == self.iris.links_graph:
                lines += [
                    Line("same as", q.object.value)
                    for q in sorted(facts[graph], key=str)
                    if q.predicate.value.endswith("#sameAs") and isinstance(q.object, ox.NamedNode)
                ]
        return lines

    def label(self, iri: str) -> str:
        """The label of a thing, else its name."""
        found = self.records.labelled(iri)
        return self.name(iri) if found is None else found

    def name(self, iri: str) -> str:
        """An IRI as people read it and queries take it."""
        return self.records.name(iri)

    def words(self, term: Term) -> str:
        """A term as words: its label, or its text."""
        if isinstance(term, ox.NamedNode):
            return self.label(term.value)
        return f"“{term.value}”" if isinstance(term, ox.Literal) and term.language else getattr(term, "value", str(term))

    def triple(self, quad: ox.Quad) -> str:
        """A statement as words."""
        return f"{self.words(quad.subject)} — {self.predicate(quad.predicate.value)} — {self.words(quad.object)}"

    def predicate(self, iri: str) -> str:
        """A predicate as words: the label of one of our vocabulary, else the end of its IRI."""
        if not iri.startswith(self.iris.ns):
            return PREDICATES.get(iri, local(iri))
        # The vocabulary stands in a graph of its own.
        found = [*self.records.objects(iri, f"{RDFS}label")]
        found += [q.object for q in self.records.backend.mentioning(iri) if q.predicate.value == f"{RDFS}label"]
        return next((label.value for label in found if isinstance(label, ox.Literal)), iri.removeprefix(self.iris.ns))

    def objects(self, subject: str, predicate: str) -> list[Term]:
        """The objects of a subject and predicate, sorted as N-Triples."""
        return sorted(self.records.objects(subject, predicate), key=str)

    def terms(self, subject: str, term: str) -> list[Term]:
        """The objects of a subject and a term of our vocabulary, sorted as N-Triples."""
        return self.objects(subject, self.iris.term(term))

    def subjects(self, term: str, iri: str) -> list[str]:
        """The subjects of a term of our vocabulary and an object, sorted as N-Triples."""
        return sorted(self.records.subjects(self.iris.term(term), iri), key="<{}>".format)

    def told(self, key: str, subject: str, term: str) -> list[Line]:
        """Lines with the objects of a subject and a term of our vocabulary."""
        return [Line(key, self.words(o)) for o in self.terms(subject, term)]

    def notes(self, iri: str) -> list[Line]:
        """Lines with the notes of the annotator."""
        return [Line("note", note.value) for note in self.objects(iri, f"{SKOS}note") if not isinstance(note, ox.Triple)]
