"""A page that is being written: links from it, and words in the language of the interface."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from mali_kg.claims.descriptions import local
from mali_kg.export.page import TYPES
from mali_kg.rdf.namespaces import RDF, SCHEMA
from mali_kg.site.places import relative

if TYPE_CHECKING:
    from mali_kg.site.site import Site


#: Endings of the data beside a page, with their media types.
DATA = (("ttl", "text/turtle"), ("jsonld", "application/ld+json"))
#: Classes that are called as those of schema.org.
OWN_TYPES = ("Claim", "NewsArticle", "Dataset")
#: The page that a host shows in the place of one that is not there.
ANYWHERE = "404.html"


class Page:
    """One page.

    :param path: its path in the site.
    :param iri: of the thing that it is of; empty for none.
    """

    def __init__(self, site: "Site", path: str, iri: str = "") -> None:
        self.site, self.path, self.iri = site, path, iri
        #: Leads from the page to the folder of the site; empty or ending in a slash.
        self.root = "../" * path.count("/")

    def to(self, path: str) -> str:
        """Give a link to a file of the site."""
        return relative(path, self.path)

    def href(self, iri: str) -> str:
        """Give a link to the page of a thing; of what has none here, the IRI itself where it is one of the web."""
        page = self.site.places.page(self.site.iri(iri))
        return self.to(page) if page else iri if iri.startswith(("http://", "https://")) else ""

    def link(self, thing: str | Mapping[str, Any], text: str = "", kind: str = "") -> Markup:
        """Write a link to the page of a thing, with its label in both languages.

        :param thing: its IRI, its id as the sheets have it, or a card with ``id`` and ``name``.
        :param text: in the place of its label.
        :param kind: a class of the link.
        """
        iri = self.site.iri(thing if isinstance(thing, str) else str(thing["id"]))
        label, other = (text, text) if text else self.site.labels(iri)
        href = self.href(iri)
        about = f' class="{escape(kind)}"' if kind else ""
        swap = f' data-alt="{escape(other)}"' if other != label else ""
        if not href:
            return Markup(f"<span{about}{swap}>{escape(label)}</span>")
        return Markup(f'<a href="{escape(href)}"{about}{swap}>{escape(label)}</a>')

    def links(self, things: list[Any], mark: str = ", ") -> Markup:
        """Write links to several things."""
        return Markup(mark).join(self.link(thing) for thing in things)

    def holders(self, card: Mapping[str, Any]) -> Markup:
        """Write who holds a claim, each by its label in both languages.

        :param card: with the ``id`` of the claim.
        """
        site = self.site
        holders = site.records.mk(site.iri(str(card["id"])), "heldBy")
        return Markup(", ").join(self.both(site.labels(holder)) for holder in holders)

    def id(self, iri: str) -> Markup:
        """Write the attribute that makes an element the place of a thing which has its place on this page; nothing for all else."""
        stem, anchor = self.site.places.stem_and_anchor(iri)
        return Markup(' id="{}"').format(anchor) if anchor and f"{stem}.html" == self.path else Markup()

    def both(self, texts: tuple[str, str] | None) -> Markup:
        """Write a text of the data that is there in both languages, so that the reader can have the other one; nothing for none."""
        if texts is None:
            return Markup()
        text, other = texts
        return Markup('<span data-alt="{}">{}</span>').format(other, text) if other != text else escape(text)

    def with_code(self, text: str) -> Markup:
        """Write a text in which what stands between two backticks is code."""
        parts = text.split("`")
        return Markup("").join(
            Markup("<code>{}</code>" if n % 2 and n < len(parts) - 1 else "{}").format(part) for n, part in enumerate(parts)
        )

    def t(self, key: str, **values: object) -> Markup:
        """Write words of the interface, which the reader can have in the other language."""
        given = f' data-v="{escape(json.dumps(values, ensure_ascii=False))}"' if values else ""
        return Markup(f'<span data-t="{escape(key)}"{given}>{escape(self.say(key, **values))}</span>')

    def say(self, key: str, **values: object) -> str:
        """Give words of the interface as plain text, for titles and attributes."""
        return self.site.words[key].format(**values)

    def data(self, value: object) -> Markup:
        """Write a value as JSON that may stand within ``<script>``."""
        return Markup(json.dumps(value, ensure_ascii=False, indent=1).replace("<", "\\u003c"))

    def quoted(self, text: str) -> Markup:
        """Write a text between quotation marks."""
        return Markup("“{}”").format(escape(text))

    def typed_links(self) -> list[tuple[str, str, str]]:
        """Give the links of the page that have a meaning (Signposting, FAIR): the relations, the address and the media type of each."""
        site = self.site
        stem = site.places.stem(self.iri) if self.iri else ""
        if not stem:
            return []
        found = [("alternate describedby", self.to(f"{stem}.{ending}"), kind) for ending, kind in DATA]
        if site.records.is_a(self.iri, "Claim"):
            found.append(("alternate", self.to(f"{stem}.json"), "application/json"))
        found += [("cite-as", self.iri, ""), *(("type", f"{SCHEMA}{name}", "") for name in schema_types(site, self.iri))]
        found += [("author", site.iris.annotator, ""), ("license", site.project.config.license, "")]
        if self.iri != site.iris.dataset:
            found.append(("collection", self.to(f"{site.places.stem(site.iris.dataset)}.html"), "text/html"))
        return found


class PageAnywhere(Page):
    """A page that is shown in the place of any other, so that its links hold wherever that is: the one of what is not there."""

    def __init__(self, site: "Site", path: str, iri: str = "") -> None:
        super().__init__(site, path, iri)
        self.root = urlsplit(site.address).path

    def to(self, path: str) -> str:
        """Give a link to a file of the site, from the root of its host."""
        return self.root + relative(path, "")


def schema_types(site: "Site", iri: str) -> list[str]:
    """Name the types that schema.org has for a thing."""
    types = {local(t) for t in site.records.values(iri, f"{RDF}type")}
    for name in OWN_TYPES:
        if name in types:
            return [name]
    found = next((TYPES[name] for name in TYPES if name in types), "AboutPage")
    return found if isinstance(found, list) else [found]
