"""What the dataset dates of itself, as an Atom feed (RFC 4287): ids that were retired, sources and verdicts that were read."""

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from mali_kg.claims.backends import to_text
from mali_kg.rdf.namespaces import DCT
from mali_kg.rdf.order import natural

if TYPE_CHECKING:
    from mali_kg.site.site import Site

FEED = "changes.atom"
#: Entries of the feed, the latest.
ENTRIES = 100


class DatedChange(NamedTuple):
    """Something that happened to the dataset."""

    #: As 2026-11-25.
    date: str
    #: What it happened to.
    iri: str
    #: What happened: the key of its words.
    what: str
    #: Why, where that is told.
    reason: str
    #: What is to be used instead.
    replaced_by: tuple[str, ...]


def changes(site: "Site") -> list[DatedChange]:
    """List what is dated, the latest first."""
    records, term = site.records, site.iris.term
    found = []
    for iri, date in records.backend.pairs(term("retiredOn")):
        reason = records.labelled(iri, (term("retiredBecause"),)) or ""
        found.append(DatedChange(to_text(date), iri, "change-retired", reason, records.values(iri, f"{DCT}isReplacedBy")))
    for iri, date in records.backend.pairs(term("dateRead")):
        what = "change-review" if records.is_a(iri, "Review") else "change-source" if records.is_a(iri, "Source") else ""
        if what:
            found.append(DatedChange(to_text(date), iri, what, "", ()))
    found.sort(key=lambda change: natural(change.iri))
    return sorted(found, key=lambda change: change.date, reverse=True)


def feed(site: "Site", found: list[DatedChange]) -> bytes:
    """Write the feed.

    :param found: not empty: a feed tells when it changed last.
    """
    config, address = site.project.config, site.address
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(site.language)}>',
        f"<id>{_text(address + FEED)}</id>",
        f"<title>{_text(config.title)}</title>",
        f"<updated>{found[0].date}T00:00:00Z</updated>",
        f"<author><name>{_text(config.creator)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(address + FEED)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(address + "dataset.html")}/>',
    ]
    for change in found[:ENTRIES]:
        page = site.places.page(change.iri)
        said = " ".join(
            [change.reason, *([site.words["replaced-by"], ", ".join(change.replaced_by)] if change.replaced_by else [])]
        ).strip()
        lines += [
            "<entry>",
            f"<id>{_text(f'{change.iri}#{change.what}')}</id>",
            f"<title>{_text(site.words[change.what])} {_text(site.labels(change.iri)[0])}</title>",
            f"<updated>{change.date}T00:00:00Z</updated>",
            f'<link rel="alternate" type="text/html" href={quoteattr(address + page)}/>',
            f"<summary>{_text(said or change.iri)}</summary>",
            "</entry>",
        ]
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _text(text: str) -> str:
    """Write text as XML 1.0 can hold it."""
    return escape(
        "".join(c if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff" else "\ufffd" for c in text)
    )
