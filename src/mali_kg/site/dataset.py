"""The page of the dataset with its downloads, and the files by which the dataset describes itself to machines."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from mali_kg.claims.backends import to_text
from mali_kg.export.page import dataset_node
from mali_kg.rdf.namespaces import DCT, SCHEMA
from mali_kg.rdf.order import natural
from mali_kg.site import changes, crate, data
from mali_kg.site.citing import cite_dataset
from mali_kg.site.describing import counted, description
from mali_kg.site.downloads import LARGEST, Download, downloads, is_large
from mali_kg.site.figures import Figures, count, on_page
from mali_kg.site.reading import MOST

if TYPE_CHECKING:
    from mali_kg.site.site import File, Site

#: Descriptions of the dataset, with their media types.
DESCRIPTIONS = (("dataset.ttl", "text/turtle"), ("dataset.jsonld", "application/ld+json"), ("void.ttl", "text/turtle"))
#: Characters that Google asks the description of a dataset to have.
SHORTEST, LONGEST = 50, 5000
CRATE, CITATION, LINKSET = "ro-crate-metadata.json", "CITATION.cff", "linkset.json"


def dataset_files(site: "Site", _: list[str]) -> "Iterator[File]":
    """Write the page of the dataset, its downloads, and what describes it."""
    files = []
    for file, content in downloads(site):
        files.append(file)
        yield file.path, content
    figures = count(site)
    told = description(site, files)
    void = data.turtle(site.iris, counted(site, files, figures))
    descriptions = [
        ("dataset.ttl", "text/turtle", data.turtle(site.iris, told)),
        ("dataset.jsonld", "application/ld+json", site.jsonld(told)),
        ("void.ttl", "text/turtle", void),
        (CITATION, "application/yaml", crate.citation_file(site)),
    ]
    for path, _media_type, content in descriptions:
        yield path, content
    yield ".well-known/void", void
    if site.project.config.published:
        yield CRATE, crate.ro_crate(site, files, descriptions)
    dated = changes.changes(site)
    if dated:
        yield changes.FEED, changes.feed(site, dated)
    yield LINKSET, linkset(site, files)
    yield "llms.txt", for_language_models(site, files, figures)
    yield "robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.address}sitemap.xml\n".encode()
    yield page(site, files, figures, dated)
    yield site.html("404.html", "404")


def page(site: "Site", files: list[Download], figures: Figures, dated: list[changes.DatedChange]) -> "File":
    """Write the page of the dataset."""
    iris = site.iris
    graphs = sorted((to_text(graph) for graph in site.store.named_graphs()), key=lambda iri: (iri.count("/"), natural(iri)))
    return site.html(
        "dataset.html",
        "dataset",
        iris.dataset,
        figures=on_page(site, figures),
        files=files,
        licence_name=crate.spdx_license(site.project.config.license) or site.project.config.license,
        largest=LARGEST // 1_000_000 if is_large(site) else 0,
        rights=[
            (to_text(term), getattr(term, "language", "") or site.language) for term in site.records.objects(iris.dataset, f"{DCT}rights")
        ],
        graphs=[(iri.removeprefix(iris.graphs), of_graph(site, iri)) for iri in graphs[:MOST]],
        more_graphs=max(0, len(graphs) - MOST),
        changes=dated[: changes.ENTRIES],
        descriptions=described(site),
        words_of=crate.words_of,
        feed=changes.FEED if dated else "",
        citation=cite_dataset(iris.dataset, site.project.config),
        markup={"@context": "https://schema.org", **markup(site, files)},
    )


def of_graph(site: "Site", graph: str) -> str:
    """Tell what a graph is of: an article or an outside source; empty for the graphs of the whole dataset."""
    iri = site.iris.entity(graph.removeprefix(site.iris.graphs))
    return iri if site.records.exists(iri) else ""


def described(site: "Site") -> list[tuple[str, str]]:
    """List the files that describe the dataset: path and media type of each."""
    published = [(CRATE, "application/ld+json")] if site.project.config.published else []
    return [*DESCRIPTIONS, *published, (CITATION, "application/yaml")]


def markup(site: "Site", files: list[Download]) -> dict[str, Any]:
    """Describe the dataset for search engines (schema.org), within what Google asks of a Dataset."""
    config = site.project.config
    found = dataset_node(config, site.iris)
    about = config.description
    if len(about) < SHORTEST:
        about = f"{config.title}. {about} {site.words['what-this-is']}"
    found |= {
        "description": about[:LONGEST],
        "url": f"{site.address}dataset.html",
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "description": file.form.about,
                "encodingFormat": file.media_type,
                "contentUrl": site.address + file.path,
                "contentSize": f"{file.size} B",
                "sha256": file.sum,
            }
            for file in files
        ],
    }
    if config.published:
        found["datePublished"] = config.published
    return found


def linkset(site: "Site", files: list[Download]) -> bytes:
    """Write the typed links of the dataset, of its files and of its descriptions (Signposting level 2, RFC 9264)."""
    config, iris, address = site.project.config, site.iris, site.address
    landing = f"{address}dataset.html"
    links: list[dict[str, Any]] = [
        {
            "anchor": landing,
            "cite-as": [{"href": iris.dataset}],
            "type": [{"href": "https://schema.org/Dataset"}, {"href": "https://schema.org/AboutPage"}],
            "author": [{"href": iris.annotator}],
            "license": [{"href": config.license}],
            "item": [{"href": address + file.path, "type": file.media_type} for file in files],
            "describedby": [{"href": address + path, "type": media_type} for path, media_type in described(site)],
        }
    ]
    links += [
        {
            "anchor": address + file.path,
            "type": [{"href": "https://schema.org/Dataset"}],
            "license": [{"href": config.license}],
            "collection": [{"href": landing, "type": "text/html"}],
        }
        for file in files
    ]
    links += [{"anchor": address + path, "describes": [{"href": landing, "type": "text/html"}]} for path, _ in described(site)]
    return (json.dumps({"linkset": links}, indent=1, ensure_ascii=False) + "\n").encode()


def for_language_models(site: "Site", files: list[Download], figures: Figures) -> bytes:
    """Tell language models what this site is and where they find what (llms.txt)."""
    config, address = site.project.config, site.address
    numbers = ", ".join(f"{number} {site.words[key]}" for key, number in on_page(site, figures))
    by_name = {file.form.name: file for file in files}
    wanted = [by_name[name] for name in ("cards", "jsonld-compact", "nquads", "sqlite") if name in by_name]
    lines = [
        f"# {config.title}",
        "",
        f"> {_one_line(config.description)}",
        "",
        f"{numbers}. {site.words['footer-read-as']}",
        "Quote a claim only with who holds it and how it is held: none of them is told here as a fact.",
        "For each page there is its data under the same address with the ending .ttl or .jsonld, for each claim also .json (plain keys).",
        "",
        "## Data",
        "",
        *(f"- [{file.name}]({address}{file.path}): {file.form.about}; {file.size} bytes" for file in wanted),
        f"- [dataset.html]({address}dataset.html): all downloads, with their sums",
        f"- [void.ttl]({address}void.ttl): what the dataset holds, counted",
        "",
        "## Articles",
        "",
        *(
            f"- [{_one_line(site.labels(iri)[0])}]({address}{site.places.page(iri)})"
            for iri in site.records.of_type(f"{SCHEMA}NewsArticle")[:MOST]
        ),
    ]
    return ("\n".join(lines) + "\n").encode()


def _one_line(text: str) -> str:
    return " ".join(text.split())
