"""The dataset as it describes itself in RDF: DCAT 3 with each download, VoID with its counts, PROV of how it came about."""

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from mali_kg.claims.descriptions import by_name
from mali_kg.project import Config
from mali_kg.rdf.curie import shorten
from mali_kg.rdf.namespaces import DCAT, DCT, DEFAULT_BASE, FOREIGN, PROV, RDF, RDFS, SCHEMA, VOID, XSD
from mali_kg.site.downloads import Download
from mali_kg.site.figures import Figures
from mali_kg.site.reading import MOST

if TYPE_CHECKING:
    from mali_kg.site.site import Site

FOAF = FOREIGN["foaf"]
SPDX = "http://spdx.org/rdf/terms#"
#: What the IRIs of registered media types, and of languages by their two letters, begin with.
MEDIA = "https://www.iana.org/assignments/media-types/"
LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
#: The page of this program.
PROGRAM = DEFAULT_BASE


class _Writing:
    """Collects statements."""

    def __init__(self) -> None:
        self.quads: list[ox.Quad] = []

    def say(self, subject: str, properties: dict[str, Any]) -> None:
        """Say something of a thing; what is empty is left out, a list is several values."""
        for predicate, values in properties.items():
            for value in values if isinstance(values, list) else [values]:
                if value not in ("", None):
                    term = ox.NamedNode(value) if isinstance(value, str) else value
                    self.quads.append(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), term))


def description(site: "Site", files: list[Download]) -> list[ox.Quad]:
    """Describe the dataset and its downloads (DCAT 3), and how it came about (PROV)."""
    config, iris, writing = site.project.config, site.iris, _Writing()
    media = {file.path: _media(file.of) for file in files}
    language = _language(config)
    writing.say(iris.dataset, _head(site, config))
    writing.say(
        iris.dataset,
        {
            f"{RDF}type": [f"{DCAT}Dataset", f"{PROV}Entity"],
            f"{DCT}language": language,
            f"{DCT}identifier": ox.Literal(iris.dataset, datatype=ox.NamedNode(f"{XSD}anyURI")),
            f"{DCAT}version": ox.Literal(config.version),
            f"{DCT}publisher": iris.annotator,
            f"{DCAT}keyword": _topics(site),
            f"{DCAT}landingPage": f"{site.address}dataset.html",
            f"{DCAT}distribution": [site.address + file.path for file in files],
            f"{PROV}wasAttributedTo": iris.annotator,
            f"{PROV}wasGeneratedBy": f"{iris.dataset}#build",
        },
    )
    for file in files:
        iri, packed = site.address + file.path, file.media_type if file.media_type != file.of else ""
        writing.say(
            iri,
            {
                f"{RDF}type": f"{DCAT}Distribution",
                f"{DCT}title": ox.Literal(file.name),
                f"{DCT}description": ox.Literal(file.form.about, language="en"),
                f"{DCT}license": config.license,
                f"{DCAT}accessURL": iri,
                f"{DCAT}downloadURL": iri,
                f"{DCT}format": media[file.path],
                f"{DCAT}mediaType": media[file.path],
                f"{DCAT}packageFormat" if packed.endswith("zip") and not packed.endswith("gzip") else f"{DCAT}compressFormat": packed
                and _media(packed),
                f"{DCAT}byteSize": ox.Literal(str(file.size), datatype=ox.NamedNode(f"{XSD}nonNegativeInteger")),
                f"{SPDX}checksum": f"{iri}#sum",
            },
        )
        writing.say(
            f"{iri}#sum",
            {
                f"{RDF}type": f"{SPDX}Checksum",
                f"{SPDX}algorithm": f"{SPDX}checksumAlgorithm_sha256",
                f"{SPDX}checksumValue": ox.Literal(file.sum, datatype=ox.NamedNode(f"{XSD}hexBinary")),
            },
        )
    for iri in sorted({*media.values(), *(_media(file.media_type) for file in files)}):
        writing.say(iri, {f"{RDF}type": [f"{DCT}MediaType", f"{DCT}MediaTypeOrExtent"]})
    writing.say(f"{SPDX}checksumAlgorithm_sha256", {f"{RDF}type": f"{SPDX}ChecksumAlgorithm"})
    if language:
        writing.say(language, {f"{RDF}type": f"{DCT}LinguisticSystem"})
    writing.say(config.license, {f"{RDF}type": f"{DCT}LicenseDocument"})
    writing.say(f"{site.address}dataset.html", {f"{RDF}type": f"{FOAF}Document"})
    _say_how_made(site, writing)
    return writing.quads


