"""One thing of the dataset as a person wants to read it: a claim, proposition, argument, entity or article."""

import hashlib
from typing import Any, NamedTuple

import pyoxigraph as ox

from mali_kg.errors import MaliKgError, did_you_mean
from mali_kg.iris import Iris
from mali_kg.namespaces import OA, RDF, RDFS, SCHEMA, SEM, SKOS
from mali_kg.project import Project
from mali_kg.store import Opened

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Line(NamedTuple):
    """One line of the view: a key, a value, and how deep it stands."""

    key: str
    value: str
    depth: int = 0


class Viewer:
    """Looks things up in a dataset. Views are lists of `Line`."""

    def __init__(self, dataset: Opened, project: Project, language: str = "en") -> None:
        self.store, self.iris, self.project, self.language = dataset.store, Iris(dataset.base), project, language

    # -- looking up

    def find(self, name: str) -> str:
        """The IRI that a name stands for: an IRI, a slug, a claim's id (with the article where there are several), or a label.

        :raises MaliKgError: where nothing or more than one thing has that name.
        """
        name = name.strip()
        candidates = [name, self.iris.entity(name), self.iris.proposition(name), self.iris.article(name)]
        articles = [s.value for s in self.subjects(f"{RDF}type", ox.NamedNode(f"{SCHEMA}NewsArticle"))]
        candidates += [f"{article}/{name}" for article in articles]
        found = sorted({c for c in candidates if self.exists(c)})
        if not found:
            labels = (f"{RDFS}label", f"{SKOS}altLabel", self.iris.term("acronym"))
            found = sorted({q.subject.value for p in labels for q in self.store.quads_for_pattern(None, ox.NamedNode(p), None, ox.DefaultGraph()) if isinstance(q.object, ox.Literal) and q.object.value.casefold() == name.casefold() and isinstance(q.subject, ox.NamedNode)})
            found = [f for f in found if not self.is_a(f, "Claim")] or found
        if len(found) == 1:
            return found[0]
        if found:
            raise MaliKgError(f"{name!r} is the name of several things: {', '.join(self.short(f) for f in found)}. Give one of these.")
        known = {self.short(q.subject.value) for q in self.store.quads_for_pattern(None, ox.NamedNode(f"{RDFS}label"), None, ox.DefaultGraph()) if isinstance(q.subject, ox.NamedNode)}
        names = {k.rpartition("/")[2] for k in known}
        raise MaliKgError(f"nothing is called {name!r}. {did_you_mean(name, names)}")

    def exists(self, iri: str) -> bool:
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return False
        return next(self.store.quads_for_pattern(node, None, None, ox.DefaultGraph()), None) is not None

    def objects(self, subject: str, predicate: str) -> list[Term]:
        return sorted((q.object for q in self.store.quads_for_pattern(ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph())), key=str)

    def subjects(self, predicate: str, value: Term) -> list[ox.NamedNode]:
        found = self.store.quads_for_pattern(None, ox.NamedNode(predicate), value, ox.DefaultGraph())
        return sorted((q.subject for q in found if isinstance(q.subject, ox.NamedNode)), key=str)

    def mk(self, subject: str, term: str) -> list[Term]:
        return self.objects(subject, self.iris.term(term))

    def is_a(self, iri: str, term: str) -> bool:
        return ox.NamedNode(self.iris.term(term)) in self.objects(iri, f"{RDF}type")

    def values(self, subject: str, predicate: str) -> list[str]:
        return [o.value for o in self.objects(subject, predicate) if not isinstance(o, ox.Triple)]

    def label(self, iri: str) -> str:
        """The label in the viewer's language, else in English, else any, else the short IRI."""
        found = {o.language or "": o.value for p in ("label",) for o in self.objects(iri, RDFS + p) if isinstance(o, ox.Literal)}
        found = found or {o.language or "": o.value for o in self.objects(iri, f"{SKOS}prefLabel") if isinstance(o, ox.Literal)}
        return found.get(self.language) or found.get("en") or next(iter(found.values()), self.short(iri))

    def short(self, iri: str) -> str:
        return iri.removeprefix(self.iris.entity("")).removeprefix(self.iris.base)

    def words(self, term: Term) -> str:
        if isinstance(term, ox.NamedNode):
            return self.label(term.value)
        return f"“{term.value}”" if isinstance(term, ox.Literal) and term.language else getattr(term, "value", str(term))

    # -- views

    def view(self, iri: str) -> list[Line]:
        """Everything worth reading about one thing."""
        if self.is_a(iri, "Claim"):
            return self.claim(iri)
        if self.is_a(iri, "Proposition"):
            return [Line("proposition", self.label(iri)), Line("id", self.short(iri)), *self.proposition(iri)]
        if self.is_a(iri, "Argument"):
            return self.argument(iri)
        return self.entity(iri)

    def claim(self, iri: str) -> list[Line]:
        proposition = self.mk(iri, "expresses")[0].value  # type: ignore[union-attr]
        lines = [Line("claim", self.label(iri)), Line("id", self.short(iri))]
        lines.append(Line("in the text", self.sentence(iri)))
        for key, term in (("held by", "heldBy"), ("endorsed by", "endorsedBy"), ("modality", "modality"), ("polarity", "polarity")):
            lines += [Line(key, self.words(o)) for o in self.mk(iri, term)]
        for key, term in (("attributed by", "attributionCue"), ("hedged by", "hedge"), ("open list", "openListCue")):
            lines += [Line(key, self.words(o)) for o in self.mk(iri, term)]
        if self.values(iri, self.iris.term("isPresupposed")) == ["true"]:
            lines.append(Line("presupposed", "the sentence takes it for granted"))
        lines += [Line("note", v) for v in self.values(iri, f"{SKOS}note")]
        lines.append(Line("proposition", self.short(proposition)))
        return lines + self.proposition(proposition, without=iri)

    def sentence(self, claim: str) -> str:
        """The sentence with the quote between ⟦ and ⟧; only the quote where the text is not at hand."""
        evidence = self.mk(claim, "hasEvidence")[0].value  # type: ignore[union-attr]
        article = self.values(evidence, f"{OA}hasSource")[0]
        start, end = self.span(f"{claim}/position")
        quote = self.values(f"{claim}/quote", f"{OA}exact")[0]
        text = self.text(article)
        if text is None or text[start:end] != quote:
            return f"⟦{quote}⟧ (characters {start} to {end})"
        sentence = self.mk(claim, "inSentence")[0].value  # type: ignore[union-attr]
        first, last = self.span(f"{sentence}/position")
        return f"{text[first:start]}⟦{quote}⟧{text[end:last]} (characters {start} to {end})"

    def span(self, position: str) -> tuple[int, int]:
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

    def proposition(self, iri: str, without: str = "") -> list[Line]:
        """What a proposition says, who says it, and what speaks for and against it."""
        lines = []
        for graph in self.mk(iri, "contentGraph"):
            assert isinstance(graph, ox.NamedNode)
            for q in sorted(self.store.quads_for_pattern(None, None, None, graph), key=str):
                predicate = q.predicate.value
                name = self.predicate_label(predicate)
                lines.append(Line("says", f"{self.words(q.subject)} — {name} — {self.words(q.object)}"))
        claims = [c for c in self.subjects(self.iris.term("expresses"), ox.NamedNode(iri)) if c.value != without]
        key = "also said in" if without else "said in"
        lines += [Line(key, f"{self.short(c.value)}, held by {', '.join(self.words(h) for h in self.mk(c.value, 'heldBy'))}") for c in claims]
        lines += [Line("close to", f"{self.label(o.value)} ({self.short(o.value)})") for o in self.mk(iri, "closeTo") if isinstance(o, ox.NamedNode)]
        heads = (("Support", "supported by", "supports"), ("Attack", "attacked by", "attacks"), ("Concession", "holds although", "is granted, but"))
        for argument in self.subjects(self.iris.term("conclusion"), ox.NamedNode(iri)):
            for kind, key, _ in heads:
                if self.is_a(argument.value, kind):
                    lines += [Line(key, f"{self.words(p)} {self.how(argument.value)}") for p in self.mk(argument.value, "premise")]
        for argument in self.subjects(self.iris.term("premise"), ox.NamedNode(iri)):
            for kind, _, key in heads:
                if self.is_a(argument.value, kind):
                    lines += [Line(key, f"{self.words(c)} {self.how(argument.value)}") for c in self.mk(argument.value, "conclusion")]
        return lines

    def predicate_label(self, predicate: str) -> str:
        if predicate.startswith(self.iris.ns):
            found = self.store.quads_for_pattern(ox.NamedNode(predicate), ox.NamedNode(f"{RDFS}label"), None, None)
            return next((q.object.value for q in found if isinstance(q.object, ox.Literal)), predicate.removeprefix(self.iris.ns))
        return {f"{SEM}hasActor": "actor", f"{SEM}hasPlace": "place", f"{SEM}hasTimeStamp": "time"}.get(predicate, predicate.rpartition("/")[2].rpartition("#")[2])

    def how(self, argument: str) -> str:
        """Whether the text marks an argument, and who draws it."""
        inferred = any(self.short(o.value).endswith("inferred") for o in self.mk(argument, "explicitness") if isinstance(o, ox.NamedNode))
        cue = ", ".join(self.words(c) for c in self.mk(argument, "cue"))
        return f"[{argument.rpartition('/')[2]}, {'inferred by the annotator' if inferred else f'explicit: {cue}'}]"

    def argument(self, iri: str) -> list[Line]:
        kind = next((k for k in ("Support", "Attack", "Concession") if self.is_a(iri, k)), "Argument")
        lines = [Line("argument", kind.lower()), Line("id", self.short(iri))]
        for key, term in (("premise", "premise"), ("conclusion", "conclusion"), ("drawn by", "arguer"), ("explicitness", "explicitness"), ("cue", "cue")):
            lines += [Line(key, self.words(o)) for o in self.mk(iri, term)]
        return lines + [Line("note", v) for v in self.values(iri, f"{SKOS}note")]

    def entity(self, iri: str) -> list[Line]:
        """An entity, event or article: its names, the claims it holds and those that speak of it."""
        node = ox.NamedNode(iri)
        types = [t.value.rpartition("#")[2].rpartition("/")[2] for t in self.objects(iri, f"{RDF}type") if isinstance(t, ox.NamedNode) and t.value != "http://www.w3.org/ns/prov#Agent"]
        lines = [Line(", ".join(types) or "thing", self.label(iri)), Line("id", self.short(iri))]
        lines += [Line(f"name ({o.language})", o.value) for p in (f"{RDFS}label", f"{SKOS}altLabel") for o in self.objects(iri, p) if isinstance(o, ox.Literal)]
        lines += [Line("kind", self.words(o)) for o in self.objects(iri, f"{SEM}eventType")]
        lines += [Line("note", v) for v in self.values(iri, f"{SKOS}note")]
        for key, term in (("holds", "heldBy"), ("endorses", "endorsedBy")):
            lines += [Line(key, f"{self.label(c.value)} ({self.local(c.value)})") for c in self.subjects(self.iris.term(term), node)]
        facts: dict[str, list[ox.Quad]] = {}
        for q in {*self.store.quads_for_pattern(node, None, None, None), *self.store.quads_for_pattern(None, None, node, None)}:
            if isinstance(q.graph_name, ox.NamedNode):
                facts.setdefault(q.graph_name.value, []).append(q)
        for graph in sorted(facts):
            if graph.startswith(self.iris.proposition_graph("")):
                proposition = self.iris.proposition(graph.removeprefix(self.iris.proposition_graph("")))
                claims = ", ".join(self.local(c.value) for c in self.subjects(self.iris.term("expresses"), ox.NamedNode(proposition)))
                lines.append(Line("spoken of in", f"{self.label(proposition)} ({claims})"))
        for graph in sorted(facts):
            if graph.startswith(self.iris.context_graph("")):
                source = ", ".join(self.values(graph, "http://www.w3.org/ns/prov#hadPrimarySource"))
                for q in sorted(facts[graph], key=str):
                    lines.append(Line("by another source", f"{self.words(q.subject)} — {self.predicate_label(q.predicate.value)} — {self.words(q.object)} [{source}]"))
            elif graph == self.iris.links_graph:
                lines += [Line("same as", q.object.value) for q in facts[graph] if q.predicate.value.endswith("#sameAs") and isinstance(q.object, ox.NamedNode)]
        return lines

    def local(self, iri: str) -> str:
        """A claim's id without its article."""
        return iri.rpartition("/")[2]


def render(lines: list[Line], width: int = 100) -> str:
    """Lines as text that fits a width."""
    import textwrap

    indent = max((len(line.key) for line in lines), default=0) + 2
    out = []
    previous = ""
    for line in lines:
        key = "" if line.key == previous else line.key
        wrapped = textwrap.wrap(line.value, max(20, width - indent), break_on_hyphens=False) or [""]
        out.append(f"{key:{indent}}{wrapped[0]}")
        out += [" " * indent + more for more in wrapped[1:]]
        previous = line.key
    return "\n".join(out) + "\n"


def as_json(lines: list[Line], iri: str) -> dict[str, Any]:
    """Lines as one object: each key with its values."""
    found: dict[str, Any] = {"iri": iri}
    for line in lines:
        found.setdefault(line.key, []).append(line.value)
    return found
