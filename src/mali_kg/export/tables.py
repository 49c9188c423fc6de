"""The dataset as tables, for spreadsheets, data frames and SQLite: claims, what they say, arguments, and what they speak of.

The columns are told once, in `TABLES`; `mali_kg.export.rows` fills them, and `mali_kg.export.table_files` writes files of that.
"""

from collections.abc import Callable
from typing import NamedTuple

from mali_kg.export.rows import Row, Rows

#: Between several values in one cell.
SEPARATOR = " | "


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
    rows: Callable[[Rows], list[Row]]
    key: tuple[str, ...] = ("id",)


#: How a claim is meant: the same columns wherever it stands.
HOW = (
    ColumnForm("stance", "asserted, believed, normative and so on"),
    ColumnForm("strength", "full, partial (likely), neutral (could, may) or uncommitted (unclear whether)"),
    ColumnForm("polarity", "affirmative or negative"),
    ColumnForm("focus", "the role that the claim is about, where the rest is taken for granted: “not” then denies that role alone"),
)
#: Which claim: of an article, or of an outside source; one of the two is empty.
WHICH = (
    ColumnForm("claim", "the claim, where it is one of an article", refers="claims"),
    ColumnForm("source_claim", "the claim, where it is one of an outside source", refers="source_claims"),
)
SAYS = (
    ColumnForm("description", "what it says", refers="descriptions"),
    ColumnForm("fingerprint", "the same wherever the same is said, denied or thought possible"),
)