def _say_how_made(site: "Site", writing: _Writing) -> None:
    """Tell what was done, by whom, with what. No time is told: the dataset tells when a source was read, and no more."""
    from importlib.metadata import version

    config, iris = site.project.config, site.iris
    annotation, build, program = (f"{iris.dataset}#{name}" for name in ("annotation", "build", "mali-kg"))
    articles = site.records.of_type(f"{SCHEMA}NewsArticle")[:MOST]
    sources = site.records.of_type(iris.term("Source"))[:MOST]
    writing.say(
        annotation,
        {
            f"{RDF}type": f"{PROV}Activity",
            f"{RDFS}label": ox.Literal("The articles were read and the claim sheets written", language="en"),
            f"{PROV}wasAssociatedWith": iris.annotator,
            f"{PROV}used": [*articles, *sources],
        },
    )
    writing.say(
        build,
        {
            f"{RDF}type": f"{PROV}Activity",
            f"{RDFS}label": ox.Literal("The claim sheets were built into the dataset", language="en"),
            f"{PROV}wasInformedBy": annotation,
            f"{PROV}wasAssociatedWith": program,
        },
    )
    writing.say(
        program,
        {
            f"{RDF}type": [f"{PROV}SoftwareAgent", f"{SCHEMA}SoftwareApplication"],
            f"{RDFS}label": ox.Literal(f"mali-kg {version('mali-kg')}"),
            f"{SCHEMA}softwareVersion": ox.Literal(version("mali-kg")),
            f"{SCHEMA}url": PROGRAM,
        },
    )
    writing.say(
        iris.annotator,
        {
            f"{RDF}type": [f"{FOAF}Agent", f"{PROV}Agent"],
            f"{FOAF}name": ox.Literal(config.creator),
            f"{RDFS}label": ox.Literal(config.creator),
        },
    )


def counted(site: "Site", files: list[Download], figures: Figures) -> list[ox.Quad]:
    """Describe the dataset with its counts (VoID)."""
    config, iris, writing = site.project.config, site.iris, _Writing()
    document = f"{site.address}void.ttl"
    in_rdf = [file for file in files if file.form.group == "RDF"]
    writing.say(
        document,
        {
            f"{RDF}type": f"{VOID}DatasetDescription",
            f"{DCT}title": ox.Literal(f"What {config.title} holds", language="en"),
            f"{FOAF}primaryTopic": iris.dataset,
        },
    )
    writing.say(iris.dataset, _head(site, config))
    writing.say(
        iris.dataset,
        {
            f"{RDF}type": f"{VOID}Dataset",
            f"{FOAF}homepage": f"{site.address}dataset.html",
            f"{VOID}uriSpace": ox.Literal(iris.base),
            f"{VOID}vocabulary": list(site.records.values(iris.dataset, f"{VOID}vocabulary")),
            f"{VOID}exampleResource": [*site.records.of_type(f"{SCHEMA}NewsArticle")[:1], *site.records.of_type(iris.term("Claim"))[:1]],
            f"{VOID}dataDump": [site.address + file.path for file in in_rdf],
            f"{VOID}triples": _integer(figures.triples),
            f"{VOID}entities": _integer(figures.entities),
            f"{VOID}classes": _integer(len(figures.classes)),
            f"{VOID}properties": _integer(len(figures.properties)),
            f"{VOID}distinctSubjects": _integer(figures.subjects),
            f"{VOID}distinctObjects": _integer(figures.objects),
            f"{VOID}classPartition": [_partition(site, "class", iri) for iri in figures.classes],
            f"{VOID}propertyPartition": [_partition(site, "property", iri) for iri in figures.properties],
        },
    )
    for iri, number in figures.classes.items():
        writing.say(_partition(site, "class", iri), {f"{VOID}class": iri, f"{VOID}entities": _integer(number)})
    for iri, number in figures.properties.items():
        writing.say(_partition(site, "property", iri), {f"{VOID}property": iri, f"{VOID}triples": _integer(number)})
    return writing.quads


def _head(site: "Site", config: Config) -> dict[str, Any]:
    """Tell what every description of the dataset begins with."""
    published = config.published and ox.Literal(config.published, datatype=ox.NamedNode(f"{XSD}date"))
    said = site.records.objects(site.iris.dataset, f"{DCT}rights")
    return {
        f"{DCT}title": ox.Literal(config.title, language=config.language),
        f"{DCT}description": ox.Literal(config.description, language=config.language),
        f"{DCT}creator": site.iris.annotator,
        f"{DCT}license": config.license,
        f"{DCT}issued": published,
        f"{RDFS}comment": [term for term in said if isinstance(term, ox.Literal)],
    }


def _partition(site: "Site", sort: str, iri: str) -> str:
    from urllib.parse import quote

    return f"{site.iris.dataset}#{sort}-{quote(shorten(iri, site.iris.base).strip('<>'), safe=':/')}"


def _topics(site: "Site") -> list[ox.Literal]:
    """Name what the articles are about."""
    about = by_name(
        iri for article in site.records.of_type(f"{SCHEMA}NewsArticle")[:MOST] for iri in site.records.values(article, f"{SCHEMA}about")
    )
    return [ox.Literal(site.records.label(iri), language=site.language) for iri in about[:MOST]]


def _integer(number: int) -> ox.Literal:
    return ox.Literal(str(number), datatype=ox.NamedNode(f"{XSD}integer"))


def _media(media_type: str) -> str:
    return MEDIA + media_type


def _language(config: Config) -> str:
    """Give the IRI of the language, where its tag begins with two letters."""
    tag = config.language.partition("-")[0].lower()
    return LANGUAGE + tag if len(tag) == 2 else ""
