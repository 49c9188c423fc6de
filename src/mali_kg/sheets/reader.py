"""Reading claim sheets: located YAML into the types of `mali_kg.sheets.model`, with every problem at its line."""

import re
from pathlib import Path

from mali_kg.errors import did_you_mean
from mali_kg.files import read_text
from mali_kg.project import TEXT_NAME
from mali_kg.rdf.iris import LOCAL_IDS, SLUG
from mali_kg.sheets.content import read_content
from mali_kg.sheets.fields import Fields, Reader
from mali_kg.sheets.model import ArgumentEntry, ArticleEntry, ClaimEntry, Excluded, Labels, PropositionEntry, Sentence, Sheet
from mali_kg.sheets.registry import AGENTS, Registry
from mali_kg.sheets.vocabulary import Vocabulary
from mali_kg.sheets.yaml import YamlNode, parse

SHEET_KEYS = ("article", "sentences", "arguments", "excluded")
ARTICLE_KEYS = ("id", "sha256", "language", "headline", "copyrightNotice", "about")
SENTENCE_KEYS = ("id", "text", "occurrence", "claims")
CLAIM_KEYS = (
    *("id", "quote", "occurrence", "proposition", "label", "holder", "endorsedBy", "cue", "modality", "polarity"),
    *("hedge", "openList", "presupposed", "content", "closeTo", "note"),
)
ARGUMENT_KEYS = ("id", "type", "premise", "conclusion", "explicitness", "arguer", "sentence", "cue", "note")
EXCLUDED_KEYS = ("id", "quote", "occurrence", "reason", "note")
ARGUMENT_TYPES = frozenset(("Support", "Attack", "Concession"))


def read_sheet(path: Path, registry: Registry, vocabulary: Vocabulary) -> Sheet:
    """Read one claim sheet.

    Whether propositions that it does not define exist in another sheet is checked when the dataset is put together.

    :raises DataError: with every problem found, each with its line.
    """
    project = vocabulary.project
    file = project.display(path)
    builder = _SheetReader(Reader(file), path, project.config.language, vocabulary, registry)
    return builder.sheet(parse(read_text(path, "claim sheet"), file))


