"""How much the sheet says, counted in it; tests of the program compare with ``counts``, which counts in the dataset."""

import re


def test_what_is_counted_in_the_dataset_is_what_the_sheet_has(counts, project):
    """The numbers were counted by hand; counting the lines of the sheet tells which is wrong where the sheet changes."""
    sheet = (project.sheet_paths()[0]).read_text(encoding="utf-8")

    def lines(pattern: str) -> int:
        return len(re.findall(rf"^{pattern}", sheet, re.MULTILINE))

    assert counts.sentences == lines("- id: s") == 21
    assert counts.claims == lines("  - id: c") == 94
    assert counts.supports == lines("  type: Support") == 24
    assert counts.attacks == lines("  type: Attack") == 5
    assert counts.concessions == lines("  type: Concession") == 4


def test_the_kinds_of_the_property_graph_are_those_of_its_description(counts):
    """All but that of claims that somebody passes on: the article has none."""
    from mali_kg.claims.property_graph import MAPPING

    told = set(re.findall(r"`([A-Z]\w+)`", " ".join(cell for row in MAPPING for cell in row)))
    assert "VIA" in told
    assert counts.kinds == len(told - {"VIA"})
