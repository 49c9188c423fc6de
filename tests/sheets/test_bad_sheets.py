"""What people get wrong in sheets: one clear message each, with file, line, and what to do."""

import pytest

from conftest import SHEET, edit
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import DataError
from mali_kg.project import Project

REGISTRY = "data/registry.yaml"
LINKS = "data/links.yaml"
CONTEXT = "data/context/un-mandate-page.yaml"
C151 = "  - id: c15-1\n"
QUOTE = "    quote: prematurely ending the peacekeeping mission could lead to a deterioration of security\n"

#: file, what is replaced, by what, rule, words of the message or the fix. The line is that of the fault, or of its claim.
FAULTS = [
    (SHEET, QUOTE, QUOTE.replace("prematurely", "Prematurely"), "quote-not-found", "The closest there: “"),
    (SHEET, QUOTE, "    quote: Mali continues to face a complex set of challenges\n", "quote-not-found", "move the claim to that sentence"),
    (SHEET, QUOTE, "    quote: a\n", "quote-ambiguous", "Add occurrence"),
    (SHEET, QUOTE, QUOTE + "    occurrence: 2\n", "quote-not-found", "stands 1 times"),
    (SHEET, QUOTE, QUOTE + "    occurrence: zero\n", "wrong-kind", "whole number"),
    (SHEET, QUOTE, "", "missing-key", "quote"),
    (SHEET, "    hedge: [could, prematurely]\n", "    hedge: [might]\n", "hedge-not-found", "might"),
    (SHEET, "  sentence: s13\n  cue: While\n- id: a02", "  sentence: s13\n  cue: Although\n- id: a02", "cue-not-found", "Although"),
    (SHEET, C151, "  - id: c15-2\n", "duplicate-id", "first on line"),
    (SHEET, C151, "  - id: c16-9\n", "bad-id", "c15-"),
    (SHEET, C151, "  - id: claim1\n", "bad-id", "expected"),
    (SHEET, "    proposition: premature-ending-could-worsen-security\n", "    proposition: Premature Ending\n", "bad-id", "hyphens"),
    (
        SHEET,
        "    hedge: [could, prematurely]\n",
        "    hedge: [could, prematurely]\n    holdr: critics\n",
        "unknown-key",
        "Did you mean holder?",
    ),
    (
        SHEET,
        "    modality: possible\n    hedge: [could, prematurely]\n",
        "    modality: posible\n    hedge: [could, prematurely]\n",
        "unknown-modality",
        "Did you mean possible?",
    ),
    (SHEET, "    polarity: partial\n", "    polarity: neutral\n", "unknown-polarity", "positive"),
    (
        SHEET,
        "    holder: segments-of-malian-society\n    cue: who believed that\n    modality: believed\n    polarity: partial\n",
        "    holder: segments-of-malian-societ\n    cue: who believed that\n    modality: believed\n    polarity: partial\n",
        "unknown-holder",
        "segments-of-malian-society",
    ),
    (SHEET, "    endorsedBy: segments-of-malian-society\n", "    endorsedBy: mali\n", "unknown-endorsedBy", "Place"),
    (
        SHEET,
        "      premature-ending: {concerns: minusma, couldLeadTo: deterioration-of-security}\n",
        "      premature-ending: {couldLeadTo: deterioration-of-securty}\n",
        "unknown-entity",
        "deterioration-of-security",
    ),
    (
        SHEET,
        "      premature-ending: {concerns: minusma, couldLeadTo: deterioration-of-security}\n",
        "      premature-end: {couldLeadTo: deterioration-of-security}\n",
        "unknown-entity",
        "premature-ending",
    ),
    (
        SHEET,
        "      premature-ending: {concerns: minusma, couldLeadTo: deterioration-of-security}\n",
        "      premature-ending: {couldLead: deterioration-of-security}\n",
        "unknown-key",
        "couldLeadTo",
    ),
    (
        SHEET,
        "      premature-ending: {concerns: minusma, couldLeadTo: deterioration-of-security}\n",
        "      premature-ending: {couldLeadTo: [deterioration-of-security, deterioration-of-security]}\n",
        "repeated-statement",
        "twice",
    ),
    (
        SHEET,
        "      premature-ending: {concerns: minusma, couldLeadTo: deterioration-of-security}\n",
        "      premature-ending: {couldLeadTo: resurgence-of-violence}\n",
        "shared-statement",
        "stands in one proposition",
    ),
    (
        SHEET,
        "      premature-ending: {concerns: minusma, couldLeadTo: deterioration-of-security}\n",
        "      {}\n",
        "empty-content",
        "says nothing",
    ),
    (SHEET, "    presupposed: true\n  - id: c18-2", "    presupposed: yes\n  - id: c18-2", "wrong-kind", "true or false"),
    (
        SHEET,
        "    closeTo: decision-answers-call\n    note: “Following”",
        "    closeTo: decision-answers\n    note: “Following”",
        "unknown-proposition",
        "decision-answers-call",
    ),
    (
        SHEET,
        "  conclusion: mission-should-end\n  explicitness: inferred\n  note: The authorities’",
        "  conclusion: mission-should-stop\n  explicitness: inferred\n  note: The authorities’",
        "unknown-proposition",
        "mission-should-end",
    ),
    (SHEET, "- id: a08\n  type: Support", "- id: a08\n  type: Suport", "unknown-type", "Support"),
    (SHEET, "- id: a08\n", "- id: a07\n", "duplicate-id", "first on line"),
    (SHEET, "  sentence: s13\n  cue: While\n- id: a02", "  sentence: s33\n  cue: While\n- id: a02", "unknown-sentence", "s13"),
    (SHEET, "{id: x13, quote: Conclusion, reason: heading}", "{id: x13, quote: Conclusion, reason: headline}", "unknown-reason", "heading"),
    (SHEET, "- {id: x13, quote: Conclusion, reason: heading}\n", "", "text-not-accounted", "Conclusion"),
    (
        SHEET,
        "{id: x02, quote: UN Peacekeeping Mission, occurrence: 2, reason: heading}",
        "{id: x02, quote: UN Peacekeeping Mission, reason: heading}",
        "quote-ambiguous",
        "offsets",
    ),
    (SHEET, "  sha256: 5fb9", "  sha256: 6fb9", "text-changed", "put the old text back"),
    (SHEET, "  id: minusma-end\n", "  id: minusma\n", "bad-id", "folder"),
    (SHEET, "arguments:\n", "argumnts:\n", "unknown-key", "arguments"),
    (SHEET, "  about: [minusma, mali", "  about: [minusma, malli", "unknown-entity", "mali"),
    (REGISTRY, "mali:\n  type: Place\n", "mali:\n  type: Country\n", "unknown-type", "Place"),
    (REGISTRY, "mali:\n  type: Place\n", "Mali:\n  type: Place\n", "bad-id", "lower-case"),
    (REGISTRY, "  label: {en: Mali, fr: Mali}\n", "  label: {fr: Mali}\n", "missing-key", "no label in 'en'"),
    (REGISTRY, "  label: {en: Mali, fr: Mali}\n", "  label: {en: [Mali, Republic of Mali]}\n", "two-labels", "alt"),
    (REGISTRY, "  eventType: coup\n", "  eventType: putsch\n", "unknown-eventType", "coup"),
    (REGISTRY, "mali:\n  type: Place\n", "mali:\n  type: Place\n  eventType: coup\n", "unknown-key", "no Event"),
    (LINKS, "- {entity: united-nations,", "- {entity: critics,", "vague-group-linked", "the same as nothing"),
    (LINKS, "- {entity: united-nations,", "- {entity: united-nation,", "unknown-entity", "united-nations"),
    (LINKS, "http://www.wikidata.org/entity/Q1065,", "Q1065,", "bad-url", "http"),
    (CONTEXT, "read: 2026-11-23", "read: yesterday", "bad-date", "2026-11-23"),
    (CONTEXT, "read: 2026-11-23", "read: 2026-02-31", "bad-date", "2026-11-23"),
    (CONTEXT, "legislationDate: 2013-04-25", "legislationDate: 2013-04-31", "bad-date", "2023-06-30"),
    (SHEET, "inMonth: 2020-08", "inMonth: 2020-13", "bad-date", "2020-08"),
    (SHEET, 'inYear: "2013"', 'inYear: "13"', "bad-date", "2013"),
    (REGISTRY, "mali:\n  type: Place\n", "type:\n  type: Place\n", "bad-id", "reserved"),
    (REGISTRY, "  label: {en: Mali, fr: Mali}\n", "  label: {en: Mali, fr fr: Mali}\n", "bad-language", "BCP 47"),
    (
        SHEET,
        "    cue: Critics argue that\n    modality: possible\n    hedge: [could, prematurely]\n",
        "    cue: e\n    modality: possible\n    hedge: [could, prematurely]\n",
        "cue-not-found",
        "“e”",
    ),
    (SHEET, QUOTE, '    quote: " "\n', "empty-quote", "no word"),
    (CONTEXT, "  url: http://www", "  url: www", "bad-url", "http"),
    (CONTEXT, "facts:\n", "fact:\n", "unknown-key", "facts"),
    (CONTEXT, "underResolution: resolution-2100}", "underResolution: resolution-2101}", "unknown-entity", "resolution-2100"),
]