class _SheetReader:
    def __init__(self, reader: Reader, path: Path, language: str, vocabulary: Vocabulary, registry: Registry) -> None:
        self.reader, self.path, self.language = reader, path, language
        self.vocabulary, self.registry = vocabulary, registry
        self.propositions: dict[str, PropositionEntry] = {}
        self.ids: dict[str, int] = {}

    def sheet(self, node: YamlNode) -> Sheet:
        root = self.reader.mapping(node, "the sheet", SHEET_KEYS)
        article = self.article(self.reader.mapping(root.get("article") or node, "article", ARTICLE_KEYS if root.get("article") else None))
        sentences = tuple(self.sentence(n, article) for n in self.reader.items(root.get("sentences"), "sentences"))
        arguments = tuple(self.argument(n) for n in self.reader.items(root.get("arguments"), "arguments"))
        excluded = tuple(self.exclusion(n) for n in self.reader.items(root.get("excluded"), "excluded"))
        known = {s.id for s in sentences}
        for argument in arguments:
            if argument.sentence and argument.sentence not in known:
                self.reader.problem(
                    "unknown-sentence",
                    f"argument {argument.id} names sentence {argument.sentence!r}.",
                    argument.line,
                    did_you_mean(argument.sentence, known),
                )
        for claim in (c for s in sentences for c in s.claims):
            if claim.proposition and not claim.label and claim.proposition not in self.propositions:
                fix = did_you_mean(claim.proposition, self.propositions) if self.propositions else ""
                message = f"claim {claim.id} has no label, and this sheet does not define its proposition {claim.proposition!r}."
                self.reader.problem(
                    "missing-key", message, claim.line, f"{fix} Where another sheet defines it, add label: what is said.".strip()
                )
        self.reader.done()
        return Sheet(self.reader.file, article, sentences, tuple(self.propositions.values()), arguments, excluded)

    def local_id(self, fields: Fields, kind: str) -> str:
        value = fields.text("id")
        line = fields.line_of("id")
        if value and not re.fullmatch(LOCAL_IDS[kind], value):
            self.reader.problem("bad-id", f"{value!r} is not the id of a {kind}: expected {LOCAL_IDS[kind]}.", line)
        if value in self.ids:
            self.reader.problem(
                "duplicate-id",
                f"id {value!r} stands twice, first on line {self.ids[value]}.",
                line,
                "Give one of them the next free number; never reuse a published id.",
            )
        self.ids.setdefault(value, line)
        return value

    def slug(self, fields: Fields, key: str) -> str:
        value = fields.text(key)
        if value and not re.fullmatch(SLUG, value):
            self.reader.problem("bad-id", f"{key} {value!r} is not lower-case letters, digits and single hyphens.", fields.line_of(key))
        return value

    def agents(self, fields: Fields, key: str) -> tuple[str, ...]:
        values = fields.texts(key)
        for value in values:
            entry = self.registry.get(value)
            if entry is None or entry.type not in AGENTS:
                found = f"{value!r} is a {entry.type}, which holds no claims" if entry else f"unknown {key} {value!r}"
                known = [slug for slug, e in self.registry.items() if e.type in AGENTS]
                self.reader.problem(f"unknown-{key}", f"{found}, in {fields.where}.", fields.line_of(key), did_you_mean(value, known))
        return values

    def article(self, fields: Fields) -> ArticleEntry:
        about = fields.texts("about")
        for slug in about:
            if slug not in self.registry:
                self.reader.problem(
                    "unknown-entity", f"unknown entity {slug!r} in about.", fields.line_of("about"), did_you_mean(slug, self.registry)
                )
        slug = self.slug(fields, "id")
        if slug and slug != self.path.parent.name:
            self.reader.problem(
                "bad-id",
                f"article {slug!r} lies in the folder {self.path.parent.name!r}.",
                fields.line_of("id"),
                "Give both the same name.",
            )
        return ArticleEntry(
            slug,
            self.path.with_name(TEXT_NAME),
            fields.text("sha256"),
            fields.text("language", self.language),
            fields.text("headline", ""),
            fields.text("copyrightNotice", ""),
            about,
            fields.line,
        )

    def sentence(self, node: YamlNode, article: ArticleEntry) -> Sentence:
        fields = self.reader.mapping(node, "a sentence", SENTENCE_KEYS)
        id_ = self.local_id(fields, "sentence")
        claims = tuple(self.claim(n, id_, article) for n in self.reader.items(fields.get("claims"), f"claims of {id_}"))
        return Sentence(id_, fields.text("text"), fields.positive("occurrence"), claims, fields.line)

    def claim(self, node: YamlNode, sentence: str, article: ArticleEntry) -> ClaimEntry:
        fields = self.reader.mapping(node, "a claim", CLAIM_KEYS)
        id_ = self.local_id(fields, "claim")
        fields.where = f"claim {id_}"
        if id_ and re.fullmatch(LOCAL_IDS["claim"], id_) and f"s{id_[1:].partition('-')[0]}" != sentence:
            self.reader.problem(
                "bad-id", f"claim {id_} stands below sentence {sentence}.", fields.line_of("id"), f"Its id begins with c{sentence[1:]}-"
            )
        slug = self.slug(fields, "proposition")
        label = fields.labels("label", self.language)
        self.define(slug, fields, label, article)
        codes = self.vocabulary.codes
        return ClaimEntry(
            id_,
            fields.text("quote"),
            fields.positive("occurrence"),
            slug,
            label,
            self.agents(fields, "holder"),
            self.agents(fields, "endorsedBy"),
            fields.texts("cue"),
            fields.choice("modality", codes["modality"], "asserted"),
            fields.choice("polarity", codes["polarity"], "positive"),
            fields.texts("hedge"),
            fields.texts("openList"),
            fields.flag("presupposed"),
            fields.labels("note", self.language),
            fields.line,
        )

    def define(self, slug: str, fields: Fields, label: Labels, article: ArticleEntry) -> None:
        """Note the proposition that a claim defines, where it has content."""
        node = fields.get("content")
        if node is None:
            if fields.get("closeTo"):
                self.reader.problem(
                    "unknown-key",
                    f"closeTo of {fields.where} needs the content beside it.",
                    fields.line_of("closeTo"),
                    "Put it where the proposition is defined.",
                )
            return
        content = read_content(self.reader, node, f"content of {fields.where}", self.vocabulary, self.registry, f"article/{article.slug}")
        if slug in self.propositions:
            first = self.propositions[slug].line
            self.reader.problem(
                "duplicate-id",
                f"proposition {slug!r} is defined twice, first on line {first}.",
                fields.line,
                "Drop the content here to say the same again, or choose another name.",
            )
            return
        if not label.get(self.language):
            self.reader.problem(
                "missing-key",
                f"{fields.where} defines {slug!r} and has no label.",
                fields.line,
                "Add label: what is said, in a short sentence.",
            )
        self.propositions[slug] = PropositionEntry(slug, label, content, fields.texts("closeTo"), fields.line)

    def argument(self, node: YamlNode) -> ArgumentEntry:
        fields = self.reader.mapping(node, "an argument", ARGUMENT_KEYS)
        id_ = self.local_id(fields, "argument")
        fields.where = f"argument {id_}"
        premises = fields.texts("premise")
        if not premises:
            self.reader.problem(
                "missing-key", f"{fields.where} has no 'premise'.", fields.line, "Add premise: a proposition or a list of them."
            )
        arguer = self.agents(fields, "arguer")
        return ArgumentEntry(
            id_,
            fields.choice("type", ARGUMENT_TYPES),
            premises,
            fields.text("conclusion"),
            fields.choice("explicitness", self.vocabulary.codes["explicitness"]),
            arguer[0] if arguer else "",
            fields.text("sentence", ""),
            fields.texts("cue"),
            fields.labels("note", self.language),
            fields.line,
        )

    def exclusion(self, node: YamlNode) -> Excluded:
        fields = self.reader.mapping(node, "an excluded span", EXCLUDED_KEYS)
        id_ = self.local_id(fields, "excluded")
        reason = fields.choice("reason", self.vocabulary.codes["exclusion"])
        return Excluded(id_, fields.text("quote"), fields.positive("occurrence"), reason, fields.labels("note", self.language), fields.line)
