"""The argument map of an article: a picture, and the same as a list of pros and cons; and the list of all maps."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from mali_kg.claims.agreement import AnyClaim
from mali_kg.claims.flat_view import FlatEdge
from mali_kg.claims.model import Argument, Claim
from mali_kg.export.argument_map import MapOf, MapPicture
from mali_kg.export.bilingual import Bilingual, Languages
from mali_kg.rdf.namespaces import SCHEMA
from mali_kg.site.places import relative
from mali_kg.site.reading import line
from mali_kg.site.words import words

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site

#: Levels of a list; what is deeper begins a list of its own. Arguments in a circle stand where they come first.
DEEPEST = 6
#: Articles on a page of the list of maps.
ON_A_PAGE = 500


def map_files(site: "Site", article: str, claims: Sequence[Claim], arguments: Sequence[Argument]) -> "Iterator[File]":
    """Write the argument map of an article: the page, and the picture alone."""
    path = site.map_path(article)
    stem = path.removesuffix(".html")
    picture = ""
    if arguments:
        shown = MapOf(
            title=both(site, article),
            claims=claims,
            arguments=arguments,
            name=lambda iri: both(site, iri),
            how=lambda claim: how(site, claim),
            href=lambda iri: relative(site.places.page(iri), path),
        )
        picture = MapPicture(shown, languages(site)).svg()
        yield f"{stem}.svg", f"{picture}\n".encode()
    counts: dict[str, int] = dict.fromkeys(("support", "attack", "concession"), 0)
    for argument in arguments:
        counts[argument.kind] += 1
    yield site.html(
        path,
        "map",
        article=article,
        picture=Markup(picture),
        svg=f"{stem}.svg",
        counts=[(kind, number) for kind, number in counts.items() if number],
        inferred=sum(argument.explicitness == "inferred" for argument in arguments),
        trees=trees(site, claims, arguments),
    )


def trees(site: "Site", claims: Sequence[Claim], arguments: Sequence[Argument]) -> list[dict[str, Any]]:
    """Give the arguments as lists: each claim that is argued for or against, with what speaks so, and what speaks for that in turn.

    Every argument stands in them once: a claim whose arguments stand elsewhere only says so.
    """
    by_iri = {claim.iri: claim for claim in claims}
    towards: dict[str, list[Argument]] = defaultdict(list)
    for argument in arguments:
        towards[argument.conclusion].append(argument)
    premises = {premise for argument in arguments for premise in argument.premises}
    told: set[str] = set()

    def tree(iri: str, depth: int) -> dict[str, Any]:
        node: dict[str, Any] = {"iri": iri, "claim": line(site, by_iri[iri]), "arguments": [], "elsewhere": False}
        if iri in told or depth > DEEPEST:
            node["elsewhere"] = iri in towards
            return node
        told.add(iri)
        for argument in towards.get(iri, ()):
            grounds = [tree(premise, depth + 1) for premise in argument.premises if premise in by_iri]
            node["arguments"].append({"kind": argument.kind, "how": site.cards.how(argument), "premises": grounds})
        return node

    conclusions = [claim.iri for claim in claims if claim.iri in towards]
    found = [tree(iri, 0) for iri in conclusions if iri not in premises]
    # What is too deep, or only in a circle.
    for iri in conclusions:
        if iri not in told:
            found.append(tree(iri, 0))
    return found


def maps(site: "Site", _: list[str]) -> "Iterator[File]":
    """Write the list of all maps, where there are several, in pages."""
    articles = site.records.of_type(f"{SCHEMA}NewsArticle")
    if len(articles) == 1:
        return
    pages = [articles[start : start + ON_A_PAGE] for start in range(0, len(articles), ON_A_PAGE)] or [[]]
    for number, shown in enumerate(pages, 1):
        entries = [
            {
                "iri": iri,
                "path": site.map_path(iri),
                "arguments": len(site.records.subjects(site.iris.term("inArticle"), iri)),
            }
            for iri in shown
        ]
        yield site.html(_path(number), "maps", entries=entries, number=number, paths=[_path(n) for n in range(1, len(pages) + 1)])


def _path(number: int) -> str:
    return "maps.html" if number == 1 else f"maps-{number}.html"


# ---------------------------------------------------------------------- words of pictures


def languages(site: "Site") -> Languages:
    """Give the languages in which the pictures of a site are."""
    return Languages(site.language, site.other_language)


def both(site: "Site", iri: str) -> Bilingual:
    """Give what a thing is called, in both languages."""
    return Bilingual(*site.labels(iri))


def how(site: "Site", claim: AnyClaim | FlatEdge) -> Bilingual:
    """Tell how a claim is held, where it is not simply asserted and affirmed; else nothing."""
    keys = [f"stance-{claim.stance}"] if claim.stance != "asserted" else []
    if claim.strength != "full":
        keys.append(f"strength-{claim.strength}")
    if claim.polarity == "negative":
        keys.append("polarity-negative")
    return Bilingual(*(", ".join(words(language)[key] for key in keys) for language in (site.language, site.other_language)))
