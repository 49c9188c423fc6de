"""Reading and writing files."""

import stat
from pathlib import Path

import pytest

from mali_kg.errors import DataError, MaliKgError
from mali_kg.files import printable, read_text, replacing


def test_until_the_end_the_old_file_is_there_and_the_new_one_beside_it(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    with replacing(path) as out:
        out.write(b"new")
        out.flush()
        assert path.read_text() == "old"
        assert len(list(tmp_path.iterdir())) == 2
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail():
        with replacing(path) as out:
            out.write(b"ne")
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        fail()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_permissions_of_a_file_stay(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o600)
    with replacing(path) as out:
        out.write(b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_is_followed(tmp_path):
    path, link = tmp_path / "a.txt", tmp_path / "link"
    path.write_text("old")
    link.symlink_to(path)
    with replacing(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert path.read_text() == "new"


def test_links_in_a_circle_are_told(tmp_path):
    a, b = tmp_path / "a", tmp_path / "b"
    a.symlink_to(b)
    b.symlink_to(a)
    with pytest.raises(MaliKgError, match="cannot be written"), replacing(a) as out:
        out.write(b"x")


def test_a_folder_cannot_be_replaced(tmp_path):
    with pytest.raises(MaliKgError, match="cannot be written"), replacing(tmp_path) as out:
        out.write(b"x")


def test_a_file_that_is_not_utf8(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntw\xffo\n")
    with pytest.raises(DataError) as caught:
        read_text(path)
    assert caught.value.problems[0].line == 2


def test_missing_files_and_folders_are_told(tmp_path):
    with pytest.raises(MaliKgError, match="no such query file"):
        read_text(tmp_path / "none", "query file")
    with pytest.raises(MaliKgError, match="is a directory"):
        read_text(Path(tmp_path))


def test_control_characters_do_not_reach_the_terminal():
    assert printable("a\x1b[31m\x07b\nc’é") == "a�[31m�b\nc’é"
