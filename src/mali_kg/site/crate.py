"""The dataset for those who archive and cite it: RO-Crate 1.2 and the Citation File Format 1.2."""

import json
from typing import TYPE_CHECKING, Any

from mali_kg.site.downloads import Download

if TYPE_CHECKING:
    from mali_kg.site.site import Site

#: Licences by the address that their makers give them, and their names in the list of SPDX; an address may end in a slash or not.
SPDX_LICENSES = {
    "creativecommons.org/licenses/by/4.0": "CC-BY-4.0",
    "creativecommons.org/licenses/by-sa/4.0": "CC-BY-SA-4.0",
    "creativecommons.org/licenses/by-nc/4.0": "CC-BY-NC-4.0",
    "creativecommons.org/licenses/by-nc-sa/4.0": "CC-BY-NC-SA-4.0",
    "creativecommons.org/publicdomain/zero/1.0": "CC0-1.0",
    "opendatacommons.org/licenses/by/1-0": "ODC-By-1.0",
    "opendatacommons.org/licenses/odbl/1-0": "ODbL-1.0",
    "opendatacommons.org/licenses/pddl/1-0": "PDDL-1.0",
}
CRATE = "https://w3id.org/ro/crate/1.2"


def ro_crate(site: "Site", files: list[Download], descriptions: list[tuple[str, str, bytes]]) -> bytes:
    """Describe the site as a crate: the downloads, and what describes them.

    A crate must tell when it was published, so the project must.

    :param descriptions: path, media type and content of each file that describes the dataset.
    """
    config, iris = site.project.config, site.iris
    parts = [_file(f.path, f.form.about, f.media_type, f.size) | {"sha256": f.sum} for f in files]
    parts += [_file(path, site.words[words_of(path)], media_type, len(content)) for path, media_type, content in descriptions]
    licence = spdx_license(config.license) or config.license
    graph = [
        {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": CRATE}},
        {
            "@id": "./",
            "@type": "Dataset",
            "name": config.title,
            "description": config.description,
            "datePublished": config.published,
            "version": config.version,
            "inLanguage": config.language,
            "identifier": {"@id": f"{iris.dataset}#identifier"},
            "cite-as": iris.dataset,
            "url": f"{site.address}dataset.html",
            "license": {"@id": config.license},
            "author": {"@id": iris.annotator},
            "publisher": {"@id": iris.annotator},
            "hasPart": [{"@id": part["@id"]} for part in parts],
        },
        *parts,
        {
            "@id": f"{iris.dataset}#identifier",
            "@type": "PropertyValue",
            "name": "IRI",
            "value": iris.dataset,
            "url": iris.dataset,
        },
        {
            "@id": config.license,
            "@type": "CreativeWork",
            "name": licence,
            "description": f"{site.words['licence']}: {licence}",
            "url": config.license,
        },
        {"@id": iris.annotator, "@type": "Organization", "name": config.creator, "url": site.address},
    ]
    return (json.dumps({"@context": f"{CRATE}/context", "@graph": graph}, indent=1, ensure_ascii=False) + "\n").encode()


def words_of(path: str) -> str:
    """Give the key of the words for a file that describes the dataset."""
    return f"description-{path.partition('.')[0].lower()}"


def _file(path: str, about: str, media_type: str, size: int) -> dict[str, Any]:
    return {
        "@id": path,
        "@type": "File",
        "name": path.rpartition("/")[2],
        "description": about,
        "encodingFormat": media_type,
        "contentSize": str(size),
    }


def citation_file(site: "Site") -> bytes:
    """Tell how the dataset is cited."""
    import yaml

    config = site.project.config
    spdx = spdx_license(config.license)
    told = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it as below.",
        "type": "dataset",
        "title": config.title,
        "abstract": config.description,
        "authors": [{"name": config.creator}],
        "version": config.version,
        "date-released": config.published,
        "license": spdx,
        "license-url": "" if spdx else config.license,
        "url": site.iris.dataset,
    }
    text = yaml.safe_dump({k: v for k, v in told.items() if v}, allow_unicode=True, sort_keys=False, width=1000)
    return text.encode()


def spdx_license(iri: str) -> str:
    """Give the name of a licence in the list of SPDX; empty where it is not known."""
    return SPDX_LICENSES.get(iri.partition("://")[2].rstrip("/"), "")
