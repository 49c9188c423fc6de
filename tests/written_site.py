"""The site of the real article, written once for the tests that only read it."""

import pytest

from checkout import checkout
from mali_kg.project import Project
from mali_kg.site.site import Options
from mali_kg.site.write import write_site


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "site"
    write_site(Project(checkout()), folder, Options())
    return folder
