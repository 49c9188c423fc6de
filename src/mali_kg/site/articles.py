"""The pages of an article: itself, its claims, its arguments, its narrator."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mali_kg.claims.descriptions import by_name
from mali_kg.claims.model import Argument, Claim
from mali_kg.claims.voices import marks
from mali_kg.export.page import claim_node
from mali_kg.rdf.namespaces import OA, SCHEMA
from mali_kg.rdf.order import natural
from mali_kg.site import data
from mali_kg.site.citing import cite
from mali_kg.site.entities import entity_pages
from mali_kg.site.maps import map_files
from mali_kg.site.preview import preview
from mali_kg.site.reading import line, lines, text_of
from mali_kg.site.retired import of_page, replaced_by
from mali_kg.site.source import text_fragment

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site

#: How claims of the same content are grouped, in this order.
RELATIONS = ("same", "stronger", "weaker", "denied", "opposite", "open", "apart")
#: The keys of a card under which the arguments of a claim stand.
GROUNDS = ("for", "against", "despite", "speaksFor", "speaksAgainst")


class ArticlePages:
    """The pages of one article."""

    def __init__(self, site: "Site", iri: str) -> None:
        self.site, self.iri = site, iri
        records, term = site.records, site.iris.term
        self.quads = site.whole_article(iri)
        site.backend.keep(self.quads)
        self.article = records.article(iri)
        #: Where it is on the web; empty where that is not known.
        self.url = records.value(iri, f"{SCHEMA}url")
        self.claims = sorted(
            (records.claim(claim) for claim in records.subjects(f"{SCHEMA}appearance", iri)), key=lambda c: (c.start, natural(c.iri))
        )
        self.arguments = [records.argument(argument) for argument in records.subjects(term("inArticle"), iri)]
        self.text = text_of(site, iri)
        self.picture_path = f"previews/{site.iris.slug('article', iri)}.png"
        self.marks = marks(self.claims)
        #: How many arguments of a kind lead to a claim.
        self.towards = Counter((argument.conclusion, argument.kind) for argument in self.arguments)

    def files(self) -> "Iterator[File]":
        """Write the pages, each with its data."""
        site, stem = self.site, self.site.places.stem
        if self.picture:
            yield self.picture_path, self.picture
        yield self._article()
        yield from data.beside(site, stem(self.iri), self.quads)
        for before, claim, after in zip([None, *self.claims], self.claims, [*self.claims[1:], None], strict=False):
            card = site.cards.card(claim)
            yield self._claim(claim, card, before, after)
            yield f"{stem(claim.iri)}.json", data.card(card)
            yield from data.beside(site, stem(claim.iri), site.whole(claim.iri))
        for argument in self.arguments:
            yield self._argument(argument)
            yield from data.beside(site, stem(argument.iri), site.whole(argument.iri))
        yield from map_files(site, self.iri, self.claims, self.arguments)
        yield from entity_pages(site, f"{self.iri}/narrator")

    @cached_property
    def picture(self) -> bytes | None:
        """The picture by which the article is shown where somebody links to it; None where it cannot be drawn."""
        sentences = len({claim.sentence for claim in self.claims})
        numbers = {"claims": len(self.claims), "sentences": sentences, "arguments": len(self.arguments)}
        figures = self.site.words["article-figures"].format(**numbers)
        voices = Counter(self.marks[claim.holders] for claim in self.claims)
        return preview(self.article.headline, figures, sorted(voices.items()), self.site.short_title)

    # ------------------------------------------------------------------ the article

    def _article(self) -> "File":
        records = self.site.records
        spans = records.subjects(f"{OA}hasSource", self.iri)
        sentences = [self._sentence(iri) for iri in spans if records.is_a(iri, "Sentence")]
        voices = [(voice[0], sum(c.holders == voice for c in self.claims), mark) for voice, mark in self.marks.items() if voice]
        return self.site.html(
            f"{self.site.places.stem(self.iri)}.html",
            "article",
            self.iri,
            article=self.article,
            url=self.url,
            copyright=records.value(self.iri, f"{SCHEMA}copyrightNotice"),
            number_of_claims=len(self.claims),
            number_of_arguments=len(self.arguments),
            sentences=sorted(sentences, key=lambda s: s["start"]),
            excluded=sorted((self._excluded(x) for x in spans if records.is_a(x, "ExcludedSpan")), key=lambda x: x["start"]),
            retired=of_page(self.site, self.iri),
            voices=voices,
            has_text=self.text is not None,
            map_path=self.site.map_path(self.iri),
            preview=self.picture_path if self.picture else "",
        )

    def _sentence(self, iri: str) -> dict[str, Any]:
        """Give a sentence: its number, its words where they may be shown, and its claims."""
        records = self.site.records
        place = records.position(self.site.iris.position(iri))
        start, end = place or (0, 0)
        return {
            "id": iri.rpartition("/")[2],
            "number": records.number(iri, f"{SCHEMA}position", 0),
            "start": start,
            "end": end,
            "text": self.text[start:end] if self.text is not None else "",
            "claims": [self._in_sentence(c) for c in self.claims if records.value(c.iri, self.site.iris.term("inSentence")) == iri],
        }

    def _excluded(self, iri: str) -> dict[str, Any]:
        """Give a part of the text that is not read for claims: its place, why, and its words where they may be shown."""
        place = self.site.records.position(self.site.iris.position(iri))
        start, end = place or (0, 0)
        return {
            "iri": iri,
            "start": start,
            "end": end,
            "reasons": self.site.records.mk(iri, "exclusionReason"),
            "text": self.text[start:end] if self.text is not None else "",
        }

    def _in_sentence(self, claim: Claim) -> dict[str, Any]:
        counted = (("for", self.towards[claim.iri, "support"]), ("against", self.towards[claim.iri, "attack"]))
        return {**claim._asdict(), "mark": self.marks[claim.holders], "speaks": [(key, number) for key, number in counted if number]}

    # ------------------------------------------------------------------ a claim

    def _claim(self, claim: Claim, card: dict[str, Any], before: Claim | None, after: Claim | None) -> "File":
        site, records = self.site, self.site.records
        holders = [records.label(holder) for holder in claim.holders]
        others = {relation: [c for c in card.get("sameContent", ()) if c["relation"] == relation] for relation in RELATIONS}
        others["opposite"] = card.get("opposite", [])
        return site.html(
            f"{site.places.stem(claim.iri)}.html",
            "claim",
            claim.iri,
            article=self.article,
            card=card,
            holders=holders,
            words=(*claim.modals, *claim.hedges),
            language=self.article.language,
            sentence=self._around(claim),
            sentence_iri=records.value(claim.iri, site.iris.term("inSentence")),
            fragment=text_fragment(self.url, claim.quote) if self.url else "",
            grounds=[(key, card[key]) for key in GROUNDS if key in card],
            others=[(relation, claims, card.get("more", {}).get(relation, 0)) for relation, claims in others.items() if claims],
            close=lines(site, by_name((*claim.close_to, *records.subjects(site.iris.term("closeTo"), claim.iri)))),
            history=replaced_by(site, claim.iri),
            citation=cite(claim, holders, self.article.headline, site.project.config),
            preview=self.picture_path if self.picture else "",
            before=before.iri if before else "",
            after=after.iri if after else "",
            markup={
                "@context": "https://schema.org",
                "@graph": [claim_node(claim, records, {}) | {"url": site.address + f"{site.places.stem(claim.iri)}.html"}],
            },
        )

    def _around(self, claim: Claim) -> tuple[str, str] | None:
        """Give the words before and after the quotation in its sentence, where they may be shown."""
        place = self.site.records.position(self.site.iris.position(self.site.records.value(claim.iri, self.site.iris.term("inSentence"))))
        if self.text is None or place is None:
            return None
        return self.text[place.start : claim.start], self.text[claim.end : place.end]

    # ------------------------------------------------------------------ an argument

    def _argument(self, argument: Argument) -> "File":
        site = self.site
        return site.html(
            f"{site.places.stem(argument.iri)}.html",
            "argument",
            argument.iri,
            kind=argument.kind,
            article=self.iri,
            premises=lines(site, argument.premises),
            conclusion=line(site, site.records.claim(argument.conclusion)),
            how=site.cards.how(argument),
        )
