"""The settings table: every key of ``mali-kg.toml`` and every limit, with its default and what it means."""

from typing import NamedTuple


class Setting(NamedTuple):
    """One setting; ``default`` None means that the project file must give it."""

    section: str
    key: str
    default: str | float | bool | None
    help: str


SETTINGS: tuple[Setting, ...] = (
    Setting("project", "base", None, "Base of every IRI; http or https, ends in /."),
    Setting("project", "title", None, "Title of the dataset."),
    Setting("project", "description", None, "What the dataset is about, in a sentence or two."),
    Setting("project", "creator", None, "Who makes the annotations; a name as it should be cited."),
    Setting("project", "license", None, "IRI of the licence of the annotations (not of the quoted text)."),
    Setting("project", "language", "en", "Language of labels and notes (a BCP 47 tag) where a sheet gives none."),
    Setting("project", "version", "0.1.0", "Version of the dataset."),
    Setting("project", "published", "", "Date on which this version was published (2026-11-25); empty where it has none."),
    Setting("coverage", "sentences", 1.0, "The share of an article’s sentences that must have claims, from 0 to 1."),
    Setting("site", "text", False, "Whether pages may show the running text of articles; otherwise they show quotations and their places."),
    Setting("site", "report", "", "Address for problems that readers find; {iri} in it stands for the IRI of the page."),
    Setting("query", "service", False, "Whether a query may ask other endpoints (SERVICE); that sends parts of it over the network."),
)
