"""The rows of the tables: `mali_kg.export.tables` tells their columns, in the same order."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from mali_kg.claims.flat_view import FlatView
from mali_kg.claims.model import Claim, Description, SourceClaim
from mali_kg.claims.reader import Records
from mali_kg.claims.reviews import named_propositions, reviews
from mali_kg.export.dates import Dated, dated
from mali_kg.rdf.order import natural

Row = tuple[object, ...]
#: Fields of quantities and of times, in the order of the columns.
QUANTITY = ("number", "unit", "outOf", "per", "atLeast", "moreThan", "atMost", "lessThan", "times")
TIME = ("at", "from", "to", "by")


class Rows:
    """Makes the rows of a dataset."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def claims(self) -> list[Row]:
        """Give a row for each claim."""
        r = self.records
        return [
            (
                *(r.short(c.iri), _short(r, c.article), c.sentence, c.label, c.quote, c.start, c.end),
                *(_labels(r, c.holders), _shorts(r, c.holders), _labels(r, c.endorsers), _shorts(r, c.endorsers)),
                *(_labels(r, [hop.voice for hop in c.via]), _shorts(r, [hop.voice for hop in c.via])),
                *(c.stance, c.strength, c.polarity, c.focus or None, c.background or None),
                *(list(c.cues), list(c.modals), list(c.hedges), list(c.open_list)),
                *(_short(r, c.says), c.fingerprint, _shorts(r, c.close_to), list(c.notes)),
            )
            for c in r.claims
        ]

    def source_claims(self) -> list[Row]:
        """Give a row for each claim of an outside source."""
        r = self.records
        return [
            (
                *(r.short(c.iri), r.short(c.source), c.label, c.quote or None),
                *(c.stance, c.strength, c.polarity, c.focus or None, list(c.hedges), _short(r, c.says), c.fingerprint),
            )
            for c in self.claims_of_sources
        ]

    @cached_property
    def claims_of_sources(self) -> list[SourceClaim]:
        """The claims of outside sources."""
        return [claim for source in self.records.sources for claim in source.claims]

    @property
    def all_claims(self) -> list[Claim | SourceClaim]:
        """The claims of the articles and of outside sources."""
        return [*self.records.claims, *self.claims_of_sources]

    def propositions(self) -> list[Row]:
        """Give a row for each proposition that has a name."""
        r = self.records
        return [(r.short(p.iri), p.label, p.fingerprint or None, len(r.claims_of.get(p.fingerprint, ()))) for p in named_propositions(r)]

    def reviews(self) -> list[Row]:
        """Give a row for each verdict of a fact-checker."""
        r = self.records
        return [
            (r.short(v.iri), _short(r, v.claim), _labels(r, v.by), _shorts(r, v.by), v.verdict, v.published, v.page, v.read)
            for v in reviews(r)
        ]

    @cached_property
    def described(self) -> list[tuple[Description, str]]:
        """Every description and what is nested in it, once, with the IRI of the outermost one."""
        tops = dict.fromkeys(c.says for c in self.all_claims if c.says)
        return [(nested, top) for top in tops for nested in self.records.within(top)]

    def descriptions(self) -> list[Row]:
        """Give a row for each description, participant, quantity or time."""
        r = self.records
        return [
            (
                *(r.short(d.iri), r.short(top), d.type, d.kind or None, d.label, _short(r, d.of), r.label(d.of) if d.of else None),
                *(d.text or None, _labels(r, d.names), _shorts(r, d.names)),
                *(d.phase or None, d.polarity or None, d.strength or None, d.fingerprint or None),
            )
            for d, top in self.described
        ]

    def roles(self) -> list[Row]:
        """Give a row for each filler of a role."""
        r = self.records
        found: list[Row] = []
        for d, _ in self.described:
            numbers: Counter[str] = Counter()
            for f in d.fillers if d.type in ("description", "participant") else ():
                numbers[f.role] += 1
                nested = f.object.startswith(f"{d.iri}/")
                thing = f.object if f.object and not nested else ""
                ids = (_short(r, thing), r.label(thing) if thing else None, r.short(f.object) if nested else None)
                found.append((r.short(d.iri), f.role, numbers[f.role], *ids, f.value or None, f.language or None))
        return found

    def quantities(self) -> list[Row]:
        """Give a row for each quantity."""
        r = self.records
        return [_fields(r, d, QUANTITY) for d, _ in self.described if d.type == "quantity"]

    def times(self) -> list[Row]:
        """Give a row for each time."""
        r = self.records
        return [_fields(r, d, TIME) for d, _ in self.described if d.type == "time"]

    def mentions(self) -> list[Row]:
        """Give a row for each claim and entity that it speaks of."""
        r = self.records
        each = [(claim, iri) for claim in self.all_claims for iri in claim.mentions]
        return [(n, *_claim_and_source(r, claim), r.short(iri), r.label(iri)) for n, (claim, iri) in enumerate(each, 1)]

    def arguments(self) -> list[Row]:
        """Give a row for each premise of an argument."""
        r = self.records
        return [
            (
                *(r.short(a.iri), n, _short(r, a.article), a.kind, r.short(p), r.label(p), _short(r, a.conclusion), r.label(a.conclusion)),
                *(a.explicitness, list(a.cues), _labels(r, a.arguers), _shorts(r, a.arguers), list(a.scope), list(a.notes)),
            )
            for a in r.arguments
            for n, p in enumerate(a.premises, 1)
        ]

    def flat(self) -> list[Row]:
        """Give a row for each edge of the flat view."""
        r = self.records
        by_iri = {c.iri: c for c in self.claims_of_sources}
        found: list[Row] = []
        for n, e in enumerate(FlatView(r).edges(), 1):
            claim = by_iri.get(e.claim) or r.claims_by_iri[e.claim]
            holders = e.holders if isinstance(claim, Claim) else ()
            ends = (r.short(e.start), r.label(e.start), e.kind, e.phase or None, r.short(e.end), r.label(e.end))
            parts = (e.from_role, e.from_words or None, e.to_role, e.to_words or None)
            ids = (*_claim_and_source(r, claim), None if isinstance(claim, Claim) else r.short(claim.source))
            how = (e.stance, e.strength, e.polarity, e.focus or None)
            found.append((n, *ends, *parts, *ids, _labels(r, e.holders), _shorts(r, holders), *how))
        return found

    def articles(self) -> list[Row]:
        """Give a row for each article."""
        r = self.records
        return [(r.short(a.iri), a.headline, a.language, a.length, a.sha256, _labels(r, a.about), _shorts(r, a.about)) for a in r.articles]

    def agents(self) -> list[Row]:
        """Give a row for each agent."""
        r = self.records
        held = Counter(h for c in r.claims for h in c.holders)
        known = {e.iri: e for e in r.entities if e.is_agent}
        found = [known.get(iri) or r.entity(iri) for iri in sorted({*known, *self.speaking()}, key=natural)]
        return [
            (r.short(e.iri), e.label, list(e.other_names), [t for t in e.types if t != "Agent"], e.is_vague, held[e.iri]) for e in found
        ]

    def speaking(self) -> set[str]:
        """Find who holds, endorses, passes on or reviews a claim, or argues."""
        r = self.records
        found = {iri for c in r.claims for iri in (*c.holders, *c.endorsers, *(hop.voice for hop in c.via))}
        found |= {iri for review in reviews(r) for iri in review.by}
        return found | {iri for a in r.arguments for iri in a.arguers}

    def events(self) -> list[Row]:
        """Give a row for each event that has a name."""
        r = self.records
        return [(r.short(e.iri), e.label, e.kind or None, _labels(r, e.names), _shorts(r, e.names)) for e in r.entities if e.is_event]

    def entities(self) -> list[Row]:
        """Give a row for each entity, and for whatever else a row of another table names: an article can be spoken of, too."""
        r = self.records
        known = {e.iri: e for e in r.entities}
        named = self.speaking() | {iri for c in self.all_claims for iri in c.mentions} | {iri for a in r.articles for iri in a.about}
        for d, _ in self.described:
            named.update(iri for iri in (d.of, *d.names) if iri)
            named.update(f.object for f in d.fillers if f.object and not f.object.startswith(f"{d.iri}/"))
        found = [known.get(iri) or r.entity(iri) for iri in sorted({*known, *named}, key=natural)]
        return [(r.short(e.iri), e.label, list(e.other_names), list(e.types)) for e in found]

    def kinds(self) -> list[Row]:
        """Give a row for each kind of situation."""
        r = self.records
        return [(k.notation, k.label, k.opposite or None, k.broader or None, list(k.edge)) for k in r.kinds]

    def sources(self) -> list[Row]:
        """Give a row for each outside source."""
        r = self.records
        return [(r.short(s.iri), s.title, s.page, s.read or None, len(s.claims)) for s in r.sources]

    def dates(self) -> list[Row]:
        """Give a row for each date that somebody gives."""
        r = self.records

        def row(number: int, d: Dated) -> Row:
            holders = d.claim.holders if isinstance(d.claim, Claim) else ()
            said_by = _labels(r, holders) or ([d.source.title] if d.source else [])
            what = (d.what, _short(r, d.event), r.short(d.description))
            when = tuple(date or None for date in (d.at, d.begin, d.end, d.by))
            return (number, *what, *when, d.is_flat, said_by, _shorts(r, holders), *_claim_and_source(r, d.claim), _source(r, d))

        return [row(number, d) for number, d in enumerate(dated(r), 1)]


def _shorts(r: Records, iris: Iterable[str]) -> list[str]:
    return [r.short(iri) for iri in iris]


def _labels(r: Records, iris: Iterable[str]) -> list[str]:
    return [r.label(iri) for iri in iris]


def _short(r: Records, iri: str) -> str | None:
    return r.short(iri) if iri else None


def _claim_and_source(r: Records, claim: Claim | SourceClaim) -> Row:
    """Give ids of a claim of an article and of one of an outside source: one of them is empty."""
    return (r.short(claim.iri), None) if isinstance(claim, Claim) else (None, r.short(claim.iri))


def _fields(r: Records, d: Description, names: tuple[str, ...]) -> Row:
    values = {f.role: f.value for f in d.fillers}
    return (r.short(d.iri), d.label, *(values.get(name) for name in names), d.text or None)


def _source(r: Records, d: Dated) -> str | None:
    return r.short(d.source.iri) if d.source else None
