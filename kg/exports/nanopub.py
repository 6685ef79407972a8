"""Nanopublications: one for each claim.

Comes in: a store. Goes out: TriG with four graphs a claim (nanopublication guidelines): head, assertion, provenance,
publication info, unsigned. It never asserts what the claim does not say and notes no time of its making.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.exports.choosing import MERGED
from kg.exports.material import Material
from kg.exports.ontology import RIGHTS, licence
from kg.exports.plain import quads_as
from kg.vocab import iri, term

NP = "http://www.nanopub.org/nschema#"
PARTS = ("Head", "assertion", "provenance", "pubinfo")
# A participation means little without the stage of the account that it is in.
OF_ACCOUNT = ("rdf:type", "pd:describesEvent", "pd:hasStage", "pd:isAccountIn")
Said = tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]


def nanopub(material: Material) -> bytes:
    """All claims, or those that support the thing chosen, sorted by IRI."""
    writer = _Writer(material)
    quads = [quad for claim in material.claims for quad in writer.quads(iri(claim))]
    return quads_as(quads, ox.RdfFormat.TRIG, {"np": NP})


class _Writer:
    def __init__(self, material: Material) -> None:
        self._store, self._base = material.store, material.base
        self._dataset = iri(f"{material.base}id/dataset")

    def quads(self, claim: ox.NamedNode) -> Iterator[ox.Quad]:
        """The four graphs of one claim."""
        node = iri(f"{claim.value}/nanopub")
        head, assertion, provenance, pubinfo = (iri(f"{node.value}/{part}") for part in PARTS)
        graphs = {
            head: self._head(node, assertion, provenance, pubinfo),
            assertion: self._assertion(claim),
            provenance: self._provenance(claim, assertion),
            pubinfo: self._pubinfo(claim, node),
        }
        for graph, said in graphs.items():
            yield from (ox.Quad(*triple, graph) for triple in dict.fromkeys(said))

    def _head(self, node: ox.NamedNode, *graphs: ox.NamedNode) -> Iterator[Said]:
        yield node, term("rdf:type"), iri(f"{NP}Nanopublication")
        for name, graph in zip(("Assertion", "Provenance", "PublicationInfo"), graphs, strict=True):
            yield node, iri(f"{NP}has{name}"), graph

    def _assertion(self, claim: ox.NamedNode) -> Iterator[Said]:
        """The claim's main triple, and what its account, participation, tenure, document or figure is made of."""
        subject, predicate = self._one(claim, "rdf:subject"), self._one(claim, "rdf:predicate")
        value = next(iter(self._values(claim, "rdf:object")), None)
        if subject is not None and predicate is not None and value is not None:
            yield subject, predicate, value
        for about in self._nodes(claim, "pd:claimsAbout"):
            yield from (said for said in self._triples(about) if said[1] != term("pd:hasDateEvidence"))
            for account in self._nodes(about, "pd:isParticipationIn"):
                shown = {term(name) for name in OF_ACCOUNT}
                yield from (said for said in self._triples(account) if said[1] in shown)

    def _provenance(self, claim: ox.NamedNode, assertion: ox.NamedNode) -> Iterator[Said]:
        """The articles that state it, with the quotes and the rules that read them."""
        for article in self._nodes(claim, "pd:isStatedIn"):
            yield assertion, term("prov:wasDerivedFrom"), article
            yield from self._triples(article)
        for evidence in self._nodes(claim, "pd:hasEvidence"):
            yield assertion, term("pd:hasEvidence"), evidence
            yield from self._triples(evidence)
            for part in (*self._nodes(evidence, "oa:hasSelector"), *self._nodes(evidence, "pd:bindsReference")):
                yield from self._triples(part)
            for rule in self._nodes(evidence, "prov:wasGeneratedBy"):
                yield from self._triples(rule)

    def _pubinfo(self, claim: ox.NamedNode, node: ox.NamedNode) -> Iterator[Said]:
        """What the nanopublication itself comes from: the claim, the build and its readers, under which licence."""
        kinds = [kind.value for kind in self._values(claim, "pd:hasKind") if isinstance(kind, ox.Literal)]
        yield node, term("rdfs:label"), ox.Literal(f"Claim: {', '.join(kinds)}")
        yield node, term("prov:wasDerivedFrom"), claim
        yield node, term("dcterms:isPartOf"), self._dataset
        yield node, term("dcterms:license"), iri(licence())
        yield node, term("dcterms:rights"), ox.Literal(RIGHTS)
        for activity in self._nodes(self._dataset, "prov:wasGeneratedBy"):
            yield node, term("prov:wasGeneratedBy"), activity
            for reader in self._nodes(activity, "prov:wasAssociatedWith"):
                yield node, term("dcterms:creator"), reader
                yield from self._triples(reader)

    def _triples(self, node: ox.NamedNode) -> list[Said]:
        found = self._store.quads_for_pattern(node, None, None, MERGED)
        return [(node, q.predicate, q.object) for q in found if isinstance(q.object, ox.NamedNode | ox.Literal)]

    def _values(self, node: ox.NamedNode, predicate: str) -> list[ox.NamedNode | ox.Literal]:
        found = self._store.quads_for_pattern(node, term(predicate), None, MERGED)
        return sorted((q.object for q in found if isinstance(q.object, ox.NamedNode | ox.Literal)), key=str)

    def _nodes(self, node: ox.NamedNode, predicate: str) -> list[ox.NamedNode]:
        return [value for value in self._values(node, predicate) if isinstance(value, ox.NamedNode)]

    def _one(self, node: ox.NamedNode, predicate: str) -> ox.NamedNode | None:
        return next(iter(self._nodes(node, predicate)), None)
