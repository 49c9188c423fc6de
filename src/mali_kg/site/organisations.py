"""Organisations: who is said to do what with whom, as a picture, and the same as a table."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from mali_kg.claims.flat_view import FlatEdge, FlatView
from mali_kg.export.agents import Agents, AgentsOf, bundled, focus, kind_of
from mali_kg.export.bilingual import Bilingual, joined
from mali_kg.rdf.namespaces import PROV, RDF
from mali_kg.site.maps import both, how, languages
from mali_kg.site.places import relative
from mali_kg.site.reading import read

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site

PATH = "organisations.html"
#: What is shown at most: agents, claims that are read for each, bundles, claims of a bundle in the table.
MOST_AGENTS, CLAIMS_OF_EACH, MOST_BUNDLES, MOST_OF_BUNDLE = 30, 200, 36, 25


def organisations(site: "Site", _: list[str]) -> "Iterator[File]":
    """Write the page of organisations, and the picture alone."""
    agents, number, claims = spoken_of(site)
    flat, records, term = FlatView(site.records), site.records, site.iris.term
    every = bundled((edge for claim in claims for edge in flat.of_claim(read(site, claim))), agents)
    bundles = every[:MOST_BUNDLES]
    numbers = {(bundle.start, bundle.end): n for n, bundle in enumerate(bundles, 1)}

    def told(edge: FlatEdge) -> Bilingual:
        whole = [how(site, edge)] if how(site, edge).first else []
        return joined([*whole, *focus(edge, languages(site), both(site, term(edge.focus)))])

    def kind(edge: FlatEdge) -> Bilingual:
        return kind_of(edge, languages(site), both(site, site.iris.code("kind", edge.kind)))

    picture = ""
    if bundles:
        ends = {end for bundle in bundles for end in (bundle.start, bundle.end)}
        shown = AgentsOf(
            title=Bilingual.same(site.short_title),
            bundles=bundles,
            looks={end: "vague" if records.is_a(end, "VagueGroup") else "agent" for end in ends if is_agent(site, end)},
            name=lambda iri: both(site, iri),
            kind=kind,
            how=told,
            href=lambda iri: relative(site.places.page(iri), PATH),
            bundle_href=lambda bundle: f"#pair-{numbers[bundle.start, bundle.end]}",
        )
        drawn = Agents(shown, languages(site))
        picture = drawn.svg()
        alone = Agents(shown._replace(bundle_href=lambda bundle: f"{PATH}#pair-{numbers[bundle.start, bundle.end]}"), languages(site))
        yield "organisations.svg", f"{alone.svg()}\n".encode()
    groups = [
        {
            "number": numbers[bundle.start, bundle.end],
            "start": bundle.start,
            "end": bundle.end,
            "rows": [
                {"who": edge.holders, "kind": site.iris.code("kind", edge.kind), "how": told(edge), "claim": edge.claim}
                for edge in bundle.edges[:MOST_OF_BUNDLE]
            ],
            "more": max(0, len(bundle.edges) - MOST_OF_BUNDLE),
        }
        for bundle in bundles
    ]
    yield site.html(
        PATH,
        "organisations",
        picture=Markup(picture),
        groups=groups,
        shown=len(agents),
        number=number,
        left_out=len(every) - len(bundles),
    )


def is_agent(site: "Site", iri: str) -> bool:
    """Tell whether a thing is an agent; the voices that tell articles are left out."""
    types = site.records.values(iri, f"{RDF}type")
    return f"{PROV}Agent" in types and site.iris.term("Narrator") not in types and site.iris.term("Source") not in types


def spoken_of(site: "Site") -> tuple[list[str], int, list[str]]:
    """Choose the agents that most claims speak of: these, how many agents there are, and the claims to read."""
    mentions = site.iris.term("mentions")
    counts = {
        iri: sum(1 for _ in site.backend.referring((iri,), (mentions,)))
        for iri in site.records.of_type(f"{PROV}Agent")
        if is_agent(site, iri)
    }
    spoken = sorted((iri for iri, count in counts.items() if count), key=lambda iri: (-counts[iri], iri))
    chosen = spoken[:MOST_AGENTS]
    claims = dict.fromkeys(claim for iri in chosen for claim in site.records.subjects(mentions, iri)[:CLAIMS_OF_EACH])
    told = [claim for claim in claims if site.records.is_a(claim, "Claim") or site.records.is_a(claim, "SourceClaim")]
    return chosen, len(spoken), told
