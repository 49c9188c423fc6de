"""Invented articles on other topics, each a project of ``mali-kg.toml`` and ``data/`` alone: what was read in them by hand is what is found."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

import mali_kg
from checkout import ROOT, scratch
from mali_kg.dataset.built import write
from mali_kg.dataset.compile import Compiled, compile_project
from mali_kg.project import Project
from mali_kg.report.check import validate_project
from mali_kg.sparql.engine import ask
from mali_kg.sparql.questions import bind, question
from mali_kg.store.opened import Opened

PROJECTS = ROOT / "tests" / "projects"
NAMES = sorted(path.parent.name for path in PROJECTS.glob("*/mali-kg.toml"))


def copy_of(name: str) -> Path:
    """A copy of a project that may be written, without what the tests expect of it."""
    import shutil

    target = scratch() / "projects" / name
    if not target.exists():
        shutil.copytree(PROJECTS / name, target, ignore=shutil.ignore_patterns("expected.yaml", "build"))
    return target


@pytest.fixture(scope="module", params=NAMES)
def built(request) -> Compiled:
    """One of the projects, built."""
    compiled = compile_project(Project(copy_of(request.param)))
    write(compiled)
    return compiled


@pytest.fixture(scope="module")
def expected(built) -> dict[str, Any]:
    """What a person read in its articles."""
    return dict(yaml.safe_load((PROJECTS / built.project.root.name / "expected.yaml").read_text(encoding="utf-8")))


def rows(built: Compiled, query: str) -> list[tuple[str, ...]]:
    """The rows of a query; claims as they are named in what is expected."""
    store = ox.Store()
    store.extend(built.quads())
    answer = ask(Opened(store, built.project.config.base), query)
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(short(built, "" if term is None else term.value) for term in row) for row in answer]


def short(built: Compiled, value: str) -> str:
    """A value as the lists of what is expected write it."""
    return value.removeprefix(f"{built.project.config.base}id/").removeprefix("article/")


def test_there_are_five_articles_on_four_topics():
    assert NAMES == ["climate", "company", "election", "medicine"]
    assert len(list(PROJECTS.glob("*/data/articles/*/article.txt"))) == 5


@pytest.mark.parametrize("name", NAMES)
def test_a_new_topic_needs_data_alone(name):
    there = {path.name for path in (PROJECTS / name).iterdir()} - {"build"}
    assert there == {"mali-kg.toml", "data", "expected.yaml"}
    assert not (PROJECTS / name / "data" / "queries").exists()


@pytest.mark.parametrize("name", NAMES)
def test_each_says_that_it_is_invented(name):
    assert "invented" in (PROJECTS / name / "mali-kg.toml").read_text(encoding="utf-8").lower()
    for path in (PROJECTS / name).glob("data/articles/*/article.txt"):
        assert "invented" in path.read_text(encoding="utf-8").lower()


@pytest.mark.parametrize("engine", ["pyshacl", "shacl"])
def test_each_conforms(built, engine):
    if engine == "shacl":
        pytest.importorskip("shacl", reason="the fast engine is not installed")
    assert [p for p in validate_project(built.project, engine).problems if p.severity == "error"] == []


def test_equal_descriptions(built, expected):
    groups: dict[str, set[str]] = defaultdict(set)
    for said, fingerprint in rows(built, "SELECT ?said ?f { ?said mk:says/mk:fingerprint ?f }"):
        groups[fingerprint].add(said)
    assert {frozenset(g) for g in groups.values() if len(g) > 1} == {frozenset(g) for g in expected["equal"]}


def test_claims_about(built, expected):
    for entity, claims in expected["claims-about"].items():
        found = rows(built, f"SELECT ?c {{ ?c mk:mentions <{built.project.iris.entity(entity)}> ; mk:heldBy ?holder }}")
        assert sorted(c for (c,) in found) == sorted(claims), entity


def test_quoted_chain(built, expected):
    found = rows(
        built,
        """SELECT ?c ?voice ?holder { ?c a mk:Claim ; mk:via ?hop ; mk:heldBy ?holder . ?hop mk:voice ?voice ; schema:position ?n } ORDER BY ?c ?n""",
    )
    chains: dict[str, list[str]] = {}
    for claim, voice, holder in found:
        chains[claim] = [*chains.get(claim, [])[:-1], voice, holder]
    assert chains == {entry["claim"]: entry["chain"] for entry in expected.get("quoted-chain", [])}


class Shipped:
    """The shipped questions, asked of one project."""

    def __init__(self, built: Compiled) -> None:
        self.built = built
        store = ox.Store()
        store.extend(built.quads())
        self.opened = Opened(store, built.project.config.base)

    def __call__(self, name: str, *columns: str, **values: str) -> list[tuple[str, ...]]:
        """The rows of a question; claims as they are named in what is expected."""
        answer = ask(self.opened, bind(question(self.built.project, name), values, self.opened.base), name)
        assert isinstance(answer, ox.QuerySolutions)
        return [tuple(short(self.built, "" if row[c] is None else row[c].value) for c in columns) for row in answer]

    def label(self, key: str) -> str:
        """What a voice, named as in what is expected, or the article's own, is called."""
        iri = self.built.project.iris.entity(key)
        answer = ask(self.opened, f'SELECT ?label {{ <{iri}> rdfs:label|dct:title ?label FILTER (LANG(?label) IN ("en", "")) }}')
        assert isinstance(answer, ox.QuerySolutions)
        (row,) = answer
        return str(row["label"].value)


