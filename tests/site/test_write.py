"""Writing a site whole: by one process or several, again, interrupted, and with data of all sorts."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sites import PROJECTS

from checkout import checkout, copy_project
from mali_kg.build import build
from mali_kg.project import Project
from mali_kg.site.folder import OWN, SiteFolder, SiteFolderError, Written
from mali_kg.site.site import BasePathError, Options
from mali_kg.site.write import write_site

COMMAND = (sys.executable, "-m", "mali_kg", "site", "-o", "site", "--jobs", "2")


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file() and OWN not in p.parts}


def built_copy(source: Path, target: Path) -> Path:
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("build"))
    build(Project(target))
    return target


@pytest.fixture
def built(tmp_path):
    """A project of eleven claims, built."""
    return built_copy(PROJECTS["small"], tmp_path / "project")


def test_several_processes_write_the_same_as_one_and_a_second_run_nothing(tmp_path, site_folder):
    copy_project(checkout(), tmp_path / "project")
    built = built_copy(tmp_path / "project", tmp_path / "built")
    assert write_site(Project(built), built / "site", Options(), jobs=2).new > 500
    assert content(built / "site") == content(site_folder)
    again = write_site(Project(built), built / "site", Options())
    assert again == Written(0, 0, len(content(site_folder)), 0)


def started(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """Start the command, and wait for its processes."""
    process = subprocess.Popen(COMMAND, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while process.poll() is None:
        found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        workers = [int(p) for p in found if b"spawn_main" in command_line(int(p))]
        if len(workers) == 2:
            return process, workers
        time.sleep(0.01)
    raise AssertionError(process.communicate())


def command_line(number: int) -> bytes:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return b""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells the children of a process")
@pytest.mark.parametrize("what", ["interrupt", "worker killed", "killed"])
def test_a_run_that_is_ended_leaves_nothing_behind_that_the_next_one_minds(built, what):
    process, workers = started(built)
    if what == "interrupt":
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait() == 130
    elif what == "worker killed":
        os.kill(workers[0], signal.SIGKILL)
        assert process.wait() == 2
    else:
        process.kill()
        process.wait()
    said = process.stderr.read()
    process.stdout.close()
    process.stderr.close()
    assert what == "killed" or "Traceback" not in said
    if what == "worker killed":
        assert "site: a process that wrote pages was ended" in said
    if what != "killed":
        assert not (built / "site").exists()
    for worker in workers:
        while b"spawn_main" in command_line(worker):
            time.sleep(0.01)
    with SiteFolder(built / "site").held() as held:
        assert held.ours == {}


def test_what_is_claimed_no_more_has_no_page_and_its_arguments_neither(built):
    write_site(Project(built), built / "site", Options())
    sheet = built / "data/articles/ardvik-bridge/claims.yaml"
    text = sheet.read_text(encoding="utf-8")
    shorter = re.sub(r"  - id: c03-3\n(?:    .*\n)+", "", text, count=1)
    assert len(shorter) < len(text)
    sheet.write_text(shorter, encoding="utf-8")
    build(Project(built), force=True)
    written = write_site(Project(built), built / "site", Options())
    assert (built / "site/id/article/ardvik-bridge/c03-2.html").exists()
    assert not list((built / "site/id/article/ardvik-bridge").glob("c03-3.*"))
    assert written.removed == 4


HOSTILE = "<script>alert(1)</script> \"'& ‮مالي 😀 ]]> " + "x" * 10_000


def test_labels_of_all_sorts_are_data(built):
    registry = built / "data/registry.yaml"
    text = registry.read_text(encoding="utf-8")
    label = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    registry.write_text(text.replace("label: {en: Critics}", f'label: {{en: "{label}"}}'), encoding="utf-8")
    build(Project(built), force=True)
    write_site(Project(built), built / "site", Options())
    page = (built / "site/id/critics.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    for path in (built / "site").rglob("*.html"):
        assert "<script>alert" not in path.read_text(encoding="utf-8"), path


def test_a_folder_that_the_project_reads_is_no_site(built):
    with pytest.raises(SiteFolderError, match="is no site that mali-kg wrote"):
        write_site(Project(built), built, Options())
    with pytest.raises(SiteFolderError, match="is no site that mali-kg wrote"):
        write_site(Project(built), built / "data", Options())


@pytest.mark.parametrize("given", ["a b", "claims", "claims/", "/a b/", "ftp://example.org/claims/", "/ü/", "/../x y/"])
def test_a_path_that_is_none_is_told(built, given):
    with pytest.raises(BasePathError, match="for example /claims/"):
        write_site(Project(built), built / "site", Options(base_path=given))
    assert not (built / "site").exists()


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", "https://example.org/ardvik/"),
        ("/claims/", "https://example.org/claims/"),
        ("/claims", "https://example.org/claims/"),
        ("/", "https://example.org/"),
        ("https://claims.example.com/", "https://claims.example.com/"),
    ],
)
def test_pages_tell_where_they_are_and_their_things_keep_their_iris(built, given, address):
    write_site(Project(built), built / "site", Options(base_path=given))
    page = (built / "site/id/critics.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{address}id/critics.html">' in page
    assert '<link rel="cite-as" href="https://example.org/ardvik/id/critics">' in page
    assert '<meta property="og:title" content="Critics">' in page
