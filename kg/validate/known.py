"""Which terms exist: this ontology's own and those of the vocabularies that it stands on.

Comes in: the ontology's folder, IRIs. Goes out: those IRIs that look like terms and are none, with the nearest that is
one. It never fetches a vocabulary: rdflib carries most, ontology/vocabularies.tsv the rest.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

import pyoxigraph as ox

from kg.paths import ontology_dir
from kg.vocab import PREFIXES, expand, shorten, term

_CARRIED = {
    "rdf": "RDF", "rdfs": "RDFS", "owl": "OWL", "xsd": "XSD", "skos": "SKOS", "dcterms": "DCTERMS", "prov": "PROV",
    "org": "ORG", "foaf": "FOAF", "schema": "SDO", "time": "TIME", "sh": "SH", "void": "VOID", "dcat": "DCAT",
    "vann": "VANN",
}  # fmt: skip
_LISTED = ("oa", "sem", "edtf")  # vocabularies of which the file lists what is used
OWN = PREFIXES["pd"]


_NAMED = tuple(term(kind) for kind in ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty"))


@cache
def own_terms(*, classes_and_properties: bool = False) -> frozenset[str]:
    """The IRIs of the terms that the ontology defines, of its classes and properties alone if asked."""
    with (ontology_dir() / "party-diplomacy.ttl").open("rb") as file:
        quads = [quad for quad in ox.parse(file, ox.RdfFormat.TURTLE) if isinstance(quad.subject, ox.NamedNode)]
    defining, kind = term("rdfs:isDefinedBy"), term("rdf:type")
    if classes_and_properties:
        return frozenset(q.subject.value for q in quads if q.predicate == kind and q.object in _NAMED)
    return frozenset(q.subject.value for q in quads if q.predicate == defining)


@cache
def _listed() -> frozenset[str]:
    lines = (ontology_dir() / "vocabularies.tsv").read_text("utf-8").splitlines()
    return frozenset(line.split("\t")[0] for line in lines if not line.startswith("#"))


def is_own(iri: str) -> bool:
    """Whether the IRI is in the ontology's namespace."""
    return iri.startswith(OWN)


def unknown(iris: Iterable[str]) -> Iterator[str]:
    """Those in a known vocabulary's namespace that the vocabulary does not have, the namespaces themselves apart."""
    for iri in sorted(set(iris)):
        prefix = shorten(iri).partition(":")[0]
        if iri == PREFIXES.get(prefix):
            continue
        if prefix == "pd":
            if iri not in own_terms():
                yield iri
        elif prefix in _LISTED:
            if iri not in _listed():
                yield iri
        elif prefix in _CARRIED and iri not in _listed() and not _carried(prefix, iri):
            yield iri


def _carried(prefix: str, iri: str) -> bool:
    import rdflib

    if prefix == "rdf" and iri.rpartition("#_")[2].isdigit():
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return rdflib.URIRef(iri) in getattr(rdflib, _CARRIED[prefix])


def told(iri: str) -> str:
    """A sentence on a term that does not exist, with the nearest of the ontology's own that does."""
    near = get_close_matches(iri, own_terms(), 1, 0.85) if is_own(iri) else []
    hint = f" Perhaps {shorten(near[0])} is meant." if near else ""
    return f"There is no term {shorten(iri)}.{hint}"


def terms_of(quads: Iterable[ox.Quad | ox.Triple]) -> dict[str, str]:
    """The IRIs used as terms (predicates, types, datatypes, own values), each with the first subject that uses it."""
    kind, used = expand("rdf:type"), dict[str, str]()
    for quad in quads:
        subject, value = str(quad.subject).strip("<>"), quad.object
        found = [quad.predicate.value]
        if isinstance(value, ox.NamedNode) and (quad.predicate.value == kind or is_own(value.value)):
            found.append(value.value)
        elif isinstance(value, ox.Literal):
            found.append(value.datatype.value)
        for iri in found:
            if iri not in used or subject < used[iri]:
                used[iri] = subject
    return used
