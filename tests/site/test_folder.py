"""The folder of a site: only what an earlier run wrote is replaced or removed, and a run that fails leaves the old site."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mali_kg.site import folder as folders
from mali_kg.site.folder import JOURNAL, MANIFEST, NEW, OWN, SiteFolder, SiteFolderError, Stage, Written


def write(path: Path, files: dict[str, str]) -> Written:
    with SiteFolder(path).held() as held:
        stage = Stage(path, "t")
        return held.commit(stage.add(name, text.encode()) for name, text in files.items())


def content(path: Path) -> dict[str, str]:
    return {str(p.relative_to(path)): p.read_text() for p in path.rglob("*") if p.is_file() and OWN not in p.parts}


def test_only_what_differs_is_written_and_what_is_no_more_is_removed(tmp_path):
    site = tmp_path / "a/site"
    assert write(site, {"index.html": "1", "id/x.html": "2", "id/y/z.html": "3"}) == Written(3, 0, 0, 0)
    before = (site / "index.html").stat()
    assert write(site, {"index.html": "1", "id/x.html": "other", "new.html": "4"}) == Written(1, 1, 1, 1)
    assert content(site) == {"index.html": "1", "id/x.html": "other", "new.html": "4"}
    assert (site / "index.html").stat().st_mtime_ns == before.st_mtime_ns
    assert not (site / "id/y").exists()


@pytest.mark.parametrize("name", ["thesis.txt", "index.html", ".hidden"])
def test_a_folder_with_somebodys_files_is_refused_and_stays(tmp_path, name):
    (tmp_path / name).write_text("mine")
    with pytest.raises(SiteFolderError, match=f"holds {name}"):
        write(tmp_path, {"index.html": "1"})
    assert content(tmp_path) == {name: "mine"}
    assert not (tmp_path / OWN).exists()


def test_what_publishing_tools_keep_there_stays(tmp_path):
    (tmp_path / "CNAME").write_text("claims.example.org")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text("mine")
    write(tmp_path, {"index.html": "1"})
    write(tmp_path, {"home.html": "1"})
    assert content(tmp_path) == {"CNAME": "claims.example.org", ".git/config": "mine", "home.html": "1"}


def test_what_somebody_put_into_the_site_is_neither_replaced_nor_removed(tmp_path):
    write(tmp_path, {"index.html": "1", "old.html": "1"})
    (tmp_path / "mine.html").write_text("mine")
    with pytest.raises(SiteFolderError, match=r"mine\.html: is not as mali-kg wrote it"):
        write(tmp_path, {"index.html": "2", "mine.html": "ours"})
    assert content(tmp_path) == {"index.html": "1", "old.html": "1", "mine.html": "mine"}
    (tmp_path / "old.html").write_text("changed by hand")
    assert write(tmp_path, {"index.html": "2"}).removed == 0
    assert content(tmp_path) == {"index.html": "2", "old.html": "changed by hand", "mine.html": "mine"}


def test_a_page_that_was_changed_by_hand_is_not_replaced(tmp_path):
    write(tmp_path, {"index.html": "1"})
    (tmp_path / "index.html").write_text("by hand")
    with pytest.raises(SiteFolderError, match=r"index\.html: is not as mali-kg wrote it"):
        write(tmp_path, {"index.html": "2"})
    assert content(tmp_path) == {"index.html": "by hand"}


def test_a_run_that_fails_leaves_the_old_site(tmp_path):
    write(tmp_path, {"index.html": "1"})

    def failing(stage):
        yield stage.add("index.html", b"2")
        raise OSError(28, "No space left on device")

    with pytest.raises(SiteFolderError, match="No space left on device"), SiteFolder(tmp_path).held() as held:
        held.commit(failing(Stage(tmp_path, "t")))
    assert content(tmp_path) == {"index.html": "1"}
    assert sorted(p.name for p in (tmp_path / OWN).iterdir()) == [MANIFEST, "lock"]
    with pytest.raises(SiteFolderError), SiteFolder(tmp_path / "new/site").held() as held:
        held.commit(failing(Stage(tmp_path / "new/site", "t")))
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_a_run_that_was_killed_while_it_put_files_into_place_is_finished(tmp_path, monkeypatch, moved):
    write(tmp_path, {"a.html": "1", "b.html": "1", "gone.html": "1"})
    real, done = Path.replace, []

    def replace(self, target):
        if self.parent.name == NEW:
            if len(done) == moved:
                os._exit(9)
            done.append(self)
        return real(self, target)

    child = os.fork()
    if not child:
        Path.replace = replace
        try:
            write(tmp_path, {"a.html": "2", "b.html": "2", "c.html": "2"})
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert (tmp_path / OWN / JOURNAL).exists()
    with SiteFolder(tmp_path).held():
        assert content(tmp_path) == {"a.html": "2", "b.html": "2", "c.html": "2"}


def test_what_was_changed_by_hand_after_a_run_was_killed_stays(tmp_path):
    write(tmp_path, {"a.html": "1", "b.html": "1", "gone.html": "1"})
    child = os.fork()
    if not child:
        Path.unlink = lambda *_, **__: os._exit(9)
        real = Path.replace
        Path.replace = lambda self, target: self.parent.name == NEW or real(self, target)
        write(tmp_path, {"a.html": "2", "b.html": "2", "c.html": "2"})
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert content(tmp_path) == {"a.html": "1", "b.html": "1", "gone.html": "1"}
    for name in ("b.html", "c.html", "gone.html"):
        (tmp_path / name).write_text("mine")
    with SiteFolder(tmp_path).held():
        assert content(tmp_path) == {"a.html": "2", "b.html": "mine", "c.html": "mine", "gone.html": "mine"}


def test_two_at_once_are_told(tmp_path):
    with SiteFolder(tmp_path).held():
        code = (
            f"from pathlib import Path\nfrom mali_kg.site.folder import SiteFolder\nwith SiteFolder(Path({str(tmp_path)!r})).held(): pass"
        )
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "another mali-kg is writing this site" in found.stderr


def test_a_file_or_a_folder_in_the_way_is_told(tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(SiteFolderError, match="is a file"):
        write(tmp_path / "file", {"index.html": "1"})
    write(tmp_path / "site", {"index.html": "1"})
    (tmp_path / "site/page.html").mkdir()
    with pytest.raises(SiteFolderError, match=r"page\.html: is a folder"):
        write(tmp_path / "site", {"page.html": "1"})


def test_the_list_of_our_files_is_that_of_sha256sum(tmp_path):
    write(tmp_path, {"index.html": "1"})
    digest = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    assert (tmp_path / OWN / MANIFEST).read_text() == f"{digest}  index.html\n"
    assert folders.read_manifest(tmp_path / OWN / MANIFEST) == {"index.html": digest}
    assert json.dumps(content(tmp_path)) == '{"index.html": "1"}'
