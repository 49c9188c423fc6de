"""The namespaces that the data uses, and their prefixes: the one table."""

#: Base of the IRIs in this project's own files. A project with another base has it put in their place when they are read.
DEFAULT_BASE = "https://w3id.org/mali-kg/"

#: First line of a built dataset, a comment in N-Quads; the base IRI follows it.
DATASET_HEADER = "# mali-kg dataset, base "
#: Second line of a built dataset; the SHA-256 of what it was made from follows it.
INPUTS_HEADER = "# inputs SHA-256 "
#: Third line of a built dataset; the SHA-256 of what follows it.
CONTENT_HEADER = "# content SHA-256 "

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
SHACL = "http://www.w3.org/ns/shacl#"
DCT = "http://purl.org/dc/terms/"
DCAT = "http://www.w3.org/ns/dcat#"
VOID = "http://rdfs.org/ns/void#"
VANN = "http://purl.org/vocab/vann/"

#: Prefix to namespace, for vocabularies that are not ours.
FOREIGN: dict[str, str] = {
    "aif": "http://www.arg.dundee.ac.uk/aif#",
    "cito": "http://purl.org/spar/cito/",
    "dcat": DCAT,
    "dct": DCT,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "oa": OA,
    "org": "http://www.w3.org/ns/org#",
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": SEM,
    "sepio": "http://purl.obolibrary.org/obo/SEPIO_",
    "sh": SHACL,
    "skos": SKOS,
    "vann": VANN,
    "void": VOID,
    "wd": "http://www.wikidata.org/entity/",
    "xsd": XSD,
}


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Give the prefixes that every query and export knows, for a project with this base IRI; `mali_kg.rdf.curie` derives more."""
    own = {
        "mk": f"{base}ns#",
        "graph": f"{base}graph/",
        "kg": f"{base}id/",
        "article": f"{base}id/article/",
        "link": f"{base}id/link/",
        "proposition": f"{base}id/proposition/",
        "source": f"{base}id/source/",
    }
    return {**FOREIGN, **own}


def families(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Give the namespaces below which each path has a prefix of its own: ``code-modality:`` is ``{base}code/modality/``."""
    return {"article": f"{base}id/article/", "code": f"{base}code/", "graph": f"{base}graph/", "source": f"{base}id/source/"}