@pytest.mark.parametrize(("file", "old", "new", "rule", "words"), FAULTS, ids=[f"{f[3]}-{i}" for i, f in enumerate(FAULTS)])
def test_fault_is_told_with_file_line_and_fix(copy, file, old, new, rule, words):
    line = edit(copy / file, old, new)
    with pytest.raises(DataError) as caught:
        compile_project(Project(copy))
    problems = [p for p in caught.value.problems if p.rule == rule]
    assert problems, [str(p) for p in caught.value.problems]
    problem = problems[0]
    assert problem.file.endswith(file)
    near = (
        range(line - 12, line + new.count("\n") + 3)
        if rule not in ("text-not-accounted", "unknown-proposition", "missing-key", "text-changed", "shared-statement", "duplicate-id")
        else range(1, 2000)
    )
    assert problem.line in near, (problem.line, line)
    assert words in f"{problem.message} {problem.fix}"


def test_a_file_that_is_not_utf8_is_told_with_its_line(copy):
    path = copy / SHEET
    data = path.read_bytes()
    at = data.index(b"Critics argue")
    path.write_bytes(data[:at] + b"\xff" + data[at:])
    with pytest.raises(DataError) as caught:
        compile_project(Project(copy))
    (problem,) = caught.value.problems
    assert problem.rule == "not-utf-8"
    assert problem.line == data.count(b"\n", 0, at) + 1


