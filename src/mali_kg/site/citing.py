"""How a claim of the dataset is cited: as plain text, BibTeX and CSL-JSON. No date or author is made up: what the dataset does not tell is left out."""

import re
from typing import Any, NamedTuple

from mali_kg.claims.model import Claim
from mali_kg.claims.wording import listed
from mali_kg.project import Config

#: Characters that mean something to BibTeX, and how it writes them.
BIBTEX = str.maketrans(
    {
        "\\": "\\textbackslash{}",
        "{": "\\{",
        "}": "\\}",
        "%": "\\%",
        "&": "\\&",
        "#": "\\#",
        "_": "\\_",
        "$": "\\$",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
    }
)


class Citation(NamedTuple):
    """A citation in each form."""

    plain: str
    bibtex: str
    csl: dict[str, Any]


def cite(claim: Claim, holders: list[str], headline: str, config: Config) -> Citation:
    """Cite a claim.

    :param holders: who holds it, by name.
    :param headline: of its article.
    """
    title = f"“{claim.label}”, claimed by {listed(holders)}" if holders else f"“{claim.label}”"
    where = f"{config.title}, version {config.version}"
    words = f"Claim in “{headline}”, characters {claim.start} to {claim.end}"
    csl = {
        "id": claim.iri,
        "type": "dataset",
        "title": title,
        "author": [{"literal": config.creator}],
        "container-title": config.title,
        "version": config.version,
        "URL": claim.iri,
        "note": words,
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", claim.iri.partition("/id/")[2]) or "claim"
    fields = {
        "author": "{" + config.creator.translate(BIBTEX) + "}",
        "title": title.translate(BIBTEX),
        "howpublished": where.translate(BIBTEX),
        "note": words.translate(BIBTEX),
        "url": claim.iri,
    }
    bibtex = f"@misc{{{key},\n" + ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items()) + "\n}"
    return Citation(f"{config.creator}. {title}. {words}. In: {where}. {claim.iri}", bibtex, csl)


def cite_dataset(iri: str, config: Config) -> Citation:
    """Cite the dataset as a whole.

    :param iri: its own.
    """
    year = config.published[:4]
    csl: dict[str, Any] = {
        "id": iri,
        "type": "dataset",
        "title": config.title,
        "author": [{"literal": config.creator}],
        "version": config.version,
        "URL": iri,
    }
    if year:
        csl["issued"] = {"date-parts": [[int(part) for part in config.published.split("-")]]}
    fields = {
        "author": "{" + config.creator.translate(BIBTEX) + "}",
        "title": config.title.translate(BIBTEX),
        "version": config.version,
        "year": year,
        "url": iri,
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", config.title.partition(":")[0]).strip("-").lower() or "dataset"
    bibtex = f"@misc{{{key},\n" + ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value) + "\n}"
    return Citation(f"{config.creator}{f' ({year})' if year else ''}. {config.title}, version {config.version}. {iri}", bibtex, csl)
