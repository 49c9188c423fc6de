"""The voices of an article by number, so that pages and pictures can tell them apart."""

from collections.abc import Iterable

from mali_kg.claims.model import Claim

#: Looks that tell the voices of an article apart; whoever comes after them has the last one.
MARKS = 8


def marks(claims: Iterable[Claim]) -> dict[tuple[str, ...], int]:
    """Give the voices of an article a number each, by which pages tell them apart: 0 is the article’s own, then those with the most claims."""
    counts: dict[tuple[str, ...], int] = {}
    own: set[tuple[str, ...]] = set()
    for claim in claims:
        counts[claim.holders] = counts.get(claim.holders, 0) + 1
        if claim.holders == (f"{claim.article}/narrator",):
            own.add(claim.holders)
    others = sorted((voice for voice in counts if voice not in own), key=lambda voice: (-counts[voice], voice))
    return dict.fromkeys(own, 0) | {voice: min(n, MARKS - 1) for n, voice in enumerate(others, 1)}
