"""All that is shipped: every article, with the registry, links and facts that belong to them."""

from checkout import ROOT, copy_project
from mali_kg.project import Project
from mali_kg.report.check import validate_project


def test_everything_that_is_shipped_conforms(tmp_path):
    copy_project(ROOT, tmp_path / "project")
    report = validate_project(Project(tmp_path / "project"), "pyshacl")
    assert report.problems == []
    assert report.skipped == ()
