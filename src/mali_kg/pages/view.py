"""Views: one thing of the dataset as the lines a person wants to read."""

from typing import NamedTuple

import pyoxigraph as ox

from mali_kg.pages.lookup import Lookup
from mali_kg.rdf.namespaces import OA, RDF, RDFS, SEM, SKOS


class Line(NamedTuple):
    """One line of a view: what it is, and its value."""

    key: str
    value: str


class Viewer(Lookup):
    """Views of one dataset."""

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
        """A claim: its words in the sentence, who holds it and how, and what it says."""
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
        lines += [
            Line(key, f"{self.short(c.value)}, held by {', '.join(self.words(h) for h in self.mk(c.value, 'heldBy'))}") for c in claims
        ]
        lines += [
            Line("close to", f"{self.label(o.value)} ({self.short(o.value)})")
            for o in self.mk(iri, "closeTo")
            if isinstance(o, ox.NamedNode)
        ]
        heads = (
            ("Support", "supported by", "supports"),
            ("Attack", "attacked by", "attacks"),
            ("Concession", "holds although", "is granted, but"),
        )
        for argument in self.subjects(self.iris.term("conclusion"), ox.NamedNode(iri)):
            for kind, key, _ in heads:
                if self.is_a(argument.value, kind):
                    lines += [Line(key, f"{self.words(p)} {self.how(argument.value)}") for p in self.mk(argument.value, "premise")]
        for argument in self.subjects(self.iris.term("premise"), ox.NamedNode(iri)):
            for kind, _, key in heads:
                if self.is_a(argument.value, kind):
                    lines += [Line(key, f"{self.words(c)} {self.how(argument.value)}") for c in self.mk(argument.value, "conclusion")]
        return lines

    def how(self, argument: str) -> str:
        """Whether the text marks an argument, and who draws it."""
        inferred = any(
            o.value == self.iris.code("explicitness", "inferred") for o in self.mk(argument, "explicitness") if isinstance(o, ox.NamedNode)
        )
        cue = ", ".join(self.words(c) for c in self.mk(argument, "cue"))
        return f"[{argument.rpartition('/')[2]}, {'inferred by the annotator' if inferred else f'explicit: {cue}'}]"

    def argument(self, iri: str) -> list[Line]:
        """An argument: its premises, its conclusion and who draws it."""
        kind = next((k for k in ("Support", "Attack", "Concession") if self.is_a(iri, k)), "Argument")
        lines = [Line("argument", kind.lower()), Line("id", self.short(iri))]
        for key, term in (
            ("premise", "premise"),
            ("conclusion", "conclusion"),
            ("drawn by", "arguer"),
            ("explicitness", "explicitness"),
            ("cue", "cue"),
        ):
            lines += [Line(key, self.words(o)) for o in self.mk(iri, term)]
        return lines + [Line("note", v) for v in self.values(iri, f"{SKOS}note")]

    def entity(self, iri: str) -> list[Line]:
        """An entity, event or article: its names, the claims it holds and those that speak of it."""
        node = ox.NamedNode(iri)
        types = [
            t.value.rpartition("#")[2].rpartition("/")[2]
            for t in self.objects(iri, f"{RDF}type")
            if isinstance(t, ox.NamedNode) and t.value != "http://www.w3.org/ns/prov#Agent"
        ]
        lines = [Line(", ".join(types) or "thing", self.label(iri)), Line("id", self.short(iri))]
        lines += [
            Line(f"name ({o.language})", o.value)
            for p in (f"{RDFS}label", f"{SKOS}altLabel")
            for o in self.objects(iri, p)
            if isinstance(o, ox.Literal)
        ]
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
                    lines.append(
                        Line(
                            "by another source",
                            f"{self.words(q.subject)} — {self.predicate_label(q.predicate.value)} — {self.words(q.object)} [{source}]",
                        )
                    )
            elif graph == self.iris.links_graph:
                lines += [
                    Line("same as", q.object.value)
                    for q in facts[graph]
                    if q.predicate.value.endswith("#sameAs") and isinstance(q.object, ox.NamedNode)
                ]
        return lines
