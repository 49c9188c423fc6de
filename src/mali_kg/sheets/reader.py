"""Reading claim sheets: located YAML into the types of `mali_kg.sheets.model`, with every problem at its line."""

import re
from pathlib import Path

from mali_kg.errors import did_you_mean
from mali_kg.files import read_text
from mali_kg.project import TEXT_NAME
from mali_kg.rdf.iris import LOCAL_IDS, SLUG
from mali_kg.sheets.description import DescriptionReader, Known
from mali_kg.sheets.fields import Fields, Reader
from mali_kg.sheets.model import ArgumentEntry, ArticleEntry, ClaimEntry, Excluded, HopEntry, NodeFiller, Sentence, Sheet, Stance
from mali_kg.sheets.registry import AGENTS
from mali_kg.sheets.yaml import Text, YamlNode, parse

SHEET_KEYS = ("article", "sentences", "arguments", "excluded")
ARTICLE_KEYS = ("id", "sha256", "language", "headline", "url", "copyrightNotice", "about")
SENTENCE_KEYS = ("id", "text", "occurrence", "claims")
STANCE_KEYS = ("stance", "strength", "polarity", "focus")
CLAIM_KEYS = (
    *("id", "quote", "occurrence", "label", "holder", "endorsedBy", "via", "cue", *STANCE_KEYS, "modal", "hedge", "openList"),
    *("background", "says", "closeTo", "note", "accepted"),
)
ARGUMENT_KEYS = ("id", "type", "premise", "conclusion", "explicitness", "arguer", "scope", "sentence", "cue", "note", "accepted")
EXCLUDED_KEYS = ("id", "quote", "occurrence", "reason", "note")
ARGUMENT_TYPES = frozenset(("Support", "Attack", "Concession"))


def read_sheet(path: Path, known: Known) -> Sheet:
    """Read one claim sheet.

    :raises DataError: with every problem found, each with its line.
    """
    project = known.vocabulary.project
    file = project.display(path)
    reader = _SheetReader(Reader(file), path, project.config.language, known)
    return reader.sheet(parse(read_text(path, "claim sheet"), file))


def read_stance(fields: Fields, known: Known) -> Stance:
    """Read how a voice stands to what is said."""
    codes = known.vocabulary.codes
    return Stance(
        fields.choice("stance", codes["stance"], "asserted"),
        fields.choice("strength", codes["strength"], "full"),
        fields.choice("polarity", codes["polarity"], "affirmative"),
        fields.choice("focus", frozenset(known.vocabulary.roles), ""),
    )


def check_focus(reader: Reader, stance: Stance, says: NodeFiller, where: str, line: int) -> None:
    """Check that a claim is about a role that its description has."""
    there = {role for role, _ in says.roles}
    if stance.focus and stance.focus not in there:
        fix = f"It has {', '.join(sorted(there)) or 'none'}."
        reader.problem("focus-without-role", f"focus of {where} is {stance.focus!r}, a role that `says` does not have.", line, fix)


