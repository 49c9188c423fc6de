"""Pictures: the argument map joins claims, every arrow between agents names who says so, rival dates stand side by side."""

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from exported import EACH, INVENTED, file_of, material, text_of

from checkout import ROOT
from mali_kg.errors import MaliKgError
from mali_kg.export.dates import Dated, dated, occurrences
from mali_kg.export.material import Material
from mali_kg.export.pictures import write_agents_dot, write_map_mermaid
from mali_kg.export.timeline import write as write_timeline
from tools import tool

needs_dot = pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed")


def without(predicate: str, subject: str) -> Material:
    """The article without what is said of a thing by a predicate of ours."""
    whole = material()
    quads = [q for q in whole.quads if not (q.predicate.value.endswith(f"#{predicate}") and q.subject.value.endswith(subject))]
    assert len(quads) < len(whole.quads)
    return Material(quads, whole.base, whole.project)


# --- the argument map


@needs_dot
@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("form", ["map-dot", "agents-dot"])
def test_graphviz_reads_it(form, name):
    done = tool("dot", "-Tplain", str(file_of(form, name)))
    assert done.returncode == 0
    assert done.stderr == ""
    records = material(name).records
    if form == "map-dot":
        claims = {c for a in records.arguments for c in (*a.premises, a.conclusion)}
        assert done.stdout.count("\nnode ") == len(claims) + len(records.arguments)


def test_pro_and_con_differ_in_shape_as_well_as_colour(counts):
    text = text_of("map-dot")
    look = {kind: set(re.findall(rf'shape=(\w+), [^\]]*label="{kind}', text)) for kind in ("supports", "attacks", "granted, but")}
    assert look == {"supports": {"ellipse"}, "attacks": {"hexagon"}, "granted, but": {"diamond"}}
    assert max(len(line) for label in re.findall(r'label="([^"]*)"', text) for line in label.split("\\n")) <= 40
    mermaid = text_of("map-mermaid")
    assert mermaid.startswith("flowchart LR\n")
    assert mermaid.count(":::attack") == counts.attacks
    assert mermaid.count(":::support") == counts.supports


def test_an_attack_joins_two_claims_and_tells_on_what_it_depends():
    """Read in the sheet: a11, the critics' argument against ending the mission, depends on “premature”; a29 on nothing."""
    text = text_of("map-mermaid")
    names = {label.split("<br/>")[0]: name for name, label in re.findall(r'(c\d+)\["([^"]*)"\]', text)}
    (node,) = re.findall(rf"{names['Ending the mission prematurely could lead to a deterioration of security']} -\.- (a\d+)", text)
    assert f"  {node} -.-> {names['The mission should end']}" in text
    assert f'  {node}{{{{"attacks<br/>inferred<br/>depends on “premature”"}}}}:::attack' in text
    assert '{{"attacks<br/>inferred"}}:::attack' in text


def test_a_should_stays_a_should():
    """The claim that something should be, and not what should be, is what an argument is for."""
    assert '["The mission should end<br/>(Transitional Government of Mali)"]' in text_of("map-mermaid")


def test_a_label_of_mermaid_is_one_line_and_its_holders_stand_below_it():
    labels = re.findall(r'c\d+\["([^"]*)"\]', text_of("map-mermaid"))
    long = [label for label in labels if label.startswith("The UN considered the capacity of")]
    assert long == [
        "The UN considered the capacity of the national defence and security forces to assume greater responsibility<br/>(The article’s own voice)"
    ]
    for label in labels:
        _, *below = label.split("<br/>")
        assert below
        assert all(re.fullmatch(r"\(.*\)", holder) for holder in below), label


def test_no_label_is_read_as_syntax():
    odd = '`a`\n"b" <i>#c;\x1b'
    whole = material()
    quads = [
        ox.Quad(q.subject, q.predicate, ox.Literal(odd, language="en"), q.graph_name)
        if q.object == ox.Literal("The mission should end", language="en")
        else q
        for q in whole.quads
    ]
    text = write_map_mermaid(Material(quads, whole.base, whole.project)).decode()
    assert '"#96;a#96; #quot;b#quot; #lt;i#gt;#35;c;�<br/>(' in text


#: Mermaid wants a page around it.
MERMAID = """
import { JSDOM } from 'jsdom'
import { readFileSync } from 'node:fs'
const { window } = new JSDOM('')
globalThis.window = window
globalThis.document = window.document
const mermaid = (await import('mermaid')).default
console.log((await mermaid.parse(readFileSync(process.argv[2], 'utf8'))).diagramType)
"""


def test_mermaid_reads_the_map(tmp_path):
    folder = os.environ.get("MALI_KG_NPM", "")
    if not folder:
        pytest.skip("MALI_KG_NPM names no folder in which npm has installed mermaid and jsdom")
    script = Path(folder) / f"mermaid-{os.getpid()}.mjs"
    script.write_text(MERMAID)
    try:
        for name in EACH:
            good = tool("node", str(script), str(file_of("map-mermaid", name)))
            assert good.returncode == 0, good.stderr
            assert good.stdout.startswith("flowchart")
        (tmp_path / "bad.mmd").write_text("flowchart LR\n  p1 --> --> p2(")
        assert tool("node", str(script), str(tmp_path / "bad.mmd")).returncode != 0
    finally:
        script.unlink()


