"""A project directory: where its files are and what ``mali-kg.toml`` says of it."""

import re
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from mali_kg.errors import DataError, MaliKgError, Problem, did_you_mean
from mali_kg.files import PathError, UnreadableError, decode, is_device, listed, read_bytes
from mali_kg.rdf.iris import Iris
from mali_kg.rdf.namespaces import DEFAULT_BASE

CONFIG_NAME = "mali-kg.toml"
#: The built dataset, within a project directory.
DATASET_NAME = "build/dataset.nq"


#: A base IRI: scheme, host, and a path that ends in a slash, of characters that need no escape (RFC 3986).
BASE = r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?/([A-Za-z0-9._~-]+/)*"
#: The text of an article, beside its claim sheet.
TEXT_NAME = "article.txt"
#: The claim sheet of an article.
SHEET_NAME = "claims.yaml"


class Config(NamedTuple):
    """What ``mali-kg.toml`` says; the keys are told in `mali_kg.settings`."""

    base: str
    title: str
    description: str
    creator: str
    license: str
    language: str
    version: str
    #: Date on which this version was published, as 2026-11-25; empty for none.
    published: str
    #: Share of sentences that must have claims, from 0 to 1.
    sentences: float
    #: Whether pages may show the running text of articles.
    text: bool
    #: Address for problems that readers find, with ``{iri}`` in it; empty for none.
    report: str
    #: Whether a query may ask other endpoints.
    service: bool


class Project:
    """A directory with ``mali-kg.toml`` and ``data/``; and ``ontology/``, ``shapes/`` and ``data/queries/``, where they are not those of this package."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def config(self) -> Config:
        """What ``mali-kg.toml`` says.

        :raises DataError: where the file is bad.
        """
        return read_config(self.root / CONFIG_NAME)

    @cached_property
    def iris(self) -> Iris:
        """The IRIs of the project."""
        return Iris(self.config.base)

    @property
    def dataset_path(self) -> Path:
        """Where the built dataset is."""
        return self.root / DATASET_NAME

    @property
    def registry_path(self) -> Path:
        """The registry of entities."""
        return self.root / "data" / "registry.yaml"

    @property
    def kinds_path(self) -> Path:
        """The list of kinds of situations."""
        return self.root / "data" / "kinds.yaml"

    @property
    def propositions_path(self) -> Path:
        """The propositions that people named; need not exist."""
        return self.root / "data" / "propositions.yaml"

    @property
    def retired_path(self) -> Path:
        """The ids that were published once and name nothing any more; need not exist."""
        return self.root / "data" / "retired.yaml"

    @property
    def reviews_path(self) -> Path:
        """The verdicts of fact-checkers; need not exist."""
        return self.root / "data" / "reviews.yaml"

    @property
    def links_path(self) -> Path:
        """The links to other datasets; need not exist."""
        return self.root / "data" / "links.yaml"

    def sheet_paths(self) -> list[Path]:
        """List the claim sheets, one an article, in the order of the articles' names."""
        return [path for folder in listed(self.root / "data" / "articles") if is_there(path := folder / SHEET_NAME)]

    def text_path(self, article: str) -> Path:
        """Give the path of the text of an article."""
        return self.root / "data" / "articles" / article / TEXT_NAME

    def context_paths(self) -> list[Path]:
        """List the files with facts from outside sources."""
        return listed(self.root / "data" / "context", "*.yaml")

    def question_paths(self) -> list[Path]:
        """List the shipped queries."""
        return listed(self.folder("data/queries"), "*.rq")

    def shape_paths(self) -> list[Path]:
        """List the SHACL shapes."""
        return listed(self.folder("shapes"), "*.ttl")

    def rule_paths(self) -> list[Path]:
        """List the rules that cross nodes or graphs."""
        return listed(self.folder("shapes") / "rules", "*.rq")

    def ontology_paths(self) -> list[Path]:
        """List the files of the ontology, code lists, context and lists of terms."""
        return listed(self.folder("ontology"))

    def ontology_path(self, name: str) -> Path:
        """Give the path of a file of the ontology."""
        return self.folder("ontology") / name

    def folder(self, name: str) -> Path:
        """Find a folder of the project; where it has none, that of the project which comes with this package: ontology, shapes, questions."""
        own = self.root / name
        return own if own.is_dir() else embedded_root() / name

    def within(self, path: Path) -> str:
        """Give the path of an input file within the project, or within the one that comes with this package."""
        return str(path.relative_to(self.root if path.is_relative_to(self.root) else embedded_root()))

    def unread_paths(self) -> list[tuple[Path, str]]:
        """List files that look like data and that nothing reads, each with what is wrong."""
        data = self.root / "data"
        unread = [
            (folder, f"it has no {SHEET_NAME}")
            for folder in listed(data / "articles")
            if not folder.name.startswith(".") and not is_there(folder / SHEET_NAME)
        ]
        folders = (
            (data / "context", ".yaml"),
            (self.folder("shapes"), ".ttl"),
            (self.folder("shapes") / "rules", ".rq"),
            (self.folder("data/queries"), ".rq"),
        )
        for folder, ending in folders:
            unread += [
                (path, f"its name does not end in {ending}")
                for path in listed(folder)
                if path.is_file() and path.suffix != ending and not path.name.startswith(".")
            ]
        return unread

    def text(self, path: Path, what: str = "file", base: str = "", pipe: bool = False) -> str:
        """Read the text of a project file that names IRIs, with this project's base (or ``base``) in the place of the default one; see `read_bytes`."""
        text = decode(read_bytes(path, what, pipe), path)
        own = base or self.config.base
        return text if own == DEFAULT_BASE else text.replace(DEFAULT_BASE, own)

    def display(self, path: Path) -> str:
        """Give a path as messages show it: from the current folder where it lies below, else whole."""
        try:
            return str(path.resolve().relative_to(Path.cwd()))
        except ValueError:
            return str(path)


