"""The home page."""

from typing import TYPE_CHECKING

from mali_kg.rdf.namespaces import SCHEMA

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site


def home(site: "Site") -> "File":
    """Write the home page: what this is, figures, articles, where to go on."""
    records, term = site.records, site.iris.term
    figures = [
        (key, len(records.of_type(iri)))
        for key, iri in (
            ("articles", f"{SCHEMA}NewsArticle"),
            ("claims", term("Claim")),
            ("arguments", term("Argument")),
        )
    ]
    articles = records.of_type(f"{SCHEMA}NewsArticle")
    return site.html("index.html", "home", figures=figures, articles=articles[:200], more=max(0, len(articles) - 200))