def test_pictures_need_no_other_program(run):
    for form in ("map-svg", "agents-svg", "timeline-svg"):
        result = run("export", form, PATH="/nonexistent")
        assert result.returncode == 0, result.stderr
        assert result.stdout.startswith("<svg ")


def test_the_drawn_map_has_every_claim_and_every_argument(counts):
    """Read in the sheet: a11, an attack, depends on “premature”; a01, a concession, is marked by “While”."""
    drawn = text_of("map-svg")
    records = material().records
    linked = re.findall(r'<a href="([^"]*)">', drawn)
    assert sorted(linked) == sorted(
        {c for a in records.arguments for c in (*a.premises, a.conclusion)} | {a.iri for a in records.arguments}
    )
    (attack,) = re.findall(r'<a href="[^"]*/a11">(.*?)</a>', drawn, re.DOTALL)
    assert re.findall(r">([^<>\n]+)<", attack) == ["– attacks", "inferred", "depends on ", "“premature”"]
    (concession,) = re.findall(r'<a href="[^"]*/a01">(.*?)</a>', drawn, re.DOTALL)
    assert re.findall(r">([^<>\n]+)<", concession) == ["granted, but", "“While”"]
    assert "stroke-dasharray" in attack
    assert "stroke-dasharray" not in concession


# --- agents


def arrows(text: str) -> list[str]:
    """The arrows of a graph in DOT, with the names of what they join in the place of its numbers."""
    names = {n: label.replace("\\n", " ") for n, label in re.findall(r'  (n\d+) \[.*label="([^"]*)"\];', text)}
    found = re.findall(r'  (n\d+) -> (n\d+) \[label="([^"]*)"\];', text)
    return [f"{names[start]} -> {names[end]}: {label}".replace("\\n", " ") for start, end, label in found]


@pytest.mark.parametrize("name", EACH)
def test_every_arrow_names_a_holder(name):
    found = arrows(text_of("agents-dot", name))
    assert found
    assert all(re.search(r"\([^)]*\)$", arrow) for arrow in found)


def test_what_is_said_of_agents_and_how():
    """Read in the article: c07-1, c14-3, c09-4 (denied as to its degree, and the country’s challenges, not the country), c17-1 (a should)."""
    found = arrows(text_of("agents-dot"))
    assert (
        "Transitional Government of Mali -> Decision of the UN to end its peacekeeping mission in Mali: initiate (The article’s own voice)"
        in found
    )
    assert "Mali -> Armed groups in Mali: continues face (The article’s own voice)" in found
    (resolve,) = (arrow for arrow in found if ": resolve" in arrow)
    assert resolve.startswith("Foreign troops -> Mali: resolve [believed, not as to degree] cause: be present")
    assert "undergoer: security challenges" in resolve
    assert resolve.endswith("(Several segments of Malian society)")
    government = material().records.label(f"{material().base}id/malian-government")
    assert f"United Nations -> {government}: work together [normative] (The article’s own voice)" in found


def test_what_nobody_holds_is_no_arrow():
    """Of the claims with arrows, one loses its holder."""
    before = arrows(text_of("agents-dot"))
    after = arrows(write_agents_dot(without("heldBy", "/c07-1")).decode())
    assert [arrow for arrow in before if arrow not in after] == [arrow for arrow in before if ": initiate" in arrow]
    assert len(after) == len(before) - 1


@pytest.mark.parametrize("holder", ["transitional-government", "critics", "article/minusma-end/narrator"])
def test_of_one_holder(run, holder):
    """What the critics say joins no two things: the deterioration is of words."""
    result = run("export", "agents-dot", "--holder", holder)
    found = arrows(result.stdout)
    assert all(re.search(r"\([^)]*\)$", arrow) for arrow in found)
    assert not [arrow for arrow in found if "(Critics)" in arrow]


# --- dates


def expected(name: str) -> list[dict[str, Any]]:
    """What a person read in the article."""
    return list(yaml.safe_load((ROOT / "tests" / "projects" / name / "expected.yaml").read_text(encoding="utf-8"))["timeline"])


def told(entry: Dated) -> dict[str, str]:
    dates = {"date": entry.at, "from": entry.begin, "to": entry.end, "by": entry.by}
    claim = re.sub(r"^.*/id/(article/)?", "", entry.claim.iri)
    return {"claim": claim} | {key: date for key, date in dates.items() if date}


@pytest.mark.parametrize("name", INVENTED)
def test_the_dates_are_those_that_a_person_read(name):
    found = [told(entry) for entry in dated(material(name).records)]
    keys = ("claim", "date", "from", "to", "by")
    wanted = [{key: row[key] for key in keys if key in row} for row in expected(name)]

    def order(row: dict[str, str]) -> list[tuple[str, str]]:
        return sorted(row.items())

    assert sorted(found, key=order) == sorted(wanted, key=order)