TABLES: dict[str, TableForm] = {
    "claims": TableForm(
        "Every claim, in the order of the text: who holds it, what it says, how, and where.",
        (
            ColumnForm("id", "the claim"),
            ColumnForm("article", "the article", refers="articles"),
            ColumnForm("sentence", "number of the sentence; 0 is the headline", "integer"),
            ColumnForm("says", "what the claim says, in plain words, with its modal and its negation"),
            ColumnForm("quote", "the words of the text"),
            ColumnForm("start", "first code point of the quote in the text", "integer"),
            ColumnForm("end", "code point after the quote", "integer"),
            ColumnForm("holders", "who holds the claim", "list"),
            ColumnForm("holder_ids", "the holders, by id", "list", "agents"),
            ColumnForm("endorsers", "who stands behind what another claims", "list"),
            ColumnForm("endorser_ids", "the endorsers, by id", "list", "agents"),
            ColumnForm("via", "who passes it on, the outermost voice first", "list"),
            ColumnForm("via_ids", "the same, by id", "list", "agents"),
            *HOW,
            ColumnForm("background", "presupposed or not-at-issue; empty for the point of the sentence"),
            ColumnForm("attributed_by", "the words that give the claim to its holder", "list"),
            ColumnForm("modals", "words that carry its stance: should, will need to", "list"),
            ColumnForm("hedges", "words that weaken the claim or its wording", "list"),
            ColumnForm("open_list", "words that mark a list as open", "list"),
            *SAYS,
            ColumnForm("close_to", "claims that say nearly the same", "list", "claims"),
            ColumnForm("notes", "how the text was read", "list"),
        ),
        Rows.claims,
    ),
    "descriptions": TableForm(
        "What claims say, and what is nested in that. None of these is a fact: each is only what a claim says, wants or denies.",
        (
            ColumnForm("id", "the description"),
            ColumnForm("top", "the outermost description that it is part of", refers="descriptions"),
            ColumnForm("type", "description (of a situation), participant, quantity or time"),
            ColumnForm("kind", "kind of situation", refers="kinds"),
            ColumnForm("label", "in words, made of its kind and of what takes part"),
            ColumnForm("of", "the entity that it is, or is some of", refers="entities"),
            ColumnForm("of_name", "the name of that"),
            ColumnForm("text", "words of the text"),
            ColumnForm("names", "the entities that these words name", "list"),
            ColumnForm("name_ids", "the same, by id", "list", "entities"),
            ColumnForm("phase", "begins, continues or ends"),
            ColumnForm("polarity", "negative, where it is negated within what is said"),
            ColumnForm("strength", "where it is weakened within what is said"),
            ColumnForm("fingerprint", "the same wherever the same is described"),
        ),
        Rows.descriptions,
    ),
    "roles": TableForm(
        "Who and what takes part in a description: one row a filler of a role.",
        (
            ColumnForm("description", "the description", refers="descriptions"),
            ColumnForm("role", "actor, theme, time and so on"),
            ColumnForm("number", "its number among the fillers of the role", "integer"),
            ColumnForm("entity", "who or what fills it, where that is an entity", refers="entities"),
            ColumnForm("entity_name", "the name of that"),
            ColumnForm("nested", "what fills it, where that is described", refers="descriptions"),
            ColumnForm("value", "what fills it, where that is words"),
            ColumnForm("language", "language of the words (BCP 47)"),
        ),
        Rows.roles,
        ("description", "role", "number"),
    ),
    "quantities": TableForm(
        "The quantities among the descriptions.",
        (
            ColumnForm("id", "the quantity", refers="descriptions"),
            ColumnForm("label", "in words"),
            ColumnForm("number", "how many or how much", "decimal"),
            ColumnForm("unit", "of what"),
            ColumnForm("out_of", "of how many it is a part", "decimal"),
            ColumnForm("per", "for each of what"),
            ColumnForm("at_least", "this or more", "decimal"),
            ColumnForm("more_than", "more than this", "decimal"),
            ColumnForm("at_most", "this or less", "decimal"),
            ColumnForm("less_than", "less than this", "decimal"),
            ColumnForm("times", "how many times as much", "decimal"),
            ColumnForm("text", "words of the text"),
        ),
        Rows.quantities,
    ),
    "times": TableForm(
        "The times among the descriptions, each as precise as it was given: a year, a month or a day.",
        (
            ColumnForm("id", "the time", refers="descriptions"),
            ColumnForm("label", "in words"),
            ColumnForm("at", "when"),
            ColumnForm("from", "from when on"),
            ColumnForm("to", "until when"),
            ColumnForm("by", "at the latest when"),
            ColumnForm("text", "words of the text"),
        ),
        Rows.times,
    ),
    "mentions": TableForm(
        "Which claim speaks of whom or what, at whatever depth.",
        (
            ColumnForm("number", "a number", "integer"),
            *WHICH,
            ColumnForm("entity", "who or what", refers="entities"),
            ColumnForm("entity_name", "the name of that"),
        ),
        Rows.mentions,
        ("number",),
    ),
    "flat": TableForm(
        "What claims say of two things, as edges from one to the other. None is a fact: each has its claim and who holds it.",
        (
            ColumnForm("number", "a number", "integer"),
            ColumnForm("from", "from whom or what", refers="entities"),
            ColumnForm("from_name", "the name of that"),
            ColumnForm("kind", "kind of situation", refers="kinds"),
            ColumnForm("phase", "begins, continues or ends"),
            ColumnForm("to", "to whom or what", refers="entities"),
            ColumnForm("to_name", "the name of that"),
            ColumnForm("from_role", "role of the first"),
            ColumnForm("from_words", "the words that the first only stands for"),
            ColumnForm("to_role", "role of the second"),
            ColumnForm("to_words", "the words that the second only stands for"),
            *WHICH,
            ColumnForm("source", "the outside source, where it is one of these", refers="sources"),
            ColumnForm("holders", "who says so", "list"),
            ColumnForm("holder_ids", "who says so in an article, by id", "list", "agents"),
            *HOW,
        ),
        Rows.flat,
        ("number",),
    ),
    "arguments": TableForm(
        "What speaks for and against what: one row a premise.",
        (
            ColumnForm("id", "the argument"),
            ColumnForm("number", "number of the premise", "integer"),
            ColumnForm("article", "the article", refers="articles"),
            ColumnForm("kind", "support, attack, or concession: granted, but"),
            ColumnForm("premise", "the claim that speaks for or against", refers="claims"),
            ColumnForm("premise_says", "what it says"),
            ColumnForm("conclusion", "the claim that it speaks for or against", refers="claims"),
            ColumnForm("conclusion_says", "what that says"),
            ColumnForm("explicitness", "explicit where words of the text mark it, else inferred"),
            ColumnForm("cues", "these words", "list"),
            ColumnForm("arguers", "who argues so; nobody for what only the annotator infers", "list"),
            ColumnForm("arguer_ids", "the same, by id", "list", "agents"),
            ColumnForm("scope", "words that it depends on", "list"),
            ColumnForm("notes", "how the text was read", "list"),
        ),
        Rows.arguments,
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
        Rows.articles,
    ),
    "entities": TableForm(
        "Everything that claims and sources speak of and that has a name: agents, events, places, documents, topics.",
        (
            ColumnForm("id", "the entity"),
            ColumnForm("name", "its name"),
            ColumnForm("other_names", "other names", "list"),
            ColumnForm("types", "what it is", "list"),
        ),
        Rows.entities,
    ),
    "agents": TableForm(
        "Organisations, groups, people and polities, and the voices that tell the articles.",
        (
            ColumnForm("id", "the agent", refers="entities"),
            ColumnForm("name", "its name"),
            ColumnForm("other_names", "other names", "list"),
            ColumnForm("types", "what it is", "list"),
            ColumnForm("vague", "whether the text does not say who belongs to it", "boolean"),
            ColumnForm("claims", "how many claims it holds", "integer"),
        ),
        Rows.agents,
    ),
    "events": TableForm(
        "The events that have a name.",
        (
            ColumnForm("id", "the event", refers="entities"),
            ColumnForm("name", "its name"),
            ColumnForm("kind", "kind of situation", refers="kinds"),
            ColumnForm("names", "the entities that its name names", "list"),
            ColumnForm("name_ids", "the same, by id", "list", "entities"),
        ),
        Rows.events,
    ),
    "kinds": TableForm(
        "The kinds of situations.",
        (
            ColumnForm("id", "the kind"),
            ColumnForm("name", "its name"),
            ColumnForm("opposite", "the kind that cannot hold of the same thing at the same time", refers="kinds"),
            ColumnForm("broader", "the kind that whatever is of this one is of, too", refers="kinds"),
            ColumnForm("edge", "the two roles that the flat view joins", "list"),
        ),
        Rows.kinds,
    ),
    "sources": TableForm(
        "The sources outside the articles.",
        (
            ColumnForm("id", "the source"),
            ColumnForm("title", "its title"),
            ColumnForm("page", "its address"),
            ColumnForm("read", "the day on which it was read", "date"),
            ColumnForm("claims", "how many claims are taken from it", "integer"),
        ),
        Rows.sources,
    ),
    "source_claims": TableForm(
        "What the sources outside the articles say.",
        (
            ColumnForm("id", "the claim"),
            ColumnForm("source", "the source", refers="sources"),
            ColumnForm("says", "what it says, in plain words"),
            ColumnForm("quote", "the words of the source, where they are known"),
            *HOW,
            ColumnForm("hedges", "words that weaken the claim or its wording", "list"),
            *SAYS,
        ),
        Rows.source_claims,
    ),
    "propositions": TableForm(
        "What people gave a name to, to cite it across articles; that it has one does not make it so.",
        (
            ColumnForm("id", "the proposition"),
            ColumnForm("says", "what it says, in plain words"),
            ColumnForm("fingerprint", "that of the descriptions of the claims that say it"),
            ColumnForm("claims", "how many claims of articles say, deny or think possible what it says", "integer"),
        ),
        Rows.propositions,
    ),
    "reviews": TableForm(
        "Verdicts of fact-checkers on claims, in their words; never a verdict of ours.",
        (
            ColumnForm("id", "the review"),
            ColumnForm("claim", "the claim", refers="claims"),
            ColumnForm("by", "whose verdict it is", "list"),
            ColumnForm("by_ids", "the same, by id", "list", "agents"),
            ColumnForm("verdict", "the verdict"),
            ColumnForm("published", "when it was published", "date"),
            ColumnForm("page", "its address"),
            ColumnForm("read", "the day on which it was read", "date"),
        ),
        Rows.reviews,
    ),
    "dates": TableForm(
        "Dates, each as somebody gives it, in the order of time; those of the same occurrence one after the other.",
        (
            ColumnForm("number", "its number, in the order of time", "integer"),
            ColumnForm("what", "what is dated, in words"),
            ColumnForm("event_id", "the event that it is, where it has a name", refers="entities"),
            ColumnForm("description", "the description that has the date", refers="descriptions"),
            ColumnForm("at", "when, as precise as it was given: a year, a month or a day"),
            ColumnForm("from", "from when on"),
            ColumnForm("to", "until when"),
            ColumnForm("by", "at the latest when"),
            ColumnForm("flat", "whether it is said flatly: not of what is denied, wanted, possible or only spoken of", "boolean"),
            ColumnForm("said_by", "who gives it: the holders of the claim, or the source", "list"),
            ColumnForm("holder_ids", "the holders of the claim, by id", "list", "agents"),
            *WHICH,
            ColumnForm("source", "the outside source, where it is one of these", refers="sources"),
        ),
        Rows.dates,
        ("number",),
    ),
}
