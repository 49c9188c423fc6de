"""The roles of descriptions: the closed list of ``ontology/roles.yaml``."""

from pathlib import Path
from typing import NamedTuple

from mali_kg.files import read_text
from mali_kg.sheets.fields import Reader
from mali_kg.sheets.yaml import parse

#: What a bare word in a role stands for.
BARE = frozenset(("entity", "words", "time", "quantity"))
#: What may fill a role: letter to what it stands for.
FILLERS = {
    "A": "an agent",
    "E": "an entity",
    "S": "a situation (a description with a kind)",
    "D": "a document",
    "L": "words",
    "Q": "a quantity",
    "T": "a time",
}
KEYS = ("bare", "fills", "many", "label", "definition", "test", "umr", "close")


class Role(NamedTuple):
    """One role."""

    name: str
    #: What a bare word stands for: one of `BARE`.
    bare: str
    #: What may fill it: letters of `FILLERS`.
    fills: str
    #: Whether it takes more than one filler.
    many: bool
    label: dict[str, tuple[str, ...]]
    definition: str
    test: str
    #: The role of the same name, or meaning, in Uniform Meaning Representation; empty where there is none.
    umr: str
    #: Terms of other vocabularies that are close to it, with their prefixes.
    close: tuple[str, ...]

    @property
    def is_words(self) -> bool:
        """Tell whether it takes words alone, and never a node."""
        return self.bare == "words" and self.fills == "L"

    def expected(self) -> str:
        """Tell what may fill it."""
        *first, last = [FILLERS[letter] for letter in self.fills]
        return f"{', '.join(first)} or {last}" if first else last


Roles = dict[str, Role]


def read_roles(path: Path, file: str) -> Roles:
    """Read the table of roles.

    :param file: the path as messages show it.
    :raises DataError: with every problem found, each with its line.
    """
    reader = Reader(file)
    roles: Roles = {}
    for name, node, _ in reader.mapping(parse(read_text(path, "table of roles"), file), "the table").each():
        fields = reader.mapping(node, f"role {name!r}", KEYS)
        fills = fields.text("fills")
        if set(fills) - FILLERS.keys():
            reader.problem("bad-role", f"role {name!r} is filled by {fills!r}, expected letters of {''.join(FILLERS)}.", fields.line)
        roles[name] = Role(
            name,
            fields.choice("bare", BARE),
            fills,
            fields.flag("many"),
            fields.labels("label", "en"),
            fields.text("definition"),
            fields.text("test"),
            fields.text("umr", ""),
            fields.texts("close"),
        )
    reader.done()
    return roles