@pytest.fixture(scope="module")
def shipped(built) -> Shipped:
    return Shipped(built)


#: What the question calls the ways of disagreeing.
WAYS = {"polarity": "by denial", "opposite kinds": "by kind", "attack": "by argument"}


def test_question_disagreements(shipped, expected):
    """Two who deny each other's words are one pair, whichever side the question gives; who attacks stands first."""

    def pair(way: str, one: tuple[str, str], other: tuple[str, str]) -> tuple[str, ...]:
        return (way, *one, *other) if way.startswith("by argument") else (way, *min(one, other), *max(one, other))

    found = set()
    for way, holder, claim, against, against_claim, how in shipped(
        "disagreements", "found", "holder", "claim", "against", "against_claim", "how"
    ):
        if how == "holds":
            found.add(pair(way, (claim, holder), (against_claim, against)))
    wanted = set()
    for entry in expected["disagreements"]:
        way = WAYS[entry["by"]] + (f", {entry['explicitness']}" if "explicitness" in entry else "")
        wanted.add(pair(way, *zip(entry["claims"], map(shipped.label, entry["holders"]), strict=True)))
    assert found == wanted


def test_question_stronger_and_weaker(shipped, expected):
    found = shipped("stronger-and-weaker", "stronger_claim", "weaker_claim")
    assert sorted(found) == sorted((entry["stronger"], entry["weaker"]) for entry in expected["stronger-and-weaker"])


def test_question_hedge_drift(shipped, expected):
    found = shipped("hedge-drift", "first_claim", "second_claim", "became", "first_strength", "second_strength", "hedges", "same_holder")
    keys = ("first", "second", "became", "from", "to", "hedge", "sameHolder")
    assert sorted(found) == sorted(
        tuple(str(entry[k]).lower() if k == "sameHolder" else entry[k] for k in keys) for entry in expected["hedge-drift"]
    )


def test_question_claims_about(shipped, expected):
    for entity, claims in expected["claims-about"].items():
        assert {c for (c,) in shipped("claims-about", "claim", entity=entity)} == set(claims), entity


def test_question_who_says_what_to_whom(shipped, expected):
    """Who speaks may be told with what the words say of them: “Jonas Reth of Tavaria”."""
    found = shipped("who-says-what-to-whom", "claim", "how", "speaker", "recipient", "told_by")
    assert sorted({(claim, how, speaker.partition(" (")[0], *rest) for claim, how, speaker, *rest in found}) == sorted(
        (
            entry["claim"],
            entry["kind"].replace("-", " "),
            shipped.label(entry["speaker"]),
            shipped.label(entry["recipient"]),
            shipped.label(entry["toldBy"]) if "toldBy" in entry else "The article’s own voice",
        )
        for entry in expected["who-says-what-to-whom"]
    )


#: Claims that tell of speaking, by project, with the speaker’s own claim of what was said; “not to sell” is said negatively, in the one as in the other.
SAID = {
    "climate": {"orrow-bay/c03-1": "orrow-bay/c03-2"},
    "company": {"yearly-results/c02-1": "yearly-results/c02-2", "yearly-results/c08-1": "yearly-results/c08-2"},
    "election": {
        "first-report/c05-2": "first-report/c05-1",
        "first-report/c07-1": "first-report/c07-2",
        "first-report/c08-1": "first-report/c08-2",
        "second-report/c06-1": "second-report/c06-2",
    },
    "medicine": {
        "quelotrin-trial/c03-1": "quelotrin-trial/c03-2",
        "quelotrin-trial/c05-2": "quelotrin-trial/c05-1",
        "quelotrin-trial/c07-1": "quelotrin-trial/c07-2",
    },
}


