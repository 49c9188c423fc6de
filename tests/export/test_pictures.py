"""Pictures: the argument map joins claims, every arrow between agents names who says so, rival dates stand side by side."""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from exported import EACH, INVENTED, file_of, material, text_of

from checkout import ROOT
from mali_kg.errors import MaliKgError
from mali_kg.export.dates import Dated, dated, occurrences
from mali_kg.export.forms import FORMS
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


@pytest.mark.skipif(sys.platform == "win32", reason="PATH")
def test_without_graphviz_the_other_forms_are_named(run):
    result = run("export", "map-svg", PATH="/nonexistent")
    assert result.returncode == 3
    assert "map-mermaid" in result.stderr


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


def shapes(text: str) -> Iterator[tuple[str, int, int]]:
    """The marks and dates of a timeline: what, and where."""
    for shape, x, y in re.findall(r'<(circle|rect) (?:cx|x)="(\d+)" (?:cy|y)="(\d+)"', text):
        yield shape, int(x), int(y)


def test_the_picture_has_what_articles_claim_left_of_what_sources_say():
    text = text_of("timeline-svg")
    bold = re.findall(r'x="(\d+)" y="(\d+)" font-weight="bold">([^<]*)<', text)
    assert [date for *_, date in bold][:5] == ["2013", "25 April 2013", "1 July 2013", "August 2020", "18 August 2020"]
    left, right = bold[3], bold[4]
    assert left[1] == right[1]
    assert int(left[0]) < int(right[0])
    # One circle and one rectangle are in the legend; one rectangle is the ground.
    circles, rectangles = ([s for s in shapes(text) if s[0] == shape] for shape in ("circle", "rect"))
    assert (len(circles), len(rectangles)) == (1 + 2, 1 + 8)
    assert text.count("claimed by") == 2


def test_a_hollow_mark_for_what_was_only_decided():
    """Read in the sources: that the mandate ends on 30 June 2023 was decided; that the resolution was adopted is said."""
    hollow = list(re.findall(r'<rect [^>]*fill="white" stroke[^>]*>', text_of("timeline-svg")))
    decided = [e for e in dated(material().records) if e.source and not e.is_flat]
    assert len(hollow) == len(decided) == 4


def test_without_any_date_there_is_no_picture():
    whole = material()
    times = {q.subject for q in whole.quads if q.object.value == f"{whole.base}ns#Time"}
    with pytest.raises(MaliKgError, match="no dated event"):
        write_timeline(Material([q for q in whole.quads if q.subject not in times], whole.base, whole.project))


@pytest.mark.parametrize("form", ["map-svg", "timeline-svg", "agents-svg", "graphml", "gexf", "rdfxml"])
def test_xml_is_well_formed(form):
    if FORMS[form].needs == "graphviz" and not shutil.which("dot"):
        pytest.skip("Graphviz is not installed")
    assert tool("xmllint", "--noout", str(file_of(form))).returncode == 0
