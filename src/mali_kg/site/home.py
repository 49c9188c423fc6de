"""The home page, and the list of all articles where there are too many for it."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from mali_kg.claims.backends import to_text
from mali_kg.rdf.namespaces import RDF, SCHEMA
from mali_kg.rdf.order import natural
from mali_kg.site.questions import DRIFT, asking, drift
from mali_kg.site.reading import claim_with_words, lines

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site

#: Articles that the home page lists, and that each page of the list of articles has.
ARTICLES, ARTICLES_A_PAGE = 60, 500
#: Pairs of claims, and grounds on a side, that it shows.
DRIFTS, GROUNDS = 8, 6
#: Claims that are looked through for one that is both supported and attacked.
CENTRAL = 50


def home(site: "Site") -> "Iterator[File]":
    """Write the home page: what this is, figures, what is argued about most, who turned a could into a will, articles, where to go on."""
    records, term = site.records, site.iris.term
    articles = records.of_type(f"{SCHEMA}NewsArticle")
    figures = [
        ("articles", len(articles)),
        ("claims", _count(site, term("Claim"))),
        ("holders", len({to_text(who) for iri, who in site.backend.pairs(term("heldBy")) if iri.startswith(site.iris.article(""))})),
        ("arguments", _count(site, term("Argument"))),
    ]
    yield site.html(
        "index.html",
        "home",
        figures=figures,
        central=central(site),
        drifts=drifts(site) if len(articles) > 1 else None,
        articles=[(iri, _number(site, iri)) for iri in articles[:ARTICLES]],
        more=max(0, len(articles) - ARTICLES),
    )
    if len(articles) > ARTICLES:
        yield from _all_articles(site, articles)


def _count(site: "Site", iri: str) -> int:
    return sum(1 for _ in site.backend.referring([iri], [f"{RDF}type"]))


def _number(site: "Site", article: str) -> int:
    return sum(1 for _ in site.backend.referring([article], [f"{SCHEMA}appearance"]))


def _all_articles(site: "Site", articles: list[str]) -> "Iterator[File]":
    """Write the list of all articles, many on a page."""
    starts = range(0, len(articles), ARTICLES_A_PAGE)
    paths = ["articles.html", *(f"articles/{number}.html" for number in range(2, len(starts) + 1))]
    for path, start in zip(paths, starts, strict=True):
        shown = articles[start : start + ARTICLES_A_PAGE]
        yield site.html(path, "articles", articles=shown, paths=paths, number=len(articles))


def central(site: "Site") -> dict[str, Any] | None:
    """Give the claim that most arguments lead to, with what speaks for and against it; None where nothing is argued.

    Among several, the first that is both supported and attacked, as far as that is looked for; else the first in the order of the articles.
    """
    numbers = Counter(to_text(claim) for _, claim in site.backend.pairs(site.iris.term("conclusion")))
    if not numbers:
        return None
    most = max(numbers.values())
    cards = (
        site.cards.card(site.records.claim(iri)) for iri in sorted((i for i, number in numbers.items() if number == most), key=natural)
    )
    first = next(cards)
    card = next((c for c in (first, *islice(cards, CENTRAL)) if "for" in c and "against" in c), first)
    sides = [(key, _grounds(site, card[key]), max(0, len(card[key]) - GROUNDS)) for key in ("for", "against", "despite") if key in card]
    return {"claim": claim_with_words(site, card["iri"]), "holders": card["holders"], "article": card["article"], "sides": sides}


def _grounds(site: "Site", arguments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give arguments with their premises as lists show claims: with who holds them, and how."""
    return [{**a, "premises": lines(site, [site.iri(premise["id"]) for premise in a["premises"]])} for a in arguments[:GROUNDS]]


def drifts(site: "Site") -> dict[str, Any]:
    """Give who says more strongly what another article says."""
    with asking(site) as asked:
        result = asked.named(DRIFT)
    shown, more = drift(site, result, DRIFTS)
    return {"pairs": shown, "more": more, "left_out": result.left_out}
