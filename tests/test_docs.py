"""The documentation is run: its commands, its Python, its links; and it names every command, option and setting."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from mali_kg.cli import COMMANDS, LazyGroup, cli
from mali_kg.settings import SETTINGS

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def sessions() -> list[tuple[str, str, list[str]]]:
    """Page, command and the output that the page shows, up to a line that is an ellipsis."""
    found = []
    for page in PAGES:
        for block in blocks(page, "console"):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, *shown = part.splitlines()
                found.append((page.name, command, shown))
    return found


@pytest.mark.parametrize(("page", "command", "shown"), sessions(), ids=lambda v: v if isinstance(v, str) else "")
def test_commands_print_what_the_page_shows(page, command, shown, copy):
    bin_ = copy.parent / "bin"
    bin_.mkdir()
    script = bin_ / "mali-kg"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m mali_kg "$@"\n')
    script.chmod(0o755)
    env = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "COLUMNS": "100"}
    result = subprocess.run(["sh", "-c", command], cwd=copy, env=env, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert result.returncode == 0, result.stderr
    output = result.stdout.replace("\r\n", "\n").splitlines()
    for number, line in enumerate(shown):
        if line == "…":
            break
        assert output[number] == line
    else:
        assert len(output) == len(shown)


@pytest.mark.parametrize("code", [b for page in PAGES for b in blocks(page, "python")])
def test_python_runs(code, tmp_path):
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    assert result.stdout


def test_docstrings_run():
    import doctest

    import mali_kg
    import mali_kg.api

    for module in (mali_kg, mali_kg.api):
        found = doctest.testmod(module)
        assert found.attempted > 0
        assert found.failed == 0


def test_links_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if not target.startswith(("http:", "https:")):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_reference_is_up_to_date():
    result = subprocess.run([sys.executable, str(ROOT / "docs/generate.py"), "--check"], capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr


def test_every_command_is_in_the_readme_and_every_option_in_the_reference():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    reference = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    assert isinstance(cli, LazyGroup)
    for name in COMMANDS:
        assert f"mali-kg {name}" in readme, name
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        for param in command.params:
            for option in param.opts:
                assert option.lstrip("-") in reference.lower() or (option.startswith("--") and option in reference), option


def test_every_setting_is_in_the_reference():
    reference = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    for s in SETTINGS:
        assert f"[{s.section}] {s.key}" in reference


def test_every_key_of_a_claim_is_in_the_guide():
    from mali_kg.sheet_reader import CLAIM_KEYS

    guide = (ROOT / "docs/guides/author.md").read_text(encoding="utf-8")
    for key in CLAIM_KEYS:
        assert f"`{key}`" in guide or f"{key}:" in guide, key
