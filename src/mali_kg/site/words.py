"""The words of the interface, in the languages that it has; each language is a file of ``languages/``."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

#: Languages of the interface.
LANGUAGES = ("en", "fr")


@cache
def words(language: str) -> Mapping[str, str]:
    """Read the words of a language, by key."""
    text = (files("mali_kg.site") / "languages" / f"{language}.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.load(text, yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader)
    return found
