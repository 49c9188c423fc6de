"""Coverage of the text by claims."""

import json

import pytest

from mali_kg.dataset.compile import anchored_sheets
from mali_kg.sheets.coverage import as_json, as_text, cover, mark, painted


@pytest.fixture(scope="module")
def covered(project):
    (article,) = anchored_sheets(project)
    return cover(article)


def test_spans_are_offsets_into_the_text(covered, project):
    text = project.text_path("minusma-end").read_text(encoding="utf-8")
    found = as_json(covered)
    for sentence, shown in zip(found["sentences"], covered.sentences, strict=True):
        assert text[sentence["start"] : sentence["end"]] == shown.text
        for claim in sentence["claims"]:
            assert sentence["start"] <= claim["start"] < claim["end"] <= sentence["end"]
    assert json.dumps(found)


def test_text_and_colour(covered):
    plain = as_text(covered)
    assert "⟨Critics argue that ⟩" in plain
    assert "\x1b" not in plain
    (headline,) = painted([mark(covered.sentences[0], True)])
    assert headline == "\x1b[7mClosing Chapter: UN Peacekeeping Mission Era Ends in Mali\x1b[27m, What Next!"
    assert max(map(len, as_text(covered, width=80).splitlines())) <= 80


def test_command(run, copy):
    result = run("coverage", cwd=copy)
    assert result.returncode == 0
    assert "100% of sentences" in result.stdout
    assert json.loads(run("coverage", "--format", "json").stdout)[0]["sentenceShare"] == 1.0
    assert "\x1b[7m" in run("coverage", "--color").stdout
    result = run("coverage", "minusma")
    assert result.returncode == 2
    assert "minusma-end" in result.stderr


def test_below_the_threshold_it_fails(run, copy):
    sheet = copy / "data/articles/minusma-end/claims.yaml"
    text = sheet.read_text(encoding="utf-8")
    start = text.index("  claims:\n  - id: c00-1")
    sheet.write_text(text[:start] + "\n" + text[text.index("# ----", start) :], encoding="utf-8")
    result = run("coverage", cwd=copy)
    assert result.returncode == 1
    assert "0.952 of its sentences" in result.stderr