def test_question_who_says_what_to_whom_with_the_claim_of_the_speaker(shipped):
    found = {claim: own for claim, own in shipped("who-says-what-to-whom", "claim", "own_claim") if own}
    assert found == SAID[shipped.built.project.root.name]


def test_question_restated_claims(shipped, expected):
    groups: dict[str, set[str]] = defaultdict(set)
    for described, claim in shipped("restated-claims", "describes", "claim"):
        groups[described].add(claim)
    claims = [{claim for claim in group if not claim.startswith("proposition/")} for group in expected["equal"]]
    assert sorted(map(sorted, groups.values())) == sorted(sorted(group) for group in claims if len(group) > 1)


#: By project, a claim that somebody attacks, and what supports it: what supports the attack does not.
SUPPORTED = {
    "climate": ("orrow-bay/c03-2", set()),
    "company": ("yearly-results/c02-2", set()),
    "election": ("second-report/c02-1", set()),
    "medicine": ("quelotrin-trial/c03-2", {"quelotrin-trial/c02-2", "quelotrin-trial/c03-3"}),
}


def test_question_everything_behind_tells_nothing_of_the_other_side(shipped):
    claim, premises = SUPPORTED[shipped.built.project.root.name]
    iri = f"{shipped.opened.base}id/article/{claim}"
    assert {premise for (premise,) in shipped("everything-behind", "premise", claim=iri)} == premises


def test_question_timeline(shipped, expected):
    found = shipped("timeline", "date", "until", "inner", "stance", "strength", "claim")
    assert sorted(found) == sorted(
        (
            str(entry.get("date") or entry.get("from") or entry["by"]),
            str(entry.get("to", "")),
            str(entry.get("inner", False)).lower(),
            entry.get("stance", "asserted"),
            entry.get("strength", "full"),
            entry["claim"],
        )
        for entry in expected["timeline"]
    )
    dates = [date for date, *_ in found]
    assert dates == sorted(dates)


def test_question_timeline_puts_rivals_side_by_side(shipped, expected):
    dates = {entry["claim"]: entry["date"] for entry in expected["timeline"] if "date" in entry}
    datings = dict(shipped("timeline", "claim", "datings"))
    for entry in expected["timeline"]:
        rivals = [dates[claim] for claim in entry.get("rivals", [])]
        assert all(date in datings[entry["claim"]] for date in rivals)
        assert bool(datings[entry["claim"]]) == bool(rivals), entry["claim"]


def test_question_quoted_chain(shipped, expected):
    chains: dict[str, list[str]] = defaultdict(list)
    for claim, voice in shipped("quoted-chain", "claim", "voice"):
        chains[claim].append(voice)
    assert chains == {entry["claim"]: [shipped.label(voice) for voice in entry["chain"]] for entry in expected["quoted-chain"]}


#: The columns of each question that hold claims.
CLAIMS = {
    "disagreements": ("claim", "against_claim"),
    "stronger-and-weaker": ("stronger_claim", "weaker_claim"),
    "claims-about": ("claim",),
    "who-says-what-to-whom": ("claim",),
    "timeline": ("claim",),
}


def test_questions_give_nothing_that_a_careless_program_would_find(shipped, expected):
    for entry in expected["absent"]:
        name, claims = entry["question"], entry["claims"]
        columns = CLAIMS[name]
        values = {"entity": entry["entity"]} if "entity" in entry else {}
        first = ("found",) if "by" in entry else ()
        for row in shipped(name, *first, *columns, **values):
            if "by" in entry and not row[0].startswith(WAYS[entry["by"]]):
                continue
            given = row[len(first) :]
            assert not (set(given) & set(claims) if len(columns) == 1 else set(given) == set(claims)), (entry, row)


def test_the_shipped_questions_are_answered(built):
    from mali_kg.sparql.questions import questions

    for q in questions(built.project):
        needed = {p.name: "" for p in q.parameters if p.name == ""}
        assert mali_kg.query(q.name, needed or None, project=built.project.root) is not None