def test_problems_of_all_files_are_told_at_once(copy):
    edit(copy / SHEET, QUOTE, QUOTE.replace("prematurely", "Prematurely"))
    edit(copy / CONTEXT, "read: 2026-11-23", "read: yesterday")
    edit(copy / LINKS, "- {entity: united-nations,", "- {entity: critics,")
    with pytest.raises(DataError) as caught:
        compile_project(Project(copy))
    assert {p.rule for p in caught.value.problems} == {"quote-not-found", "bad-date", "vague-group-linked"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('base = "https://w3id.org/mali-kg/"', 'base = "https://w3id.org/mali-kg"', "ends in /"),
        ('base = "https://w3id.org/mali-kg/"', 'base = "no iri/"', "absolute http"),
        ('title = "', 'titel = "', "Did you mean title?"),
        ("[project]", "[projet]", "missing"),
        ('version = "0.1.0"', "version = 1", "not text"),
        ("[project]", "[project", "not TOML"),
    ],
)
def test_bad_project_file(copy, old, new, words):
    edit(copy / "mali-kg.toml", old, new)
    with pytest.raises(DataError) as caught:
        compile_project(Project(copy))
    assert any(words in f"{p.message} {p.fix}" for p in caught.value.problems)


def test_sentences_stand_in_the_order_of_the_text(copy):
    path = copy / SHEET
    text = path.read_text(encoding="utf-8")
    one, two, three = text.index("- id: s01"), text.index("- id: s02"), text.index("- id: s03")
    path.write_text(text[:one] + text[two:three] + text[one:two] + text[three:], encoding="utf-8")
    with pytest.raises(DataError) as caught:
        compile_project(Project(copy))
    assert {p.rule for p in caught.value.problems} == {"sentences-out-of-order"}


def test_line_separators_of_unicode_are_only_characters(copy):
    edit(copy / REGISTRY, "  note: A part of society, not society.", '  note: "a\\x85 b\\u2028c"')
    compiled = compile_project(Project(copy))
    assert any("\x85 b\u2028c" in line for line in compiled.lines)
    assert len(compiled.quads()) == len(compiled.lines)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"holder": {"@id": "mk:heldBy", "@type": "@id"}', '"holder": 5'),
        ('"@version": 1.1', '"@version": 1.1, "@import": "http://x/y"'),
        ('"@context": [', '"@contxt": ['),
    ],
)
def test_a_broken_context_is_told(copy, old, new):
    edit(copy / "ontology/context.jsonld", old, new)
    with pytest.raises(DataError) as caught:
        compile_project(Project(copy))
    assert {p.rule for p in caught.value.problems} == {"broken-context"}