class _SheetReader:
    def __init__(self, reader: Reader, path: Path, language: str, known: Known) -> None:
        self.reader, self.path, self.language, self.known = reader, path, language, known
        self.descriptions = DescriptionReader(reader, known)
        #: The claims that write a description, and those that repeat one: id of the claim to the id that it names.
        self.described: dict[str, ClaimEntry] = {}
        self.ids: dict[str, int] = {}

    def sheet(self, node: YamlNode) -> Sheet:
        root = self.reader.mapping(node, "the sheet", SHEET_KEYS)
        article = self.article(self.reader.mapping(root.get("article") or node, "article", ARTICLE_KEYS if root.get("article") else None))
        self.descriptions.article = f"article/{article.slug}"
        sentences = tuple(self.sentence(n) for n in self.reader.items(root.get("sentences"), "sentences"))
        sentences = tuple(s._replace(claims=tuple(map(self.repeated, s.claims))) for s in sentences)
        claims = {c.id: c for s in sentences for c in s.claims}
        arguments = tuple(self.argument(n, claims) for n in self.reader.items(root.get("arguments"), "arguments"))
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
        for claim in claims.values():
            check_focus(self.reader, claim.stance, claim.says, f"claim {claim.id}", claim.line)
            for other in claim.close_to:
                self.known_claim(other, claims, f"closeTo of claim {claim.id}", claim.line)
        self.reader.done()
        return Sheet(self.reader.file, article, sentences, arguments, excluded)

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
            entry = self.known.registry.get(value)
            if entry is None or entry.type not in AGENTS:
                found = f"{value!r} is a {entry.type}, which holds no claims" if entry else f"unknown {key} {value!r}"
                fix = did_you_mean(value, self.known.agents)
                self.reader.problem(f"unknown-{key}", f"{found}, in {fields.where}.", fields.line_of(key), fix)
        return values

    def article(self, fields: Fields) -> ArticleEntry:
        about = fields.texts("about")
        for slug in about:
            if slug not in self.known.registry:
                self.reader.problem(
                    "unknown-entity", f"unknown entity {slug!r} in about.", fields.line_of("about"), did_you_mean(slug, self.known.registry)
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
            fields.url("url", ""),
            fields.text("copyrightNotice", ""),
            about,
            fields.line,
        )

    def sentence(self, node: YamlNode) -> Sentence:
        fields = self.reader.mapping(node, "a sentence", SENTENCE_KEYS)
        id_ = self.local_id(fields, "sentence")
        claims = tuple(self.claim(n, id_) for n in self.reader.items(fields.get("claims"), f"claims of {id_}"))
        return Sentence(id_, fields.text("text"), fields.positive("occurrence"), claims, fields.line)

    def claim(self, node: YamlNode, sentence: str) -> ClaimEntry:
        fields = self.reader.mapping(node, "a claim", CLAIM_KEYS)
        id_ = self.local_id(fields, "claim")
        fields.where = f"claim {id_}"
        if id_ and re.fullmatch(LOCAL_IDS["claim"], id_) and f"s{id_[1:].partition('-')[0]}" != sentence:
            self.reader.problem(
                "bad-id", f"claim {id_} stands below sentence {sentence}.", fields.line_of("id"), f"Its id begins with c{sentence[1:]}-"
            )
        says, says_of = self.says(fields, id_)
        label = fields.labels("label", self.language)
        if says_of == id_ and not label.get(self.language):
            self.reader.problem(
                "missing-key", f"{fields.where} has no label.", fields.line, "Add label: what is said, in a short sentence."
            )
        claim = ClaimEntry(
            id=id_,
            quote=fields.text("quote"),
            occurrence=fields.positive("occurrence"),
            label=label,
            holders=self.agents(fields, "holder"),
            endorsers=self.agents(fields, "endorsedBy"),
            via=tuple(self.hop(n, fields.where) for n in self.reader.items(fields.get("via"), f"via of {fields.where}")),
            cues=fields.texts("cue"),
            stance=read_stance(fields, self.known),
            modals=fields.texts("modal"),
            hedges=fields.texts("hedge"),
            open_list=fields.texts("openList"),
            background=fields.choice("background", self.known.vocabulary.codes["background"], ""),
            says=says,
            says_of=says_of,
            close_to=fields.texts("closeTo"),
            note=fields.labels("note", self.language),
            accepted=fields.by_name("accepted"),
            line=fields.line,
        )
        if says_of == id_:
            self.described.setdefault(id_, claim)
        return claim

    def says(self, fields: Fields, id_: str) -> tuple[NodeFiller, str]:
        node = fields.get("says")
        nothing = NodeFiller("", "", "", "", (), "", "", "", (), fields.line)
        if node is None:
            self.reader.problem(
                "missing-key",
                f"{fields.where} has no 'says'.",
                fields.line,
                "Add says: {kind: …, …}, or the id of the claim that it repeats.",
            )
            return nothing, id_
        if isinstance(node, Text):
            if node.value == id_:
                fix = "Write what it says: {kind: …, …}."
                self.reader.problem("unknown-claim", f"says of {fields.where} is itself.", fields.line_of("says"), fix)
            return nothing, node.value
        return self.descriptions.description(node, f"says of {fields.where}"), id_

    def repeated(self, claim: ClaimEntry) -> ClaimEntry:
        """Give a claim that repeats another what that one says, and its label where it has none."""
        if claim.says_of == claim.id:
            return claim
        first = self.described.get(claim.says_of)
        if first is None:
            fix = did_you_mean(claim.says_of, self.described) or "Name a claim that has a description, or write one."
            message = f"says of claim {claim.id} is {claim.says_of!r}, which is no claim with a description of its own."
            self.reader.problem("unknown-claim", message, claim.line, fix)
            return claim
        if not claim.label and claim.stance != first.stance._replace(focus=claim.stance.focus):
            message = f"claim {claim.id} has no label, and says what {first.id} says with another stance, strength or polarity."
            self.reader.problem("missing-key", message, claim.line, "Add label: what is said, in a short sentence.")
        return claim._replace(says=first.says, label=claim.label or first.label)

    def hop(self, node: YamlNode, where: str) -> HopEntry:
        fields = self.reader.mapping(node, f"via of {where}", ("who", "stance", "cue"))
        fields.text("who")
        who = self.agents(fields, "who")
        stance = fields.choice("stance", self.known.vocabulary.codes["stance"], "asserted")
        return HopEntry(who[0] if who else "", stance, fields.texts("cue"), fields.line)

    def known_claim(self, name: str, claims: dict[str, ClaimEntry], where: str, line: int) -> None:
        if name and name not in claims:
            fix = did_you_mean(name, claims)
            self.reader.problem("unknown-claim", f"{where} names {name!r}, which is no claim of this article.", line, fix)

    def argument(self, node: YamlNode, claims: dict[str, ClaimEntry]) -> ArgumentEntry:
        fields = self.reader.mapping(node, "an argument", ARGUMENT_KEYS)
        id_ = self.local_id(fields, "argument")
        fields.where = f"argument {id_}"
        premises = fields.texts("premise")
        if not premises:
            self.reader.problem("missing-key", f"{fields.where} has no 'premise'.", fields.line, "Add premise: a claim or a list of them.")
        conclusion = fields.text("conclusion")
        for name in premises:
            self.known_claim(name, claims, f"premise of {fields.where}", fields.line_of("premise"))
        self.known_claim(conclusion, claims, f"conclusion of {fields.where}", fields.line_of("conclusion"))
        explicitness = fields.choice("explicitness", self.known.vocabulary.codes["explicitness"])
        return ArgumentEntry(
            id_,
            fields.choice("type", ARGUMENT_TYPES),
            premises,
            conclusion,
            explicitness,
            self.arguers(fields, explicitness, [claims[p] for p in premises if p in claims]),
            fields.texts("scope"),
            fields.text("sentence", ""),
            fields.texts("cue"),
            fields.labels("note", self.language),
            fields.by_name("accepted"),
            fields.line,
        )

    def arguers(self, fields: Fields, explicitness: str, premises: list[ClaimEntry]) -> tuple[str, ...]:
        """Find who argues: whoever is written; else, of an explicit argument, the holder whom all its premises have."""
        written = self.agents(fields, "arguer")
        if written or explicitness != "explicit" or not premises:
            return written
        holders = [set(p.holders) for p in premises]
        shared = holders[0].intersection(*holders[1:])
        if len(shared) > 1 or (not shared and any(holders)):
            message = f"{fields.where} has no arguer, and its premises share {len(shared) or 'no'} holders."
            self.reader.problem("missing-arguer", message, fields.line, "Add arguer: who argues so.")
        return tuple(shared)

    def exclusion(self, node: YamlNode) -> Excluded:
        fields = self.reader.mapping(node, "an excluded span", EXCLUDED_KEYS)
        id_ = self.local_id(fields, "excluded")
        reason = fields.choice("reason", self.known.vocabulary.codes["exclusion"])
        return Excluded(id_, fields.text("quote"), fields.positive("occurrence"), reason, fields.labels("note", self.language), fields.line)