@pytest.mark.parametrize("name", INVENTED)
def test_what_is_only_spoken_of_is_not_said_flatly(name):
    """A date inside what is said, or of what is not asserted in full."""
    found = {entry.claim.iri.partition("/id/")[2].removeprefix("article/"): entry.is_flat for entry in dated(material(name).records)}
    for row in expected(name):
        is_hollow = bool(row.get("inner") or row.get("strength") or row.get("stance"))
        assert found[row["claim"]] is not is_hollow, row


def test_rival_dates_of_one_occurrence_come_together():
    """Read in the sheets: the recall began in February or in March; the coup was in August 2020, a source says on the 18th."""
    (recall,) = (group for group in occurrences(material("company").records) if len(group) > 1)
    assert [(e.at, e.claim.iri.rpartition("/")[2]) for e in recall] == [("2024-02", "c07-1"), ("2024-03", "c07-2")]
    assert recall[0].what == "Recall of rye flour (its beginning)"
    rivals = [group for group in occurrences(material().records) if len(group) > 1]
    assert [[(e.at, e.source is not None) for e in group] for group in rivals] == [[("2020-08", False), ("2020-08-18", True)]]


def test_two_years_of_one_thing_are_two_occurrences():
    """Read in the climate sheets: emissions rose in 2023; a source says that they could rise in 2025."""
    groups = occurrences(material("climate").records)
    rises = [[e.at for e in group] for group in groups if group[0].what.startswith("rise")]
    assert rises == [["2023", "2023"], ["2025"]]


#: Marks of the timeline: what, and where its middle is.
MARK = re.compile(
    r'<(?:(circle) cx="([\d.]+)" cy="([\d.]+)" r="5.5"|(rect) x="([\d.]+)" y="([\d.]+)" width="10" height="10") fill="([^"]*)"'
)


def marks(text: str) -> list[tuple[str, float, float, bool]]:
    """The marks of a timeline, those of the legend left out: form, place, and whether it is full."""
    found = []
    for circle, cx, cy, square, x, y, fill in MARK.findall(text):
        place = (float(cx), float(cy)) if circle else (float(x) + 5, float(y) + 5)
        found.append((circle or square, *place, fill != "#fff"))
    return [mark for mark in found if mark[2] > 60]


def test_the_picture_has_what_articles_claim_left_of_what_sources_say():
    text = text_of("timeline-svg")
    bold = re.findall(r'font-weight="bold"><tspan x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<', text)
    dates = [(float(x), float(y), date) for x, y, date in bold if float(x) > 690 and re.fullmatch(r"(\d+ )?([A-Z][a-z]+ )?\d{4}", date)]
    assert [date for *_, date in dates][:5] == ["2013", "25 April 2013", "1 July 2013", "August 2020", "18 August 2020"]
    left, right = dates[3], dates[4]
    assert left[1] == right[1]
    assert left[0] < right[0]
    # Each of ten dates has a mark on the scale, and one beside its words.
    forms = [form for form, *_ in marks(text)]
    assert (forms.count("circle"), forms.count("rect")) == (2 * 2, 2 * 8)


def test_the_timeline_is_to_scale():
    """The year 2013 and August 2020 have their marks in their middle: 2 July 2013 and 16 August 2020 are 2,602 days apart; the last are of 2023 to 2024."""
    on_scale = sorted(mark for mark in marks(text_of("timeline-svg")) if mark[1] < 690)
    days = {"year": 0, "august": 2602, "june": 3650, "january": 3835}
    circles = [x for form, x, *_ in on_scale if form == "circle"]
    a_day = (circles[1] - circles[0]) / days["august"]
    last = max(x for form, x, *_ in on_scale if form == "rect")
    assert abs((last - circles[0]) / a_day - days["january"]) < 4
    june = [x for form, x, *_ in on_scale if abs((x - circles[0]) / a_day - days["june"]) < 4]
    assert len(june) == 2


def test_a_hollow_mark_for_what_was_only_decided():
    """Read in the sources: that the mandate ends on 30 June 2023 was decided; that the resolution was adopted is said."""
    hollow = [mark for mark in marks(text_of("timeline-svg")) if not mark[3]]
    decided = [e for e in dated(material().records) if e.source and not e.is_flat]
    assert len(hollow) == 2 * len(decided) == 2 * 4


def test_without_any_date_there_is_no_picture():
    whole = material()
    times = {q.subject for q in whole.quads if q.object.value == f"{whole.base}ns#Time"}
    with pytest.raises(MaliKgError, match="no dated event"):
        write_timeline(Material([q for q in whole.quads if q.subject not in times], whole.base, whole.project))


@pytest.mark.parametrize("form", ["map-svg", "timeline-svg", "agents-svg", "graphml", "gexf", "rdfxml"])
def test_xml_is_well_formed(form):
    assert tool("xmllint", "--noout", str(file_of(form))).returncode == 0
