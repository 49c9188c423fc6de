"""What people get wrong in sheets: one clear message each, with file, line, and what to do."""

import pytest

from conftest import SHEET, edit
from mali_kg.dataset.compile import compile_project
from mali_kg.errors import DataError
from mali_kg.project import Project

REGISTRY = "data/registry.yaml"
KINDS = "data/kinds.yaml"
LINKS = "data/links.yaml"
CONTEXT = "data/context/un-mandate-page.yaml"
C151 = "  - id: c15-1\n"
QUOTE = "    quote: prematurely ending the peacekeeping mission could lead to a deterioration of security\n"

#: What c15-1 says, and the claim’s strength.
SAYS = "    says: {kind: deteriorate, undergoer: {text: security}, cause: {kind: end, undergoer: minusma, manner: prematurely}}\n"
HEDGED = "    strength: neutral\n    hedge: could\n    says: {kind: deteriorate,"
BELIEVED = "    holder: segments-of-malian-society\n    cue: who believed that\n    stance: believed\n"
DEPLOYED = "    label: MINUSMA has deployed thousands of peacekeepers to Mali\n    says: {kind: deploy, actor: minusma, theme: {of: peacekeepers, quantity: thousands}, goal: mali}\n"
COUP = "    says: {of: military-coup-2020, kind: stage-coup, time: 2020-08}\n"
MALI = "mali:\n  type: Polity\n"


def saying(says: str) -> tuple[str, str, str]:
    """A fault of what c15-1 says."""
    return SHEET, SAYS, f"    says: {says}\n"


