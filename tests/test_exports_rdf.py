"""RDF exports: parts of the graph, JSON-LD by two processors, reifiers, nanopublications, the data set described."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from pyld import jsonld
from rdflib import DCAT, RDF, VOID, Dataset, Graph, URIRef

from kg import pipeline
from kg.errors import BadInput, UsageError
from kg.exports import FORMATS, Choice, Material, export
from kg.exports.framed import refuse
from kg.pipeline.asking import Built
from kg.pipeline.exporting import material
from kg.vocab import expand, term

RDF12 = {"turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG, "ntriples": ox.RdfFormat.N_TRIPLES,
         "nquads": ox.RdfFormat.N_QUADS}  # fmt: skip
HERE = Path(__file__).parent
NP = "http://www.nanopub.org/nschema#"


@pytest.fixture(scope="module")
def built(seeds_build: Path) -> Built:
    return pipeline.open_build(seeds_build)


@pytest.fixture(scope="module")
def made(built: Built) -> Material:
    return material(built)


def data_of(made: Material, format: str, **choice: Any) -> bytes:
    data = export(made, format, Choice(**choice))
    assert isinstance(data, bytes)
    return data


def triples(data: bytes, format: ox.RdfFormat = ox.RdfFormat.TURTLE) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(data, format=format)}


def in_graph(made: Material, graph: ox.NamedNode | ox.DefaultGraph) -> set[str]:
    return {str(quad.triple) for quad in made.store.quads_for_pattern(None, None, None, graph)}


def test_one_graph_alone(made: Material) -> None:
    claims = ox.NamedNode(f"{made.base}graph/claims")
    for name in ("claims", "graph:claims", claims.value):
        assert triples(data_of(made, "turtle", graph=name)) == in_graph(made, claims)
    (quads,) = {str(q.graph_name) for q in ox.parse(data_of(made, "nquads", graph="claims"), format=RDF12["nquads"])}
    assert quads == str(claims)
    assert triples(data_of(made, "turtle", graph="default")) == in_graph(made, ox.DefaultGraph())
    with pytest.raises(UsageError, match="choose one of default"):
        data_of(made, "turtle", graph="nowhere")


def test_with_and_without_what_was_inferred(made: Material) -> None:
    stated, added = in_graph(made, ox.DefaultGraph()), in_graph(made, ox.NamedNode(f"{made.base}graph/inferred"))
    assert added
    assert triples(data_of(made, "turtle")) == triples(data_of(made, "turtle", inferred=False)) == stated
    assert triples(data_of(made, "turtle", inferred=True)) == stated | added
    every = {str(quad) for quad in made.store}
    kept = {str(quad) for quad in ox.parse(data_of(made, "trig", inferred=False), format=RDF12["trig"])}
    assert kept == {line for line in every if "graph/inferred>" not in line}


def test_one_thing_with_all_that_supports_it(made: Material, built: Built) -> None:
    about = pipeline.export(built, "turtle", about="Men Sam On")
    assert about == pipeline.export(built, "turtle", about="id:person/men-sam-on")
    assert isinstance(about, bytes)
    found = triples(about)
    assert found <= in_graph(made, ox.DefaultGraph())
    whole = Graph().parse(data=about, format="turtle")
    person = URIRef(expand("id:person/men-sam-on"))
    told = set(whole.subjects(URIRef(expand("pd:hasHolder")), person))
    told |= set(whole.subjects(URIRef(expand("pd:hasParticipant")), person))
    assert told
    for node in told:
        claims = set(whole.subjects(URIRef(expand("pd:claimsAbout")), node))
        quotes = {
            quote
            for claim in claims
            for evidence in whole.objects(claim, URIRef(expand("pd:hasEvidence")))
            for selector in whole.objects(evidence, URIRef(expand("oa:hasSelector")))
            for quote in whole.objects(selector, URIRef(expand("oa:exact")))
        }
        assert quotes, node
    with pytest.raises(UsageError):
        pipeline.export(built, "turtle", about="Nobody Known")


def test_an_option_that_a_format_does_not_take_is_refused(made: Material) -> None:
    for format, choice in (("csv", {"graph": "claims"}), ("turtle", {"excel": True}), ("jsonld", {"reifiers": True})):
        with pytest.raises(UsageError, match="does not take it"):
            data_of(made, format, **choice)


@pytest.mark.parametrize("format", RDF12)
def test_claims_as_reifiers_say_the_same(format: str, made: Material) -> None:
    """pyoxigraph alone reads RDF 1.2 here: rdflib 7.6 knows no triple terms."""
    quads = list(ox.parse(data_of(made, format, reifiers=True), format=RDF12[format]))
    merged = [quad for quad in quads if isinstance(quad.graph_name, ox.DefaultGraph)]
    reified = {quad.subject: quad.object for quad in merged if quad.predicate == term("rdf:reifies")}
    pattern = made.store.quads_for_pattern(None, term("rdf:type"), term("pd:Claim"), ox.DefaultGraph())
    claims = {quad.subject for quad in pattern}
    assert set(reified) == claims
    for claim, triple in reified.items():
        assert isinstance(triple, ox.Triple)
        for name, part in (("subject", triple.subject), ("predicate", triple.predicate), ("object", triple.object)):
            (quad,) = made.store.quads_for_pattern(claim, term(f"rdf:{name}"), None, ox.DefaultGraph())
            assert quad.object == part
    assert not [quad for quad in quads if quad.subject in claims and quad.predicate == term("rdf:subject")]


def normal(data: bytes) -> set[str]:
    """Lines of N-Quads in one spelling."""
    return {str(quad) for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS)}


def test_json_ld_means_the_same_to_pyld_and_rdflib(made: Material) -> None:
    name = made.index.things("pd:Article")[0].rsplit("/", 1)[-1]
    data, mine = data_of(made, "jsonld", graph=name), normal(data_of(made, "nquads", graph=name))
    by_pyld = jsonld.to_rdf(json.loads(data), {"format": "application/n-quads", "documentLoader": refuse})
    back = Dataset()
    back.parse(data=data, format="json-ld")
    assert mine
    assert normal(by_pyld.encode()) == normal(back.serialize(format="nquads").encode()) == mine


def test_a_context_elsewhere_is_not_fetched() -> None:
    document = {"@context": "https://example.org/context.jsonld", "name": "x"}
    with pytest.raises(Exception, match=r"not fetched|loading remote context failed|invalid") as caught:
        jsonld.expand(document, {"documentLoader": refuse})
    assert isinstance(caught.value, BadInput) or "refuse" in repr(caught.value) or "context" in str(caught.value)


@pytest.fixture(scope="module")
def nanopubs(made: Material) -> ox.Store:
    store = ox.Store()
    store.load(data_of(made, "nanopub"), format=ox.RdfFormat.TRIG)
    return store


def test_every_claim_is_a_whole_nanopublication(made: Material, nanopubs: ox.Store) -> None:
    """The four graphs and what ties them, as the guidelines ask (nanopub.net/guidelines)."""
    heads = list(nanopubs.quads_for_pattern(None, term("rdf:type"), ox.NamedNode(f"{NP}Nanopublication"), None))
    assert len(heads) == len(made.index.things("pd:Claim"))
    held = 0
    for head in heads:
        node, parts = head.subject, {}
        assert head.graph_name == ox.NamedNode(f"{node.value}/Head")  # type: ignore[union-attr]
        for name in ("Assertion", "Provenance", "PublicationInfo"):
            (tie,) = nanopubs.quads_for_pattern(node, ox.NamedNode(f"{NP}has{name}"), None, head.graph_name)
            parts[name] = list(nanopubs.quads_for_pattern(None, None, None, tie.object))  # type: ignore[arg-type]
            assert parts[name], name
        held += 4 + sum(map(len, parts.values()))
        assertion = ox.NamedNode(f"{node.value}/assertion")  # type: ignore[union-attr]
        assert any(quad.subject == assertion for quad in parts["Provenance"])
        assert any(quad.predicate == term("oa:exact") for quad in parts["Provenance"])
        assert any(quad.subject == node for quad in parts["PublicationInfo"])
        assert any(quad.predicate == term("dcterms:license") for quad in parts["PublicationInfo"])
    assert held == len(nanopubs), "a quad stands outside the four graphs"


def test_nanopublications_read_back_by_a_second_library(built: Built) -> None:
    data = pipeline.export(built, "nanopub", about="Men Sam On")
    assert isinstance(data, bytes)
    back = Dataset()
    back.parse(data=data, format="trig")
    assert normal(back.serialize(format="nquads").encode()) == {
        str(quad) for quad in ox.parse(data, format=ox.RdfFormat.TRIG)
    }


def test_an_assertion_of_a_plan_says_that_it_is_one(made: Material, nanopubs: ox.Store) -> None:
    parts = list(nanopubs.quads_for_pattern(None, term("pd:isParticipationIn"), None, None))
    assert len(parts) == len(made.index.things("pd:Participation"))
    for quad in parts:
        stages = nanopubs.quads_for_pattern(quad.object, term("pd:hasStage"), None, quad.graph_name)  # type: ignore
        assert len(list(stages)) == 1


def test_the_description_counts_what_is_there(made: Material, seeds_build: Path) -> None:
    data = data_of(made, "void")
    assert (seeds_build / "void.ttl").read_bytes() == data
    said = Graph().parse(data=data, format="turtle")
    assert {
        str(triple) for triple in ox.parse(said.serialize(format="nt").encode(), format=ox.RdfFormat.N_TRIPLES)
    } == {str(quad) for quad in ox.parse(data, format=ox.RdfFormat.TURTLE)}
    node = URIRef(f"{made.base}id/dataset")
    assert {VOID.Dataset, DCAT.Dataset} <= set(said.objects(node, RDF.type))
    assert int(said.value(node, VOID.triples)) == len(in_graph(made, ox.DefaultGraph()))
    sizes = {str(graph): int(said.value(graph, VOID.triples)) for graph in said.objects(node, VOID.subset)}
    assert sizes == {graph.value: len(in_graph(made, graph)) for graph in made.store.named_graphs()}  # type: ignore
    parts = {str(said.value(p, VOID["class"])): int(said.value(p, VOID.entities))
             for p in said.objects(node, VOID.classPartition)}  # fmt: skip
    assert parts[expand("pd:Claim")] == len(made.index.things("pd:Claim"))
    for file in said.objects(node, DCAT.distribution):
        path = seeds_build / str(said.value(file, URIRef(expand("dcterms:title"))))
        assert int(said.value(file, DCAT.byteSize)) == path.stat().st_size
    assert len(list(said.objects(node, DCAT.distribution))) == 3
    assert (node, URIRef(expand("dcterms:license")), None) in said
    assert (node, URIRef(expand("prov:wasGeneratedBy")), None) in said


def test_a_data_set_to_publish_is_whole_and_described(built: Built, seeds_build: Path, tmp_path: Path) -> None:
    files = pipeline.export(built, "dataset")
    assert not isinstance(files, bytes)
    for name in ("graph.nq", "graph.ttl", "graph.jsonld", "void.ttl"):
        assert files[name] == (seeds_build / name).read_bytes(), name
    ontology = {path.relative_to(HERE.parent).as_posix() for path in (HERE.parent / "ontology").rglob("*.ttl")}
    assert ontology | {"ontology/context.jsonld", "tables/datapackage.json"} <= set(files)
    assert {Path(name).suffix for name in files if name.startswith("ontology/")} >= {".html", ".md"}
    pipeline.put(files, tmp_path / "out")
    pipeline.put(files, tmp_path / "out")
    assert (tmp_path / "out" / "tables" / "events.csv").is_file()
    with pytest.raises(UsageError, match="no export"):
        pipeline.put(files, seeds_build)


def test_every_term_of_void_and_dcat_is_theirs(made: Material) -> None:
    """rdflib holds the terms of both vocabularies, as of DCAT 2, and knows no others."""
    newer = {line.split("\t")[0] for line in (HERE.parent / "ontology" / "vocabularies.tsv").read_text().splitlines()}
    for quad in ox.parse(data_of(made, "void"), format=ox.RdfFormat.TURTLE):
        for space in (VOID, DCAT):
            if quad.predicate.value.startswith(str(space)):
                assert URIRef(quad.predicate.value) in space or quad.predicate.value in newer, quad.predicate


def test_every_format_is_told_in_the_help() -> None:
    from kg.cli.exporting import HELP

    assert all(f" {name}" in HELP for name in FORMATS)
