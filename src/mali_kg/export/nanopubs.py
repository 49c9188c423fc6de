"""Nanopublications, one a claim (nanopub guidelines, version 1.10): that it is claimed, who claims it and how, where it stands, who wrote it down.

The assertion is the claim and the description of what it says; nothing in it has a thing as its subject, so that it asserts nothing of what is
spoken of. The provenance gives the quotation and its place, and the annotator who reads it so. Each has a trusty URI, a hash of what it holds;
with a key it is signed. It is dated where a date is given; none is made up.
"""

import base64
import warnings
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
from nanopub import sign_utils
from nanopub.trustyuri.rdf import RdfHasher, RdfUtils

from mali_kg.claims.model import Claim
from mali_kg.errors import MaliKgError
from mali_kg.export.material import Material
from mali_kg.files import PathError, read_bytes
from mali_kg.rdf.curie import write as write_named
from mali_kg.rdf.formats import RDF_FORMATS
from mali_kg.rdf.namespaces import DCT, PROV, RDF, RDFS, SCHEMA, SKOS, XSD
from mali_kg.rdf.quads import in_graph
from mali_kg.rdf.rdflib_graph import Terms
from mali_kg.rdf.writing import pretty

NP = "http://www.nanopub.org/nschema#"
NPX = "http://purl.org/nanopub/x/"
PARTS = ("Head", "assertion", "provenance", "pubinfo")


class PartialClaimError(MaliKgError):
    """A claim without what it says.

    :param claim: its name.
    """

    def __init__(self, claim: str) -> None:
        self.claim = claim
        super().__init__(f"{claim}: what it says is not in this part; a nanopublication needs it.")


class SigningKeyError(PathError):
    """A file that is no key to sign with."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path,
            "not an RSA private key of 2048 bits or more in PEM form, without a passphrase. Make one with: openssl genrsa -out key.pem 2048",
        )


def write(material: Material) -> bytes:
    """Write all nanopublications, as TriG; ``material.key`` signs them."""
    found: list[ox.Quad] = []
    for claim in material.claims:
        found += published(quads_of(claim, material), material.records.iris.nanopublication, material.key)
    return pretty(write_named(found, ox.RdfFormat.TRIG, material.base, {"np": NP, "npx": NPX}), RDF_FORMATS["trig"])


def quads_of(claim: Claim, material: Material) -> list[ox.Quad]:
    """Make the four graphs of one claim, named below a dummy namespace that the trusty URI takes the place of."""
    records, iris = material.records, material.records.iris
    this = ox.NamedNode(iris.nanopublication)
    head, assertion, provenance, pubinfo = (ox.NamedNode(f"{this.value}{part}") for part in PARTS)
    node = ox.NamedNode
    about_reading = {*(iris.term(name) for name in ("hasEvidence", "inSentence", "accepted"))}
    about_reading |= {f"{SCHEMA}appearance", f"{SCHEMA}claimInterpreter", f"{SKOS}note"}
    of_claim = list(records.backend.about([claim.iri]))
    said = [nested.iri for nested in records.within(claim.says)] if records.exists(claim.says) else []
    if not said:
        raise PartialClaimError(records.name(claim.iri))
    evidence = [part(claim.iri) for part in (iris.evidence, iris.quote, iris.position)]
    asserted = [q for q in of_claim if q.predicate.value not in about_reading]
    asserted += records.backend.about([*said, *records.mk(claim.iri, "via")])
    read = [q for q in of_claim if q.predicate.value in about_reading]
    read += records.backend.about(evidence)
    quads = [
        ox.Quad(this, node(f"{RDF}type"), node(f"{NP}Nanopublication"), head),
        ox.Quad(this, node(f"{NP}hasAssertion"), assertion, head),
        ox.Quad(this, node(f"{NP}hasProvenance"), provenance, head),
        ox.Quad(this, node(f"{NP}hasPublicationInfo"), pubinfo, head),
        *in_graph(asserted, assertion.value),
        ox.Quad(assertion, node(f"{PROV}wasAttributedTo"), node(iris.annotator), provenance),
        ox.Quad(assertion, node(f"{PROV}wasDerivedFrom"), node(iris.evidence(claim.iri)), provenance),
        ox.Quad(assertion, node(f"{PROV}hadPrimarySource"), node(claim.article), provenance),
        *in_graph(read, provenance.value),
        ox.Quad(this, node(f"{RDFS}label"), ox.Literal(claim.label, language=records.language), pubinfo),
        ox.Quad(this, node(f"{DCT}creator"), node(iris.annotator), pubinfo),
        ox.Quad(this, node(f"{DCT}license"), node(material.project.config.license), pubinfo),
        ox.Quad(this, node(f"{DCT}isPartOf"), node(iris.dataset), pubinfo),
    ]
    if material.created:
        date = ox.Literal(material.created, datatype=node(f"{XSD}dateTime"))
        quads.append(ox.Quad(this, node(f"{DCT}created"), date, pubinfo))
    return list(dict.fromkeys(quads))


def published(quads: list[ox.Quad], namespace: str, key: Path | None) -> list[ox.Quad]:
    """Give the quads with a trusty URI in the place of the dummy namespace; signed where there is a key."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = rdflib.ConjunctiveGraph()
        term: Any = Terms()
        for q in quads:
            graph.get_context(term(q.graph_name)).add((term(q.subject), term(q.predicate), term(q.object)))
        if key:
            pubinfo = graph.get_context(rdflib.URIRef(f"{namespace}pubinfo"))
            signer: Any = _Profile(key)
            graph = sign_utils.add_signature(graph, signer, rdflib.Namespace(namespace), pubinfo)
        else:
            utils: Any = RdfUtils
            code = RdfHasher.make_hash(utils.get_quads(graph), baseuri=namespace, hashstr=" ")
            graph = sign_utils.replace_trusty_in_graph(code, namespace, graph)
        data = graph.serialize(format="nquads")
    order = {part: n for n, part in enumerate(PARTS)}
    found: list[ox.Quad] = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    return sorted(found, key=lambda q: (order.get(q.graph_name.value.rpartition("#")[2], 9), str(q)))  # type: ignore[union-attr]


class _Profile:
    """What the nanopub library wants to know of a signer: an RSA key (PEM), as base64 of its DER form."""

    def __init__(self, path: Path) -> None:
        from Crypto.PublicKey import RSA

        try:
            key = RSA.import_key(read_bytes(path, "key", pipe=True))
            if not key.has_private() or key.size_in_bits() < 2048:
                raise ValueError
            self.private_key = base64.b64encode(key.export_key("DER", pkcs=8)).decode()
            self.public_key = base64.b64encode(key.public_key().export_key("DER")).decode()
        except (ValueError, IndexError, TypeError):
            raise SigningKeyError(path) from None