def is_there(path: Path) -> bool:
    """Tell whether a file is there; or a pipe in its place, which is told of when it is read.

    :raises MaliKgError: where its folder does not let anybody see.
    """
    try:
        return path.is_file() or is_device(path)
    except OSError as error:
        raise UnreadableError(path, error) from None


class NotAProjectError(PathError):
    """A path that is not that of a project directory."""


class BaseIriError(MaliKgError):
    """A text that is no base for IRIs.

    :param base: the text.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        super().__init__(f"{base!r} is not an absolute http or https IRI that ends in /, for example {DEFAULT_BASE}")


def check_base(base: str) -> None:
    """Check that a base IRI is one.

    :raises BaseIriError: where it is none.
    """
    if not re.fullmatch(BASE, base):
        raise BaseIriError(base)


def read_config(path: Path) -> Config:
    """Read ``mali-kg.toml``.

    :raises DataError: naming the file and the key that is missing, unknown or wrong.
    """
    import tomllib

    from mali_kg.settings import SETTINGS

    text = decode(read_bytes(path, "project file"), path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError([Problem("config", f"not TOML: {error}.", "", str(path))]) from None
    problems: list[Problem] = []

    def wrong(message: str, fix: str = "") -> None:
        problems.append(Problem("config", message, fix, str(path)))

    known = {(s.section, s.key) for s in SETTINGS}
    for section, keys in table.items():
        if not isinstance(keys, dict):
            wrong(f"{section} stands outside a section.", "Put it below [project].")
            continue
        for key in keys:
            if (section, key) not in known:
                wrong(f"unknown key {key!r} in [{section}].", did_you_mean(key, [k for s, k in known]))
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        section = table.get(setting.section, {})
        value = section.get(setting.key, setting.default) if isinstance(section, dict) else setting.default
        if isinstance(setting.default, bool):
            good, kind = isinstance(value, bool), "not true or false"
        elif isinstance(setting.default, float):
            good, kind = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1, "not a number from 0 to 1"
        else:
            good, kind = isinstance(value, str) and (bool(value) or value == setting.default), "missing or not text"
        if good:
            values[setting.key] = value
        else:
            wrong(f"[{setting.section}] {setting.key} is {kind}.", setting.help)
    if not _is_date(values.get("published", "")):
        wrong(f"published {values['published']!r} is not a date.", "Write it as 2026-11-25.")
    base = values.get("base", DEFAULT_BASE)
    if not re.fullmatch(BASE, base):
        wrong(f"base {base!r} is not an absolute http or https IRI that ends in /.", f"For example {DEFAULT_BASE}")
    if problems:
        raise DataError(problems)
    return Config(**values)


def _is_date(text: str) -> bool:
    """Whether a text is a day as ISO 8601 writes it, or empty."""
    from datetime import date

    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def embedded_root() -> Path:
    """Find the project that comes with this package: inside an installed wheel, or the checkout it runs from."""
    package = Path(__file__).parent
    inside = package / "embedded"
    return inside if inside.is_dir() else package.parents[1]


def find_root(start: Path | None = None) -> Path:
    """Find the project that the current folder (or ``start``) lies in, else the embedded one."""
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if is_there(folder / CONFIG_NAME):
            return folder
    return embedded_root()


def open_project(root: str | Path | None = None) -> Project:
    """Open a project directory: the one given, or the one around the current folder, or the embedded one.

    :raises NotAProjectError: where ``root`` is not a project directory.
    """
    if root is None:
        return Project(find_root())
    path = Path(root)
    if path.is_file():
        raise NotAProjectError(path, f"is a file, not a project directory. Give the folder that holds {CONFIG_NAME}.")
    if not is_there(path / CONFIG_NAME):
        raise NotAProjectError(path, f"not a project directory, no {CONFIG_NAME} in it. Give the folder that holds {CONFIG_NAME}.")
    return Project(path)
