"""The dataset as tables, for spreadsheets, data frames and SQLite: claims, propositions, statements, arguments, and what they speak of.

The columns are told once, in `TABLES`; `mali_kg.export.table_files` writes files of that.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from mali_kg.claims.descriptions import local
from mali_kg.claims.reader import Records
from mali_kg.export.timeline import Dated, dated
from mali_kg.rdf.order import natural

#: Between several values in one cell.
SEPARATOR = " | "
Row = tuple[Any, ...]


class ColumnForm(NamedTuple):
    """One column."""

    name: str
    about: str
    #: Datatype of CSVW; ``list`` for text with separators.
    kind: str = "string"
    #: The table to whose ids it refers.
    refers: str = ""


class TableForm(NamedTuple):
    """One table: its columns, the first of which is its key unless ``key`` is empty, and what fills it."""

    about: str
    columns: tuple[ColumnForm, ...]
    rows: Callable[[Records], list[Row]]
    key: tuple[str, ...] = ("id",)


def _shorts(r: Records, iris: Iterable[str]) -> list[str]:
    return [r.short(iri) for iri in iris]


def _labels(r: Records, iris: Iterable[str]) -> list[str]:
    return [r.label(iri) for iri in iris]


def _claims(r: Records) -> list[Row]:
    return [
        (
            *(r.short(c.iri), r.short(c.article) or None, c.sentence, c.label, c.quote, c.start, c.end),
            *(_labels(r, c.holders), _shorts(r, c.holders), _labels(r, c.endorsers), _shorts(r, c.endorsers)),
            *(c.modality, c.polarity, list(c.cues), list(c.hedges), list(c.open_list), c.presupposed, r.short(c.proposition) or None),
        )
        for c in r.claims
    ]


def _propositions(r: Records) -> list[Row]:
    return [(r.short(p.iri), p.label, len(r.claims_of[p.iri]), len(p.statements)) for p in r.propositions]


def _statements(r: Records) -> list[Row]:
    return [
        (
            *(r.short(p.iri), s.number, r.short(s.subject), r.label(s.subject), local(s.predicate)),
            *((r.short(s.object), r.label(s.object)) if s.object else (None, None)),
            *(s.value or None, local(s.datatype) or None),
        )
        for p in r.propositions
        for s in p.statements
    ]


def _arguments(r: Records) -> list[Row]:
    return [
        (
            *(r.short(a.iri), n, r.short(a.article) or None, a.kind, r.short(p), r.short(a.conclusion) or None),
            *(a.explicitness, list(a.cues), r.label(a.arguer), r.short(a.arguer) or None),
        )
        for a in r.arguments
        for n, p in enumerate(a.premises, 1)
    ]


def _articles(r: Records) -> list[Row]:
    return [(r.short(a.iri), a.headline, a.language, a.length, a.sha256, _labels(r, a.about), _shorts(r, a.about)) for a in r.articles]


def _agents(r: Records) -> list[Row]:
    held = [h for c in r.claims for h in c.holders]
    known = {e.iri: e for e in r.entities if e.is_agent}
    speaking = {*held, *(e for c in r.claims for e in c.endorsers), *(a.arguer for a in r.arguments if a.arguer)}
    agents = [known.get(iri) or r.entity(iri) for iri in sorted({*known, *speaking}, key=natural)]
    return [
        (r.short(e.iri), e.label, list(e.other_names), [t for t in e.types if t != "Agent"], e.is_vague, held.count(e.iri)) for e in agents
    ]


def _events(r: Records) -> list[Row]:
    return [(r.short(e.iri), e.label, e.event_type) for e in r.entities if e.is_event]


def _entities(r: Records) -> list[Row]:
    """The entities, and whatever else a row of another table names: an article can be spoken of, too."""
    known = {e.iri: e for e in r.entities}
    statements = [s for p in r.propositions for s in p.statements]
    named = {iri for s in statements for iri in (s.subject, s.object) if iri}
    named |= {iri for c in r.claims for iri in (*c.holders, *c.endorsers)} | {a.arguer for a in r.arguments if a.arguer}
    named |= {iri for a in r.articles for iri in a.about} | {d.event for d in dated(r)}
    entities = [known.get(iri) or r.entity(iri) for iri in sorted({*known, *named}, key=natural)]
    return [(r.short(e.iri), e.label, list(e.other_names), list(e.types)) for e in entities]


def _sources(r: Records) -> list[Row]:
    return [(r.short(s.graph), s.page, len(s.statements)) for s in r.sources]


def _dates(r: Records) -> list[Row]:
    def row(number: int, d: Dated) -> Row:
        holders = d.claim.holders if d.claim else ()
        said_by = _labels(r, holders) or ([d.source.page] if d.source else [])
        ids = (r.short(d.claim.iri) if d.claim else None, r.short(d.source.graph) if d.source else None)
        return (number, r.label(d.event), r.short(d.event), d.sense, d.date, said_by, _shorts(r, holders), *ids, d.claim is not None)

    return [row(number, d) for number, d in enumerate(dated(r), 1)]


TABLES: dict[str, TableForm] = {
    "claims": TableForm(
        "Every claim, in the order of the text: who holds it, what it says, how, and where.",
        (
            ColumnForm("id", "the claim"),
            ColumnForm("article", "the article", refers="articles"),
            ColumnForm("sentence", "number of the sentence; 0 is the headline", "integer"),
            ColumnForm("says", "what the claim says, in plain words"),
            ColumnForm("quote", "the words of the text"),
            ColumnForm("start", "first code point of the quote in the text", "integer"),
            ColumnForm("end", "code point after the quote", "integer"),
            ColumnForm("holders", "who holds the claim", "list"),
            ColumnForm("holder_ids", "the holders, by id", "list", "agents"),
            ColumnForm("endorsers", "who stands behind what another claims", "list"),
            ColumnForm("endorser_ids", "the endorsers, by id", "list", "agents"),
            ColumnForm("modality", "asserted, possible, believed and so on"),
            ColumnForm("polarity", "positive, negative or partial"),
            ColumnForm("attributed_by", "the words that give the claim to its holder", "list"),
            ColumnForm("hedges", "words that weaken the claim or mark its modality", "list"),
            ColumnForm("open_list", "words that mark a list as open", "list"),
            ColumnForm("presupposed", "whether the sentence takes it for granted", "boolean"),
            ColumnForm("proposition", "what is claimed, whoever claims it", refers="propositions"),
        ),
        _claims,
    ),
    "propositions": TableForm(
        "What claims say, each once, however many claims say it.",
        (
            ColumnForm("id", "the proposition"),
            ColumnForm("says", "in plain words"),
            ColumnForm("claims", "how many claims say it", "integer"),
            ColumnForm("statements", "how many statements it consists of", "integer"),
        ),
        _propositions,
    ),
    "statements": TableForm(
        "What propositions consist of. None of these is a fact: each is only what claims of its proposition say.",
        (
            ColumnForm("proposition", "whose statement it is", refers="propositions"),
            ColumnForm("number", "its number in the proposition", "integer"),
            ColumnForm("subject", "what it is about", refers="entities"),
            ColumnForm("subject_name", "the name of that"),
            ColumnForm("predicate", "what is said"),
            ColumnForm("object", "of whom or what; empty for a value", refers="entities"),
            ColumnForm("object_name", "the name of that"),
            ColumnForm("value", "a value: a date, a text"),
            ColumnForm("datatype", "the datatype of the value"),
        ),
        _statements,
        ("proposition", "number"),
    ),
    "arguments": TableForm(
        "What speaks for and against what: one row a premise.",
        (
            ColumnForm("id", "the argument"),
            ColumnForm("number", "number of the premise", "integer"),
            ColumnForm("article", "the article", refers="articles"),
            ColumnForm("kind", "support, attack, or concession: granted, but"),
            ColumnForm("premise", "what speaks for or against", refers="propositions"),
            ColumnForm("conclusion", "what it speaks for or against", refers="propositions"),
            ColumnForm("explicitness", "explicit where words of the text mark it, else inferred"),
            ColumnForm("cues", "these words", "list"),
            ColumnForm("arguer", "who draws it"),
            ColumnForm("arguer_id", "the same, by id", refers="agents"),
        ),
        _arguments,
        ("id", "number"),
    ),
    "articles": TableForm(
        "The articles.",
        (
            ColumnForm("id", "the article"),
            ColumnForm("headline", "its headline"),
            ColumnForm("language", "its language (BCP 47)"),
            ColumnForm("length", "code points of its text", "integer"),
            ColumnForm("sha256", "SHA-256 of its text"),
            ColumnForm("about", "what it is about", "list"),
            ColumnForm("about_ids", "the same, by id", "list", "entities"),
        ),
        _articles,
    ),
    "entities": TableForm(
        "Everything that claims and sources speak of: agents, events, places, situations, mandates, laws.",
        (
            ColumnForm("id", "the entity"),
            ColumnForm("name", "its name"),
            ColumnForm("other_names", "other names", "list"),
            ColumnForm("types", "what it is", "list"),
        ),
        _entities,
    ),
    "agents": TableForm(
        "Organisations, groups and people, and the voices that tell the articles.",
        (
            ColumnForm("id", "the agent", refers="entities"),
            ColumnForm("name", "its name"),
            ColumnForm("other_names", "other names", "list"),
            ColumnForm("types", "what it is", "list"),
            ColumnForm("vague", "whether the text does not say who belongs to it", "boolean"),
            ColumnForm("claims", "how many claims it holds", "integer"),
        ),
        _agents,
    ),
    "events": TableForm(
        "The events that claims and sources speak of.",
        (ColumnForm("id", "the event", refers="entities"), ColumnForm("name", "its name"), ColumnForm("type", "kind of event")),
        _events,
    ),
    "sources": TableForm(
        "The sources outside the articles.",
        (
            ColumnForm("id", "the graph of what it says"),
            ColumnForm("page", "its address"),
            ColumnForm("statements", "how many statements are taken from it", "integer"),
        ),
        _sources,
    ),
    "dates": TableForm(
        "Dates of events, each as somebody gives it: in a claim, or in a source outside the articles.",
        (
            ColumnForm("number", "its number, in the order of time", "integer"),
            ColumnForm("event", "the name of the event"),
            ColumnForm("event_id", "the event, by id", refers="entities"),
            ColumnForm("sense", "at: the date of the event; begins: of its beginning; ends by: the latest of its end"),
            ColumnForm("date", "as precise as it was given: a year, a month or a day"),
            ColumnForm("said_by", "who gives it: the holders of the claim, or the address of the source", "list"),
            ColumnForm("holder_ids", "the holders of the claim, by id", "list", "agents"),
            ColumnForm("claim", "the claim that gives it", refers="claims"),
            ColumnForm("source", "the source that gives it", refers="sources"),
            ColumnForm("claimed", "whether an article claims it, or another source says it", "boolean"),
        ),
        _dates,
        ("number",),
    ),
}
