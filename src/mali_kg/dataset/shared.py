"""What all articles share: read from its files, and checked against the articles."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from mali_kg.dataset.article import Index, Places
from mali_kg.errors import DataError, Problem
from mali_kg.project import CONFIG_NAME, Project
from mali_kg.sheets.context import ContextSource, Link, read_links, read_source
from mali_kg.sheets.description import Known, read_known
from mali_kg.sheets.propositions import PropositionEntry, read_propositions
from mali_kg.sheets.retired import RetiredEntry, read_retired
from mali_kg.sheets.reviews import ReviewEntry, read_reviews

T = TypeVar("T")


class Shared(NamedTuple):
    """What all articles share, as it was read."""

    known: Known
    propositions: tuple[PropositionEntry, ...]
    sources: tuple[ContextSource, ...]
    links: tuple[Link, ...]
    retired: tuple[RetiredEntry, ...]
    reviews: tuple[ReviewEntry, ...]


def read_shared(project: Project, problems: list[Problem]) -> Shared:
    """Read what all articles share. What is wrong in one file does not hide what is wrong in the others.

    :param problems: takes what is wrong.
    :raises DataError: where the kinds or the registry are wrong, which all else names.
    """
    known = read_known(project)
    problems += [_unread(project, *found) for found in project.unread_paths()]

    def read(reading: Callable[[], T], instead: T) -> T:
        try:
            return reading()
        except DataError as error:
            problems.extend(error.problems)
            return instead

    sources: list[ContextSource] = []
    for path in project.context_paths():
        read(lambda: sources.append(read_source(path, project, known)), None)  # noqa: B023
    return Shared(
        known,
        read(lambda: read_propositions(project, known), ()),
        tuple(sources),
        read(lambda: read_links(project, known.registry), ()),
        read(lambda: read_retired(project), ()),
        read(lambda: read_reviews(project, known), ()),
    )


def shared_places(project: Project, shared: Shared) -> Places:
    """Give the file and line where people wrote what all articles share, by IRI."""
    iris, known = project.iris, shared.known
    registry, kinds, links = (project.display(p) for p in (project.registry_path, project.kinds_path, project.links_path))
    named, reviews = project.display(project.propositions_path), project.display(project.reviews_path)
    places = {iris.entity(slug): (registry, entry.line) for slug, entry in known.registry.items()}
    places |= {iris.code("kind", slug): (kinds, kind.line) for slug, kind in known.kinds.items()}
    places |= {iris.proposition(p.slug): (named, p.line) for p in shared.propositions}
    places |= {iris.review(r.id): (reviews, r.line) for r in shared.reviews}
    for source in shared.sources:
        places[iris.source(source.slug)] = (source.file, source.line)
        places |= {iris.source_claim(source.slug, claim.id): (source.file, claim.line) for claim in source.claims}
    numbers: dict[str, int] = {}
    for link in shared.links:
        numbers[link.entity] = numbers.get(link.entity, 0) + 1
        places[iris.link(link.entity, numbers[link.entity])] = (links, link.line)
    places[iris.dataset] = (project.display(project.root / CONFIG_NAME), 1)
    return places


def of_shared(shared: Shared, indexes: Sequence[Index], project: Project) -> list[Problem]:
    """Check what all articles share against the articles: no retired id is used, and every claim that is reviewed is there."""
    problems: list[Problem] = []
    if not (shared.retired or shared.reviews):
        return problems
    iris = project.iris
    used = shared_places(project, shared)
    for index in indexes:
        used.update(index.places(iris))
    for retired in shared.retired:
        if place := used.get(iris.entity(retired.id)):
            fix = "Give it another id: who has cited the old one would find something else."
            problems.append(Problem("retired-id", f"{retired.id!r} was retired on {retired.date}.", fix, *place))
    file = project.display(project.reviews_path)
    for review in shared.reviews:
        if iris.part(review.article, review.claim) not in used:
            message = f"review {review.id} names claim {review.article}/{review.claim}, which is not there."
            problems.append(Problem("unknown-claim", message, "", file, review.line))
    return problems


def _unread(project: Project, path: Path, why: str) -> Problem:
    file = project.display(path)
    return Problem("unread-file", f"{file} is not read: {why}.", "Complete it, rename it or move it away.", file)
