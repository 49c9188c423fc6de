"""Puts the project of this repository, with its built dataset, into the wheel as the embedded default."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class EmbedProject(BuildHookInterface):  # type: ignore[type-arg]
    """Compile the dataset and include it beside the files that it was made from."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the dataset; an editable install reads the checkout itself and needs no copy."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from mali_kg.build import build
        from mali_kg.project import Project

        built = build(Project(root))
        if not built.is_written:
            raise SystemExit("\n".join(map(str, built.report.problems)))
        for name in ("mali-kg.toml", "ontology", "shapes", "data", "build/dataset.nq"):
            build_data["force_include"][str(root / name)] = f"mali_kg/embedded/{name}"