#: file, what is replaced, by what, rule, words of the message or the fix. The line is that of the fault, or of its claim.
FAULTS = [
    (SHEET, QUOTE, QUOTE.replace("prematurely", "Prematurely"), "quote-not-found", "The closest there: “"),
    (SHEET, QUOTE, "    quote: Mali continues to face a complex set of challenges\n", "quote-not-found", "move the claim to that sentence"),
    (SHEET, QUOTE, "    quote: a\n", "quote-ambiguous", "Add occurrence"),
    (SHEET, QUOTE, QUOTE + "    occurrence: 2\n", "quote-not-found", "stands 1 times"),
    (SHEET, QUOTE, QUOTE + "    occurrence: zero\n", "wrong-kind", "whole number"),
    (SHEET, QUOTE, "", "missing-key", "quote"),
    (SHEET, HEDGED, HEDGED.replace("could", "might"), "hedge-not-found", "might"),
    (SHEET, "    modal: aims to\n    hedge: potential\n", "    modal: intends to\n    hedge: potential\n", "modal-not-found", "intends to"),
    (SHEET, "  sentence: s13\n  cue: While\n- id: a02", "  sentence: s13\n  cue: Although\n- id: a02", "cue-not-found", "Although"),
    (SHEET, C151, "  - id: c15-2\n", "duplicate-id", "first on line"),
    (SHEET, C151, "  - id: c16-9\n", "bad-id", "c15-"),
    (SHEET, C151, "  - id: claim1\n", "bad-id", "expected"),
    (SHEET, HEDGED, "    holdr: critics\n" + HEDGED, "unknown-key", "Did you mean holder?"),
    (SHEET, HEDGED, HEDGED.replace("neutral", "neutrl"), "unknown-strength", "Did you mean neutral?"),
    (SHEET, BELIEVED, BELIEVED.replace("believed\n", "beleived\n"), "unknown-stance", "Did you mean believed?"),
    (SHEET, BELIEVED + "    polarity: negative\n", BELIEVED + "    polarity: positive\n", "unknown-polarity", "affirmative"),
    (SHEET, BELIEVED, BELIEVED.replace("society", "societ"), "unknown-holder", "segments-of-malian-society"),
    (SHEET, "    endorsedBy: segments-of-malian-society\n", "    endorsedBy: northern-regions\n", "unknown-endorsedBy", "Place"),
    (SHEET, COUP, "    background: assumed\n" + COUP, "repeated-key", "background"),
    # What a claim says.
    (*saying("{kind: deteriorat, undergoer: {text: security}}"), "unknown-kind", "Did you mean deteriorate?"),
    (
        *saying("{kind: erode, undergoer: {text: security}}"),
        "unknown-kind",
        "erode: {label: {en: erode}, definition: …, roles: {undergoer: …}}",
    ),
    (*saying("{kind: deteriorate, undergoes: {text: security}}"), "unknown-role", "Did you mean undergoer?"),
    (*saying("{undergoer: {text: security}}"), "missing-key", "no 'kind'"),
    (*saying("{kind: deteriorate}"), "empty-description", "takes part"),
    (*saying("{kind: deteriorate, undergoer: {}}"), "empty-description", "says nothing"),
    (*saying("{kind: deteriorate, undergoer: {cause: minusma, kind: }}"), "wrong-kind", "not empty"),
    (*saying("{kind: deteriorate, undergoer: []}"), "wrong-kind", "empty list"),
    (*saying("{kind: deteriorate, undergoer: {text: security}, degree: [fully, partly]}"), "role-twice", "takes one"),
    (*saying("{kind: end, actor: northern-regions, undergoer: minusma}"), "wrong-filler", "Decided by X?"),
    (*saying("{kind: end, undergoer: minusma, manner: {kind: end, undergoer: minusma}}"), "unknown-key", "kind"),
    (*saying("{kind: end, actor: {number: 5}, undergoer: minusma}"), "wrong-filler", "a quantity"),
    (*saying("{kind: end, undergoer: minusma, time: {number: 5}}"), "unknown-key", "number"),
    (*saying("{kind: end, undergoer: minusma, time: 2020-13}"), "bad-date", "2020-08"),
    (*saying("{kind: end, undergoer: minusma, time: {by: soon}}"), "bad-date", "text"),
    (*saying("{kind: deploy, actor: minusma, theme: {of: peacekeepers, quantity: {number: many}}}"), "bad-number", "12.5"),
    (*saying("{kind: deploy, actor: minusma, theme: {of: peacekeepers, quantity: {numbr: 5}}}"), "unknown-key", "number"),
    (*saying("{kind: deploy, actor: minusma, theme: {of: peacekeeper}}"), "unknown-entity", "peacekeepers"),
    (*saying("{kind: end, undergoer: minusm}"), "unknown-entity", "Did you mean minusma?"),
    (*saying("{kind: end, undergoer: {text: Mali}}"), "text-names-entity", "Write mali"),
    (*saying("{kind: end, undergoer: {names: [mali], quantity: two}}"), "names-without-text", "of"),
    (*saying("{kind: end, undergoer: {text: the mission, names: [minusm]}}"), "unknown-entity", "minusma"),
    (*saying("{kind: end, undergoer: minusma, phase: starts}"), "unknown-phase", "begins"),
    (*saying("{kind: end, undergoer: minusma, polarity: negative}"), "unknown-role", "polarity"),
    (*saying("{kind: end, undergoer: minusma, cause: {kind: end, undergoer: minusma, polarity: no}}"), "unknown-polarity", "negative"),
    (
        *saying(
            "{kind: end, cause: {kind: end, cause: {kind: end, cause: {kind: end, cause: {kind: end, cause: {kind: end, undergoer: minusma}}}}}}"
        ),
        "too-deep",
        "5 at most",
    ),
    (*saying("c15-1"), "unknown-claim", "says of claim c15-1 is itself"),
    (*saying("c99-9"), "unknown-claim", "c99-9"),
    (SHEET, SAYS, "", "missing-key", "Add says"),
    (SHEET, HEDGED, "    focus: maner\n" + HEDGED, "unknown-focus", "Did you mean manner?"),
    (SHEET, HEDGED, "    focus: manner\n" + HEDGED, "focus-without-role", "It has cause, undergoer."),
    (SHEET, HEDGED, "    via: [{who: united-nation}]\n" + HEDGED, "unknown-who", "united-nations"),
    (SHEET, HEDGED, "    closeTo: c99-1\n" + HEDGED, "unknown-claim", "closeTo"),
    # Arguments.
    (SHEET, "  premise: c08-1\n", "  premise: c08-9\n", "unknown-claim", "premise of argument a08"),
    (
        SHEET,
        "  premise: c08-1\n  conclusion: c09-3\n",
        "  premise: c08-1\n  conclusion: c99-3\n",
        "unknown-claim",
        "conclusion of argument a08",
    ),
    (
        SHEET,
        "- id: a10\n  type: Support\n  premise: c09-4\n  conclusion: c09-3\n  explicitness: inferred\n  arguer: segments-of-malian-society\n",
        "- id: a10\n  type: Support\n  premise: [c09-4, c15-1]\n  conclusion: c09-3\n  explicitness: explicit\n",
        "missing-arguer",
        "Add arguer",
    ),
    (SHEET, "- id: a08\n  type: Support", "- id: a08\n  type: Suport", "unknown-type", "Support"),
    (SHEET, "- id: a08\n", "- id: a07\n", "duplicate-id", "first on line"),
    (SHEET, "  sentence: s13\n  cue: While\n- id: a02", "  sentence: s33\n  cue: While\n- id: a02", "unknown-sentence", "s13"),
    # The text.
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
    (SHEET, "    cue: Critics argue that\n" + HEDGED, "    cue: e\n" + HEDGED, "cue-not-found", "“e”"),
    (SHEET, QUOTE, '    quote: " "\n', "empty-quote", "no word"),
    # Who and what is spoken of.
    (REGISTRY, MALI, MALI.replace("Polity", "Country"), "unknown-type", "Polity"),
    (REGISTRY, MALI, "Mali:\n  type: Polity\n", "bad-id", "lower-case"),
    (REGISTRY, "  label: {en: Mali, fr: Mali}\n", "  label: {fr: Mali}\n", "missing-key", "no label in 'en'"),
    (REGISTRY, "  label: {en: Mali, fr: Mali}\n", "  label: {en: [Mali, Republic of Mali]}\n", "two-labels", "alt"),
    (REGISTRY, "  label: {en: Mali, fr: Mali}\n", "  label: {en: Mali, fr fr: Mali}\n", "bad-language", "BCP 47"),
    (REGISTRY, MALI, MALI + "  kind: decide\n", "unknown-key", "no Event"),
    (REGISTRY, "  kind: stage-coup\n", "  kind: stage-cup\n", "unknown-kind", "stage-coup"),
    (REGISTRY, "  kind: stage-coup\n", "  kind: stage-coup\n  names: [malli]\n", "unknown-entity", "mali"),
    (REGISTRY, "  kind: stage-coup\n", "  kind: stage-coup\n  names: [military-coup-2020]\n", "names-circle", "Break the circle"),
    (REGISTRY, MALI, "type:\n  type: Polity\n", "bad-id", "reserved"),
    (KINDS, "  edge: [recipient, theme]\n", "  edge: [recipient]\n", "wrong-kind", "expected two"),
    (KINDS, "  edge: [recipient, theme]\n", "  edge: [recipint, theme]\n", "unknown-role", "recipient"),
    (KINDS, "  edge: [recipient, theme]\n", "  opposite: forbd\n", "unknown-kind", "opposite"),
    (KINDS, "  edge: [recipient, theme]\n", "  broader: authorise\n", "unknown-kind", "its own"),
    (KINDS, "  wikidata: Q3630827\n", "  wikidata: 42\n", "bad-id", "Q42"),
    (KINDS, "roles: {actor: who allows,", "roles: {acter: who allows,", "unknown-key", "actor"),
    (LINKS, "- entity: united-nations\n", "- entity: critics\n", "vague-group-linked", "the same as nothing"),
    (LINKS, "- entity: united-nations\n", "- entity: united-nation\n", "unknown-entity", "united-nations"),
    (LINKS, "http://www.wikidata.org/entity/Q1065\n", "Q1065\n", "bad-url", "http"),
    (SHEET, "  about: [minusma,", "  url: example.org/minusma\n  about: [minusma,", "bad-url", "http"),
    # Outside sources.
    (CONTEXT, "read: 2026-11-23", "read: yesterday", "bad-date", "2026-11-23"),
    (CONTEXT, "read: 2026-11-23", "read: 2026-02-31", "bad-date", "2026-11-23"),
    (CONTEXT, "time: 2013-04-25", "time: 2013-04-31", "bad-date", "2013"),
    (CONTEXT, "  url: http://www", "  url: www", "bad-url", "http"),
    (CONTEXT, "claims:\n", "claim:\n", "unknown-key", "claims"),
    (CONTEXT, "instrument: resolution-2100}", "instrument: resolution-2101}", "unknown-entity", "resolution-2100"),
    (CONTEXT, "- id: c2\n", "- id: c1\n", "duplicate-id", "next free number"),
    (CONTEXT, "- id: c2\n", "- id: second\n", "bad-id", "c1, c2"),
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
        if rule not in ("text-not-accounted", "missing-key", "text-changed", "duplicate-id")
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
    edit(copy / LINKS, "- entity: united-nations\n", "- entity: critics\n")
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
