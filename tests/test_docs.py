"""The documentation is run: its commands, its Python, its links; and it names every command, option and setting."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import HANGS, ROOT, missing_extra
from mali_kg.cli.main import COMMANDS, LazyGroup, cli
from mali_kg.settings import SETTINGS

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def consoles() -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Page, and the commands of one block, each with the output that the page shows, up to a line that is an ellipsis."""
    found = []
    for page in PAGES:
        for block in blocks(page, "console"):
            commands = [part.splitlines() for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
            found.append((page.name, [(lines[0], lines[1:]) for lines in commands]))
    return found


@pytest.mark.parametrize(("page", "commands"), consoles(), ids=[f"{page}-{commands[0][0][:40]}" for page, commands in consoles()])
def test_commands_print_what_the_page_shows(page, commands, copy):
    """The commands of a block run one after the other, in a copy of the project."""
    bin_ = copy.parent / "bin"
    bin_.mkdir()
    script = bin_ / "mali-kg"
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m mali_kg "$@"\n')
    script.chmod(0o755)
    env = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "COLUMNS": "100"}
    for command, shown in commands:
        result = subprocess.run(["sh", "-c", command], cwd=copy, env=env, capture_output=True, text=True, encoding="utf-8", timeout=HANGS)
        if reason := missing_extra(result.stderr):
            pytest.skip(reason)
        assert result.returncode == 0, result.stderr
        output = result.stdout.replace("\r\n", "\n").splitlines()
        whole = "…" not in shown
        expected = shown if whole else shown[: shown.index("…")]
        assert output[: len(expected)] == expected
        assert len(output) == len(expected) or not whole


@pytest.mark.parametrize("code", [b for page in PAGES for b in blocks(page, "python")])
def test_python_runs(code, tmp_path):
    result = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=HANGS)
    if reason := missing_extra(result.stderr):
        pytest.skip(reason)
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
    result = subprocess.run([sys.executable, str(ROOT / "docs/generate.py"), "--check"], capture_output=True, text=True, timeout=HANGS)
    assert result.returncode == 0, result.stderr


def test_every_command_is_in_the_readme_and_every_option_in_the_reference():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    reference = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    assert isinstance(cli, LazyGroup)
    for name in COMMANDS:
        assert f"mali-kg {name}" in readme, name
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        section = reference.split(f"## mali-kg {name}\n")[1].split("\n## ")[0]
        for param in command.params:
            for option in param.opts:
                if option.startswith("-"):
                    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", section), f"{name} {option}"


def test_the_wheel_of_the_readme_is_the_one_that_is_built():
    import tomllib

    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"dist/mali_kg-{version}-py3-none-any.whl" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_is_in_the_reference():
    reference = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    for s in SETTINGS:
        assert f"[{s.section}] {s.key}" in reference


def test_every_key_of_a_claim_is_in_the_guide():
    from mali_kg.sheets.reader import CLAIM_KEYS

    guide = (ROOT / "docs/guides/author.md").read_text(encoding="utf-8")
    for key in CLAIM_KEYS:
        assert f"`{key}`" in guide or f"{key}:" in guide, key


def test_every_choice_of_the_sheets_is_in_the_guide():
    from mali_kg.sheets.reader import ARGUMENT_KEYS, ARTICLE_KEYS, EXCLUDED_KEYS
    from mali_kg.sheets.registry import TYPES

    guide = (ROOT / "docs/guides/author.md").read_text(encoding="utf-8")
    for word in (*TYPES, *ARGUMENT_KEYS, *ARTICLE_KEYS, *EXCLUDED_KEYS):
        assert f"`{word}`" in guide or f"{word}:" in guide, word


def test_every_form_of_export_is_in_the_reference():
    from mali_kg.export.forms import FORMS
    from mali_kg.export.tables import TABLES

    reference = (ROOT / "docs/reference/exports.md").read_text(encoding="utf-8")
    for name in FORMS:
        assert f"`{name}`" in reference
    for name, table in TABLES.items():
        assert f"### {name}" in reference
        assert all(f"`{c.name}`" in reference for c in table.columns)


def test_the_article_of_the_author_guide_builds(tmp_path):
    """Its files, as the page shows them, are a project that conforms, without a warning."""
    page = ROOT / "docs/guides/author.md"
    (text,) = blocks(page, "text")
    files = {re.match(r"# (data/\S+\.yaml)", block)[1]: block for block in blocks(page, "yaml")}  # type: ignore[index]
    (sheet,) = (name for name in files if name.endswith("/claims.yaml"))
    for name, content in {**files, sheet.replace("claims.yaml", "article.txt"): text}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (tmp_path / "mali-kg.toml").write_text(
        '[project]\nbase = "https://example.org/guide/"\ntitle = "Guide"\ndescription = "The invented article of the guide"\n'
        'creator = "The mali-kg project"\nlicense = "https://creativecommons.org/licenses/by/4.0/"\nlanguage = "en"\nversion = "0.1.0"\n',
        encoding="utf-8",
    )
    for command in (["build"], ["validate", "--fail-on", "warning"]):
        done = subprocess.run([sys.executable, "-m", "mali_kg", *command], cwd=tmp_path, capture_output=True, text=True, timeout=HANGS)
        assert done.returncode == 0, done.stdout + done.stderr
