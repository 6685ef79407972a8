"""The description of the data set: VoID and DCAT.

Comes in: a store, the files that hold it. Goes out: Turtle with counts, partitions by class and property, a subset for
each graph, provenance, licence, version and distributions. It notes no time of its making: its dates are the articles'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.exports.choosing import MERGED
from kg.exports.material import Dump, Material
from kg.exports.ontology import ONTOLOGY, RIGHTS, licence, version
from kg.exports.plain import nquads, quads_as
from kg.vocab import PREFIXES, day, digest, integer, iri, label, mint, shorten, term

SPDX = "http://spdx.org/rdf/terms#"
FORMAT = "http://www.w3.org/ns/formats/"
MEDIA = "https://www.iana.org/assignments/media-types/"
# Name in http://www.w3.org/ns/formats/, media type registered at IANA.
FORMATS = {
    "nquads": ("N-Quads", "application/n-quads"),
    "turtle": ("Turtle", "text/turtle"),
    "jsonld": ("JSON-LD", "application/ld+json"),
}
EXAMPLES = ("pd:Event", "pd:Official", "pd:Claim")
VOCABULARIES = ("pd", "skos", "prov", "oa", "dcterms", "schema", "rdfs")
Triple = tuple[ox.NamedNode, str, "ox.NamedNode | ox.Literal"]


def void(material: Material) -> bytes:
    """The description as Turtle."""
    described = _Description(material)
    quads = {ox.Quad(subject, _term(predicate), value) for subject, predicate, value in described.triples()}
    return quads_as(quads, ox.RdfFormat.TURTLE, {"spdx": SPDX})


def _term(name: str) -> ox.NamedNode:
    prefix, _, rest = name.partition(":")
    return iri(SPDX + rest) if prefix == "spdx" else term(name)


class _Description:
    def __init__(self, material: Material) -> None:
        self._material, self._base = material, material.base
        self._node = iri(f"{material.base}id/dataset")

    def triples(self) -> Iterator[Triple]:
        """Everything that is said of the data set."""
        yield from self._itself()
        yield from self._source()
        merged = list(self._material.store.quads_for_pattern(None, None, None, MERGED))
        yield from _counts(self._node, merged)
        yield from self._partitions(merged)
        for graph in sorted(self._material.store.named_graphs(), key=str):
            if isinstance(graph, ox.NamedNode):
                yield from self._subset(graph)
        for dump in self._material.dumps():
            yield from self._distribution(dump)

    def _itself(self) -> Iterator[Triple]:
        node, content = self._node, digest(nquads(self._material.store).decode())
        yield node, "rdf:type", term("void:Dataset")
        yield node, "rdf:type", term("dcat:Dataset")
        yield node, "dcterms:title", label("Party diplomacy graph")
        yield node, "dcterms:description", label("Party and state diplomacy as news articles report it, with quotes.")
        yield node, "dcterms:license", iri(licence())
        yield node, "dcterms:rights", label(RIGHTS)
        yield node, "dcterms:conformsTo", iri(ONTOLOGY)
        yield node, "dcat:version", label(f"{version()}+{content}")
        yield node, "void:uriSpace", label(f"{self._base}id/")
        for prefix in VOCABULARIES:
            yield node, "void:vocabulary", iri(PREFIXES[prefix])
        for kind in EXAMPLES:
            for thing in self._material.index.things(kind)[:1]:
                yield node, "void:exampleResource", iri(thing)

    def _source(self) -> Iterator[Triple]:
        """The build that made it, the articles it is made of, the days on which they were published."""
        index = self._material.index
        for activity in index.iris(self._node.value, "prov:wasGeneratedBy"):
            yield self._node, "prov:wasGeneratedBy", iri(activity)
            for reader in index.iris(activity, "prov:wasAssociatedWith"):
                yield self._node, "dcterms:creator", iri(reader)
                yield iri(reader), "rdfs:label", label(index.name(reader) or "")
        articles = index.things("pd:Article")
        for article in articles:
            yield self._node, "dcterms:source", iri(article)
        issued = sorted(when for article in articles for when in index.texts(article, "dcterms:issued"))
        if issued:
            period = iri(f"{self._node.value}/period")
            yield self._node, "dcterms:temporal", period
            yield period, "rdf:type", term("dcterms:PeriodOfTime")
            yield period, "dcat:startDate", day(issued[0])
            yield period, "dcat:endDate", day(issued[-1])

    def _partitions(self, quads: list[ox.Quad]) -> Iterator[Triple]:
        typed = (quad.object for quad in quads if quad.predicate == term("rdf:type"))
        kinds = Counter(kind.value for kind in typed if isinstance(kind, ox.NamedNode))
        for kind, number in sorted(kinds.items()):
            part = mint(f"{self._node.value}/", "class", shorten(kind).replace(":", "-"))
            yield self._node, "void:classPartition", part
            yield part, "void:class", iri(kind)
            yield part, "void:entities", integer(number)
        for name, number in sorted(Counter(quad.predicate.value for quad in quads).items()):
            part = mint(f"{self._node.value}/", "property", shorten(name).replace(":", "-"))
            yield self._node, "void:propertyPartition", part
            yield part, "void:property", iri(name)
            yield part, "void:triples", integer(number)

    def _subset(self, graph: ox.NamedNode) -> Iterator[Triple]:
        quads = list(self._material.store.quads_for_pattern(None, None, None, graph))
        yield self._node, "void:subset", graph
        yield graph, "rdf:type", term("void:Dataset")
        yield graph, "dcterms:title", label(graph.value.removeprefix(f"{self._base}graph/"))
        yield from _counts(graph, quads)

    def _distribution(self, dump: Dump) -> Iterator[Triple]:
        """A file of the graph; its address is where it lies once the build is published under the base."""
        node, address = iri(f"{self._node.value}/{dump.name}"), iri(f"{self._base}dataset/{dump.name}")
        named, media = FORMATS[dump.format]
        yield self._node, "dcat:distribution", node
        yield self._node, "void:dataDump", address
        yield self._node, "void:feature", iri(f"{FORMAT}{named}")
        yield node, "rdf:type", term("dcat:Distribution")
        yield node, "dcterms:title", label(dump.name)
        yield node, "dcat:downloadURL", address
        yield node, "dcat:mediaType", iri(f"{MEDIA}{media}")
        yield node, "dcat:byteSize", integer(dump.size)
        yield node, "dcterms:license", iri(licence())
        checksum = iri(f"{node.value}/sha256")
        yield node, "spdx:checksum", checksum
        yield checksum, "rdf:type", iri(f"{SPDX}Checksum")
        yield checksum, "spdx:algorithm", iri(f"{SPDX}checksumAlgorithm_sha256")
        yield checksum, "spdx:checksumValue", ox.Literal(dump.sha256, datatype=term("xsd:hexBinary"))


def _counts(node: ox.NamedNode, quads: Iterable[ox.Quad]) -> Iterator[Triple]:
    """Triples, subjects, objects, classes and properties (VoID, 4.6)."""
    listed = list(quads)
    classes = {quad.object for quad in listed if quad.predicate == term("rdf:type")}
    for name, number in (
        ("triples", len(listed)),
        ("distinctSubjects", len({quad.subject for quad in listed})),
        ("distinctObjects", len({quad.object for quad in listed})),
        ("classes", len(classes)),
        ("properties", len({quad.predicate for quad in listed})),
    ):
        yield node, f"void:{name}", integer(number)
