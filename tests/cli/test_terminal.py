"""What commands write at a terminal: pages, its width, colour."""

import os
import re
import shlex
import sys
from pathlib import Path

import pexpect
import pytest

from conftest import HANGS, SHEET, edit

COLOR = re.compile(r"\x1b\[[0-9;]*m")
#: Ids as they are printed: a claim’s, an entity’s, a question’s, a code’s.
ID = re.compile(r"\b(?:[a-z]+[:/-])+[a-z0-9/-]+\b")


@pytest.fixture
def at_terminal(project):
    """Run ``mali-kg`` at a terminal of so many columns and lines, and give what it wrote."""
    known = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES", "LESS", "PAGER")}

    def call(*args: str, columns: int = 80, lines: int = 2000, cwd: Path = project.root, **env: str) -> str:
        # The environment is given whole: a library that reads keys puts the size of another terminal into it.
        child = pexpect.spawn(
            sys.executable,
            ["-m", "mali_kg", *args],
            encoding="utf-8",
            timeout=HANGS,
            dimensions=(lines, columns),
            cwd=str(cwd),
            env={**known, "TERM": "xterm", **env},
        )
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == 0, child.before
        return str(child.before).replace("\r\n", "\n")

    return call


@pytest.fixture
def older(copy, compiled):
    """The dataset before a claim got another strength and other words, and an entity another name, beside the project as it is now."""
    before = copy / "before.nq"
    before.write_text("".join(compiled.lines), encoding="utf-8")
    edit(
        copy / SHEET,
        "    cue: Critics argue that\n    strength: neutral\n    hedge: could\n    says: {kind: deteriorate, undergoer: {text: security}, ",
        "    cue: Critics argue that\n    strength: partial\n    hedge: could\n    says: {kind: deteriorate, undergoer: {text: our security}, ",
    )
    edit(copy / "data/registry.yaml", "{en: Mali, fr: Mali}", "{en: Republic of Mali, fr: Mali}")
    return copy


LISTINGS = [
    ["coverage"],
    ["schema"],
    ["stats"],
    ["show", "c15-1"],
    ["show", "MINUSMA"],
    ["show", "minusma-end"],
    ["query", "--list"],
    ["query", "--explain", "disagreements"],
    ["query", "who-claims-what"],
    ["diff", "before.nq"],
]


@pytest.mark.parametrize("args", LISTINGS, ids=" ".join)
def test_a_long_answer_is_paged(at_terminal, older, args, tmp_path):
    """The pager is a program that tells that it was asked; where all fits on the screen it is not."""
    pager = tmp_path / "pager.sh"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    assert "PAGED" in at_terminal(*args, lines=4, cwd=older, PAGER=shlex.quote(str(pager)))
    assert "PAGED" not in at_terminal(*args, lines=9000, cwd=older, PAGER=shlex.quote(str(pager)))


def test_a_file_and_a_pipe_are_not_paged(at_terminal, run, copy):
    """In a copy without a dataset, so that nothing is told of one that is stale."""
    out = copy / "out.txt"
    assert at_terminal("schema", "-o", str(out), lines=4, cwd=copy, PAGER="false") == ""
    assert out.read_text(encoding="utf-8") == run("schema", cwd=copy).stdout


def test_lines_that_take_several_of_the_screen_are_counted(at_terminal):
    """The answer has two lines, one of which takes five of the screen."""
    asked = ["query", "SELECT ?x { VALUES ?x { '" + "x" * 200 + "' } }", "--format", "csv"]
    assert "PAGED" in at_terminal(*asked, columns=40, lines=5, PAGER="sh -c 'echo PAGED; cat'")


@pytest.mark.parametrize("columns", [160, 80, 40])
@pytest.mark.parametrize("args", [args for args in LISTINGS if "--explain" not in args], ids=" ".join)
def test_lines_fit_and_no_id_is_broken(at_terminal, older, args, columns):
    """What is an id in a very wide terminal is one in a narrow terminal too, unless it is wider than that."""
    narrow = COLOR.sub("", at_terminal(*args, columns=columns, cwd=older))
    assert max(map(len, narrow.splitlines())) <= columns
    words = set(re.sub("[│┌┐└┘├┤┬┴┼─]", " ", narrow).split())
    wide = set(re.sub("[│┌┐└┘├┤┬┴┼─]", " ", COLOR.sub("", at_terminal(*args, columns=1000, cwd=older))).split())
    ids = {word for word in wide if ID.search(word) and len(word) <= columns}
    assert ids or args == ["stats"]
    assert ids <= words


def test_colour_of_a_difference(at_terminal, older, run):
    green, red = "\x1b[32m", "\x1b[31m"
    colored = at_terminal("diff", "before.nq", cwd=older, columns=120)
    assert f"{red}    - neutral\x1b[0m\n{green}    + partial\x1b[0m" in colored
    for plain in (
        at_terminal("diff", "before.nq", cwd=older, columns=120, NO_COLOR="1"),
        at_terminal("diff", "before.nq", "--no-color", cwd=older, columns=120),
    ):
        assert "\x1b" not in plain
        assert plain == COLOR.sub("", colored)
    assert "\x1b" not in run("diff", "before.nq", cwd=older).stdout
    assert "\x1b[32m" in run("diff", "before.nq", "--color", cwd=older).stdout


def test_a_difference_names_what_it_speaks_of(run, older):
    # Then the statements: the labels that are made of that of Mali are among them.
    assert run("diff", "before.nq", cwd=older).stdout.startswith(
        "changed  article-minusma-end:c15-1: Ending the mission prematurely could lead to a deterioration of security\n"
        "  strength\n"
        "    - neutral\n"
        "    + partial\n"
        "  says undergoer\n"
        "    - “security”\n"
        "    + “our security”\n"
        "changed  kg:mali: Republic of Mali\n"
        '    - rdfs:label "Mali"@en\n'
        '    + rdfs:label "Republic of Mali"@en\n'
        "0 claims added, 0 removed, 1 changed; "
    )


def test_highlights_end_with_their_lines(at_terminal):
    """Pagers show each line by itself, so that none may depend on the one before."""
    lines = [line for line in at_terminal("coverage", columns=40).splitlines() if "\x1b" in line]
    assert len(lines) > 40
    for line in lines:
        marks = re.findall(r"\x1b\[2?7m", line)
        assert marks[0] == "\x1b[7m"
        assert marks[1::2] == ["\x1b[27m"] * (len(marks) // 2)
        assert len(marks) % 2 == 0
        assert not re.search(r"\x1b\[7m +$|\x1b\[7m\x1b", line)
