"""Where people wrote what the dataset holds."""

from mali_kg.dataset.compile import Compiled
from mali_kg.report.report import Places


def source_places(compiled: Compiled) -> Places:
    """IRI to the file and line where people wrote it."""
    project, iris = compiled.project, compiled.project.iris
    registry = project.display(project.registry_path)
    places = {iris.entity(slug): (registry, e.line) for slug, e in compiled.registry.items()}
    for sheet in compiled.sheets:
        slug = sheet.article.slug
        places[iris.article(slug)] = (sheet.file, sheet.article.line)
        places |= {iris.part(slug, local): (sheet.file, line) for local, line in sheet.local_lines().items()}
        for p in sheet.propositions:
            places[iris.proposition(p.slug)] = places[iris.proposition_graph(p.slug)] = (sheet.file, p.line)
    for source in compiled.sources:
        places[iris.context_graph(source.slug)] = (source.file, source.line)
    links = project.display(project.links_path)
    numbers: dict[str, int] = {}
    for link in compiled.links:
        numbers[link.entity] = numbers.get(link.entity, 0) + 1
        places[iris.link(link.entity, numbers[link.entity])] = (links, link.line)
    places[iris.dataset] = (project.display(project.root / "mali-kg.toml"), 1)
    return places
