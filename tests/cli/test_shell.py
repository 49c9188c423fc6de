"""The prompt, as it is at a terminal."""

import shlex
import sys
from collections.abc import Iterator

import pexpect
import pytest
from prompt_toolkit.document import Document

from conftest import HANGS
from mali_kg.cli.answers import LocalAnswerer
from mali_kg.cli.completion import Words
from mali_kg.cli.shell import is_complete
from mali_kg.sparql.source import QuerySource


@pytest.fixture
def terminal(tmp_path, monkeypatch, project) -> Iterator[pexpect.spawn]:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("PROMPT_TOOLKIT_NO_CPR", "1")
    child = pexpect.spawn(
        sys.executable,
        ["-m", "mali_kg", "query", "--project", str(project.root), "--timeout", "2"],
        encoding="utf-8",
        timeout=HANGS,
        dimensions=(60, 120),
    )
    yield child
    child.close(force=True)


def say(terminal: pexpect.spawn, text: str) -> None:
    """Type once the prompt is there."""
    terminal.expect("kg>")
    terminal.send(text)


def test_a_session(terminal, tmp_path):
    """A question by its name, a query over three lines with Tab, a mistake, a query that is ended, and out."""
    say(terminal, "self-ch\t")
    terminal.expect("eck")
    terminal.send("\r")
    terminal.expect("0")
    terminal.expect("1 row")
    say(terminal, "SELECT ?c {\r?c mk:heldB\t")
    terminal.expect("heldB.*y")
    terminal.send(" kg:crit\t")
    terminal.expect("crit.*ics")
    terminal.send("\r}\r")
    terminal.expect("c15-2")
    terminal.expect("2 rows")
    say(terminal, "claims-of-holder holder=transitional-government\r")
    terminal.expect("4 rows")
    say(terminal, "for-and-agianst\r")
    terminal.expect("Did you mean for-and-against")
    say(terminal, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }\r")
    terminal.expect("took longer than 2 s")
    say(terminal, ".format csv\r")
    say(terminal, "ASK {}\r")
    terminal.expect("true")
    say(terminal, "DESCRIBE kg:critics\r")
    terminal.expect("@prefix")
    say(terminal, ".format ntriples\r")
    say(terminal, "DESCRIBE kg:critics\r")
    terminal.expect("<https://w3id.org/mali-kg/id/critics> <")
    say(terminal, ".format\r")
    say(terminal, "# nothing but a comment\r")
    say(terminal, ".nonsense\r")
    terminal.expect("no command")
    say(terminal, ".explain self-check\r")
    terminal.expect("Terms of the vocabulary")
    say(terminal, ".list\r")
    terminal.expect("who-claims-what")
    say(terminal, ".quit\r")
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 0
    history = tmp_path / "state/mali-kg/history"
    assert "claims-of-holder holder=transitional-government" in history.read_text(encoding="utf-8")
    assert history.stat().st_mode & 0o077 == 0


def test_ctrl_c_stops_a_query_and_ctrl_d_leaves(terminal):
    import time

    say(terminal, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }\r")
    time.sleep(1)
    terminal.sendintr()
    terminal.expect("stopped")
    say(terminal, "self-check\r")
    terminal.expect("1 row")
    terminal.expect("kg>")
    terminal.sendeof()
    terminal.expect(pexpect.EOF)
    terminal.wait()
    assert terminal.exitstatus == 0


def test_a_long_answer_is_paged(tmp_path, project):
    args = ["-m", "mali_kg", "query", "--project", str(project.root), "who-claims-what"]
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED; cat >/dev/null\n")
    pager.chmod(0o755)
    import os

    env = {**os.environ, "PAGER": shlex.quote(str(pager)), "TERM": "xterm"}
    child = pexpect.spawn(sys.executable, args, encoding="utf-8", timeout=HANGS, dimensions=(20, 100), env=env)
    child.expect("PAGED")
    child.expect(pexpect.EOF)
    short = pexpect.spawn(sys.executable, [*args[:-1], "self-check"], encoding="utf-8", timeout=HANGS, dimensions=(20, 100), env=env)
    short.expect("1 row")
    short.expect(pexpect.EOF)
    assert "PAGED" not in (short.before or "")


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("", True),
        (".help", True),
        ("self-check", True),
        ("claims-of-holder holder=critics", True),
        ("SELECT ?x {", False),
        ("SELECT ?x", False),
        ("PREFIX x: <http://x/>", False),
        ("SELECT ?x { ?x a '}' ", False),
        ("SELECT ?x { ?x ?y ?z }", True),
        ("DESCRIBE kg:critics", True),
        ("SELECT ?x {\n", True),
    ],
)
def test_enter_asks_when_the_query_is_whole(text, complete):
    assert is_complete(text) is complete


@pytest.mark.parametrize(
    ("before", "offered"),
    [
        ("who-cl", "who-claims-what"),
        (".ex", ".explain"),
        (".explain self", "self-check"),
        ("SELECT ?claim { ?cl", "?claim"),
        ("SELECT ?c { ?c mk:held", "mk:heldBy"),
        ("SELECT ?c { ?c mk:heldBy kg:crit", "kg:critics"),
        ("SELECT ?c { ?c a mk:Cla", "mk:Claim"),
        ("SELECT ?c { ?c sche", "schema:"),
        ("SELECT ?c { OPT", "OPTIONAL"),
        ("SELECT ?c { opt", "OPTIONAL"),
    ],
)
def test_words(project, dataset, before, offered):
    words = Words(project, LocalAnswerer(QuerySource(dataset, False)))
    found = [c.text for c in words.get_completions(Document(before), None)]  # type: ignore[arg-type]
    assert offered in found


def test_nothing_is_offered_for_nothing(project, dataset):
    assert Words(project, QuerySource(dataset, False)).candidates("")[1] == []
